import { expect, test } from 'vitest';
import { codeOf, given } from '../vault/people.js';
import { scene } from './scene.js';

const { anna, toAnna, verdict, forger } = await scene();

test('a mail is shown with a warning if the key of its author is another than the pinned one', async () => {
  const mallory = await forger();
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('first-contact');
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('sealed');
  const old = mallory.key.fingerprint;
  await mallory.changeKey(2);
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('key-changed');
  expect(await anna.vault.keys(mallory.address)).toMatchObject({ fingerprint: old, changed: mallory.key.fingerprint });
  expect(codeOf(await anna.vault.acceptKey(mallory.address, 'cd'.repeat(32)))).toBe('not-found');
  given(await anna.vault.acceptKey(mallory.address, mallory.key.fingerprint));
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('sealed');
  given(await anna.vault.verifyKey(mallory.address, mallory.key.fingerprint));
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('verified');
});
