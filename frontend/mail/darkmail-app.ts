import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Session, Vault, VaultEvent } from '../model/vault.js';
import '../account/dm-locked.js';
import '../account/dm-recover.js';
import '../account/dm-sign-in.js';
import '../account/dm-sign-up.js';
import { declareLanguage } from '../messages/language.js';
import { t } from '../messages/t.js';
import { keepUp, uninstall } from '../sync/installed.js';
import { idleMinutes, Tabs } from '../sync/tabs.js';
import { transport } from '../sync/transport.js';
import { startVault } from '../sync/vault.js';
import { Version } from '../sync/version.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon } from '../theme/icons.js';
import { brand } from '../theme/people.js';
import { adoptTokens } from '../theme/tokens.js';
import { confirmed } from './confirm.js';
import './dm-mail.js';
import type { MailDesk } from './dm-mail.js';
import { Keys } from './keyboard.js';
import { Notifier } from './notify.js';

type Phase =
  | { readonly name: 'starting' | 'failed' | 'away' | 'sign-in' | 'sign-up' }
  | { readonly name: 'recover'; readonly address: string }
  | { readonly name: 'locked'; readonly address: string; readonly since: string | null; readonly afterMinutes: number | null; readonly isOffline?: boolean }
  | { readonly name: 'open'; readonly session: Session };

/** The instance as it describes itself (spec 80.2). */
interface Instance {
  readonly domain: string;
  readonly signUp: boolean;
  /** Which build of the page the server has; nothing if it does not say. */
  readonly build: string;
}

/** The whole mail application; the server hosts the element and passes it nothing. */
@customElement('darkmail-app')
export class DarkmailApp extends LitElement {
  static override styles = [
    ...base,
    dialogs,
    css`
      :host {
        display: block;
        height: 100%;
      }
      .wait {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 20px;
        height: 100%;
        text-align: center;
        padding: 24px;
      }
      .update {
        position: fixed;
        inset-block-start: 12px;
        inset-inline: 0;
        margin-inline: auto;
        width: fit-content;
        max-width: calc(100vw - 24px);
        display: flex;
        align-items: center;
        gap: 12px;
        padding-block: 8px;
        padding-inline: 16px 8px;
        background: var(--raised);
        border: 1px solid var(--border);
        border-radius: var(--r-l);
        box-shadow: var(--sh-3);
        z-index: 60;
      }
      .wait progress {
        width: 180px;
      }
    `,
  ];

  /** Replaced by the stage of the tests; the page itself starts the worker. */
  @property({ attribute: false }) start: () => Promise<Vault> = startVault;
  @state() private phase: Phase = { name: 'starting' };
  @state() private instance: Instance = { domain: '', signUp: false, build: '' };
  /** The server has another page than this one. */
  @state() private outdated = false;
  @query('dm-mail') private readonly desk!: MailDesk | null;
  #vault: Vault | null = null;
  #notifier: Notifier | null = null;
  /** The reader has put the word of a new version away. */
  #hushed = false;
  #version = new Version('', () => Promise.resolve(null));
  #tabs: Tabs | null = null;
  #begun = false;
  readonly #keys = new Keys();

  override connectedCallback(): void {
    super.connectedCallback();
    declareLanguage();
    adoptTokens();
    window.addEventListener('keydown', this.#onKey);
    document.addEventListener('visibilitychange', this.#onSight);
    window.addEventListener('online', this.#onOnline);
    this.#tabs = new Tabs({
      idle: () => void this.#lock('idle'),
      lock: () => void this.#lock('other-tab'),
      signOut: () => void this.#forget(),
    });
    if (!this.#begun) void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('visibilitychange', this.#onSight);
    window.removeEventListener('online', this.#onOnline);
    this.#tabs?.stop();
    this.#tabs = null;
  }

  override render(): TemplateResult {
    return html`${this.#screen()}${this.outdated ? this.#update() : nothing}`;
  }

  #update(): TemplateResult {
    return html`<div class="update" role="status" data-test="update">
      <span class="grow">${t('app.new-version')}</span>
      <button class="btn sm primary" data-test="update-now" @click=${() => void this.#reload()}>${t('app.reload')}</button>
      <button class="ib sm" aria-label=${t('close')} @click=${() => { this.#hushed = true; this.outdated = false; }}>${icon('x', 's')}</button>
    </div>`;
  }

  /** What is being written is sealed and kept first. */
  async #reload(): Promise<void> {
    await this.desk?.keepDraft();
    location.reload();
  }

  #screen(): TemplateResult {
    const vault = this.#vault;
    const { phase, instance } = this;
    if (phase.name === 'failed') return this.#failed();
    if (phase.name === 'away') return this.#away();
    if (phase.name === 'starting' || vault === null) return html`<div class="wait" role="status" data-test="app-starting">${brand('lg')}<progress class="thin" aria-label=${t('app.starting')}></progress></div>`;
    switch (phase.name) {
      case 'sign-in':
        return html`<dm-sign-in .vault=${vault} .onSession=${this.#open} .domain=${instance.domain} .canSignUp=${instance.signUp} .onSignUp=${() => { this.phase = { name: 'sign-up' }; }} .onRecover=${() => { this.phase = { name: 'recover', address: '' }; }}></dm-sign-in>`;
      case 'sign-up':
        return html`<dm-sign-up .vault=${vault} .onSession=${this.#open} .domain=${instance.domain} .onCancel=${this.#toSignIn}></dm-sign-up>`;
      case 'recover':
        return html`<dm-recover .vault=${vault} .onSession=${this.#open} .domain=${instance.domain} .address=${phase.address} .onCancel=${this.#toSignIn}></dm-recover>`;
      case 'locked':
        return html`<dm-locked .vault=${vault} .onSession=${this.#open} .address=${phase.address} .since=${phase.since} .afterMinutes=${phase.afterMinutes} ?offline=${phase.isOffline} .onRecover=${() => { this.phase = { name: 'recover', address: phase.address }; }} .onSignOut=${this.#signOut}></dm-locked>`;
      case 'open':
        return html`<dm-mail data-test="app-ready" .vault=${vault} .session=${phase.session} .onLock=${() => void this.#lock('asked')} .onSignOut=${this.#signOut} .onExpired=${this.#toSignIn}></dm-mail>`;
    }
  }

  #failed(): TemplateResult {
    return html`<div class="wait" role="alert">
      ${brand('lg')}
      <div><b>${t('app.failed')}</b><p class="muted">${t('app.failed-help')}</p></div>
      <button class="btn primary" @click=${() => { location.reload(); }}>${t('app.reload')}</button>
    </div>`;
  }

  /** Nothing can be opened before the network is back. */
  #away(): TemplateResult {
    return html`<div class="wait" role="status" data-test="away">
      ${brand('lg')}
      <div><b>${t('away.title')}</b><p class="muted">${t('away.text')}</p></div>
      <button class="btn" @click=${() => { location.reload(); }}>${icon('refresh-cw', 's')}${t('offline.try')}</button>
    </div>`;
  }

  async #begin(): Promise<void> {
    this.#begun = true;
    try {
      await endLeft();
      const [vault, { body }] = await Promise.all([this.start(), transport.call('GET', '/api/instance')]);
      this.#vault = vault;
      this.#notifier = new Notifier(vault);
      this.instance = readInstance(body);
      this.#version = new Version(builtAs() || this.instance.build, async () => readInstance((await transport.call('GET', '/api/instance')).body).build);
      await vault.subscribe(this.#onEvent);
      const session = await vault.resume();
      if (session !== null) this.#open(session);
      else await this.#unlockOrSignIn(vault);
      void keepUp().catch(() => undefined);
    } catch (fault) {
      console.error(fault instanceof Error ? fault.name : 'fault');
      this.phase = { name: 'failed' };
    }
  }

  /** A session of before a reload that was locked asks for the passphrase alone. */
  async #unlockOrSignIn(vault: Vault): Promise<void> {
    const { status, body } = await transport.call('GET', '/api/session');
    if (status === 0) {
      const kept = await vault.offline.kept();
      this.phase = kept === null ? { name: 'away' } : { name: 'locked', address: kept, since: null, afterMinutes: null, isOffline: true };
      return;
    }
    const address = status === 200 && typeof body === 'object' && body !== null && 'address' in body ? body.address : null;
    if (typeof address === 'string') this.phase = { name: 'locked', address, since: null, afterMinutes: null };
    else this.#toSignIn();
  }

  readonly #toSignIn = (): void => {
    this.phase = { name: 'sign-in' };
    // Started without a network, nobody has said yet where this is.
    if (this.instance.domain === '') void transport.call('GET', '/api/instance').then(({ body }) => { this.instance = readInstance(body); });
  };

  readonly #open = (session: Session): void => {
    this.phase = { name: 'open', session };
  };

  /** What is being written is sealed and kept before the keys go. */
  async #lock(reason: 'idle' | 'asked' | 'other-tab'): Promise<void> {
    if (this.phase.name !== 'open') return;
    const { address } = this.phase.session;
    await this.desk?.keepDraft();
    this.phase = { name: 'locked', address, since: new Date().toISOString(), afterMinutes: reason === 'idle' ? idleMinutes() : null };
    if (reason !== 'other-tab') this.#tabs?.tell('lock');
    await this.#vault?.lock(reason);
  }

  readonly #signOut = async (): Promise<void> => {
    await this.desk?.keepDraft();
    if (!(await this.#mayForget())) return;
    this.#tabs?.tell('sign-out');
    await this.#forget();
  };

  /** What the server has not got yet would be lost. */
  async #mayForget(): Promise<boolean> {
    const unsent = await this.#vault?.offline.unsent();
    if (unsent === undefined || (unsent.mails === 0 && unsent.changes === 0)) return true;
    const { mails, changes } = unsent;
    const said = [...(mails > 0 ? [t('sign-out.mails', { n: mails })] : []), ...(changes > 0 ? [t('sign-out.changes', { n: changes })] : []), t('sign-out.lost')];
    return confirmed(this.renderRoot, { title: t('sign-out.title'), text: said.join(' '), yes: t('sign-out.yes'), danger: true });
  }

  async #forget(): Promise<void> {
    this.#toSignIn();
    history.replaceState(null, '', '/');
    if ((await this.#vault?.signOut()) === false) localStorage.setItem(LEFT, '');
    await uninstall().catch(() => undefined);
  }

  /** There is nothing here to lose. */
  readonly #onOnline = (): void => {
    if (this.phase.name === 'away') location.reload();
  };

  readonly #onSight = (): void => {
    if (document.visibilityState === 'visible') void this.#lookForUpdate();
  };

  async #lookForUpdate(): Promise<void> {
    if (!this.#hushed && (await this.#version.isOld(Date.now()))) this.outdated = true;
  }

  readonly #onEvent = (event: VaultEvent): void => {
    if (event.kind !== 'locked') {
      this.desk?.hear(event);
      if (event.kind === 'mail') void this.#notifier?.look();
      if (event.kind === 'sync' && event.state === 'synced') void this.#lookForUpdate();
      return;
    }
    if (this.phase.name !== 'open') return;
    if (event.reason === 'signed-out') this.#toSignIn();
    else this.phase = { name: 'locked', address: this.phase.session.address, since: new Date().toISOString(), afterMinutes: event.reason === 'idle' ? idleMinutes() : null };
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#keys.command(event, true, event.timeStamp) !== 'lock' || this.phase.name !== 'open') return;
    event.preventDefault();
    void this.#lock('asked');
  };
}

/** Set by a sign-out that the server could not be told of: its session ends with the next start. */
const LEFT = 'darkmail-left';

async function endLeft(): Promise<void> {
  if (localStorage.getItem(LEFT) === null) return;
  if ((await transport.call('DELETE', '/api/session')).status !== 0) localStorage.removeItem(LEFT);
}

/** The page that starts without a network says which build it is. */
const builtAs = (): string => document.querySelector<HTMLMetaElement>('meta[name=darkmail-build]')?.content ?? '';

function readInstance(body: unknown): Instance {
  if (typeof body !== 'object' || body === null) return { domain: '', signUp: false, build: '' };
  const { domain, signUp, build } = body as Readonly<Record<string, unknown>>;
  return { domain: typeof domain === 'string' ? domain : '', signUp: signUp === 'open', build: typeof build === 'string' ? build : '' };
}
