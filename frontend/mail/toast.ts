import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { withKeys } from './keyboard.js';

/** Something that was done, and how to take it back. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void | Promise<void>;
  /** When the way back ends, in milliseconds since 1970: the seconds are counted down. */
  readonly until?: number;
  /** What is said then. */
  readonly then?: string;
}

export function toast(notice: Notice | null, onClose: () => void): TemplateResult | typeof nothing {
  if (notice === null) return nothing;
  const { text, undo, until } = notice;
  const left = until === undefined ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000));
  return html`
    <div class="toast" data-test="toast">
      <span class="grow">${text}</span>
      ${left === null ? nothing : html`<span class="num" aria-hidden="true" >${t('send.left', { n: left })}</span>`}
      ${undo === undefined ? nothing : html`<button class="btn sm" data-test="undo" title=${withKeys(t('act.undo'), 'undo')} @click=${() => { onClose(); void undo(); }}>${t('act.undo')}</button>`}
      <button class="ib sm" aria-label=${t('close')} @click=${onClose}>${icon('x', 's')}</button>
    </div>
  `;
}

/** How long a notice stays, in milliseconds, unless somebody is at it. */
const STAYS = 8_000;

/** The one notice that is shown. */
export class Notices {
  current: Notice | null = null;
  #timer = 0;

  constructor(readonly host: { readonly renderRoot: ParentNode; requestUpdate: () => void }) {}

  say(notice: Omit<Notice, 'id'>): void {
    this.#show({ ...notice, id: Date.now() });
    if (notice.until === undefined) this.#timer = window.setTimeout(() => { if (this.host.renderRoot.querySelector('.toast:is(:hover, :focus-within)') === null) this.clear(); }, STAYS);
    else this.#count(notice.until);
  }

  clear(): void {
    this.#show(null);
  }

  undo(): void {
    const { current } = this;
    if (current?.undo === undefined) return;
    this.clear();
    void current.undo();
  }

  #count(until: number): void {
    const left = until - Date.now();
    const then = this.current?.then;
    if (left > 0) this.#timer = window.setTimeout(() => { this.host.requestUpdate(); this.#count(until); }, left % 1000 || 1000);
    else if (then === undefined) this.clear();
    else this.say({ text: then });
  }

  #show(notice: Notice | null): void {
    clearTimeout(this.#timer);
    this.current = notice;
    this.host.requestUpdate();
  }
}
