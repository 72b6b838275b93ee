/** Times, dates and sizes as people say them, in the reader's zone and region. */
import { locale } from './language.js';
import { isMessage, say, t } from './t.js';

const DAY = 86_400_000;
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
const fullDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
const letter = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

const hours = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
const nextDays = new Intl.DateTimeFormat(locale, { weekday: 'long', ...hours });
const farDays = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', ...hours });

const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
/** Whole days from then to now by the calendar. */
const daysSince = (then: number, now: number): number => Math.round((midnight(now) - midnight(then)) / DAY);

export const timeOf = (at: string): string => clock.format(new Date(at));
export const fullDate = (at: string): string => full.format(new Date(at));

/** For a row: a time today, a weekday this week, else a date. */
export function shortDate(at: string, now = Date.now()): string {
  const then = Date.parse(at);
  const days = daysSince(then, now);
  if (days === 0) return clock.format(then);
  if (days < 0) return dayMonth.format(then);
  if (days < 7) return weekday.format(then);
  return new Date(then).getFullYear() === new Date(now).getFullYear() ? dayMonth.format(then) : fullDay.format(then);
}

/** For a message's head: `Today 10:14`, `Thu 16:02`, `3 Oct 2026, 16:02`. */
export function messageDate(at: string, now = Date.now()): string {
  const then = Date.parse(at);
  const days = daysSince(then, now);
  if (days === 0) return t('date.today-at', { time: clock.format(then) });
  const day = days > 0 && days < 7 ? weekday.format(then) : fullDay.format(then);
  return `${day} ${clock.format(then)}`;
}

/** For what is to come, in a sentence: `today 10:14`, `tomorrow, 08:00`, `Monday 08:00`, `Mon, 30 Nov, 08:00`. */
export function futureDate(at: string, now = Date.now()): string {
  const then = Date.parse(at);
  const days = -daysSince(then, now);
  if (days <= 0) return clock.format(then);
  if (days === 1) return t('date.tomorrow-at', { time: clock.format(then) });
  return (days < 7 ? nextDays : farDays).format(then);
}

/** For a choice of times: `Mon, 30 Nov, 08:00`. */
export const farDate = (at: string): string => farDays.format(new Date(at));

/** For what is read elsewhere and later: date and time in full. */
export const letterDate = (at: string): string => letter.format(new Date(at));

/** For a sentence: `today`, `yesterday`, `3 October`. */
export function spokenDay(at: string, now = Date.now()): string {
  const then = Date.parse(at);
  const days = daysSince(then, now);
  if (days === 0 || days === 1) return relative.format(-days, 'day');
  return new Date(then).getFullYear() === new Date(now).getFullYear() ? t('date.on', { day: longDay.format(then) }) : t('date.on', { day: fullDay.format(then) });
}

/** The heading under which a row stands: today, yesterday, last week, else the month. */
export function dayGroup(at: string, now = Date.now()): string {
  const then = Date.parse(at);
  const days = daysSince(then, now);
  if (days < 0) return t('date.ahead');
  if (days === 0) return t('date.today');
  if (days === 1) return t('date.yesterday');
  if (days < 7) return t('date.week');
  return month.format(then);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const sizes = UNITS.map((unit, power) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: power > 1 ? 1 : 0 }));

/** Octets in steps of 1,000, as a shop would print them. */
export function sizeOf(octets: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, octets)) / 3));
  return (sizes[power] as Intl.NumberFormat).format(octets / 1000 ** power);
}

/** A wait in seconds: `40 seconds`, `3 minutes`. */
export function waitOf(seconds: number): string {
  return seconds < 90 ? t('wait.seconds', { n: Math.max(1, Math.round(seconds)) }) : t('wait.minutes', { n: Math.round(seconds / 60) });
}

export const listOf = (items: readonly string[]): string => new Intl.ListFormat(locale).format(items);

/** Keys as the reader's keyboard names them; a blank between two that are held together. */
export const keyNames = (keys: string): readonly string[] => keys.split(' ').map((key) => {
  const named = `key.${key}`;
  return isMessage(named) ? say(named, named) : key;
});

/** What a button does, and the keys that do it too. */
export const hinted = (label: string, keys: string): string => `${label} (${keyNames(keys).join(' ')})`;

/** A fingerprint in groups of four. */
export const grouped = (fingerprint: string): string => fingerprint.toUpperCase().match(/.{1,4}/g)?.join(' ') ?? '';
