import '@vaadin/virtual-list';
import type { VirtualList } from '@vaadin/virtual-list';
import { virtualListRenderer } from '@vaadin/virtual-list/lit.js';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type Marked, type MailRow, NO_PLACES, type Place, type Places } from '../model/mail.js';
import type { Found, Vault } from '../model/vault.js';
import { dayGroup } from '../messages/format.js';
import { isRefused, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import type { Act, Target } from './acts.js';
import { emptyPlace, skeletonRows } from './empty.js';
import { listHead } from './list-head.js';
import { listStyles } from './list-styles.js';
import type { Kind } from './menus.js';
import { placeName } from './place.js';
import { DRAGGED } from './rail.js';
import { rowView } from './row.js';
import { foundStyles } from './search-styles.js';
import { filters, foundLimits, foundSummary } from './search-view.js';
import { after, all, extend, isPicked, NOTHING, type Selection, toggle } from './selection.js';
import { PAGE, Sparse, type Spot, spotsOf } from './sparse.js';

/** Rows beyond those that are seen for which the text is asked that shows what was found. */
const AROUND = 5;
/** Rows before the virtual list has said which it shows. */
const FIRST_SEEN = 14;

/** The conversations of a folder, a label or a view. */
@customElement('dm-list')
export class MailList extends LitElement {
  static override styles = [...base, listStyles, foundStyles];

  @property({ attribute: false }) vault!: Vault;
  @property() me = '';
  @property() folder: Place = 'inbox';
  @property({ attribute: false }) places: Places = NO_PLACES;
  @property() search = '';
  @property({ attribute: false }) selected: string | null = null;
  @property({ attribute: false }) onOpen: (row: MailRow) => void = () => undefined;
  @property({ attribute: false }) onAct: (act: Act, target: Target) => void = () => undefined;
  @property({ attribute: false }) onMenu: (kind: Kind, target: Target, at: Element | { x: number; y: number }) => void = () => undefined;
  @property({ attribute: false }) onDragged: (target: Target) => void = () => undefined;
  @property({ attribute: false }) onEmpty: () => void = () => undefined;
  @property({ attribute: false }) onCompose: () => void = () => undefined;
  @property({ attribute: false }) onRefresh: () => void = () => undefined;
  @property({ attribute: false }) onSearch: (search: string) => void = () => undefined;
  @property({ attribute: false }) onKeepSearch: (search: string) => void = () => undefined;
  @state() private rows: Sparse | null = null;
  /** Of a search. */
  @state() found: Found | null = null;
  @state() private excerpts: ReadonlyMap<string, Marked> = new Map();
  @state() private unread = 0;
  /** Id of the row that the keyboard is at. */
  @state() private cursor: string | null = null;
  @state() private selection: Selection = NOTHING;
  @query('vaadin-virtual-list') private readonly virtual!: VirtualList<Spot> | null;
  /** What follows the pointer when several rows are dragged. */
  @query('.ghost') private readonly ghost!: Element | null;
  /** Pages on their way. */
  readonly #asked = new Set<number>();
  /** How often a reload was asked for, and done. */
  #wanted = 0;
  #loading = false;

  /** The row the keyboard is at, else the open one, else the first. */
  get current(): MailRow | null {
    return (this.#item(this.cursor) ?? this.#item(this.selected))?.row ?? this.rows?.at(0) ?? null;
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('folder')) {
      this.rows = null;
      this.cursor = null;
    }
    if (changed.has('folder') || changed.has('search')) this.selection = NOTHING;
    this.toggleAttribute('picking', this.selection.picked.size > 0);
    if (changed.has('selected') && this.selected !== null) this.cursor = this.selected;
    if (changed.has('folder') || changed.has('search')) void this.reload();
  }

  override render(): TemplateResult {
    const { rows, folder } = this;
    const searched = this.search !== '';
    return html`
      ${searched && folder !== 'drafts' ? html`${filters(this.search, this.onSearch, this.onKeepSearch)}${foundLimits(this.found)}` : nothing}
      ${listHead({
        place: folder,
        name: searched ? t('search.title') : placeName(folder, this.places),
        summary: this.#summary(),
        total: rows?.total ?? 0,
        shown: this.#loaded.length,
        picked: this.selection.picked.size,
        onAll: (what) => void this.select(what),
        onAct: (act) => { this.onAct(act, this.picked); },
        onMenu: (kind, at) => { this.onMenu(kind, this.picked, at); },
        onRefresh: this.onRefresh,
        onEmpty: this.onEmpty,
      })}
      ${rows === null ? skeletonRows() : rows.total === 0 ? emptyPlace(folder, searched, this.onCompose) : this.#drawn(rows)}
      ${this.selection.picked.size === 0 ? nothing : html`<span class="ghost" aria-hidden="true">${t('select.count', { n: this.selection.picked.size })}</span>`}
    `;
  }

  /** Rows of a target, as far as they are loaded. */
  rowsOf(target: Target): readonly MailRow[] {
    const ids = new Set(target.flat());
    return this.rows?.known.flatMap(({ row }) => (row.mails.some((id) => ids.has(id)) ? [row] : [])) ?? [];
  }

  /** What is selected, each conversation by its mails. */
  get picked(): Target {
    return [...this.selection.picked.values()];
  }

  /** What an act is about: what is selected, else the row the keyboard is at. */
  get target(): Target {
    const { current } = this;
    return this.selection.picked.size > 0 ? this.picked : current === null ? [] : [current.mails];
  }

  /** `total` asks the vault for the rows that are not loaded. */
  async select(what: 'shown' | 'total' | 'none'): Promise<void> {
    const { folder, search } = this;
    const rows = what === 'none' ? [] : what === 'shown' ? this.#loaded : await settled(this.vault.rows({ folder, search }));
    if (!isRefused(rows) && folder === this.folder && search === this.search) this.selection = all(rows);
  }

  /** Selects the row the keyboard is at, or no longer. */
  toggle(): void {
    const { current } = this;
    if (current !== null) this.selection = toggle(this.selection, current.mails);
  }

  get #loaded(): Target {
    return this.rows?.known.map(({ row }) => row.mails) ?? [];
  }

  get isEmpty(): boolean {
    return this.rows?.total === 0 && this.search === '';
  }

  /** Asks again for what is shown; asked again meanwhile, once more after that. */
  async reload(): Promise<void> {
    this.#wanted++;
    if (this.#loading) return;
    this.#loading = true;
    try {
      for (let done = 0; done !== this.#wanted; ) {
        done = this.#wanted;
        await this.#load();
      }
    } finally {
      this.#loading = false;
    }
  }

  positionOf(id: string | null): { readonly at: number; readonly total: number } | null {
    const item = this.#item(id);
    return item === null ? null : { at: item.at + 1, total: this.rows?.total ?? 0 };
  }

  /** Moves the keyboard's row and returns it. */
  step(by: 1 | -1): MailRow | null {
    const { rows } = this;
    if (rows === null || rows.total === 0) return null;
    const from = this.#item(this.cursor) ?? this.#item(this.selected);
    const at = from === null ? 0 : Math.min(rows.total - 1, Math.max(0, from.at + by));
    const row = rows.at(at) ?? null;
    this.focusRow(row?.id);
    return row;
  }

  /** The row that takes the place of those that go. */
  rowAfter(ids: readonly string[]): MailRow | null {
    const gone = this.rows?.known.find(({ row }) => row.mails.some((id) => ids.includes(id)));
    return gone === undefined ? null : (this.rows?.at(gone.at + 1) ?? this.rows?.at(gone.at - 1) ?? null);
  }

  /** Brings a row into view and the focus to it. */
  focusRow(id: string | null = this.current?.id ?? null): void {
    this.cursor = id;
    const item = this.#item(id);
    if (item === null) return;
    const { virtual } = this;
    if (virtual && (item.at < virtual.firstVisibleIndex || item.at >= virtual.lastVisibleIndex)) virtual.scrollToIndex(Math.max(0, item.at - 2));
    void this.updateComplete.then(() => {
      requestAnimationFrame(() => {
        this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(item.row.id)}"]`)?.focus();
      });
    });
  }

  #summary(): string | TemplateResult {
    if (this.rows === null) return '';
    if (this.search !== '') return foundSummary(this.rows.total, this.found);
    return this.unread > 0 && this.folder !== 'trash' ? t('rail.unread', { n: this.unread }) : '';
  }

  #drawn(rows: Sparse): TemplateResult {
    const current = this.current?.id ?? null;
    return html`<vaadin-virtual-list
      class="rows"
      aria-label=${this.search === '' ? t('list.label', { folder: placeName(this.folder, this.places) }) : t('search.title')}
      .items=${spotsOf(rows.total)}
      ${virtualListRenderer<Spot>(({ at }) => this.#row(rows, at, current), [rows, current, this.selected, this.selection, this.places, this.excerpts])}
    ></vaadin-virtual-list>`;
  }

  #row(rows: Sparse, at: number, current: string | null): TemplateResult {
    const row = rows.at(at);
    if (row === undefined) {
      void this.#more(Math.floor(at / PAGE));
      return html`<div class="m waiting" aria-hidden="true"></div>`;
    }
    const before = at === 0 ? null : rows.at(at - 1);
    const day = dayGroup(row.at);
    const group = before === undefined || (before !== null && dayGroup(before.at) === day) ? null : day;
    const picked = isPicked(this.selection, row.mails);
    const target = () => (picked ? this.picked : [row.mails]);
    return rowView(row, {
      group,
      place: this.search === '' ? this.folder : row.folder,
      where: row.marks === undefined ? null : placeName(row.folder, this.places),
      excerpt: this.excerpts.get(row.id) ?? null,
      labels: row.labels.length === 0 ? [] : this.places.labels.filter(({ id }) => row.labels.includes(id)),
      me: this.me,
      selected: this.selected !== null && row.mails.includes(this.selected),
      picked,
      reachable: row.id === current,
      onOpen: () => {
        this.cursor = row.id;
        this.onOpen(row);
      },
      onPick: (range) => {
        this.cursor = row.id;
        this.selection = range ? extend(this.selection.anchor === null ? { ...this.selection, anchor: this.selected } : this.selection, this.#loaded, row.mails) : toggle(this.selection, row.mails);
      },
      onAct: (act) => { this.onAct(act, [row.mails]); },
      onKey: (event) => { this.#onKey(event); },
      onMenu: (event) => {
        if (row.draft) return;
        event.preventDefault();
        this.cursor = row.id;
        const box = (event.currentTarget as Element).getBoundingClientRect();
        // By the keyboard there is no pointer to open it at.
        this.onMenu('row', target(), event.clientX === 0 && event.clientY === 0 ? { x: box.left + 60, y: box.top + 30 } : { x: event.clientX, y: event.clientY });
      },
      onDrag: (event) => {
        event.dataTransfer?.setData(DRAGGED, '');
        if (picked && this.ghost !== null) event.dataTransfer?.setDragImage(this.ghost, 16, 16);
        this.onDragged(target());
      },
    });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const before = this.current;
    const row = this.step(event.key === 'ArrowDown' ? 1 : -1);
    if (!event.shiftKey || row === null || before === null) return;
    const from = this.selection.anchor === null ? toggle(this.selection, before.mails) : this.selection;
    this.selection = extend(from, this.#loaded, row.mails);
  }

  /** Fetches a page that was scrolled to. */
  async #more(page: number): Promise<void> {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const { folder, search, rows } = this;
    const got = await settled(this.vault.list({ folder, search, from: page * PAGE, count: PAGE }));
    this.#asked.delete(page);
    if (isRefused(got) || this.rows === null || this.rows.total !== got.total || folder !== this.folder || search !== this.search) return;
    // Reloaded meanwhile: a page that is still seen will be asked for again.
    if (rows?.total !== this.rows.total) return;
    this.rows = this.rows.with(page, got.rows);
    void this.#excerpt();
  }

  /** The first page and those that are seen. */
  async #load(): Promise<void> {
    const { folder, search, virtual } = this;
    const seen = this.rows === null || virtual === null || this.rows.total === 0 ? [0] : [0, Math.floor(virtual.firstVisibleIndex / PAGE), Math.floor(virtual.lastVisibleIndex / PAGE)];
    const wanted = [...new Set(seen)].filter((page) => page >= 0);
    const pages = await Promise.all(wanted.map((page) => settled(this.vault.list({ folder, search, from: page * PAGE, count: PAGE }))));
    if (folder !== this.folder || search !== this.search) return;
    const [first] = pages;
    if (first === undefined || isRefused(first)) return;
    const got = pages.flatMap((page, i): [number, readonly MailRow[]][] => (isRefused(page) ? [] : [[wanted[i] ?? 0, page.rows]]));
    this.rows = new Sparse(first.total, new Map(got));
    this.found = first.found ?? null;
    this.excerpts = new Map();
    this.selection = after(this.selection, this.#loaded, first.total);
    this.unread = first.unread;
    this.dispatchEvent(new Event('listed'));
    void this.#excerpt();
  }

  /** Asks for the pieces of text that show what was found in the rows that are seen. */
  async #excerpt(): Promise<void> {
    const { search, rows } = this;
    if (search === '' || rows === null || this.found === null) return;
    await this.updateComplete;
    const { virtual } = this;
    const [from, to] = virtual === null || virtual.lastVisibleIndex <= 0 ? [0, FIRST_SEEN] : [virtual.firstVisibleIndex, virtual.lastVisibleIndex + AROUND];
    const ids = Array.from({ length: to - from + 1 }, (_, i) => rows.at(from + i)?.id).filter((id) => id !== undefined && !this.excerpts.has(id)) as string[];
    const got = await settled(this.vault.excerpts(search, ids));
    if (!isRefused(got) && search === this.search && got.size > 0) this.excerpts = new Map([...this.excerpts, ...got]);
  }

  #item(id: string | null): { readonly row: MailRow; readonly at: number } | null {
    return this.rows?.find(id) ?? null;
  }
}
