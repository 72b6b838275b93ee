import { expect, test } from 'vitest';
import { base64url, random } from '../../vault/bytes.js';
import { given, inbox } from '../vault/people.js';
import { scene } from './scene.js';

const { south, anna, toAnna, forger, verdict } = await scene();

test('a mailbox item that the server made up is not shown, and told', async () => {
  south.write(toAnna.account, base64url(random(16)), 'mail', base64url(random(300)), []);
  const before = (await inbox(anna)).length;
  expect((await inbox(anna)).length).toBe(before);
  expect(anna.events).toContainEqual({ kind: 'warning', code: 'foreign-item' });
});

test('a mailbox item moved to another id or kind does not open', async () => {
  await (await forger()).mail(toAnna);
  expect(await verdict()).toBe('first-contact');
  const item = [...toAnna.account.items.values()].find(({ kind, deleted }) => kind === 'contact' && !deleted)!;
  const total = (await anna.vault.complete('mallory')).length;
  anna.events.length = 0;
  south.write(toAnna.account, base64url(random(16)), 'contact', item.ciphertext, []);
  given(await anna.vault.sync());
  expect(anna.events).toContainEqual({ kind: 'warning', code: 'foreign-item' });
  expect((await anna.vault.complete('mallory')).length).toBe(total);
});
