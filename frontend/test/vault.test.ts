import { expect, test } from 'vitest';
import { encrypt, createMessage, generateSessionKey } from '@protontech/openpgp';

test('the OpenPGP library runs in the test environment', async () => {
  expect(typeof encrypt).toBe('function');
  expect(typeof createMessage).toBe('function');
  expect(typeof generateSessionKey).toBe('function');
});
