/** The address book's desk: cards kept as sealed items of the kind that pinned keys have too (spec 70.8). */
import type { AddressBook, Card, Contacts, Imported } from '../model/contacts.js';
import type { Refused } from '../model/vault.js';
import { guarded } from './answering.js';
import { base64url, random } from './bytes.js';
import { cardJson, checked, grown, merged, sameCard } from './cards.js';
import { others } from './completion.js';
import { choose } from './habits.js';
import { Declined } from './refusal.js';
import type { Mailbox } from './mailbox.js';
import type { Change } from './plan.js';
import type { OpenSession } from './session.js';
import type { Store } from './store.js';
import { MAX_FILE, readVcards, writeVcards } from './vcard.js';

const MAX_CARDS = 5000;
const MAX_OTHERS = 200;
/** Cards in one batch: with pictures they still fit into a request. */
const BATCH = 50;

/** What a desk of the vault needs of it: an open session, and to tell the page that something has changed. */
export interface Doing {
  /** Null while nobody is signed in. */
  readonly session: () => OpenSession | null;
  /** @throws Declined `signed-out` */
  readonly mine: () => OpenSession;
  /** Refusals become values; the page hears of the change. */
  readonly change: <T>(work: (session: OpenSession) => Promise<T>) => Promise<T | Refused>;
  /** As `change`, for what gives nothing. */
  readonly done: (work: (session: OpenSession) => Promise<void>) => Promise<null | Refused>;
}

const put = (card: Card): Change => ({ put: 'contact', id: card.id, content: cardJson(card) });

export class ContactDesk implements Contacts {
  readonly #doing: Doing;

  constructor(doing: Doing) {
    this.#doing = doing;
  }

  async book(): Promise<AddressBook> {
    const session = this.#doing.session();
    if (session === null) return { cards: [], others: [], learns: false };
    const { store, account, now } = session;
    const cards = [...store.cards.values()].sort((a, b) => titleOf(a).localeCompare(titleOf(b)));
    return { cards, others: others(store, account.address.text, MAX_OTHERS, now()), learns: store.habits.learn };
  }

  keep(card: Card, before: Card | null): Promise<string | Refused> {
    return this.#doing.change(async ({ mailbox, store }) => {
      const wanted = checked(card);
      const fresh = await freshIds(mailbox, wanted);
      let id = '';
      await mailbox.change(async () => {
        id = before?.id ?? idFor(store, wanted, fresh);
        const there = store.cards.get(id);
        if (there === undefined && store.cards.size >= MAX_CARDS) throw new Declined('too-many-cards');
        const next = there === undefined ? wanted : before === null ? grown(there, wanted) : checked(merged(before, wanted, there));
        return there !== undefined && sameCard(there, next) ? null : { changes: [put({ ...next, id })] };
      });
      return id;
    });
  }

  drop(ids: readonly string[]): Promise<readonly Card[] | Refused> {
    return this.#doing.change(async (session) => {
      const gone = new Map<string, Card>();
      await inBatches(session, ids, (id) => {
        const card = session.store.cards.get(id);
        if (card === undefined) return null;
        gone.set(id, card);
        return { delete: id };
      });
      return [...gone.values()];
    });
  }

  restore(cards: readonly Card[]): Promise<null | Refused> {
    return this.#doing.done((session) => inBatches(session, cards, (card) => (session.store.cards.has(card.id) ? null : put(checked(card)))));
  }

  read(file: Blob): Promise<Imported | Refused> {
    return this.#doing.change(async (session) => {
      if (file.size > MAX_FILE) throw new Declined('too-large');
      const { cards, broken } = await readVcards(await file.text());
      if (cards.length === 0) throw new Declined('no-cards');
      return takeIn(session, cards, broken);
    });
  }

  write(ids: readonly string[] | null, version: '4.0' | '3.0'): Promise<Blob | Refused> {
    return guarded(async () => {
      const { store } = this.#doing.mine();
      const cards = ids === null ? [...store.cards.values()] : ids.flatMap((id) => store.cards.get(id) ?? []);
      return new Blob([await writeVcards(cards, version)], { type: 'text/vcard' });
    });
  }

  learn(on: boolean): Promise<null | Refused> {
    return this.#doing.done((session) => choose(session, { learn: on }));
  }
}

/** Two devices that make a card of the same person meet in one item; but not where that card has become somebody else's. */
async function freshIds(mailbox: Mailbox, { name, emails }: Card): Promise<readonly [derived: string, own: string]> {
  return [await mailbox.derivedId('contact', `card\n${emails[0] ?? `\n${name}`}`), base64url(random(16))];
}

function idFor({ cards }: Store, wanted: Card, [derived, own]: readonly [string, string]): string {
  const there = cards.get(derived);
  return there === undefined || isAbout(there, wanted) ? derived : own;
}

const isAbout = (card: Card, other: Card): boolean => (other.emails.length === 0 ? card.emails.length === 0 && card.name === other.name : other.emails.some((email) => card.emails.includes(email)));

async function takeIn(session: OpenSession, read: readonly Card[], broken: number): Promise<Imported> {
  const { mailbox, store } = session;
  const cards = await Promise.all(read.map(async (card) => ({ card, fresh: await freshIds(mailbox, card) })));
  const met = { made: 0, grown: 0, skipped: broken };
  for (let at = 0; at < cards.length; at += BATCH) {
    let batch = { made: 0, grown: 0, skipped: 0 };
    await mailbox.change(async () => {
      batch = { made: 0, grown: 0, skipped: 0 };
      const next = new Map<string, Card>();
      const byEmail = new Map([...store.cards.values()].flatMap((card) => card.emails.map((email) => [email, card.id] as const)));
      for (const { card, fresh } of cards.slice(at, at + BATCH)) {
        const id = card.emails.map((email) => byEmail.get(email)).find((one) => one !== undefined) ?? idFor(store, card, fresh);
        const there = next.get(id) ?? store.cards.get(id);
        const kept = there === undefined ? { ...card, id } : grown(there, card);
        if (there !== undefined && sameCard(there, kept)) {
          batch.skipped++;
          continue;
        }
        if (there === undefined) batch.made++;
        else if (!next.has(id)) batch.grown++;
        next.set(id, kept);
        for (const email of kept.emails) byEmail.set(email, id);
      }
      if (store.cards.size + batch.made > MAX_CARDS) throw new Declined('too-many-cards');
      return next.size === 0 ? null : { changes: [...next.values()].map(put) };
    });
    met.made += batch.made;
    met.grown += batch.grown;
    met.skipped += batch.skipped;
  }
  return met;
}

async function inBatches<T>({ mailbox }: OpenSession, all: readonly T[], changeOf: (one: T) => Change | null): Promise<void> {
  for (let at = 0; at < all.length; at += BATCH) {
    await mailbox.change(async () => {
      const changes = all.slice(at, at + BATCH).map(changeOf).filter((change) => change !== null);
      return changes.length === 0 ? null : { changes };
    });
  }
}

const titleOf = ({ name, emails }: Card): string => (name === '' ? (emails[0] ?? '') : name);
