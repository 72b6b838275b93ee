import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type DraftView, type FolderName, isLabel, type Label, type MailRow, NO_PLACES, type Place, type Places } from '../model/mail.js';
import type { SavedSearch } from '../model/search.js';
import type { Coverage, Session, Vault, VaultEvent } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { say, t } from '../messages/t.js';
import { Feed } from '../sync/feed.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { type Act, isForEver, isMove, leaves, perform, type Target } from './acts.js';
import { type Answering, answer, emptyDraft, forwardAttached } from './answer.js';
import { obey, type Orders } from './commands.js';
import { confirmed } from './confirm.js';
import { desk } from './desk-styles.js';
import type { MailList } from './dm-list.js';
import type { Place as Spot } from './dm-menu.js';
import type { Reader } from './dm-reader.js';
import './dm-writing.js';
import type { Writing } from './dm-writing.js';
import { type Held } from './held-strip.js';
import { focused, isTyping, Keys } from './keyboard.js';
import { isNarrow, keepLayout, type Layout, layout, splitter } from './layout.js';
import { type Kind, showMenu } from './menus.js';
import { finder, offers } from './palette.js';
import type { ContactsPage } from './dm-contacts.js';
import { isFolder, isPlace } from './place.js';
import { askFolder, type Asking, askLabel, askSearch } from './place-dialog.js';
import { rail, type Counts } from './rail.js';
import { Addresses, type Route } from './route.js';
import { screen } from './screens.js';
import { searchHelp } from './search-view.js';
import { type Notice, Notices, toast } from './toast.js';
import { banners, type SyncState, topBar } from './top-bar.js';

/** The mailbox: rail, list, reading pane, composer. */
@customElement('dm-mail')
export class MailDesk extends LitElement {
  static override styles = [...base, desk];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) onLock: () => void = () => undefined;
  @property({ attribute: false }) onSignOut: () => void = () => undefined;
  /** The server knows the session no more. */
  @property({ attribute: false }) onExpired: () => void = () => undefined;

  @state() private route: Route = { page: 'inbox', id: null };
  @state() private counts: Counts = {};
  @state() private places: Places = NO_PLACES;
  @state() private searches: readonly SavedSearch[] = [];
  @state() private strangers = false;
  @state() private layout: Layout = layout();
  @state() private sync: SyncState = { state: 'syncing', at: null };
  @state() private search = '';
  @state() private searching = false;
  /** How much of the mailbox is searched whole, as the vault said last. */
  @state() private coverage: Coverage | null = null;
  @state() private menu: 'none' | 'rail' | 'account' = 'none';
  @state() private warning: string | null = null;
  @state() private help = false;
  @state() private palette = false;
  /** The folder has nothing to list: the list then has all the room. */
  @state() private empty = false;
  @state() private comparing: { readonly address: string; readonly name: string } | null = null;
  @query('dm-list') private readonly list!: MailList | null;
  @query('dm-reader') private readonly reader!: Reader | null;
  @query('dm-writing') private readonly writing!: Writing | null;
  @query('dm-contacts') private readonly contacts!: ContactsPage | null;
  readonly #keys = new Keys();
  #addresses: Addresses | null = null;
  #feed: Feed | null = null;
  readonly #notices = new Notices(this);
  #draggedRows: Target = [];

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
    this.#notices.clear();
  }

  override firstUpdated(): void {
    void this.#sync();
    void this.#count();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('route')) this.toggleAttribute('reading', this.route.id !== null);
  }

  override render(): TemplateResult {
    const { page } = this.route;
    return html`
      ${topBar({
        onSkip: () => this.list?.focusRow(),
        vault: this.vault,
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
        onSignOut: () => { this.menu = 'none'; this.onSignOut(); },
      })}
      ${banners({ warning: this.warning, isOffline: this.sync.state === 'offline', waiting: this.counts.outbox ?? 0, onDismiss: () => { this.warning = null; }, onShow: page === 'outbox' ? null : () => { this.#go({ page: 'outbox', id: null }); }, onTry: () => void this.#sync() })}
      <div class="main">
        ${rail({
          page,
          counts: this.counts,
          places: this.places,
          searches: this.searches,
          search: this.search,
          requests: this.strangers,
          open: this.menu === 'rail',
          onCompose: () => void this.compose(),
          onPage: (place) => { this.menu = 'none'; this.search = ''; this.#go({ page: place, id: null }); },
          onClose: () => { this.menu = 'none'; },
          onFolder: (folder) => { this.#askFolder(folder); },
          onLabel: (label) => { this.#askLabel(label); },
          onSearch: ({ search }) => { this.menu = 'none'; this.#searchFor(search); },
          onSaved: (saved) => { askSearch(this.#asking, saved); },
          onDrop: (place) => void this.#act(isLabel(place) ? { label: place, on: true } : isFolder(place) ? { move: place } : 'star', this.#draggedRows),
        })}
        ${isPlace(page) ? this.#panes(page) : screen(page, {
          vault: this.vault, session: this.session, route: this.route, layout: this.layout, onLayout: this.#lay, onCompare: this.#compare, onLock: this.onLock, onSignOut: this.onSignOut, onRoute: (route) => { this.#go(route); }, onReload: () => void this.keepDraft().then(() => { location.reload(); }),
          onWriteTo: (to) => void this.compose({ ...emptyDraft, to }), onSearch: (text) => { this.#go({ page: 'all', id: null }); this.#searchFor(text); }, onNotice: (notice) => { this.#say(notice); },
        })}
      </div>
      ${!isPlace(page) ? nothing : html`<button class="fab only-narrow" aria-label=${t('rail.compose')} @click=${() => void this.compose()}>${icon('pen-line', 'l')}</button>`}
      <dm-writing .vault=${this.vault} .session=${this.session} .say=${this.#say} .onCompare=${this.#compare} .onFocusLost=${() => { this.list?.focusRow(); }}></dm-writing>
      ${toast(this.#notices.current, () => { this.#notices.clear(); })}
      ${this.palette ? html`<dm-palette .groups=${offers(this.#orders(), this.places)} .find=${finder(this.vault, this.#orders())} .onClose=${() => { this.palette = false; }}></dm-palette>` : nothing}
      ${this.help ? html`<dm-help .onClose=${() => { this.help = false; }} .onSettings=${() => { this.#go({ page: 'settings', id: null }); }}></dm-help>` : nothing}
      ${this.comparing === null ? nothing : html`<dm-keys .vault=${this.vault} .session=${this.session} .address=${this.comparing.address} .name=${this.comparing.name} .onClose=${this.#compared}></dm-keys>`}
      <div class="sr" role="status" aria-live="polite">${this.#notices.current?.text ?? ''}</div>
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
        void this.contacts?.reload();
        void this.reader?.reload();
        void this.#count();
        break;
      case 'index':
        this.coverage = event;
        if (this.search !== '') void this.list?.reload();
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
    await this.writing?.keep();
  }

  async compose(draft: DraftView = emptyDraft, sign = true): Promise<void> {
    await this.writing?.begin(draft, sign);
  }

  readonly #say = (notice: Omit<Notice, 'id'>): void => {
    this.#notices.say(notice);
  };

  #panes(place: Place): TemplateResult {
    const { layout: now } = this;
    const alone = now.pane === 'off';
    const one = alone || (this.empty && this.route.id === null);
    const size = now.pane === 'below' ? `--list-h: ${now.height}px` : `--list-w: ${now.width}px`;
    return html`
      <main class="panes ${one ? 'one' : now.pane} ${alone && this.route.id !== null ? 'read' : ''}" style=${size}>
        <dm-list class="panel" ?dense=${now.density === 'compact'} .vault=${this.vault} .me=${this.session.address} .folder=${place} .places=${this.places} .search=${this.search} .selected=${this.route.id} .onOpen=${this.#openRow} .onAct=${this.#act} .onMenu=${this.#menu} .onDragged=${(target: Target) => { this.#draggedRows = target; }} .onEmpty=${this.#emptyTrash} .onSearch=${(text: string) => { this.#searchFor(text); }} .onKeepSearch=${(search: string) => { askSearch(this.#asking, { id: '', name: '', search }); }} .onCompose=${() => void this.compose()} .onRefresh=${() => void this.#sync()} @listed=${() => { this.empty = this.list?.isEmpty ?? false; this.requestUpdate(); }}></dm-list>
        ${one ? nothing : splitter(now, (next, done) => { this.layout = next; if (done) keepLayout(next); })}
        <dm-reader class="panel" ?alone=${alone} .starting=${this.sync.state === 'syncing' && this.sync.at === null} .vault=${this.vault} .session=${this.session} .folder=${place} .places=${this.places} .mail=${this.route.id} .help=${this.search === '' ? null : searchHelp(this.coverage ?? this.list?.found ?? null, (operator) => { this.#searchFor(`${this.search.trim()} ${operator}`); })} .position=${this.list?.positionOf(this.route.id) ?? null}
          .onBack=${this.#back} .onStep=${(by: 1 | -1) => { this.#step(by); }} .onAct=${this.#act} .onMenu=${this.#menu} .onAnswer=${this.#answer} .onWriteTo=${(address: string) => void this.compose({ ...emptyDraft, to: [{ name: null, email: address }] })} .onCompare=${this.#compare} .onNotice=${(text: string, undo?: () => void) => { this.#say({ text, ...(undo && { undo }) }); }} .onHeld=${this.#held}></dm-reader>
      </main>
    `;
  }

  #go(route: Route): void {
    this.#addresses?.go(route);
  }

  #show(route: Route): void {
    if (isNarrow()) void this.writing?.close();
    this.menu = 'none';
    if (route.page === 'drafts' && route.id !== null) {
      void this.writing?.open(route.id);
      this.#addresses?.go({ page: 'drafts', id: null }, 'replace');
      return;
    }
    this.route = route;
    void this.updateComplete.then(() => { this.requestUpdate(); });
  }

  #searchFor(text: string): void {
    this.search = text;
    if (!isPlace(this.route.page)) this.#go({ page: 'inbox', id: null });
    else if (text !== '' && this.route.id !== null) this.#go({ page: this.route.page, id: null });
  }

  readonly #openRow = async (row: MailRow): Promise<void> => {
    if (row.waits !== undefined) await this.writing?.takeOut(row.id);
    else if (row.draft) await this.writing?.open(row.id);
    else this.#go({ page: this.route.page, id: row.id });
  };

  readonly #lay = (next: Layout): void => { keepLayout(next); this.layout = next; };

  readonly #back = (): void => {
    this.#go({ page: this.route.page, id: null });
    this.list?.focusRow();
  };

  #step(by: 1 | -1): void {
    const row = this.list?.step(by);
    if (row && this.route.id !== null && !row.draft) this.#addresses?.go({ page: this.route.page, id: row.id }, 'replace');
  }

  readonly #act = async (act: Act, target: Target): Promise<void> => {
    const { page } = this.route;
    if (!isPlace(page) || target.length === 0) return;
    // What is found lies where it lies, whatever list was searched from.
    const found = this.search === '' ? [] : [...new Set(this.list?.rowsOf(target).map(({ folder }) => folder))];
    const from = found.length === 1 && found[0] !== undefined ? found[0] : page;
    if (isForEver(act, from) && !(await confirmed(this.renderRoot, { title: t('delete.title'), text: t('delete.text'), yes: t('delete.yes'), danger: true }))) return;
    const ids = target.flat();
    const gone = leaves(act, from);
    const row = this.list?.rowAfter(ids) ?? null;
    const open = this.route.id !== null && (ids.includes(this.route.id) || (this.reader?.target.flat().some((id) => ids.includes(id)) ?? false));
    if (!(await perform(act, target, from, { vault: this.vault, places: this.places, say: this.#say }))) return;
    if (gone || isMove(act)) await this.list?.select('none');
    if (gone && open) this.#addresses?.go({ page, id: isNarrow() || this.layout.pane === 'off' ? null : (row?.id ?? null) }, 'replace');
    if (gone) this.list?.focusRow(row?.id);
    if (act === 'unread' && open) this.#back();
  };

  readonly #emptyTrash = async (): Promise<void> => {
    const rows = await settled(this.vault.rows({ folder: 'trash', search: '' }));
    if (!isRefused(rows)) await this.#act({ move: 'trash' }, rows);
  };

  readonly #menu = (kind: Kind, target: Target, at: Spot): void => {
    const { page } = this.route;
    if (!isPlace(page)) return;
    const rows = this.list?.rowsOf(target) ?? [];
    const [first] = rows;
    showMenu(kind, at, {
      root: this.renderRoot,
      places: this.places,
      page,
      layout: this.layout,
      rows,
      isEmpty: target.length === 0,
      onLayout: this.#lay,
      onAct: (act) => void this.#act(act, target),
      onNewFolder: () => { this.#askFolder(null, target); },
      onNewLabel: () => { this.#askLabel(null, target); },
      onOpen: kind === 'row' && rows.length === 1 && first !== undefined ? () => void this.#openRow(first) : null,
      onPrint: kind === 'more' && this.reader?.target[0]?.[0] === target[0]?.[0] ? () => this.reader?.print() : null,
    });
  };

  /** What was to be moved or labelled is, once the folder or label has its name. */
  #askFolder(before: FolderName | null, target: Target = []): void {
    askFolder(this.#asking, before, async (id) => { await this.#arrange(); await this.#act({ move: id }, target); });
  }

  #askLabel(before: Label | null, target: Target = []): void {
    askLabel(this.#asking, before, async (id) => { await this.#arrange(); await this.#act({ label: id, on: true }, target); });
  }

  get #asking(): Asking {
    return { root: this.renderRoot, vault: this.vault, places: this.places, onDropped: (id) => { if (this.route.page === id) this.#go({ page: 'inbox', id: null }); } };
  }

  readonly #answer = async (kind: Answering, mail?: string): Promise<void> => {
    const opened = await this.reader?.forAnswer(mail);
    if (!opened) return;
    if (kind !== 'attach') return this.compose(answer(kind, opened, this.session.address), kind !== 'anew');
    const file = await settled(this.vault.export(opened.mail.id, () => undefined));
    if (isRefused(file)) this.#say({ text: refusalText(file) });
    else await this.compose(forwardAttached(opened.mail, file));
  };

  readonly #held = (mail: string, what: Held): void => {
    void (what === 'edit' ? this.writing?.withdraw(mail) : this.writing?.sendNow(mail));
  };

  readonly #compare = (address: string, name: string): void => { this.comparing = { address, name }; };

  readonly #compared = (): void => {
    this.comparing = null;
    this.writing?.askAgain();
    void this.reader?.reload();
  };

  async #sync(): Promise<void> {
    const refused = await settled(this.vault.sync());
    // A vault that was locked meanwhile says so too; then this element has gone.
    if (refused?.code === 'signed-out' && this.isConnected) this.onExpired();
  }

  async #count(): Promise<void> {
    const counts = await settled(this.vault.unread());
    if (!isRefused(counts)) this.counts = counts;
    await this.#arrange();
  }

  async #arrange(): Promise<void> {
    const [places, habits, searches] = await Promise.all([settled(this.vault.places()), settled(this.vault.sorting.habits()), settled(this.vault.searches.saved())]);
    if (!isRefused(searches)) this.searches = searches;
    if (!isRefused(places)) this.places = places;
    if (!isRefused(habits)) this.strangers = habits.strangers;
  }

  readonly #onOffline = (): void => { this.sync = { ...this.sync, state: 'offline' }; };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const at = focused();
    const layer = this.help || this.palette || this.comparing !== null || this.renderRoot.querySelector('dialog[open], dm-menu') !== null;
    const busy = isTyping(at) || layer || (this.writing !== null && event.composedPath().includes(this.writing));
    if (event.key === 'Escape' && !busy) {
      if (this.menu === 'none' && (this.list?.picked.length ?? 0) > 0) void this.list?.select('none');
      else if (this.menu === 'none' && this.route.id !== null) this.#back();
      this.menu = 'none';
      return;
    }
    const command = this.#keys.command(event, busy, event.timeStamp);
    if (command === null || command === 'lock') return;
    event.preventDefault();
    if (command !== 'palette' || !layer) obey(command, this.#orders());
  };

  /** What the keyboard and the palette may order. */
  #orders(): Orders {
    const { list, reader } = this;
    const open = this.route.id !== null;
    // Selected rows; else the row the keyboard is at while it is in the list, else what is open.
    const inList = list?.matches(':focus-within') === true || (list?.picked.length ?? 0) > 0;
    const target = !inList && open && reader !== null ? reader.target : (list?.target ?? []);
    return {
      isOpen: open,
      hasTarget: target.length > 0,
      step: (by) => { this.#step(by); },
      openCurrent: () => { if (list?.current) void this.#openRow(list.current); },
      back: () => { this.#back(); },
      compose: (to) => void this.compose(to === undefined ? emptyDraft : { ...emptyDraft, to: [to] }),
      answer: (kind) => { if (open) void this.#answer(kind); },
      act: (act) => void this.#act(act, target),
      star: () => void this.#act(list?.rowsOf(target).every(({ flagged }) => flagged) === true ? 'unstar' : 'star', target),
      select: (what) => { if (what === 'row') list?.toggle(); else void list?.select(what === 'all' ? 'shown' : 'none'); },
      menu: (kind) => { this.#menu(kind, target, focused() ?? this); },
      undo: () => { this.#notices.undo(); },
      unfold: () => { reader?.unfoldAll(); },
      print: () => { reader?.print(); },
      who: () => { reader?.toggleWho(); },
      search: () => {
        this.searching = true;
        void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('dm-search')?.focus());
      },
      palette: () => { this.palette = true; },
      help: () => { this.help = true; },
      lock: () => { this.onLock(); },
      go: (page, id) => { this.search = ''; this.#go({ page, id: id ?? null }); },
    };
  }
}
