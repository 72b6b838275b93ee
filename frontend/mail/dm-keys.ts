import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { KeyView } from '../model/mail.js';
import type { Session, Vault } from '../model/vault.js';
import { grouped, spokenDay } from '../messages/format.js';
import { refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon } from '../theme/icons.js';

/** Compares the keys of two people by their fingerprints, or decides about a key that has changed. */
@customElement('dm-keys')
export class KeysDialog extends LitElement {
  static override styles = [
    ...base,
    dialogs,
    css`
      .dlg {
        width: 560px;
      }
      h3 {
        font-size: var(--t-s);
        font-weight: 600;
        margin: 18px 0 6px;
      }
      .print {
        font: 500 15px/24px var(--mono);
        padding: 12px 14px;
        border: 1px solid var(--border);
        border-radius: 10px;
        background: var(--surface-2);
        letter-spacing: 0.02em;
        user-select: all;
      }
      .print.new {
        border-color: var(--warn-line);
        background: var(--warn-soft);
      }
      .act {
        margin-top: 24px;
        flex-wrap: wrap;
      }
    `,
  ];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  @property() address = '';
  @property() name = '';
  @property({ attribute: false }) onClose: () => void = () => undefined;
  @state() private key: KeyView | null | 'asking' = 'asking';
  @state() private error: string | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    void this.vault.keys(this.address).then((key) => { this.key = key; });
  }

  override render(): TemplateResult {
    const { key, name } = this;
    const changed = key !== 'asking' && key !== null && key.changed !== null;
    return html`<dialog class="dlg" aria-labelledby="title" data-test="keys" @close=${this.onClose}>
      <div class="row between">
        <h2 id="title">${changed ? t('keys.changed-title', { name }) : t('keys.title', { name })}</h2>
        <button class="ib" aria-label=${t('close')} @click=${() => { this.dialog.close(); }}>${icon('x')}</button>
      </div>
      ${this.error === null ? nothing : html`<div class="banner bad" role="alert">${icon('circle-alert')}<span class="tx">${this.error}</span></div>`}
      ${key === 'asking' ? html`<progress class="thin" aria-label=${t('chip.looking')}></progress>` : key === null ? html`<p class="muted">${t('keys.none')}</p>` : key.changed === null ? this.#compare(key) : this.#decide(key, key.changed)}
    </dialog>`;
  }

  #compare(key: KeyView): TemplateResult {
    return html`
      <p class="muted">${t('keys.lead')}</p>
      <h3>${t('keys.theirs', { name: this.name })}</h3>
      <p class="print" dir="ltr" data-test="their-fingerprint">${grouped(key.fingerprint)}</p>
      <p class="help">${t(key.verified ? 'keys.verified' : 'keys.since', { day: spokenDay(key.since) })}</p>
      <h3>${t('keys.own')}</h3>
      <p class="print" dir="ltr">${grouped(this.session.fingerprint)}</p>
      <div class="row act">
        <span class="grow"></span>
        <button class="btn" @click=${() => { this.dialog.close(); }}>${t('close')}</button>
        ${key.verified ? nothing : html`<button class="btn primary" data-test="keys-match" @click=${() => void this.#settle(this.vault.verifyKey(this.address, key.fingerprint))}>${icon('shield-check', 's')}${t('keys.match')}</button>`}
      </div>
    `;
  }

  #decide(key: KeyView, changed: string): TemplateResult {
    return html`
      <p class="muted">${t('keys.changed-lead', { name: this.name })}</p>
      <h3>${t('keys.old')}</h3>
      <p class="print" dir="ltr">${grouped(key.fingerprint)}</p>
      <p class="help">${t('keys.since', { day: spokenDay(key.since) })}</p>
      <h3>${t('keys.new')}</h3>
      <p class="print new" dir="ltr">${grouped(changed)}</p>
      <div class="row act">
        <span class="grow"></span>
        <button class="btn" @click=${() => { this.dialog.close(); }}>${t('cancel')}</button>
        <button class="btn danger" data-test="keys-accept" @click=${() => void this.#settle(this.vault.acceptKey(this.address, changed))}>${t('keys.accept')}</button>
      </div>
    `;
  }

  async #settle(call: ReturnType<Vault['verifyKey']>): Promise<void> {
    const refused = await settled(call);
    if (refused === null) this.dialog.close();
    else this.error = refusalText(refused);
  }
}
