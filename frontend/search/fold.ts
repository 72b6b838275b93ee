/** Text as it is compared: case, width and the marks of alphabets that are read without them do not count. */

/** Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters; in Indic scripts and kana a mark is another sound and stays. */
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
/** Letters that Unicode does not take apart (Latin, and the final sigma). */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', ŧ: 't', þ: 'th', ς: 'σ', ـ: '' };
const LETTER = /[ßæœøđðħıłŧþςـ]/g;
const PLAIN = /^[\x00-\x7f]*$/;

export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFKD').replace(MARKS, '').replace(LETTER, (letter) => LETTERS[letter]!).normalize('NFC').toLowerCase();
}
