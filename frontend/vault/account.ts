/** An account: how it is made, opened and opened again (spec 20). */
import { aesKey, lines, unwrap, wrap } from './aead.js';
import { type Address, parseAddress } from './address.js';
import { type Bytes, base64url, concat, equal, random, wipe } from './bytes.js';
import { argon2id, type Credential, credential, derive, type KdfParameters, saltOf } from './kdf.js';
import { generateKey, openKey, type SecretKey } from './keys.js';
import { readCertificate } from './policy.js';
import { Declined, Refusal } from './refusal.js';
import type { AccountRecord } from './server.js';
import { makeSlot, openSlot, type Slot, slotJson } from './slot.js';
import { newRecovery, toWords } from './words.js';

/** An opened account. Its secrets live until {@link erase}. */
export interface Account {
  readonly address: Address;
  readonly key: SecretKey;
  readonly record: AccountRecord;
  readonly accountKey: Bytes;
  /** `account/mailbox` (spec 20.2). */
  readonly mailboxKey: Bytes;
  erase(): void;
}

/** A new account before the server knows of it. */
export interface NewAccount {
  readonly address: Address;
  /** Body of `POST /api/account`. */
  readonly request: object;
  readonly words: readonly string[];
  readonly accountKey: Bytes;
}

const secretKeyData = (address: string, fingerprint: string): Bytes => lines('darkmail/secret-key/1', address, fingerprint);

/** The credential of a passphrase, and the parameters as a slot states them. */
export async function passphraseCredential(address: string, prepared: string, server: { serverSalt: Bytes; kdf: KdfParameters }) {
  const salt = await saltOf(address, server.serverSalt);
  return { credential: await credential('passphrase', await argon2id(prepared, salt, server.kdf)), kdf: { ...server.kdf, salt } };
}

export async function newAccount(address: Address, prepared: string, server: { serverSalt: Bytes; kdf: KdfParameters }): Promise<NewAccount> {
  const [byPassphrase, key] = await Promise.all([passphraseCredential(address.text, prepared, server), generateKey(address.text)]);
  const accountKey = random(32);
  const recovery = newRecovery();
  const words = toWords(recovery);
  const byWords = await credential('recovery', recovery);
  const certificate = await readCertificate(key.certificate, address.text);
  const wrappingKey = await derive(accountKey, 'account/openpgp');
  const secretKey = await wrap(await aesKey(wrappingKey), secretKeyData(address.text, certificate.fingerprint), key.transferable);
  const slots = [await makeSlot(address.text, accountKey, byPassphrase.credential, byPassphrase.kdf), await makeSlot(address.text, accountKey, byWords, null)];
  const request = {
    address: address.text,
    auth: base64url(byPassphrase.credential.auth),
    recoveryAuth: base64url(byWords.auth),
    slots: slots.map(slotJson),
    commit: base64url(await derive(accountKey, 'account/commit')),
    certificate: base64url(certificate.octets),
    secretKey: base64url(secretKey),
  };
  wipe(key.transferable, wrappingKey, byWords.kek, byPassphrase.credential.kek);
  return { address, request, words, accountKey };
}

/** Unwraps the account key from the slot of the credential's kind. @throws Declined `broken-account` */
export async function unlock(record: AccountRecord, address: string, by: Credential): Promise<Bytes> {
  const slot = record.slots.find(({ kind }) => kind === by.kind);
  if (record.address !== address || slot === undefined) throw new Declined('broken-account');
  return broken(() => openSlot(address, slot, by));
}

/** Opens everything that hangs on the account key, which it takes over. @throws Declined `broken-account` */
export async function openAccount(record: AccountRecord, accountKey: Bytes): Promise<Account> {
  return broken(async () => {
    const address = parseAddress(record.address);
    if (address === null || address.text !== record.address) throw new Refusal('malformed', 'address');
    // AES-GCM does not commit to its key: without this a server could make two keys open one slot.
    if (!equal(await derive(accountKey, 'account/commit'), record.commit)) throw new Refusal('tampered', 'commitment');
    const certificate = await readCertificate(record.certificate, address.text);
    const wrappingKey = await derive(accountKey, 'account/openpgp');
    const transferable = await unwrap(await aesKey(wrappingKey), secretKeyData(address.text, certificate.fingerprint), record.secretKey);
    const key = await openKey(transferable, certificate);
    const mailboxKey = await derive(accountKey, 'account/mailbox');
    wipe(wrappingKey, transferable);
    return {
      address,
      key,
      record,
      accountKey,
      mailboxKey,
      erase: () => {
        wipe(accountKey, mailboxKey);
        key.erase();
      },
    };
  });
}

/** A new slot for a new passphrase; the account key stays. */
export async function newSlot(account: Account, prepared: string, server: { serverSalt: Bytes; kdf: KdfParameters }): Promise<{ slot: Slot; auth: Bytes }> {
  const by = await passphraseCredential(account.address.text, prepared, server);
  const slot = await makeSlot(account.address.text, concat(account.accountKey), by.credential, by.kdf);
  wipe(by.credential.kek);
  return { slot, auth: by.credential.auth };
}

async function broken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Refusal) throw new Declined('broken-account');
    throw fault;
  }
}
