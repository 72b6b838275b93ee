import { describe, expect, test } from 'vitest';
import { withFilter } from '../../mail/search-view.js';
import { PAGE, Sparse, spotsOf } from '../../mail/sparse.js';
import type { MailRow } from '../../model/mail.js';

const row = (n: number): MailRow => ({
  id: `mail ${n}`, mails: [`older ${n}`, `mail ${n}`], people: [], subject: '', preview: '', at: '', count: 1, seen: true, flagged: false, labels: [], snoozed: null, muted: false, folder: 'inbox', own: false,
  hasAttachment: false, verdict: { name: 'sealed' }, delivery: null, held: null, draft: false,
});
const page = (n: number): readonly MailRow[] => Array.from({ length: PAGE }, (_, i) => row(n * PAGE + i));

describe('a list of which only some pages are known', () => {
  const list = new Sparse(100_000, new Map([[0, page(0)]])).with(700, page(700));

  test('knows the rows of these and where they stand', () => {
    expect(list.at(3)?.id).toBe('mail 3');
    expect(list.at(70_099)?.id).toBe('mail 70099');
    expect(list.at(PAGE)).toBeUndefined();
    expect(list.find('older 70000')).toMatchObject({ at: 70_000, row: { id: 'mail 70000' } });
    expect(list.find('mail 500')).toBeNull();
    expect(list.find(null)).toBeNull();
    expect(list.known.map(({ at }) => at)).toEqual([...Array.from({ length: PAGE }, (_, i) => i), ...Array.from({ length: PAGE }, (_, i) => 70_000 + i)]);
  });

  test('has the same places for the same length, so that nothing is drawn anew for them', () => {
    expect(spotsOf(5000)).toBe(spotsOf(5000));
    expect(spotsOf(100_000)).toHaveLength(100_000);
    expect(spotsOf(7).map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('a filter', () => {
  test('goes before what is being typed, and away again', () => {
    expect(withFilter('leas', 'is:unread')).toBe('is:unread leas');
    expect(withFilter('IS:unread  leas', 'is:unread')).toBe('leas');
    expect(withFilter('', 'has:attachment')).toBe('has:attachment');
  });

  test('leaves quoted words as they are', () => {
    expect(withFilter('"three months" from:anna', 'is:starred')).toBe('is:starred "three months" from:anna');
  });
});
