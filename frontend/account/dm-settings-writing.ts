import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Preferences, Signature, Template } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { askText } from '../mail/text-dialog.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon, type IconName } from '../theme/icons.js';
import { sectionStyles } from './settings-styles.js';

const SECONDS: readonly Preferences['undo'][] = [0, 5, 10, 20, 30];

/** How one writes: kept sealed, the same on all devices. */
@customElement('dm-settings-writing')
export class WritingSettings extends LitElement {
  static override styles = [
    ...base,
    sectionStyles,
    dialogs,
    css`
      h3 {
        font-size: var(--t-m);
        font-weight: 600;
      }
      li {
        display: flex;
        align-items: center;
        gap: 4px;
        min-height: 40px;
        border-bottom: 1px solid var(--border);
      }
      li + li:last-child {
        border: 0;
      }
      .set input {
        grid-area: 1 / 2 / span 2;
        width: 18px;
        height: 18px;
        accent-color: var(--accent);
      }
      .texts dm-editor {
        margin: 12px 0;
        min-height: 200px;
        border: 1px solid var(--border);
        border-radius: var(--r-m);
      }
      .texts .label {
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) vault!: Vault;
  @state() private now: Preferences | null = null;
  @state() private error: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void settled(this.vault.preferences()).then((found) => { if (!isRefused(found)) this.now = found; });
  }

  override render(): TemplateResult {
    const { now } = this;
    if (now === null) return html``;
    return html`
      <h1 tabindex="-1">${t('writing.title')}</h1>
      ${this.error === null ? nothing : html`<p class="c-bad small" role="alert">${this.error}</p>`}
      <div class="cards">
        <section class="card">
          <div class="set">
            <label class="label" for="undo">${t('writing.undo')}</label>
            <p class="help">${t('writing.undo-help')}</p>
            <select id="undo" data-test="undo-seconds" data-kept=${now.undo} @change=${(event: Event) => void this.#keep({ undo: Number((event.target as HTMLSelectElement).value) as Preferences['undo'] })}>
              ${SECONDS.map((n) => html`<option value=${n} ?selected=${n === now.undo}>${n === 0 ? t('writing.undo-none') : t('send.seconds', { n })}</option>`)}
            </select>
          </div>
          ${this.#choice(t('writing.plain'), now.plain, 'begin-plain', (plain) => ({ plain }))} ${this.#choice(t('writing.ask-new'), now.askNew, 'ask-new', (askNew) => ({ askNew }))}
        </section>
        <section class="card">
          ${this.#list(t('writing.signatures'), now.signatures, 'signature', (one) => void this.#editSignature(now, one), (signatures) => void this.#keep({ signatures }))}
          ${now.signatures.length === 0
            ? nothing
            : html`<div class="set">
                <label class="label" for="signature">${t('writing.signature')}</label>
                <select id="signature" data-test="signature-first" @change=${(event: Event) => void this.#keep({ signature: (event.target as HTMLSelectElement).value || null })}>
                  <option value="" ?selected=${now.signature === null}>${t('write.no-signature')}</option>
                  ${now.signatures.map(({ id, name }) => html`<option value=${id} ?selected=${id === now.signature}>${name}</option>`)}
                </select>
              </div>`}
        </section>
        <section class="card">${this.#list(t('writing.templates'), now.templates, 'template', (one) => void this.#editTemplate(now, one), (templates) => void this.#keep({ templates }))}</section>
        <p class="help">${t('writing.sealed')}</p>
      </div>
    `;
  }

  #choice(label: string, on: boolean, test: string, wanted: (on: boolean) => Partial<Preferences>): TemplateResult {
    return html`<div class="set"><label class="label" for=${test}>${label}</label><input type="checkbox" id=${test} data-test=${test} .checked=${on} @change=${(event: Event) => void this.#keep(wanted((event.target as HTMLInputElement).checked))} /></div>`;
  }

  #list<T extends Signature>(title: string, texts: readonly T[], kind: 'signature' | 'template', onEdit: (one: T | null) => void, onLeft: (texts: readonly T[]) => void): TemplateResult {
    const button = (label: string, sign: IconName, test: string, act: () => void) => html`<button class="ib sm" aria-label=${label} title=${label} data-test=${test} @click=${act}>${icon(sign, 's')}</button>`;
    return html`<div>
      <div class="row between"><h3>${title}</h3>${button(t(`writing.new-${kind}`), 'plus', `new-${kind}`, () => { onEdit(null); })}</div>
      ${texts.length === 0 ? html`<p class="help">${t('writing.no-signatures')}</p>` : nothing}
      <ul>
        ${texts.map((one) => html`<li data-test=${kind}><span class="grow cut">${one.name}</span>${button(t('writing.change', { name: one.name }), 'pencil', `change-${kind}`, () => { onEdit(one); })}${button(t('writing.remove', { name: one.name }), 'trash-2', `remove-${kind}`, () => { onLeft(texts.filter((other) => other !== one)); })}</li>`)}
      </ul>
    </div>`;
  }

  /** The first signature that is made is the one that new mails begin with. */
  async #editSignature({ signatures, signature }: Preferences, before: Signature | null): Promise<void> {
    const text = await askText(this.renderRoot, t(before === null ? 'writing.new-signature' : 'writing.edit-signature'), { name: before?.name ?? '', subject: null, html: before?.html ?? '' });
    if (text === null) return;
    const one = { id: before?.id ?? '', name: text.name, html: text.html };
    await this.#keep({ signatures: before === null ? [...signatures, one] : signatures.map((other) => (other === before ? one : other)) });
    const first = this.now?.signatures[0];
    if (before === null && signature === null && signatures.length === 0 && first !== undefined) await this.#keep({ signature: first.id });
  }

  async #editTemplate({ templates }: Preferences, before: Template | null): Promise<void> {
    const text = await askText(this.renderRoot, t(before === null ? 'writing.new-template' : 'writing.edit-template'), { name: before?.name ?? '', subject: before?.subject ?? '', html: before?.html ?? '' });
    if (text === null) return;
    const one = { id: before?.id ?? '', name: text.name, subject: text.subject ?? '', html: text.html };
    await this.#keep({ templates: before === null ? [...templates, one] : templates.map((other) => (other === before ? one : other)) });
  }

  async #keep(wanted: Partial<Preferences>): Promise<void> {
    const kept = await settled(this.vault.keepPreferences(wanted));
    this.error = isRefused(kept) ? refusalText(kept) : null;
    if (!isRefused(kept)) this.now = kept;
  }
}
