import { expect, test } from 'vitest';
import { base64url, random } from '../../vault/bytes.js';
import { codeOf, newest } from '../vault/people.js';
import { scene } from './scene.js';

const { anna, toAnna, verdict, forger } = await scene();

test('a mail is shown with a warning if a blob of its header was not delivered, or another in its place', async () => {
  const mallory = await forger();
  await mallory.mail(toAnna, {}, { blobs: [] });
  expect(await verdict()).toBe('incomplete');
  const other = await mallory.blob('other');
  await mallory.mail(toAnna, {}, { blobs: [{ name: base64url(random(32)), link: 'x', sha256: other.sha256, size: other.size }] });
  expect(await verdict()).toBe('incomplete');
  expect(codeOf(await anna.vault.body((await newest(anna)).id))).toBe('incomplete');
});
