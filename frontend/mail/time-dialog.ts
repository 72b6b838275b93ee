import { html } from 'lit';
import { t } from '../messages/t.js';
import { asked } from './dialog.js';
import { localTime } from './times.js';

export interface TimeQuestion {
  /** Names its parts: `NAME-time`, `NAME-set`. */
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly set: string;
  /** What the field says first. */
  readonly start: Date;
  readonly least: Date;
  readonly most: Date;
}

/** Asks for a time in a modal dialog within `root`; gives null for none. */
export async function askTime(root: DocumentFragment | HTMLElement, { name, title, lead, set, start, least, most }: TimeQuestion): Promise<Date | null> {
  const time = await asked(
    root,
    { named: 'time-title' },
    () => html`<form method="dialog">
      <h2 id="time-title">${title}</h2>
      <p class="muted">${lead}</p>
      <label class="label later" for="time">${t('send.when')}</label>
      <div class="input"><input id="time" type="datetime-local" required autofocus data-test="${name}-time" min=${localTime(least)} max=${localTime(most)} .value=${localTime(start)} /></div>
      <div class="row">
        <span class="grow"></span>
        <button class="btn" value="no" formnovalidate>${t('cancel')}</button>
        <button class="btn primary" value="yes" data-test="${name}-set">${set}</button>
      </div>
    </form>`,
    (dialog) => dialog.querySelector<HTMLInputElement>('#time')?.value ?? '',
  );
  return time === null || time === '' ? null : new Date(time);
}
