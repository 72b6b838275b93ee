/** What the vault's build puts in the place of `Blob` in postal-mime's decoders (`vite.mime.ts`): octets that stay in memory. */
import { concat, utf8 } from './bytes.js';

export class Gathered {
  readonly #parts: readonly (ArrayBuffer | Uint8Array<ArrayBuffer> | string)[];

  constructor(parts: readonly (ArrayBuffer | Uint8Array<ArrayBuffer> | string)[]) {
    this.#parts = parts;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return concat(...this.#parts.map((part) => (typeof part === 'string' ? utf8(part) : new Uint8Array(part)))).buffer;
  }
}
