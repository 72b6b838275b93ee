/** Search: a query over the index, over what stands around the mails, and over bodies where words must stand in order. */
import type { EmailAddress, Folder, MailRow, Marked, Place } from '../model/mail.js';
import type { Coverage, Found, ListPage, ListQuery } from '../model/vault.js';
import { type Mark, excerpt, holdsPhrase, marked } from '../search/excerpt.js';
import { fold } from '../search/fold.js';
import { type Is, type Term, type TextTerm, parseQuery } from '../search/query.js';
import { typedWords, wordsOf } from '../search/words.js';
import { cleanFileName } from './clean.js';
import type { Line } from './line.js';
import { type Indexing, wordsAround } from './indexing.js';
import type { OpenSession } from './session.js';
import type { Store } from './store.js';
import * as views from './views.js';

/** Mails whose text is compared with a phrase, the newest first. */
const COMPARED = 300;

type Asked = Pick<ListQuery, 'folder' | 'search'>;

interface Answer {
  readonly search: string;
  readonly within: Place | null;
  readonly version: string;
  readonly groups: readonly (readonly Line[])[];
  readonly coverage: Coverage;
  readonly partly: boolean;
  readonly milliseconds: number;
}

export class Finder {
  readonly #session: OpenSession;
  readonly #index: Indexing;
  #last: Answer | null = null;

  constructor(session: OpenSession, index: Indexing) {
    this.#session = session;
    this.#index = index;
  }

  async page(query: ListQuery): Promise<ListPage> {
    const { groups, coverage, partly, milliseconds } = await this.#answer(query);
    const { store } = this.#session;
    const marks = marksOf(this.#terms(query.search));
    const rows = views.rowsOf(store, groups.slice(query.from, query.from + query.count)).map((row) => withMarks(row, store, marks));
    const found: Found = { ...coverage, partly, milliseconds };
    return { rows, total: groups.length, unread: 0, found };
  }

  /** Ids of the mails of each row. */
  async rows(query: Asked): Promise<readonly (readonly string[])[]> {
    return (await this.#answer(query)).groups.map((group) => group.map(({ id }) => id));
  }

  /** The pieces of the bodies that show why these mails were found; none where it is not in the body or that is not here. */
  async excerpts(search: string, ids: readonly string[]): Promise<ReadonlyMap<string, Marked>> {
    const { word } = marksOf(this.#terms(search));
    const found = new Map<string, Marked>();
    if (word.length === 0) return found;
    for (const id of ids) {
      const body = await this.#index.body(id);
      const piece = body === null ? null : excerpt(body.text, word);
      if (piece !== null) found.set(id, piece);
    }
    return found;
  }

  #terms(search: string): readonly Term[] {
    return parseQuery(search, this.#session.now());
  }

  async #answer({ search, folder }: Asked): Promise<Answer> {
    await this.#index.load();
    const { store } = this.#session;
    const version = `${store.version} ${this.#index.library.size}`;
    // Whoever looks into spam or trash wants to find what is there.
    const within = folder === 'spam' || folder === 'trash' || folder === 'requests' ? folder : null;
    if (this.#last?.search === search && this.#last.within === within && this.#last.version === version) return this.#last;
    const start = performance.now();
    const terms = this.#terms(search);
    const coverage = this.#index.coverage();
    const lines = this.#matching(terms, within, coverage.since === null && !store.hasEnding);
    const { kept, partly } = await this.#compared(lines, terms);
    const groups = views.grouped(store, kept);
    this.#last = { search, within, version, groups, coverage, partly, milliseconds: Math.round(performance.now() - start) };
    return this.#last;
  }

  #matching(terms: readonly Term[], within: Place | null, complete: boolean): readonly Line[] {
    const { store, account } = this.#session;
    const { library } = this.#index;
    const texts = terms.filter((term): term is TextTerm => term.kind === 'text');
    const anywhere = texts.filter(({ field }) => field === null);
    // A field's words are in the mail too: the index narrows down, the field is looked at below.
    const words = texts.filter(({ not, text, field }) => !not && !(field !== null && isMe(text))).flatMap(({ text, phrase }) => sought(text, phrase));
    const without = anywhere.filter(({ not, text, phrase }) => not && !ordered(text, phrase)).map(({ text, phrase }) => sought(text, phrase));
    const test = testOf(store, terms, account.address.text, within);
    const found: Line[] = [];
    const take = (line: Line | undefined): void => {
      if (line !== undefined && test(line)) found.push(line);
    };
    if (words.length === 0 && without.length === 0) for (const line of store.mails.values()) take(line);
    else {
      if (words.length > 0) for (const id of library.find(words, without)) take(store.mails.get(id));
      else {
        const barred = new Set(without.flatMap((list) => library.find(list, [])));
        for (const line of store.mails.values()) if (!barred.has(line.id) && library.has(line.id)) take(line);
      }
      if (!complete) this.#notIndexed(words, without, take);
    }
    return found;
  }

  /** What is not in the index yet is found by what stands around it, and its first lines. */
  #notIndexed(words: ReturnType<typeof sought>, without: readonly ReturnType<typeof sought>[], take: (line: Line) => void): void {
    const { library } = this.#index;
    for (const line of this.#session.store.mails.values()) {
      if (line.header === null || library.has(line.id)) continue;
      const text = ` ${fold(`${wordsAround(line)} ${line.header.preview}`)}`;
      if (!words.every(({ word }) => text.includes(word))) continue;
      const own = new Set(wordsOf(text));
      const has = ({ word, whole }: { readonly word: string; readonly whole: boolean }): boolean => (whole ? own.has(word) : [...own].some((one) => one.startsWith(word)));
      if (words.every(has) && !without.some((list) => list.every(has))) take(line);
    }
  }

  /** Keeps the mails in which the words of each phrase stand in their order. */
  async #compared(lines: readonly Line[], terms: readonly Term[]): Promise<{ kept: readonly Line[]; partly: boolean }> {
    const phrases = terms.filter((term): term is TextTerm => term.kind === 'text' && term.field === null && ordered(term.text, term.phrase));
    if (phrases.length === 0) return { kept: lines, partly: false };
    const newest = [...lines].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
    const kept: Line[] = [];
    let partly = newest.length > COMPARED;
    for (const line of newest.slice(0, COMPARED)) {
      const body = await this.#index.body(line.id);
      const text = `${wordsAround(line)}\n${body?.text ?? line.header?.preview ?? ''}`;
      const holds = phrases.every(({ text: phrase, not }) => holdsPhrase(text, phrase) !== not);
      if (holds) kept.push(line);
      else if (body === null) partly = true;
    }
    return { kept, partly };
  }
}

/** True if the index alone cannot say it: words in order, or a run of characters that it knows only in pairs. */
const ordered = (text: string, phrase: boolean): boolean => phrase && typedWords(text).length > 1;

const sought = (text: string, phrase: boolean): readonly { readonly word: string; readonly whole: boolean }[] =>
  phrase ? typedWords(text).map(({ word }) => ({ word, whole: true })) : typedWords(text);

const isMe = (text: string): boolean => fold(text) === 'me';

/** What the index does not know: fields, dates, sizes, marks and places. */
function testOf(store: Store, terms: readonly Term[], me: string, within: Place | null): (line: Line) => boolean {
  const tests = terms.map((term) => {
    const holds = holding(store, term, me);
    return holds === null ? null : (line: Line) => holds(line) !== term.not;
  });
  const asked = tests.filter((test) => test !== null);
  const placed = terms.some((term) => term.kind === 'in' && !term.not);
  const isThere = (line: Line): boolean => placed || (within === null ? !views.isApart(store, line) : store.folderOf(line) === within);
  return (line) => isThere(line) && asked.every((test) => test(line));
}

function holding(store: Store, term: Term, me: string): ((line: Line) => boolean) | null {
  switch (term.kind) {
    case 'text':
      return term.field === null ? null : fieldHolds(term, me);
    case 'in':
      return placeHolds(store, term.name);
    case 'label':
      return (line) => labelNames(store, line).some((name) => fold(name).startsWith(term.name));
    case 'has':
      return views.hasFiles;
    case 'is':
      return (line) => stateHolds(store, line, term.what);
    case 'before':
      return ({ receivedAt }) => Date.parse(receivedAt) < term.at;
    case 'after':
      return ({ receivedAt }) => Date.parse(receivedAt) >= term.at;
    case 'larger':
      return (line) => sizeOf(line) > term.octets;
    case 'smaller':
      return (line) => sizeOf(line) < term.octets;
  }
}

function labelNames(store: Store, line: Line): readonly string[] {
  const { labels } = store.flagsOf(line);
  return labels.length === 0 ? [] : store.places.labels.filter(({ id }) => labels.includes(id)).map(({ name }) => name);
}

const sizeOf = ({ header }: Line): number => header?.blobs.reduce((sum, { length }) => sum + length, 0) ?? 0;

function fieldHolds({ field, text, phrase }: TextTerm, me: string): (line: Line) => boolean {
  // The same people write again and again.
  const known = new Map<string, boolean>();
  const holds = (value: string): boolean => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const own = wordsOf(value);
    const all = sought(text, phrase).every(({ word, whole }) => own.some((one) => (whole ? one === word : one.startsWith(word)))) && (!ordered(text, phrase) || holdsPhrase(value, text));
    if (known.size < 50_000) known.set(value, all);
    return all;
  };
  const person = ({ name, email }: EmailAddress): boolean => (isMe(text) ? email === me : holds(`${name ?? ''} ${email}`));
  return ({ header }) => {
    if (header === null) return false;
    if (field === 'from') return person(header.from);
    if (field === 'to') return [...header.to, ...header.cc, ...header.bcc].some(person);
    if (field === 'filename') return header.blobs.slice(1).some(({ name }) => holds(cleanFileName(name)));
    return holds(header.subject);
  };
}

function placeHolds(store: Store, name: string): (line: Line) => boolean {
  if (name === 'anywhere') return () => true;
  if (name === 'snoozed') return (line) => store.isAway(line);
  if (name === 'all') return (line) => !views.isApart(store, line);
  const named: ReadonlyMap<string, string> = new Map(store.places.folders.map((folder) => [folder.id, fold(folder.name)]));
  return (line) => {
    const folder: Folder = store.folderOf(line);
    return folder === name || named.get(folder)?.startsWith(name) === true;
  };
}

function stateHolds(store: Store, line: Line, what: Is): boolean {
  const { flagged } = store.flagsOf(line);
  const seen = store.isSeen(line);
  switch (what) {
    case 'unread':
      return !seen;
    case 'read':
      return seen;
    case 'starred':
      return flagged;
    case 'verified':
      return line.verdict.name === 'verified';
    case 'sent':
      return line.own;
    case 'received':
      return !line.own;
  }
}

/** What is to be marked, by where it stands. */
interface Marks {
  readonly word: readonly Mark[];
  readonly subject: readonly Mark[];
  readonly people: readonly Mark[];
  readonly file: readonly Mark[];
}

function marksOf(terms: readonly Term[]): Marks {
  const of = (...fields: readonly TextTerm['field'][]): readonly Mark[] =>
    terms.flatMap((term) => (term.kind === 'text' && !term.not && fields.includes(term.field) ? sought(term.text, term.phrase) : []));
  return { word: of(null), subject: of(null, 'subject'), people: of(null, 'from', 'to'), file: of(null, 'filename') };
}

function withMarks(row: MailRow, store: Store, marks: Marks): MailRow {
  const files = store.mails.get(row.id)?.header?.blobs.slice(1).map(({ name }) => marked(cleanFileName(name), marks.file)) ?? [];
  return {
    ...row,
    marks: {
      people: row.people.map(({ name, email }) => marked(name ?? email, marks.people)),
      subject: marked(row.subject, marks.subject),
      preview: marked(row.preview, marks.word),
      files: files.filter((file) => file.some(({ hit }) => hit)),
    },
  };
}
