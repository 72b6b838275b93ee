/** Invitations (iCalendar, RFC 5545 and RFC 5546) as the page shows them. Hostile text, made fit to be shown; never HTML. */
import type { EmailAddress } from './mail.js';
import type { Refused } from './vault.js';

/** A moment; a whole day; or a time without a zone, which everybody reads by the own clock. */
export type When = { readonly kind: 'moment'; readonly at: string } | { readonly kind: 'day'; readonly day: string } | { readonly kind: 'floating'; readonly local: string };

export type Answered = 'accepted' | 'tentative' | 'declined';

export interface Guest extends EmailAddress {
  readonly answer: Answered | 'none';
}

export interface Invitation {
  /** What the sender wants: that it be answered, to call it off, to tell an answer, or only to tell of it. */
  readonly method: 'request' | 'cancel' | 'reply' | 'publish';
  readonly title: string;
  readonly place: string;
  readonly text: string;
  readonly start: When;
  /** Null for the same as the start. For whole days, the last of them. */
  readonly end: When | null;
  readonly repeats: 'daily' | 'weekly' | 'monthly' | 'yearly' | 'otherwise' | null;
  readonly organiser: EmailAddress | null;
  /** At most 100. */
  readonly guests: readonly Guest[];
  /** What this account answered to this mail. */
  readonly answered: Answered | null;
}

export interface Calendar {
  /** What the mail's first calendar file (of at most 256 KiB) asks. Codes: `no-invitation`, `malformed`, and those of an attachment. */
  invitation(mail: string): Promise<Invitation | Refused>;
  /** Answers the organiser by a sealed mail with these words (RFC 5546 §3.2.3). Codes: as {@link invitation} and of sending; `no-organiser`. */
  answer(mail: string, answer: Answered, words: { readonly subject: string; readonly text: string }): Promise<null | Refused>;
}
