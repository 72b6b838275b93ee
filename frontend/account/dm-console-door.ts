import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Refused } from '../model/vault.js';
import { refusalText } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { transport } from '../sync/transport.js';
import { startVault } from '../sync/vault.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { avatar, brand } from '../theme/people.js';
import { adoptTokens } from '../theme/tokens.js';
import { AccountScreen } from './screen.js';
import { card } from './styles.js';

const CONSOLE = '/admin';

/** What stands behind `#` in the link of the server's log. It is taken out of the address at once. */
function takeInvitation(): string | null {
  const text = location.hash.slice(1);
  if (text === '') return null;
  history.replaceState(history.state, '', location.pathname);
  return text;
}

/** The door of the operator's console. The server hosts the element and passes it nothing; the vault makes the proof. */
@customElement('dm-console-door')
export class ConsoleDoor extends AccountScreen {
  static override styles = [
    ...base,
    card,
    css`
      :host {
        min-height: 100vh;
      }
    `,
  ];

  @state() private address: string | null = null;
  @state() private phase: 'starting' | 'signed-out' | 'asking' | 'failed' = 'starting';
  @state() private invitation: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    adoptTokens();
    this.#invited();
    window.addEventListener('hashchange', this.#invited);
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#invited);
  }

  override render() {
    return html`<main>
      <div>
        ${brand('lg')}
        ${this.#panel()}
        <p class="below small muted"><a href="/" router-ignore>${t('console.back')}</a></p>
      </div>
    </main>`;
  }

  #panel() {
    switch (this.phase) {
      case 'starting':
        return html`<div class="panel box" role="status"><progress class="thin" aria-label=${t('app.starting')}></progress></div>`;
      case 'failed':
        return html`<div class="panel box" role="alert"><h1>${t('app.failed')}</h1><button class="btn primary" @click=${() => { location.reload(); }}>${t('app.reload')}</button></div>`;
      case 'signed-out':
        return html`<div class="panel box" data-test="console-signed-out">
          <h1>${t('console.title')}</h1>
          <p class="muted">${t(this.invitation === null ? 'console.signed-out' : 'console.signed-out-invited')}</p>
          <a class="btn primary lg block" href="/" router-ignore>${t('console.sign-in')}</a>
        </div>`;
      case 'asking':
        return this.#form(this.address ?? '');
    }
  }

  #form(address: string) {
    return html`<form class="panel box" data-test="console-door" @submit=${this.#submit}>
      <div class="row">
        ${avatar({ name: null, email: address }, 'l')}
        <div class="grow">
          <h1>${t('console.title')}</h1>
          <p class="muted cut">${address}</p>
        </div>
      </div>
      <p class="muted">${t(this.invitation === null ? 'console.lead' : 'console.invited')}</p>
      ${this.notice()}
      <input type="text" autocomplete="username" .value=${address} readonly hidden />
      ${this.passphrase('passphrase', t('sign-in.passphrase'), { kind: 'current-password', test: 'console-passphrase', help: t('sign-in.stays') })}
      <div>
        <button class="btn primary lg block" data-test="console-submit" ?disabled=${this.busy !== null}>${icon('lock-open', 's')}${t('console.submit')}</button>
        ${this.working()}
      </div>
    </form>`;
  }

  protected override explain(refused: Refused): string {
    return refused.code === 'wrong-credentials' ? t('refused.wrong-passphrase') : refusalText(refused);
  }

  readonly #invited = (): void => {
    this.invitation = takeInvitation() ?? this.invitation;
  };

  async #begin(): Promise<void> {
    try {
      const [vault, { status, body }] = await Promise.all([startVault(), transport.call('GET', '/api/session')]);
      this.vault = vault;
      const address = status === 200 && typeof body === 'object' && body !== null && 'address' in body ? body.address : null;
      this.address = typeof address === 'string' ? address : null;
      this.phase = this.address === null ? 'signed-out' : 'asking';
      if (this.phase === 'asking') this.focusOn('passphrase');
    } catch (fault) {
      console.error(fault instanceof Error ? fault.name : 'fault');
      this.phase = 'failed';
    }
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const passphrase = this.typed('passphrase');
    const address = this.address;
    if (passphrase === '' || address === null) return;
    const done = await this.attempt(t('console.working'), async () => (await this.vault.enterConsole(address, passphrase, this.invitation)) ?? 'done');
    if (done === null) this.focusOn('passphrase');
    else location.replace(CONSOLE);
  };
}
