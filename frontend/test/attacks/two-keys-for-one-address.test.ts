import { expect, test } from 'vitest';
import { scene } from './scene.js';

const { toAnna, verdict, forger } = await scene();

test('a mail is broken if the domain bound two keys to one address and sequence', async () => {
  const mallory = await forger();
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('first-contact');
  await mallory.changeKey(1);
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('lying-domain');
});
