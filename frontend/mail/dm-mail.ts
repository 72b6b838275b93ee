import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DraftView, Folder, MailRow } from '../model/mail.js';
import type { Session, Vault, VaultEvent } from '../model/vault.js';
import '../account/dm-settings.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { say, t } from '../messages/t.js';
import { Feed } from '../sync/feed.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { type Answering, answer, emptyDraft } from './answer.js';
import { confirmed } from './confirm.js';
import { desk } from './desk-styles.js';
import type { Composer } from './dm-composer.js';
import './dm-composer.js';
import './dm-help.js';
import './dm-keys.js';
import './dm-list.js';
import type { MailList } from './dm-list.js';
import './dm-reader.js';
import type { Reader } from './dm-reader.js';
import { type Command, focused, isTyping, Keys } from './keyboard.js';
import { rail, type Counts } from './rail.js';
import { Addresses, type Route } from './route.js';
import { toast, type Notice } from './toast.js';
import { type SyncState, topBar } from './top-bar.js';

const NOTICE_MS = 8_000;
const NO_COUNTS: Counts = { inbox: 0, drafts: 0, sent: 0, trash: 0 };

/** The mailbox: rail, list, reading pane, composer. */
@customElement('dm-mail')
export class MailDesk extends LitElement {
  static override styles = [...base, desk];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) onLock: () => void = () => undefined;
  @property({ attribute: false }) onSignOut: () => void = () => undefined;

  @state() private route: Route = { page: 'inbox', id: null };
  @state() private counts: Counts = NO_COUNTS;
  @state() private sync: SyncState = { state: 'syncing', at: null };
  @state() private search = '';
  @state() private searching = false;
  @state() private menu: 'none' | 'rail' | 'account' = 'none';
  @state() private draft: DraftView | null = null;
  @state() private notice: Notice | null = null;
  @state() private warning: string | null = null;
  @state() private help = false;
  /** The folder has nothing to list: the list then has all the room. */
  @state() private empty = false;
  @state() private comparing: { readonly address: string; readonly name: string } | null = null;
  @query('dm-list') private readonly list!: MailList | null;
  @query('dm-reader') private readonly reader!: Reader | null;
  @query('dm-composer') private readonly composer!: Composer | null;
  readonly #keys = new Keys();
  #addresses: Addresses | null = null;
  #feed: Feed | null = null;
  #noticeTimer = 0;
  /** What had the focus before the composer. */
  #opener: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#addresses = new Addresses((route) => { this.#show(route); });
    this.#show(this.#addresses.route);
    this.#feed = new Feed(() => void this.#sync());
    window.addEventListener('keydown', this.#onKey);
    window.addEventListener('offline', this.#onOffline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#addresses?.stop();
    this.#feed?.stop();
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('offline', this.#onOffline);
    clearTimeout(this.#noticeTimer);
  }

  override firstUpdated(): void {
    void this.#sync();
    void this.#count();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('route') || changed.has('draft')) this.toggleAttribute('reading', this.route.id !== null);
  }

  override render(): TemplateResult {
    const { page } = this.route;
    return html`
      ${topBar({
        onSkip: () => this.list?.focusRow(),
        session: this.session,
        sync: this.sync,
        search: this.search,
        searching: this.searching,
        accountOpen: this.menu === 'account',
        onSearch: (text) => { this.#searchFor(text); },
        onSearching: (on) => { this.searching = on; if (!on) this.#searchFor(''); },
        onRail: () => { this.menu = 'rail'; },
        onAccount: () => { this.menu = this.menu === 'account' ? 'none' : 'account'; },
        onHelp: () => { this.help = true; },
        onSettings: () => { this.menu = 'none'; this.#go({ page: 'settings', id: null }); },
        onLock: this.onLock,
        onSignOut: this.onSignOut,
      })}
      ${this.#banners()}
      <div class="main">
        ${rail({
          page,
          counts: this.counts,
          open: this.menu === 'rail',
          onCompose: () => void this.compose(),
          onPage: (folder) => { this.menu = 'none'; this.search = ''; this.#go({ page: folder, id: null }); },
          onClose: () => { this.menu = 'none'; },
        })}
        ${page === 'settings' ? this.#settings() : this.#panes(page)}
      </div>
      ${page === 'settings' || this.draft !== null ? nothing : html`<button class="fab only-narrow" aria-label=${t('rail.compose')} @click=${() => void this.compose()}>${icon('pen-line', 'l')}</button>`}
      ${this.draft === null ? nothing : html`<dm-composer .vault=${this.vault} .session=${this.session} .draft=${this.draft} .onClose=${this.#composed} .onCompare=${this.#compare}></dm-composer>`}
      ${toast(this.notice, () => { this.notice = null; })}
      ${this.help ? html`<dm-help .onClose=${() => { this.help = false; }}></dm-help>` : nothing}
      ${this.comparing === null ? nothing : html`<dm-keys .vault=${this.vault} .session=${this.session} .address=${this.comparing.address} .name=${this.comparing.name} .onClose=${this.#compared}></dm-keys>`}
      <div class="sr" role="status" aria-live="polite">${this.notice?.text ?? ''}</div>
    `;
  }

  /** What the vault says has changed. */
  hear(event: VaultEvent): void {
    switch (event.kind) {
      case 'sync':
        this.sync = { state: event.state, at: event.state === 'synced' ? event.at : this.sync.at };
        break;
      case 'mail':
      case 'folders':
        void this.list?.reload();
        void this.reader?.reload();
        void this.#count();
        break;
      case 'warning':
        this.warning = say(`warning.${event.code}`, 'warning.foreign-item');
        break;
      case 'locked':
        break;
    }
  }

  /** Seals and keeps what is being written; called before the keys go. */
  async keepDraft(): Promise<void> {
    await this.composer?.keep();
  }

  /** Opens the composer; one that is open is kept and closed first. */
  async compose(draft: DraftView = emptyDraft): Promise<void> {
    if (this.composer !== null) {
      await this.composer.keep();
      this.draft = null;
      await this.updateComplete;
    } else {
      this.#opener = focused();
      // Where the composer fills the screen, Back closes it.
      if (this.#isNarrow()) history.pushState(null, '', location.pathname);
    }
    this.draft = draft;
  }

  #settings(): TemplateResult {
    return html`<dm-settings .vault=${this.vault} .session=${this.session} .onLock=${this.onLock} .onSignOut=${this.onSignOut}></dm-settings>`;
  }

  #panes(folder: Folder): TemplateResult {
    return html`
      <main class="panes ${this.empty && this.route.id === null ? 'one' : ''}">
        <dm-list class="panel" .vault=${this.vault} .me=${this.session.address} .folder=${folder} .search=${this.search} .selected=${this.route.id} .onOpen=${this.#openRow} .onAct=${this.#act} .onCompose=${() => void this.compose()} .onRefresh=${() => void this.#sync()} @listed=${() => { this.empty = this.list?.isEmpty ?? false; this.requestUpdate(); }}></dm-list>
        <dm-reader class="panel" .starting=${this.sync.state === 'syncing' && this.sync.at === null} .vault=${this.vault} .session=${this.session} .folder=${folder} .mail=${this.route.id} .position=${this.list?.positionOf(this.route.id) ?? null}
          .onBack=${this.#back} .onStep=${(by: 1 | -1) => { this.#step(by); }} .onAct=${this.#act} .onAnswer=${this.#answer} .onWriteTo=${(address: string) => void this.compose({ ...emptyDraft, to: [{ name: null, email: address }] })} .onCompare=${this.#compare} .onNotice=${(text: string) => { this.#say({ text }); }}></dm-reader>
      </main>
    `;
  }

  #banners(): TemplateResult | typeof nothing {
    if (this.warning !== null) return html`<div class="banner bad top-banner" role="alert">${icon('triangle-alert')}<span class="tx">${this.warning}</span><button class="ib sm" aria-label=${t('close')} @click=${() => { this.warning = null; }}>${icon('x', 's')}</button></div>`;
    if (this.sync.state !== 'offline') return nothing;
    return html`<div class="banner warn top-banner" role="status" data-test="offline">${icon('wifi-off')}<span class="tx"><b>${t('offline.title')}</b> ${t('offline.more')}</span><button class="btn sm" @click=${() => void this.#sync()}>${t('offline.try')}</button></div>`;
  }

  #go(route: Route): void {
    this.#addresses?.go(route);
  }

  #show(route: Route): void {
    if (this.composer !== null && this.#isNarrow()) void this.composer.close();
    this.menu = 'none';
    if (route.page === 'drafts' && route.id !== null) {
      void this.#openDraft(route.id);
      this.#addresses?.go({ page: 'drafts', id: null }, 'replace');
      return;
    }
    this.route = route;
    void this.updateComplete.then(() => { this.requestUpdate(); });
  }

  #searchFor(text: string): void {
    this.search = text;
    if (this.route.page === 'settings') this.#go({ page: 'inbox', id: null });
  }

  readonly #openRow = async (row: MailRow): Promise<void> => {
    if (row.draft) await this.#openDraft(row.id);
    else this.#go({ page: this.route.page, id: row.id });
  };

  async #openDraft(id: string): Promise<void> {
    const draft = await settled(this.vault.draft(id));
    if (isRefused(draft)) this.#say({ text: refusalText(draft) });
    else await this.compose(draft);
  }

  readonly #back = (): void => {
    this.#go({ page: this.route.page, id: null });
    this.list?.focusRow();
  };

  #step(by: 1 | -1): void {
    const row = this.list?.step(by);
    if (row && this.route.id !== null && !row.draft) this.#addresses?.go({ page: this.route.page, id: row.id }, 'replace');
  }

  readonly #act = async (command: 'trash' | 'restore' | 'read' | 'unread' | 'star' | 'unstar', ids: readonly string[], draft = false): Promise<void> => {
    if (command === 'trash' || command === 'restore') {
      await this.#move(ids, command === 'restore' ? 'inbox' : 'trash', draft);
      return;
    }
    const flags = command === 'read' || command === 'unread' ? { seen: command === 'read' } : { flagged: command === 'star' };
    // Unread means that there is something new: the newest mail. Read means all of them.
    const refused = await settled(this.vault.mark(command === 'read' || command === 'unstar' ? await this.#whole(ids) : ids, flags));
    if (refused !== null) this.#say({ text: refusalText(refused) });
    else if (command === 'unread') {
      this.#back();
      this.#say({ text: t('done.unread'), undo: () => this.#act('read', ids) });
    }
  };

  async #move(ids: readonly string[], to: Folder, draft: boolean): Promise<void> {
    const from = this.route.page;
    if (from === 'settings') return;
    const forEver = draft || (from === 'trash' && to === 'trash');
    if (forEver && !(await this.#confirmDelete())) return;
    const open = this.route.id !== null;
    const after = this.list?.rowAfter(ids) ?? null;
    const whole = draft ? ids : await this.#whole(ids);
    const refused = draft ? await settled(this.vault.discardDraft(ids[0] ?? '')) : await settled(this.vault.move(whole, to));
    if (refused !== null) {
      this.#say({ text: refusalText(refused) });
      return;
    }
    if (open) this.#addresses?.go({ page: from, id: this.#isNarrow() ? null : (after?.id ?? null) }, 'replace');
    this.list?.focusRow(after?.id);
    if (forEver) this.#say({ text: t(draft ? 'done.discarded' : 'done.deleted') });
    else this.#say({ text: t(to === 'trash' ? 'done.trashed' : 'done.restored', { n: 1 }), undo: async () => { await settled(this.vault.move(whole, from)); } });
  }

  /** Rows stand for conversations: all mails of them that lie in this folder. */
  async #whole(ids: readonly string[]): Promise<readonly string[]> {
    const { page } = this.route;
    const all = await Promise.all(ids.map((id) => settled(this.vault.conversation(id))));
    const mails = all.flatMap((mails) => (isRefused(mails) ? [] : mails));
    return [...new Set([...ids, ...mails.filter(({ folder }) => folder === page).map(({ id }) => id)])];
  }

  #isNarrow(): boolean {
    return matchMedia('(max-width: 767px)').matches;
  }

  #confirmDelete(): Promise<boolean> {
    return confirmed(this.renderRoot, { title: t('delete.title'), text: t('delete.text'), yes: t('delete.yes'), danger: true });
  }

  readonly #answer = async (kind: Answering): Promise<void> => {
    const opened = await this.reader?.forAnswer();
    if (opened) void this.compose(answer(kind, opened.mail, opened.body, this.session.address));
  };

  readonly #composed = (how: 'kept' | 'sent' | 'discarded'): void => {
    this.draft = null;
    if (how !== 'kept') this.#say({ text: t(how === 'sent' ? 'done.sent' : 'done.discarded') });
    if (this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus();
    else this.list?.focusRow();
  };

  readonly #compare = (address: string, name: string): void => {
    this.comparing = { address, name };
  };

  readonly #compared = (): void => {
    this.comparing = null;
    this.composer?.askAgain();
    void this.reader?.reload();
  };

  #say(notice: Omit<Notice, 'id'>): void {
    clearTimeout(this.#noticeTimer);
    this.notice = { ...notice, id: Date.now() };
    this.#noticeTimer = window.setTimeout(() => { if (this.renderRoot.querySelector('.toast:is(:hover, :focus-within)') === null) this.notice = null; }, NOTICE_MS);
  }

  async #sync(): Promise<void> {
    const refused = await settled(this.vault.sync());
    // A vault that was locked meanwhile says so too; then this element has gone.
    if (refused?.code === 'signed-out' && this.isConnected) this.onSignOut();
  }

  async #count(): Promise<void> {
    const counts = await settled(this.vault.unread());
    if (!isRefused(counts)) this.counts = counts;
  }

  readonly #onOffline = (): void => {
    this.sync = { ...this.sync, state: 'offline' };
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const at = focused();
    const busy = isTyping(at) || this.help || this.comparing !== null || this.renderRoot.querySelector('dialog[open]') !== null || (this.composer !== null && event.composedPath().includes(this.composer));
    if (event.key === 'Escape' && !busy) {
      if (this.menu === 'none' && this.route.id !== null) this.#back();
      this.menu = 'none';
      return;
    }
    const command = this.#keys.command(event, busy, event.timeStamp);
    if (command !== null && command !== 'lock') {
      event.preventDefault();
      this.#obey(command);
    }
  };

  #obey(command: Exclude<Command, 'lock'>): void {
    const open = this.route.id;
    const row = this.list?.current ?? null;
    switch (command) {
      case 'next':
      case 'previous':
        this.#step(command === 'next' ? 1 : -1);
        break;
      case 'open':
        if (row) void this.#openRow(row);
        break;
      case 'back':
        this.#back();
        break;
      case 'compose':
        void this.compose();
        break;
      case 'reply':
      case 'reply-all':
      case 'forward':
        if (open !== null) void this.#answer(command);
        break;
      case 'trash':
        if (row) void this.#act('trash', [row.id], row.draft);
        break;
      case 'star':
        if (row) void this.#act(row.flagged ? 'unstar' : 'star', [row.id]);
        break;
      case 'unread':
        if (row) void this.#act('unread', [row.id]);
        break;
      case 'undo':
        void this.notice?.undo?.();
        this.notice = null;
        break;
      case 'search':
        this.searching = true;
        void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#search')?.focus());
        break;
      case 'help':
        this.help = true;
        break;
      case 'who':
        this.reader?.toggleWho();
        break;
      case 'inbox':
      case 'sent':
      case 'drafts':
        this.#go({ page: command, id: null });
        break;
    }
  }
}
