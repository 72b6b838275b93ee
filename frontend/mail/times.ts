/** Times that people mean, by their own clock and calendar. */

/** The hour at which mornings begin. */
export const MORNING = 8;

export const utc = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

/** The first time that can be chosen: what takes a while is not past then. */
export const inAMinute = (now: Date): Date => new Date(now.getTime() + 60_000);

/** A full hour of a day so many days ahead. */
export const hourOf = (now: Date, days: number, hour: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);

/** Days to the next Monday, which is never today. */
export const toMonday = (now: Date): number => (8 - now.getDay()) % 7 || 7;

/** As `datetime-local` fields write it. */
export function localTime(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
