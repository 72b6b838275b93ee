import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf, draft, given, inbox, newVault, newest, nothing, otherDevice, PASSPHRASE, type Person, person, send } from './people.js';
import { type FakeDomain, World } from './world.js';

let world: World;
let south: FakeDomain;
let north: FakeDomain;
let anna: Person;
let boris: Person;

beforeAll(async () => {
  world = new World();
  [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'Anna'), person(north, 'boris')]);
});

describe('a mail', () => {
  test('reaches the other domain, is first contact, then sealed, and reads as it was written', async () => {
    const sent = await send(anna, draft(['boris@north.test'], 'Grüße — hello', 'Dear Boris,\n\nhow are you?\n'));
    const mail = await newest(boris);
    expect(mail.from.email).toBe('anna@south.test');
    expect(mail.subject).toBe('Grüße — hello');
    expect(mail.verdict).toEqual({ name: 'first-contact' });
    expect(given(await boris.vault.body(mail.id)).text).toBe('Dear Boris,\n\nhow are you?\n');
    given(await anna.vault.sync());
    const own = given(await anna.vault.conversation(sent))[0]!;
    expect(own.own).toBe(true);
    expect(own.deliveries).toMatchObject([{ address: 'boris@north.test', state: 'delivered' }]);
    expect(given(await anna.vault.body(sent)).text).toContain('how are you?');
    await send(anna, draft(['boris@north.test'], 'Again', 'Second mail'));
    expect((await newest(boris)).verdict).toEqual({ name: 'sealed' });
  });

  test('is answered in the same conversation', async () => {
    const first = await send(anna, draft(['boris@north.test'], 'Dinner', 'Tonight?'));
    const received = await newest(boris);
    await send(boris, draft(['anna@south.test'], 'Re: Dinner', 'Yes.', { inReplyTo: [received.messageId], references: [received.messageId] }));
    given(await anna.vault.sync());
    const both = given(await anna.vault.conversation(first));
    expect(both.map(({ subject }) => subject)).toEqual(['Dinner', 'Re: Dinner']);
  });
});

describe('an account', () => {
  test('opens with its passphrase on another device and shows the same mail', async () => {
    const second = await otherDevice(boris);
    expect((await inbox(second)).map(({ id }) => id)).toEqual((await inbox(boris)).map(({ id }) => id));
    expect(second.events.filter(({ kind }) => kind === 'warning')).toEqual([]);
  });

  test('does not open with another passphrase', async () => {
    const { vault } = await newVault(north);
    expect(codeOf(await vault.signIn('boris@north.test', `${PASSPHRASE} x`, nothing))).toBe('wrong-credentials');
    expect(codeOf(await vault.signIn('nobody@north.test', PASSPHRASE, nothing))).toBe('wrong-credentials');
  });

  test('resumes after a reload, and not after lock', async () => {
    const again = await newVault(south, anna.browser, anna.device);
    expect(await again.vault.resume()).toMatchObject({ kind: 'session', address: 'anna@south.test' });
    await again.vault.lock('asked');
    expect(anna.device.resume).toBeNull();
    const third = await newVault(south, anna.browser, anna.device);
    expect(await third.vault.resume()).toBeNull();
    expect(codeOf(await again.vault.sync())).toBe('signed-out');
    expect((await again.vault.list({ folder: 'inbox', search: '', from: 0, count: 10 })).total).toBe(0);
  });
});
