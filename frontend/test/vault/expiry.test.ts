import { beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../model/mail.js';
import { random } from '../../vault/bytes.js';
import { type Entry, Log } from '../../vault/log.js';
import { codeOf, draft, given, inbox, MemoryShelf, newest, nothing, otherDevice, type Person, person, sentId } from './people.js';
import { type FakeDomain, World } from './world.js';

const DAY = 24 * 3_600_000;

let world: World;
let south: FakeDomain;
let north: FakeDomain;
let anna: Person;
let boris: Person;

beforeEach(async () => {
  world = new World();
  [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
});

const ahead = (milliseconds: number): string => new Date(world.now + milliseconds).toISOString().replace(/\.\d+Z/, 'Z');
const subjects = async (of: Person, folder: Place, search = '') => (await of.vault.list({ folder, search, from: 0, count: 100 })).rows.map(({ subject }) => subject);
const kinds = (domain: FakeDomain, of: Person) => [...domain.accounts.get(of.address)!.items.values()].filter(({ deleted }) => !deleted).map(({ kind }) => kind);
const warnings = (of: Person) => of.events.filter(({ kind }) => kind === 'warning');

async function sent(subject: string, expires: string): Promise<string> {
  const id = sentId(await anna.vault.send(draft([boris.address], subject, 'the code is 4711', { expires }), nothing));
  await inbox(boris);
  given(await anna.vault.sync());
  return id;
}

async function both(): Promise<void> {
  for (const one of [anna, boris]) given(await one.vault.sync());
}

describe('a mail with an end', () => {
  test('tells both when it vanishes, and is read like any other until then', async () => {
    const expires = ahead(7 * DAY);
    const id = await sent('Secret', 'P7D');
    expect(given(await anna.vault.conversation(id))[0]).toMatchObject({ expires });
    const mail = await newest(boris);
    expect(mail).toMatchObject({ subject: 'Secret', expires, verdict: { name: 'first-contact' } });
    expect(given(await boris.vault.body(mail.id)).text).toBe('the code is 4711');
    expect((await inbox(boris))[0]).toMatchObject({ expires });
  });

  test('is gone from lists and search of both at its time, also without a network', async () => {
    const id = await sent('Secret', 'P1D');
    const mail = (await newest(boris)).id;
    world.now += DAY;
    for (const one of [anna, boris]) one.browser.offline = true;
    for (const place of ['inbox', 'all', 'sent'] as const) for (const one of [anna, boris]) expect(await subjects(one, place)).toEqual([]);
    expect(await subjects(boris, 'inbox', 'secret')).toEqual([]);
    expect(codeOf(await boris.vault.body(mail))).toBe('not-found');
    expect(codeOf(await anna.vault.conversation(id))).toBe('not-found');
  });

  test('leaves neither item nor marks nor content on the servers, and nobody takes that for a loss', async () => {
    await sent('Secret', 'P1D');
    given(await boris.vault.mark([(await newest(boris)).id], { seen: true }));
    world.now += DAY;
    await both();
    for (const [domain, one] of [[south, anna], [north, boris]] as const) {
      expect(kinds(domain, one)).not.toContain('mail');
      expect(kinds(domain, one)).not.toContain('flags');
      const fresh = await otherDevice(one);
      expect(warnings(fresh)).toEqual([]);
    }
    for (const one of [anna, boris]) expect(warnings(one)).toEqual([]);
  });

  test('may be deleted first by a server whose clock is ahead', async () => {
    await sent('Secret', 'P1D');
    await sent('Stays', ahead(9 * DAY));
    world.now += DAY;
    south.expire();
    north.expire();
    world.now -= 5_000;
    await both();
    expect(await subjects(boris, 'inbox')).toEqual(['Stays']);
    expect(await subjects(anna, 'sent')).toEqual(['Stays']);
    expect(kinds(north, boris).filter((kind) => kind === 'flags').length).toBe(1);
    for (const one of [anna, boris]) expect(warnings(one)).toEqual([]);
    given(await boris.vault.mark([(await newest(boris)).id], { flagged: true }));
    expect(warnings(await otherDevice(boris))).toEqual([]);
  });

  test('that was never opened is not made into a mail any more', async () => {
    sentId(await anna.vault.send(draft([boris.address], 'Unseen', 'text', { expires: 'P1D' }), nothing));
    world.now += DAY;
    expect(await inbox(boris)).toEqual([]);
    expect(kinds(north, boris)).not.toContain('mail');
    expect(kinds(north, boris)).not.toContain('arrival');
  });

  test('leaves no words in the index of a device: it is found by what stands around its text', async () => {
    const long = (word: string) => `${'so many words '.repeat(30)}${word}`;
    sentId(await anna.vault.send(draft([boris.address], 'Secret', long('walrus'), { expires: 'P1D' }), nothing));
    sentId(await anna.vault.send(draft([boris.address], 'Open', long('zebra')), nothing));
    await inbox(boris);
    await expect.poll(() => subjects(boris, 'inbox', 'zebra')).toEqual(['Open']);
    expect(await boris.vault.list({ folder: 'inbox', search: 'walrus', from: 0, count: 9 })).toMatchObject({ total: 0, found: { indexed: 1, total: 1 } });
    expect(await subjects(boris, 'inbox', 'secret')).toEqual(['Secret']);
  });

  test('whose delivery was not complete is told of to its author', async () => {
    north.silent = true;
    sentId(await anna.vault.send(draft([boris.address], 'Never came', 'text', { expires: 'P1D' }), nothing));
    world.now += DAY;
    given(await anna.vault.sync());
    expect(warnings(anna)).toEqual([{ kind: 'warning', code: 'undelivered' }]);
    given(await anna.vault.sync());
    expect(warnings(anna).length).toBe(1);
  });

  test('keeps its end as a draft and when it is taken back', async () => {
    const kept = given(await anna.vault.saveDraft(draft([boris.address], 'Draft', 'text', { expires: 'P30D' })));
    expect(given(await (await otherDevice(anna)).vault.draft(kept)).expires).toBe('P30D');
    const end = ahead(3 * DAY);
    const id = sentId(await anna.vault.send({ ...given(await anna.vault.draft(kept)), expires: end }, nothing, { seconds: 30 }));
    expect(given(await anna.vault.draft(given(await anna.vault.withdraw(id)))).expires).toBe(end);
  });

  test('ends after it is sent, and within years', async () => {
    for (const expires of [ahead(-1000), 'P0D', 'P9999D', 'soon']) expect(codeOf(await anna.vault.send(draft([boris.address], 'x', 'x', { expires }), nothing))).toBe('bad-expiry');
  });
});

describe('the device cache', () => {
  const entry = (id: string, content: unknown): Entry => [id, 'mail', 1, 0, 0, content];
  const reach = { since: 3, low: 0, floor: 0, digest: '' };

  test('forgets the content of what is purged, wherever it stands, and nothing else', async () => {
    const [secret, shelf] = [random(32), new MemoryShelf()];
    const log = await Log.of(secret.slice(), 'a@b', shelf);
    const many = Array.from({ length: 2500 }, (_, i) => entry(`n${i}`, { n: i }));
    for (const one of many.slice(0, 2400)) log.add(one, 'newer');
    await log.flush(reach);
    for (const one of many.slice(2400)) log.add(one, 'newer');
    await log.purge(new Set(['n0', 'n1500', 'n2399', 'n2450']));
    await log.flush(reach);
    const found = new Map<string, unknown>();
    await (await Log.of(secret.slice(), 'a@b', shelf)).load((entries) => { for (const [id, , , , , content] of entries) found.set(id, content); });
    expect(found.size).toBe(2500);
    expect([...found].filter(([, content]) => content === null).map(([id]) => id).sort()).toEqual(['n0', 'n1500', 'n2399', 'n2450']);
  });
});

describe('what is under way', () => {
  test('can be stopped, and no more is said of it than is known', async () => {
    const carl = await person(south, 'carl');
    north.silent = true;
    const id = sentId(await anna.vault.send(draft([boris.address, carl.address], 'Wrong', 'text'), nothing));
    given(await anna.vault.sync());
    expect(given(await anna.vault.stop(id))).toEqual({ kind: 'stopped', neverLeft: 0, mayHaveLeft: 1, tooLate: 0 });
    given(await anna.vault.sync());
    expect(given(await anna.vault.conversation(id))[0]!.deliveries.map(({ state }) => state)).toEqual(['stopped', 'delivered']);
    expect(given(await anna.vault.stop(id))).toEqual({ kind: 'stopped', neverLeft: 0, mayHaveLeft: 0, tooLate: 2 });
    expect(codeOf(await anna.vault.stop('nothing'))).toBe('not-found');
  });
});
