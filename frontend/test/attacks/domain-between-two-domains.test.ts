import { expect, test } from 'vitest';
import { scene } from './scene.js';

const { world, south, north, toAnna, verdict, forger } = await scene();

test('a mail is broken if its author was shown another certificate of the reader’s domain, or of the author’s own', async () => {
  const [mallory, eve] = [await forger(), await world.domain('eve.test')];
  const [before, between] = [south.certificate.fingerprint, eve.certificate.fingerprint];
  await mallory.mail(toAnna, { domains: { 'north.test': north.certificate.fingerprint, 'south.test': between } });
  expect(await verdict()).toBe('wrong-domain');
  await mallory.mail(toAnna, { domains: { 'north.test': between, 'south.test': before } });
  expect(await verdict()).toBe('wrong-domain');
  await mallory.mail(toAnna, { domains: { 'north.test': north.certificate.fingerprint, 'south.test': before } });
  expect(await verdict()).toBe('first-contact');
});
