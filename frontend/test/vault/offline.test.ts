import { beforeEach, describe, expect, test } from 'vitest';
import type { DraftFile, Place } from '../../model/mail.js';
import { isWaits } from '../../model/offline.js';
import { codeOf, draft, given, inbox, newVault, newest, nothing, otherDevice, PASSPHRASE, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

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

const listed = async (of: Person, folder: Place) => (await of.vault.list({ folder, search: '', from: 0, count: 100 })).rows;
const subjects = async (of: Person, folder: Place) => (await listed(of, folder)).map(({ subject }) => subject);
const unsent = (of: Person) => of.vault.offline.unsent();
const warnings = (of: Person) => of.events.filter(({ kind }) => kind === 'warning');
const NOTHING = { mails: 0, stopped: 0, changes: 0 };

async function away(of: Person): Promise<void> {
  of.browser.offline = true;
  expect(codeOf(await of.vault.sync())).toBe('offline');
}

async function back(of: Person): Promise<void> {
  of.browser.offline = false;
  given(await of.vault.sync());
}

/** The same device after its browser was closed and opened again; the passphrase is asked for. */
async function again(of: Person): Promise<Person> {
  await of.vault.lock('other-tab');
  const browser = south.browser();
  browser.session = of.browser.session;
  browser.offline = of.browser.offline;
  const made = await newVault(south, browser, of.device);
  given(await made.vault.signIn(of.address, PASSPHRASE, nothing));
  return { ...made, address: of.address, words: of.words };
}

describe('without a network', () => {
  test('mail is moved and marked at once, and on all devices when the network is back', async () => {
    await send(boris, draft([anna.address], 'Stay', 'text'));
    await send(boris, draft([anna.address], 'Go', 'text'));
    const [go, stay] = (await inbox(anna)).map(({ id }) => id);
    await away(anna);
    given(await anna.vault.move([go!], 'archive'));
    given(await anna.vault.mark([stay!], { flagged: true }));
    const undo = given(await anna.vault.mark([stay!], { seen: true }));
    given(await anna.vault.undo(undo));
    expect(await subjects(anna, 'inbox')).toEqual(['Stay']);
    expect(await subjects(anna, 'archive')).toEqual(['Go']);
    expect(await unsent(anna)).toEqual({ mails: 0, stopped: 0, changes: 2 });
    await back(anna);
    expect(await unsent(anna)).toEqual(NOTHING);
    const phone = await otherDevice(anna);
    expect(await subjects(phone, 'archive')).toEqual(['Go']);
    expect((await listed(phone, 'inbox'))[0]).toMatchObject({ subject: 'Stay', flagged: true, seen: false });
    expect(warnings(anna)).toEqual([]);
  });

  test('what was marked here and there meanwhile is brought together', async () => {
    await send(boris, draft([anna.address], 'Both', 'text'));
    const [{ id }] = (await inbox(anna)) as unknown as [{ id: string }];
    const phone = await otherDevice(anna);
    await away(anna);
    given(await anna.vault.mark([id], { flagged: true }));
    given(await anna.vault.keepLabel({ id: null, name: 'Here', colour: 1 }));
    given(await phone.vault.move([id], 'archive'));
    given(await phone.vault.keepLabel({ id: null, name: 'There', colour: 2 }));
    await back(anna);
    given(await phone.vault.sync());
    for (const of of [anna, phone]) {
      expect(await listed(of, 'archive')).toMatchObject([{ subject: 'Both', flagged: true }]);
      expect((await of.vault.places()).labels.map(({ name }) => name).sort()).toEqual(['Here', 'There']);
    }
  });

  test('a draft that was written on both is kept as two', async () => {
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'Plan', 'before')));
    const phone = await otherDevice(anna);
    await away(anna);
    given(await anna.vault.saveDraft({ ...draft([boris.address], 'Plan', 'as written on the train'), id }));
    given(await phone.vault.saveDraft({ ...draft([boris.address], 'Plan', 'as written at home'), id }));
    await back(anna);
    given(await phone.vault.sync());
    for (const of of [anna, phone]) {
      expect((await listed(of, 'drafts')).map(({ preview }) => preview).sort()).toEqual(['as written at home', 'as written on the train']);
      expect(given(await of.vault.draft(id)).text).toBe('as written on the train');
    }
  });

  test('a draft that was made and discarded leaves nothing', async () => {
    await away(anna);
    const id = given(await anna.vault.saveDraft(draft([], 'Nothing', 'words')));
    given(await anna.vault.discardDraft(id));
    expect(await unsent(anna)).toEqual(NOTHING);
    await back(anna);
    expect(await subjects(anna, 'drafts')).toEqual([]);
  });

  test('a long draft is kept and goes to its blob when the network is back', async () => {
    await away(anna);
    const long = 'a long way home '.repeat(20_000);
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'Long', long)));
    const reopened = await again(anna).catch(() => null);
    expect(reopened).toBeNull();
    const device = await returned(anna);
    expect(given(await device.vault.draft(id)).text).toBe(long);
    expect(given(await (await otherDevice(anna)).vault.draft(id)).text).toBe(long);
  });

  test('mails wait in the outbox and leave in their order, once each', async () => {
    await away(anna);
    const file: DraftFile = { name: 'plan.txt', type: 'text/plain', size: 8, file: new Blob(['the plan']), from: null, stored: null };
    for (const [subject, files] of [['First', [file]], ['Second', []]] as const) expect(isWaits(await anna.vault.send(draft([boris.address], subject, 'text', { files }), nothing))).toBe(true);
    expect(await subjects(anna, 'drafts')).toEqual([]);
    expect((await subjects(anna, 'outbox')).sort()).toEqual(['First', 'Second']);
    expect((await anna.vault.unread()).outbox).toBe(2);
    // As after a restart of the browser.
    const device = await returned(anna);
    expect(await unsent(device)).toEqual(NOTHING);
    expect((await inbox(boris)).map(({ subject }) => subject).sort()).toEqual(['First', 'Second']);
    const first = (await inbox(boris)).find(({ subject }) => subject === 'First')!;
    expect(await given(await boris.vault.attachment(first.id, 0, nothing)).text()).toBe('the plan');
    expect(await subjects(device, 'drafts')).toEqual([]);
    expect((await subjects(device, 'sent')).sort()).toEqual(['First', 'Second']);
    given(await device.vault.sync());
    expect(await inbox(boris)).toHaveLength(2);
  });

  test('a mail can be taken out of the outbox, with its files', async () => {
    await away(anna);
    const file: DraftFile = { name: 'plan.txt', type: 'text/plain', size: 8, file: new Blob(['the plan']), from: null, stored: null };
    const waits = given(await anna.vault.send(draft([boris.address], 'Hasty', 'text', { files: [file] }), nothing));
    const id = given(await anna.vault.offline.withdraw((waits as { id: string }).id));
    expect(await subjects(anna, 'outbox')).toEqual([]);
    expect(await given(await anna.vault.draft(id)).files[0]!.file!.text()).toBe('the plan');
    await back(anna);
    expect(await inbox(boris)).toEqual([]);
    expect(codeOf(await anna.vault.offline.withdraw(id))).toBe('not-found');
  });

  test('a mail whose submission got no answer is not sent twice, also after a restart', async () => {
    let lost = false;
    anna.browser.answering = (path, answer) => {
      if (path === '/api/submissions') lost = true;
      return lost ? { status: 0, body: null, retryAfter: null } : answer;
    };
    expect(isWaits(await anna.vault.send(draft([boris.address], 'Once', 'text'), nothing))).toBe(true);
    expect(await inbox(boris)).toHaveLength(1);
    anna.browser.answering = (_, answer) => answer;
    const device = await again(anna);
    given(await device.vault.sync());
    expect(await unsent(device)).toEqual(NOTHING);
    expect(await inbox(boris)).toHaveLength(1);
    expect(await subjects(device, 'drafts')).toEqual([]);
    expect(await subjects(device, 'sent')).toEqual(['Once']);
  });

  test('a recipient whose key has changed stops the mail, and its author is told', async () => {
    await send(anna, draft([boris.address], 'Before', 'text'));
    const device = await again(anna);
    given(await device.vault.sync());
    await away(device);
    expect(isWaits(await device.vault.send(draft([boris.address], 'Secret', 'text'), nothing))).toBe(true);
    expect(isWaits(await device.vault.send(draft([device.address], 'To myself', 'text'), nothing))).toBe(true);
    await north.rebind(boris.address);
    await back(device);
    expect(warnings(device)).toEqual([{ kind: 'warning', code: 'not-sent' }]);
    expect(await listed(device, 'outbox')).toMatchObject([{ subject: 'Secret', waits: { why: 'key-changed' } }]);
    expect((await inbox(device)).map(({ subject }) => subject)).toEqual(['To myself']);
    expect((await inbox(boris)).map(({ subject }) => subject)).toEqual(['Before']);
  });

  test('a mail whose draft another device has changed is not sent without its author', async () => {
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'Shared', 'one')));
    const phone = await otherDevice(anna);
    await away(anna);
    expect(isWaits(await anna.vault.send({ ...draft([boris.address], 'Shared', 'two'), id }, nothing))).toBe(true);
    given(await phone.vault.saveDraft({ ...draft([boris.address], 'Shared', 'three'), id }));
    await back(anna);
    expect(await inbox(boris)).toEqual([]);
    expect(await listed(anna, 'outbox')).toMatchObject([{ waits: { why: 'changed-elsewhere' } }]);
    expect(await listed(anna, 'drafts')).toMatchObject([{ preview: 'three' }]);
  });

  test('a mail whose draft another device has sent is not sent again', async () => {
    const view = draft([boris.address], 'Shared', 'one');
    const id = given(await anna.vault.saveDraft(view));
    const phone = await otherDevice(anna);
    await away(anna);
    expect(isWaits(await anna.vault.send({ ...view, id }, nothing))).toBe(true);
    given(await phone.vault.send({ ...view, id }, nothing));
    await back(anna);
    expect(await inbox(boris)).toHaveLength(1);
    expect(await listed(anna, 'outbox')).toMatchObject([{ waits: { why: 'changed-elsewhere' } }]);
  });

  test('nothing that can be read lies on the device, and nothing at all after signing out', async () => {
    await away(anna);
    given(await anna.vault.send(draft([boris.address], 'Canary subject', 'canary words'), nothing));
    const kept = [...anna.device.queue.all.entries()];
    expect(kept.length).toBe(2);
    for (const [name, octets] of kept) expect(name + new TextDecoder('latin1').decode(octets)).not.toMatch(/canary|boris/i);
    await anna.vault.signOut();
    expect(anna.device.queue.all.size).toBe(0);
  });
});

describe('a device that keeps what opens the mailbox', () => {
  test('is opened by the passphrase alone, reads and writes, and shows it to the server later', async () => {
    await send(boris, draft([anna.address], 'Kept', 'kept words'));
    await inbox(anna);
    given(await anna.vault.body((await inbox(anna))[0]!.id));
    await indexed(anna);
    given(await anna.vault.offline.keep(true));
    await away(anna);
    const device = await again(anna);
    expect(codeOf(await device.vault.sync())).toBe('offline');
    expect(await subjects(device, 'inbox')).toEqual(['Kept']);
    const [{ id }] = (await listed(device, 'inbox')) as unknown as [{ id: string }];
    expect(given(await device.vault.body(id)).text).toBe('kept words');
    expect((await device.vault.list({ folder: 'inbox', search: 'words', from: 0, count: 9 })).rows).toHaveLength(1);
    expect(isWaits(await device.vault.send(draft([boris.address], 'Answer', 'text'), nothing))).toBe(true);
    // The server has forgotten the session meanwhile.
    device.browser.session = null;
    await back(device);
    expect((await newest(boris)).subject).toBe('Answer');
    expect(await device.vault.offline.kept()).toBe(anna.address);
    expect(device.device.resume).not.toBeNull();
  });

  test('is not opened by another passphrase, nor once the server has another one', async () => {
    given(await anna.vault.offline.keep(true));
    await away(anna);
    await anna.vault.lock('asked');
    expect(codeOf(await anna.vault.signIn(anna.address, 'not the passphrase', nothing))).toBe('wrong-credentials');
    const account = south.accounts.get(anna.address)!;
    given(await anna.vault.signIn(anna.address, PASSPHRASE, nothing));
    account.auth.set('passphrase', 'another');
    anna.browser.session = null;
    anna.browser.offline = false;
    expect(codeOf(await anna.vault.sync())).toBe('signed-out');
    expect(anna.events.at(-1)).toEqual({ kind: 'locked', reason: 'signed-out' });
    expect(await anna.vault.offline.kept()).toBeNull();
    expect(anna.device.shelf.kept.size).toBe(0);
  });

  test('keeps up with a changed passphrase', async () => {
    given(await anna.vault.offline.keep(true));
    given(await anna.vault.changePassphrase(PASSPHRASE, 'velvet prism harbor tundra mosaic lantern', nothing));
    await away(anna);
    await anna.vault.lock('asked');
    expect(codeOf(await anna.vault.signIn(anna.address, PASSPHRASE, nothing))).toBe('wrong-credentials');
    given(await anna.vault.signIn(anna.address, 'velvet prism harbor tundra mosaic lantern', nothing));
  });

  test('does so only if asked to, and no more when it is asked not to, or after signing out', async () => {
    await away(anna);
    await anna.vault.lock('asked');
    expect(codeOf(await anna.vault.signIn(anna.address, PASSPHRASE, nothing))).toBe('offline');
    anna.browser.offline = false;
    given(await anna.vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await anna.vault.offline.keep(true));
    expect(anna.device.account?.account).not.toMatch(/"kind":"recovery"/);
    given(await anna.vault.offline.keep(false));
    expect(await anna.vault.offline.kept()).toBeNull();
    given(await anna.vault.offline.keep(true));
    await anna.vault.signOut();
    expect(await anna.vault.offline.kept()).toBeNull();
  });

  test('what a locked device has not sent is sent after the next sign-in', async () => {
    await away(anna);
    given(await anna.vault.send(draft([boris.address], 'Later', 'text'), nothing));
    await anna.vault.lock('idle');
    anna.browser.offline = false;
    // The server ended the session: what is cached goes, what was written does not.
    anna.browser.session = null;
    given(await anna.vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await anna.vault.sync());
    expect((await newest(boris)).subject).toBe('Later');
  });
});

/** The device comes back with the network, after a restart of its browser. */
async function returned(of: Person): Promise<Person> {
  of.browser.offline = false;
  const device = await again(of);
  given(await device.vault.sync());
  return device;
}

/** Resolves when every mail of the device has been read for the index. */
async function indexed(of: Person): Promise<void> {
  given(await of.vault.sync());
  await expect.poll(() => of.device.shelf.kept.size, { timeout: 20_000 }).toBeGreaterThan(2);
}
