import '@vaadin/virtual-list';
import type { VirtualList } from '@vaadin/virtual-list';
import { virtualListRenderer } from '@vaadin/virtual-list/lit.js';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MailRow, Place, Places } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { dayGroup } from '../messages/format.js';
import { isRefused, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import type { Act, Target } from './acts.js';
import { emptyPlace, skeletonRows } from './empty.js';
import { listHead } from './list-head.js';
import { listStyles } from './list-styles.js';
import type { Kind } from './menus.js';
import { NO_PLACES, placeName } from './place.js';
import { DRAGGED } from './rail.js';
import { rowView } from './row.js';
import { after, all, extend, isPicked, NOTHING, type Selection, toggle } from './selection.js';

const PAGE = 100;
/** How near the end the next page is asked for, in rows. */
const AHEAD = 30;

interface Item {
  readonly row: MailRow;
  readonly at: number;
  /** Heading above the row, or null. */
  readonly group: string | null;
}

/** The conversations of a folder, a label or a view. */
@customElement('dm-list')
export class MailList extends LitElement {
  static override styles = [...base, listStyles];

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
  @state() private items: readonly Item[] | null = null;
  @state() private total = 0;
  @state() private unread = 0;
  /** Id of the row that the keyboard is at. */
  @state() private cursor: string | null = null;
  @state() private selection: Selection = NOTHING;
  @query('vaadin-virtual-list') private readonly virtual!: VirtualList<Item> | null;
  #asked = 0;

  /** The row the keyboard is at, else the open one, else the first. */
  get current(): MailRow | null {
    return (this.#item(this.cursor) ?? this.#item(this.selected) ?? this.items?.[0])?.row ?? null;
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('folder')) {
      this.items = null;
      this.cursor = null;
    }
    if (changed.has('folder') || changed.has('search')) this.selection = NOTHING;
    this.toggleAttribute('picking', this.selection.picked.size > 0);
    if (changed.has('selected') && this.selected !== null) this.cursor = this.selected;
    if (changed.has('folder') || changed.has('search')) void this.reload();
  }

  override render(): TemplateResult {
    const { items, folder } = this;
    return html`
      ${listHead({
        place: folder,
        name: placeName(folder, this.places),
        summary: this.#summary(),
        total: this.total,
        shown: items?.length ?? 0,
        picked: this.selection.picked.size,
        onAll: (what) => void this.select(what),
        onAct: (act) => { this.onAct(act, this.picked); },
        onMenu: (kind, at) => { this.onMenu(kind, this.picked, at); },
        onRefresh: this.onRefresh,
        onEmpty: this.onEmpty,
      })}
      ${items === null ? skeletonRows() : items.length === 0 ? emptyPlace(folder, this.search !== '', this.onCompose) : this.#rows(items)}
    `;
  }

  /** Rows of a target, as far as they are loaded. */
  rowsOf(target: Target): readonly MailRow[] {
    const ids = new Set(target.flat());
    return this.items?.flatMap(({ row }) => (row.mails.some((id) => ids.has(id)) ? [row] : [])) ?? [];
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
    return this.items?.map(({ row }) => row.mails) ?? [];
  }

  get isEmpty(): boolean {
    return this.items?.length === 0;
  }

  /** Asks again for what is shown. */
  async reload(): Promise<void> {
    await this.#load(Math.max(PAGE, this.items?.length ?? 0));
  }

  positionOf(id: string | null): { readonly at: number; readonly total: number } | null {
    const item = this.#item(id);
    return item === null ? null : { at: item.at + 1, total: this.total };
  }

  /** Moves the keyboard's row and returns it. */
  step(by: 1 | -1): MailRow | null {
    const { items } = this;
    if (items === null || items.length === 0) return null;
    const from = this.#item(this.cursor) ?? this.#item(this.selected);
    const at = from === null ? 0 : Math.min(items.length - 1, Math.max(0, from.at + by));
    const row = items[at]?.row ?? null;
    this.focusRow(row?.id);
    return row;
  }

  /** The row that takes the place of those that go. */
  rowAfter(ids: readonly string[]): MailRow | null {
    const { items } = this;
    const at = items?.findIndex(({ row }) => row.mails.some((id) => ids.includes(id))) ?? -1;
    return at < 0 ? null : (items?.[at + 1] ?? items?.[at - 1])?.row ?? null;
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

  #summary(): string {
    if (this.items === null) return '';
    if (this.search !== '') return t('list.results', { n: this.total });
    return this.unread > 0 && this.folder !== 'trash' ? t('rail.unread', { n: this.unread }) : '';
  }

  #rows(items: readonly Item[]): TemplateResult {
    const current = this.current?.id ?? null;
    return html`<vaadin-virtual-list
      class="rows"
      aria-label=${t('list.label', { folder: placeName(this.folder, this.places) })}
      .items=${items}
      ${virtualListRenderer<Item>((item) => this.#row(item, current), [items, current, this.selected, this.selection, this.places])}
    ></vaadin-virtual-list>`;
  }

  #row({ row, at, group }: Item, current: string | null): TemplateResult {
    if (at >= (this.items?.length ?? 0) - AHEAD) void this.#more();
    const picked = isPicked(this.selection, row.mails);
    const target = () => (picked ? this.picked : [row.mails]);
    return rowView(row, {
      group,
      place: this.folder,
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

  async #more(): Promise<void> {
    const had = this.items?.length ?? 0;
    if (had >= this.total || this.#asked > had) return;
    await this.#load(had + PAGE);
  }

  async #load(count: number): Promise<void> {
    const { folder, search } = this;
    this.#asked = count;
    const page = await settled(this.vault.list({ folder, search, from: 0, count }));
    if (isRefused(page) || folder !== this.folder || search !== this.search) return;
    const { rows, total, unread } = page;
    let last = '';
    this.items = rows.map((row, at) => {
      const day = dayGroup(row.at);
      const group = day === last ? null : day;
      last = day;
      return { row, at, group };
    });
    this.total = total;
    this.selection = after(this.selection, this.#loaded, total);
    this.unread = unread;
    this.#asked = rows.length;
    this.dispatchEvent(new Event('listed'));
  }

  #item(id: string | null): Item | null {
    return id === null ? null : (this.items?.find(({ row }) => row.mails.includes(id)) ?? null);
  }
}
