import { html, render } from 'lit';
import { t } from '../messages/t.js';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no?: string;
  readonly danger?: boolean;
}

/** Asks in a modal dialog within `root`; Escape says no. Focus returns to where it was. */
export function confirmed(root: DocumentFragment | HTMLElement, { title, text, yes, no = t('cancel'), danger = false }: Question): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dlg';
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  render(
    html`<form method="dialog">
      <h2 id="dialog-title">${title}</h2>
      <p class="muted">${text}</p>
      <div class="row">
        <span class="grow"></span>
        <button class="btn" value="no" data-test="dialog-no">${no}</button>
        <button class="btn ${danger ? 'danger' : 'primary'}" value="yes" data-test="dialog-yes">${yes}</button>
      </div>
    </form>`,
    dialog,
  );
  root.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
