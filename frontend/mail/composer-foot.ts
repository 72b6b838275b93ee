/** What stands below a mail that is being written: send, attach, how far it is kept; while it is sent, how far that is. */
import { html, nothing, type TemplateResult } from 'lit';
import { hinted, timeOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import type { FileProgress } from './draft-files.js';

export type Saved = { readonly kind: 'new' | 'changed' | 'saving' } | { readonly kind: 'saved'; readonly at: string } | { readonly kind: 'failed'; readonly why: string };

/** All octets together, and each file's own; `total` is 0 for what has no measure. */
export interface Work {
  readonly done: number;
  readonly total: number;
  readonly files: FileProgress;
}

export interface Foot {
  readonly saved: Saved;
  readonly tools: boolean;
  readonly onSend: () => void;
  readonly onLater: (at: Element) => void;
  readonly onFiles: (event: Event) => void;
  readonly onTools: () => void;
  readonly onMore: ((at: Element) => void) | null;
  readonly onDiscard: () => void;
}

export function foot({ saved, tools, onSend, onLater, onFiles, onTools, onMore, onDiscard }: Foot): TemplateResult {
  return html`<footer class="cfoot">
    <span class="split"><button class="btn primary" data-test="send" title=${hinted(t('write.send'), 'Ctrl Enter')} @click=${onSend}>${icon('send', 's')}${t('write.send')}</button><button class="btn primary" aria-label=${t('send.later')} title=${t('send.later')} aria-haspopup="menu" data-test="send-later" @click=${(event: Event) => { onLater(event.currentTarget as Element); }}>${icon('chevron-down', 's')}</button></span>
    <label class="ib" title=${t('write.attach')}>${icon('paperclip')}<input class="sr" type="file" multiple aria-label=${t('write.attach')} data-test="attach-input" @change=${onFiles} /></label>
    <button class="ib" aria-label=${t('write.format')} title=${t('write.format')} aria-pressed=${tools} @click=${onTools}>${icon('bold')}</button>
    ${onMore === null ? nothing : html`<button class="ib" aria-label=${t('act.more')} title=${t('act.more')} aria-haspopup="menu" data-test="write-more" @click=${(event: Event) => { onMore(event.currentTarget as Element); }}>${icon('ellipsis')}</button>`}
    <span class="grow"></span>
    <span class="row small muted sv" role="status" data-test="saved" data-state=${saved.kind}>${savedLine(saved)}</span>
    <button class="ib" aria-label=${t('write.discard')} title=${t('write.discard')} data-test="discard" @click=${onDiscard}>${icon('trash-2')}</button>
  </footer>`;
}

function savedLine(saved: Saved): TemplateResult | typeof nothing {
  switch (saved.kind) {
    case 'new':
      return nothing;
    case 'changed':
      return html`${t('write.unsaved')}`;
    case 'saving':
      return html`${t('write.saving')}`;
    case 'failed':
      return html`<span class="c-bad">${t('write.save-failed', { why: saved.why })}</span>`;
    case 'saved':
      return html`${icon('check', 's c-ok')}${t('write.saved', { time: timeOf(saved.at) })}`;
  }
}

export function sendingFoot({ done, total }: Work, onCancel: () => void): TemplateResult {
  const percent = total === 0 ? null : Math.round((done / total) * 100);
  return html`<footer class="cfoot" data-test="sending">
    <div class="grow">
      <div class="row between small"><span role="status">${t('write.sending')}…</span><span class="num muted" aria-hidden="true">${percent === null ? '' : `${percent} %`}</span></div>
      <progress class="thin" value=${percent ?? nothing} max="100" aria-label=${t('write.sending')}></progress>
    </div>
    <button class="btn" data-test="cancel-send" @click=${onCancel}>${t('cancel')}</button>
  </footer>`;
}
