import { beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '../../model/mail.js';
import { ENOUGH, NO_MODEL, modelJson } from '../../vault/learner.js';
import { draft, given, otherDevice, type Person, person, send } from './people.js';
import { World } from './world.js';

const list = async (of: Person, folder: Place) => (await of.vault.list({ folder, search: '', from: 0, count: 100 })).rows;
const subjects = async (of: Person, place: Place): Promise<readonly string[]> => (await list(of, place)).map(({ subject }) => subject);

const SPAM = ['lottery winner', 'cheap pills', 'casino bonus', 'you won money', 'miracle cure'];
const GOOD = ['harbour lease', 'kiln delivery', 'board minutes', 'train times', 'clinic results'];
const spam = (n: number): string => `${SPAM[n % 5]!} claim your prize number${n} now click here bonus`;
const good = (n: number): string => `${GOOD[n % 5]!} as we said on thursday number${n} see you at the studio`;

describe('the learner of spam', () => {
  let world: World;
  let boris: Person;
  let friend: Person;
  let crook: Person;
  const receive = async (from: Person, subject: string): Promise<void> => {
    await send(from, draft([boris.address], subject, subject));
    given(await boris.vault.sync());
  };

  beforeAll(async () => {
    world = new World();
    const [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
    [boris, friend, crook] = await Promise.all([person(north, 'boris'), person(south, 'friend'), person(south, 'crook')]);
    for (let n = 0; n < ENOUGH; n++) {
      await receive(friend, good(n));
      await receive(crook, spam(n));
    }
  });

  test('decides nothing before it has seen enough of both kinds', async () => {
    const rows = await list(boris, 'inbox');
    given(await boris.vault.mark(rows.flatMap(({ mails }) => mails), { seen: true }));
    const bad = rows.filter(({ subject }) => subject.includes('prize')).map(({ id }) => id);
    for (const id of bad.slice(0, ENOUGH - 1)) given(await boris.vault.move([id], 'spam'));
    const [stranger] = [await person(boris.browser.domain, 'stranger')];
    await receive(stranger, spam(77));
    expect((await subjects(boris, 'inbox'))[0]).toBe(spam(77));
    given(await boris.vault.move([bad.at(-1)!], 'spam'));
    expect(await boris.vault.sorting.learned()).toMatchObject({ spam: ENOUGH, enough: ENOUGH });
  });

  test('then moves what is like it, and says by which words', async () => {
    const other = await person(boris.browser.domain, 'other');
    await receive(other, spam(88));
    const [row] = await list(boris, 'spam');
    expect(row!.subject).toBe(spam(88));
    const why = given(await boris.vault.conversation(row!.id))[0]!.why!;
    expect(why.by).toBe('spam');
    expect(why.by === 'spam' && why.words.length).toBeGreaterThan(1);
    for (const word of why.by === 'spam' ? why.words : []) expect(`${spam(88)} other@north.test north.test`).toContain(word);
  });

  test('leaves alone what is not like it, whoever is known, and everything when it is switched off', async () => {
    const third = await person(boris.browser.domain, 'third');
    await receive(third, good(5));
    await receive(friend, spam(99));
    expect((await subjects(boris, 'inbox')).slice(0, 2)).toEqual([spam(99), good(5)]);
    given(await boris.vault.sorting.choose({ spam: false }));
    const fourth = await person(boris.browser.domain, 'fourth');
    await receive(fourth, spam(100));
    expect((await subjects(boris, 'inbox'))[0]).toBe(spam(100));
    given(await boris.vault.sorting.choose({ spam: true }));
  });

  test('unlearns what is taken back, and learns from “Not spam”', async () => {
    const before = await boris.vault.sorting.learned();
    const [row] = await list(boris, 'inbox');
    const undo = given(await boris.vault.move([row!.id], 'spam'));
    expect((await boris.vault.sorting.learned()).spam).toBe(before.spam + 1);
    given(await boris.vault.undo(undo));
    expect((await boris.vault.sorting.learned()).spam).toBe(before.spam);
    const [wrong] = await list(boris, 'spam');
    given(await boris.vault.move([wrong!.id], 'inbox'));
    expect((await boris.vault.sorting.learned()).good).toBe(before.good + 1);
    given(await boris.vault.move([wrong!.id], 'spam'));
  });

  test('keeps what it knows when the mails go for ever, in one item that never grows, and on other devices', async () => {
    const items = () => [...boris.browser.session!.account.items.values()].filter(({ kind }) => kind === 'setting');
    const before = await boris.vault.sorting.learned();
    const count = items().length;
    const ids = (await list(boris, 'spam')).flatMap(({ mails }) => mails);
    given(await boris.vault.move(ids, 'trash'));
    given(await boris.vault.remove(ids));
    expect(items().length).toBe(count + 1);
    const size = Math.max(...items().map(({ ciphertext }) => ciphertext!.length));
    expect(size).toBeLessThan(40_000);
    const second = await otherDevice(boris);
    expect((await second.vault.sorting.learned()).spam).toBe(before.spam);
    const fifth = await person(boris.browser.domain, 'fifth');
    await receive(fifth, spam(111));
    given(await second.vault.sync());
    expect(await subjects(second, 'spam')).toEqual([spam(111)]);
    const filled = { ...NO_MODEL, at: '2026-11-22T10:00:00Z', spam: 99_999, good: 99_999, counts: new Uint8Array(NO_MODEL.counts.length).fill(255) };
    expect(JSON.stringify(modelJson(filled)).length - JSON.stringify(modelJson({ ...filled, counts: new Uint8Array(NO_MODEL.counts.length) })).length).toBe(0);
  });
});
