import { describe, expect, test } from 'vitest';
import { scene } from './scene.js';

const { south, boris, toAnna, verdict, forger } = await scene();

describe('a well-signed mail is broken', () => {
  test('if it came from another domain than its author’s', async () => {
    await (await forger()).mail(toAnna, {}, { origin: 'south.test' });
    expect(await verdict()).toBe('wrong-origin');
  });

  test('if it pretends to be by somebody else of that domain', async () => {
    await (await forger()).mail(toAnna, { from: { name: 'Boris', email: boris.address } });
    expect(await verdict()).toBe('wrong-author');
  });

  test('if another domain signed the binding', async () => {
    const mallory = await forger();
    await mallory.mail(toAnna, { binding: await south.bind(mallory.address, mallory.key.fingerprint, null, 1) });
    expect(await verdict()).toBe('bad-binding');
  });
});
