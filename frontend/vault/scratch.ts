/**
 * Files of this device beside memory, for what is too large for it: ciphertext on its way, which a reload survives, and
 * checked content until it is saved (spec 75.6).
 */
import type { Bytes } from './bytes.js';

/** Open to one tab at a time. */
export interface ScratchFile {
  readonly size: number;
  /** @throws RangeError beyond the end */
  read(from: number, to: number): Bytes;
  /** @throws Declined `device-full` */
  write(offset: number, octets: Bytes): void;
  close(): void;
}

/** Octets up to which a blob or a file stays in memory instead. */
export const SMALL = 4 * 1024 * 1024;

export interface Scratch {
  /** Opens or makes a file; null where there are none, or if another tab has it open. */
  open(name: string): Promise<ScratchFile | null>;
  /** A closed file's content, which stays on the disk. */
  content(name: string): Promise<Blob>;
  remove(name: string): Promise<void>;
  list(): Promise<readonly Listed[]>;
}

export interface Listed {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

/** For devices without such a place. */
export const NO_SCRATCH: Scratch = {
  open: async () => null,
  content: async () => new Blob(),
  remove: async () => undefined,
  list: async () => [],
};

/** Ciphertext that is on its way, by the blob's name. */
export const incoming = (blob: string): string => `in-${blob}`;
export const outgoing = (file: string): string => `out-${file}`;
/** Checked content: gone with the tab that made it. */
const CONTENT = 'file-';

/** Held by each tab as long as it lives (Web Locks). */
export const LOCK = 'darkmail-scratch-';
export const tab = crypto.randomUUID();

/** Absent where the page is not in a secure context. */
export const { locks } = navigator as Partial<Navigator>;

let count = 0;
export const freshContent = (): string => `${CONTENT}${tab}.${++count}`;

/** Removes what was opened in this tab, and in tabs that are gone: for locking, and for the start. */
export async function removeContents(scratch: Scratch): Promise<void> {
  const { held } = (await locks?.query()) ?? {};
  for (const { name } of await scratch.list()) {
    if (!name.startsWith(CONTENT)) continue;
    const owner = name.slice(CONTENT.length).split('.')[0]!;
    if (owner === tab || isGone(owner, held)) await scratch.remove(name);
  }
}

const isGone = (owner: string, held: readonly LockInfo[] | undefined): boolean => held !== undefined && held.every(({ name }) => name !== LOCK + owner);

export async function removeAll(scratch: Scratch): Promise<void> {
  for (const { name } of await scratch.list()) await scratch.remove(name);
}

/** Milliseconds that ciphertext on its way is kept for. */
const OLD = 7 * 24 * 3600 * 1000;

/** Removes what nobody has come back for. */
export async function removeOld(scratch: Scratch, now: number): Promise<void> {
  for (const { name, changed } of await scratch.list()) if (changed < now - OLD) await scratch.remove(name);
}
