import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { indexedDbDevice } from '../../vault/device.js';
import { LocalVault } from '../../vault/vault.js';
import { filled, holds } from './filled.js';
import { codeOf, draft, given, MemoryDevice, newVault, nothing, PASSPHRASE, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

const COUNT = 1100;

let south: FakeDomain;
let anna: Person;

beforeEach(async () => {
  south = await new World().domain('south.test');
  anna = await person(south, 'anna');
  await filled(south, anna.address, COUNT);
});

/** Signs in on a device; `since` are the change numbers that the server was asked from. */
async function signIn(device = new MemoryDevice(), browser = south.browser()) {
  const made = await newVault(south, browser, device);
  const since: number[] = [];
  // Reading every body for the index is not what is tested here, and takes its time.
  const range = browser.range.bind(browser);
  browser.range = async () => ({ status: 0, body: null, retryAfter: null });
  browser.before = (path) => {
    const asked = /changes\?since=(\d+)/.exec(path);
    if (asked !== null) since.push(Number(asked[1]));
  };
  given(await made.vault.signIn(anna.address, PASSPHRASE, nothing));
  given(await made.vault.sync());
  return { ...made, device, since, address: anna.address, words: anna.words, withBodies: () => (browser.range = range) };
}

const inboxOf = async ({ vault }: { readonly vault: LocalVault }) => vault.list({ folder: 'inbox', search: '', from: 0, count: 2 });
const warnings = (of: Person) => of.events.filter(({ kind }) => kind === 'warning');

describe('a device that has read the mailbox', () => {
  test('asks only for what is new when the same person signs in again', async () => {
    const first = await signIn();
    expect(first.since.length).toBeGreaterThan(3);
    const change = south.accounts.get(anna.address)!.change;
    await first.vault.lock('asked');
    const again = await signIn(first.device);
    expect(again.since.every((since) => since >= change)).toBe(true);
    expect((await inboxOf(again)).total).toBe(COUNT);
    expect((await inboxOf(again)).rows[0]).toMatchObject({ subject: `Canary letter ${COUNT}`, seen: true });
    expect((await again.vault.unread()).inbox).toBe(COUNT / 2);
    expect(warnings(again)).toEqual([]);
    again.withBodies();
    expect(codeOf(await again.vault.body((await inboxOf(again)).rows[0]!.id))).toBeNull();
  });

  test('has what it wrote itself, and what others wrote since', async () => {
    const first = await signIn();
    const { id } = (await inboxOf(first)).rows[0]!;
    given(await first.vault.mark([id], { flagged: true }));
    await send(first, draft([anna.address], 'to myself', 'text'));
    given(await first.vault.sync());
    await first.vault.lock('idle');
    const other = await signIn();
    given(await other.vault.move([id], 'trash'));
    const again = await signIn(first.device);
    expect((await inboxOf(again)).total).toBe(COUNT);
    expect((await again.vault.list({ folder: 'trash', search: '', from: 0, count: 9 })).rows).toMatchObject([{ id, flagged: true }]);
    expect(again.since[0]).toBeGreaterThan(COUNT);
    expect(warnings(again)).toEqual([]);
  });

  test('keeps nothing of it that can be read, and nothing at all after signing out', async () => {
    const device = indexedDbDevice();
    const vault = new LocalVault(device, south.world.clock);
    await vault.start(south.browser());
    given(await vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await vault.sync());
    given(await vault.body((await vault.list({ folder: 'inbox', search: 'yellow', from: 0, count: 1 })).rows[0]!.id));
    const kept = await sealedIn(indexedDB);
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.flatMap(holds)).toEqual([]);
    await vault.signOut();
    expect(await sealedIn(indexedDB)).toEqual([]);
  });
});

describe('a cache that cannot be trusted is thrown away and read anew', () => {
  const spoil: readonly (readonly [string, (kept: Map<string, Uint8Array<ArrayBuffer>>) => void])[] = [
    ['changed in its list', (kept) => flip(kept.get('log')!, 40)],
    ['changed in its epoch', (kept) => flip(kept.get('log')!, 3)],
    ['changed in one segment', (kept) => flip(kept.get('log 1')!, 100)],
    ['cut off', (kept) => kept.set('log 1', kept.get('log 1')!.slice(0, 20))],
    ['missing a segment', (kept) => kept.delete('log 1')],
    ['with two segments exchanged', (kept) => {
      const [a, b] = [kept.get('log 1')!, kept.get('log 2')!];
      kept.set('log 1', b).set('log 2', a);
    }],
    ['of nonsense', (kept) => kept.set('log', new Uint8Array(7))],
  ];

  test.each(spoil)('when it is %s', async (_, how) => {
    const first = await signIn();
    await first.vault.lock('asked');
    how(first.device.shelf.kept);
    const again = await signIn(first.device);
    expect(again.since).toContain(0);
    expect((await inboxOf(again)).total).toBe(COUNT);
    expect(warnings(again)).toEqual([]);
    await again.vault.lock('asked');
    expect((await signIn(first.device)).since).not.toContain(0);
  });

  test('when it is another person’s, of whom nothing is shown', async () => {
    const first = await signIn();
    await first.vault.lock('asked');
    const boris = await person(south, 'boris');
    const made = await newVault(south, south.browser(), first.device);
    given(await made.vault.signIn(boris.address, PASSPHRASE, nothing));
    const seen: number[] = [];
    await made.vault.subscribe(() => void inboxOf(made).then(({ total }) => seen.push(total)));
    given(await made.vault.sync());
    expect((await inboxOf(made)).total).toBe(0);
    expect(seen.every((total) => total === 0)).toBe(true);
  });

  test('when the server shows another mailbox than the one that was cached', async () => {
    const first = await signIn();
    await first.vault.lock('asked');
    const account = south.accounts.get(anna.address)!;
    account.items.delete([...account.items.keys()][40]!);
    const fresh = await signIn();
    expect(warnings(fresh)).toEqual([{ kind: 'warning', code: 'rolled-back' }]);
    given(await fresh.vault.mark([(await inboxOf(fresh)).rows[0]!.id], { flagged: true }));
    const again = await signIn(first.device);
    expect((await inboxOf(again)).total).toBe(COUNT - 1);
  });
});

describe('a large mailbox', () => {
  test('shows its newest mails before the others are read', async () => {
    const browser = south.browser();
    const made = await newVault(south, browser);
    const tops: (string | undefined)[] = [];
    await made.vault.subscribe((event) => {
      if (event.kind === 'mail') void inboxOf(made).then(({ rows }) => tops.push(rows[0]?.subject));
    });
    given(await made.vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await made.vault.sync());
    expect(tops[0]).toBe(`Canary letter ${COUNT}`);
    expect((await inboxOf(made)).total).toBe(COUNT);
  });

  test('can be changed while older mails are still being read', async () => {
    const browser = south.browser();
    const made = await newVault(south, browser);
    const marked: Promise<unknown>[] = [];
    given(await made.vault.signIn(anna.address, PASSPHRASE, nothing));
    await made.vault.subscribe(({ kind }) => {
      if (kind === 'mail' && marked.length === 0) marked.push(inboxOf(made).then(({ rows }) => made.vault.mark([rows[0]!.id], { flagged: true })));
    });
    given(await made.vault.sync());
    expect(await Promise.all(marked)).toMatchObject([{ kind: 'undo' }]);
    given(await made.vault.sync());
    expect((await inboxOf(made)).rows[0]).toMatchObject({ flagged: true });
    const other = await signIn();
    expect((await inboxOf(other)).rows[0]).toMatchObject({ flagged: true });
    expect([...made.events, ...other.events].filter(({ kind }) => kind === 'warning')).toEqual([]);
  });

  test('whose reading broke off is read on from there', async () => {
    await filled(south, anna.address, 4500);
    const device = new MemoryDevice();
    const browser = south.browser();
    const made = await newVault(south, browser, device);
    let asked = 0;
    browser.before = (path) => {
      if (path.includes('/changes') && ++asked > 12) browser.offline = true;
    };
    given(await made.vault.signIn(anna.address, PASSPHRASE, nothing));
    expect(codeOf(await made.vault.sync())).toBe('offline');
    await made.vault.lock('asked');
    const again = await signIn(device);
    expect(again.since).not.toContain(0);
    expect(again.since.length).toBeLessThan(14);
    expect((await inboxOf(again)).total).toBe(4500);
    expect(warnings(again)).toEqual([]);
  });
});

function flip(octets: Uint8Array, at: number): void {
  octets[at]! ^= 1;
}

/** Every sealed value in the database, in octets. */
async function sealedIn(factory: IDBFactory): Promise<readonly Uint8Array[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = factory.open('darkmail');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB'));
  });
  const asked = database.transaction('sealed').objectStore('sealed').getAll();
  await new Promise<unknown>((resolve) => (asked.onsuccess = resolve));
  database.close();
  return (asked.result as unknown[]).map((value) => (value instanceof Uint8Array ? value : new TextEncoder().encode(String(value))));
}
