import type { Refused } from './vault.js';

/** What the server has not got yet. */
export interface Unsent {
  /** Mails in the outbox. */
  readonly mails: number;
  /** Those of them that were stopped. */
  readonly stopped: number;
  /** Items that were changed: marks, drafts, folders, settings. */
  readonly changes: number;
}

/** A mail that was sent without a network; it waits on this device, as what its draft's id names. */
export interface Waits {
  readonly kind: 'waits';
  readonly id: string;
}

export const isWaits = (value: unknown): value is Waits => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'waits';

/** What the vault does without a network (spec 75.7, 75.8). */
export interface Offline {
  /** The address that this device can open without the server, or null; also while nobody is signed in. */
  kept(): Promise<string | null>;
  /** Keeps what the passphrase opens without the server, or forgets it. */
  keep(on: boolean): Promise<null | Refused>;
  unsent(): Promise<Unsent>;
  /** Takes a mail out of the outbox; it is the draft of that id again. Codes: `already-sent`, `not-found`. */
  withdraw(id: string): Promise<string | Refused>;
}
