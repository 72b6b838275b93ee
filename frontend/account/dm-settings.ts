import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Refused, Session, Strength } from '../model/vault.js';
import { grouped } from '../messages/format.js';
import { browserLanguage, chooseLanguage, chosenLanguage, LANGUAGES, nameOf } from '../messages/language.js';
import { refusalText } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { chooseSingleKeys, singleKeys } from '../mail/keyboard.js';
import { chooseIdleMinutes, idleMinutes } from '../sync/tabs.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { chooseTheme, theme, type Theme } from '../theme/tokens.js';
import { AccountScreen } from './screen.js';
import { strengthMeter } from './strength.js';

const MINUTES = [5, 15, 30, 60, 240];
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Security of the account and looks of this device. */
@customElement('dm-settings')
export class Settings extends AccountScreen {
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
        overflow: auto;
        padding: 20px 28px 32px;
      }
      h1 {
        font-size: 22px;
        line-height: 28px;
        font-weight: 650;
        letter-spacing: -0.015em;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
        gap: 16px;
        margin-top: 20px;
        align-items: start;
      }
      .card {
        border: 1px solid var(--border);
        border-radius: 12px;
        background: var(--surface);
        padding: 18px;
        display: grid;
        gap: 16px;
      }
      .card h2 {
        font-size: var(--t-l);
        line-height: 20px;
        font-weight: 650;
      }
      .print {
        font: 500 13px/22px var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
      dt {
        font-size: var(--t-s);
        color: var(--text-2);
      }
      dd + dt {
        margin-top: 14px;
      }
      select {
        height: 38px;
        padding: 0 10px;
        border: 1px solid var(--border-strong);
        border-radius: var(--r-m);
        background: var(--raised);
      }
      .help {
        margin-top: 4px;
      }
      .meter {
        display: flex;
        gap: 4px;
        width: 120px;
      }
      .meter i {
        flex: 1;
        height: 6px;
        border-radius: 3px;
        background: var(--surface-3);
      }
      .meter i.on {
        background: currentColor;
      }
      .sw {
        display: flex;
        align-items: center;
        gap: 10px;
        font-weight: 550;
      }
      .sw input {
        width: 18px;
        height: 18px;
        accent-color: var(--accent);
      }
      @media (max-width: 767px) {
        .panel {
          border-radius: 0;
          border-width: 1px 0 0;
          padding: 16px;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) onLock: () => void = () => undefined;
  @property({ attribute: false }) onSignOut: () => void = () => undefined;
  /** Loads the page anew, once what is being written has been kept. */
  @property({ attribute: false }) onReload: () => void = () => undefined;
  @state() private strength: Strength | null = null;
  @state() private changed = false;

  override render(): TemplateResult {
    return html`<main class="panel" data-test="settings-page">
      <h1>${t('settings.title')}</h1>
      <div class="cards">${this.#session()} ${this.#passphrase()} ${this.#appearance()}</div>
    </main>`;
  }

  #session(): TemplateResult {
    const { address, fingerprint } = this.session;
    return html`<section class="card">
      <h2>${t('settings.session')}</h2>
      <dl>
        <dt>${t('settings.address')}</dt>
        <dd data-test="settings-address">${address}</dd>
        <dt>${t('settings.fingerprint')}</dt>
        <dd class="print" dir="ltr" data-test="own-fingerprint">${grouped(fingerprint)}</dd>
      </dl>
      <p class="help">${t('settings.fingerprint-help')}</p>
      <div>
        <label class="label" for="idle">${t('settings.idle')}</label>
        <select id="idle" @change=${(event: Event) => { chooseIdleMinutes(Number((event.target as HTMLSelectElement).value)); }}>
          ${MINUTES.map((n) => html`<option value=${n} ?selected=${n === idleMinutes()}>${t('settings.minutes', { n })}</option>`)}
        </select>
        <p class="help">${t('settings.idle-help')}</p>
      </div>
      <div>
        <div class="row">
          <button class="btn" @click=${this.onLock}>${icon('lock', 's')}${t('settings.lock')}</button>
          <button class="btn" @click=${this.onSignOut}>${icon('log-out', 's')}${t('settings.sign-out')}</button>
        </div>
        <p class="help">${t('settings.sign-out-help')}</p>
      </div>
    </section>`;
  }

  #passphrase(): TemplateResult {
    return html`<form class="card" @submit=${this.#change}>
      <h2>${t('settings.change')}</h2>
      <p class="small muted">${t('settings.change-help')}</p>
      ${this.notice()}
      <input type="text" autocomplete="username" .value=${this.session.address} readonly hidden />
      ${this.passphrase('current', t('settings.current'), { kind: 'current-password', test: 'current-passphrase' })}
      ${this.passphrase('next', t('settings.next'), { kind: 'new-password', test: 'next-passphrase', onInput: () => void this.#judge() })}
      ${this.strength === null ? nothing : strengthMeter(this.strength)}
      <div>
        <button class="btn primary" data-test="change-passphrase" ?disabled=${this.busy !== null}>${t('settings.change-submit')}</button>
        ${this.working()}
        <p class="help c-ok" role="status" data-test="passphrase-changed" ?hidden=${!this.changed}>${t('settings.changed')}</p>
      </div>
    </form>`;
  }

  #appearance(): TemplateResult {
    return html`<section class="card">
      <h2>${t('settings.appearance')}</h2>
      <div>
        <span class="label" id="theme">${t('settings.theme')}</span>
        <span class="seg" role="radiogroup" aria-labelledby="theme">
          ${THEMES.map((choice) => html`<button type="button" role="radio" aria-checked=${choice === theme()} data-test="theme-${choice}" @click=${() => { chooseTheme(choice); this.requestUpdate(); }}>${t(`settings.theme-${choice}`)}</button>`)}
        </span>
      </div>
      <div>
        <label class="label" for="language">${t('settings.language')}</label>
        <select id="language" data-test="language" @change=${this.#speak}>
          <option value="" ?selected=${chosenLanguage() === null}>${t('settings.language-browser', { name: nameOf(browserLanguage) })}</option>
          ${LANGUAGES.map((one) => html`<option value=${one} lang=${one} ?selected=${chosenLanguage() === one}>${nameOf(one)}</option>`)}
        </select>
      </div>
      <label class="sw"><input type="checkbox" ?checked=${singleKeys()} @change=${(event: Event) => { chooseSingleKeys((event.target as HTMLInputElement).checked); }} />${t('settings.single-keys')}</label>
    </section>`;
  }

  readonly #speak = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    chooseLanguage(LANGUAGES.find((one) => one === value) ?? null);
    this.onReload();
  };

  protected override explain(refused: Refused): string {
    return refused.code === 'wrong-credentials' ? t('refused.wrong-passphrase') : refusalText(refused);
  }

  readonly #judge = async (): Promise<void> => {
    const next = this.typed('next');
    this.strength = next === '' ? null : await this.vault.strength(next);
  };

  readonly #change = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.changed = false;
    const form = event.target as HTMLFormElement;
    const done = await this.attempt(t('settings.changing'), async () => (await this.vault.changePassphrase(this.typed('current'), this.typed('next'), () => undefined)) ?? 'done');
    if (done === null) return;
    form.reset();
    this.strength = null;
    this.changed = true;
  };
}
