import { beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../model/mail.js';
import { codeOf, draft, given, inbox, newest, otherDevice, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

let south: FakeDomain;
let north: FakeDomain;
let anna: Person;
let boris: Person;

beforeEach(async () => {
  const world = new World();
  [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
});

const subjects = async (of: Person, place: Place): Promise<readonly string[]> => (await of.vault.list({ folder: place, search: '', from: 0, count: 100 })).rows.map(({ subject }) => subject);

/** A mail to Boris and his answer. */
async function exchange(subject: string): Promise<{ theirs: string; mine: string }> {
  await send(anna, draft([boris.address], subject, 'text'));
  const { id, messageId } = await newest(boris);
  const mine = await send(boris, draft([anna.address], `Re: ${subject}`, 'answer', { inReplyTo: [messageId], references: [messageId] }));
  return { theirs: id, mine };
}

describe('folders and labels', () => {
  test('reach other devices, and the server learns neither their names nor their number', async () => {
    const folder = given(await boris.vault.keepFolder({ id: null, name: 'Harbour studio', parent: null }));
    const inner = given(await boris.vault.keepFolder({ id: null, name: 'Leases', parent: folder }));
    const label = given(await boris.vault.keepLabel({ id: null, name: 'Urgent', colour: 5 }));
    const second = await otherDevice(boris);
    expect(await second.vault.places()).toEqual({ folders: [{ id: folder, name: 'Harbour studio', parent: null }, { id: inner, name: 'Leases', parent: folder }], labels: [{ id: label, name: 'Urgent', colour: 5 }] });
    const items = [...boris.browser.session!.account.items.values()];
    expect(items.filter(({ kind }) => kind === 'setting').length).toBe(1);
    for (const word of ['Harbour', 'Leases', 'Urgent', folder, label]) expect(JSON.stringify(items)).not.toContain(word);
  });

  test('have names, each once in its place, and never stand inside themselves', async () => {
    const outer = given(await boris.vault.keepFolder({ id: null, name: 'Outer', parent: null }));
    const inner = given(await boris.vault.keepFolder({ id: null, name: 'Inner', parent: outer }));
    expect(codeOf(await boris.vault.keepFolder({ id: null, name: ' \u202e ', parent: null }))).toBe('bad-name');
    expect(codeOf(await boris.vault.keepFolder({ id: null, name: 'OUTER', parent: null }))).toBe('bad-name');
    given(await boris.vault.keepFolder({ id: null, name: 'Outer', parent: inner }));
    expect(codeOf(await boris.vault.keepFolder({ id: outer, name: 'Outer', parent: inner }))).toBe('bad-name');
    expect(codeOf(await boris.vault.keepFolder({ id: 'f-AAAAAAAAAAAAAAAAAAAAAA', name: 'Lost', parent: null }))).toBe('not-found');
  });

  test('made on two devices at once are both kept', async () => {
    const second = await otherDevice(boris);
    await Promise.all([boris.vault.keepLabel({ id: null, name: 'One', colour: 1 }), second.vault.keepLabel({ id: null, name: 'Two', colour: 2 })]);
    given(await boris.vault.sync());
    expect((await boris.vault.places()).labels.map(({ name }) => name).sort()).toEqual(['One', 'Two']);
  });
});

describe('a conversation', () => {
  test('is archived out of the inbox, while own mail stays in sent; undo puts each mail back', async () => {
    const { theirs, mine } = await exchange('lease');
    const undo = given(await boris.vault.move([theirs, mine], 'archive'));
    expect(await subjects(boris, 'inbox')).toEqual([]);
    expect(await subjects(boris, 'archive')).toEqual(['lease']);
    expect(await subjects(boris, 'sent')).toEqual(['Re: lease']);
    expect(await subjects(boris, 'all')).toEqual(['Re: lease']);
    given(await boris.vault.undo(undo));
    expect(await subjects(boris, 'inbox')).toEqual(['lease']);
    const trashed = given(await boris.vault.move([theirs, mine], 'trash'));
    expect([await subjects(boris, 'sent'), await subjects(boris, 'all')]).toEqual([[], []]);
    given(await boris.vault.undo(trashed));
    expect([await subjects(boris, 'inbox'), await subjects(boris, 'sent')]).toEqual([['lease'], ['Re: lease']]);
  });

  test('taken back keeps what was marked in between', async () => {
    const { theirs } = await exchange('lease');
    const undo = given(await boris.vault.move([theirs], 'archive'));
    given(await boris.vault.mark([theirs], { flagged: true }));
    given(await boris.vault.undo(undo));
    expect((await inbox(boris))[0]).toMatchObject({ flagged: true, folder: 'inbox' });
    expect(await subjects(boris, 'starred')).toEqual(['lease']);
  });

  test('in a folder that is dropped is found in the archive', async () => {
    const { theirs } = await exchange('lease');
    const folder = given(await boris.vault.keepFolder({ id: null, name: 'Studio', parent: null }));
    given(await boris.vault.move([theirs], folder));
    given(await boris.vault.mark([theirs], { seen: false }));
    expect(await subjects(boris, folder)).toEqual(['lease']);
    expect((await boris.vault.unread())[folder]).toBe(1);
    expect(await subjects(await otherDevice(boris), folder)).toEqual(['lease']);
    given(await boris.vault.dropPlace(folder));
    expect(await subjects(boris, folder)).toEqual([]);
    expect(await subjects(boris, 'archive')).toEqual(['lease']);
  });

  test('carries labels, which list it wherever it lies, but not from spam', async () => {
    const { theirs } = await exchange('lease');
    const label = given(await boris.vault.keepLabel({ id: null, name: 'Lease', colour: 3 }));
    const labelled = given(await boris.vault.label([theirs], label, true));
    given(await boris.vault.move([theirs], 'archive'));
    expect(await subjects(boris, label)).toEqual(['lease']);
    expect((await boris.vault.list({ folder: 'archive', search: '', from: 0, count: 1 })).rows[0]!.labels).toEqual([label]);
    const spam = given(await boris.vault.move([theirs], 'spam'));
    expect([await subjects(boris, label), await subjects(boris, 'all'), await subjects(boris, 'spam')]).toEqual([[], ['Re: lease'], ['lease']]);
    expect(given(await boris.vault.conversation(theirs)).map(({ folder }) => folder)).toEqual(['spam']);
    given(await boris.vault.undo(spam));
    given(await boris.vault.undo(labelled));
    expect(await subjects(boris, label)).toEqual([]);
    given(await boris.vault.label([theirs], label, true));
    given(await boris.vault.dropPlace(label));
    expect((await boris.vault.list({ folder: 'archive', search: '', from: 0, count: 1 })).rows[0]!.labels).toEqual([]);
  });

  test('is named by all its mails where all rows are selected at once', async () => {
    const one = await exchange('one');
    const two = await exchange('two');
    expect(await boris.vault.rows({ folder: 'all', search: '' })).toEqual([[two.theirs, two.mine], [one.theirs, one.mine]]);
    expect(await boris.vault.rows({ folder: 'inbox', search: 'one' })).toEqual([[one.theirs, one.mine]]);
    expect(await boris.vault.rows({ folder: 'inbox', search: 'one in:inbox' })).toEqual([[one.theirs]]);
  });
});
