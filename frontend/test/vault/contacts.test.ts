import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../model/contacts.js';
import { codeOf, draft, given, inbox, newVault, otherDevice, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

const blank: Card = { id: '', name: '', emails: [], phones: [], organisation: '', notes: '', groups: [], picture: null };

let world: World;
let south: FakeDomain;
let north: FakeDomain;
let anna: Person;
let boris: Person;

beforeAll(async () => {
  world = new World();
  [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
});

const names = async (of: Person): Promise<readonly string[]> => (await of.vault.contacts.book()).cards.map(({ name }) => name);
const fits = async (of: Person, text: string): Promise<readonly string[]> => (await of.vault.complete(text)).map(({ name, email }) => email || name);
const add = async (of: Person, card: Partial<Card>): Promise<string> => given(await of.vault.contacts.keep({ ...blank, ...card }, null));

describe('the address book', () => {
  test('reaches other devices, and the server learns neither names nor that it is not a pinned key', async () => {
    const clara = await person(south, 'clara');
    await add(clara, { name: 'Tomás Ferreira', emails: ['tomas@harbour.test'], groups: ['Studio'], notes: 'carries the kiln' });
    const second = await otherDevice(clara);
    expect((await second.vault.contacts.book()).cards).toMatchObject([{ name: 'Tomás Ferreira', groups: ['Studio'] }]);
    const items = [...clara.browser.session!.account.items.values()];
    expect(items.filter(({ kind }) => !['contact', 'peer', 'head'].includes(kind))).toEqual([]);
    for (const text of ['Ferreira', 'tomas', 'Studio', 'kiln', 'card/1']) expect(JSON.stringify(items)).not.toContain(text);
  });

  test('refuses a card that says nobody, and an address that is none', async () => {
    expect(codeOf(await anna.vault.contacts.keep({ ...blank, notes: 'who?' }, null))).toBe('bad-card');
    expect(codeOf(await anna.vault.contacts.keep({ ...blank, name: 'X', emails: ['not an address'] }, null))).toBe('bad-address');
  });

  test('gives back what was deleted', async () => {
    const id = await add(anna, { name: 'Owen', emails: ['owen@quay.test'] });
    const gone = given(await anna.vault.contacts.drop([id]));
    expect(await names(anna)).not.toContain('Owen');
    given(await anna.vault.contacts.restore(gone));
    expect(await names(await otherDevice(anna))).toContain('Owen');
  });

  test('is there after a reload, what was deleted and brought back too, and whoever asked too early hears of it', async () => {
    const ida = await person(south, 'ida');
    const id = await add(ida, { name: 'Back again', emails: ['back@again.test'] });
    given(await ida.vault.contacts.restore(given(await ida.vault.contacts.drop([id]))));
    given(await ida.vault.sync());
    const { vault, events } = await newVault(south, ida.browser, ida.device);
    expect(await vault.resume()).toMatchObject({ address: ida.address });
    events.length = 0;
    given(await vault.sync());
    expect((await vault.contacts.book()).cards.map(({ name }) => name)).toEqual(['Back again']);
    expect(events.some(({ kind }) => kind === 'mail')).toBe(true);
  });

  test('has one card of a person whom two devices add at once', async () => {
    const dora = await person(south, 'dora');
    const second = await otherDevice(dora);
    await Promise.all([add(dora, { name: 'Priya', emails: ['priya@clinic.test'] }), add(second, { name: 'Dr Raman', emails: ['priya@clinic.test'], phones: ['+1'] })]);
    given(await dora.vault.sync());
    const { cards } = await dora.vault.contacts.book();
    expect(cards.map(({ emails, phones }) => ({ emails, phones }))).toEqual([{ emails: ['priya@clinic.test'], phones: ['+1'] }]);
  });

  test('does not mix a person with another one whose old address they have', async () => {
    const eva = await person(south, 'eva');
    const id = await add(eva, { name: 'First', emails: ['desk@office.test'] });
    const [before] = (await eva.vault.contacts.book()).cards;
    given(await eva.vault.contacts.keep({ ...before!, emails: ['first@home.test'] }, before!));
    const other = await add(eva, { name: 'Second', emails: ['desk@office.test'] });
    expect(other).not.toBe(id);
    expect(await names(eva)).toEqual(['First', 'Second']);
  });

  test('is the same on two devices after whatever both did to it', async () => {
    const one = await person(south, 'frida');
    const two = await otherDevice(one);
    const step = fc.record({ on: fc.constantFrom(one, two), what: fc.constantFrom('add', 'rename', 'group', 'drop', 'sync'), who: fc.integer({ min: 0, max: 3 }), n: fc.integer({ min: 0, max: 99 }) });
    const does = async ({ on, what, who, n }: { on: Person; what: string; who: number; n: number }): Promise<void> => {
      const { vault } = on;
      const email = `p${who}@some.test`;
      const card = (await vault.contacts.book()).cards.find(({ emails }) => emails.includes(email));
      if (what === 'sync') given(await vault.sync());
      else if (what === 'add') await add(on, { name: `n${n}`, emails: [email] });
      else if (card === undefined) return;
      else if (what === 'drop') given(await vault.contacts.drop([card.id]));
      else given(await vault.contacts.keep(what === 'rename' ? { ...card, name: `n${n}` } : { ...card, groups: [...card.groups, `g${n}`] }, card));
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, atOnce) => {
      if (atOnce) await Promise.all(steps.map(does));
      else for (const next of steps) await does(next);
      given(await one.vault.sync());
      given(await two.vault.sync());
      const [a, b] = [await one.vault.contacts.book(), await two.vault.contacts.book()];
      expect(a).toEqual(b);
      const emails = a.cards.flatMap((card) => card.emails);
      expect(new Set(emails).size).toBe(emails.length);
      given(await one.vault.contacts.drop(a.cards.map(({ id }) => id)));
      given(await two.vault.sync());
    }), { numRuns: 25 });
  });
});

describe('a file of vCards', () => {
  test('is taken in once, however often it is read, also by two devices at once', async () => {
    const gina = await person(south, 'gina');
    const second = await otherDevice(gina);
    const text = Array.from({ length: 120 }, (_, n) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Person ${n}\r\nEMAIL:p${n}@many.test\r\nEND:VCARD\r\n`).join('');
    const file = new Blob([`${text}BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Again\r\nEMAIL:p7@many.test\r\nTEL:+7\r\nEND:VCARD\r\n`]);
    await Promise.all([gina.vault.contacts.read(file), second.vault.contacts.read(file)]);
    given(await gina.vault.sync());
    expect(given(await gina.vault.contacts.read(file))).toEqual({ made: 0, grown: 0, skipped: 121 });
    const { cards } = await gina.vault.contacts.book();
    expect(cards.length).toBe(120);
    expect(cards.find(({ emails }) => emails.includes('p7@many.test'))).toMatchObject({ name: 'Person 7', phones: ['+7'] });
    expect(await (given(await gina.vault.contacts.write([cards[0]!.id], '4.0'))).text()).toContain('FN:Person 0\r\n');
  });

  test('with no card in it is said to have none', async () => {
    expect(codeOf(await anna.vault.contacts.read(new Blob(['%PDF'])))).toBe('no-cards');
  });
});

describe('completion', () => {
  test('finds by every word of name and address, folded, and ranks by how often and how lately', async () => {
    const hugo = await person(south, 'hugo');
    const [lena, leon] = [await person(north, 'lena'), await person(north, 'leon')];
    await send(hugo, draft([leon.address], 'one', 'text'));
    await send(hugo, draft([leon.address], 'two', 'text'));
    world.now += 300 * 86_400_000;
    await send(hugo, draft([lena.address], 'three', 'text'));
    expect(await fits(hugo, 'le')).toEqual([lena.address, leon.address]);
    await add(hugo, { name: 'Élodie Durand-Lemaître', emails: ['ed@paris.test', 'home@elodie.test'] });
    expect(await fits(hugo, 'elo')).toEqual(['ed@paris.test', 'home@elodie.test']);
    expect(await fits(hugo, 'lemai')).toEqual(['ed@paris.test', 'home@elodie.test']);
    expect(await fits(hugo, 'du paris')).toEqual(['ed@paris.test']);
    expect(await fits(hugo, 'north')).toEqual([lena.address, leon.address]);
    expect(await fits(hugo, 'hugo')).toEqual([]);
    expect(await fits(hugo, ' ')).toEqual([]);
  });

  test('offers groups with all who are in them', async () => {
    await add(anna, { name: 'Uno', emails: ['uno@g.test', 'second@g.test'], groups: ['Quartet'] });
    await add(anna, { name: 'Due', emails: ['due@g.test'], groups: ['Quartet'] });
    await add(anna, { name: 'No address', groups: ['Quartet'] });
    const [group] = await anna.vault.complete('quar');
    expect(group).toMatchObject({ name: 'Quartet', email: '' });
    expect(group!.members!.map(({ email }) => email).sort()).toEqual(['due@g.test', 'uno@g.test']);
  });

  test('asks nobody, and forgets people without a card when they are not to be learned', async () => {
    await send(boris, draft([anna.address], 'hello', 'text'));
    await inbox(anna);
    await send(anna, draft([boris.address], 'hello', 'text'));
    const before = anna.browser.calls.length;
    expect(await fits(anna, 'bor')).toEqual([boris.address]);
    expect(anna.browser.calls.length).toBe(before);
    expect((await anna.vault.contacts.book()).others.map(({ email }) => email)).toContain(boris.address);
    given(await anna.vault.contacts.learn(false));
    expect(await fits(anna, 'bor')).toEqual([]);
    expect(await anna.vault.contacts.book()).toMatchObject({ others: [], learns: false });
    expect((await (await otherDevice(anna)).vault.contacts.book()).learns).toBe(false);
  });
});
