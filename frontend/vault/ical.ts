/** iCalendar (RFC 5545) by ical.js, within bounds: nothing is repeated or unfolded that a stranger could make endless. */
import type { Answered, Guest, Invitation, When } from '../model/calendar.js';
import type { EmailAddress } from '../model/mail.js';
import { parseAddress } from './address.js';
import { cleanLine } from './clean.js';
import { Refusal } from './refusal.js';

export const MAX_ICAL = 256 * 1024;
const MAX_GUESTS = 100;
const MAX_LINE = 300;
const MAX_TEXT = 4000;
const MAX_OBSERVANCES = 16;
const YEARS = [1970, 2100] as const;

/** RFC 7265 §3.4. */
type Property = readonly [name: string, parameters: Readonly<Record<string, string | readonly string[]>>, type: string, ...values: readonly unknown[]];
type Component = readonly [name: string, properties: readonly Property[], components: readonly Component[]];

const METHODS = ['request', 'cancel', 'reply', 'publish'] as const;
const ANSWERS: Readonly<Record<string, Answered>> = { ACCEPTED: 'accepted', TENTATIVE: 'tentative', DECLINED: 'declined' };
const FREQUENCIES: Readonly<Record<string, Invitation['repeats']>> = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly', YEARLY: 'yearly' };

/** @throws Refusal `malformed` */
async function parsed(text: string): Promise<{ readonly calendar: Component; readonly event: Component }> {
  const { default: ical } = await import('ical.js');
  try {
    const calendar = ical.parse(text) as unknown as Component;
    const event = calendar[0] === 'vcalendar' ? calendar[2].find(([name]) => name === 'vevent') : undefined;
    if (event !== undefined) return { calendar, event };
  } catch {
    // As below.
  }
  throw new Refusal('malformed', 'calendar');
}

const first = ([, properties]: Component, name: string): Property | undefined => properties.find((property) => property[0] === name);
const textOf = (component: Component, name: string): string => {
  const value = first(component, name)?.[3];
  return typeof value === 'string' ? value : '';
};
const parameter = (property: Property, name: string): string => [property[1][name] ?? ''].flat()[0] ?? '';

/** @throws Refusal `malformed` */
export async function readInvitation(text: string): Promise<Omit<Invitation, 'answered'>> {
  const { calendar, event } = await parsed(text);
  const start = first(event, 'dtstart');
  if (start === undefined) throw new Refusal('malformed', 'start');
  const organiser = first(event, 'organizer');
  const repeats = first(event, 'rrule')?.[3] as { readonly freq?: unknown } | undefined;
  const method = textOf(calendar, 'method').toLowerCase();
  return {
    method: METHODS.find((one) => one === method) ?? 'publish',
    title: cleanLine(textOf(event, 'summary'), MAX_LINE),
    place: cleanLine(textOf(event, 'location'), MAX_LINE),
    text: textOf(event, 'description').slice(0, MAX_TEXT).split('\n').map((line) => cleanLine(line, MAX_TEXT)).join('\n').trim(),
    start: await whenOf(calendar, start),
    end: await endOf(calendar, event, start),
    repeats: repeats === undefined ? null : (FREQUENCIES[String(repeats.freq)] ?? 'otherwise'),
    organiser: organiser === undefined ? null : personOf(organiser),
    guests: event[1].filter(([name]) => name === 'attendee').slice(0, MAX_GUESTS).flatMap((property): Guest[] => {
      const person = personOf(property);
      return person === null ? [] : [{ ...person, answer: ANSWERS[parameter(property, 'partstat').toUpperCase()] ?? 'none' }];
    }),
  };
}

function personOf(property: Property): EmailAddress | null {
  const value = property[3];
  const address = typeof value === 'string' ? parseAddress(value.replace(/^mailto:/i, '').trim()) : null;
  const name = cleanLine(parameter(property, 'cn'), 100);
  return address === null ? null : { name: name === '' || name === address.text ? null : name, email: address.text };
}

async function endOf(calendar: Component, event: Component, start: Property): Promise<When | null> {
  const end = first(event, 'dtend');
  const from = await whenOf(calendar, start);
  if (end !== undefined) {
    const to = await whenOf(calendar, end);
    if (to.kind !== 'day') return to;
    const last = new Date(Date.parse(`${to.day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    return from.kind === 'day' && last > from.day ? { kind: 'day', day: last } : null;
  }
  const { default: ical } = await import('ical.js');
  const duration = textOf(event, 'duration');
  if (duration === '' || from.kind !== 'moment') return null;
  try {
    return momentOf(Date.parse(from.at) + 1000 * ical.Duration.fromString(duration).toSeconds());
  } catch {
    return null;
  }
}

const momentOf = (milliseconds: number): When => ({ kind: 'moment', at: new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z') });

async function whenOf(calendar: Component, property: Property): Promise<When> {
  const value = property[3];
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ?)?$/.test(value) || Number.isNaN(Date.parse(value))) throw new Refusal('malformed', 'time');
  const year = Number(value.slice(0, 4));
  if (year < YEARS[0] || year > YEARS[1]) throw new Refusal('malformed', 'year');
  if (value.length === 10) return { kind: 'day', day: value };
  if (value.endsWith('Z')) return momentOf(Date.parse(value));
  const zone = parameter(property, 'tzid');
  const at = inNamedZone(value, zone) ?? (await inOwnZone(calendar, value, zone));
  return at === null ? { kind: 'floating', local: value } : momentOf(at);
}

/** Names of the time zone database are known to the browser, whatever the calendar says of them. */
function inNamedZone(local: string, zone: string): number | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  } catch {
    return null;
  }
  if (zone === '') return null;
  const wanted = Date.parse(`${local}Z`);
  const shown = (at: number): number => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return Date.parse(`${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}Z`);
  };
  // The offset found at the first guess may be that of the other side of a change of clocks.
  let at = wanted - (shown(wanted) - wanted);
  at -= shown(at) - wanted;
  return at;
}

/** A zone that the calendar describes itself, if it does so with yearly changes as all real ones do. */
async function inOwnZone(calendar: Component, local: string, zone: string): Promise<number | null> {
  const described = calendar[2].find((component) => component[0] === 'vtimezone' && textOf(component, 'tzid') === zone);
  if (described === undefined || described[2].length > MAX_OBSERVANCES || !described[2].every(isYearly)) return null;
  const { default: ical } = await import('ical.js');
  try {
    const [year, month, day, hour, minute, second] = local.split(/[-T:]/).map(Number);
    const time = ical.Time.fromData({ year: year!, month: month!, day: day!, hour: hour!, minute: minute!, second: second! }, new ical.Timezone(new ical.Component(described as never)));
    return time.toUnixTime() * 1000;
  } catch {
    return null;
  }
}

function isYearly(observance: Component): boolean {
  const started = first(observance, 'dtstart')?.[3];
  const rules = observance[1].filter(([name]) => name === 'rrule');
  const plain = rules.every(([, , , rule]) => {
    const parts = rule as Readonly<Record<string, unknown>>;
    return parts['freq'] === 'YEARLY' && Object.keys(parts).every((name) => ['freq', 'bymonth', 'byday', 'until'].includes(name)) && [parts['bymonth'], parts['byday']].every((list) => !Array.isArray(list));
  });
  return plain && rules.length < 2 && typeof started === 'string' && /^(?:1[6-9]|20)\d\d-/.test(started);
}

/** The answer to a request (RFC 5546 §3.2.3): what names the event as it came, and one attendee. @throws Refusal `malformed` */
export async function writeReply(text: string, me: string, answer: Answered, now: string): Promise<string> {
  const { event } = await parsed(text);
  const { default: ical } = await import('ical.js');
  const kept = event[1].filter(([name]) => ['uid', 'sequence', 'recurrence-id', 'organizer', 'dtstart', 'dtend', 'duration', 'summary'].includes(name));
  const properties: readonly Property[] = [...kept, ['dtstamp', {}, 'date-time', now], ['attendee', { partstat: answer.toUpperCase() }, 'cal-address', `mailto:${me}`]];
  const calendar: Component = ['vcalendar', [['version', {}, 'text', '2.0'], ['prodid', {}, 'text', '-//Darkmail//EN'], ['method', {}, 'text', 'REPLY']], [['vevent', properties, []]]];
  return ical.stringify(calendar as never);
}
