/** The library of the browser, as it comes, reads what the server's Java makes (docs/vectors). The other way round is in the files `…-from-javascript`. */
import { readFileSync } from 'node:fs';
import * as openpgp from '@protontech/openpgp';
import { describe, expect, it } from 'vitest';

type Vector = Readonly<Record<string, string>> & { readonly expect: { readonly ok: unknown } };

const vector = (name: string): Vector => JSON.parse(readFileSync(`docs/vectors/${name}.json`, 'utf8')) as Vector;
const octets = (text = ''): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));
const base64 = (data: unknown): string => Buffer.from(data as Uint8Array).toString('base64url');
const certificate = async (text = ''): Promise<openpgp.PublicKey> => openpgp.readKey({ binaryKey: octets(text) });

describe('@protontech/openpgp', () => {
  it('takes a certificate and its self-signatures', async () => {
    const made = vector('certificate-ok');
    const key = await certificate(made['certificate']);
    const created = key.getCreationTime();
    expect({ fingerprint: key.getFingerprint() }).toEqual(made.expect.ok);
    await key.verifyPrimaryKey(created);
    expect(await key.verifyAllUsers(undefined, created)).toMatchObject([{ userID: made['userId'], valid: true }]);
    expect((await key.getEncryptionKey(undefined, created)).getAlgorithmInfo().algorithm).toBe('pqc_mlkem_x25519');
  });

  it('verifies a statement', async () => {
    const made = vector('statement-ok');
    const by = await certificate(made['by']);
    const message = await openpgp.readMessage({ binaryMessage: octets(made['statement']) });
    const read = await openpgp.verify({ message, verificationKeys: by, expectSigned: true, format: 'binary', date: by.getCreationTime() });
    expect(base64(read.data)).toBe(made.expect.ok);
  });

  it('opens a sealed message and finds its signature good', async () => {
    const made = vector('sealed-ok');
    const by = await certificate(made['by']);
    const read = await openpgp.decrypt({
      message: await openpgp.readMessage({ binaryMessage: octets(made['message']) }),
      decryptionKeys: await openpgp.readPrivateKey({ binaryKey: octets(made['secretKey']) }),
      verificationKeys: by,
      expectSigned: true,
      format: 'binary',
      date: by.getCreationTime(),
    });
    expect(base64(read.data)).toBe(made.expect.ok);
  });

  it('opens an answer by its content key', async () => {
    const made = vector('answer-ok');
    const by = await certificate(made['by']);
    const read = await openpgp.decrypt({
      message: await openpgp.readMessage({ binaryMessage: octets(made['answer']) }),
      sessionKeys: [{ data: octets(made['key']), algorithm: 'aes256', aeadAlgorithm: 'gcm' }],
      verificationKeys: by,
      expectSigned: true,
      format: 'binary',
      date: by.getCreationTime(),
    });
    expect(base64(read.data)).toBe(made.expect.ok);
  });
});
