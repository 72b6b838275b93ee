/**
 * A learner of spam: naive Bayes over folded words and what is known of the sender. It learns from what people mark, stays in
 * the vault, and says nothing before it has seen enough of both kinds (spec 70.10).
 */
import { wordsOf } from '../search/words.js';
import { domainOf } from './address.js';
import { type Bytes, base64url } from './bytes.js';
import type { Fields } from './json.js';
import type { Line } from './line.js';
import type { Mailbox } from './mailbox.js';
import type { Change } from './plan.js';
import { Refusal } from './refusal.js';
import { settingChange } from './settings.js';
import type { Store } from './store.js';

export const LEARNER = 'learner';

/** Each word has one of so many places; two words in one place blur the picture a little, and the item never grows. */
const PLACES = 8192;
const MOST = 255;
/** Mails of each kind without which nothing is decided. */
export const ENOUGH = 10;
/** Natural logarithm of how many times likelier spam must be: about 1,100. */
const SURE = 7;
/** Newest conversations; what was read and kept of them is good without being marked. */
const SAMPLE = 300;
/** Judgements in flags until they are folded into the item. */
const FOLD = 32;
const MAX_FEATURES = 120;
const SHOWN = 4;
/** Characters of one of them: the flags that name them stay as small as others. */
const MAX_SHOWN = 20;

export interface Judged {
  readonly as: 'spam' | 'good';
  /** UTCDate. */
  readonly at: string;
}

/** What was folded away: counts of mails, and by place of mails that had the word. */
export interface Model {
  /** Judgements up to then are in it. */
  readonly at: string;
  readonly spam: number;
  readonly good: number;
  readonly counts: Bytes;
}

export const NO_MODEL: Model = { at: '', spam: 0, good: 0, counts: new Uint8Array(2 * PLACES) };

export const modelJson = ({ counts, ...model }: Model): object => ({ ...model, counts: base64url(counts) });

/** @throws Refusal */
export function readModel(from: Fields): Model {
  const counts = from.octets('counts');
  if (counts.length !== 2 * PLACES) throw new Refusal('malformed', 'counts');
  return { at: from.time('at'), spam: from.count('spam'), good: from.count('good'), counts };
}

/** Words of subject and first lines, and the sender's address, domain and standing. */
export function featuresOf({ header, verdict }: Pick<Line, 'header' | 'verdict'>): ReadonlySet<string> {
  if (header === null) return new Set();
  const { from, subject, preview } = header;
  const words = [...wordsOf(`${subject}\n${preview}`)].filter((word) => word.length > 1 && word.length < 30);
  return new Set([`from ${from.email}`, `domain ${domainOf(from.email)}`, `verdict ${verdict.name}`, ...wordsOf(subject).map((word) => `subject ${word}`), ...words].slice(0, MAX_FEATURES));
}

/** FNV-1a. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PLACES;
}

/** Numbers that grow while mails are added. */
class Tally {
  readonly #counts: Float64Array;
  readonly of: { spam: number; good: number };

  constructor({ spam, good, counts }: Model) {
    this.#counts = Float64Array.from(counts);
    this.of = { spam, good };
  }

  add(kind: Judged['as'], features: ReadonlySet<string>): void {
    this.of[kind]++;
    for (const place of new Set([...features].map(placeOf))) this.#counts[2 * place + (kind === 'spam' ? 0 : 1)]!++;
  }

  /** How much more the feature speaks for spam than against it. */
  weight(feature: string): number {
    const place = placeOf(feature);
    const spam = (this.#counts[2 * place]! + 0.5) / (this.of.spam + 1);
    const good = (this.#counts[2 * place + 1]! + 0.5) / (this.of.good + 1);
    return Math.log(spam / good);
  }

  /** Old counts lose half their weight where one of them would not fit. */
  model(at: string): Model {
    let { spam, good } = this.of;
    const counts = [...this.#counts];
    const divisor = 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(...counts, 1) / MOST)));
    spam = Math.ceil(spam / divisor);
    good = Math.ceil(good / divisor);
    return { at, spam, good, counts: Uint8Array.from(counts, (count) => Math.floor(count / divisor)) };
  }
}

export class Learner {
  readonly #tally: Tally;

  private constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** All that is known now: the folded, the judgements since, and mail that was read and kept. */
  static of(store: Store): Learner {
    const tally = new Tally(store.model);
    for (const { mail, as } of judgements(store)) tally.add(as, featuresOf(mail));
    for (const mail of store.order('all').slice(0, SAMPLE).flat()) {
      const { seen, judged } = store.flagsOf(mail);
      if (!mail.own && mail.header !== null && seen && judged === null) tally.add('good', featuresOf(mail));
    }
    return new Learner(tally);
  }

  get seen(): { readonly spam: number; readonly good: number } {
    return this.#tally.of;
  }

  /** The words that spoke most against the mail if it is spam beyond doubt, else null. */
  spam(mail: Pick<Line, 'header' | 'verdict'>): readonly string[] | null {
    if (this.seen.spam < ENOUGH || this.seen.good < ENOUGH) return null;
    const weights = [...featuresOf(mail)].map((feature) => ({ feature, weight: this.#tally.weight(feature) }));
    const sum = Math.log(this.seen.spam / this.seen.good) + weights.reduce((total, { weight }) => total + weight, 0);
    const against = weights.filter(({ weight }) => weight > 1).sort((a, b) => b.weight - a.weight);
    if (sum < SURE || against.length < 3) return null;
    return [...new Set(against.map(({ feature }) => feature.replace(/^(?:from|domain|subject) /, '')).filter((word) => !word.startsWith('verdict ') && word.length <= MAX_SHOWN))].slice(0, SHOWN);
  }
}

/** Those that are not in the model yet. */
function judgements({ flags, mails, model }: Store): readonly (Judged & { readonly mail: Line })[] {
  return [...flags.values()].flatMap(({ mail, judged }) => {
    const line = mails.get(mail);
    return judged === null || judged.at <= model.at || line === undefined ? [] : [{ mail: line, ...judged }];
  });
}

/** Folds judgements into the item: when there are many, and before one of these mails goes for ever. Seldom, so that writing it says nothing. */
export async function foldJudgements(mailbox: Mailbox, store: Store, going: ReadonlySet<string>): Promise<readonly Change[]> {
  const since = judgements(store);
  if (since.length < FOLD && !since.some(({ mail }) => going.has(mail.id))) return [];
  const tally = new Tally(store.model);
  let last = '';
  for (const { mail, as, at } of since) {
    tally.add(as, featuresOf(mail));
    if (at > last) last = at;
  }
  return [await settingChange(mailbox, LEARNER, modelJson(tally.model(last)))];
}
