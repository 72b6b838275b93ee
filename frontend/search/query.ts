/** What somebody typed into the search box, understood. Nothing is ever refused: what is no operator is a word. */
import { fold } from './fold.js';
import { typedWords } from './words.js';

/** Text that must (or must not) occur. */
export interface TextTerm {
  readonly kind: 'text';
  /** Null for anywhere in the mail. */
  readonly field: 'from' | 'to' | 'subject' | 'filename' | null;
  /** As typed. */
  readonly text: string;
  /** In this order, one after the other. */
  readonly phrase: boolean;
  readonly not: boolean;
}

export type Term =
  | TextTerm
  | { readonly kind: 'in' | 'label'; readonly name: string; readonly not: boolean }
  | { readonly kind: 'has'; readonly what: 'attachment'; readonly not: boolean }
  | { readonly kind: 'is'; readonly what: Is; readonly not: boolean }
  /** Milliseconds since 1970. */
  | { readonly kind: 'before' | 'after'; readonly at: number; readonly not: boolean }
  | { readonly kind: 'larger' | 'smaller'; readonly octets: number; readonly not: boolean };

const STATES = ['unread', 'read', 'starred', 'verified', 'sent', 'received'] as const;
export type Is = (typeof STATES)[number];

const PART = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;
const FIELDS: Readonly<Record<string, TextTerm['field']>> = { from: 'from', to: 'to', cc: 'to', subject: 'subject', filename: 'filename', file: 'filename' };

const UNFINISHED = /^(?:from|to|cc|subject|filename|file|in|label|has|is|before|after|larger|smaller):$/i;

/** @param now milliseconds since 1970; `after:7d` is counted from it */
export function parseQuery(text: string, now: number): readonly Term[] {
  const terms: Term[] = [];
  for (const [whole, minus, operator, quoted, plain] of text.matchAll(PART)) {
    const not = minus === '-';
    const value = quoted ?? plain ?? '';
    // A lone minus, or an operator that is still being typed, says nothing yet.
    if (value === '' || whole === '-' || UNFINISHED.test(value)) continue;
    const known = operator === undefined ? null : operated(operator.toLowerCase(), value, quoted !== undefined, not, now);
    if (known === 'unfinished') continue;
    const words = operator === undefined ? value : `${operator}:${value}`;
    terms.push(known ?? { kind: 'text', field: null, text: words, phrase: quoted !== undefined && operator === undefined, not });
  }
  return terms.filter((term) => term.kind !== 'text' || typedWords(term.text).length > 0);
}

function operated(operator: string, value: string, quoted: boolean, not: boolean, now: number): Term | 'unfinished' | null {
  if (Object.hasOwn(FIELDS, operator)) return { kind: 'text', field: FIELDS[operator]!, text: value, phrase: quoted, not };
  const name = fold(value);
  switch (operator) {
    case 'in':
    case 'label':
      return { kind: operator, name, not };
    case 'has':
      return begins('attachment', name) || begins('files', name) ? { kind: 'has', what: 'attachment', not } : 'unfinished';
    case 'is': {
      const what = STATES.find((state) => state === name) ?? (name === 'flagged' ? 'starred' : undefined);
      return what === undefined ? 'unfinished' : { kind: 'is', what, not };
    }
    case 'before':
    case 'after': {
      const at = dateOf(name, now);
      return at === null ? 'unfinished' : { kind: operator, at, not };
    }
    case 'larger':
    case 'smaller': {
      const octets = octetsOf(name);
      return octets === null ? 'unfinished' : { kind: operator, octets, not };
    }
    default:
      return null;
  }
}

const begins = (word: string, typed: string): boolean => typed.length > 2 && word.startsWith(typed);

/** `2026`, `2026-09`, `2026-09-01` (also with `/` or `.`) in the reader's own time, `today`, `yesterday`, `7d`, `3m`, `1y`. */
function dateOf(text: string, now: number): number | null {
  const back = /^(\d{1,4})([dwmy])$/.exec(text);
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  if (text === 'today') return day.getTime();
  if (text === 'yesterday') return day.setDate(day.getDate() - 1);
  if (back !== null) {
    const count = Number(back[1]);
    if (back[2] === 'm') return day.setMonth(day.getMonth() - count);
    if (back[2] === 'y') return day.setFullYear(day.getFullYear() - count);
    return day.setDate(day.getDate() - count * (back[2] === 'w' ? 7 : 1));
  }
  const parts = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?$/.exec(text);
  if (parts === null) return null;
  const [year, month, date] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  if (month < 1 || month > 12 || date < 1 || date > 31) return null;
  return new Date(year, month - 1, date).getTime();
}

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9 };

function octetsOf(text: string): number | null {
  const parts = /^(\d{1,9}(?:\.\d+)?)([a-z]*)$/.exec(text);
  const unit = parts === null ? undefined : UNITS[parts[2]!];
  return unit === undefined ? null : Number(parts![1]) * unit;
}
