import type { Bytes } from '../../vault/bytes.js';
import { concat } from '../../vault/bytes.js';
import { Declined } from '../../vault/refusal.js';
import type { Scratch, ScratchFile } from '../../vault/scratch.js';

/** A device's files in memory. */
export class MemoryScratch implements Scratch {
  readonly files = new Map<string, Bytes>();
  readonly #open = new Set<string>();
  /** Octets that there is room for. */
  room = Infinity;

  open = async (name: string): Promise<ScratchFile | null> => {
    if (this.#open.has(name)) return null;
    this.#open.add(name);
    if (!this.files.has(name)) this.files.set(name, new Uint8Array(0));
    const { files } = this;
    const room = (): number => this.room;
    return {
      get size() {
        return files.get(name)!.length;
      },
      read: (from, to) => files.get(name)!.slice(from, to),
      write: (offset, octets) => {
        const before = files.get(name)!;
        if (offset + octets.length > room()) throw new Declined('device-full');
        files.set(name, concat(before.subarray(0, offset), octets, before.subarray(Math.min(before.length, offset + octets.length))));
      },
      close: () => this.#open.delete(name),
    };
  };
  content = async (name: string): Promise<Blob> => new Blob([this.files.get(name)!]);
  remove = async (name: string): Promise<void> => void this.files.delete(name);
  list = async () => [...this.files].map(([name, { length }]) => ({ name, size: length, changed: Date.now() }));
}
