import { html } from 'lit';
import { t } from '../messages/t.js';
import { asked } from './dialog.js';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no?: string;
  readonly danger?: boolean;
}

/** Asks in a modal dialog within `root`; Escape says no. Focus returns to where it was. */
export async function confirmed(root: DocumentFragment | HTMLElement, { title, text, yes, no = t('cancel'), danger = false }: Question): Promise<boolean> {
  const sure = await asked(
    root,
    { named: 'dialog-title' },
    () => html`<form method="dialog">
      <h2 id="dialog-title">${title}</h2>
      <p class="muted">${text}</p>
      <div class="row">
        <span class="grow"></span>
        <button class="btn" value="no" data-test="dialog-no">${no}</button>
        <button class="btn ${danger ? 'danger' : 'primary'}" value="yes" data-test="dialog-yes">${yes}</button>
      </div>
    </form>`,
    () => true,
  );
  return sure === true;
}
