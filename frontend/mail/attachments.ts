import { html, nothing, type TemplateResult } from 'lit';
import type { AttachmentView } from '../model/mail.js';
import { sizeOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon, type IconName } from '../theme/icons.js';

export type AttachmentState =
  | { readonly kind: 'fetching'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'saved' };

export function fileIcon(type: string): IconName {
  const [kind, what = ''] = type.split('/');
  if (kind === 'image') return 'file-image';
  if (kind === 'video') return 'file-video';
  if (kind === 'audio') return 'file-audio';
  if (kind === 'text' || /pdf|word|document|rtf/.test(what)) return 'file-text';
  return /zip|tar|compressed|7z/.test(what) ? 'file-archive' : 'file';
}

export interface AttachmentActs {
  readonly onSave: (index: number) => void;
  readonly onCancel: (index: number) => void;
}

/** Cards of files; nothing is offered before its content is here and checked. */
export function attachmentCards(files: readonly AttachmentView[], states: ReadonlyMap<number, AttachmentState>, acts: AttachmentActs): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`
    <section aria-label=${t('attach.title', { n: files.length })}>
      <ul class="atts">
        ${files.map((file) => card(file, states.get(file.index), acts))}
      </ul>
    </section>
  `;
}

function card({ index, name, type, size }: AttachmentView, state: AttachmentState | undefined, { onSave, onCancel }: AttachmentActs): TemplateResult {
  const fetching = state?.kind === 'fetching';
  const label = t(fetching ? 'attach.cancel' : 'attach.save', { name });
  return html`
    <li class="att" data-test="attachment" data-name=${name} data-state=${state?.kind ?? 'offered'}>
      <span class="th">${icon(fileIcon(type), 'l')}</span>
      <span class="grow">
        <span class="nm cut" title=${name}>${name}</span>
        <span class="sz">${line(name, size, state)}</span>
      </span>
      <button class="ib sm" aria-label=${label} title=${label} data-test=${fetching ? 'attachment-cancel' : 'attachment-download'} @click=${() => { (fetching ? onCancel : onSave)(index); }}>${icon(fetching ? 'x' : state?.kind === 'saved' ? 'check' : 'download')}</button>
    </li>
  `;
}

function line(name: string, size: number, state: AttachmentState | undefined): TemplateResult {
  switch (state?.kind) {
    case 'fetching':
      return html`${state.total === 0 ? sizeOf(size) : t('attach.part', { done: sizeOf(state.done), total: sizeOf(state.total) })}<progress class="thin" value=${state.total === 0 ? nothing : state.done} max=${state.total === 0 ? nothing : state.total} aria-label=${t('attach.opening', { name })}></progress>`;
    case 'failed':
      return html`<span class="c-bad" role="alert">${state.why}</span>`;
    case 'saved':
    case undefined:
      return html`${sizeOf(size)}`;
  }
}

/** Hands a checked file to the browser, as a file and never as a page. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
}
