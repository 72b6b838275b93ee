import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merged, same } from '../../vault/merge.js';

/** JSON as items hold it. */
const element = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.record({ id: fc.constantFrom('x', 'y', 'z'), name: fc.constantFrom('one', 'two') }));
const list = fc.uniqueArray(element, { maxLength: 4, selector: (one) => (typeof one === 'string' ? one : one.id) });
const content = fc.record({ seen: fc.boolean(), folder: fc.constantFrom('inbox', 'archive'), labels: list, why: fc.option(fc.record({ by: fc.constantFrom('rule', 'spam') })) }, { requiredKeys: ['folder'] });
const three = fc.tuple(content, content, content);

describe('what was changed here and there', () => {
  test('is as one side made it where the other made nothing', () => {
    fc.assert(fc.property(fc.tuple(content, content), ([base, changed]) => same(merged(base, changed, base), changed) && same(merged(base, base, changed), changed)));
  });

  test('is as both made it where they made the same', () => {
    fc.assert(fc.property(fc.tuple(content, content), ([base, changed]) => same(merged(base, changed, changed), changed)));
  });

  test('stays as it is when it is brought together again', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const both = merged(base, mine, theirs);
        return same(merged(theirs, both, theirs), both) && same(merged(both, both, both), both);
      }),
    );
  });

  test('has every member that one side alone changed', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const both = merged(base, mine, theirs) as typeof base;
        for (const name of ['seen', 'folder', 'why'] as const) {
          if (same(mine[name], base[name])) expect(same(both[name], theirs[name])).toBe(true);
          if (same(theirs[name], base[name])) expect(same(both[name], mine[name])).toBe(true);
        }
      }),
    );
  });

  test('loses what one took out of a list, and has what one put in', () => {
    fc.assert(
      fc.property(fc.tuple(list, list, list), ([base, mine, theirs]) => {
        const name = (one: unknown): string => (typeof one === 'string' ? one : (one as { id: string }).id);
        const both = (merged(base, mine, theirs) as unknown[]).map(name);
        const [was, here, there] = [base, mine, theirs].map((all) => all.map(name));
        for (const one of [...here!, ...there!]) if (!was!.includes(one)) expect(both).toContain(one);
        expect(new Set(both).size).toBe(both.length);
        for (const one of was!.filter((gone) => !here!.includes(gone) && !there!.includes(gone))) expect(both).not.toContain(one);
      }),
    );
    expect(merged(['a', 'b'], ['b'], ['a', 'b', 'c'])).toEqual(['b', 'c']);
  });
});
