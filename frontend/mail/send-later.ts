/** When a mail may leave, in the user's own zone. */
import { html, render } from 'lit';
import { t } from '../messages/t.js';

export interface Later {
  readonly name: 'tomorrow' | 'monday';
  /** UTCDate. */
  readonly at: string;
}

/** The hour at which mornings begin. */
const MORNING = 8;
const DAY = 86_400_000;
/** As long as the server holds mail back. */
const LONGEST = 14 * DAY;

const utc = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const morning = (now: Date, days: number): string => utc(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING));

/** Times that are often meant; each once. */
export function suggestions(now: Date): readonly Later[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const tomorrow: Later = { name: 'tomorrow', at: morning(now, 1) };
  return toMonday === 1 ? [tomorrow] : [tomorrow, { name: 'monday', at: morning(now, toMonday) }];
}

/** As `datetime-local` fields write it: the time on the user's own clock. */
export function localTime(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Asks for a time in a modal dialog within `root`; gives a UTCDate, or null for none. */
export function askTime(root: DocumentFragment | HTMLElement, now: Date): Promise<string | null> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dlg';
  dialog.setAttribute('aria-labelledby', 'later-title');
  const soon = new Date(now.getTime() + 60_000);
  render(
    html`<form method="dialog">
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
    dialog,
  );
  root.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const value = dialog.querySelector<HTMLInputElement>('#later')?.value ?? '';
      dialog.remove();
      resolve(dialog.returnValue === 'yes' && value !== '' ? utc(new Date(value)) : null);
    });
  });
}
