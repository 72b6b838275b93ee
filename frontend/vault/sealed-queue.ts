/** What a device keeps until the server has it, sealed under `account/cache` with the name it has there (spec 75.7). */
import { aesKey, lines, unwrap, wrap } from './aead.js';
import type { Bytes } from './bytes.js';
import type { Queue } from './device.js';

export class SealedQueue {
  readonly #key: CryptoKey;
  readonly #address: string;
  readonly #queue: Queue;

  private constructor(key: CryptoKey, address: string, queue: Queue) {
    this.#key = key;
    this.#address = address;
    this.#queue = queue;
  }

  /** The secret may be wiped afterwards. */
  static async of(secret: Bytes, address: string, queue: Queue): Promise<SealedQueue> {
    return new SealedQueue(await aesKey(secret), address, queue);
  }

  /** What stands behind the prefix in the names that begin with it; none where the device keeps nothing. */
  async names(prefix: string): Promise<readonly string[]> {
    const names = await this.#queue.names().catch((): readonly string[] => []);
    return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  /** Null for what is not there, is another account's, or was changed. */
  async read(name: string): Promise<Bytes | null> {
    try {
      const sealed = await this.#queue.read(name);
      return sealed === null ? null : await unwrap(this.#key, this.#data(name), sealed);
    } catch {
      return null;
    }
  }

  /** All or nothing. @throws where the device refuses to keep anything */
  async write(contents: ReadonlyMap<string, Bytes>, gone: readonly string[]): Promise<void> {
    const puts = new Map<string, Bytes>();
    for (const [name, octets] of contents) puts.set(name, await wrap(this.#key, this.#data(name), octets));
    await this.#queue.write(puts, gone);
  }

  #data(name: string): Bytes {
    return lines('darkmail/queue/1', this.#address, name);
  }
}
