import { html, type TemplateResult } from 'lit';
import type { Place } from '../model/mail.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { keySet, keysOf } from './keyboard.js';
import { isFixed } from './place.js';

const drawing = html`
  <svg class="art" viewBox="0 0 200 130" aria-hidden="true">
    <circle cx="148" cy="34" r="16" fill="var(--mark-3)" opacity=".35" />
    <path d="M20 104h160" stroke="var(--border-strong)" stroke-width="2" stroke-linecap="round" />
    <path d="M38 114h50M104 114h60M62 122h70" stroke="var(--border)" stroke-width="2" stroke-linecap="round" />
    <rect x="58" y="46" width="84" height="58" rx="10" fill="var(--raised)" stroke="var(--text-3)" stroke-width="2" />
    <path d="m62 52 38 28 38-28" fill="none" stroke="var(--text-3)" stroke-width="2" stroke-linejoin="round" />
    <circle cx="100" cy="81" r="8" fill="var(--accent)" />
  </svg>
`;

const ownHelp = (): string => (keySet() === 'off' ? t('list.empty-own-no-keys') : t('list.empty-own', { move: keysOf('move'), label: keysOf('label') }));

/** Nothing to list, and why. */
export function emptyPlace(place: Place, searched: boolean, onCompose: () => void): TemplateResult {
  const kind = isFixed(place) ? place : 'own';
  const writes = kind === 'inbox' || kind === 'sent' || kind === 'drafts';
  return html`
    <div class="emp" data-test="empty">
      ${drawing}
      <h2>${searched ? t('list.nothing') : t(`list.empty.${kind}`)}</h2>
      <p class="muted">${searched ? t('list.nothing-help') : kind === 'own' ? ownHelp() : t(`list.empty-${kind}`)}</p>
      ${searched || !writes ? '' : html`<button class="btn primary" @click=${onCompose}>${icon('pen-line', 's')}${t('list.write')}</button>`}
    </div>
  `;
}

export const emptyReader = (): TemplateResult => html`
  <div class="emp">${drawing}<h2>${t('read.nothing')}</h2><p class="muted">${t('read.nothing-help')}${keySet() === 'off' ? '' : html` ${t('read.nothing-key', { key: keysOf('next') })}`}</p></div>
`;

/** Rows while the mailbox is opened on this device. */
export const skeletonRows = (): TemplateResult => html`
  <div class="rows" aria-hidden="true">
    ${[38, 30, 42, 34, 38, 30].map((width) => html`<div class="sk"><i class="face"></i><span><i style="width:${width}%"></i><i style="width:${width + 24}%"></i><i style="width:88%"></i></span></div>`)}
  </div>
`;
