import { beforeAll, describe, expect, test } from 'vitest';
import type { DraftFile } from '../../model/mail.js';
import { equal } from '../../vault/bytes.js';
import { codeOf, draft, given, newVault, newest, nothing, otherDevice, type Person, person, send } from './people.js';
import { World } from './world.js';

const SIZE = 9_000_000;
const content = Uint8Array.from({ length: SIZE }, (_, i) => (i * 11 + (i >> 10)) & 0xff);
const LARGE = { name: 'film.mp4', type: 'video/mp4', size: SIZE, file: null, from: null };

let anna: Person;
let boris: Person;

beforeAll(async () => {
  const world = new World();
  const [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
});

const uploaded = (name: string): number => anna.browser.domain.blobs.get(name)!.octets.length;
const onDevice = (): readonly string[] => [...anna.device.scratch.files.keys()].filter((name) => name.startsWith('out-'));

/** Begins an upload and pauses it after so many octets; gives its name. */
async function pausedAfter(octets: number): Promise<string> {
  let name = '';
  const result = await anna.vault.keepFile(
    new Blob([content]),
    (_, done) => {
      if (done >= octets) void anna.vault.pauseFile(name);
    },
    (begun) => {
      name = begun;
    },
  );
  expect(codeOf(result)).toBe('paused');
  return name;
}

async function reloaded(): Promise<void> {
  anna = { ...anna, ...(await newVault(anna.browser.domain, anna.browser, anna.device)) };
  given((await anna.vault.resume()) ?? { kind: 'refused', code: 'no session' });
  given(await anna.vault.sync());
}

async function arrives(file: DraftFile, id: string | null = null): Promise<void> {
  await send(anna, draft([boris.address], 'a film', 'text', { id, files: [file] }));
  const mail = await newest(boris);
  expect(equal(new Uint8Array(await given(await boris.vault.attachment(mail.id, 0, nothing)).arrayBuffer()), content)).toBe(true);
}

describe('a large file of a draft', () => {
  test('goes on being uploaded after a reload, from where it was, and only ciphertext is kept meanwhile', async () => {
    const name = await pausedAfter(4_000_000);
    const there = uploaded(name);
    expect(there).toBeGreaterThanOrEqual(4_000_000);
    expect(there).toBeLessThan(SIZE);
    expect(onDevice()).toEqual([`out-${name}`]);
    const sealed = anna.device.scratch.files.get(`out-${name}`)!;
    expect(Buffer.from(sealed).includes(Buffer.from(content.subarray(1_000_000, 1_000_064)))).toBe(false);
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'a film', 'text', { files: [{ ...LARGE, stored: name, pending: true }] })));

    await reloaded();
    const [file] = given(await anna.vault.draft(id)).files;
    expect(file).toMatchObject({ stored: name, pending: true, file: null });
    const before = anna.browser.calls.length;
    expect(await anna.vault.finishFile(id, name, nothing)).toBeNull();
    expect(anna.browser.calls.slice(before)).not.toContain('POST /api/blobs');
    expect(onDevice()).toEqual([]);
    expect(given(await anna.vault.draft(id)).files[0]).not.toHaveProperty('pending');
    await arrives(given(await anna.vault.draft(id)).files[0]!, id);
  });

  test('is finished when the mail is sent before it is there', async () => {
    const name = await pausedAfter(2_000_000);
    await arrives({ ...LARGE, stored: name, pending: true });
    expect(uploaded(name)).toBeGreaterThan(SIZE);
    expect(onDevice()).toEqual([]);
  });

  test('waits where the network is lost, and goes on when it is back', async () => {
    let name = '';
    const result = await anna.vault.keepFile(
      new Blob([content]),
      (_, done) => {
        if (done >= 4_000_000) anna.browser.offline = true;
      },
      (begun) => {
        name = begun;
      },
    );
    expect(codeOf(result)).toBe('offline');
    expect(codeOf(await anna.vault.finishFile(null, name, nothing))).toBe('offline');
    anna.browser.offline = false;
    expect(await anna.vault.finishFile(null, name, nothing)).toBeNull();
    await arrives({ ...LARGE, stored: name });
  });

  test('is lost on a device that has not got it, until the first has uploaded it', async () => {
    const name = await pausedAfter(2_000_000);
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'a film', 'text', { files: [{ ...LARGE, stored: name, pending: true }] })));
    const phone = await otherDevice(anna);
    expect(codeOf(await phone.vault.finishFile(id, name, nothing))).toBe('missing-file');
    expect(codeOf(await phone.vault.send(given(await phone.vault.draft(id)), nothing))).toBe('missing-file');
    expect(await anna.vault.finishFile(id, name, nothing)).toBeNull();
    expect(await phone.vault.finishFile(id, name, nothing)).toBeNull();
  });

  test('that is removed leaves nothing on the device', async () => {
    const name = await pausedAfter(2_000_000);
    await anna.vault.dropFile(name);
    expect(onDevice()).toEqual([]);
    expect(codeOf(await anna.vault.finishFile(null, name, nothing))).toBe('missing-file');
  });

  test('for which the device has no room is sealed when the mail is sent', async () => {
    anna.device.scratch.room = 3_000_000;
    expect(codeOf(await anna.vault.keepFile(new Blob([content]), nothing, nothing))).toBe('device-full');
    anna.device.scratch.room = Infinity;
    await arrives({ ...LARGE, file: new Blob([content]), stored: null });
  });
});
