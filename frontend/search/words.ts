/** How text becomes words: runs of letters, digits and marks; in scripts without spaces, pairs of characters. */
import { fold } from './fold.js';

/** Characters of one word; longer runs are codes that nobody types. */
const LONGEST = 40;
/** Characters of one text that are read. */
export const READ = 1_000_000;

const RUN = /[\p{L}\p{N}\p{M}]+/gu;
/** A character of a script that puts no spaces between words. */
const UNSPACED_ONE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}ー]/u;
const UNSPACED = new RegExp(`${UNSPACED_ONE.source}+`, 'gu');
const HAS_UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u;

export const isUnspaced = (text: string): boolean => UNSPACED_ONE.test(text);

/** Each word of the text, folded, as often as it occurs. */
export function eachWord(text: string, take: (word: string) => void): void {
  const folded = fold(text.length > READ ? text.slice(0, READ) : text);
  for (const [run] of folded.matchAll(RUN)) {
    if (HAS_UNSPACED.test(run)) mixed(run, take);
    else if (run.length <= LONGEST) take(run);
  }
}

export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
}

/** What must be looked up for a text that was typed: its last word may be the beginning of a longer one. */
export function typedWords(text: string): readonly { readonly word: string; readonly whole: boolean }[] {
  const folded = fold(text);
  const typed: { word: string; whole: boolean }[] = [];
  for (const [run] of folded.matchAll(RUN)) {
    if (!HAS_UNSPACED.test(run)) typed.push({ word: run.slice(0, LONGEST), whole: true });
    else mixed(run, (word) => typed.push({ word, whole: true }), false);
  }
  const last = typed.at(-1);
  if (last !== undefined) last.whole = false;
  return typed;
}

/** A run with characters of scripts without spaces in it: these as pairs, what is between as words. */
function mixed(run: string, take: (word: string) => void, ending = true): void {
  let at = 0;
  for (const found of run.matchAll(UNSPACED)) {
    if (found.index > at) take(run.slice(at, Math.min(found.index, at + LONGEST)));
    at = found.index + found[0].length;
    pairs(Array.from(found[0]), take, ending);
  }
  if (at < run.length) take(run.slice(at, at + LONGEST));
}

/** The last character stands alone too, so that every character begins a word. */
function pairs(characters: readonly string[], take: (word: string) => void, ending: boolean): void {
  for (let i = 0; i + 1 < characters.length; i++) take(characters[i]! + characters[i + 1]!);
  if (ending || characters.length === 1) take(characters.at(-1)!);
}
