/** The account's own secret key: made here, opened here, used for signing and for opening sealed messages. */
import { type Bytes, concat, equal, wipe } from './bytes.js';
import { type Decapsulation, decapsulation } from './kem.js';
import { type KeyPacket, openpgp } from './openpgp.js';
import type { Certificate } from './policy.js';
import { Refusal } from './refusal.js';
import type { Signer } from './signature.js';

export interface SecretKey extends Signer {
  readonly certificate: Certificate;
  readonly decryption: Decapsulation;
  /** Overwrites what the vault can reach of it. */
  erase(): void;
}

/** Makes a key in the shape of spec 10.1. `transferable` is a secret: the caller wraps and wipes it. */
export async function generateKey(userId: string): Promise<{ certificate: Bytes; transferable: Bytes }> {
  const { generateKey: generate, enums } = await openpgp();
  const { privateKey } = await generate({
    userIDs: [{ name: userId }],
    type: 'curve25519',
    subkeys: [{ type: 'pqc' } as never],
    format: 'object',
    config: { v6Keys: true, aeadProtect: true, preferredAEADAlgorithm: enums.aead.gcm, preferredSymmetricAlgorithm: enums.symmetric.aes256 },
  });
  return { certificate: concat(privateKey.toPublic().write()), transferable: concat(privateKey.write()) };
}

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7). */
const PKCS8 = new Uint8Array([0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]);

/** Opens a transferable secret key that must match the certificate. @throws Refusal */
export async function openKey(transferable: Bytes, certificate: Certificate): Promise<SecretKey> {
  const { readPrivateKey } = await openpgp();
  // The library keeps views into what it read, so it gets a copy of its own that outlives the caller's.
  const key = await readPrivateKey({ binaryKey: transferable.slice() }).catch(() => {
    throw new Refusal('malformed', 'secret key');
  });
  if (!equal(key.toPublic().write(), certificate.octets)) throw new Refusal('policy', 'secret key of another certificate');
  const primary = key.keyPacket as unknown as KeyPacket;
  const subkey = key.subkeys[0]?.keyPacket as unknown as KeyPacket | undefined;
  const seed = primary.privateParams?.['seed'];
  if (seed === undefined || subkey === undefined || subkey.privateParams === null) throw new Refusal('malformed', 'secret key');
  const pkcs8 = concat(PKCS8, seed);
  const sign = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
  wipe(pkcs8, seed);
  const decryption = await decapsulation(subkey);
  return {
    fingerprint: certificate.fingerprint,
    created: certificate.primary.created,
    certificate,
    sign,
    decryption,
    erase: () => decryption.erase(),
  };
}

