/** What the opened mailbox holds, in memory: nothing of it survives {@link Store.clear}. */
import type { Delivery, Folder, Place, Places } from '../model/mail.js';
import type { Arrival, Contact, Draft, Flags, Peer, Status } from './items.js';
import { type Line, Pool, pooled } from './line.js';
import { NO_PLACES, isLabel, isOwnFolder } from './places.js';

export class Store {
  readonly mails = new Map<string, Line>();
  /** By the mail's id. */
  readonly flags = new Map<string, Flags>();
  readonly drafts = new Map<string, Draft>();
  /** By address. */
  readonly contacts = new Map<string, Contact>();
  /** By domain. */
  readonly peers = new Map<string, Peer>();
  readonly arrivals = new Map<string, Arrival>();
  /** By routing id. */
  readonly statuses = new Map<string, Status>();
  places: Places = NO_PLACES;
  readonly #pool = new Pool();
  readonly #haystacks = new Map<string, string>();
  /** Union of message ids into conversations; each id points to another or to itself. */
  readonly #parents = new Map<string, string>();

  clear(): void {
    for (const map of [this.mails, this.flags, this.drafts, this.contacts, this.peers, this.arrivals, this.statuses]) map.clear();
    this.places = NO_PLACES;
    this.#haystacks.clear();
    this.#parents.clear();
    this.#pool.clear();
  }

  /** Gives the mail as it is kept. */
  addMail(given: Line): Line {
    const mail = pooled(given, this.#pool);
    this.mails.set(mail.id, mail);
    this.#haystacks.delete(mail.id);
    if (mail.header === null) return mail;
    const { messageId, inReplyTo, references } = mail.header;
    for (const id of [...references, ...inReplyTo]) this.#join(messageId, id);
    return mail;
  }

  removeMail(id: string): void {
    this.mails.delete(id);
    this.flags.delete(id);
    this.#haystacks.delete(id);
  }

  flagsOf(mail: Line): Flags {
    return this.flags.get(mail.id) ?? { mail: mail.id, seen: mail.own, flagged: false, folder: mail.own ? 'sent' : 'inbox', labels: [] };
  }

  /** What lay in a folder that was dropped is in the archive. */
  folderOf(mail: Line): Folder {
    const { folder } = this.flagsOf(mail);
    return !isOwnFolder(folder) || this.places.folders.some(({ id }) => id === folder) ? folder : mail.own ? 'sent' : 'archive';
  }

  /** True if a list of that place shows the mail. */
  isIn(mail: Line, place: Place): boolean {
    const folder = this.folderOf(mail);
    if (place !== 'all' && place !== 'starred' && !isLabel(place)) return folder === place;
    if (folder === 'trash' || folder === 'spam') return false;
    const { flagged, labels } = this.flagsOf(mail);
    return place === 'all' || (place === 'starred' ? flagged : labels.includes(place));
  }

  /** Equal for all mails of one conversation. */
  conversationOf(mail: Line): string {
    return mail.header === null ? `broken ${mail.id}` : this.#root(mail.header.messageId);
  }

  /** True if all words, in lower case, occur in the mail's visible parts. */
  matches(mail: Line, words: readonly string[]): boolean {
    if (words.length === 0) return true;
    let haystack = this.#haystacks.get(mail.id);
    if (haystack === undefined) {
      haystack = haystackOf(mail);
      this.#haystacks.set(mail.id, haystack);
    }
    return words.every((word) => haystack.includes(word));
  }

  deliveries(mail: Line): readonly Delivery[] {
    return mail.recipients.map(({ address, field, routing }) => {
      const status = this.statuses.get(routing);
      const state = status === undefined ? 'waiting' : status.state === 'claimed' ? 'delivered' : status.state;
      return { address, field, state, reason: status?.reason ?? null, at: status?.time ?? mail.receivedAt };
    });
  }

  #join(a: string, b: string): void {
    const [rootA, rootB] = [this.#root(a), this.#root(b)];
    if (rootA !== rootB) this.#parents.set(rootA, rootB);
  }

  #root(id: string): string {
    let root = id;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    for (let at = id; at !== root; ) {
      const next = this.#parents.get(at)!;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }
}

export const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

function haystackOf({ header }: Line): string {
  if (header === null) return '';
  const people = [header.from, ...header.to, ...header.cc, ...header.bcc].flatMap(({ name, email }) => [name ?? '', email]);
  return fold([...people, header.subject, header.preview, ...header.blobs.map(({ name }) => name ?? '')].join('\n'));
}
