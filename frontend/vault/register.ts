/** Which items there are, in which revision, and the sum over those that the vault made (spec 70.5). */
import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, fromBase64url, fromHex, hex, utf8 } from './bytes.js';

export interface Registered {
  readonly kind: string;
  readonly revision: number;
  readonly deleted: boolean;
  /** Opened under the mailbox key, so that it counts for the digest. */
  readonly ours: boolean;
}

const MODULUS = 1n << 256n;

export class Register {
  readonly #entries = new Map<string, Registered>();
  #digest = 0n;
  #living = 0;

  /** True if there is anything that a head must speak of. */
  get living(): boolean {
    return this.#living > 0;
  }

  get digest(): string {
    return digestText(this.#digest);
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  get(id: string): Registered | undefined {
    return this.#entries.get(id);
  }

  /** 0 of an item that has never been. */
  revision(id: string): number {
    return this.#entries.get(id)?.revision ?? 0;
  }

  enter(id: string, entry: Registered): void {
    const before = this.#entries.get(id);
    this.#digest += term(id, entry) - term(id, before);
    this.#living += count(entry) - count(before);
    this.#entries.set(id, entry);
  }

  /** Takes over what was kept with {@link resume}: its digest comes as a whole. False for what is known as new or newer. */
  restore(id: string, entry: Registered): boolean {
    const before = this.#entries.get(id);
    if (before !== undefined && before.revision >= entry.revision) return false;
    this.#living += count(entry) - count(before);
    this.#entries.set(id, entry);
    return true;
  }

  resume(digest: string): void {
    this.#digest = digestOf(digest);
  }

  /** The digest as it will be when these items have a next revision, or (kind null) have gone. */
  digestWith(changes: readonly { readonly id: string; readonly kind: string | null }[], base: string): string {
    let digest = digestOf(base);
    for (const { id, kind } of changes) {
      const before = this.#entries.get(id);
      digest -= term(id, before);
      if (kind !== null) digest += term(id, { kind, revision: this.revision(id) + 1, deleted: false, ours: true });
    }
    return digestText(digest);
  }
}

const counts = ({ kind, deleted, ours }: Registered): boolean => !deleted && ours && kind !== 'head';
const count = (entry: Registered | undefined): number => (entry !== undefined && counts(entry) ? 1 : 0);

function term(id: string, entry: Registered | undefined): bigint {
  if (entry === undefined || !counts(entry)) return 0n;
  return BigInt(`0x${hex(sha256(utf8(`${entry.kind}\n${id}\n${entry.revision}`)))}`);
}

const digestOf = (text: string): bigint => BigInt(`0x${hex(fromBase64url(text) ?? new Uint8Array(1))}`);

function digestText(digest: bigint): string {
  const reduced = ((digest % MODULUS) + MODULUS) % MODULUS;
  return base64url(fromHex(reduced.toString(16).padStart(64, '0')));
}
