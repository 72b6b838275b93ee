import { beforeEach, describe, expect, test } from 'vitest';
import type { VaultEvent } from '../../model/vault.js';
import type { LocalVault } from '../../vault/vault.js';
import { concat } from '../../vault/bytes.js';
import { asText, Filler } from './filled.js';
import { codeOf, draft, given, MemoryDevice, newVault, nothing, PASSPHRASE, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

const walter = { name: 'Walter Häberli', email: 'walter@south.test' };
const yuki = { name: '田中 雪', email: 'yuki@south.test' };
const LONG = 'Nothing of interest stands here. '.repeat(60);

let south: FakeDomain;
let anna: Person;

beforeEach(async () => {
  south = await new World().domain('south.test');
  anna = await person(south, 'anna');
  const me = { name: null, email: anna.address };
  const filler = await Filler.of(south, anna.address);
  const inbox = (seen: boolean, flagged = false) => ({ seen, flagged, folder: 'inbox' as const });
  await filler.add({ from: walter, to: [me], subject: 'The kiln', text: `${LONG} The Xylophon stands in Łódź, with three months’ notice.`, at: '2026-01-05T08:00:00Z', flags: inbox(true, true) });
  await filler.add({ from: walter, to: [me], subject: 'Lease, final draft', text: `${LONG} months three, the other way round.`, at: '2026-03-05T08:00:00Z', files: ['Lease-signed.pdf'], flags: inbox(true) });
  await filler.add({ from: yuki, to: [me], subject: '会議', text: `${LONG} 明日の会議は東京で行います。`, at: '2026-06-05T08:00:00Z' });
  await filler.add({ from: { name: null, email: anna.address }, to: [yuki], own: true, subject: 'Re: 会議', text: 'I come by train.', at: '2026-06-06T08:00:00Z' });
  await filler.add({ from: walter, to: [me], subject: 'Thrown away', text: 'The xylophone again.', at: '2026-07-05T08:00:00Z', flags: { seen: true, flagged: false, folder: 'trash' } });
  await filler.close();
});

/** Signs in and waits until every mail is indexed. */
async function signIn(device = new MemoryDevice(), browser = south.browser()) {
  const made = await newVault(south, browser, device);
  const indexed = whenIndexed(made.vault);
  given(await made.vault.signIn(anna.address, PASSPHRASE, nothing));
  given(await made.vault.sync());
  return { ...made, indexed };
}

const whenIndexed = (vault: LocalVault): Promise<VaultEvent> =>
  new Promise((resolve) => void vault.subscribe((event) => {
    if (event.kind === 'index' && event.since === null) resolve(event);
  }));

const search = (vault: LocalVault, text: string, folder: 'inbox' | 'trash' = 'inbox') => vault.list({ folder, search: text, from: 0, count: 50 });
const found = async (vault: LocalVault, text: string, folder: 'inbox' | 'trash' = 'inbox') => (await search(vault, text, folder)).rows.map(({ subject }) => subject);

describe('a search', () => {
  test('finds what is asked for, everywhere but in spam and trash', async () => {
    const { vault, indexed } = await signIn();
    await indexed;
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['xylophon', ['The kiln']], ['XYLO', ['The kiln']], ['lodz', ['The kiln']], ['haberli', ['Lease, final draft', 'The kiln']], ['interest', ['会議', 'Lease, final draft', 'The kiln']],
      ['東京', ['会議']], ['会議', ['Re: 会議', '会議']], ['signed', ['Lease, final draft']], ['filename:pdf', ['Lease, final draft']], ['has:attachment', ['Lease, final draft']],
      ['"three months"', ['The kiln']], ['three months', ['Lease, final draft', 'The kiln']], ['from:walter kiln', ['The kiln']], ['from:walter -kiln', ['Lease, final draft']], ['-interest', ['Re: 会議']],
      ['from:me', ['Re: 会議']], ['to:me kiln', ['The kiln']], ['to:yuki', ['Re: 会議']], ['subject:lease', ['Lease, final draft']], ['subject:"final draft"', ['Lease, final draft']], ['subject:"draft final"', []],
      ['is:starred', ['The kiln']], ['is:unread', ['会議']], ['is:sent', ['Re: 会議']], ['before:2026-02', ['The kiln']], ['after:2026-06-06', ['Re: 会議']], ['larger:30kb', ['Lease, final draft']],
      ['in:trash', ['Thrown away']], ['in:anywhere xylo', ['Thrown away', 'The kiln']], ['in:sent', ['Re: 会議']], ['nowhere', []], ['   ', ['会議', 'Lease, final draft', 'The kiln']], ['from:', ['Re: 会議', '会議', 'Lease, final draft', 'The kiln']],
    ];
    for (const [text, subjects] of cases) expect([text, await found(vault, text)]).toEqual([text, subjects]);
    expect(await found(vault, 'xylo', 'trash')).toEqual(['Thrown away']);
    expect((await search(vault, 'kiln')).found).toMatchObject({ indexed: 5, total: 5, since: null, partly: false });
  });

  test('knows labels and folders by their names', async () => {
    const { vault, indexed } = await signIn();
    await indexed;
    const [row] = (await search(vault, 'kiln')).rows;
    const label = given(await vault.keepLabel({ id: null, name: 'Höfe', colour: 1 }));
    const folder = given(await vault.keepFolder({ id: null, name: 'Studio am Hafen', parent: null }));
    given(await vault.label([row!.id], label, true));
    given(await vault.move([row!.id], folder));
    expect(await found(vault, 'label:hofe')).toEqual(['The kiln']);
    expect(await found(vault, '-label:hofe from:walter')).toEqual(['Lease, final draft']);
    expect(await found(vault, 'in:studio')).toEqual(['The kiln']);
    expect(await found(vault, 'in:inbox from:walter')).toEqual(['Lease, final draft']);
  });

  test('shows where the words stand', async () => {
    const { vault, indexed } = await signIn();
    await indexed;
    const [row] = (await search(vault, 'haberli xylo')).rows;
    expect(row!.marks!.people).toEqual([[{ text: 'Walter ', hit: false }, { text: 'Häberli', hit: true }]]);
    const piece = (await vault.excerpts('haberli xylo', [row!.id])).get(row!.id)!;
    expect(piece.filter(({ hit }) => hit)).toEqual([{ text: 'Xylo', hit: true }]);
    expect((await search(vault, 'signed')).rows[0]!.marks!.files).toEqual([[{ text: 'Lease-', hit: false }, { text: 'signed', hit: true }, { text: '.pdf', hit: false }]]);
  });

  test('finds what came, and not what was deleted', async () => {
    const { vault, indexed, browser, ...rest } = await signIn();
    await indexed;
    const again = whenIndexed(vault);
    await send({ ...rest, vault, browser, address: anna.address, words: [] }, draft([anna.address], 'To myself', 'About zebras.'));
    given(await vault.sync());
    await again;
    expect(await found(vault, 'zebra')).toEqual(['To myself']);
    const ids = (await search(vault, 'kiln')).rows.flatMap(({ mails }) => mails);
    given(await vault.move(ids, 'trash'));
    expect(await found(vault, 'kiln')).toEqual([]);
    given(await vault.remove(ids));
    expect(await found(vault, 'in:anywhere kiln')).toEqual([]);
  });

  test('says what it does not know yet, and searches the rest by what stands around it', async () => {
    const browser = south.browser();
    const [range, together] = [browser.range.bind(browser), browser.together.bind(browser)];
    browser.range = browser.together = async () => ({ status: 0, body: null, retryAfter: null });
    const { vault } = await signIn(new MemoryDevice(), browser);
    expect((await search(vault, 'kiln')).found).toMatchObject({ indexed: 0, total: 5, since: '2026-07-05T08:00:00Z' });
    expect(await found(vault, 'kiln')).toEqual(['The kiln']);
    expect(await found(vault, 'kil -walter')).toEqual([]);
    expect(await found(vault, 'xylophon')).toEqual([]);
    expect(await found(vault, '"final draft"')).toEqual(['Lease, final draft']);
    expect((await search(vault, '"three months"')).found!.partly).toBe(false);
    expect((await search(vault, '"nothing here"')).found!.partly).toBe(true);
    browser.range = range;
    browser.together = together;
    const indexed = whenIndexed(vault);
    given(await vault.sync());
    await indexed;
    expect(await found(vault, 'xylophon')).toEqual(['The kiln']);
  });
});

describe('bodies that come together', () => {
  test.each([
    ['exchanged', (octets: Uint8Array<ArrayBuffer>[]) => [octets[1]!, octets[0]!, ...octets.slice(2)]],
    ['changed', ([first, ...rest]: Uint8Array<ArrayBuffer>[]) => [first!.map((octet, i) => (i === 60 ? octet ^ 1 : octet)), ...rest]],
    ['cut off', (octets: Uint8Array<ArrayBuffer>[]) => octets.slice(0, 2)],
    ['longer than they were', (octets: Uint8Array<ArrayBuffer>[]) => octets.map((one) => concat(one, one))],
    ['missing', (octets: Uint8Array<ArrayBuffer>[]) => octets.map(() => new Uint8Array(0))],
  ])('are not believed where they are %s', async (_, bend) => {
    const browser = south.browser();
    const together = browser.together.bind(browser);
    browser.together = async (names) => {
      const view = Buffer.from((await together(names)) as ArrayBuffer);
      const octets: Uint8Array<ArrayBuffer>[] = [];
      for (let at = 0; at < view.length; at += 4 + octets.at(-1)!.length) octets.push(new Uint8Array(view.subarray(at + 4, at + 4 + view.readUInt32BE(at))));
      return concat(...bend(octets).flatMap((one) => [new Uint8Array([0, 0, one.length >> 8, one.length & 255]), one])).buffer;
    };
    const { vault, indexed } = await signIn(new MemoryDevice(), browser);
    await indexed;
    for (const [word, subject] of [['xylophon', 'The kiln'], ['round', 'Lease, final draft'], ['東京', '会議'], ['train', 'Re: 会議']] as const) expect([word, await found(vault, word)]).toEqual([word, [subject]]);
  });
});

describe('the index on the device', () => {
  test('is there again after signing in, without a word to the server, and bodies open without a network', async () => {
    const first = await signIn();
    await first.indexed;
    await first.vault.lock('asked');
    const { vault, browser } = await signIn(first.device);
    expect(await found(vault, 'xylophon')).toEqual(['The kiln']);
    expect(await found(vault, '"three months"')).toEqual(['The kiln']);
    expect(browser.calls.filter((call) => /^(?:RANGE|TOGETHER)/.test(call))).toEqual([]);
    browser.offline = true;
    const { id } = (await search(vault, 'xylophon')).rows[0]!;
    expect(given(await vault.body(id)).text).toContain('Xylophon');
    expect(codeOf(await vault.sync())).toBe('offline');
    expect(await found(vault, 'xylophon')).toEqual(['The kiln']);
  });

  test('holds no word that can be read, and goes with signing out', async () => {
    const { vault, indexed, device } = await signIn();
    await indexed;
    await vault.lock('asked');
    const kept = [...device.shelf.kept.values()].map(asText).join('');
    expect(device.shelf.kept.size).toBeGreaterThan(2);
    for (const word of ['Xylophon', 'xylophon', 'walter', 'Lease', 'kiln', '東京', 'notice']) expect(kept).not.toContain(word);
    const again = await signIn(device);
    await again.vault.signOut();
    expect(device.shelf.kept.size).toBe(0);
  });

  test('is made anew where a part of it was changed', async () => {
    const first = await signIn();
    await first.indexed;
    await first.vault.lock('asked');
    for (const [name, octets] of first.device.shelf.kept) if (name.startsWith('pack')) octets[30]! ^= 1;
    const { vault, indexed, browser } = await signIn(first.device);
    await indexed;
    expect(await found(vault, 'xylophon')).toEqual(['The kiln']);
    expect(browser.calls.some((call) => call.startsWith('TOGETHER'))).toBe(true);
  });
});
