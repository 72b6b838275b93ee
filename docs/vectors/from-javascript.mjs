// Makes the files *-from-javascript.json with the library of the browser, @protontech/openpgp, as it comes: keys, signatures, key wrapping
// and encryption are its own, only the framing (definite lengths, padding) is done here. Keys are new on every run, so
// that the files change; they are kept. Run from the repository's root: node docs/vectors/from-javascript.mjs
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import * as openpgp from '@protontech/openpgp';

const { enums } = openpgp;
const config = {
  v6Keys: true,
  aeadProtect: true,
  preferredAEADAlgorithm: enums.aead.gcm,
  aeadChunkSizeByte: 12,
  preferredSymmetricAlgorithm: enums.symmetric.aes256,
};
const text = (json) => new TextEncoder().encode(JSON.stringify(json));
const base64 = (octets) => Buffer.from(octets).toString('base64url');
const sha256 = (octets) => base64(createHash('sha256').update(octets).digest());
const longPacket = (tag, body) => {
  const header = Buffer.from([0xc0 | tag, 255, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
};
const padded = (content, length) => Buffer.concat([content, longPacket(21, randomBytes(length - content.length - 6))]);
const whole = async (stream) => {
  const reader = stream.getReader();
  const parts = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return Buffer.concat(parts);
};
const newKey = async (who) => {
  // A User ID without angle brackets is what the library makes of a name alone.
  const made = await openpgp.generateKey({
    userIDs: [{ name: who }],
    type: 'curve25519',
    subkeys: [{ type: 'pqc' }],
    format: 'object',
    config,
  });
  return made.privateKey;
};
const message = async (json) => {
  const made = await openpgp.createMessage({ binary: text(json) });
  made.packets[0].date = new Date(0);
  return made;
};
const sign = async (json, by) =>
  Buffer.from(await openpgp.sign({ message: await message(json), signingKeys: by, format: 'binary', config }));
const seipd = async (inner, key) => {
  const packet = openpgp.SymEncryptedIntegrityProtectedDataPacket.fromObject({ version: 2, aeadAlgorithm: enums.aead.gcm });
  packet.packets = { write: () => new Uint8Array(inner) };
  await packet.encrypt(enums.symmetric.aes256, key, config);
  return longPacket(18, await whole(packet.write()));
};
const seal = async (content, to, size) => {
  const key = randomBytes(32);
  const wrapped = await openpgp.encryptSessionKey({
    data: key,
    algorithm: 'aes256',
    aeadAlgorithm: 'gcm',
    encryptionKeys: to.toPublic(),
    wildcard: true,
    format: 'binary',
    config,
  });
  return Buffer.concat([wrapped, await seipd(padded(content, size - wrapped.length - 74), key)]);
};
const write = (name, spec, says, ok, input) => {
  const members = Object.entries(input).map(([k, v]) => [k, v instanceof Uint8Array ? base64(v) : v]);
  const vector = { name, spec, says, format: name.split('-')[0], expect: { ok }, ...Object.fromEntries(members) };
  writeFileSync(`docs/vectors/${name}.json`, `${JSON.stringify(vector, null, 2)}\n`);
};

const anna = await newKey('anna@south.test');
const otto = await newKey('otto@north.test');
const certificate = anna.toPublic().write();
write('certificate-from-javascript', '10.1', 'A certificate made by the browser.', { fingerprint: anna.getFingerprint() }, {
  userId: 'anna@south.test',
  certificate,
});

const rotation = { type: 'darkmail/rotation/1', domain: 'north.test' };
write('statement-from-javascript', '10.2', 'A statement made by the browser.', base64(text(rotation)), {
  type: rotation.type,
  by: otto.toPublic().write(),
  statement: await sign(rotation, otto),
});

const header = { type: 'darkmail/header/1', subject: 'From the browser', fill: 'x'.repeat(3000) };
write('sealed-from-javascript', '10.3', 'A signed message made by the browser.', base64(text(header)), {
  type: header.type,
  sizes: [2048, 4096, 8192, 16384],
  secretKey: anna.write(),
  by: otto.toPublic().write(),
  message: await seal(await sign(header, otto), anna, 8192),
});

const query = { type: 'darkmail/query/1', address: 'anna@south.test', key: base64(randomBytes(32)), time: '2026-11-22T06:00:00Z' };
write('query-from-javascript', '60.3', 'A query made by the browser.', base64(text(query)), {
  secretKey: anna.write(),
  message: await seal(Buffer.from((await message(query)).write()), anna, 2048),
});

const content = randomBytes(5000);
const literal = longPacket(11, Buffer.concat([Buffer.from([0x62, 0, 0, 0, 0, 0]), content]));
const key = randomBytes(32);
const blob = await seipd(padded(literal, 5120), key);
write('blob-from-javascript', '30.1', 'A blob made by the browser.', { sha256: sha256(content) }, {
  sha256: sha256(blob),
  size: blob.length,
  length: content.length,
  key,
  blob,
});

const sealedHeader = randomBytes(2048);
const envelope = {
  type: 'darkmail/envelope/1',
  id: base64(randomBytes(16)),
  origin: 'north.test',
  domain: 'south.test',
  recipient: 'anna',
  header: sha256(sealedHeader),
  blobs: [{ link: `https://north.test/blob/${base64(randomBytes(32))}`, sha256: base64(randomBytes(32)), size: 4202 }],
  expires: '2026-12-05T06:00:00Z',
};
const south = await newKey('south.test');
const north = await newKey('north.test');
const domain = { type: 'darkmail/domain/1', domain: 'north.test', version: 1, fingerprint: north.getFingerprint(), relay: 'darkmail@north.test' };
const statement = await sign({ ...domain, blobs: ['https://north.test/blob/'], time: '2026-11-22T06:00:00Z' }, north);
const document = { certificate: base64(north.toPublic().write()), statement: base64(statement), rotations: [] };
write('envelope-from-javascript', '40.2', 'An envelope made by the browser.', base64(text(envelope)), {
  secretKey: south.write(),
  now: '2026-11-22T06:00:00Z',
  origin: envelope.origin,
  document,
  id: envelope.id,
  header: sealedHeader,
  envelope: await seal(Buffer.from((await message(envelope)).write()), south, 2048),
});
