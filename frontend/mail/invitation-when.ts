/** Times of events in words, by the reader's zone. */
import type { Invitation, When } from '../model/calendar.js';
import { locale } from '../messages/language.js';
import { t } from '../messages/t.js';

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
const dayOnly = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false });

export interface WhenWords {
  readonly text: string;
  /** What the times go by, or null for whole days. */
  readonly zone: string | null;
}

/** A floating time is one of the reader's own clock. */
const moment = (when: When): Date => new Date(when.kind === 'moment' ? when.at : when.kind === 'floating' ? when.local : `${when.day}T00:00:00Z`);

export function whenWords({ start, end }: Pick<Invitation, 'start' | 'end'>): WhenWords {
  const from = moment(start);
  const to = end === null ? null : moment(end);
  if (start.kind === 'day') return { text: `${to === null ? dayOnly.format(from) : dayOnly.formatRange(from, to)}, ${t('invite.all-day')}`, zone: null };
  const zone = start.kind === 'floating' ? t('invite.floating') : t('invite.zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const begins = `${day.format(from)}, ${time.format(from)}`;
  if (to === null || to.getTime() === from.getTime()) return { text: begins, zone };
  const ends = to.toDateString() === from.toDateString() ? time.format(to) : `${day.format(to)}, ${time.format(to)}`;
  return { text: `${begins} – ${ends}`, zone };
}
