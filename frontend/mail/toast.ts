import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';

/** Something that was done, and how to take it back. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void | Promise<void>;
}

export function toast(notice: Notice | null, onClose: () => void): TemplateResult | typeof nothing {
  if (notice === null) return nothing;
  const { text, undo } = notice;
  return html`
    <div class="toast" data-test="toast">
      <span class="grow">${text}</span>
      ${undo === undefined ? nothing : html`<button class="btn sm" data-test="undo" @click=${() => { void undo(); onClose(); }}>${t('act.undo')}</button>`}
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
    this.#timer = window.setTimeout(() => { if (this.host.renderRoot.querySelector('.toast:is(:hover, :focus-within)') === null) this.clear(); }, STAYS);
  }

  clear(): void {
    this.#show(null);
  }

  undo(): void {
    const { current } = this;
    this.clear();
    void current?.undo?.();
  }

  #show(notice: Notice | null): void {
    clearTimeout(this.#timer);
    this.current = notice;
    this.host.requestUpdate();
  }
}
