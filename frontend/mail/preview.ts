/** Looking into a checked file without saving it: by what the browser shows without running it, never as a page. */
import { html, nothing, type TemplateResult } from 'lit';
import { sizeOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { openDialog } from './dialog.js';

/** Octets of text that are shown. */
const SHOWN_TEXT = 512 * 1024;
/** Octets of a picture: it is decoded in memory. */
const LARGEST_PICTURE = 50_000_000;

const PICTURE = /^image\/(?:png|jpeg|gif|webp|avif)$/;
const PDF = 'application/pdf';
/** Octets of a PDF: it is read in memory, more than once. */
const LARGEST_PDF = 100_000_000;
const MEDIA = /^(?:audio|video)\/[\w.+-]+$/;
const TEXT = /^(?:text\/[\w.+-]+|application\/(?:json|xml|javascript|x-sh|toml|yaml)|message\/rfc822)$/;

export const canPreview = (type: string, size: number): boolean => (PICTURE.test(type) ? size <= LARGEST_PICTURE : type === PDF ? size <= LARGEST_PDF : MEDIA.test(type) || TEXT.test(type));

/** Shows a file in a dialog within `root`. */
export async function showFile(root: DocumentFragment | HTMLElement, file: Blob, { name, type }: { readonly name: string; readonly type: string }, onSave: () => void): Promise<void> {
  // Its own type for what plays it; what shows it does not run it.
  const url = TEXT.test(type) || type === PDF ? null : URL.createObjectURL(new Blob([file], { type }));
  const shown = await content(file, name, type, url);
  openDialog(
    root,
    { named: 'preview-title', kind: 'tall preview', test: 'preview' },
    (dialog) => html`<div class="row between">
        <h2 id="preview-title" class="cut" dir="auto">${name}</h2>
        <button class="ib" aria-label=${t('attach.save', { name })} title=${t('attach.save', { name })} @click=${onSave}>${icon('download')}</button>
        <button class="ib" aria-label=${t('close')} @click=${() => { dialog.close(); }}>${icon('x')}</button>
      </div>
      ${shown}`,
    () => { if (url !== null) URL.revokeObjectURL(url); },
  );
}

async function content(file: Blob, name: string, type: string, url: string | null): Promise<TemplateResult> {
  if (type === PDF) {
    await import('./dm-pdf.js');
    return html`<dm-pdf .file=${file}></dm-pdf>`;
  }
  if (url === null) {
    const text = await file.slice(0, SHOWN_TEXT).text();
    return html`<pre tabindex="0" dir="auto" aria-label=${name} data-test="preview-text">${text}</pre>
      ${file.size > SHOWN_TEXT ? html`<p class="small muted">${t('attach.text-cut', { size: sizeOf(SHOWN_TEXT) })}</p>` : nothing}`;
  }
  const failed = (event: Event): void => { (event.currentTarget as Element).replaceWith(t('attach.no-preview')); };
  if (PICTURE.test(type)) return html`<img src=${url} alt=${name} @error=${failed} />`;
  if (type.startsWith('audio/')) return html`<audio controls src=${url} aria-label=${name} @error=${failed}></audio>`;
  return html`<video controls src=${url} aria-label=${name} @error=${failed}></video>`;
}
