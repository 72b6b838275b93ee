import { beforeAll, describe, expect, test } from 'vitest';
import { base64url, concat, random } from '../../vault/bytes.js';
import { headerJson } from '../../vault/header.js';
import { literal, padding } from '../../vault/packets.js';
import { toJson } from '../../vault/json.js';
import { sealSeipd } from '../../vault/seipd.js';
import { sealFor } from '../../vault/sealed.js';
import { Forger, target, type Target } from './forger.js';
import { codeOf, draft, given, inbox, newest, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

let world: World;
let south: FakeDomain;
let north: FakeDomain;
let anna: Person;
let boris: Person;
let toAnna: Target;

beforeAll(async () => {
  world = new World();
  [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
  toAnna = await target(south, anna.address);
});

/** The verdict of what arrived last; of a broken mail nothing inside may be shown. */
async function verdict(): Promise<string> {
  world.now += 60_000;
  const mail = await newest(anna);
  if (mail.verdict.name !== 'broken') return mail.verdict.name;
  expect(mail).toMatchObject({ subject: '', preview: '', to: [], attachments: [], from: { email: mail.from.email }, messageId: '' });
  expect(mail.from.email).not.toContain('@');
  expect(codeOf(await anna.vault.body(mail.id))).toBe(mail.verdict.reason);
  return mail.verdict.reason;
}

let forgers = 0;
const forger = (): Promise<Forger> => Forger.at(north, `mallory${++forgers}`);

describe('a sealed header is broken', () => {
  test('if it is sealed to another key', async () => {
    const mallory = await forger();
    const toBoris = await target(north, boris.address);
    const header = await mallory.header(toAnna);
    await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(headerJson(header)), toBoris), header);
    expect(await verdict()).toBe('not-for-us');
  });

  test('if an octet of it was changed', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const sealed = await mallory.seal(await mallory.statement(headerJson(header)), toAnna);
    sealed[sealed.length - 100]! ^= 1;
    await mallory.deliver(toAnna, sealed, header);
    expect(await verdict()).toBe('tampered');
  });

  test('if it is larger than allowed, or of a size between the steps', async () => {
    const mallory = await forger();
    await mallory.deliver(toAnna, random(16_385), null);
    expect(await verdict()).toBe('too-large');
    await mallory.deliver(toAnna, random(5000), null);
    expect(await verdict()).toBe('policy');
  });

  test('if it is no OpenPGP packet', async () => {
    await (await forger()).deliver(toAnna, new Uint8Array(4096), null);
    expect(await verdict()).toBe('malformed');
  });

  test('if a second PKESK stands in front', async () => {
    const mallory = await forger();
    const sealed = await mallory.seal(await mallory.statement(headerJson(await mallory.header(toAnna))), toAnna);
    const pkesk = sealed.slice(0, 1167);
    const contentKey = random(32);
    const seipd = await sealSeipd(contentKey, padding(8192 - 1167 * 2 - 74));
    await mallory.deliver(toAnna, concat(pkesk, await sealFor({ contentKey, seipd }, toAnna.certificate)), null);
    expect(await verdict()).toBe('policy');
  });

  test('if nobody signed it', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    await mallory.deliver(toAnna, await mallory.seal(literal(toJson(headerJson(header))), toAnna), header);
    expect(await verdict()).toBe('unsigned');
  });

  test('if the signature is over something else', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const statement = await mallory.statement(headerJson(header));
    const place = statement.findIndex((_, i) => String.fromCharCode(...statement.subarray(i, i + 7)) === 'subject');
    statement[place + 10]! ^= 1;
    await mallory.deliver(toAnna, await mallory.seal(statement, toAnna), header);
    expect(await verdict()).toBe('bad-signature');
  });

  test('if another key signed it than the one inside', async () => {
    const [mallory, eve] = [await forger(), await forger()];
    const header = await mallory.header(toAnna);
    await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(headerJson(header), eve.key), toAnna), header);
    expect(await verdict()).toBe('wrong-signer');
  });

  test('if the binding names another key', async () => {
    const [mallory, eve] = [await forger(), await forger()];
    await mallory.mail(toAnna, { binding: eve.binding, from: { name: null, email: eve.address } });
    expect(await verdict()).toBe('wrong-signer');
  });

  test('if a signed statement of another type is passed off as a header', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const json = { ...(headerJson(header) as object), type: 'darkmail/binding/1' };
    await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(json), toAnna), header);
    expect(await verdict()).toBe('wrong-type');
  });

  test('if a member stands in it twice', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const twice = JSON.stringify(headerJson(header)).replace('"subject":', '"subject":"other","subject":');
    const { sign } = await import('../../vault/statement.js');
    await mallory.deliver(toAnna, await mallory.seal(await sign(new TextEncoder().encode(twice), mallory.key, world.now), toAnna), header);
    expect(await verdict()).toBe('malformed');
  });

  test.each([
    ['no blobs', { blobs: [] }],
    ['an author in no normal form', { from: { name: null, email: 'MALLORY@north.test' } }],
    ['a message id with brackets', { messageId: '<a@b>' }],
    ['a time that is none', { sentAt: 'yesterday' }],
    ['a subject too long', { subject: 'x'.repeat(999) }],
  ])('if it has %s', async (_, bent) => {
    await (await forger()).mail(toAnna, bent);
    expect(await verdict()).toBe('malformed');
  });
});

describe('a well-signed mail is broken', () => {
  test('if it was written to somebody else and forwarded with its signature', async () => {
    const mallory = await forger();
    const header = await mallory.header(await target(north, boris.address));
    await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(headerJson(header)), toAnna), header);
    expect(await verdict()).toBe('wrong-recipient');
  });

  test('if it names the own address with a key that never was the own one', async () => {
    await (await forger()).mail(toAnna, { recipients: [{ address: anna.address, fingerprint: 'ab'.repeat(32) }] });
    expect(await verdict()).toBe('wrong-recipient');
  });

  test('if it came from another domain than its author’s', async () => {
    await (await forger()).mail(toAnna, {}, { origin: 'south.test' });
    expect(await verdict()).toBe('wrong-origin');
  });

  test('if it pretends to be by somebody else of that domain', async () => {
    await (await forger()).mail(toAnna, { from: { name: 'Boris', email: boris.address } });
    expect(await verdict()).toBe('wrong-author');
  });

  test('if another domain signed the binding', async () => {
    const mallory = await forger();
    await mallory.mail(toAnna, { binding: await south.bind(mallory.address, mallory.key.fingerprint, null, 1) });
    expect(await verdict()).toBe('bad-binding');
  });

  test('if its author was shown another certificate of the reader’s domain, or of the author’s own', async () => {
    const [mallory, eve] = [await forger(), await world.domain('eve.test')];
    const [before, between] = [south.certificate.fingerprint, eve.certificate.fingerprint];
    await mallory.mail(toAnna, { domains: { 'north.test': north.certificate.fingerprint, 'south.test': between } });
    expect(await verdict()).toBe('wrong-domain');
    await mallory.mail(toAnna, { domains: { 'north.test': between, 'south.test': before } });
    expect(await verdict()).toBe('wrong-domain');
    await mallory.mail(toAnna, { domains: { 'north.test': north.certificate.fingerprint, 'south.test': before } });
    expect(await verdict()).toBe('first-contact');
  });

  test('if it is delivered a second time', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const sealed = await mallory.seal(await mallory.statement(headerJson(header)), toAnna);
    await mallory.deliver(toAnna, sealed, header);
    expect(await verdict()).toBe('first-contact');
    await mallory.deliver(toAnna, sealed, header);
    expect(await verdict()).toBe('replay');
  });

  test('if it is delivered again after the first was deleted for ever', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const sealed = await mallory.seal(await mallory.statement(headerJson(header)), toAnna);
    await mallory.deliver(toAnna, sealed, header);
    expect(await verdict()).toBe('first-contact');
    const { id } = await newest(anna);
    given(await anna.vault.move([id], 'trash'));
    given(await anna.vault.remove([id]));
    await mallory.deliver(toAnna, sealed, header);
    expect(await verdict()).toBe('replay');
  });

  test('if the domain bound two keys to one address and sequence', async () => {
    const mallory = await forger();
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('first-contact');
    await mallory.changeKey(1);
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('lying-domain');
  });
});

describe('a mail is shown with a warning', () => {
  test('if the key of its author is another than the pinned one', async () => {
    const mallory = await forger();
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('first-contact');
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('sealed');
    const old = mallory.key.fingerprint;
    await mallory.changeKey(2);
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('key-changed');
    expect(await anna.vault.keys(mallory.address)).toMatchObject({ fingerprint: old, changed: mallory.key.fingerprint });
    expect(codeOf(await anna.vault.acceptKey(mallory.address, 'cd'.repeat(32)))).toBe('not-found');
    given(await anna.vault.acceptKey(mallory.address, mallory.key.fingerprint));
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('sealed');
    given(await anna.vault.verifyKey(mallory.address, mallory.key.fingerprint));
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('verified');
  });

  test('if a blob of its header was not delivered, or another in its place', async () => {
    const mallory = await forger();
    await mallory.mail(toAnna, {}, { blobs: [] });
    expect(await verdict()).toBe('incomplete');
    const other = await mallory.blob('other');
    await mallory.mail(toAnna, {}, { blobs: [{ name: base64url(random(32)), link: 'x', sha256: other.sha256, size: other.size }] });
    expect(await verdict()).toBe('incomplete');
    expect(codeOf(await anna.vault.body((await newest(anna)).id))).toBe('incomplete');
  });

  test('if its domain cannot be asked for its certificate yet; nothing is pinned then', async () => {
    const west = await world.domain('west.test');
    const mallory = await Forger.at(west, 'mallory');
    west.away = true;
    await mallory.mail(toAnna);
    expect(await verdict()).toBe('unchecked');
    expect(await anna.vault.keys(mallory.address)).toBeNull();
    west.away = false;
    world.now += 120_000;
    expect(await verdict()).toBe('first-contact');
    expect(await anna.vault.keys(mallory.address)).toMatchObject({ fingerprint: mallory.key.fingerprint });
  });
});

describe('a blob is refused', () => {
  test.each([
    ['swapped for another of the same size', 'tampered', (octets: Uint8Array<ArrayBuffer>) => random(octets.length)],
    ['cut off', 'malformed', (octets: Uint8Array<ArrayBuffer>) => octets.slice(0, -1)],
    ['changed in one bit', 'tampered', (octets: Uint8Array<ArrayBuffer>) => octets.map((octet, i) => (i === 1000 ? octet ^ 1 : octet))],
  ])('when it was %s', async (how, _, bend) => {
    await send(boris, draft([anna.address], `blob ${how}`, 'text'));
    world.now += 60_000;
    const mail = await newest(anna);
    expect(mail.subject).toBe(`blob ${how}`);
    for (const [name, blob] of south.blobs) south.blobs.set(name, { ...blob, octets: bend(blob.octets) });
    const refused = codeOf(await anna.vault.body(mail.id));
    expect(['tampered', 'malformed', 'policy']).toContain(refused);
  });
});

test('a mailbox item that the server made up is not shown, and told', async () => {
  south.write(toAnna.account, base64url(random(16)), 'mail', base64url(random(300)), []);
  const before = (await inbox(anna)).length;
  expect((await inbox(anna)).length).toBe(before);
  expect(anna.events).toContainEqual({ kind: 'warning', code: 'foreign-item' });
});

test('a mailbox item moved to another id or kind does not open', async () => {
  const item = [...toAnna.account.items.values()].find(({ kind, deleted }) => kind === 'contact' && !deleted)!;
  const total = (await anna.vault.complete('mallory')).length;
  anna.events.length = 0;
  south.write(toAnna.account, base64url(random(16)), 'contact', item.ciphertext, []);
  given(await anna.vault.sync());
  expect(anna.events).toContainEqual({ kind: 'warning', code: 'foreign-item' });
  expect((await anna.vault.complete('mallory')).length).toBe(total);
});
