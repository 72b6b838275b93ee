import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { brand } from '../theme/people.js';
import { AccountScreen, sees } from './screen.js';
import { card } from './styles.js';

/** Address and passphrase open the mailbox. */
@customElement('dm-sign-in')
export class SignIn extends AccountScreen {
  static override styles = [...base, card];

  @property() domain = '';
  @property({ type: Boolean }) canSignUp = false;
  @property({ attribute: false }) onSignUp: () => void = () => undefined;
  @property({ attribute: false }) onRecover: () => void = () => undefined;

  override firstUpdated(): void {
    this.focusOn('address');
  }

  override render() {
    return html`
      <main>
        <div>
          ${brand('lg')}
          <form class="panel box" @submit=${this.#submit}>
            <h1>${t('sign-in.title')}</h1>
            <p class="muted">${this.domain}</p>
            ${this.notice()}
            <div>
              <div class="field">
                <label class="label" for="address">${t('sign-in.address')}</label>
                <div class="input lg">
                  ${icon('at-sign', 's dim')}
                  <input id="address" name="username" type="text" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required data-test="sign-in-address" placeholder=${this.domain === '' ? '' : t('sign-in.example', { domain: this.domain })} />
                </div>
              </div>
              ${this.passphrase('passphrase', t('sign-in.passphrase'), {
                kind: 'current-password',
                test: 'sign-in-passphrase',
                help: t('sign-in.stays'),
                side: html`<button class="link label" type="button" data-test="recover-open" @click=${this.onRecover}>${t('sign-in.recover')}</button>`,
              })}
            </div>
            <div>
              <button class="btn primary lg block" data-test="sign-in-submit" ?disabled=${this.busy !== null}>${icon('lock-open', 's')}${t('sign-in.submit')}</button>
              ${this.working()}
            </div>
          </form>
          ${this.canSignUp ? html`<p class="below small muted">${t('sign-in.new')} <button class="link" data-test="sign-up-open" @click=${this.onSignUp}>${t('sign-in.open')}</button></p>` : ''}
        </div>
      </main>
      ${sees()}
    `;
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = this.typed('address').trim();
    const address = typed.includes('@') || this.domain === '' ? typed : `${typed}@${this.domain}`;
    const passphrase = this.typed('passphrase');
    if (address === '' || passphrase === '') return;
    const session = await this.attempt(t('sign-in.working'), () => this.vault.signIn(address, passphrase, () => undefined));
    if (session === null) this.focusOn('passphrase');
    else this.onSession(session);
  };
}
