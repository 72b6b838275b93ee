/** What the opened mailbox holds, in memory: nothing of it survives {@link Store.clear}. */
import type { Card } from '../model/contacts.js';
import { type Delivery, type Folder, NO_PLACES, type Place, type Places, type Preferences, type When, isLabel, isOwnFolder } from '../model/mail.js';
import type { SavedSearch } from '../model/search.js';
import type { Blocked, Habits, Rule } from '../model/sorting.js';
import { NO_HABITS } from './habits.js';
import { type Arrival, type Contact, type Draft, type Flags, type Peer, type Status, noFlags } from './items.js';
import { type Model, NO_MODEL } from './learner.js';
import { type Line, Pool, pooled } from './line.js';
import { type Conversation, Conversations, Order } from './order.js';
import { STANDARD } from './preferences.js';

/** Changed conversations of which it is quicker to sort all anew. */
const MANY = 1000;

/** A mail that was sent without a network. */
export interface Waits {
  /** UTCDate. */
  readonly since: string;
  readonly when: When;
  /** Why it was stopped, or null. */
  readonly why: string | null;
}

export class Store {
  readonly mails = new Map<string, Line>();
  /** By the mail's id. */
  readonly flags = new Map<string, Flags>();
  readonly drafts = new Map<string, Draft>();
  /** By address. */
  readonly contacts = new Map<string, Contact>();
  /** The address book, by id. */
  readonly cards = new Map<string, Card>();
  /** By domain. */
  readonly peers = new Map<string, Peer>();
  readonly arrivals = new Map<string, Arrival>();
  /** By routing id. */
  readonly statuses = new Map<string, Status>();
  /** Mails that wait for the network, by the id of their draft. */
  readonly waiting = new Map<string, Waits>();
  readonly conversations = new Conversations();
  /** Own mails that the server still holds back, as far as is known; by id. */
  readonly #held = new Map<string, Line>();
  readonly #now: () => number;
  readonly #pool = new Pool();
  readonly #orders = new Map<Place, Order>();
  /** Changed since the orders were asked for last. */
  readonly #changed = new Set<Conversation>();
  preferences: Preferences = STANDARD;
  rules: readonly Rule[] = [];
  searches: readonly SavedSearch[] = [];
  blocked: readonly Blocked[] = [];
  model: Model = NO_MODEL;
  /** By mail, milliseconds since 1970: when those that are away come back. */
  readonly #away = new Map<string, number>();
  /** Until then nothing comes back. */
  #nextBack = Infinity;
  /** By mail, milliseconds since 1970: when those vanish whose author set an end. */
  readonly #ending = new Map<string, number>();
  /** Those that have vanished and are still to be erased wherever they are kept. */
  readonly #expired = new Map<string, Line>();
  #places: Places = NO_PLACES;
  #habits: Habits = NO_HABITS;
  #version = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Another one after each change of a mail, its marks or the address book. */
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

  get habits(): Habits {
    return this.#habits;
  }

  set habits(habits: Habits) {
    this.#habits = habits;
    this.#version++;
  }

  addCard(card: Card): void {
    this.cards.set(card.id, card);
    this.#version++;
  }

  removeCard(id: string): void {
    if (this.cards.delete(id)) this.#version++;
  }

  clear(): void {
    for (const map of [this.mails, this.flags, this.drafts, this.contacts, this.cards, this.peers, this.arrivals, this.statuses, this.waiting]) map.clear();
    this.places = NO_PLACES;
    this.preferences = STANDARD;
    this.habits = NO_HABITS;
    this.searches = [];
    this.rules = this.blocked = [];
    this.model = NO_MODEL;
    this.#away.clear();
    this.#nextBack = Infinity;
    this.#ending.clear();
    this.#expired.clear();
    this.conversations.clear();
    this.#held.clear();
    this.#changed.clear();
    this.#pool.clear();
  }

  /** Gives the mail as it is kept; null for one that has expired, which is not kept. */
  addMail(given: Line): Line | null {
    const mail = pooled(given, this.#pool);
    const end = mail.header?.expires === undefined ? Infinity : Date.parse(mail.header.expires);
    if (end <= this.#now()) {
      this.#expired.set(mail.id, mail);
      return null;
    }
    if (end < Infinity) this.#ending.set(mail.id, end);
    this.mails.set(mail.id, mail);
    if (mail.held !== null && Date.parse(mail.held) > this.#now()) this.#held.set(mail.id, mail);
    for (const one of this.conversations.add(mail)) this.#changed.add(one);
    this.#version++;
    return mail;
  }

  addFlags(flags: Flags): void {
    this.flags.set(flags.mail, flags);
    const back = flags.snoozed === null ? 0 : Date.parse(flags.snoozed);
    if (back > this.#now()) {
      this.#away.set(flags.mail, back);
      this.#nextBack = Math.min(this.#nextBack, back);
    } else this.#away.delete(flags.mail);
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
    this.#away.delete(id);
    // Gone before its time here, it is erased as it would be then.
    if (this.#ending.delete(id)) this.#expired.set(id, mail);
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
    this.comeBack();
    this.expire();
    if (this.#changed.size > MANY) this.#orders.clear();
    for (const order of this.#orders.values()) for (const one of this.#changed) order.touch(one);
    this.#changed.clear();
    let order = this.#orders.get(place);
    if (order === undefined) {
      order = new Order(this.conversations.all(), (mail) => this.isIn(mail, place), (mail) => !this.isSeen(mail), (mail) => this.timeOf(mail));
      this.#orders.set(place, order);
    }
    return order;
  }

  flagsOf(mail: Line): Flags {
    return this.flags.get(mail.id) ?? noFlags(mail.id, mail.own);
  }

  /** Lets those that are due come back to where they lie. Gives when the next one is, or infinity. */
  comeBack(): number {
    const now = this.#now();
    if (now < this.#nextBack) return this.#nextBack;
    this.#nextBack = Infinity;
    for (const [id, back] of this.#away) {
      if (back > now) {
        this.#nextBack = Math.min(this.#nextBack, back);
        continue;
      }
      this.#away.delete(id);
      const mail = this.mails.get(id);
      if (mail !== undefined) this.#changed.add(this.conversations.of(mail));
      this.#version++;
    }
    return this.#nextBack;
  }

  /** Lets those vanish whose time has come. Gives when the next one does, or infinity. */
  expire(): number {
    const now = this.#now();
    let next = Infinity;
    for (const [id, end] of this.#ending) {
      if (end > now) next = Math.min(next, end);
      else this.removeMail(id);
    }
    return next;
  }

  /** Some mails vanish one day; they are in no index. */
  get hasEnding(): boolean {
    return this.#ending.size > 0;
  }

  /** Mails that have vanished and are not erased yet. */
  get expired(): ReadonlyMap<string, Line> {
    return this.#expired;
  }

  erased(id: string): void {
    this.#expired.delete(id);
  }

  isAway({ id }: Line): boolean {
    return this.#away.has(id);
  }

  /** What is away is not unread before it comes back. */
  isSeen(mail: Line): boolean {
    return this.flagsOf(mail).seen || this.isAway(mail);
  }

  /** By which it stands in lists: when it came, or came back. */
  timeOf(mail: Line): string {
    const { snoozed } = this.flagsOf(mail);
    return snoozed === null || this.isAway(mail) || snoozed < mail.receivedAt ? mail.receivedAt : snoozed;
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
    const isView = place === 'all' || place === 'starred' || place === 'snoozed' || place === 'scheduled' || place === 'outbox' || isLabel(place);
    if (!isView) return folder === place && !(folder === 'inbox' && this.isAway(mail));
    if (folder === 'trash' || folder === 'spam' || folder === 'requests') return false;
    if (place === 'scheduled' || place === 'outbox') return false;
    if (place === 'snoozed') return this.isAway(mail);
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
