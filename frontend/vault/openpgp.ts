/**
 * The one place that touches @protontech/openpgp: making keys, algorithm 35 and Argon2id. It is loaded on first use as a
 * chunk of its own, which anyone may replace (LGPL-3.0).
 */
import type { Bytes } from './bytes.js';

/** The packet level that the library exports but does not type. */
export interface KeyPacket {
  read(body: Bytes): Promise<unknown>;
  write(): Uint8Array;
  readonly version: number;
  readonly algorithm: number;
  readonly publicParams: Readonly<Record<string, Bytes>>;
  readonly privateParams: Readonly<Record<string, Bytes>> | null;
}

export interface SessionKeyPacket {
  sessionKey: Uint8Array | null;
  read(body: Bytes): void;
  write(): Uint8Array;
  encrypt(key: KeyPacket): Promise<void>;
  decrypt(key: KeyPacket): Promise<void>;
}

interface Untyped {
  readonly PublicSubkeyPacket: new () => KeyPacket;
  readonly PublicKeyEncryptedSessionKeyPacket: {
    new (): SessionKeyPacket;
    fromObject(of: { version: 6; encryptionKeyPacket: KeyPacket; anonymousRecipient: true; sessionKey: Uint8Array; sessionKeyAlgorithm: null }): SessionKeyPacket;
  };
  readonly Argon2S2K: new () => {
    salt: Uint8Array;
    t: number;
    p: number;
    encodedM: number;
    produceKey(passphrase: string, length: number, config: object): Promise<Bytes>;
  };
}

export type OpenPgp = Omit<typeof import('@protontech/openpgp'), keyof Untyped> & Untyped;

let loading: Promise<OpenPgp> | null = null;

export const openpgp = (): Promise<OpenPgp> => (loading ??= import('@protontech/openpgp') as unknown as Promise<OpenPgp>);
