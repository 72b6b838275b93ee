/**
 * Opening PKESKs of algorithm 35 (RFC 9980 §4) with the browser's own ML-KEM-768 and X25519, where it has them: eight times
 * as fast as the library, and the secrets stay in WebCrypto. Elsewhere the library does it.
 */
import { sha3_256 } from '@noble/hashes/sha3.js';
import { type Bytes, base64url, concat, utf8, wipe } from './bytes.js';
import { type KeyPacket, openpgp } from './openpgp.js';
import { Octets } from './packets.js';

const X25519 = 32;
const CIPHERTEXT = 1088;
const CONTENT_KEY = 32;
const ALGORITHM = 35;
const LABEL = utf8('OpenPGPCompositeKDFv1');

/** Opens the body of a PKESK to a content key; anything wrong with it rejects. */
export interface Decapsulation {
  open(pkesk: Bytes): Promise<Bytes>;
  /** Overwrites what the vault can reach of the secrets. */
  erase(): void;
}

/** WebCrypto as it is where ML-KEM has arrived; the type library does not know it yet. */
interface Kem {
  importKey(format: 'raw-seed', seed: Bytes, algorithm: 'ML-KEM-768', extractable: boolean, usages: readonly string[]): Promise<CryptoKey>;
  decapsulateBits?(algorithm: 'ML-KEM-768', key: CryptoKey, ciphertext: Bytes): Promise<ArrayBuffer>;
}

const kem = crypto.subtle as unknown as Kem;

/** Takes the secrets of an encryption subkey over. */
export async function decapsulation(subkey: KeyPacket): Promise<Decapsulation> {
  const native = await nativeKeys(subkey).catch(() => null);
  const erase = (): void => wipe(...Object.values(subkey.privateParams ?? {}));
  if (native === null) return { open: (pkesk) => openByLibrary(pkesk, subkey), erase };
  erase();
  return { open: (pkesk) => openNatively(pkesk, native), erase };
}

interface NativeKeys {
  readonly mlKem: CryptoKey;
  readonly x25519: CryptoKey;
  readonly x25519Public: Bytes;
}

/** Null where WebCrypto has no ML-KEM. */
async function nativeKeys({ publicParams, privateParams }: KeyPacket): Promise<NativeKeys | null> {
  const [seed, secret, open] = [privateParams?.['mlkemSeed'], privateParams?.['eccSecretKey'], publicParams['eccPublicKey']];
  if (kem.decapsulateBits === undefined || seed === undefined || secret === undefined || open === undefined) return null;
  const jwk = { kty: 'OKP', crv: 'X25519', x: base64url(open), d: base64url(secret) };
  const [mlKem, x25519] = await Promise.all([
    kem.importKey('raw-seed', seed, 'ML-KEM-768', false, ['decapsulateBits']),
    crypto.subtle.importKey('jwk', jwk, 'X25519', false, ['deriveBits']),
  ]);
  return { mlKem, x25519, x25519Public: concat(open) };
}

async function openNatively(pkesk: Bytes, { mlKem, x25519, x25519Public }: NativeKeys): Promise<Bytes> {
  const body = new Octets(pkesk);
  body.take(3);
  const ephemeral = body.take(X25519);
  const ciphertext = body.take(CIPHERTEXT);
  const wrapped = body.take(body.u8());
  body.end();
  const other = await crypto.subtle.importKey('raw', ephemeral, 'X25519', false, []);
  const [a, b] = await Promise.all([
    kem.decapsulateBits!('ML-KEM-768', mlKem, ciphertext),
    crypto.subtle.deriveBits({ name: 'X25519', public: other }, x25519, 256),
  ]);
  const shared = concat(new Uint8Array(a), new Uint8Array(b));
  const kek = concat(sha3_256(concat(shared, ephemeral, x25519Public, new Uint8Array([ALGORITHM]), LABEL, new Uint8Array([LABEL.length]))));
  try {
    const unwrapping = await crypto.subtle.importKey('raw', kek, 'AES-KW', false, ['unwrapKey']);
    // AES-KW only unwraps keys; as an HMAC key it may have any length and be given out.
    const key = await crypto.subtle.unwrapKey('raw', wrapped, unwrapping, 'AES-KW', { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
    return checked(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
  } finally {
    wipe(shared, kek, new Uint8Array(a), new Uint8Array(b));
  }
}

async function openByLibrary(pkesk: Bytes, subkey: KeyPacket): Promise<Bytes> {
  const { PublicKeyEncryptedSessionKeyPacket } = await openpgp();
  const packet = new PublicKeyEncryptedSessionKeyPacket();
  packet.read(pkesk);
  await packet.decrypt(subkey);
  return checked(concat(packet.sessionKey ?? new Uint8Array(0)));
}

function checked(contentKey: Bytes): Bytes {
  if (contentKey.length !== CONTENT_KEY) throw new RangeError('content key');
  return contentKey;
}
