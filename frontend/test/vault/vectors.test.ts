import { readdirSync, readFileSync } from 'node:fs';
import { readPrivateKey } from '@protontech/openpgp';
import { describe, expect, test } from 'vitest';
import { parseAddress, normalDomain } from '../../vault/address.js';
import { openBlob } from '../../vault/blob.js';
import { type Bytes, base64url, concat, fromBase64url, fromUtf8, padme, sha256 } from '../../vault/bytes.js';
import { openAccount } from '../../vault/account.js';
import { checkBinding, checkDomain, openAnswer } from '../../vault/directory.js';
import type { BlobReference } from '../../vault/header.js';
import { Fields, parseObject } from '../../vault/json.js';
import { argon2id, credential, preparePassphrase, readParameters, saltOf } from '../../vault/kdf.js';
import { openKey } from '../../vault/keys.js';
import { type Kind, MailboxKey } from '../../vault/mailbox-key.js';
import { Octets, TAG } from '../../vault/packets.js';
import { type Certificate, readCertificate } from '../../vault/policy.js';
import { Declined, Refusal } from '../../vault/refusal.js';
import { QUERY_SIZES, openSealed, sealedStatement, unsignedContent } from '../../vault/sealed.js';
import { Server } from '../../vault/server.js';
import { openSlot, readSlot } from '../../vault/slot.js';
import { checkStatement, readAlone, verify } from '../../vault/statement.js';
import { type MailVector, judged } from './judged.js';
import type { Browser } from './world.js';

/** The octets under this name of a vector. */
type Named = (name: string) => Bytes;

interface Vector {
  readonly name: string;
  readonly says: string;
  readonly format: string;
  readonly expect?: { readonly ok?: unknown; readonly refused?: string };
  readonly cases?: readonly { readonly input: string; readonly ok?: string; readonly n: number; readonly padded: number; readonly kind: Kind; readonly name: string; readonly id: string }[];
  readonly userId: string;
  readonly type: string;
  readonly by: string | null;
  readonly sizes: readonly number[];
  readonly size: number;
  readonly length: number;
  readonly address: string;
  readonly passphrase: string;
  readonly kdf: unknown;
  readonly slot: unknown;
  readonly id: string;
  readonly kind: string;
  readonly revision: number;
  readonly domain: string;
  readonly document: unknown;
  readonly pinned: string | null;
}

const folder = new URL('../../../docs/vectors/', import.meta.url);
const vectors = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector & Record<string, unknown>);

async function certificate(octets: Bytes): Promise<Certificate> {
  const packets = new Octets(octets);
  packets.packet(TAG.publicKey);
  packets.packet(TAG.signature);
  return readCertificate(octets, fromUtf8(packets.packet(TAG.userId).rest()));
}

async function secretKey(transferable: Bytes) {
  const key = await readPrivateKey({ binaryKey: transferable.slice() });
  return openKey(transferable, await certificate(concat(key.toPublic().write())));
}

const readers: Record<string, (vector: Vector, octets: Named) => Promise<unknown>> = {
  certificate: async ({ userId }, octets) => ({ fingerprint: (await readCertificate(octets('certificate'), userId)).fingerprint }),
  statement: async ({ type }, octets) => {
    const by = (await certificate(octets('by'))).primary;
    await verify(octets('statement'), type, by);
    return base64url(await checkStatement(readAlone(octets('statement')), by));
  },
  sealed: async ({ type, by, sizes }, octets) => {
    const packets = await openSealed(octets('message'), await secretKey(octets('secretKey')), sizes);
    const content = by === null ? unsignedContent(packets) : await checkStatement(sealedStatement(packets), (await certificate(octets('by'))).primary);
    parseObject(content).expect(type);
    return base64url(content);
  },
  query: async (_, octets) => {
    const content = unsignedContent(await openSealed(octets('message'), await secretKey(octets('secretKey')), QUERY_SIZES));
    parseObject(content).expect('darkmail/query/1');
    return base64url(content);
  },
  answer: async (_, octets) => base64url((await openAnswer(octets('answer'), octets('key'), octets('query'), (await certificate(octets('by'))).primary)).content),
  blob: async ({ size, length }, octets) => {
    const reference = { size, length, sha256: octets('sha256'), key: octets('key') } as BlobReference;
    const blob = octets('blob');
    const content = await openBlob(reference, async (from, to) => blob.slice(from, to));
    return { sha256: base64url(await sha256(new Uint8Array(await content.arrayBuffer()))) };
  },
  kdf: async ({ address, passphrase, kdf }, octets) => {
    const parameters = readParameters(new Fields(kdf));
    const secret = await argon2id(preparePassphrase(passphrase)!, await saltOf(address, octets('serverSalt')), parameters);
    const { auth, kek } = await credential('passphrase', secret);
    return { auth: base64url(auth), kek: base64url(kek) };
  },
  slot: async ({ address, slot }, octets) => {
    const read = readSlot(new Fields(slot));
    return base64url(await openSlot(address, read, { kind: read.kind, auth: new Uint8Array(0), kek: octets('kek') }));
  },
  account: async ({ address }, octets) => {
    const none = new Uint8Array(0);
    const unread = { share: none, slots: [], binding: none, domain: { certificate: none, statement: none, rotations: [] } };
    const record = { ...unread, address, commit: octets('commit'), certificate: octets('certificate'), secretKey: octets('secretKey') };
    return { fingerprint: (await openAccount(record, octets('accountKey'))).key.fingerprint };
  },
  item: async ({ address, kind, id, revision }, octets) => {
    const content = await (await MailboxKey.of(address, octets('mailboxKey'))).open(kind, id, revision, octets('ciphertext'));
    return Object.fromEntries(content.names().map((name) => [name, content.raw(name)]));
  },
  mail: (vector) => judged(vector as unknown as MailVector),
  document: async ({ domain, document, pinned }, octets) => {
    const server = new Server({ call: async () => ({ status: 200, body: document, retryAfter: null }) } as unknown as Browser);
    const peer = pinned === null ? null : { domain, certificates: [octets('pinned')] };
    return { fingerprint: (await checkDomain(domain, await server.domain(domain), peer)).certificates[0]!.fingerprint };
  },
  binding: async (_, octets) => {
    const by = await certificate(octets('by'));
    const { address, fingerprint, sequence } = await checkBinding(octets('binding'), { name: 'south.test', certificates: [by] });
    return { address, fingerprint, sequence };
  },
};

/** Read by servers alone; the vault only writes envelopes. */
const SERVERS: ReadonlySet<string> = new Set(['envelope', 'frame']);

describe.each(vectors.filter(({ cases, format }) => cases === undefined && !SERVERS.has(format)))('vector $name', (vector) => {
  test(vector.says, async () => {
    const octets: Named = (name) => fromBase64url(vector[name] as string)!;
    const outcome = await readers[vector.format]!(vector, octets).then(
      (ok) => ({ ok }),
      (fault: unknown) => {
        if (fault instanceof Refusal) return { refused: fault.reason };
        if (fault instanceof Declined) return { refused: fault.code };
        throw fault;
      },
    );
    expect(outcome).toEqual(vector.expect);
  });
});

const table = (name: string): NonNullable<Vector['cases']> => vectors.find((vector) => vector.name === name)!.cases!;

test('sizes are padded as the table says', () => {
  for (const { n, padded } of table('padme-table')) expect([n, padme(n)]).toEqual([n, padded]);
});

test.each(table('address-table'))('the address $input has its normal form or none', ({ input, ok }) => {
  expect(parseAddress(input)?.text ?? null).toBe(ok ?? null);
});

test.each(table('domain-table'))('the domain $input has its normal form or none', ({ input, ok }) => {
  expect(normalDomain(input)).toBe(ok ?? null);
});

test('ids are derived as the table says', async () => {
  const { mailboxKey } = vectors.find(({ name }) => name === 'derived-table') as unknown as { mailboxKey: string };
  const key = await MailboxKey.of('anna@south.test', fromBase64url(mailboxKey)!);
  for (const { kind, name, id } of table('derived-table')) expect([name, await key.derivedId(kind, name)]).toEqual([name, id]);
});
