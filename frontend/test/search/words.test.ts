import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, holdsPhrase, marked } from '../../search/excerpt.js';
import { fold } from '../../search/fold.js';
import { parseQuery } from '../../search/query.js';
import { OpenSegment, Segment } from '../../search/segment.js';
import { typedWords, wordsOf } from '../../search/words.js';

const words = (text: string) => [...new Set(wordsOf(text))];
const found = (text: string, typed: string): boolean => {
  const all = words(text);
  return typedWords(typed).every(({ word, whole }) => all.some((one) => (whole ? one === word : one.startsWith(word))));
};

describe('a word is found', () => {
  test.each([
    ['Überraschung', 'uberraschung'], ['Straße', 'strasse'], ['Łódź', 'lodz'], ['naïve Façade', 'facade'], ['İstanbul', 'istanbul'], ['Smørrebrød', 'smorrebrod'],
    ['ΟΔΥΣΣΕΎΣ', 'οδυσσευς'], ['Ёлка', 'елка'], ['كِتَاب', 'كتاب'], ['שָׁלוֹם', 'שלום'], ['ﬁnance', 'finance'], ['ＦＵＬＬ', 'full'],
    ['हिन्दी में', 'हिन्दी'], ['한국어를 배워요', '한국'], ['明日の会議は東京で', '会議'], ['明日の会議は東京で', '東京'], ['明日の会議は東京で', '会'], ['我爱北京天安门', '天安门'],
    ['我爱北京天安门', '门'], ['ภาษาไทยง่ายมาก', 'ง่าย'], ['mail to anna@northpier.example now', 'anna@northpier'], ['Lease-signed.pdf', 'signed.pdf'], ['clause 7', '7'], ['コーヒー豆', 'コーヒー'],
    ['a🎉party', 'party'], ['x\u0301y', 'xy'],
  ])('in %s by %s', (text, typed) => {
    expect(found(text, typed)).toBe(true);
  });

  test('by each of its beginnings, and by nothing else', () => {
    for (let length = 1; length <= 'harbour'.length; length++) expect(found('the harbour studio', 'harbour'.slice(0, length))).toBe(true);
    expect(found('the harbour studio', 'arbour')).toBe(false);
    expect(found('the harbour studio', 'harbours')).toBe(false);
    // Only the last word is still being typed.
    expect(found('the harbour studio', 'harb studio')).toBe(false);
  });

  test('but a mark that makes another sound is another word', () => {
    expect(fold('か')).not.toBe(fold('が'));
    expect(fold('कि')).not.toBe(fold('क'));
  });
});

describe('a segment', () => {
  const octets = (id: string) => Uint8Array.from({ length: 16 }, (_, i) => Number(id) >>> (8 * i));
  const encoder = new TextEncoder();
  const bits = (size: number, find: (into: Uint32Array) => void) => {
    const into = new Uint32Array((size + 31) >>> 5);
    find(into);
    return Array.from({ length: size }, (_, i) => i).filter((i) => ((into[i >>> 5]! >>> (i & 31)) & 1) === 1);
  };

  test('finds exactly the mails that have the word, open and closed', () => {
    const word = fc.oneof(fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', '東京', '東', 'ℵ', '𝒳y', '￿'), fc.string({ minLength: 1, maxLength: 6, unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 90 }), word, fc.boolean(), (mails, typed, whole) => {
        const open = new OpenSegment();
        for (const [i, list] of mails.entries()) open.add(String(i), (take) => list.forEach(take));
        const expected = mails.flatMap((list, i) => (list.some((one) => (whole ? one === typed : one.startsWith(typed))) ? [i] : []));
        const closed = new Segment(open.close(octets));
        expect(bits(mails.length, (into) => open.find(typed, whole, into))).toEqual(expected);
        expect(bits(mails.length, (into) => closed.find(encoder.encode(typed), whole, into))).toEqual(expected);
        expect(closed.size).toBe(mails.length);
        mails.forEach((_, i) => expect(closed.idOctets(i)).toEqual(octets(String(i))));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a query', () => {
  const now = new Date(2026, 10, 22, 12).getTime();
  const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime();

  test('is understood with all its operators', () => {
    expect(parseQuery('from:anna to:me subject:"final draft" has:attachment in:archive label:lease before:2026-10-01 after:2026 larger:5mb is:unread -spam "three months" lease', now)).toEqual([
      { kind: 'text', field: 'from', text: 'anna', phrase: false, not: false },
      { kind: 'text', field: 'to', text: 'me', phrase: false, not: false },
      { kind: 'text', field: 'subject', text: 'final draft', phrase: true, not: false },
      { kind: 'has', what: 'attachment', not: false },
      { kind: 'in', name: 'archive', not: false },
      { kind: 'label', name: 'lease', not: false },
      { kind: 'before', at: day(2026, 10, 1), not: false },
      { kind: 'after', at: day(2026, 1, 1), not: false },
      { kind: 'larger', octets: 5_000_000, not: false },
      { kind: 'is', what: 'unread', not: false },
      { kind: 'text', field: null, text: 'spam', phrase: false, not: true },
      { kind: 'text', field: null, text: 'three months', phrase: true, not: false },
      { kind: 'text', field: null, text: 'lease', phrase: false, not: false },
    ]);
  });

  test('takes what is no operator for words, and waits for what is not finished', () => {
    expect(parseQuery('re:view https://a.test/x', now)).toMatchObject([{ text: 're:view' }, { text: 'https://a.test/x' }]);
    for (const unfinished of ['', '-', 'from:', 'is:unr', 'before:20', 'has:', 'larger:x', '"', '!!!', 'from:"']) expect(parseQuery(unfinished, now)).toEqual([]);
    expect(parseQuery('-label:board -is:read -"two words" after:7d', now)).toMatchObject([{ kind: 'label', not: true }, { kind: 'is', not: true }, { phrase: true, not: true }, { at: day(2026, 11, 15) }]);
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseQuery(text, now)));
  });
});

describe('what was found', () => {
  test('is marked in the words as they were written', () => {
    expect(marked('Die Überraschung über alles', [{ word: 'uber', whole: false }])).toEqual([
      { text: 'Die ', hit: false }, { text: 'Über', hit: true }, { text: 'raschung ', hit: false }, { text: 'über', hit: true }, { text: ' alles', hit: false },
    ]);
    expect(marked('Straßen', [{ word: 'strasse', whole: false }])).toEqual([{ text: 'Straße', hit: true }, { text: 'n', hit: false }]);
    expect(marked('lease released', [{ word: 'lease', whole: true }]).filter(({ hit }) => hit)).toHaveLength(1);
    expect(marked('東京都', [{ word: '京都', whole: true }]).filter(({ hit }) => hit)).toEqual([{ text: '京都', hit: true }]);
  });

  test('keeps the text whatever is looked for', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (text, looked) => {
      const marks = looked.map((word) => ({ word: fold(word), whole: false }));
      expect(marked(text, marks).map((piece) => piece.text).join('')).toBe(text);
    }));
  });

  test('is shown with what stands around it', () => {
    const text = `${'Nothing to see. '.repeat(40)}The lease begins in May. ${'And more. '.repeat(40)}`;
    const piece = excerpt(text, [{ word: 'lease', whole: false }])!;
    expect(piece.map((one) => one.text).join('')).toMatch(/^….*The lease begins in May\..*…$/);
    expect(piece.filter(({ hit }) => hit)).toEqual([{ text: 'lease', hit: true }]);
    expect(excerpt(text, [{ word: 'nowhere', whole: false }])).toBeNull();
  });

  test('as a phrase stands in that order', () => {
    expect(holdsPhrase('with three\n months’ notice', 'three months')).toBe(true);
    expect(holdsPhrase('months, three', 'three months')).toBe(false);
    expect(holdsPhrase('three monthsx', 'three months')).toBe(false);
    expect(holdsPhrase('明日の会議は', '会議')).toBe(true);
  });
});
