import { describe, expect, it } from 'vitest';
import { distinct, looksComplete, parseAddresses } from '../../mail/addresses.js';

const one = (name: string | null, email: string) => ({ name, email });

describe('addresses out of what people type and paste', () => {
  it.each([
    ['a bare address', 'anna@north.test', [one(null, 'anna@north.test')]],
    ['a name before angle brackets', 'Anna Lindqvist <anna@north.test>', [one('Anna Lindqvist', 'anna@north.test')]],
    ['a quoted name with a comma', '"Lindqvist, Anna" <anna@north.test>, b@x.test', [one('Lindqvist, Anna', 'anna@north.test'), one(null, 'b@x.test')]],
    ['a quoted name with an escaped quote', '"Anna \\"A\\" L" <anna@north.test>', [one('Anna "A" L', 'anna@north.test')]],
    ['semicolons and new lines', 'a@x.test; b@x.test\nc@x.test', [one(null, 'a@x.test'), one(null, 'b@x.test'), one(null, 'c@x.test')]],
    ['bare addresses with blanks between', 'a@x.test b@x.test', [one(null, 'a@x.test'), one(null, 'b@x.test')]],
    ['mailto:', 'mailto:a@x.test', [one(null, 'a@x.test')]],
    ['angle brackets alone', '<a@x.test>', [one(null, 'a@x.test')]],
    ['a name equal to the address', 'a@x.test <a@x.test>', [one(null, 'a@x.test')]],
    ['what is no address, as it was typed', 'anna', [one(null, 'anna')]],
    ['empty parts as nothing', ' , ;\n', []],
  ])('takes %s', (_, text, expected) => {
    expect(parseAddresses(text)).toEqual(expected);
  });

  it('keeps the first of equal addresses whatever their case', () => {
    expect(distinct([one('Anna', 'anna@x.test'), one(null, 'Anna@X.test')])).toEqual([one('Anna', 'anna@x.test')]);
  });

  it('knows when an address is complete enough to become a chip', () => {
    expect(['anna', 'anna@', 'a@x', 'Anna <a@x>', 'Anna <a@x'].map(looksComplete)).toEqual([false, false, true, true, false]);
  });
});
