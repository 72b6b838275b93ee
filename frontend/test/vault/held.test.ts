import { beforeAll, describe, expect, test } from 'vitest';
import type { DraftFile, Place } from '../../model/mail.js';
import { codeOf, draft, given, inbox, newest, newVault, nothing, otherDevice, PASSPHRASE, type Person, person, sentId } from './people.js';
import { type FakeDomain, World } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let world: World;
let south: FakeDomain;
let north: FakeDomain;
let anna: Person;
let boris: Person;
let carl: Person;

beforeAll(async () => {
  world = new World();
  [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris, carl] = await Promise.all([person(south, 'anna'), person(north, 'boris'), person(north, 'carl')]);
});

const ahead = (milliseconds: number): string => new Date(world.now + milliseconds).toISOString().replace(/\.\d+Z/, 'Z');
const listed = async (of: Person, folder: Place) => (await of.vault.list({ folder, search: '', from: 0, count: 100 })).rows;
const subjects = async (of: Person, folder: Place) => (await listed(of, folder)).map(({ subject }) => subject);
const file = (name: string, text: string): DraftFile => ({ name, type: 'text/plain', size: text.length, file: new Blob([text]), from: null, stored: null });

async function pass(milliseconds: number): Promise<void> {
  world.now += milliseconds;
  await south.release();
}

describe('time to think again', () => {
  test('holds the mail on the server and takes it back as the draft that it was, with its files', async () => {
    const files = [file('plan.txt', 'the plan'), file('more.txt', 'more')];
    const view = { ...draft([boris.address], 'Hasty', 'words', { cc: [carl.address], bcc: [anna.address], html: '<p>words</p>', files, inReplyTo: ['x@y'], references: ['w@y', 'x@y'] }) };
    const id = sentId(await anna.vault.send(view, nothing, { seconds: 10 }));
    expect(await subjects(anna, 'scheduled')).toEqual(['Hasty']);
    expect(await subjects(anna, 'sent')).not.toContain('Hasty');
    expect((await anna.vault.unread()).scheduled).toBe(1);
    const back = given(await anna.vault.withdraw(id));
    expect(await subjects(anna, 'scheduled')).toEqual([]);
    const reopened = given(await anna.vault.draft(back));
    expect(reopened).toMatchObject({ to: view.to, cc: view.cc, bcc: view.bcc, subject: 'Hasty', text: 'words', html: '<p>words</p>', inReplyTo: ['x@y'], references: ['w@y', 'x@y'] });
    await pass(MINUTE);
    expect((await inbox(boris)).map(({ subject }) => subject)).not.toContain('Hasty');
    expect(codeOf(await anna.vault.conversation(id))).toBe('not-found');
    // Another device reads the files from the draft alone.
    const phone = await otherDevice(anna);
    const there = given(await phone.vault.draft(back));
    expect(there.files.map(({ name, file: here }) => [name, here])).toEqual([['plan.txt', null], ['more.txt', null]]);
    given(await phone.vault.saveDraft({ ...there, subject: 'Considered' }));
    sentId(await phone.vault.send({ ...given(await phone.vault.draft(back)), bcc: [] }, nothing));
    const mail = await newest(boris);
    expect(mail.subject).toBe('Considered');
    expect(await given(await boris.vault.attachment(mail.id, 0, nothing)).text()).toBe('the plan');
    given(await anna.vault.sync());
    expect(await subjects(anna, 'drafts')).toEqual([]);
  });

  test('ends: then it is sent and cannot be taken back', async () => {
    const id = sentId(await anna.vault.send(draft([boris.address], 'Gone', 'text'), nothing, { seconds: 10 }));
    await pass(13_000);
    expect(await subjects(anna, 'scheduled')).toEqual([]);
    expect(await subjects(anna, 'sent')).toContain('Gone');
    expect(codeOf(await anna.vault.withdraw(id))).toBe('already-sent');
    expect((await newest(boris)).subject).toBe('Gone');
    expect(await subjects(anna, 'drafts')).toEqual([]);
  });

  test('is as long on the server as the author is told, and a little longer', async () => {
    const id = sentId(await anna.vault.send(draft([boris.address], 'At the last moment', 'text'), nothing, { seconds: 5 }));
    await pass(5_000);
    given(await anna.vault.discardDraft(given(await anna.vault.withdraw(id))));
  });

  test('does not depend on the tab: the server sends what nobody takes back', async () => {
    sentId(await anna.vault.send(draft([carl.address], 'Closed', 'text'), nothing, { seconds: 30 }));
    await anna.vault.lock('asked');
    await pass(MINUTE);
    expect((await newest(carl)).subject).toBe('Closed');
    given(await anna.vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await anna.vault.sync());
  });

  test('takes back what is long, in text and html', async () => {
    const long = 'long words '.repeat(20_000);
    const id = sentId(await anna.vault.send(draft([boris.address], 'Long', long, { html: `<p>${long}</p>` }), nothing, { seconds: 10 }));
    const back = given(await anna.vault.withdraw(id));
    expect(given(await anna.vault.draft(back))).toMatchObject({ text: long, html: `<p>${long}</p>` });
    given(await anna.vault.discardDraft(back));
  });

  test('gives a definite answer though the first one was lost', async () => {
    const id = sentId(await anna.vault.send(draft([boris.address], 'Lost answer', 'text'), nothing, { seconds: 10 }));
    let lost = 0;
    anna.browser.answering = (path, answer) => (path === '/api/submissions/withdraw' && lost++ < 1 ? { status: 0, body: null, retryAfter: null } : answer);
    const back = given(await anna.vault.withdraw(id));
    expect(given(await anna.vault.draft(back)).subject).toBe('Lost answer');
    expect(await subjects(anna, 'drafts')).toEqual(['Lost answer']);
    given(await anna.vault.discardDraft(back));
    await pass(MINUTE);
    expect((await inbox(boris)).map(({ subject }) => subject)).not.toContain('Lost answer');
  });

  test('on two devices at once makes one draft', async () => {
    const phone = await otherDevice(anna);
    const id = sentId(await anna.vault.send(draft([boris.address], 'Twice', 'text'), nothing, { seconds: 30 }));
    given(await phone.vault.sync());
    const results = await Promise.all([anna.vault.withdraw(id), phone.vault.withdraw(id)]);
    expect(results.map(codeOf).sort()).toEqual(['not-found', null].sort());
    given(await anna.vault.sync());
    expect(await subjects(anna, 'drafts')).toEqual(['Twice']);
    given(await anna.vault.discardDraft(given(results.find((one) => codeOf(one) === null)!)));
  });
});

describe('a scheduled mail', () => {
  test('is sent at its time while its author is away, and dated so', async () => {
    const at = ahead(3 * DAY);
    sentId(await anna.vault.send(draft([boris.address], 'On Monday', 'text'), nothing, { at }));
    expect(await listed(anna, 'scheduled')).toMatchObject([{ subject: 'On Monday', held: at, at, delivery: 'waiting' }]);
    await anna.vault.lock('asked');
    await pass(3 * DAY - MINUTE);
    expect((await inbox(boris)).map(({ subject }) => subject)).not.toContain('On Monday');
    await pass(MINUTE);
    expect(await newest(boris)).toMatchObject({ subject: 'On Monday', sentAt: at, verdict: { name: 'sealed' } });
    given(await anna.vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await anna.vault.sync());
    expect(await listed(anna, 'scheduled')).toEqual([]);
    expect((await listed(anna, 'sent'))[0]).toMatchObject({ subject: 'On Monday', held: null, delivery: 'delivered' });
  });

  test('is at most fourteen days ahead, and not past', async () => {
    for (const at of [ahead(-MINUTE), ahead(14 * DAY + MINUTE), 'tomorrow']) expect(codeOf(await anna.vault.send(draft([boris.address], 'x', 'x'), nothing, { at }))).toBe('bad-time');
  });

  test('can be sent at once', async () => {
    const id = sentId(await anna.vault.send(draft([boris.address], 'Now after all', 'text', { files: [file('a.txt', 'a')] }), nothing, { at: ahead(5 * DAY) }));
    world.now += MINUTE;
    const sent = given(await anna.vault.sendNow(id, nothing));
    const mail = await newest(boris);
    expect(mail).toMatchObject({ subject: 'Now after all', attachments: [{ name: 'a.txt' }] });
    expect(Date.parse(mail.sentAt)).toBe(world.now);
    expect(given(await anna.vault.conversation(sent))[0]!.held).toBe(null);
    expect(await subjects(anna, 'drafts')).toEqual([]);
  });

  test('is not hidden away before it is sent', async () => {
    const id = sentId(await anna.vault.send(draft([boris.address], 'Stays', 'text'), nothing, { at: ahead(DAY) }));
    expect(codeOf(await anna.vault.move([id], 'trash'))).toBe('still-held');
    // At home in `sent`, it stays there when its conversation is archived.
    expect(given(await anna.vault.move([id], 'archive')).before).toEqual([]);
    given(await anna.vault.mark([id], { flagged: true }));
    given(await anna.vault.discardDraft(given(await anna.vault.withdraw(id))));
  });

  test('of whose recipient the key was changed and accepted is sealed anew for the same time', async () => {
    const dora = await person(north, 'dora');
    const at = ahead(6 * DAY);
    sentId(await anna.vault.send(draft([dora.address], 'To the new key', 'text', { files: [file('a.txt', 'a')] }), nothing, { at }));
    await north.rebind(dora.address);
    world.now += 2 * DAY;
    expect(await anna.vault.lookUp(dora.address)).toMatchObject({ state: 'key-changed' });
    given(await anna.vault.acceptKey(dora.address, (await anna.vault.keys(dora.address))!.changed!));
    await anna.vault.lock('asked');
    anna.events.length = 0;
    given(await anna.vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await anna.vault.sync());
    await expect.poll(() => anna.events.filter(({ kind }) => kind === 'warning')).toEqual([{ kind: 'warning', code: 'resealed' }]);
    expect(await listed(anna, 'scheduled')).toMatchObject([{ subject: 'To the new key', held: at, hasAttachment: true }]);
    await pass(6 * DAY);
    const arrivals = [...north.accounts.get(dora.address)!.items.values()].filter(({ kind }) => kind === 'arrival');
    expect(arrivals.length).toBe(1);
  });

  test('of whose recipient the key has changed unseen becomes a draft, and the author is told', async () => {
    const emil = await person(north, 'emil');
    sentId(await anna.vault.send(draft([emil.address], 'To an old key', 'text'), nothing, { at: ahead(6 * DAY) }));
    await north.rebind(emil.address);
    world.now += 2 * DAY;
    await anna.vault.lock('asked');
    anna.events.length = 0;
    given(await anna.vault.signIn(anna.address, PASSPHRASE, nothing));
    given(await anna.vault.sync());
    await expect.poll(() => anna.events.filter(({ kind }) => kind === 'warning')).toEqual([{ kind: 'warning', code: 'taken-back' }]);
    expect(await subjects(anna, 'scheduled')).toEqual([]);
    expect(await subjects(anna, 'drafts')).toEqual(['To an old key']);
    await pass(6 * DAY);
    expect([...north.accounts.get(emil.address)!.items.values()].filter(({ kind }) => kind === 'arrival')).toEqual([]);
  });
});

describe('preferences', () => {
  test('are the same on all devices and keep what another device has changed', async () => {
    const phone = await otherDevice(anna);
    expect(await anna.vault.preferences()).toMatchObject({ undo: 10, signatures: [], signature: null });
    const { signatures } = given(await anna.vault.keepPreferences({ signatures: [{ id: '', name: 'Short', html: '<p>Anna</p>' }] }));
    given(await phone.vault.keepPreferences({ undo: 30, signature: signatures[0]!.id }));
    given(await anna.vault.sync());
    expect(await anna.vault.preferences()).toMatchObject({ undo: 30, signature: signatures[0]!.id, signatures: [{ name: 'Short', html: '<p>Anna</p>' }] });
  });

  test('hold what fits into an item, and no more', async () => {
    const large = { id: '', name: 'Large', subject: '', html: 'x'.repeat(90_000) };
    given(await anna.vault.keepPreferences({ templates: [large] }));
    expect(codeOf(await anna.vault.keepPreferences({ templates: [large, large] }))).toBe('too-large');
    expect(codeOf(await anna.vault.keepPreferences({ templates: [{ ...large, name: ' ' }] }))).toBe('bad-name');
  });

  test('are not kept where nobody is signed in', async () => {
    const { vault } = await newVault(south);
    expect((await vault.preferences()).undo).toBe(10);
    expect(codeOf(await vault.keepPreferences({ undo: 5 }))).toBe('signed-out');
  });
});
