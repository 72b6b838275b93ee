/** A named text, written in a dialog of its own: a signature or a template. */
import { html, nothing } from 'lit';
import { t } from '../messages/t.js';
import { asked } from './dialog.js';
import './dm-editor.js';
import type { Editor } from './dm-editor.js';

export interface NamedText {
  readonly name: string;
  /** Null where there is none. */
  readonly subject: string | null;
  readonly html: string;
}

/** Gives the text as it was left, or null if it is not to be kept. */
export function askText(root: DocumentFragment | HTMLElement, title: string, before: NamedText): Promise<NamedText | null> {
  const field = (id: string, label: string, value: string, most: number, required: boolean) =>
    html`<label class="label" for=${id}>${label}</label><div class="input"><input id=${id} autocomplete="off" maxlength=${most} ?required=${required} data-test=${id} .value=${value} /></div>`;
  return asked(
    root,
    { named: 'text-title' },
    () => html`<form method="dialog" class="texts">
      <h2 id="text-title">${title}</h2>
      ${field('text-name', t('place.name'), before.name, 100, true)} ${before.subject === null ? nothing : field('text-subject', t('write.subject'), before.subject, 998, false)}
      <dm-editor tools label=${title} .start=${before.html}></dm-editor>
      <div class="row">
        <span class="grow"></span>
        <button class="btn" value="no" formnovalidate>${t('cancel')}</button>
        <button class="btn primary" value="yes" data-test="text-keep">${t('place.keep')}</button>
      </div>
    </form>`,
    (dialog) => {
      const value = (id: string) => dialog.querySelector<HTMLInputElement>(id)?.value ?? '';
      return { name: value('#text-name'), subject: before.subject === null ? null : value('#text-subject'), html: dialog.querySelector<Editor>('dm-editor')?.html ?? '' };
    },
  );
}
