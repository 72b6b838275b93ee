/** Ways into an account: signing up, signing in, recovery, resuming (spec 20). Each gives an opened account or throws Declined. */
import type { Prepared, Progress } from '../model/vault.js';
import { type Account, type NewAccount, newAccount, newSlot, openAccount, passphraseCredential, unlock } from './account.js';
import { normalLocal, parseAddress } from './address.js';
import { type Bytes, equal, utf8, wipe } from './bytes.js';
import { type Device, type Kept, makeResume, openResume } from './device.js';
import { checkBinding, checkDomain } from './directory.js';
import { parseObject } from './json.js';
import { argon2id, credential, preparePassphrase } from './kdf.js';
import { Declined, Refusal, unlessOffline } from './refusal.js';
import { type AccountRecord, type Server, accountJson, readAccount } from './server.js';
import { openSlot } from './slot.js';
import { strength } from './strength.js';
import { askedPlaces, fromWords } from './words.js';

const ENOUGH = 3;

export class Entry {
  readonly #server: Server;
  readonly #device: Device;
  /** Let in by this device alone, with what signs in. */
  #unproved: { readonly account: Account; readonly auth: Bytes } | null = null;
  #pending: { account: NewAccount; asked: readonly [number, number] } | null = null;

  constructor(server: Server, device: Device) {
    this.#server = server;
    this.#device = device;
  }

  async signUp(local: string, passphrase: string, progress: Progress): Promise<Prepared> {
    this.forget();
    const name = normalLocal(local.trim());
    const prepared = await worthTaking(passphrase);
    const address = name === null ? null : parseAddress(`${name}@${await this.#server.instance()}`);
    if (address === null) throw new Declined('invalid-address');
    progress('keys', 0, 1);
    const account = await newAccount(address, prepared, await this.#server.parameters(address.text));
    progress('keys', 1, 1);
    const asked = askedPlaces();
    this.#pending = { account, asked };
    return { kind: 'prepared', words: account.words, asked };
  }

  async finishSignUp(words: readonly [string, string], progress: Progress): Promise<Account> {
    const pending = this.#pending;
    if (pending === null) throw new Declined('bad-request');
    const right = pending.asked.every((place, i) => words[i]?.trim().toLowerCase() === pending.account.words[place]);
    if (!right) throw new Declined('wrong-words');
    progress('account', 0, 1);
    const record = await this.#server.createAccount(pending.account.request);
    if (record.address !== pending.account.address.text) throw new Declined('broken-account');
    this.#pending = null;
    return this.#open(record, pending.account.accountKey);
  }

  async signIn(text: string, passphrase: string, progress: Progress): Promise<Account> {
    const address = parseAddress(text.trim());
    const prepared = preparePassphrase(passphrase);
    if (address === null || prepared === null) throw new Declined('wrong-credentials');
    progress('keys', 0, 1);
    const parameters = await this.#server.parameters(address.text).catch(unlessOffline);
    if (parameters === null) return this.#openHere(address.text, prepared);
    const { credential: by } = await passphraseCredential(address.text, prepared, parameters);
    progress('account', 0, 1);
    const record = await this.#server.signIn(address.text, by);
    const accountKey = await unlock(record, address.text, by);
    wipe(by.kek);
    return this.#open(record, accountKey);
  }

  /** Opens what this device has kept (spec 75.8). @throws Declined `offline` if that is nothing */
  async #openHere(address: string, prepared: string): Promise<Account> {
    const record = await this.#keptRecord(address);
    const slot = record?.slots.find(({ kind }) => kind === 'passphrase');
    if (record === null || slot?.kdf == null) throw new Declined('offline');
    const by = await credential('passphrase', await argon2id(prepared, slot.kdf.salt, slot.kdf));
    try {
      const account = await this.#check(await openAccount(record, await openSlot(address, slot, by)));
      this.#unproved = { account, auth: by.auth };
      return account;
    } catch (fault) {
      if (fault instanceof Refusal) throw new Declined('wrong-credentials');
      throw fault;
    } finally {
      wipe(by.kek);
    }
  }

  async #keptRecord(address: string): Promise<AccountRecord | null> {
    const kept = await this.#device.kept().catch(() => null);
    if (kept?.address !== address) return null;
    try {
      return readAccount(parseObject(utf8(kept.account)));
    } catch (fault) {
      if (!(fault instanceof Refusal) && !(fault instanceof Declined)) throw fault;
      return null;
    }
  }

  /** Once the server can be reached, whoever was let in without it shows the passphrase there, unless the session is still good. @throws Declined */
  async prove(account: Account): Promise<void> {
    const unproved = this.#unproved;
    if (unproved?.account !== account) return;
    const { auth } = unproved;
    try {
      const record = await this.#server.session().catch((fault: unknown) => {
        if (fault instanceof Declined && fault.code === 'signed-out') return this.#server.signIn(account.address.text, { kind: 'passphrase', auth });
        throw fault;
      });
      if (record.address !== account.address.text || !equal(record.commit, account.record.commit)) throw new Declined('signed-out');
      await this.#remember(account, record);
    } catch (fault) {
      // Another passphrase by now: this device is let in no more.
      throw fault instanceof Declined && fault.code === 'wrong-credentials' ? new Declined('signed-out') : fault;
    }
    wipe(auth);
    this.#unproved = null;
  }

  async recover(text: string, words: readonly string[], passphrase: string, progress: Progress): Promise<Account> {
    const address = parseAddress(text.trim());
    const secret = fromWords(words);
    if (address === null || secret === null) throw new Declined('wrong-words');
    const prepared = await worthTaking(passphrase);
    const by = await credential('recovery', secret);
    progress('account', 0, 1);
    const record = await this.#server.signIn(address.text, by);
    const account = await this.#open(record, await unlock(record, address.text, by));
    progress('keys', 0, 1);
    const { slot, auth } = await newSlot(account, prepared, await this.#server.parameters(address.text));
    await this.#server.replaceSlot(by, auth, slot);
    wipe(by.kek);
    return account;
  }

  async changePassphrase(account: Account, current: string, next: string, progress: Progress): Promise<void> {
    const old = preparePassphrase(current);
    if (old === null) throw new Declined('wrong-credentials');
    const prepared = await worthTaking(next);
    const address = account.address.text;
    const parameters = await this.#server.parameters(address);
    progress('keys', 0, 2);
    const { credential: proof } = await passphraseCredential(address, old, parameters);
    progress('keys', 1, 2);
    const { slot, auth } = await newSlot(account, prepared, parameters);
    await this.#server.replaceSlot(proof, auth, slot);
    wipe(proof.kek);
    await this.#keepAnew({ ...account.record, slots: [...account.record.slots.filter(({ kind }) => kind !== 'passphrase'), slot] });
  }

  /** Only what is derived from the passphrase leaves, as at sign-in; nothing is opened with it. */
  async enterConsole(text: string, passphrase: string, invitation: string | null): Promise<void> {
    const address = parseAddress(text.trim());
    const prepared = preparePassphrase(passphrase);
    if (address === null || prepared === null) throw new Declined('wrong-credentials');
    const { credential: by } = await passphraseCredential(address.text, prepared, await this.#server.parameters(address.text));
    wipe(by.kek);
    await this.#server.enterConsole(by.auth, invitation);
  }

  /** The account of before a reload, or null if the session or this device's half of the key is gone. */
  async resume(): Promise<Account | null> {
    const resume = await this.#device.load().catch(() => null);
    if (resume === null) return null;
    let record: AccountRecord;
    try {
      record = await this.#server.session();
    } catch (fault) {
      if (fault instanceof Declined && fault.code === 'signed-out') await this.#device.forget().catch(() => undefined);
      if (fault instanceof Declined) return null;
      throw fault;
    }
    try {
      if (record.address !== resume.address) throw new Refusal('tampered', 'resume');
      const account = await this.#check(await openAccount(record, await openResume(resume, record.share)));
      await this.#keepAnew(record);
      return account;
    } catch (fault) {
      if (!(fault instanceof Refusal) && !(fault instanceof Declined)) throw fault;
      await this.#device.forget().catch(() => undefined);
      return null;
    }
  }

  /** Drops a sign-up that was not finished. */
  forget(): void {
    wipe(this.#pending?.account.accountKey, this.#unproved?.auth);
    this.#pending = this.#unproved = null;
  }

  async #open(record: AccountRecord, accountKey: Uint8Array<ArrayBuffer>): Promise<Account> {
    const account = await this.#check(await openAccount(record, accountKey));
    await this.#remember(account, record);
    return account;
  }

  async #remember({ address, accountKey }: Account, record: AccountRecord): Promise<void> {
    // Without IndexedDB a reload asks for the passphrase again; that is all.
    await this.#device.save(await makeResume(address.text, accountKey, record.share)).catch(() => undefined);
    await this.#keepAnew(record);
  }

  /** What the device keeps stays what the server has, if it keeps that. */
  async #keepAnew(record: AccountRecord): Promise<void> {
    const kept = await this.#device.kept().catch(() => null);
    if (kept?.address === record.address) await this.#device.keep(keptOf(record)).catch(() => undefined);
  }

  /** The own binding must be what others will check (spec 40.3). */
  async #check(account: Account): Promise<Account> {
    const { address, key, record } = account;
    try {
      const domain = await checkDomain(address.domain, record.domain, null);
      const binding = await checkBinding(record.binding, domain);
      if (binding.address !== address.text || binding.fingerprint !== key.fingerprint) throw new Refusal('wrong-signer', 'own binding');
      return account;
    } catch (fault) {
      account.erase();
      if (fault instanceof Refusal) throw new Declined('broken-account');
      throw fault;
    }
  }
}

/** What a device keeps of an account. */
export const keptOf = (record: AccountRecord): Kept => ({ address: record.address, account: JSON.stringify(accountJson(record)) });

async function worthTaking(passphrase: string): Promise<string> {
  const prepared = preparePassphrase(passphrase);
  if (prepared === null || (await strength(prepared)).score < ENOUGH) throw new Declined('weak-passphrase');
  return prepared;
}
