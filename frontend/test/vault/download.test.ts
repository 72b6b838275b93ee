import { beforeAll, describe, expect, test } from 'vitest';
import { equal } from '../../vault/bytes.js';
import { codeOf, draft, given, newVault, newest, nothing, PASSPHRASE, type Person, person, send } from './people.js';
import { World } from './world.js';

const SIZE = 9_000_000;
const content = Uint8Array.from({ length: SIZE }, (_, i) => (i * 13 + (i >> 9)) & 0xff);

let anna: Person;
let boris: Person;
let mail: string;

beforeAll(async () => {
  const world = new World();
  const [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
  const file = { name: 'film.mp4', type: 'video/mp4', size: SIZE, file: new Blob([content]), from: null, stored: null };
  await send(anna, draft([boris.address], 'a large file', 'text', { files: [file] }));
  mail = (await newest(boris)).id;
});

/** Ranges that are asked for while `work` runs. */
async function asked<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly from: readonly number[] }> {
  const before = boris.browser.calls.length;
  const result = await work();
  return { result, from: boris.browser.calls.slice(before).filter((call) => call.startsWith('RANGE ')).map((call) => Number(/\d+/.exec(call)![0])) };
}

async function pausedAfter(octets: number): Promise<void> {
  const paused = await boris.vault.attachment(mail, 0, (_, done) => {
    if (done >= octets) void boris.vault.pauseAttachment(mail, 0);
  });
  expect(codeOf(paused)).toBe('paused');
}

const isWhole = async (file: Blob): Promise<void> => {
  expect(equal(new Uint8Array(await file.arrayBuffer()), content)).toBe(true);
};

const keptNames = (): readonly string[] => [...boris.device.scratch.files.keys()];

describe('a large attachment', () => {
  test('goes on where it was paused, also after a reload, and only ciphertext is kept meanwhile', async () => {
    await pausedAfter(4_000_000);
    const kept = given(await boris.vault.keptAttachments(mail)).get(0)!;
    expect(kept).toBeGreaterThanOrEqual(4_000_000);
    expect(keptNames().length).toBe(1);
    const [sealed] = boris.device.scratch.files.values();
    expect(equal(sealed!, boris.browser.domain.blobs.get(keptNames()[0]!.slice('in-'.length))!.octets.slice(0, kept))).toBe(true);

    boris = { ...boris, ...(await newVault(boris.browser.domain, boris.browser, boris.device)) };
    given((await boris.vault.resume()) ?? { kind: 'refused', code: 'no session' });
    given(await boris.vault.sync());
    expect(given(await boris.vault.keptAttachments(mail)).get(0)).toBe(kept);
    const { result, from } = await asked(() => boris.vault.attachment(mail, 0, nothing));
    expect(Math.min(...from)).toBe(kept);
    await isWhole(given(result));
    expect(given(await boris.vault.keptAttachments(mail)).size).toBe(0);
  });

  test('is asked for again where the connection broke', async () => {
    const range = boris.browser.range.bind(boris.browser);
    let lost = 0;
    boris.browser.range = async (name, from, to) => (from > 2_000_000 && lost++ < 2 ? { status: 0, body: null, retryAfter: null } : range(name, from, to));
    await isWhole(given(await boris.vault.attachment(mail, 0, nothing)));
    expect(lost).toBeGreaterThan(2);
    boris.browser.range = range;
  });

  test('that somebody changed on this device meanwhile is refused, forgotten and fetched anew', async () => {
    await pausedAfter(4_000_000);
    boris.device.scratch.files.get(keptNames().find((name) => name.startsWith('in-'))!)![1_000_000]! ^= 1;
    expect(codeOf(await boris.vault.attachment(mail, 0, nothing))).toBe('tampered');
    expect(given(await boris.vault.keptAttachments(mail)).size).toBe(0);
    await isWhole(given(await boris.vault.attachment(mail, 0, nothing)));
  });

  test('that is given up leaves nothing behind', async () => {
    await pausedAfter(2_000_000);
    await boris.vault.cancelAttachment(mail, 0);
    expect(given(await boris.vault.keptAttachments(mail)).size).toBe(0);
    expect(keptNames().filter((name) => name.startsWith('in-'))).toEqual([]);
  });

  test('for which the device has no room says so, and goes on when there is some', async () => {
    boris.device.scratch.room = 5_000_000;
    expect(codeOf(await boris.vault.attachment(mail, 0, nothing))).toBe('device-full');
    const kept = given(await boris.vault.keptAttachments(mail)).get(0)!;
    expect(kept).toBeGreaterThan(2_000_000);
    boris.device.scratch.room = Infinity;
    const { result, from } = await asked(() => boris.vault.attachment(mail, 0, nothing));
    expect(Math.min(...from)).toBe(kept);
    await isWhole(given(result));
  });

  test('comes through memory where there are no files', async () => {
    const open = boris.device.scratch.open;
    boris.device.scratch.open = async () => null;
    await isWhole(given(await boris.vault.attachment(mail, 0, nothing)));
    boris.device.scratch.open = open;
  });

  test('is gone from the device when the mailbox is locked, and what was on its way when one signs out', async () => {
    given(await boris.vault.attachment(mail, 0, nothing));
    await pausedAfter(2_000_000);
    expect(keptNames().some((name) => name.startsWith('file-'))).toBe(true);
    await boris.vault.lock('asked');
    expect(keptNames().map((name) => name.slice(0, 3))).toEqual(['in-']);
    given(await boris.vault.signIn(boris.address, PASSPHRASE, nothing));
    await boris.vault.signOut();
    expect(keptNames()).toEqual([]);
  });
});
