/**
 * What happens to a mail as it comes, in the batch that turns the arrival into a mail: whichever device is first does it, and no
 * other does it again (spec 70.9).
 */
import type { Why } from '../model/sorting.js';
import { applied } from './rules.js';
import type { Flags } from './items.js';
import { Learner } from './learner.js';
import type { Line } from './line.js';
import type { Store } from './store.js';

export class Sorter {
  readonly #store: Store;
  readonly #own: string;
  /** Conversations that were muted, of mails of the same batch. */
  readonly #muted = new Set<string>();
  #learner: Learner | null = null;
  #known: ReadonlySet<string> | null = null;

  constructor(store: Store, own: string) {
    this.#store = store;
    this.#own = own;
  }

  /** The marks that the mail begins with. They are written with every mail: which of them were sorted is nobody's business. */
  sort(mail: Line, body: string): Flags {
    const { header } = mail;
    const before = this.#store.flagsOf(mail);
    if (header === null) return before;
    const to = (folder: Flags['folder'], why: Why, more: Partial<Flags> = {}): Flags => ({ ...before, folder, why, ...more });
    const author = header.from.email;
    if (this.#store.blocked.some(({ address }) => address === author)) return to(this.#store.habits.blocked, { by: 'block' }, { seen: true });
    const ruled = applied(this.#store.rules, before, header, body);
    const muted = this.#isMuted(mail);
    if (muted) this.#muted.add(header.messageId);
    const sorted = ruled ?? before;
    // What somebody ordered stands above what the vault thinks.
    if (sorted.folder !== 'inbox') return { ...sorted, muted };
    if (muted) return { ...sorted, muted, folder: 'archive', why: { by: 'mute' } };
    if (author === this.#own || this.#knows(author)) return sorted;
    const words = this.#store.habits.spam ? (this.#learner ??= Learner.of(this.#store)).spam(mail) : null;
    if (words !== null) return { ...sorted, folder: 'spam', why: { by: 'spam', words } };
    return this.#store.habits.strangers ? { ...sorted, folder: 'requests', why: { by: 'stranger' } } : sorted;
  }

  #isMuted({ header }: Line): boolean {
    return [...header!.references, ...header!.inReplyTo].some((id) => this.#muted.has(id) || this.#store.conversations.known(id)?.mails.some((mail) => this.#store.flagsOf(mail).muted) === true);
  }

  #knows(author: string): boolean {
    this.#known ??= acquaintances(this.#store);
    return this.#known.has(author);
  }
}

/** Who has a card, was written to, or has mail that was let in. */
export function acquaintances(store: Store): ReadonlySet<string> {
  const known = new Set([...store.cards.values()].flatMap(({ emails }) => emails));
  for (const mail of store.mails.values()) {
    const { own, header } = mail;
    if (header === null) continue;
    if (own) for (const list of [header.to, header.cc, header.bcc]) for (const { email } of list) known.add(email);
    else if (!known.has(header.from.email) && !['requests', 'spam', 'trash'].includes(store.folderOf(mail))) known.add(header.from.email);
  }
  return known;
}
