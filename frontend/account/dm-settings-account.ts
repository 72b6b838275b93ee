import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Session } from '../model/vault.js';
import { grouped } from '../messages/format.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { sectionStyles } from './settings-styles.js';

/** Whose mailbox it is. */
@customElement('dm-settings-account')
export class AccountSettings extends LitElement {
  static override styles = [...base, sectionStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) onSignOut: () => void = () => undefined;

  override render(): TemplateResult {
    const { address, fingerprint } = this.session;
    return html`
      <h1 tabindex="-1">${t('settings.account')}</h1>
      <div class="cards">
        <section class="card">
          <dl>
            <dt>${t('settings.address')}</dt>
            <dd data-test="settings-address">${address}</dd>
            <dt>${t('settings.fingerprint')}</dt>
            <dd class="print" dir="ltr" data-test="own-fingerprint">${grouped(fingerprint)}</dd>
          </dl>
          <p class="help">${t('settings.fingerprint-help')}</p>
        </section>
        <section class="card">
          <div class="set">
            <span class="label">${t('settings.session')}</span>
            <p class="help">${t('settings.sign-out-help')}</p>
            <button class="btn" data-test="settings-sign-out" @click=${this.onSignOut}>${icon('log-out', 's')}${t('settings.sign-out')}</button>
          </div>
        </section>
      </div>
    `;
  }
}
