/**
 * The mails in the order in which lists show them, kept up to date with each change, so that a change costs the same with 1,000
 * and with 100,000 mails.
 */
import type { Line } from './line.js';

/** Mails that answer each other, the oldest first. */
export interface Conversation {
  readonly mails: Line[];
  /** Message ids of the mails and of what they answer. */
  readonly ids: string[];
}

export function byTime(a: Line, b: Line): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  if (a.own !== b.own) return a.own ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Which conversation a mail belongs to. */
export class Conversations {
  readonly #byId = new Map<string, Conversation>();
  readonly #all = new Set<Conversation>();

  clear(): void {
    this.#byId.clear();
    this.#all.clear();
  }

  of(mail: Line): Conversation {
    return this.#named(nameOf(mail));
  }

  /** The conversation that the message belongs to, if there is one. */
  known(messageId: string): Conversation | undefined {
    return this.#byId.get(messageId);
  }

  all(): Iterable<Conversation> {
    return this.#all;
  }

  /** Gives the conversation with the mail in it, and those that it has brought together, which are empty now. */
  add(mail: Line): readonly Conversation[] {
    const gone: Conversation[] = [];
    let grown = this.of(mail);
    for (const id of mail.header === null ? [] : [...mail.header.references, ...mail.header.inReplyTo]) {
      const other = this.#byId.get(id);
      if (other === undefined) this.#name(id, grown);
      else if (other !== grown) {
        const [large, small] = other.ids.length > grown.ids.length ? [other, grown] : [grown, other];
        for (const moved of small.ids) this.#name(moved, large);
        for (const one of small.mails) insert(large.mails, one, byTime);
        small.mails.length = 0;
        this.#all.delete(small);
        gone.push(small);
        grown = large;
      }
    }
    insert(grown.mails, mail, byTime);
    return [grown, ...gone];
  }

  /** Gives the conversation without the mail. */
  remove(mail: Line): Conversation {
    const conversation = this.of(mail);
    const at = conversation.mails.findIndex(({ id }) => id === mail.id);
    if (at >= 0) conversation.mails.splice(at, 1);
    return conversation;
  }

  #named(id: string): Conversation {
    let conversation = this.#byId.get(id);
    if (conversation === undefined) {
      conversation = { mails: [], ids: [] };
      this.#all.add(conversation);
      this.#name(id, conversation);
    }
    return conversation;
  }

  #name(id: string, conversation: Conversation): void {
    this.#byId.set(id, conversation);
    conversation.ids.push(id);
  }
}

/** A broken mail answers nobody that could be believed. */
const nameOf = ({ id, header }: Line): string => header?.messageId ?? `broken ${id}`;

interface Entry {
  readonly conversation: Conversation;
  /** The newest mail of it here. */
  readonly newest: Line;
  /** UTCDate by which it stands: of its newest mail, or when a mail of it came back. */
  readonly at: string;
  readonly unread: boolean;
}

const newestFirst = (a: Entry, b: Entry): number => (a.at === b.at ? byTime(b.newest, a.newest) : a.at < b.at ? 1 : -1);

/** The conversations of one place, the newest first. */
export class Order {
  readonly #isIn: (mail: Line) => boolean;
  readonly #isUnread: (mail: Line) => boolean;
  readonly #timeOf: (mail: Line) => string;
  #entries: Entry[] = [];
  readonly #known = new Map<Conversation, Entry>();
  #unread = 0;

  constructor(conversations: Iterable<Conversation>, isIn: (mail: Line) => boolean, isUnread: (mail: Line) => boolean, timeOf: (mail: Line) => string = ({ receivedAt }) => receivedAt) {
    this.#isIn = isIn;
    this.#isUnread = isUnread;
    this.#timeOf = timeOf;
    for (const conversation of conversations) {
      const entry = this.#entry(conversation);
      if (entry !== null) this.#know(entry);
    }
    this.#entries = [...this.#known.values()].sort(newestFirst);
  }

  get size(): number {
    return this.#entries.length;
  }

  get unread(): number {
    return this.#unread;
  }

  /** The mails that are here, by conversation. */
  slice(from: number, to: number): readonly (readonly Line[])[] {
    return this.#entries.slice(from, to).map(({ conversation }) => conversation.mails.filter(this.#isIn));
  }

  touch(conversation: Conversation): void {
    const before = this.#known.get(conversation);
    const after = this.#entry(conversation);
    if (before !== undefined) {
      this.#known.delete(conversation);
      if (before.unread) this.#unread--;
      const at = place(this.#entries, before, newestFirst);
      // The mail may have been replaced by another of the same id meanwhile, never moved.
      if (this.#entries[at] === before) this.#entries.splice(at, 1);
      else this.#entries = this.#entries.filter((entry) => entry !== before);
    }
    if (after === null) return;
    this.#know(after);
    insert(this.#entries, after, newestFirst);
  }

  #know(entry: Entry): void {
    this.#known.set(entry.conversation, entry);
    if (entry.unread) this.#unread++;
  }

  #entry(conversation: Conversation): Entry | null {
    let newest: Line | null = null;
    let unread = false;
    let at = '';
    for (const mail of conversation.mails) {
      if (!this.#isIn(mail)) continue;
      newest = mail;
      const time = this.#timeOf(mail);
      if (time > at) at = time;
      unread ||= this.#isUnread(mail);
    }
    return newest === null ? null : { conversation, newest, at, unread };
  }
}

/** Where it stands, or would. */
function place<T>(list: readonly T[], one: T, compare: (a: T, b: T) => number): number {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle]!, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert<T>(list: T[], one: T, compare: (a: T, b: T) => number): void {
  const at = place(list, one, compare);
  if (at < list.length && compare(list[at]!, one) === 0) list[at] = one;
  else list.splice(at, 0, one);
}
