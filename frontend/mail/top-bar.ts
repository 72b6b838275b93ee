import { html, nothing, type TemplateResult } from 'lit';
import type { Session, Vault } from '../model/vault.js';
import { timeOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { avatar, brand } from '../theme/people.js';
import './dm-search.js';

export interface SyncState {
  readonly state: 'syncing' | 'synced' | 'offline';
  /** UTCDate of the last success. */
  readonly at: string | null;
}

export interface TopBarView {
  readonly vault: Vault;
  readonly session: Session;
  readonly sync: SyncState;
  readonly search: string;
  readonly searching: boolean;
  readonly accountOpen: boolean;
  /** To the list, past all that comes before it. */
  readonly onSkip: () => void;
  readonly onSearch: (text: string) => void;
  readonly onSearching: (on: boolean) => void;
  readonly onRail: () => void;
  readonly onAccount: () => void;
  readonly onHelp: () => void;
  readonly onSettings: () => void;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}

export function topBar(view: TopBarView): TemplateResult {
  const { session, accountOpen } = view;
  return html`
    <header class="top ${view.searching ? 'searching' : ''}">
      <button class="skip btn primary" @click=${view.onSkip}>${t('app.skip')}</button>
      <button class="ib menu-button" aria-label=${t('rail.open')} @click=${view.onRail}>${icon('menu')}</button>
      ${brand()} <dm-search .vault=${view.vault} .search=${view.search} .onSearch=${view.onSearch} .onLeave=${() => { view.onSearching(false); }}></dm-search>
      <span class="grow only-wide"></span>
      ${syncLine(view.sync)}
      <button class="ib only-narrow search-open" aria-label=${t('top.search-open')} @click=${() => { view.onSearching(true); }}>${icon('search')}</button>
      <button class="ib only-wide" aria-label=${t('top.help')} title=${t('top.help')} @click=${view.onHelp}>${icon('circle-help')}</button>
      <button class="ib only-wide" aria-label=${t('top.settings')} title=${t('top.settings')} data-test="settings" @click=${view.onSettings}>${icon('settings')}</button>
      <div class="account">
        <button class="ib" aria-label=${t('top.account', { address: session.address })} aria-expanded=${accountOpen} aria-haspopup="true" data-test="account-menu" @click=${view.onAccount}>${avatar({ name: null, email: session.address }, 's')}</button>
        ${accountOpen ? accountMenu(view) : nothing}
      </div>
    </header>
  `;
}

function syncLine({ state, at }: SyncState): TemplateResult {
  const line = (content: TemplateResult, look = 'muted') => html`<span class="row small only-wide ${look}" data-test="sync" data-state=${state}>${content}</span>`;
  switch (state) {
    case 'offline':
      return line(html`<span class="badge warn">${icon('wifi-off', 'xs')}${t('sync.offline')}</span>`);
    case 'syncing':
      return line(html`${icon('refresh-cw', 's')}${t('sync.syncing')}`);
    case 'synced':
      return line(html`${icon('check', 's c-ok')}${t('sync.synced', { time: timeOf(at ?? new Date().toISOString()) })}`);
  }
}

function accountMenu({ session, onSettings, onHelp, onLock, onSignOut }: TopBarView): TemplateResult {
  return html`
    <div class="pop menu">
      <p class="who cut">${session.address}</p>
      <button class="mi" data-test="menu-settings" @click=${onSettings}>${icon('settings')}${t('top.settings')}</button>
      <button class="mi only-wide" @click=${onHelp}>${icon('circle-help')}${t('top.help')}</button>
      <button class="mi" data-test="lock" @click=${onLock}>${icon('lock')}${t('top.lock')}</button>
      <button class="mi" data-test="sign-out" @click=${onSignOut}>${icon('log-out')}${t('top.sign-out')}</button>
    </div>
  `;
}

export interface BannersView {
  readonly warning: string | null;
  readonly isOffline: boolean;
  /** Mails in the outbox. */
  readonly waiting: number;
  readonly onDismiss: () => void;
  /** Null where they are shown already. */
  readonly onShow: (() => void) | null;
  readonly onTry: () => void;
}

/** What went wrong that nobody did. */
export function banners({ warning, isOffline, waiting, onDismiss, onShow, onTry }: BannersView): TemplateResult | typeof nothing {
  if (warning !== null) return html`<div class="banner bad top-banner" role="alert">${icon('triangle-alert')}<span class="tx">${warning}</span><button class="ib sm" aria-label=${t('close')} @click=${onDismiss}>${icon('x', 's')}</button></div>`;
  if (!isOffline) return nothing;
  return html`<div class="banner info top-banner" role="status" data-test="offline" data-waiting=${waiting}>${icon('wifi-off')}<span class="tx"><b>${t('offline.title')}</b> ${waiting > 0 ? t('offline.waiting', { n: waiting }) : t('offline.more')}</span>${waiting > 0 && onShow !== null ? html`<button class="btn sm" data-test="offline-show" @click=${onShow}>${t('offline.show')}</button>` : nothing}<button class="btn sm" data-test="offline-try" @click=${onTry}>${t('offline.try')}</button></div>`;
}
