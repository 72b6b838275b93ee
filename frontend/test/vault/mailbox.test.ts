import { beforeEach, describe, expect, test } from 'vitest';
import { base64url, random } from '../../vault/bytes.js';
import { toJson } from '../../vault/json.js';
import { Forger, target } from './forger.js';
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

const warnings = (of: Person) => of.events.filter(({ kind }) => kind === 'warning');
const list = (of: Person, folder: 'inbox' | 'sent' | 'drafts' | 'trash', search = '') => of.vault.list({ folder, search, from: 0, count: 100 });

describe('two devices', () => {
  test('that open the same arrivals at once make each mail once', async () => {
    const second = await otherDevice(boris);
    for (let i = 0; i < 5; i++) await send(anna, draft([boris.address], `mail ${i}`, 'text'));
    await Promise.all([boris.vault.sync(), second.vault.sync()].map(async (sync) => given(await sync)));
    const told = [boris, second].map(({ events }) => new Set(events.flatMap((event) => (event.kind === 'mail' ? event.ids : []))));
    const [first, other] = [await inbox(boris), await inbox(second)];
    expect(first.length).toBe(5);
    expect(other.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    // Also the device that came second, and met the mails only because its batch was refused.
    for (const ids of told) expect(first.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(first.map(({ verdict }) => verdict.name).sort()).toEqual(['first-contact', 'sealed', 'sealed', 'sealed', 'sealed']);
    expect([...warnings(boris), ...warnings(second)]).toEqual([]);
  });

  test('that change different things at once lose neither change', async () => {
    const second = await otherDevice(boris);
    await send(anna, draft([boris.address], 'one', 'text'));
    await send(anna, draft([boris.address], 'two', 'text'));
    const [two, one] = (await inbox(boris)).map(({ id }) => id) as [string, string];
    await inbox(second);
    const [a, b, c] = await Promise.all([
      boris.vault.mark([one], { seen: true }),
      second.vault.mark([two], { flagged: true }),
      second.vault.saveDraft(draft([anna.address], 'draft', 'text')),
    ]);
    for (const result of [a, b, c]) expect(codeOf(result)).toBeNull();
    for (const device of [boris, second]) {
      const rows = await inbox(device);
      expect(rows.map(({ seen, flagged }) => [seen, flagged])).toEqual([
        [false, true],
        [true, false],
      ]);
      expect((await list(device, 'drafts')).total).toBe(1);
    }
    expect([...warnings(boris), ...warnings(second)]).toEqual([]);
  });

  test('that change the same flag at once agree on the later one', async () => {
    const second = await otherDevice(boris);
    await send(anna, draft([boris.address], 'one', 'text'));
    const { id } = (await inbox(boris))[0]!;
    await inbox(second);
    await Promise.all([boris.vault.move([id], 'trash'), second.vault.mark([id], { seen: true })]);
    const [mine, theirs] = [await list(boris, 'trash'), (await second.vault.sync(), await list(second, 'trash'))];
    given(await boris.vault.sync());
    expect((await list(boris, 'trash')).rows.map(({ seen }) => seen)).toEqual([true]);
    expect(theirs.rows.length).toBe(1);
    expect(mine.rows.length).toBe(1);
  });
});

describe('a server that lost or rolled back mail', () => {
  test('is noticed when an item is gone', async () => {
    await send(anna, draft([boris.address], 'one', 'text'));
    await inbox(boris);
    const account = boris.browser.session!.account;
    const mail = [...account.items.values()].find(({ kind }) => kind === 'mail')!;
    account.items.delete(mail.id);
    const again = await otherDevice(boris);
    expect(warnings(again)).toEqual([{ kind: 'warning', code: 'rolled-back' }]);
  });

  test('is noticed when an item is an older one', async () => {
    await send(anna, draft([boris.address], 'one', 'text'));
    const { id } = (await inbox(boris))[0]!;
    given(await boris.vault.mark([id], { seen: true }));
    const account = boris.browser.session!.account;
    const flags = [...account.items.values()].find(({ kind }) => kind === 'flags')!;
    const old = { ...flags };
    given(await boris.vault.mark([id], { flagged: true }));
    account.items.set(old.id, { ...old, change: ++account.change });
    const again = await otherDevice(boris);
    expect(warnings(again)).toEqual([{ kind: 'warning', code: 'rolled-back' }]);
  });

  test('is noticed by a device that remembers a higher change number', async () => {
    await send(anna, draft([boris.address], 'one', 'text'));
    const account = boris.browser.session!.account;
    const [items, change] = [new Map(account.items), account.change];
    await inbox(boris);
    account.items = items;
    account.change = change;
    const again = await newVault(north, north.browser(), boris.device);
    given(await again.vault.signIn(boris.address, PASSPHRASE, nothing));
    given(await again.vault.sync());
    expect(again.events).toContainEqual({ kind: 'warning', code: 'rolled-back' });
  });

  test('is noticed also when it numbers its changes anew', async () => {
    await send(anna, draft([boris.address], 'one', 'text'));
    given(await boris.vault.sync());
    const account = boris.browser.session!.account;
    const items = new Map([...account.items].map(([id, item]) => [id, { ...item }]));
    await send(boris, draft([anna.address], 'two', 'text'));
    account.items = new Map([...items].map(([id, item]) => [id, { ...item, change: item.change + 1000 }]));
    account.change += 1000;
    const again = await newVault(north, north.browser(), boris.device);
    given(await again.vault.signIn(boris.address, PASSPHRASE, nothing));
    given(await again.vault.sync());
    expect(again.events).toContainEqual({ kind: 'warning', code: 'rolled-back' });
  });

  test('that answers with nonsense does not bring the vault down', async () => {
    boris.browser.answering = (path, answer) => (path.startsWith('/api/mailbox/changes') ? { ...answer, body: { items: [{ id: 7 }], change: 1, more: false } } : answer);
    expect(codeOf(await boris.vault.sync())).toBe('malformed');
    boris.browser.answering = (path, answer) => (path.startsWith('/api/mailbox/changes') ? { ...answer, body: { items: [], change: 1, more: true } } : answer);
    expect(codeOf(await boris.vault.sync())).toBe('malformed');
    boris.browser.answering = (_, answer) => answer;
    south.write(anna.browser.session!.account, base64url(random(16)), 'arrival', base64url(toJson({ type: 'darkmail/arrival/1', routing: 1 })), []);
    south.write(anna.browser.session!.account, base64url(random(16)), 'status', base64url(toJson({ hello: 'world' })), []);
    expect(codeOf(await anna.vault.sync())).toBeNull();
  });
});

describe('mails', () => {
  test('are marked, moved, found, deleted, and told of', async () => {
    await send(anna, draft([boris.address], 'Überraschung', 'Bitte nicht weitersagen'));
    await send(anna, draft([boris.address], 'Rechnung', 'im Anhang'));
    const rows = await inbox(boris);
    expect(await boris.vault.unread()).toEqual({ inbox: 2, drafts: 0 });
    expect((await list(boris, 'inbox', 'UBERRASCHUNG anna')).rows.map(({ subject }) => subject)).toEqual(['Überraschung']);
    expect((await list(boris, 'inbox', 'weitersagen')).total).toBe(1);
    expect((await list(boris, 'inbox', 'nothing like it')).total).toBe(0);
    given(await boris.vault.mark([rows[0]!.id], { seen: true, flagged: true }));
    expect((await list(boris, 'inbox')).rows[0]).toMatchObject({ seen: true, flagged: true });
    expect((await boris.vault.unread()).inbox).toBe(1);
    given(await boris.vault.move([rows[0]!.id], 'trash'));
    expect((await list(boris, 'inbox')).total).toBe(1);
    given(await boris.vault.move([rows[0]!.id], 'inbox'));
    expect((await list(boris, 'inbox')).total).toBe(2);
    given(await boris.vault.remove([rows[0]!.id]));
    expect(await boris.vault.body(rows[0]!.id)).not.toMatchObject({ kind: 'refused' });
    given(await boris.vault.move([rows[0]!.id], 'trash'));
    given(await boris.vault.move([rows[0]!.id], 'trash'));
    given(await boris.vault.remove([rows[0]!.id]));
    expect((await list(boris, 'trash')).total).toBe(0);
    expect(codeOf(await boris.vault.conversation(rows[0]!.id))).toBe('not-found');
    const again = await otherDevice(boris);
    expect((await list(again, 'inbox')).total).toBe(1);
    expect(warnings(again)).toEqual([]);
    expect(boris.events.some((event) => event.kind === 'mail' && event.ids.includes(rows[0]!.id))).toBe(true);
  });

  test('that wait as drafts keep their text on every device and their files in this tab', async () => {
    const files = [{ name: 'a.txt', type: 'text/plain', size: 3, file: new Blob(['abc']), from: null, stored: null }];
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'later', 'not yet', { files })));
    expect(given(await anna.vault.saveDraft({ ...draft([boris.address], 'later', 'now', { files }), id }))).toBe(id);
    expect(given(await anna.vault.draft(id))).toMatchObject({ text: 'now', files: [{ name: 'a.txt', file: files[0]!.file }] });
    const second = await otherDevice(anna);
    expect(given(await second.vault.draft(id))).toMatchObject({ text: 'now', files: [{ name: 'a.txt', file: null }] });
    expect((await list(second, 'drafts')).rows[0]).toMatchObject({ draft: true, subject: 'later', hasAttachment: true });
    given(await second.vault.discardDraft(id));
    given(await anna.vault.sync());
    expect(codeOf(await anna.vault.draft(id))).toBe('not-found');
  });

  test('make their people known to the composer', async () => {
    await send(anna, draft([boris.address], 'one', 'text'));
    expect(await anna.vault.complete('BO')).toEqual([{ name: '', email: boris.address, picture: null }]);
    expect(await anna.vault.complete('x')).toEqual([]);
  });

  test('by the thousand are opened together, each once', async () => {
    const mallory = await Forger.at(north, 'mallory');
    const toAnna = await target(south, anna.address);
    for (let i = 0; i < 120; i++) await mallory.mail(toAnna, { subject: `mail ${i}` });
    given(await anna.vault.sync());
    expect((await list(anna, 'inbox')).total).toBe(120);
    const batches = anna.browser.calls.filter((call) => call === 'POST /api/mailbox/batch').length;
    expect(batches).toBeLessThan(10);
  });
});

describe('a row', () => {
  test('stays that of the conversation when a newer mail joins it', async () => {
    await send(anna, draft([boris.address], 'one', 'text'));
    const [before] = await inbox(boris);
    const { messageId } = await newest(boris);
    await send(anna, draft([boris.address], 'Re: one', 'more', { inReplyTo: [messageId], references: [messageId] }));
    const [after] = await inbox(boris);
    expect(after!.id).not.toBe(before!.id);
    expect(after!.mails).toEqual([before!.id, after!.id]);
  });
});

describe('a draft', () => {
  const large = 'Zwölf Boxkämpfer jagen Viktor. '.repeat(70_000);

  test('of 2 MB of text with pictures in it is kept, on every device, and sent', async () => {
    const picture = `data:image/png;base64,${'A'.repeat(3_000_000)}`;
    const html = `<p>${large}</p><img src="${picture}">`;
    const written = draft([anna.address], 'long', large, { html });
    const id = given(await boris.vault.saveDraft(written));
    const [row] = (await list(boris, 'drafts')).rows;
    expect(row!.preview.length).toBeLessThanOrEqual(256);
    const second = await otherDevice(boris);
    expect(given(await second.vault.draft(id))).toMatchObject({ subject: 'long', text: large, html });
    await send(second, { ...given(await second.vault.draft(id)), id });
    const mail = await newest(anna);
    expect(given(await anna.vault.body(mail.id))).toEqual({ text: large, html: html.replace(picture, `cid:${mail.attachments[0]!.cid!}`) });
    expect((await list(second, 'drafts')).total).toBe(0);
  });

  test('of which only the subject changed does not upload its text again', async () => {
    const id = given(await boris.vault.saveDraft(draft([], 'one', large)));
    const uploads = () => boris.browser.calls.filter((call) => call === 'POST /api/blobs').length;
    const before = uploads();
    given(await boris.vault.saveDraft({ ...draft([], 'two', large), id }));
    expect(uploads()).toBe(before);
    given(await boris.vault.saveDraft({ ...draft([], 'two', `${large} more`), id }));
    expect(uploads()).toBe(before + 1);
    expect(given(await boris.vault.draft(id))).toMatchObject({ subject: 'two', text: `${large} more` });
  });

  test('that grew short again holds its text itself', async () => {
    const id = given(await boris.vault.saveDraft(draft([], 'one', large)));
    given(await boris.vault.saveDraft({ ...draft([], 'one', 'short'), id }));
    expect(given(await (await otherDevice(boris)).vault.draft(id))).toMatchObject({ text: 'short', html: null });
  });

  test('longer than a mail may be is refused', async () => {
    expect(codeOf(await boris.vault.saveDraft(draft([], 'x', 'x'.repeat(8 * 1024 * 1024 + 1))))).toBe('too-large');
  });
});

describe('a domain', () => {
  test('that rotated its key and says so is followed', async () => {
    await send(anna, draft([boris.address], 'before', 'text'));
    await north.rotate();
    world.now += 25 * 3_600_000;
    await send(anna, draft([boris.address], 'after', 'text'));
    const borisAgain = await otherDevice(boris);
    expect(await newest(borisAgain)).toMatchObject({ subject: 'after', verdict: { name: 'sealed' } });
    await send(borisAgain, draft([anna.address], 'answer', 'text'));
    expect((await newest(anna)).verdict.name).toBe('sealed');
  });

  test('that rotates its key is followed within the minute by those who have mail of it or at it', async () => {
    await send(anna, draft([boris.address], 'before', 'text'));
    await newest(boris);
    await Promise.all([north.rotate(), south.rotate()]);
    world.now += 120_000;
    const annaAgain = await otherDevice(anna);
    await send(annaAgain, draft([boris.address], 'after', 'text'));
    expect(await newest(boris)).toMatchObject({ subject: 'after', verdict: { name: 'sealed' } });
  });

  test('that has another key without the old one’s word is not sent to, nor believed', async () => {
    await send(anna, draft([boris.address], 'before', 'text'));
    await north.rotate(false);
    world.now += 25 * 3_600_000;
    expect(await anna.vault.lookUp(boris.address)).toMatchObject({ state: 'domain-key-changed' });
    expect(codeOf(await anna.vault.send(draft([boris.address], 'after', 'text'), nothing))).toBe('domain-key-changed');
    const mallory = await Forger.at(north, 'mallory');
    await mallory.mail(await target(south, anna.address));
    world.now += 60_000;
    expect((await newest(anna)).verdict).toEqual({ name: 'broken', reason: 'bad-binding' });
  });

  test('that shows another key of one’s own domain is told to the user', async () => {
    const before = await south.document();
    await south.rotate(false);
    const { address } = anna;
    expect(before['certificate']).not.toBe((await south.document())['certificate']);
    const again = await newVault(south, south.browser(), anna.device);
    given(await again.vault.signIn(address, PASSPHRASE, nothing));
    given(await again.vault.sync());
    expect(again.events).toContainEqual({ kind: 'warning', code: 'domain-key-changed' });
    expect(codeOf(await again.vault.send(draft([boris.address], 'x', 'x'), nothing))).toBe('domain-key-changed');
  });

  test('that answers another question than the one asked is not believed', async () => {
    const answer = north.answer.bind(north);
    let stale: Uint8Array<ArrayBuffer> | null = null;
    north.answer = async (query) => (stale ??= await answer(query));
    await anna.vault.lookUp('nobody@north.test');
    expect(await anna.vault.lookUp(boris.address)).toMatchObject({ state: 'domain-away' });
    north.answer = async () => random(4188);
    expect(await anna.vault.lookUp('somebody@north.test')).toMatchObject({ state: 'domain-away' });
  });
});

test('an arrival that the server does not let go does not hold up the others', async () => {
  const mallory = await Forger.at(north, 'mallory');
  const toAnna = await target(south, anna.address);
  for (let i = 0; i < 5; i++) await mallory.mail(toAnna, { subject: `mail ${i}` });
  const stuck = [...toAnna.account.items.values()].filter(({ kind }) => kind === 'arrival')[2]!;
  const call = anna.browser.call.bind(anna.browser);
  anna.browser.call = async (method, path, body) => {
    const stops = path === '/api/mailbox/batch' && JSON.stringify(body).includes(stuck.id);
    return stops ? { status: 413, body: { code: 'too-large' }, retryAfter: null } : call(method, path, body);
  };
  expect((await inbox(anna)).length).toBe(4);
  anna.browser.call = call;
  expect((await inbox(anna)).length).toBe(5);
});

test('flags of many mails at once go in batches that the server takes', async () => {
  const mallory = await Forger.at(north, 'mallory');
  const toAnna = await target(south, anna.address);
  for (let i = 0; i < 210; i++) await mallory.mail(toAnna);
  given(await anna.vault.sync());
  const ids = (await anna.vault.list({ folder: 'inbox', search: '', from: 0, count: 500 })).rows.map(({ id }) => id);
  given(await anna.vault.mark(ids, { seen: true }));
  expect((await anna.vault.unread()).inbox).toBe(0);
  given(await anna.vault.move(ids, 'trash'));
  given(await anna.vault.remove(ids));
  expect((await list(anna, 'trash')).total).toBe(0);
  expect(warnings(await otherDevice(anna))).toEqual([]);
});
