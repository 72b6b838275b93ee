import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Vault } from '../model/vault.js';
import { t } from '../messages/t.js';
import type { Notice } from '../mail/toast.js';
import { base } from '../theme/base.js';
import './dm-guard.js';
import './dm-rules.js';
import { sectionStyles } from './settings-styles.js';

/** What happens to mail by itself. */
@customElement('dm-settings-sorting')
export class SortingSettings extends LitElement {
  static override styles = [...base, sectionStyles];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) onNotice: (notice: Omit<Notice, 'id'>) => void = () => undefined;

  override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">${t('settings.sorting')}</h1>
      <div class="cards">
        <dm-rules .vault=${this.vault} .onNotice=${this.onNotice}></dm-rules>
        <dm-guard .vault=${this.vault} .onNotice=${this.onNotice}></dm-guard>
      </div>
    `;
  }
}
