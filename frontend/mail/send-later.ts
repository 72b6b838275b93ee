/** When a mail may leave, in the user's own zone. */
import { t } from '../messages/t.js';
import { askTime } from './time-dialog.js';
import { MORNING, hourOf, inAMinute, toMonday, utc } from './times.js';

export interface Later {
  readonly name: 'tomorrow' | 'monday';
  /** UTCDate. */
  readonly at: string;
}

const DAY = 86_400_000;
/** As long as the server holds mail back. */
const LONGEST = 14 * DAY;

const morning = (now: Date, days: number): string => utc(hourOf(now, days, MORNING));

/** Times that are often meant; each once. */
export function suggestions(now: Date): readonly Later[] {
  const monday = toMonday(now);
  const tomorrow: Later = { name: 'tomorrow', at: morning(now, 1) };
  return monday === 1 ? [tomorrow] : [tomorrow, { name: 'monday', at: morning(now, monday) }];
}

/** Asks for a time of one's own within `root`; gives a UTCDate, or null for none. */
export async function askLater(root: DocumentFragment | HTMLElement, now: Date): Promise<string | null> {
  const lead = t('send.lead', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const time = await askTime(root, { name: 'later', title: t('send.title'), lead, set: t('send.set'), start: hourOf(now, 1, MORNING), least: inAMinute(now), most: new Date(now.getTime() + LONGEST) });
  return time === null ? null : utc(time);
}
