import { beforeAll, describe, expect, test } from 'vitest';
import type { Suggestion } from '../../model/search.js';
import { codeOf, draft, given, otherDevice, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

let south: FakeDomain;
let anna: Person;
let boris: Person;

beforeAll(async () => {
  const world = new World();
  south = await world.domain('south.test');
  [anna, boris] = await Promise.all([person(south, 'anna'), person(south, 'boris')]);
  await send(anna, draft([boris.address], 'The kiln', 'text'));
  given(await anna.vault.keepLabel({ id: null, name: 'Lease and rent', colour: 4 }));
  given(await anna.vault.keepFolder({ id: null, name: 'Studio', parent: null }));
  given(await anna.vault.searches.keep({ id: '', name: 'Papers of the lease', search: 'label:"lease and rent" has:attachment' }));
});

const suggested = async (typed: string): Promise<readonly Suggestion[]> => anna.vault.searches.suggest(typed);
const taken = async (typed: string): Promise<readonly string[]> => (await suggested(typed)).map(({ search }) => search);

describe('a saved search', () => {
  test('reaches other devices, can be changed and dropped, and the server learns neither words nor names', async () => {
    const id = given(await boris.vault.searches.keep({ id: '', name: ' Unread of Anna ', search: ' from:anna is:unread ' }));
    const second = await otherDevice(boris);
    expect(await second.vault.searches.saved()).toEqual([{ id, name: 'Unread of Anna', search: 'from:anna is:unread' }]);
    given(await second.vault.searches.keep({ id, name: 'Anna', search: 'from:anna' }));
    given(await boris.vault.sync());
    expect(await boris.vault.searches.saved()).toEqual([{ id, name: 'Anna', search: 'from:anna' }]);
    for (const word of ['Anna', 'from:anna', 'searches']) expect(JSON.stringify([...boris.browser.session!.account.items.values()])).not.toContain(word);
    given(await boris.vault.searches.drop(id));
    expect(await boris.vault.searches.saved()).toEqual([]);
  });

  test('has a name that no other has, and something to search for', async () => {
    expect(codeOf(await anna.vault.searches.keep({ id: '', name: ' \u202e', search: 'x' }))).toBe('bad-name');
    expect(codeOf(await anna.vault.searches.keep({ id: '', name: 'papers of the LEASE', search: 'x' }))).toBe('bad-name');
    expect(codeOf(await anna.vault.searches.keep({ id: '', name: 'Nothing', search: '  ' }))).toBe('bad-name');
    expect(codeOf(await anna.vault.searches.keep({ id: 's-AAAAAAAAAAAAAAAAAAAAAA', name: 'Lost', search: 'x' }))).toBe('not-found');
  });
});

describe('suggestions', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['bor', ['from:boris@south.test ']],
    ['kiln -bor', ['kiln -from:boris@south.test ']],
    ['from:bor', ['from:boris@south.test ']],
    ['to:bor', ['to:boris@south.test ']],
    ['lea', ['label:"lease and rent" has:attachment ', 'label:"Lease and rent" ']],
    ['kiln lea', ['kiln label:"Lease and rent" ']],
    ['label:', ['label:"Lease and rent" ']],
    ['label:REN', ['label:"Lease and rent" ']],
    ['stu', ['in:Studio ']],
    ['in:s', ['in:Studio ', 'in:sent ', 'in:spam ', 'in:snoozed ']],
    ['ha', ['has:attachment ']],
    ['is:s', ['is:starred ', 'is:sent ']],
    ['is:sent', []],
    ['LARG', ['larger:']],
    ['larger:', ['larger:1mb ', 'larger:5mb ', 'larger:20mb ']],
    ['after:t', ['after:today ']],
    ['"lea', []],
    ['subject:"final lea', []],
    ['subject:lea', []],
    ['nowhere', []],
  ])('of %j', async (typed, expected) => {
    expect(await taken(typed)).toEqual(expected);
  });

  test('find what they say they find', async () => {
    for (const search of await taken('bor')) expect((await anna.vault.list({ folder: 'all', search, from: 0, count: 5 })).total).toBe(0);
    expect((await boris.vault.list({ folder: 'inbox', search: (await boris.vault.searches.suggest('ann'))[0]!.search, from: 0, count: 5 })).total).toBe(1);
  });

  test('are none without a session', async () => {
    const second = await otherDevice(anna);
    await second.vault.lock('asked');
    expect(await second.vault.searches.suggest('bor')).toEqual([]);
  });
});
