/** How mailbox items are sealed and named (spec 70.2, 70.4). */
import { extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { aesKey, lines, unwrap, wrap } from './aead.js';
import { type Bytes, base64url, padme, utf8, wipe } from './bytes.js';
import { type Fields, parseObject } from './json.js';
import { Declined } from './refusal.js';

/** The kinds that the vault makes. */
export type Kind = 'mail' | 'flags' | 'draft' | 'contact' | 'peer' | 'setting' | 'head';

const MIN_CONTENT = 256;
const BLANK = 0x20;
const FIRST_BLOCK = new Uint8Array([1]);

export class MailboxKey {
  readonly #address: string;
  /** HMAC under what HKDF extracts: the same for all items, of which there may be 100,000. */
  readonly #items: ReturnType<typeof hmac.create>;
  readonly #mac: CryptoKey;
  #erased = false;

  private constructor(address: string, items: ReturnType<typeof hmac.create>, mac: CryptoKey) {
    this.#address = address;
    this.#items = items;
    this.#mac = mac;
  }

  /** The secret may be wiped afterwards. */
  static async of(address: string, secret: Bytes): Promise<MailboxKey> {
    const extracted = extract(sha256, secret, utf8(address));
    const items = hmac.create(sha256, extracted);
    wipe(extracted);
    return new MailboxKey(address, items, await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']));
  }

  /** Nothing can be sealed or opened afterwards. */
  erase(): void {
    this.#erased = true;
    this.#items.destroy();
  }

  /** Two devices that make the same thing collide instead of doubling it. */
  async derivedId(kind: Kind, name: string): Promise<string> {
    const mac = await crypto.subtle.sign('HMAC', this.#mac, utf8(`${kind}\n${name}`));
    return base64url(new Uint8Array(mac, 0, 16));
  }

  async seal(kind: Kind, id: string, revision: number, content: object): Promise<Bytes> {
    const json = utf8(JSON.stringify(content));
    const padded = new Uint8Array(padme(Math.max(MIN_CONTENT, json.length))).fill(BLANK);
    padded.set(json);
    return wrap(await this.#itemKey(id), this.#data(kind, id, revision), padded);
  }

  /** @throws Refusal `tampered` for what this account did not seal, at this place and revision */
  async open(kind: string, id: string, revision: number, ciphertext: Bytes): Promise<Fields> {
    return parseObject(await unwrap(await this.#itemKey(id), this.#data(kind, id, revision), ciphertext));
  }

  #data(kind: string, id: string, revision: number): Bytes {
    return lines('darkmail/item/1', this.#address, kind, id, revision);
  }

  /** HKDF-SHA256 (RFC 5869 §2.3) of 32 octets is one block. */
  async #itemKey(id: string): Promise<CryptoKey> {
    if (this.#erased) throw new Declined('signed-out');
    const secret = new Uint8Array(32);
    this.#items.clone().update(utf8(`darkmail/1 item/${id}`)).update(FIRST_BLOCK).digestInto(secret);
    const key = await aesKey(secret);
    wipe(secret);
    return key;
  }
}
