import { expect, test } from 'vitest';
import { Forger } from '../vault/forger.js';
import { scene } from './scene.js';

const { world, anna, toAnna, verdict } = await scene();

test('a mail is shown with a warning if its domain cannot be asked for its certificate yet; nothing is pinned then', async () => {
  const west = await world.domain('west.test');
  const mallory = await Forger.at(west, 'mallory');
  west.away = true;
  await mallory.mail(toAnna);
  expect(await verdict()).toBe('unchecked');
  expect(await anna.vault.keys(mallory.address)).toBeNull();
  west.away = false;
  world.now += 120_000;
  expect(await verdict()).toBe('first-contact');
  expect(await anna.vault.keys(mallory.address)).toMatchObject({ fingerprint: mallory.key.fingerprint });
});
