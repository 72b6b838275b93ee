/** Says of a mail when it leaves, and what can be done until then. */
import { html, type TemplateResult } from 'lit';
import { futureDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';

export type Held = 'edit' | 'now';

export const heldStrip = (held: string, onPick: (what: Held) => void): TemplateResult => html`<div class="banner info" data-test="held">
  ${icon('clock')}<span class="tx">${t('send.held', { when: futureDate(held) })}</span>
  <button class="btn sm" data-test="held-edit" @click=${() => { onPick('edit'); }}>${icon('pencil', 's')}${t('send.edit')}</button>
  <button class="btn sm" data-test="held-now" @click=${() => { onPick('now'); }}>${icon('send', 's')}${t('send.now')}</button>
</div>`;
