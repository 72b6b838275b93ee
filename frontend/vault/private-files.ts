/** The origin's private file system (File System Standard), in a worker. */
import type { Bytes } from './bytes.js';
import { Declined } from './refusal.js';
import { type Listed, LOCK, NO_SCRATCH, locks, type Scratch, type ScratchFile, tab } from './scratch.js';

const FOLDER = 'darkmail';

/** The private file system; nothing can be opened where the browser refuses it. */
export function privateFiles(storage = (navigator as Partial<Navigator>).storage): Scratch {
  if (storage === undefined) return NO_SCRATCH;
  const folder = (async () => (await storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true }))();
  folder.catch(() => undefined);
  void locks?.request(LOCK + tab, () => new Promise(() => undefined)).catch(() => undefined);
  return {
    open: async (name) => {
      try {
        const handle = await (await folder).getFileHandle(name, { create: true });
        return new PrivateFile(await handle.createSyncAccessHandle());
      } catch {
        return null;
      }
    },
    content: async (name) => (await (await folder).getFileHandle(name)).getFile(),
    remove: async (name) => {
      await (await folder.catch(() => null))?.removeEntry(name).catch(() => undefined);
    },
    list: async () => {
      const all: Listed[] = [];
      const there = await folder.catch(() => null);
      if (there === null) return all;
      for await (const name of there.keys()) {
        const { size, lastModified } = await (await there.getFileHandle(name)).getFile();
        all.push({ name, size, changed: lastModified });
      }
      return all;
    },
  };
}

class PrivateFile implements ScratchFile {
  readonly #handle: FileSystemSyncAccessHandle;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
  }

  get size(): number {
    return this.#handle.getSize();
  }

  read(from: number, to: number): Bytes {
    const octets = new Uint8Array(to - from);
    if (this.#handle.read(octets, { at: from }) !== octets.length) throw new RangeError('beyond the end of a file');
    return octets;
  }

  write(offset: number, octets: Bytes): void {
    let written = 0;
    try {
      written = this.#handle.write(octets, { at: offset });
    } catch {
      throw new Declined('device-full');
    }
    if (written !== octets.length) throw new Declined('device-full');
  }

  close(): void {
    this.#handle.flush();
    this.#handle.close();
  }
}
