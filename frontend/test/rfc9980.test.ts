/** The sample of RFC 9980, appendix A.2, through the library that the vault uses. */
import { readFileSync } from 'node:fs';
import * as openpgp from '@protontech/openpgp';
import { expect, test } from 'vitest';

const sample = (name: string): string => readFileSync(`src/test/resources/rfc9980/v6-eddsa-sample-${name}.asc`, 'utf8');

test('the message sealed to an ML-KEM-768+X25519 key opens with the secret key', async () => {
  const decryptionKeys = await openpgp.readPrivateKey({ armoredKey: sample('sk') });
  const read = await openpgp.decrypt({ message: await openpgp.readMessage({ armoredMessage: sample('message') }), decryptionKeys, config: { allowUnauthenticatedMessages: false } });
  expect(read.data).toBe('Testing\n');
});

test('the certificate is taken and belongs to the secret key', async () => {
  const key = await openpgp.readKey({ armoredKey: sample('pk') });
  expect(key.getAlgorithmInfo().algorithm).toBe('ed25519');
  expect(key.getFingerprint()).toBe((await openpgp.readPrivateKey({ armoredKey: sample('sk') })).getFingerprint());
  expect((await key.getEncryptionKey()).getAlgorithmInfo().algorithm).toBe('pqc_mlkem_x25519');
});
