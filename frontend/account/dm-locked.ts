import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Refused } from '../model/vault.js';
import { timeOf } from '../messages/format.js';
import { refusalText } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { avatar, brand } from '../theme/people.js';
import { trustShape } from '../theme/trust.js';
import { AccountScreen, sees } from './screen.js';
import { card } from './styles.js';

/** The keys are gone from memory; the passphrase brings them back. */
@customElement('dm-locked')
export class Locked extends AccountScreen {
  static override styles = [
    ...base,
    card,
    css`
      .head {
        gap: 16px;
      }
    `,
  ];

  @property() address = '';
  /** UTCDate, or null if it was before a reload. */
  @property({ attribute: false }) since: string | null = null;
  /** Minutes without use after which it locked, or null if it was asked for. */
  @property({ attribute: false }) afterMinutes: number | null = null;
  /** The server cannot be reached. */
  @property({ type: Boolean }) offline = false;
  @property({ attribute: false }) onSignOut: () => void = () => undefined;
  @property({ attribute: false }) onRecover: () => void = () => undefined;

  override firstUpdated(): void {
    this.focusOn('passphrase');
  }

  override render() {
    return html`
      <main>
        <div>
          ${brand('lg')}
          <form class="panel box" data-test="locked" @submit=${this.#submit}>
            <div class="row head">
              ${avatar({ name: null, email: this.address }, 'l')}
              <div class="grow">
                <h1>${t('locked.title')}</h1>
                <p class="muted cut">${this.address}</p>
              </div>
              ${trustShape({ shape: 'sealed', tone: 'seal' }, 'xl')}
            </div>
            <p class="muted">${this.offline ? t('locked.offline') : html`${this.#why()} ${t('locked.drafts')}`}</p>
            ${this.notice()}
            <input type="text" autocomplete="username" .value=${this.address} readonly hidden />
            ${this.passphrase('passphrase', t('sign-in.passphrase'), { kind: 'current-password', test: 'unlock-passphrase' })}
            <div>
              <button class="btn primary lg block" data-test="unlock-submit" ?disabled=${this.busy !== null}>${icon('lock-open', 's')}${t('sign-in.submit')}</button>
              ${this.working()}
            </div>
          </form>
          <p class="below small muted">
            ${this.offline ? '' : html`<button class="link" @click=${this.onRecover}>${t('sign-in.recover')}</button> · `}
            <button class="link" data-test="locked-sign-out" @click=${this.onSignOut}>${t('locked.sign-out')}</button>
          </p>
        </div>
      </main>
      ${sees()}
    `;
  }

  #why(): string {
    if (this.since === null) return t('locked.before');
    const time = timeOf(this.since);
    return this.afterMinutes === null ? t('locked.asked', { time }) : t('locked.idle', { time, n: this.afterMinutes });
  }

  protected override explain(refused: Refused): string {
    return refused.code === 'wrong-credentials' ? t('refused.wrong-passphrase') : refusalText(refused);
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const passphrase = this.typed('passphrase');
    if (passphrase === '') return;
    const session = await this.attempt(t('sign-in.working'), () => this.vault.signIn(this.address, passphrase, () => undefined));
    if (session === null) this.focusOn('passphrase');
    else this.onSession(session);
  };
}
