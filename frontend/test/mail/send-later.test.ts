// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { suggestions } from '../../mail/send-later.js';
import { localTime } from '../../mail/times.js';

const at = (year: number, month: number, day: number, hour = 0, minute = 0): Date => new Date(year, month - 1, day, hour, minute);
const local = (utc: string): string => localTime(new Date(utc));

describe('times that are suggested', () => {
  test('are the next morning and the next Monday morning, at eight on the user’s own clock', () => {
    // A Thursday.
    expect(suggestions(at(2026, 11, 26, 23, 59)).map(({ name, at: time }) => [name, local(time)])).toEqual([
      ['tomorrow', '2026-11-27T08:00'],
      ['monday', '2026-11-30T08:00'],
    ]);
  });

  test('are told once where tomorrow is Monday, and name the Monday after on a Monday', () => {
    expect(suggestions(at(2026, 11, 29, 12)).map(({ name, at: time }) => [name, local(time)])).toEqual([['tomorrow', '2026-11-30T08:00']]);
    expect(suggestions(at(2026, 11, 30, 7)).map(({ name, at: time }) => [name, local(time)])).toEqual([
      ['tomorrow', '2026-12-01T08:00'],
      ['monday', '2026-12-07T08:00'],
    ]);
  });

  test('are mornings also where the clocks change in between', () => {
    for (let day = 1; day <= 365; day++) for (const { at: time } of suggestions(at(2026, 1, day, 12))) expect(local(time).slice(-5)).toBe('08:00');
  });

  test('are written as the server wants them', () => {
    for (const { at: time } of suggestions(new Date())) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});
