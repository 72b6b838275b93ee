import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/t.js';
import type { Layout } from '../mail/layout.js';
import { follow } from '../mail/rail.js';
import type { Notice } from '../mail/toast.js';
import { pathOf, type Route } from '../mail/route.js';
import type { Session, Vault } from '../model/vault.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import './dm-settings-account.js';
import './dm-settings-general.js';
import './dm-settings-notifications.js';
import './dm-settings-security.js';
import './dm-settings-sorting.js';
import './dm-settings-writing.js';
import { type Section, SECTION_LOOKS, SECTIONS } from './sections.js';

/** The settings: their sections, each with an address of its own, and the one that is open. */
@customElement('dm-settings')
export class Settings extends LitElement {
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
        min-height: 0;
        min-width: 0;
      }
      .panel {
        height: 100%;
        display: grid;
        grid-template-columns: 220px minmax(0, 1fr);
      }
      nav {
        padding: 20px 12px;
        border-inline-end: 1px solid var(--border);
        overflow: auto;
      }
      nav h2 {
        padding: 0 10px 10px;
        font-size: var(--t-s);
        font-weight: 600;
        color: var(--text-2);
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 36px;
        padding: 0 10px;
        border-radius: var(--r-m);
        color: var(--text-2);
        font-weight: 500;
        text-decoration: none;
      }
      nav a:hover {
        background: var(--surface-3);
        color: var(--text);
      }
      nav a[aria-current] {
        background: var(--accent-soft);
        color: var(--accent-text);
        font-weight: 600;
      }
      .open {
        overflow: auto;
        padding: 20px 28px 32px;
      }
      @media (max-width: 1023px) {
        .panel {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto minmax(0, 1fr);
        }
        nav {
          display: flex;
          gap: 4px;
          padding: 8px 12px;
          border-inline-end: 0;
          border-bottom: 1px solid var(--border);
          scrollbar-width: none;
        }
        nav h2 {
          display: none;
        }
        nav a {
          flex: none;
          min-height: 44px;
        }
        .open {
          padding: 16px;
        }
      }
      @media (max-width: 767px) {
        .panel {
          border-radius: 0;
          border-width: 1px 0 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  @property() section: Section = 'general';
  @property({ attribute: false }) layout!: Layout;
  @property({ attribute: false }) onRoute: (route: Route) => void = () => undefined;
  @property({ attribute: false }) onLayout: (layout: Layout) => void = () => undefined;
  @property({ attribute: false }) onLock: () => void = () => undefined;
  @property({ attribute: false }) onSignOut: () => void = () => undefined;
  @property({ attribute: false }) onNotice: (notice: Omit<Notice, 'id'>) => void = () => undefined;
  /** Loads the page anew, once what is being written has been kept. */
  @property({ attribute: false }) onReload: () => void = () => undefined;

  override render(): TemplateResult {
    return html`<main class="panel" data-test="settings-page" data-section=${this.section}>
      <nav aria-label=${t('settings.title')}>
        <h2 aria-hidden="true">${t('settings.title')}</h2>
        ${SECTIONS.map((section) => this.#link({ page: 'settings', id: null, section }, section))}
      </nav>
      <div class="open">${this.#open()}</div>
    </main>`;
  }

  #link(route: Route, section: Section): TemplateResult {
    const { sign, title } = SECTION_LOOKS[section];
    return html`<a href=${pathOf(route)} router-ignore aria-current=${section === this.section ? 'page' : nothing} data-test="settings-${section}" @click=${follow(() => { this.onRoute(route); })}>${icon(sign)}${t(title)}</a>`;
  }

  /** The heading tells a screen reader where the link has led. */
  protected override updated(changed: PropertyValues): void {
    if (changed.get('section') === undefined) return;
    const shown = this.renderRoot.querySelector<LitElement>('.open > *');
    void shown?.updateComplete.then(() => shown.shadowRoot?.querySelector<HTMLElement>('h1')?.focus());
  }

  #open(): TemplateResult {
    switch (this.section) {
      case 'general':
        return html`<dm-settings-general .layout=${this.layout} .onLayout=${this.onLayout} .onReload=${this.onReload}></dm-settings-general>`;
      case 'account':
        return html`<dm-settings-account .session=${this.session} .onSignOut=${this.onSignOut}></dm-settings-account>`;
      case 'writing':
        return html`<dm-settings-writing .vault=${this.vault}></dm-settings-writing>`;
      case 'sorting':
        return html`<dm-settings-sorting .vault=${this.vault} .onNotice=${this.onNotice}></dm-settings-sorting>`;
      case 'security':
        return html`<dm-settings-security .vault=${this.vault} .session=${this.session} .onLock=${this.onLock}></dm-settings-security>`;
      case 'notifications':
        return html`<dm-settings-notifications></dm-settings-notifications>`;
    }
  }
}
