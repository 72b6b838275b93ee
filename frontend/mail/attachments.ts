import { html, nothing, type TemplateResult } from 'lit';
import type { AttachmentView } from '../model/mail.js';
import { sizeOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon, type IconName } from '../theme/icons.js';
import { canPreview } from './preview.js';

export type AttachmentState =
  | { readonly kind: 'fetching'; readonly done: number; readonly total: number }
  | { readonly kind: 'paused'; readonly done: number }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'saved' };

/** Octets from which a download can be paused: smaller ones are here before one could. */
const PAUSABLE = 4 * 1024 * 1024;

export function fileIcon(type: string): IconName {
  const [kind, what = ''] = type.split('/');
  if (kind === 'image') return 'file-image';
  if (kind === 'video') return 'file-video';
  if (kind === 'audio') return 'file-audio';
  if (kind === 'text' || /pdf|word|document|rtf/.test(what)) return 'file-text';
  return /zip|tar|compressed|7z/.test(what) ? 'file-archive' : 'file';
}

export interface AttachmentActs {
  readonly onSave: (file: AttachmentView) => void;
  readonly onShow: (file: AttachmentView) => void;
  readonly onPause: (file: AttachmentView) => void;
  readonly onCancel: (file: AttachmentView) => void;
}

/** The card of a file; nothing is offered before its content is here and checked. */
export function attachmentCard(file: AttachmentView, state: AttachmentState | undefined, acts: AttachmentActs): TemplateResult {
  const { name, type, size } = file;
  const button = (label: 'save' | 'cancel' | 'pause' | 'resume' | 'forget', sign: IconName, test: string, act: (file: AttachmentView) => void): TemplateResult =>
    html`<button class="ib sm" aria-label=${t(`attach.${label}`, { name })} title=${t(`attach.${label}`, { name })} data-test=${test} @click=${() => { act(file); }}>${icon(sign)}</button>`;
  const buttons = (): TemplateResult => {
    switch (state?.kind) {
      case 'fetching':
        return html`${size >= PAUSABLE && state.done < state.total ? button('pause', 'pause', 'attachment-pause', acts.onPause) : nothing}${button('cancel', 'x', 'attachment-cancel', acts.onCancel)}`;
      case 'paused':
        return html`${button('resume', 'play', 'attachment-resume', acts.onSave)}${button('forget', 'x', 'attachment-cancel', acts.onCancel)}`;
      case 'saved':
        return button('save', 'check', 'attachment-download', acts.onSave);
      case 'failed':
      case undefined:
        return button('save', 'download', 'attachment-download', acts.onSave);
    }
  };
  const shown = html`<span class="nm cut" title=${name} dir="auto">${name}</span>`;
  return html`
    <li class="att" data-test="attachment" data-name=${name} data-state=${state?.kind ?? 'offered'}>
      <span class="th">${icon(fileIcon(type), 'l')}</span>
      <span class="grow">
        ${canPreview(type, size) ? html`<button class="see" aria-label=${t('attach.show', { name })} data-test="attachment-show" @click=${() => { acts.onShow(file); }}>${shown}</button>` : shown}
        <span class="sz">${line(name, size, state)}</span>
      </span>
      ${buttons()}
    </li>
  `;
}

function line(name: string, size: number, state: AttachmentState | undefined): TemplateResult {
  switch (state?.kind) {
    case 'fetching':
      if (state.total > 0 && state.done >= state.total) return html`${t('attach.checking')}<progress class="thin" aria-label=${t('attach.opening', { name })}></progress>`;
      return html`${state.total === 0 ? sizeOf(size) : t('attach.part', { done: sizeOf(state.done), total: sizeOf(state.total) })}<progress class="thin" value=${state.total === 0 ? nothing : state.done} max=${state.total === 0 ? nothing : state.total} aria-label=${t('attach.opening', { name })}></progress>`;
    case 'paused':
      return html`${t('attach.paused', { done: sizeOf(Math.min(state.done, size)), total: sizeOf(size) })}`;
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
