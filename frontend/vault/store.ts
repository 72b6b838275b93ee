/** What the opened mailbox holds, in memory: nothing of it survives {@link Store.clear}. */
import { type Delivery, type Folder, NO_PLACES, type Place, type Places, type Preferences, isLabel, isOwnFolder } from '../model/mail.js';
import type { Arrival, Contact, Draft, Flags, Peer, Status } from './items.js';
import { type Line, Pool, pooled } from './line.js';
import { type Conversation, Conversations, Order } from './order.js';
import { STANDARD } from './preferences.js';

/** Changed conversations of which it is quicker to sort all anew. */
const MANY = 1000;

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
  readonly conversations = new Conversations();
  /** Own mails that the server still holds back, as far as is known; by id. */
  readonly #held = new Map<string, Line>();
  readonly #now: () => number;
  readonly #pool = new Pool();
  readonly #orders = new Map<Place, Order>();
  /** Changed since the orders were asked for last. */
  readonly #changed = new Set<Conversation>();
  preferences: Preferences = STANDARD;
  #places: Places = NO_PLACES;
  #version = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Another one after each change of a mail or its marks. */
  get version(): number {
    return this.#version;
  }

  get places(): Places {
    return this.#places;
  }

  set places(places: Places) {
    this.#places = places;
    this.#orders.clear();
    this.#version++;
  }

  clear(): void {
    for (const map of [this.mails, this.flags, this.drafts, this.contacts, this.peers, this.arrivals, this.statuses]) map.clear();
    this.places = NO_PLACES;
    this.preferences = STANDARD;
    this.conversations.clear();
    this.#held.clear();
    this.#changed.clear();
    this.#pool.clear();
  }

  /** Gives the mail as it is kept. */
  addMail(given: Line): Line {
    const mail = pooled(given, this.#pool);
    this.mails.set(mail.id, mail);
    if (mail.held !== null && Date.parse(mail.held) > this.#now()) this.#held.set(mail.id, mail);
    for (const one of this.conversations.add(mail)) this.#changed.add(one);
    this.#version++;
    return mail;
  }

  addFlags(flags: Flags): void {
    this.flags.set(flags.mail, flags);
    const mail = this.mails.get(flags.mail);
    if (mail !== undefined) this.#changed.add(this.conversations.of(mail));
    this.#version++;
  }

  removeMail(id: string): void {
    const mail = this.mails.get(id);
    if (mail === undefined) return;
    this.mails.delete(id);
    this.#held.delete(id);
    this.flags.delete(id);
    this.#changed.add(this.conversations.remove(mail));
    this.#version++;
  }

  addStatus(status: Status): void {
    this.statuses.set(status.routing, status);
    // Whatever the clocks say, it is on its way.
    for (const mail of this.#held.values()) if (mail.recipients.some(({ routing }) => routing === status.routing)) this.#release(mail);
  }

  /** Mails that are held back, those first that leave first. */
  held(): readonly Line[] {
    for (const mail of this.#held.values()) if (Date.parse(mail.held!) <= this.#now()) this.#release(mail);
    return [...this.#held.values()].sort((a, b) => (a.held! < b.held! ? -1 : 1));
  }

  isHeld(id: string): boolean {
    return this.#held.has(id);
  }

  #release(mail: Line): void {
    this.#held.delete(mail.id);
    this.#changed.add(this.conversations.of(mail));
    this.#version++;
  }

  /** What a place shows, in its order. */
  order(place: Place): Order {
    this.held();
    if (this.#changed.size > MANY) this.#orders.clear();
    for (const order of this.#orders.values()) for (const one of this.#changed) order.touch(one);
    this.#changed.clear();
    let order = this.#orders.get(place);
    if (order === undefined) {
      order = new Order(this.conversations.all(), (mail) => this.isIn(mail, place), (mail) => !this.flagsOf(mail).seen);
      this.#orders.set(place, order);
    }
    return order;
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
    if (this.#held.has(mail.id) && (place === 'scheduled' || place === 'sent')) return place === 'scheduled';
    if (place !== 'all' && place !== 'starred' && !isLabel(place)) return folder === place;
    if (folder === 'trash' || folder === 'spam') return false;
    const { flagged, labels } = this.flagsOf(mail);
    return place === 'all' || (place === 'starred' ? flagged : labels.includes(place));
  }

  deliveries(mail: Line): readonly Delivery[] {
    return mail.recipients.map(({ address, field, routing }) => {
      const status = this.statuses.get(routing);
      const state = status === undefined ? 'waiting' : status.state === 'claimed' ? 'delivered' : status.state;
      return { address, field, state, reason: status?.reason ?? null, at: status?.time ?? mail.receivedAt };
    });
  }
}
