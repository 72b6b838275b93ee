import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Card } from '../../model/contacts.js';
import { cardJson, fitting, grown, merged, readCard } from '../../vault/cards.js';
import { parseObject, toJson } from '../../vault/json.js';
import { readVcards, writeVcards } from '../../vault/vcard.js';

export const blank: Card = { id: 'AAAAAAAAAAAAAAAAAAAAAA', name: '', emails: [], phones: [], organisation: '', notes: '', groups: [], picture: null };
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

const word = fc.stringMatching(/^[a-zäöé,;\\:"'= ]{1,12}$/).map((text) => text.trim()).filter((text) => text !== '');
// ical.js takes the comma after a backslash for text.
const group = word.filter((text) => !text.includes('\\'));
const phone = fc.stringMatching(/^\+[0-9 ]{3,9}[0-9]$/);
const email = fc.stringMatching(/^[a-z]{1,6}$/).map((local) => `${local}@some.test`);
const card: fc.Arbitrary<Card> = fc
  .record({ id: fc.constant(blank.id), name: word, emails: fc.array(email, { maxLength: 4 }), phones: fc.array(phone, { maxLength: 2 }), organisation: word, notes: fc.array(word, { maxLength: 3 }).map((lines) => lines.join('\n')), groups: fc.array(group, { maxLength: 3 }), picture: fc.constantFrom(null, PIXEL) })
  .map(fitting);
const lists = ['emails', 'phones', 'groups'] as const;

describe('two changes of one card', () => {
  test('become one: what only one side changed is as that side wants it', () => {
    fc.assert(fc.property(card, card, (before, after) => {
      expect(merged(before, after, before)).toEqual(after);
      expect(merged(before, before, after)).toEqual(after);
    }));
  });

  test('lose nothing that either added, and keep nothing that either took away', () => {
    fc.assert(fc.property(card, card, card, (before, mine, theirs) => {
      const both = merged(before, mine, theirs);
      for (const list of lists) {
        const [was, is] = [new Set(before[list]), new Set(both[list])];
        for (const value of [...mine[list], ...theirs[list]]) if (!was.has(value)) expect(is.has(value)).toBe(true);
        for (const value of was) if (!mine[list].includes(value) || !theirs[list].includes(value)) expect(is.has(value)).toBe(false);
      }
    }));
  });

  test('come to the same, whichever device writes last', () => {
    fc.assert(fc.property(card, card, card, (before, mine, theirs) => {
      const [one, two] = [merged(before, mine, theirs), merged(before, theirs, mine)];
      for (const list of lists) expect([...one[list]].sort()).toEqual([...two[list]].sort());
    }));
  });

  test('brought by an import twice change nothing the second time', () => {
    fc.assert(fc.property(card, card, (there, more) => {
      const once = grown(there, more);
      expect(grown(once, more)).toEqual(once);
    }));
  });
});

describe('a card', () => {
  test('is read as it was sealed', () => {
    fc.assert(fc.property(card, (one) => { expect(readCard(one.id, parseObject(toJson(cardJson(one))))).toEqual(one); }));
  });

  test('holds no picture that could do more than be seen, and no address that is none', () => {
    for (const picture of ['https://tracker.test/a.png', 'data:image/svg+xml;base64,PHN2Zz4=', 'data:text/html,<b>', 'data:image/png;base64,"onload=']) expect(fitting({ ...blank, picture }).picture).toBeNull();
    expect(fitting({ ...blank, name: 'A\u202eb', emails: ['X@Some.Test', 'none', 'x@some.test'] })).toMatchObject({ name: 'Ab', emails: ['x@some.test'] });
  });
});

describe('vCards', () => {
  test.each(['4.0', '3.0'] as const)('of version %s come back as they were written', async (version) => {
    await fc.assert(fc.asyncProperty(fc.array(card, { minLength: 1, maxLength: 4 }), async (cards) => {
      const { cards: read, broken } = await readVcards(await writeVcards(cards, version));
      expect(broken).toBe(0);
      expect(read).toEqual(cards.map((one) => ({ ...one, id: '' })));
    }), { numRuns: 60 });
  });

  test('have folded lines of at most 75 octets, and say their version', async () => {
    const text = await writeVcards([{ ...blank, name: 'Ü'.repeat(90), emails: ['x@some.test'] }], '4.0');
    expect(text.startsWith('BEGIN:VCARD\r\nVERSION:4.0\r\n')).toBe(true);
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });

  test('of other programs are understood: groups of lines, preferred addresses, pictures, several values', async () => {
    const text = ['BEGIN:VCARD', 'VERSION:3.0', 'N:Lindqvist;Anna;;Dr.;', 'FN:Anna Lindqvist', 'item1.EMAIL;TYPE=INTERNET:old@some.test', 'EMAIL;TYPE=INTERNET,PREF:Anna@Some.test', 'item1.X-ABLabel:Work', 'TEL;TYPE=CELL:+46 1', 'ORG:Harbour\\, Ltd;Clay', 'CATEGORIES:Friends,Studio', 'NOTE:two\\nlines\\, here', 'PHOTO;ENCODING=b;TYPE=PNG:iVBORw0K', ' Ggo=', 'END:VCARD', ''].join('\r\n');
    const { cards } = await readVcards(text);
    expect(cards).toEqual([{ ...blank, id: '', name: 'Anna Lindqvist', emails: ['anna@some.test', 'old@some.test'], phones: ['+46 1'], organisation: 'Harbour, Ltd, Clay', groups: ['Friends', 'Studio'], notes: 'two\nlines, here', picture: PIXEL }]);
  });

  test('that are broken, old or of a group do not take the others with them', async () => {
    const fine = 'BEGIN:VCARD\nVERSION:4.0\nFN:Bo\nEMAIL:mailto:bo@some.test\nTEL;VALUE=uri:tel:+1\nEND:VCARD\n';
    const others = ['BEGIN:VCARD\nVERSION:2.1\nFN:Old\nEND:VCARD\n', 'BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:All\nEND:VCARD\n', 'BEGIN:VCARD\nno colon here\nEND:VCARD\n', 'BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n'];
    const { cards, broken } = await readVcards(`\ufeffrubbish\n${others.join('')}${fine}`);
    expect([cards.map(({ name, emails, phones }) => ({ name, emails, phones })), broken]).toEqual([[{ name: 'Bo', emails: ['bo@some.test'], phones: ['+1'] }], 4]);
  });
});
