import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Prepared, Strength } from '../model/vault.js';
import { isRefused } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { brand } from '../theme/people.js';
import { kitCheck, kitWords } from './kit.js';
import { AccountScreen } from './screen.js';
import { strengthMeter } from './strength.js';
import { steps } from './styles.js';

type Step = 'address' | 'kit' | 'check';

/** A new address in two steps: address and passphrase, then the recovery kit. */
@customElement('dm-sign-up')
export class SignUp extends AccountScreen {
  static override styles = [...base, steps];

  @property() domain = '';
  @property({ attribute: false }) onCancel: () => void = () => undefined;
  @state() private step: Step = 'address';
  @state() private local = '';
  @state() private generated: string | null = null;
  @state() private own = false;
  @state() private strength: Strength | null = null;
  @state() private prepared: Prepared | null = null;
  @state() private savedAt: string | null = null;
  @state() private copied = false;

  override firstUpdated(): void {
    this.focusOn('local');
    void this.#generate();
  }

  override render() {
    const at = this.step === 'address' ? 1 : 2;
    return html`
      <aside>
        ${brand()}
        <ol aria-label=${t('sign-up.steps', { step: at })}>
          <li class=${at > 1 ? 'done' : ''} aria-current=${at === 1 ? 'step' : nothing}><i>${at > 1 ? icon('check', 'xs') : 1}</i>${t('sign-up.step-1')}</li>
          <li aria-current=${at === 2 ? 'step' : nothing}><i>2</i>${t('sign-up.step-2')}</li>
        </ol>
        <p class="note">${icon('shield-check')}<span>${t('sign-up.note')}</span></p>
      </aside>
      <main>${this.#panel()}</main>
    `;
  }

  #panel(): TemplateResult {
    switch (this.step) {
      case 'address':
        return html`<form class="panel" @submit=${this.#prepare}>${this.#choose()}${this.#foot(this.onCancel, html`<button class="btn primary" data-test="sign-up-next" ?disabled=${this.busy !== null}>${t('sign-up.next')}${icon('arrow-right', 's')}</button>`)}</form>`;
      case 'kit':
        return html`<form class="panel" @submit=${this.#toCheck}>
          <div class="in">${kitWords(this.#kit, { savedAt: this.savedAt, onSaved: (time) => { this.savedAt = time; } })}</div>
          ${this.#foot(() => { this.step = 'address'; }, html`<button class="btn primary" data-test="kit-continue">${t('kit.continue')}${icon('arrow-right', 's')}</button>`)}
        </form>`;
      case 'check':
        return html`<form class="panel" @submit=${this.#finish}>
          <div class="in">${kitCheck(this.#kit.prepared, this.notice())}</div>
          ${this.#foot(() => { this.step = 'kit'; }, html`<button class="btn primary" data-test="kit-finish" ?disabled=${this.busy !== null}>${t('kit.finish')}</button>`, t('kit.show-again'))}
        </form>`;
    }
  }

  get #kit() {
    return { address: `${this.local}@${this.domain}`, prepared: this.prepared ?? { kind: 'prepared' as const, words: [], asked: [0, 0] as const } };
  }

  #choose(): TemplateResult {
    return html`
      <div class="in">
        <h1>${t('sign-up.title')}</h1>
        <p class="muted">${t('sign-up.lead', { domain: this.domain })}</p>
        <section>
          <label class="label" for="local">${t('sign-up.address')}</label>
          <div class="pair">
            <div class="input lg"><input id="local" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" data-test="sign-up-local" .value=${this.local} /></div>
            <div class="input lg"><span class="dim">@</span><span class="cut" data-test="sign-up-domain">${this.domain}</span></div>
          </div>
        </section>
        <section>
          <div class="row between">
            ${this.own ? html`<span></span>` : html`<span class="label">${t('sign-up.generated-label')}</span>`}
            <span class="seg" role="radiogroup" aria-label=${t('sign-up.choice')}>
              <button type="button" role="radio" aria-checked=${!this.own} data-test="sign-up-generated" @click=${() => { this.own = false; }}>${t('sign-up.generated')}</button>
              <button type="button" role="radio" aria-checked=${this.own} data-test="sign-up-own" @click=${() => { this.own = true; this.focusOn('passphrase'); }}>${t('sign-up.own')}</button>
            </span>
          </div>
          ${this.own ? this.#ownPassphrase() : this.#generatedPassphrase()}
        </section>
        <div class="banner info">${icon('info')}<span class="tx"><b>${t('sign-up.warning')}</b> ${t('sign-up.warning-more')}</span></div>
        <section>${this.notice()}${this.working()}</section>
      </div>
    `;
  }

  #generatedPassphrase(): TemplateResult {
    const words = this.generated?.split(/[\s-]+/) ?? [];
    return html`
      <ol class="words" style="margin-top:8px" data-test="sign-up-passphrase-words">
        ${words.map((word, at) => html`<li><small class="num" aria-hidden="true">${at + 1}</small>${word}</li>`)}
      </ol>
      ${strengthMeter({ score: 4, hint: null }, t('sign-up.generated-strength'))}
      <div class="row" style="margin-top:16px;flex-wrap:wrap">
        <button class="btn sm" type="button" @click=${this.#generate}>${icon('refresh-cw', 's')}${t('sign-up.another')}</button>
        <button class="btn sm" type="button" @click=${this.#copy}>${icon(this.copied ? 'check' : 'copy', 's')}${t(this.copied ? 'copied' : 'copy')}</button>
        <span class="small muted">${t('sign-up.keep')}</span>
      </div>
      <input class="sr" type="password" autocomplete="new-password" tabindex="-1" aria-hidden="true" .value=${this.generated ?? ''} readonly />
    `;
  }

  #ownPassphrase(): TemplateResult {
    return html`
      ${this.passphrase('passphrase', t('sign-up.own-label'), { kind: 'new-password', test: 'sign-up-passphrase', onInput: () => void this.#judge() })}
      ${this.strength === null ? nothing : strengthMeter(this.strength)}
    `;
  }

  #foot(back: () => void, next: TemplateResult, backLabel = t('back')): TemplateResult {
    return html`<div class="act">
      <button class="btn ghost" type="button" ?disabled=${this.busy !== null} @click=${() => { this.error = null; back(); }}>${icon('chevron-left', 's')}${backLabel}</button>
      <span class="grow"></span>
      ${next}
    </div>`;
  }

  readonly #generate = async (): Promise<void> => {
    this.generated = await this.vault.suggestPassphrase();
    this.copied = false;
  };

  readonly #copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(this.generated ?? '');
    this.copied = true;
  };

  readonly #judge = async (): Promise<void> => {
    const passphrase = this.typed('passphrase');
    const strength = passphrase === '' ? null : await this.vault.strength(passphrase);
    if (passphrase === this.typed('passphrase')) this.strength = strength;
  };

  readonly #prepare = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = this.typed('local').trim();
    this.local = typed.endsWith(`@${this.domain}`) ? typed.slice(0, -this.domain.length - 1) : typed;
    const passphrase = this.own ? this.typed('passphrase') : (this.generated ?? '');
    if (this.local === '' || passphrase === '') {
      this.error = t(this.local === '' ? 'sign-up.local-missing' : 'sign-up.passphrase-missing');
      return;
    }
    const prepared = await this.attempt(t('sign-up.making'), () => this.vault.signUp(this.local, passphrase, () => undefined));
    if (prepared === null) return;
    this.prepared = prepared;
    this.savedAt = null;
    this.step = 'kit';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  };

  readonly #toCheck = (event: Event): void => {
    event.preventDefault();
    this.step = 'check';
    this.focusOn('answer-1');
  };

  readonly #finish = async (event: Event): Promise<void> => {
    event.preventDefault();
    const words = [this.typed('answer-1'), this.typed('answer-2')].map((word) => word.trim().toLowerCase()) as [string, string];
    const done = await this.attempt(t('sign-up.creating'), async () => {
      const result = await this.vault.finishSignUp(words, () => undefined);
      return isRefused(result) && result.code === 'address-taken' ? ('taken' as const) : result;
    });
    if (done === 'taken') this.#choseTaken();
    else if (done !== null) this.onSession(done);
  };

  /** Only the end of sign-up can tell: before it, nobody may ask who has an address. */
  readonly #choseTaken = (): void => {
    this.step = 'address';
    this.prepared = null;
    this.error = `${t('refused.address-taken')} ${t('sign-up.kit-void')}`;
    this.focusOn('local');
  };
}
