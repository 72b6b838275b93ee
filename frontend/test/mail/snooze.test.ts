import { expect, test } from 'vitest';
import { snoozeTimes } from '../../mail/snooze.js';

/** By the local clock, whatever the zone: names with weekday and hour. */
const offered = (at: string): readonly string[] => snoozeTimes(new Date(at)).map((one) => `${one.name} ${one.at.getDay()} ${one.at.getHours()}:${String(one.at.getMinutes()).padStart(2, '0')}`);

test('Times to put mail off until are later today, and mornings of tomorrow, Saturday and Monday', () => {
  expect(offered('2026-11-25T10:40')).toEqual(['later 3 13:00', 'tomorrow 4 8:00', 'weekend 6 8:00', 'week 1 8:00']);
});

test('In the evening there is no later today', () => {
  expect(offered('2026-11-25T18:10')).toEqual(['tomorrow 4 8:00', 'weekend 6 8:00', 'week 1 8:00']);
  expect(offered('2026-11-25T23:10')[0]).toBe('tomorrow 4 8:00');
});

test('What falls on the same morning is offered once: Saturday on a Friday, Monday on a Sunday', () => {
  expect(offered('2026-11-27T09:00')).toEqual(['later 5 12:00', 'tomorrow 6 8:00', 'week 1 8:00']);
  expect(offered('2026-11-29T09:00')).toEqual(['later 0 12:00', 'tomorrow 1 8:00', 'weekend 6 8:00']);
});

test('All of them are yet to come, through a whole year of hours', () => {
  for (let hour = 0; hour < 24 * 366; hour += 5) {
    const now = new Date(2026, 0, 1, hour, 30);
    const times = snoozeTimes(now);
    expect(times.length).toBeGreaterThan(1);
    for (const { at } of times) expect(at.getTime()).toBeGreaterThan(now.getTime());
  }
});
