import { describe, expect, it } from 'vitest';
import { after, all, extend, isPicked, keyOf, NOTHING, toggle } from '../../mail/selection.js';

const rows = [['a1', 'a2'], ['b1'], ['c1'], ['d1', 'd2', 'd3'], ['e1']];
const [a, b, c, d, e] = rows as [string[], string[], string[], string[], string[]];
const picked = (selection: typeof NOTHING) => [...selection.picked.keys()];

describe('selecting rows', () => {
  it('a second click takes a row out again', () => {
    expect(picked(toggle(toggle(NOTHING, a), b))).toEqual(['a1', 'b1']);
    expect(picked(toggle(toggle(NOTHING, a), a))).toEqual([]);
  });

  it('with Shift takes all from the last one, in either direction, and keeps what was selected', () => {
    expect(picked(extend(toggle(NOTHING, b), rows, d))).toEqual(['b1', 'c1', 'd1']);
    expect(picked(extend(toggle(NOTHING, d), rows, b)).sort()).toEqual(['b1', 'c1', 'd1']);
    expect(picked(extend(toggle(toggle(NOTHING, e), a), rows, b)).sort()).toEqual(['a1', 'b1', 'e1']);
  });

  it('with Shift and nothing before it takes the row alone', () => {
    expect(picked(extend(NOTHING, rows, c))).toEqual(['c1']);
  });

  it('takes all mails of a row along', () => {
    expect([...all(rows).picked.values()].flat()).toEqual(['a1', 'a2', 'b1', 'c1', 'd1', 'd2', 'd3', 'e1']);
  });

  it('follows a conversation that a newer mail joins', () => {
    const before = toggle(NOTHING, a);
    const now = after(before, [['a1', 'a2', 'a3'], b], 2);
    expect(isPicked(now, ['a1', 'a2', 'a3'])).toBe(true);
    expect([...now.picked.values()].flat()).toEqual(['a1', 'a2', 'a3']);
  });

  it('forgets rows that are gone, but not those that are not loaded', () => {
    expect(picked(after(all(rows), [a], 1))).toEqual(['a1']);
    expect(picked(after(all(rows), [a], 5))).toEqual(rows.map(keyOf));
  });
});
