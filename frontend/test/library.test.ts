import { createMessage, decrypt, encrypt, readMessage } from '@protontech/openpgp';
import { expect, test } from 'vitest';

test('what the OpenPGP library sealed under a session key it opens again', async () => {
  const sessionKey = { data: new Uint8Array(32).fill(7), algorithm: 'aes256', aeadAlgorithm: 'gcm' } as const;
  const sealed = await encrypt({ message: await createMessage({ text: 'hello' }), sessionKey, format: 'binary' });
  const { data } = await decrypt({ message: await readMessage({ binaryMessage: sealed }), sessionKeys: sessionKey });
  expect(data).toBe('hello');
});
