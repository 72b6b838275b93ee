/** Times to put mail off until, by the reader's clock and calendar. */
import { html } from 'lit';
import { farDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { openDialog } from './dialog.js';
import type { MenuEntry } from './dm-menu.js';
import { MORNING, hourOf, localTime, toMonday, utc } from './times.js';

const EVENING = 20;
const SATURDAY = 6;

export interface SnoozeTime {
  readonly name: 'later' | 'tomorrow' | 'weekend' | 'week';
  readonly at: Date;
}

/** In three hours by the full hour, where that is still today; in the morning of tomorrow, Saturday, Monday. Earliest first, no two the same. */
export function snoozeTimes(now: Date): readonly SnoozeTime[] {
  const later = hourOf(now, 0, now.getHours() + 3);
  const toSaturday = (SATURDAY - now.getDay() + 7) % 7 || 7;
  const times: readonly SnoozeTime[] = [
    ...(later.getDate() === now.getDate() && later.getHours() <= EVENING ? [{ name: 'later' as const, at: later }] : []),
    { name: 'tomorrow', at: hourOf(now, 1, MORNING) },
    { name: 'weekend', at: hourOf(now, toSaturday, MORNING) },
    { name: 'week', at: hourOf(now, toMonday(now), MORNING) },
  ];
  return times.filter(({ at }, i) => !times.slice(0, i).some((one) => one.at.getTime() === at.getTime())).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** @param onPick UTCDate, or null for back at once */
export function snoozeEntries(root: DocumentFragment | HTMLElement, away: boolean, onPick: (until: string | null) => void): readonly MenuEntry[] {
  return [
    { heading: t('snooze.title') },
    ...snoozeTimes(new Date()).map(({ name, at }) => ({ label: `${t(`snooze.${name}`)}, ${farDate(utc(at))}`, sign: 'alarm-clock' as const, test: `snooze-${name}`, onPick: () => { onPick(utc(at)); } })),
    null,
    { label: t('snooze.own'), sign: 'pencil', test: 'snooze-own', onPick: () => { askTime(root, onPick); } },
    ...(away ? [{ label: t('act.unsnooze'), sign: 'inbox' as const, test: 'unsnooze', onPick: () => { onPick(null); } }] : []),
  ];
}

function askTime(root: DocumentFragment | HTMLElement, onPick: (until: string) => void): void {
  const local = localTime(hourOf(new Date(), 1, MORNING));
  const submit = (event: Event, dialog: HTMLDialogElement): void => {
    event.preventDefault();
    const at = new Date(dialog.querySelector('input')?.value ?? '');
    if (Number.isNaN(at.getTime())) return;
    dialog.close();
    onPick(utc(at));
  };
  openDialog(
    root,
    { named: 'snooze-title', kind: 'place' },
    (dialog) => html`<form @submit=${(event: Event) => { submit(event, dialog); }}>
      <h2 id="snooze-title">${t('snooze.own-title')}</h2>
      <label><span class="label">${t('snooze.own-label')}</span><span class="input"><input type="datetime-local" step="1" required autofocus .value=${local} data-test="snooze-time" /></span></label>
      <div class="row"><span class="grow"></span><button class="btn" type="button" @click=${() => { dialog.close(); }}>${t('cancel')}</button><button class="btn primary" data-test="snooze-set">${t('snooze.set')}</button></div>
    </form>`,
  );
}
