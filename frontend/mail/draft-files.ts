import { html, nothing, type TemplateResult } from 'lit';
import type { DraftFile } from '../model/mail.js';
import { sizeOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { fileIcon } from './attachments.js';

/** Octets; the server's limit for one blob. */
const LARGEST = 2_000_000_000;
const MOST = 64;

/** Adds chosen files; says which were not taken. */
export function addFiles(before: readonly DraftFile[], chosen: Iterable<File>): { readonly files: readonly DraftFile[]; readonly refused: string | null } {
  let refused: string | null = null;
  // A file that was lost with a reload is found again by choosing it once more.
  let files = before;
  for (const file of chosen) {
    if (file.size > LARGEST) refused = t('write.large', { name: file.name });
    else if (files.length >= MOST) refused = t('write.too-many-files', { n: MOST });
    else {
      const lost = files.findIndex((one) => isLost(one) && one.name === file.name);
      const fresh: DraftFile = { name: file.name, type: file.type === '' ? 'application/octet-stream' : file.type, size: file.size, file, from: null, stored: null };
      files = lost < 0 ? [...files, fresh] : files.with(lost, fresh);
    }
  }
  return { files, refused };
}

const isLost = ({ file, from, stored }: DraftFile): boolean => file === null && from === null && stored === null;

/** How far the file at an index is, in octets. */
export type FileProgress = ReadonlyMap<number, { readonly done: number; readonly total: number }>;

/** `sending` is null while one still writes; `keeping` are octets of files that are on their way into the draft. */
export function draftFiles(files: readonly DraftFile[], sending: FileProgress | null, keeping: ReadonlyMap<DraftFile, number>, onRemove: (file: DraftFile) => void): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="ups" aria-label=${t('attach.title', { n: files.length })}>
    ${files.map(
      (file, index) => html`<li class="up" data-test="draft-file" data-name=${file.name} data-kept=${file.stored !== null}>
        <span class="th">${icon(fileIcon(file.type))}</span>
        <span class="grow"><span class="nm cut">${file.name}</span><span class="sz ${isLost(file) ? 'c-bad' : ''}">${isLost(file) ? t('write.gone') : sending === null ? keptLine(file, keeping.get(file)) : fileLine(file, sending.get(index))}</span></span>
        ${sending === null ? html`<button class="ib sm" aria-label=${t('write.remove', { name: file.name })} title=${t('write.remove', { name: file.name })} @click=${() => { onRemove(file); }}>${icon('x')}</button>` : nothing}
      </li>`,
    )}
  </ul>`;
}

function keptLine({ name, size, stored }: DraftFile, done: number | undefined): TemplateResult {
  if (done === undefined) return html`${stored === null ? sizeOf(size) : html`${icon('check', 'xs c-ok')} ${t('attach.sealed', { size: sizeOf(size) })}`}`;
  return html`${t('attach.part', { done: sizeOf(done), total: sizeOf(size) })}<progress class="thin" value=${done} max=${Math.max(1, size)} aria-label=${t('attach.uploading', { name })}></progress>`;
}

function fileLine({ name, size }: DraftFile, at: { readonly done: number; readonly total: number } | undefined): TemplateResult {
  const { done, total } = at ?? { done: 0, total: size };
  if (at !== undefined && done >= total) return html`${icon('check', 'xs c-ok')} ${t('attach.sealed', { size: sizeOf(size) })}`;
  return html`${at === undefined ? t('attach.waiting', { size: sizeOf(size) }) : t('attach.part', { done: sizeOf(done), total: sizeOf(total) })}<progress class="thin" value=${done} max=${Math.max(1, total)} aria-label=${t('attach.uploading', { name })}></progress>`;
}
