/** Where the words of a search stand in a text, and the piece of it that shows them. */
import type { Marked } from '../model/mail.js';
import { fold } from './fold.js';
import { READ, isUnspaced } from './words.js';

/** A word to mark: folded; `whole` unless longer words that begin so count too. Phrases come as they are. */
export interface Mark {
  readonly word: string;
  readonly whole: boolean;
}

/** Characters of an excerpt, and those of them before the first hit. */
const LENGTH = 180;
const BEFORE = 40;

const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

export function marked(text: string, marks: readonly Mark[]): Marked {
  return cut(text, hits(text, marks));
}

/** The piece around the first hit; null if there is none. */
export function excerpt(text: string, marks: readonly Mark[]): Marked | null {
  const near = text.slice(0, READ);
  const first = hits(near, marks, 1)[0];
  if (first === undefined) return null;
  let from = Math.max(0, first.from - BEFORE);
  const blank = from === 0 ? -1 : near.slice(from, first.from).search(/\s/);
  if (blank >= 0) from += blank + 1;
  const piece = near.slice(from, from + LENGTH).replaceAll(/\s+/g, ' ').trim();
  return marked((from > 0 ? '…' : '') + piece + (from + LENGTH < near.length ? '…' : ''), marks);
}

/** True if the words of the phrase stand one after the other. */
export function holdsPhrase(text: string, phrase: string): boolean {
  return ` ${plain(text)} `.includes(` ${plain(phrase)} `) || (isUnspaced(phrase) && plain(text).includes(plain(phrase)));
}

const plain = (text: string): string => fold(text).replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();

interface Hit {
  readonly from: number;
  readonly to: number;
}

function hits(text: string, marks: readonly Mark[], most = 1000): readonly Hit[] {
  const { folded, places } = foldedWithPlaces(text);
  const found: Hit[] = [];
  for (const { word, whole } of marks) {
    if (word === '') continue;
    let count = 0;
    for (let at = folded.indexOf(word); at >= 0 && count < most; at = folded.indexOf(word, at + word.length)) {
      const unspaced = isUnspaced(word);
      if (!unspaced && at > 0 && IN_WORD.test(folded[at - 1]!)) continue;
      const after = folded[at + word.length];
      if (whole && !unspaced && after !== undefined && IN_WORD.test(after)) continue;
      found.push({ from: places[at]!, to: places[at + word.length]! });
      count++;
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function cut(text: string, found: readonly Hit[]): Marked {
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const { from, to } of found) {
    if (to <= at) continue;
    const start = Math.max(at, from);
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    const last = pieces.at(-1);
    if (last?.hit === true && start === at) last.text += text.slice(start, to);
    else pieces.push({ text: text.slice(start, to), hit: true });
    at = to;
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** The folded text, and for each place in it (and its end) the place in the text. */
function foldedWithPlaces(text: string): { folded: string; places: readonly number[] } {
  const places: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of clusters(text)) {
    const made = fold(character);
    for (let i = 0; i < made.length; i++) places.push(at);
    folded += made;
    at += character.length;
  }
  places.push(text.length);
  return { folded, places };
}

/** Characters with the marks that belong to them. */
const clusters = (text: string): readonly string[] => text.match(/[^\p{M}]\p{M}*|\p{M}+/gsu) ?? [];
