import { render, type TemplateResult } from 'lit';

export interface Look {
  /** Id of the heading that names it. */
  readonly named: string;
  /** A class for its style. */
  readonly kind?: string;
  readonly test?: string;
}

/**
 * Opens a modal dialog within `root`. Escape closes it; focus returns to where it was. `closed` is called before it goes, with
 * what is in it still there.
 */
export function openDialog(root: DocumentFragment | HTMLElement, { named, kind, test }: Look, content: (dialog: HTMLDialogElement) => TemplateResult, closed: (dialog: HTMLDialogElement) => void = () => undefined): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = kind === undefined ? 'dlg' : `dlg ${kind}`;
  dialog.setAttribute('aria-labelledby', named);
  if (test !== undefined) dialog.dataset['test'] = test;
  render(content(dialog), dialog);
  root.append(dialog);
  dialog.addEventListener('close', () => {
    closed(dialog);
    dialog.remove();
  });
  dialog.showModal();
  return dialog;
}

/** As {@link openDialog}, for a form with `method=dialog`: what `read` finds in it if its button `yes` was pressed, else null. */
export const asked = <T>(root: DocumentFragment | HTMLElement, look: Look, content: () => TemplateResult, read: (dialog: HTMLDialogElement) => T): Promise<T | null> =>
  new Promise((resolve) => {
    openDialog(root, look, content, (dialog) => {
      resolve(dialog.returnValue === 'yes' ? read(dialog) : null);
    });
  });
