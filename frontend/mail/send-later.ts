/** When a mail may leave, in the user's own zone. */
import { html } from 'lit';
import { t } from '../messages/t.js';
import { asked } from './dialog.js';
import { MORNING, hourOf, localTime, toMonday, utc } from './times.js';

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

/** Asks for a time in a modal dialog within `root`; gives a UTCDate, or null for none. */
export async function askTime(root: DocumentFragment | HTMLElement, now: Date): Promise<string | null> {
  const soon = new Date(now.getTime() + 60_000);
  const time = await asked(
    root,
    { named: 'later-title' },
    () => html`<form method="dialog">
      <h2 id="later-title">${t('send.title')}</h2>
      <p class="muted">${t('send.lead', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p>
      <label class="label later" for="later">${t('send.when')}</label>
      <div class="input"><input id="later" type="datetime-local" required autofocus data-test="later-time" min=${localTime(soon)} max=${localTime(new Date(now.getTime() + LONGEST))} .value=${localTime(new Date(morning(now, 1)))} /></div>
      <div class="row">
        <span class="grow"></span>
        <button class="btn" value="no" formnovalidate>${t('cancel')}</button>
        <button class="btn primary" value="yes" data-test="later-set">${t('send.set')}</button>
      </div>
    </form>`,
    (dialog) => dialog.querySelector<HTMLInputElement>('#later')?.value ?? '',
  );
  return time === null || time === '' ? null : utc(new Date(time));
}
