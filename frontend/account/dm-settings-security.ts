import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Refused, Session, Strength } from '../model/vault.js';
import { refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { install, uninstall } from '../sync/installed.js';
import { chooseIdleMinutes, idleMinutes } from '../sync/tabs.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { AccountScreen } from './screen.js';
import { sectionStyles } from './settings-styles.js';
import { strengthMeter } from './strength.js';

const MINUTES = [5, 15, 30, 60, 240];

/** When the keys go, and what opens them. */
@customElement('dm-settings-security')
export class SecuritySettings extends AccountScreen {
  static override styles = [...base, sectionStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) onLock: () => void = () => undefined;
  @state() private strength: Strength | null = null;
  @state() private changed = false;
  /** This device opens the mailbox without the server; null while that is not known. */
  @state() private kept: boolean | null = null;
  @state() private keeping = false;
  @state() private keepError: string | null = null;

  override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">${t('settings.security')}</h1>
      <div class="cards">${this.#locking()} ${this.#offline()} ${this.#passphrase()}</div>
    `;
  }

  #locking(): TemplateResult {
    return html`<section class="card">
      <div class="set">
        <label class="label" for="idle">${t('settings.idle')}</label>
        <p class="help">${t('settings.idle-help')}</p>
        <select id="idle" data-test="idle" @change=${(event: Event) => { chooseIdleMinutes(Number((event.target as HTMLSelectElement).value)); }}>
          ${MINUTES.map((n) => html`<option value=${n} ?selected=${n === idleMinutes()}>${t('settings.minutes', { n })}</option>`)}
        </select>
      </div>
      <div class="set">
        <span class="label">${t('settings.lock')}</span>
        <p class="help">${t('settings.lock-help')}</p>
        <button class="btn" @click=${this.onLock}>${icon('lock', 's')}${t('settings.lock')}</button>
      </div>
    </section>`;
  }

  override firstUpdated(): void {
    void this.vault.offline.kept().then((address) => { this.kept = address === this.session.address; });
  }

  #offline(): TemplateResult {
    return html`<section class="card">
      <div class="set">
        <label class="label" for="keep">${t('settings.keep')}</label>
        <input type="checkbox" id="keep" data-test="keep" data-kept=${this.kept ?? nothing} .checked=${live(this.kept === true)} ?disabled=${this.kept === null || this.keeping} aria-describedby="keep-help" @change=${(event: Event) => void this.#keep((event.target as HTMLInputElement).checked)} />
        <p class="help" id="keep-help">${t('settings.keep-help')} ${this.kept === true ? html`<b class="c-ok">${t('settings.keep-on')}</b>` : nothing}</p>
      </div>
      <div role="alert">${this.keepError === null ? nothing : html`<div class="banner bad">${icon('circle-alert')}<span class="tx">${this.keepError}</span></div>`}</div>
    </section>`;
  }

  /** The program first: without it the key would lie here for nothing. */
  async #keep(on: boolean): Promise<void> {
    this.keeping = true;
    this.keepError = null;
    const refused = await settled((on ? install() : uninstall()).then(() => this.vault.offline.keep(on)));
    if (refused === null) this.kept = on;
    else {
      this.keepError = refusalText(refused);
      if (on) await uninstall().catch(() => undefined);
      this.kept = (await this.vault.offline.kept()) === this.session.address;
    }
    this.keeping = false;
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
