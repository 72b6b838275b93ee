/** The address book as the page shows it. Plaintext, like all of the model. */
import type { EmailAddress } from './mail.js';
import type { Refused } from './vault.js';

export interface Card {
  /** Opaque: it may stand in the address bar. */
  readonly id: string;
  readonly name: string;
  /** In normal form; the first is the one that is written to. */
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly organisation: string;
  readonly notes: string;
  /** Names of the groups that it belongs to; a group is there as long as a card names it. */
  readonly groups: readonly string[];
  /** A `data:` address of a picture of at most {@link MAX_PICTURE} characters, or null. */
  readonly picture: string | null;
}

export const MAX_PICTURE = 48_000;

export interface AddressBook {
  /** By name. */
  readonly cards: readonly Card[];
  /** People one wrote to who have no card, best known first; empty unless they are learned. */
  readonly others: readonly EmailAddress[];
  /** True if people one wrote to are remembered without being asked. */
  readonly learns: boolean;
}

/** A person or a group that fits what is being typed. */
export interface Completion {
  /** Empty for a person without one. */
  readonly name: string;
  /** Empty for a group. */
  readonly email: string;
  readonly picture: string | null;
  /** Of a group. */
  readonly members?: readonly EmailAddress[];
}

export interface Imported {
  readonly made: number;
  /** Cards that were there and have more on them now. */
  readonly grown: number;
  /** Cards that were there as they are, and what is no vCard 3.0 or 4.0. */
  readonly skipped: number;
}

/** The address book: sealed items, and what the mails themselves tell. */
export interface Contacts {
  book(): Promise<AddressBook>;
  /**
   * Makes (`before` null) or changes a card: what differs from `before` is changed, so that what another device changed
   * meanwhile stays. Gives its id. Codes: `bad-card` (neither name nor address), `bad-address`, `too-many-cards` (5,000).
   */
  keep(card: Card, before: Card | null): Promise<string | Refused>;
  /** Gives what is gone, for {@link restore}. */
  drop(ids: readonly string[]): Promise<readonly Card[] | Refused>;
  restore(cards: readonly Card[]): Promise<null | Refused>;
  /** Takes in a file of vCards (RFC 6350, RFC 2426); who is there already by address is not doubled. Codes: `no-cards`, `too-large` (over 32 MiB), `too-many-cards`. */
  read(file: Blob): Promise<Imported | Refused>;
  /** A file for other programs. `ids` null: all. */
  write(ids: readonly string[] | null, version: '4.0' | '3.0'): Promise<Blob | Refused>;
  learn(on: boolean): Promise<null | Refused>;
}
