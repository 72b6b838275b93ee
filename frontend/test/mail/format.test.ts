import { describe, expect, it } from 'vitest';
import { dayGroup, futureDate, grouped, shortDate, sizeOf, waitOf } from '../../messages/format.js';
import { refusalText } from '../../messages/refusal.js';
import { say, t } from '../../messages/t.js';

const NOON = new Date(2026, 10, 22, 12).getTime();
const before = (hours: number): string => new Date(NOON - hours * 3_600_000).toISOString();

describe('texts', () => {
  it('are filled in', () => {
    expect(t('kit.for', { address: 'a@x.test' })).toBe('Recovery kit for a@x.test');
  });

  it('choose by number', () => {
    expect([t('wait.minutes', { n: 1 }), t('wait.minutes', { n: 2 })]).toEqual(['1 minute', '2 minutes']);
  });

  it('do not fill what was filled in', () => {
    expect(t('list.to', { names: '{names}' })).toBe('To: {names}');
  });

  it('fall back where a code is not known', () => {
    expect(say('refused.no-such-code', 'refused.fault')).toBe(t('refused.fault'));
    expect(say('toString', 'refused.fault')).toBe(t('refused.fault'));
  });

  it('say how long to wait', () => {
    expect(refusalText({ kind: 'refused', code: 'too-many', retryAfter: 300 })).toContain('5 minutes');
  });
});

describe('dates and sizes', () => {
  it('group rows by day', () => {
    expect([1, 20, 80].map((hours) => dayGroup(before(hours), NOON))).toEqual(['Today', 'Yesterday', 'This week']);
    expect(dayGroup(before(24 * 40), NOON)).toBe('October 2026');
  });

  it('say what is to come as nearly as needed', () => {
    expect([-3, -20, -24 * 3, -24 * 10].map((hours) => futureDate(before(hours), NOON))).toEqual(['15:00', 'tomorrow, 08:00', expect.stringMatching(/^Wednesday.*12:00$/), expect.stringMatching(/Dec.*12:00$/)]);
    expect(dayGroup(before(-20), NOON)).toBe('Coming up');
    expect(shortDate(before(-20), NOON)).toMatch(/23/);
  });

  it('say sizes as people do', () => {
    expect([1, 999, 1500, 2_600_000].map(sizeOf)).toEqual(['1 byte', '999 byte', '2 kB', '2.6 MB'].map((size) => size.replace('999 byte', '999 bytes')));
  });

  it('say waits', () => {
    expect([5, 120].map(waitOf)).toEqual(['5 seconds', '2 minutes']);
  });

  it('group fingerprints by four', () => {
    expect(grouped('7f3a91c20d')).toBe('7F3A 91C2 0D');
  });
});
