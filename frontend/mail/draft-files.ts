import { html, nothing, type TemplateResult } from 'lit';
import type { DraftFile } from '../model/mail.js';
import { sizeOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon, type IconName } from '../theme/icons.js';
import { fileIcon } from './attachments.js';
import type { FileUploads } from './file-uploads.js';

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
export function draftFiles(files: readonly DraftFile[], sending: FileProgress | null, keeping: ReadonlyMap<DraftFile, number>, uploads: FileUploads): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="ups" aria-label=${t('attach.title', { n: files.length })}>
    ${files.map(
      (file, index) => html`<li class="up" data-test="draft-file" data-name=${file.name} data-kept=${file.stored !== null && file.pending !== true}>
        <span class="th">${icon(fileIcon(file.type))}</span>
        <span class="grow"><span class="nm cut">${file.name}</span><span class="sz ${isLost(file) ? 'c-bad' : ''}">${isLost(file) ? t('write.gone') : sending === null ? keptLine(file, keeping.get(file)) : fileLine(file, sending.get(index))}</span></span>
        ${sending === null ? fileButtons(file, keeping.has(file), uploads) : nothing}
      </li>`,
    )}
  </ul>`;
}

function fileButtons(file: DraftFile, isOnItsWay: boolean, uploads: FileUploads): TemplateResult {
  const button = (label: string, sign: IconName, test: string, act: () => void): TemplateResult => html`<button class="ib sm" aria-label=${label} title=${label} data-test=${test} @click=${act}>${icon(sign)}</button>`;
  const { name } = file;
  const halt = isOnItsWay
    ? button(t('attach.upload-pause', { name }), 'pause', 'draft-file-pause', () => { uploads.pause(file); })
    : button(t('attach.upload-resume', { name }), 'play', 'draft-file-resume', () => void uploads.resume(file));
  return html`${file.pending === true ? halt : nothing}${button(t('write.remove', { name }), 'x', 'draft-file-remove', () => { uploads.remove(file); })}`;
}

function keptLine({ name, size, stored, pending }: DraftFile, far: number | undefined): TemplateResult {
  if (far === undefined && pending === true) return html`${t('attach.upload-waits', { size: sizeOf(size) })}`;
  const done = far === undefined ? undefined : Math.min(far, size);
  if (done === undefined) return html`${stored === null ? sizeOf(size) : html`${icon('check', 'xs c-ok')} ${t('attach.sealed', { size: sizeOf(size) })}`}`;
  return html`${t('attach.part', { done: sizeOf(done), total: sizeOf(size) })}<progress class="thin" value=${done} max=${Math.max(1, size)} aria-label=${t('attach.uploading', { name })}></progress>`;
}

function fileLine({ name, size }: DraftFile, at: { readonly done: number; readonly total: number } | undefined): TemplateResult {
  const { done, total } = at ?? { done: 0, total: size };
  if (at !== undefined && done >= total) return html`${icon('check', 'xs c-ok')} ${t('attach.sealed', { size: sizeOf(size) })}`;
  return html`${at === undefined ? t('attach.waiting', { size: sizeOf(size) }) : t('attach.part', { done: sizeOf(done), total: sizeOf(total) })}<progress class="thin" value=${done} max=${Math.max(1, total)} aria-label=${t('attach.uploading', { name })}></progress>`;
}
