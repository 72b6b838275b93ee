/** People and groups that fit what is being typed, from what is in memory: no network, and nothing kept. */
import type { Completion } from '../model/contacts.js';
import type { EmailAddress } from '../model/mail.js';
import { fold } from '../search/fold.js';
import type { Store } from './store.js';

const DAY = 86_400_000;
/** Days after which a mail counts half. */
const HALF = 45;
/** A mail written to somebody tells more than one that came; a card was made on purpose. */
const WRITTEN = 4;
const CARD = 2;

interface Known {
  readonly name: string;
  readonly email: string;
  readonly picture: string | null;
  readonly members: readonly EmailAddress[] | null;
  readonly score: number;
  /** Folded beginnings that it is found by. */
  readonly words: readonly string[];
  /** Somebody whom one wrote to and who has no card. */
  readonly other: boolean;
}

/** By store; made anew where mails or cards have changed. */
const made = new WeakMap<Store, { readonly version: number; readonly day: number; readonly known: readonly Known[] }>();

/** Best first. */
export function complete(store: Store, own: string, text: string, max: number, now: number): readonly Completion[] {
  const typed = fold(text.trim()).split(/\s+/).filter((word) => word !== '');
  if (typed.length === 0) return [];
  const found: Known[] = [];
  for (const one of known(store, own, now)) {
    if (typed.every((word) => one.words.some((begin) => begin.startsWith(word)))) found.push(one);
    if (found.length === max) break;
  }
  return found.map(({ name, email, picture, members }) => ({ name, email, picture, ...(members === null ? {} : { members }) }));
}

/** People one wrote to who have no card, best known first. */
export const others = (store: Store, own: string, max: number, now: number): readonly EmailAddress[] =>
  known(store, own, now).filter(({ other }) => other).slice(0, max).map(({ name, email }) => ({ name: name === '' ? null : name, email }));

function known(store: Store, own: string, now: number): readonly Known[] {
  const day = Math.floor(now / DAY);
  const before = made.get(store);
  if (before?.version === store.version && before.day === day) return before.known;
  const tally = store.habits.learn ? tallied(store, now) : new Map<string, Tally>();
  const people = [...peopleOf(store, tally), ...groupsOf(store)].filter(({ email }) => email !== own).sort((a, b) => b.score - a.score || a.name.localeCompare(b.name));
  made.set(store, { version: store.version, day, known: people });
  return people;
}

interface Tally {
  name: string | null;
  score: number;
  written: boolean;
}

function tallied(store: Store, now: number): Map<string, Tally> {
  const tally = new Map<string, Tally>();
  const add = ({ name, email }: EmailAddress, points: number, written: boolean): void => {
    const one = tally.get(email);
    if (one === undefined) tally.set(email, { name, score: points, written });
    else {
      one.name ??= name;
      one.score += points;
      one.written ||= written;
    }
  };
  for (const mail of store.mails.values()) {
    const { own, header, receivedAt } = mail;
    if (header === null) continue;
    const weight = 2 ** -(Math.max(0, now - Date.parse(receivedAt)) / DAY / HALF);
    if (own) for (const list of [header.to, header.cc, header.bcc]) for (const one of list) add(one, WRITTEN * weight, true);
    else if (store.folderOf(mail) !== 'spam') add(header.from, weight, false);
  }
  return tally;
}

function* peopleOf(store: Store, tally: ReadonlyMap<string, Tally>): Iterable<Known> {
  const carded = new Set<string>();
  for (const { name, emails, picture } of store.cards.values()) {
    for (const [i, email] of emails.entries()) {
      carded.add(email);
      yield { name, email, picture, members: null, score: CARD / (i + 1) + (tally.get(email)?.score ?? 0), words: beginnings(name, email), other: false };
    }
  }
  for (const [email, { name, score, written }] of tally) if (!carded.has(email)) yield { name: name ?? '', email, picture: null, members: null, score, words: beginnings(name ?? '', email), other: written };
}

function* groupsOf(store: Store): Iterable<Known> {
  const groups = new Map<string, EmailAddress[]>();
  for (const { name, emails, groups: names } of store.cards.values()) {
    const [email] = emails;
    if (email !== undefined) for (const group of names) groups.set(group, [...(groups.get(group) ?? []), { name: name === '' ? null : name, email }]);
  }
  for (const [name, members] of groups) yield { name, email: '', picture: null, members, score: 2 * CARD, words: beginnings(name, ''), other: false };
}

/** Words of the name, the address and what stands after its `@`. */
function beginnings(name: string, email: string): readonly string[] {
  const folded = fold(email);
  return [...fold(name).split(/[\s.,()-]+/), folded, ...folded.split(/[@._+-]/)].filter((word) => word !== '');
}
