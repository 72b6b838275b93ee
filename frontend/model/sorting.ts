/** What happens to mail by itself: filters, snoozing, muting, blocking, spam, strangers. All of it in the vault. */
import type { Folder, LabelId, Undo } from './mail.js';
import type { Progress, Refused } from './vault.js';

/** One thing a filter looks at. Words with commas between are alternatives; case and accents do not count. */
export type Condition =
  | { readonly field: 'from' | 'to' | 'subject' | 'body' | 'domain'; readonly words: string }
  | { readonly field: 'attachment'; readonly words: '' };

export interface Rule {
  /** Opaque. */
  readonly id: string;
  readonly on: boolean;
  /** All conditions must hold, or any of them. */
  readonly all: boolean;
  readonly when: readonly Condition[];
  readonly labels: readonly LabelId[];
  /** Where the mail goes, `archive` for past the inbox, or null to leave it. */
  readonly move: Folder | null;
  readonly star: boolean;
  readonly read: boolean;
  /** No filter after this one looks at a mail that it fits. */
  readonly last: boolean;
}

/** Why a mail lies where nobody put it. */
export type Why =
  | { readonly by: 'rule'; readonly rule: string }
  | { readonly by: 'block' | 'mute' | 'stranger' }
  /** The words that spoke most against it. */
  | { readonly by: 'spam'; readonly words: readonly string[] };

export interface Blocked {
  readonly address: string;
  /** UTCDate. */
  readonly since: string;
}

/** What people chose for the mailbox as a whole. */
export interface Habits {
  /** People one wrote to are remembered for completion. */
  readonly learn: boolean;
  /** Mail that looks like what was marked as spam goes there by itself. */
  readonly spam: boolean;
  /** Mail of strangers waits in `requests`. */
  readonly strangers: boolean;
  /** Where mail of the blocked goes. */
  readonly blocked: 'spam' | 'trash';
}

/** How much the learner of spam has to go by; below `enough` of each it decides nothing. */
export interface Learned {
  readonly spam: number;
  readonly good: number;
  readonly enough: number;
}

export interface Sorting {
  /** In the order in which they look at a mail. */
  rules(): Promise<readonly Rule[]>;
  /** Makes (an empty id) or changes a filter. Gives its id. Codes: `bad-rule` (it looks at nothing or does nothing), `too-many-rules` (200). */
  keepRule(rule: Rule): Promise<string | Refused>;
  dropRule(id: string): Promise<null | Refused>;
  /** Puts the filter before the one that stands there. */
  moveRule(id: string, to: number): Promise<null | Refused>;
  /** Applies the filters that are on, or one of them, to all received mail but spam and trash. Codes: `cancelled`; what was done by then stays done. */
  applyRules(id: string | null, progress: Progress): Promise<Undo | Refused>;
  cancelApply(): Promise<void>;

  /** Away from the inbox until then (UTCDate), or back at once (null). */
  snooze(ids: readonly string[], until: string | null): Promise<Undo | Refused>;
  /** What comes to a muted conversation goes past the inbox. */
  mute(ids: readonly string[], on: boolean): Promise<Undo | Refused>;

  blocked(): Promise<readonly Blocked[]>;
  /** Codes: `bad-address`, `too-many-blocked` (2,000). */
  block(address: string): Promise<null | Refused>;
  unblock(address: string): Promise<null | Refused>;
  /** Mail of strangers goes to the inbox, and what they write later too. */
  accept(ids: readonly string[]): Promise<Undo | Refused>;

  habits(): Promise<Habits>;
  choose(wanted: Partial<Habits>): Promise<null | Refused>;
  learned(): Promise<Learned>;
}
