import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../model/mail.js';
import type { Rule } from '../../model/sorting.js';
import { noFlags } from '../../vault/items.js';
import { utcDate } from '../../vault/json.js';
import type { LineHeader } from '../../vault/line.js';
import { applied } from '../../vault/rules.js';
import { codeOf, draft, given, newest, nothing, otherDevice, type Person, person, send } from './people.js';
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

const blank: Rule = { id: '', on: true, all: true, when: [], labels: [], move: null, star: false, read: false, last: false };
const rule = async (of: Person, more: Partial<Rule>): Promise<string> => given(await of.vault.sorting.keepRule({ ...blank, ...more }));
const list = async (of: Person, place: Place) => (await of.vault.list({ folder: place, search: '', from: 0, count: 100 })).rows;
const subjects = async (of: Person, place: Place): Promise<readonly string[]> => (await list(of, place)).map(({ subject }) => subject);
const inHours = (hours: number): string => utcDate(world.now + hours * 3_600_000);

async function receive(subject: string, text = 'text', more: Parameters<typeof draft>[3] = {}, from = anna): Promise<void> {
  await send(from, draft([boris.address], subject, text, more));
  given(await boris.vault.sync());
}

describe('a filter', () => {
  test('does what it says as the mail comes: labels, place, star, mark; and says that it did', async () => {
    const label = given(await boris.vault.keepLabel({ id: null, name: 'Lease', colour: 1 }));
    const folder = given(await boris.vault.keepFolder({ id: null, name: 'Studio', parent: null }));
    const id = await rule(boris, { when: [{ field: 'subject', words: 'Léase, rent' }, { field: 'domain', words: 'south.test' }], labels: [label], move: folder, star: true, read: true });
    await receive('The LEASE, final');
    await receive('Kiln');
    expect([await subjects(boris, 'inbox'), await subjects(boris, folder), await subjects(boris, label), await subjects(boris, 'starred')]).toEqual([['Kiln'], ['The LEASE, final'], ['The LEASE, final'], ['The LEASE, final']]);
    const [row] = await list(boris, folder);
    expect(row).toMatchObject({ seen: true, flagged: true });
    expect(given(await boris.vault.conversation(row!.id))[0]!.why).toEqual({ by: 'rule', rule: id });
  });

  test.each([
    ['from', 'anna@', true],
    ['from', 'boris', false],
    ['to', 'boris', true],
    ['body', 'three months', true],
    ['body', 'four months', false],
    ['body', 'lease.pdf', true],
    ['domain', 'outh.test', false],
    ['attachment', '', true],
  ] as const)('looks at %s for "%s": %s', async (field, words, does) => {
    await rule(boris, { when: [{ field, words } as Rule['when'][number]], move: 'archive' });
    const file = new Blob(['x']);
    await receive('Letter', `${'filler '.repeat(200)} with three months of notice`, { files: [{ name: 'Lease.pdf', type: 'application/pdf', size: 1, file, from: null, stored: null }] });
    expect(await subjects(boris, 'archive')).toEqual(does ? ['Letter'] : []);
  });

  test('rests while it is off; one marked as the last lets no other look; the order can be changed', async () => {
    const first = await rule(boris, { when: [{ field: 'subject', words: 'x' }], move: 'archive', last: true });
    await rule(boris, { when: [{ field: 'subject', words: 'x' }], star: true });
    await receive('x 1');
    expect((await list(boris, 'archive'))[0]).toMatchObject({ flagged: false });
    given(await boris.vault.sorting.moveRule(first, 1));
    await receive('x 2');
    expect((await list(boris, 'archive'))[0]).toMatchObject({ subject: 'x 2', flagged: true });
    const rules = await boris.vault.sorting.rules();
    given(await boris.vault.sorting.keepRule({ ...rules[1]!, on: false }));
    await receive('x 3');
    expect(await subjects(boris, 'inbox')).toEqual(['x 3']);
  });

  test('that looks at nothing or does nothing is refused', async () => {
    expect(codeOf(await boris.vault.sorting.keepRule({ ...blank, when: [{ field: 'subject', words: ' , ' }], star: true }))).toBe('bad-rule');
    expect(codeOf(await boris.vault.sorting.keepRule({ ...blank, when: [{ field: 'attachment', words: '' }] }))).toBe('bad-rule');
    expect(codeOf(await boris.vault.sorting.keepRule({ ...blank, id: 'r-gone', when: [{ field: 'attachment', words: '' }], star: true }))).toBe('not-found');
  });

  test('acts once, though two devices open the same arrivals at once', async () => {
    await rule(boris, { when: [{ field: 'subject', words: 'x' }], move: 'archive', star: true });
    const second = await otherDevice(boris);
    for (const n of [1, 2, 3]) await send(anna, draft([boris.address], `x ${n}`, 'text'));
    await Promise.all([boris.vault.sync(), second.vault.sync()]);
    given(await boris.vault.sync());
    given(await second.vault.sync());
    for (const device of [boris, second]) expect(await subjects(device, 'archive')).toEqual(['x 3', 'x 2', 'x 1']);
    const flags = [...boris.browser.session!.account.items.values()].filter(({ kind }) => kind === 'flags');
    expect(flags.map(({ revision }) => revision)).toEqual([1, 1, 1]);
    // What somebody takes back stays so.
    given(await boris.vault.move([(await list(boris, 'archive'))[0]!.id], 'inbox'));
    given(await second.vault.sync());
    given(await second.vault.sync());
    expect(await subjects(second, 'inbox')).toEqual(['x 3']);
  });

  test('made on two devices at once is kept beside the other one; the server sees one setting and no word of it', async () => {
    const second = await otherDevice(boris);
    await Promise.all([rule(boris, { when: [{ field: 'from', words: 'canarius' }], star: true }), rule(second, { when: [{ field: 'subject', words: 'yellowbird' }], star: true })]);
    given(await boris.vault.sync());
    expect((await boris.vault.sorting.rules()).map(({ when }) => when[0]!.words).sort()).toEqual(['canarius', 'yellowbird']);
    const items = [...boris.browser.session!.account.items.values()];
    expect(items.filter(({ kind }) => kind === 'setting').length).toBe(1);
    expect(items.filter(({ kind }) => !['setting', 'peer', 'contact', 'head'].includes(kind))).toEqual([]);
    for (const word of ['canarius', 'yellowbird', 'rules']) expect(JSON.stringify(items)).not.toContain(word);
  });

  test('applied to marks that it has made changes nothing more', () => {
    const header: LineHeader = { from: { name: 'Anna', email: 'anna@south.test' }, to: [], cc: [], bcc: [], subject: 'ab', preview: '', sentAt: '', messageId: 'm', inReplyTo: [], references: [], blobs: [] };
    const words = fc.constantFrom('a', 'b', 'c', 'anna');
    const one: fc.Arbitrary<Rule> = fc.record({
      id: fc.constantFrom('r-1', 'r-2', 'r-3'), on: fc.boolean(), all: fc.boolean(), star: fc.boolean(), read: fc.boolean(), last: fc.boolean(),
      when: fc.array(fc.record({ field: fc.constantFrom('from' as const, 'subject' as const, 'body' as const), words }), { minLength: 1, maxLength: 3 }),
      labels: fc.array(fc.constantFrom('l-AAAAAAAAAAAAAAAAAAAAAA' as const, 'l-BBBBBBBBBBBBBBBBBBBBBB' as const), { maxLength: 2 }),
      move: fc.constantFrom(null, 'archive' as const, 'trash' as const, 'f-AAAAAAAAAAAAAAAAAAAAAA' as const),
    });
    fc.assert(fc.property(fc.array(one, { maxLength: 5 }), fc.boolean(), (rules, seen) => {
      const once = applied(rules, { ...noFlags('m'), seen }, header, 'c');
      if (once === null) return;
      expect({ ...applied(rules, once, header, 'c')!, why: null }).toEqual({ ...once, why: null });
    }));
  });

  test('is applied to mail that was there before, with progress, taken back as a whole, and stopped when asked', async () => {
    for (const n of [1, 2, 3]) await receive(`x ${n}`, n === 2 ? 'needle' : 'hay');
    const id = await rule(boris, { when: [{ field: 'body', words: 'needle' }], move: 'archive', read: true });
    const told: number[] = [];
    const undo = given(await boris.vault.sorting.applyRules(id, (_, done, total) => told.push(done, total)));
    expect(told).toEqual([3, 3]);
    expect([await subjects(boris, 'archive'), await subjects(boris, 'inbox')]).toEqual([['x 2'], ['x 3', 'x 1']]);
    expect(given(await boris.vault.sorting.applyRules(null, nothing)).before).toEqual([]);
    given(await boris.vault.undo(undo));
    expect((await list(boris, 'inbox')).map(({ subject, seen }) => [subject, seen])).toEqual([['x 3', false], ['x 2', false], ['x 1', false]]);
    const stopped = boris.vault.sorting.applyRules(id, nothing);
    await boris.vault.sorting.cancelApply();
    expect([null, 'cancelled']).toContain(codeOf(await stopped));
  });
});

describe('a snoozed conversation', () => {
  test('is away until its time, then on top and unread, on every device and without a word to the server', async () => {
    await receive('First');
    const { id } = await newest(boris);
    given(await boris.vault.mark([id], { seen: true }));
    await receive('Second');
    const until = inHours(3);
    given(await boris.vault.sorting.snooze([id], until));
    expect([await subjects(boris, 'inbox'), await subjects(boris, 'snoozed'), await subjects(boris, 'all')]).toEqual([['Second'], ['First'], ['Second', 'First']]);
    expect((await list(boris, 'snoozed'))[0]).toMatchObject({ snoozed: until, seen: true });
    expect((await boris.vault.unread()).inbox).toBe(1);
    given(await boris.vault.mark([id], { seen: true }));
    const calls = boris.browser.calls.length;
    world.now += 3 * 3_600_000;
    expect(await list(boris, 'inbox')).toMatchObject([{ subject: 'First', seen: false, snoozed: null, at: until }, { subject: 'Second' }]);
    expect(await subjects(boris, 'snoozed')).toEqual([]);
    expect((await boris.vault.unread()).inbox).toBe(2);
    expect(boris.browser.calls.length).toBe(calls);
    given(await boris.vault.mark([id], { seen: true }));
    const second = await otherDevice(boris);
    expect(await list(second, 'inbox')).toMatchObject([{ subject: 'First', seen: true }, { subject: 'Second' }]);
  });

  test('comes back at the next unlock when the vault was closed at its time', async () => {
    await receive('First');
    await receive('Second');
    const [, first] = await list(boris, 'inbox');
    given(await boris.vault.sorting.snooze([first!.id], inHours(1)));
    await boris.vault.lock('asked');
    world.now += 26 * 3_600_000;
    expect(await subjects(await otherDevice(boris), 'inbox')).toEqual(['First', 'Second']);
  });

  test('is told of when its time comes', async () => {
    await receive('First');
    const [row] = await list(boris, 'inbox');
    given(await boris.vault.sorting.snooze([row!.id], utcDate(world.now + 1000)));
    boris.events.length = 0;
    world.now += 1000;
    await expect.poll(() => boris.events.some(({ kind }) => kind === 'mail'), { timeout: 5000 }).toBe(true);
    expect(await subjects(boris, 'inbox')).toEqual(['First']);
  });

  test('comes back at once when asked, by undo or by moving; the past is refused', async () => {
    await receive('First');
    const [row] = await list(boris, 'inbox');
    const undo = given(await boris.vault.sorting.snooze([row!.id], inHours(1)));
    given(await boris.vault.undo(undo));
    expect(await subjects(boris, 'inbox')).toEqual(['First']);
    given(await boris.vault.sorting.snooze([row!.id], inHours(1)));
    given(await boris.vault.sorting.snooze([row!.id], null));
    expect(await subjects(boris, 'inbox')).toEqual(['First']);
    given(await boris.vault.sorting.snooze([row!.id], inHours(1)));
    given(await boris.vault.move([row!.id], 'archive'));
    world.now += 7_200_000;
    expect([await subjects(boris, 'inbox'), await subjects(boris, 'archive')]).toEqual([[], ['First']]);
    expect(codeOf(await boris.vault.sorting.snooze([row!.id], inHours(-1)))).toBe('too-late');
  });
});

describe('a muted conversation', () => {
  test('leaves the inbox, and so does what comes to it, until it is not muted any more', async () => {
    await receive('Party');
    const { id, messageId } = await newest(boris);
    const undo = given(await boris.vault.sorting.mute([id], true));
    expect(await list(boris, 'archive')).toMatchObject([{ subject: 'Party', muted: true }]);
    await receive('Re: Party', 'I bring cake', { inReplyTo: [messageId], references: [messageId] });
    expect([await subjects(boris, 'inbox'), (await list(boris, 'archive'))[0]!.mails.length]).toEqual([[], 2]);
    expect(given(await boris.vault.conversation(id)).at(-1)!.why).toEqual({ by: 'mute' });
    given(await boris.vault.undo(undo));
    given(await boris.vault.sorting.mute((await list(boris, 'all'))[0]!.mails, false));
    await receive('Re: Party', 'and tea', { inReplyTo: [messageId], references: [messageId] });
    expect((await list(boris, 'inbox'))[0]!.muted).toBe(false);
  });
});

describe('a blocked sender', () => {
  test('is not heard: the mail goes to spam, read; or to the trash where that was chosen; until unblocked', async () => {
    given(await boris.vault.sorting.block(anna.address));
    await receive('Loud');
    expect(await list(boris, 'spam')).toMatchObject([{ subject: 'Loud', seen: true }]);
    expect(given(await boris.vault.conversation((await list(boris, 'spam'))[0]!.id))[0]!.why).toEqual({ by: 'block' });
    given(await boris.vault.sorting.choose({ blocked: 'trash' }));
    await receive('Louder');
    expect(await subjects(boris, 'trash')).toEqual(['Louder']);
    const second = await otherDevice(boris);
    expect((await second.vault.sorting.blocked()).map(({ address }) => address)).toEqual([anna.address]);
    given(await second.vault.sorting.unblock(anna.address));
    await receive('Sorry');
    expect(await subjects(boris, 'inbox')).toEqual(['Sorry']);
    expect(codeOf(await boris.vault.sorting.block(boris.address))).toBe('bad-address');
    for (const item of boris.browser.session!.account.items.values()) expect(JSON.stringify(item)).not.toContain('anna');
  });
});

describe('a server', () => {
  test('sees the same of a mail that was sorted as of one that was not', async () => {
    const label = given(await boris.vault.keepLabel({ id: null, name: 'Lease', colour: 1 }));
    const folder = given(await boris.vault.keepFolder({ id: null, name: 'Studio', parent: null }));
    await rule(boris, { when: [{ field: 'subject', words: 'sorted' }], labels: [label], move: folder, star: true, read: true });
    const written = async (subject: string) => {
      const before = new Map(boris.browser.session!.account.items);
      await receive(subject);
      const items = [...boris.browser.session!.account.items.values()].filter(({ id, revision }) => before.get(id)?.revision !== revision);
      return items.map(({ kind, ciphertext, deleted }) => [kind, deleted, ciphertext?.length ?? 0]).sort();
    };
    await written('first');
    const plain = await written('common');
    expect(plain.map(([kind]) => kind)).toEqual(['arrival', 'flags', 'head', 'mail']);
    expect(await written('sorted')).toEqual(plain);
    given(await boris.vault.sorting.block(anna.address));
    expect(await written('silent')).toEqual(plain);
  });
});

describe('mail of strangers', () => {
  test('waits apart where that was chosen, comes in when accepted, and then is no stranger’s any more', async () => {
    given(await boris.vault.sorting.choose({ strangers: true }));
    await receive('Hello');
    await receive('Are you there?');
    expect([await subjects(boris, 'inbox'), await subjects(boris, 'requests'), await subjects(boris, 'all')]).toEqual([[], ['Are you there?', 'Hello'], []]);
    expect((await boris.vault.unread()).requests).toBe(2);
    const [row] = await list(boris, 'requests');
    expect(given(await boris.vault.conversation(row!.id))[0]!.why).toEqual({ by: 'stranger' });
    const undo = given(await boris.vault.sorting.accept([row!.id]));
    expect(await subjects(boris, 'inbox')).toEqual(['Are you there?', 'Hello']);
    await receive('Thank you');
    expect((await subjects(boris, 'inbox'))[0]).toBe('Thank you');
    given(await boris.vault.undo(undo));
    expect(await subjects(boris, 'requests')).toEqual(['Are you there?', 'Hello']);
  });

  test('is none of those who have a card, or were written to', async () => {
    const clara = await person(south, 'clara');
    given(await boris.vault.sorting.choose({ strangers: true }));
    given(await boris.vault.contacts.keep({ id: '', name: 'Clara', emails: [clara.address], phones: [], organisation: '', notes: '', groups: [], picture: null }, null));
    await send(boris, draft([anna.address], 'Hello', 'text'));
    await receive('From Anna');
    await receive('From Clara', 'text', {}, clara);
    expect(await subjects(boris, 'inbox')).toEqual(['From Clara', 'From Anna']);
  });
});
