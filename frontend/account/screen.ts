import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Refused, Session, Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';

/** What the screens before the mailbox share: one piece of work at a time, and one error. */
export abstract class AccountScreen extends LitElement {
  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) onSession: (session: Session) => void = () => undefined;
  /** What is being done, for the status line; null when nothing is. */
  @state() protected busy: string | null = null;
  @state() protected error: string | null = null;
  /** Fields whose passphrase is shown, by id. */
  @state() private shown: ReadonlySet<string> = new Set();

  /** Does one thing and returns its result, or null after showing why it was refused. */
  protected async attempt<T>(doing: string, call: () => Promise<T | Refused>): Promise<T | null> {
    if (this.busy !== null) return null;
    this.busy = doing;
    this.error = null;
    const result = await settled(call());
    this.busy = null;
    if (!isRefused(result)) return result;
    this.error = this.explain(result);
    return null;
  }

  protected explain(refused: Refused): string {
    return refusalText(refused);
  }

  protected typed(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  }

  protected focusOn(id: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }

  /** The error, announced, and the work under way. */
  protected notice(): TemplateResult {
    return html`
      <div role="alert" data-test="error">
        ${this.error === null ? nothing : html`<div class="banner bad">${icon('circle-alert')}<span class="tx">${this.error}</span></div>`}
      </div>
    `;
  }

  protected working(): TemplateResult | typeof nothing {
    return this.busy === null ? nothing : html`<div role="status"><p class="help" data-test="working">${this.busy}…</p><progress class="thin" aria-label=${this.busy}></progress></div>`;
  }

  /** A passphrase field that lets password managers fill it and people paste into it and look at it. */
  protected passphrase(id: string, label: string, options: { readonly kind: 'current-password' | 'new-password'; readonly test: string; readonly side?: TemplateResult; readonly help?: string; readonly onInput?: () => void }): TemplateResult {
    const shown = this.shown.has(id);
    return html`
      <div class="field">
        <div class="row between">
          <label class="label" for=${id}>${label}</label>
          ${options.side ?? nothing}
        </div>
        <div class="input lg" ?data-invalid=${this.error !== null}>
          ${icon('key-round', 's dim')}
          <input
            id=${id}
            name=${id}
            type=${shown ? 'text' : 'password'}
            autocomplete=${options.kind}
            autocapitalize="none"
            spellcheck="false"
            required
            data-test=${options.test}
            aria-describedby=${options.help === undefined ? nothing : `${id}-help`}
            @input=${options.onInput ?? nothing}
          />
          <button class="ib sm" type="button" aria-label=${t(shown ? 'passphrase.hide' : 'passphrase.show')} title=${t(shown ? 'passphrase.hide' : 'passphrase.show')} aria-pressed=${shown} @click=${() => { this.#toggle(id); }}>${icon(shown ? 'eye-off' : 'eye')}</button>
        </div>
        ${options.help === undefined ? nothing : html`<p class="help" id="${id}-help">${options.help}</p>`}
      </div>
    `;
  }

  #toggle(id: string): void {
    const shown = new Set(this.shown);
    if (!shown.delete(id)) shown.add(id);
    this.shown = shown;
  }
}

/** What the server sees and what it does not, at the foot of a card. */
export const sees = (): TemplateResult => html`
  <footer class="sees">
    <span>${icon('eye', 's')}<span><b>${t('sees.can')}</b> ${t('sees.can-what')}</span></span>
    <span>${icon('eye-off', 's c-ok')}<span><b>${t('sees.cannot')}</b> ${t('sees.cannot-what')}</span></span>
  </footer>
`;
