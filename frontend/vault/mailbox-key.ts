/** How mailbox items are sealed and named (spec 70.2, 70.4). */
import { lines, unwrap, wrap } from './aead.js';
import { type Bytes, base64url, padme, utf8 } from './bytes.js';
import { type Fields, parseObject } from './json.js';

/** The kinds that the vault makes. */
export type Kind = 'mail' | 'flags' | 'draft' | 'contact' | 'peer' | 'setting' | 'head';

const MIN_CONTENT = 256;
const BLANK = 0x20;

export class MailboxKey {
  readonly #address: string;
  readonly #items: CryptoKey;
  readonly #mac: CryptoKey;

  private constructor(address: string, items: CryptoKey, mac: CryptoKey) {
    this.#address = address;
    this.#items = items;
    this.#mac = mac;
  }

  /** The secret may be wiped afterwards. */
  static async of(address: string, secret: Bytes): Promise<MailboxKey> {
    const [items, mac] = await Promise.all([
      crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']),
      crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    ]);
    return new MailboxKey(address, items, mac);
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

  #itemKey(id: string): Promise<CryptoKey> {
    const derivation = { name: 'HKDF', hash: 'SHA-256', salt: utf8(this.#address), info: utf8(`darkmail/1 item/${id}`) };
    return crypto.subtle.deriveKey(derivation, this.#items, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  }
}
