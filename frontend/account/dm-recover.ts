import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Strength } from '../model/vault.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { brand } from '../theme/people.js';
import { AccountScreen, sees } from './screen.js';
import { strengthMeter } from './strength.js';
import { card } from './styles.js';

const WORDS = 24;
/** Words as people paste them: numbered, in lines, with commas. */
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** The recovery words open the mailbox and set a new passphrase. */
@customElement('dm-recover')
export class Recover extends AccountScreen {
  static override styles = [
    ...base,
    card,
    css`
      textarea {
        width: 100%;
        min-height: 118px;
        padding: 10px 12px;
        border: 1px solid var(--border-strong);
        border-radius: var(--r-m);
        background: var(--raised);
        font-size: var(--t-l);
        line-height: 24px;
        resize: vertical;
      }
      textarea:focus {
        outline: 2px solid var(--focus);
        border-color: transparent;
      }
      .box {
        width: 520px;
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
    `,
  ];

  @property() address = '';
  @property() domain = '';
  @property({ attribute: false }) onCancel: () => void = () => undefined;
  @state() private count = 0;
  @state() private strength: Strength | null = null;

  override firstUpdated(): void {
    this.focusOn('address');
  }

  override render() {
    return html`
      <main>
        <div>
          ${brand('lg')}
          <form class="panel box" @submit=${this.#submit}>
            <h1>${t('recover.title')}</h1>
            <p class="muted">${t('recover.lead')}</p>
            ${this.notice()}
            <div>
              <div class="field">
                <label class="label" for="address">${t('sign-in.address')}</label>
                <div class="input lg">${icon('at-sign', 's dim')}<input id="address" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required data-test="recover-address" .value=${this.address} /></div>
              </div>
              <div class="field">
                <label class="label" for="words">${t('recover.words')}</label>
                <textarea id="words" autocomplete="off" autocapitalize="none" spellcheck="false" required aria-describedby="words-help" data-test="recover-words" @input=${() => { this.count = wordsOf(this.typed('words')).length; }}></textarea>
                <p class="help row between" id="words-help"><span>${t('recover.words-help')}</span><span class="num ${this.count === WORDS ? 'c-ok' : ''}" role="status">${t('recover.count', { n: this.count })}</span></p>
              </div>
              ${this.passphrase('passphrase', t('recover.new'), { kind: 'new-password', test: 'recover-passphrase', onInput: () => void this.#judge() })}
              ${this.strength === null ? nothing : strengthMeter(this.strength)}
            </div>
            <div>
              <button class="btn primary lg block" data-test="recover-submit" ?disabled=${this.busy !== null}>${icon('life-buoy', 's')}${t('recover.submit')}</button>
              ${this.working()}
            </div>
          </form>
          <p class="below small"><button class="link" @click=${this.onCancel}>${t('back')}</button></p>
        </div>
      </main>
      ${sees()}
    `;
  }

  readonly #judge = async (): Promise<void> => {
    const passphrase = this.typed('passphrase');
    this.strength = passphrase === '' ? null : await this.vault.strength(passphrase);
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = this.typed('address').trim();
    const address = typed.includes('@') ? typed : `${typed}@${this.domain}`;
    const words = wordsOf(this.typed('words'));
    const passphrase = this.typed('passphrase');
    if (words.length !== WORDS) {
      this.error = t('refused.wrong-words');
      return;
    }
    const session = await this.attempt(t('recover.working'), () => this.vault.recover(address, words, passphrase, () => undefined));
    if (session !== null) this.onSession(session);
  };
}
