import '@vaadin/virtual-list';
import type { VirtualList } from '@vaadin/virtual-list';
import { virtualListRenderer } from '@vaadin/virtual-list/lit.js';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Folder, MailRow } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { dayGroup } from '../messages/format.js';
import { isRefused, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { emptyFolder, skeletonRows } from './empty.js';
import { listStyles } from './list-styles.js';
import { rowView, type RowAct } from './row.js';

const PAGE = 100;
/** How near the end the next page is asked for, in rows. */
const AHEAD = 30;

interface Item {
  readonly row: MailRow;
  readonly at: number;
  /** Heading above the row, or null. */
  readonly group: string | null;
}

/** The conversations of a folder. */
@customElement('dm-list')
export class MailList extends LitElement {
  static override styles = [...base, listStyles];

  @property({ attribute: false }) vault!: Vault;
  @property() me = '';
  @property() folder: Folder = 'inbox';
  @property() search = '';
  @property({ attribute: false }) selected: string | null = null;
  @property({ attribute: false }) onOpen: (row: MailRow) => void = () => undefined;
  @property({ attribute: false }) onAct: (act: RowAct, ids: readonly string[], draft: boolean) => void = () => undefined;
  @property({ attribute: false }) onCompose: () => void = () => undefined;
  @property({ attribute: false }) onRefresh: () => void = () => undefined;
  @state() private items: readonly Item[] | null = null;
  @state() private total = 0;
  @state() private unread = 0;
  /** Id of the row that the keyboard is at. */
  @state() private cursor: string | null = null;
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
    if (changed.has('selected') && this.selected !== null) this.cursor = this.selected;
    if (changed.has('folder') || changed.has('search')) void this.reload();
  }

  override render(): TemplateResult {
    const { items, folder } = this;
    return html`
      <header class="lh">
        <h1>${t(`folder.${folder}`)}</h1>
        <span class="small muted num" role="status">${this.#summary()}</span>
        <span class="grow"></span>
        <button class="ib" aria-label=${t('list.refresh')} title=${t('list.refresh')} @click=${this.onRefresh}>${icon('refresh-cw')}</button>
      </header>
      ${items === null ? skeletonRows() : items.length === 0 ? emptyFolder(folder, this.search !== '', this.onCompose) : this.#rows(items)}
    `;
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
    return this.folder === 'inbox' && this.unread > 0 ? t('rail.unread', { n: this.unread }) : '';
  }

  #rows(items: readonly Item[]): TemplateResult {
    const current = this.current?.id ?? null;
    return html`<vaadin-virtual-list
      class="rows"
      aria-label=${t('list.label', { folder: t(`folder.${this.folder}`) })}
      .items=${items}
      ${virtualListRenderer<Item>((item) => this.#row(item, current), [items, current, this.selected])}
    ></vaadin-virtual-list>`;
  }

  #row({ row, at, group }: Item, current: string | null): TemplateResult {
    if (at >= (this.items?.length ?? 0) - AHEAD) void this.#more();
    return rowView(row, {
      group,
      folder: this.folder,
      me: this.me,
      selected: this.selected !== null && row.mails.includes(this.selected),
      reachable: row.id === current,
      onOpen: () => {
        this.cursor = row.id;
        this.onOpen(row);
      },
      onAct: (act) => { this.onAct(act, [row.id], row.draft); },
      onKey: (event) => { this.#onKey(event); },
    });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.step(event.key === 'ArrowDown' ? 1 : -1);
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
    this.unread = unread;
    this.#asked = rows.length;
    this.dispatchEvent(new Event('listed'));
  }

  #item(id: string | null): Item | null {
    return id === null ? null : (this.items?.find(({ row }) => row.mails.includes(id)) ?? null);
  }
}
