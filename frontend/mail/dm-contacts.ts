import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AddressBook, Card } from '../model/contacts.js';
import type { EmailAddress } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { called } from '../theme/people.js';
import { saveFile } from './attachments.js';
import { face } from './card-picture.js';
import { contactsStyles } from './contacts-styles.js';
import { blankCard, cardTitle } from './dm-card.js';
import { openMenu } from './dm-menu.js';
import { follow } from './rail.js';
import { pathOf } from './route.js';
import type { Notice } from './toast.js';

const NONE: AddressBook = { cards: [], others: [], learns: false };
/** Rows that are drawn at first, and each time the end comes into sight. */
const STEP = 100;

/** The address book: everybody in a list, and one of them. */
@customElement('dm-contacts')
export class ContactsPage extends LitElement {
  static override styles = [...base, contactsStyles];

  @property({ attribute: false }) vault!: Vault;
  /** Id of the card that is open. */
  @property({ attribute: false }) card: string | null = null;
  @property({ attribute: false }) onOpen: (id: string | null) => void = () => undefined;
  @property({ attribute: false }) onWriteTo: (people: readonly EmailAddress[]) => void = () => undefined;
  @property({ attribute: false }) onMail: (address: string) => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  @property({ attribute: false }) onNotice: (notice: Omit<Notice, 'id'>) => void = () => undefined;
  @state() private book: AddressBook | null = null;
  @state() private typed = '';
  @state() private group: string | null = null;
  @state() private shown = STEP;
  /** A card that is being made. */
  @state() private fresh: Card | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.reload();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('card') && this.card !== null) this.fresh = null;
    this.toggleAttribute('open', this.card !== null || this.fresh !== null);
  }

  async reload(): Promise<void> {
    const book = await settled(this.vault.contacts.book());
    if (!isRefused(book)) this.book = book;
  }

  override render(): TemplateResult {
    const book = this.book ?? NONE;
    const groups = [...new Set(book.cards.flatMap((card) => card.groups))].sort((a, b) => a.localeCompare(b));
    return html`
      <section class="panel all" aria-label=${t('contacts.title')}>
        <header class="head">
          <h1>${t('contacts.title')}</h1><span class="small muted num grow" role="status" data-test="contacts-count">${this.book === null ? '' : t('contacts.count', { n: book.cards.length })}</span>
          <button class="ib" aria-label=${t('contacts.more')} title=${t('contacts.more')} aria-haspopup="menu" data-test="contacts-menu" @click=${this.#menu}>${icon('ellipsis-vertical')}</button>
          <button class="btn primary sm" data-test="contact-new" @click=${() => { this.#make(blankCard); }}>${icon('plus', 's')}${t('contacts.new')}</button>
        </header>
        <div class="tools">
          <div class="input" role="search">${icon('search', 's dim')}<input type="search" autocomplete="off" spellcheck="false" aria-label=${t('contacts.search')} placeholder=${t('contacts.search')} data-test="contacts-search" .value=${this.typed} @input=${(event: Event) => { this.typed = (event.target as HTMLInputElement).value; this.shown = STEP; }} /></div>
          ${groups.length === 0 ? nothing : html`<div class="chips" role="group" aria-label=${t('contacts.groups')}>${[null, ...groups].map((name) => html`<button class="chip" aria-pressed=${this.group === name} data-test="contact-group" @click=${() => { this.group = name; this.shown = STEP; }}>${name ?? t('contacts.all')}</button>`)}</div>`}
        </div>
        <input class="sr" type="file" accept=".vcf,text/vcard" tabindex="-1" aria-hidden="true" data-test="contacts-file" @change=${this.#onFile} />
        ${this.#list(book)}
      </section>
      <main class="panel one">${this.#one(book, groups)}</main>
    `;
  }

  #fits({ name, emails, organisation, groups }: Card): boolean {
    const words = this.typed.toLocaleLowerCase().split(/\s+/);
    const text = [name, ...emails, organisation].join(' ').toLocaleLowerCase();
    return (this.group === null || groups.includes(this.group)) && words.every((word) => text.includes(word));
  }

  #list(book: AddressBook): TemplateResult {
    const cards = book.cards.filter((card) => this.#fits(card));
    const others = this.group === null ? book.others.filter(({ name, email }) => this.#fits({ ...blankCard, name: name ?? '', emails: [email] })) : [];
    const members = this.group === null ? [] : cards.flatMap(({ name, emails }): EmailAddress[] => emails.slice(0, 1).map((email) => ({ name: name === '' ? null : name, email })));
    if (this.book !== null && cards.length === 0 && others.length === 0) return html`<div class="nobody" data-test="contacts-empty"><h2>${this.typed === '' ? t('contacts.empty') : t('contacts.none')}</h2>${this.typed === '' ? html`<p class="muted">${t('contacts.empty-help')}</p>` : nothing}</div>`;
    return html`<div class="scroll" @scroll=${this.#onScroll}>
      ${this.group === null || members.length === 0 ? nothing : html`<p><button class="btn sm" data-test="group-write" @click=${() => { this.onWriteTo(members); }}>${icon('pen-line', 's')}${t('contacts.group-write', { group: this.group })}</button></p>`}
      ${cards.slice(0, this.shown).map((card) => html`<a class="person" href=${pathOf({ page: 'contacts', id: card.id })} router-ignore aria-current=${card.id === this.card ? 'true' : nothing} data-test="contact" data-id=${card.id} @click=${follow(() => { this.onOpen(card.id); })}>${face(card.name, card.emails[0] ?? '', card.picture)}<span class="grow"><b class="cut">${cardTitle(card)}</b><small class="cut">${card.name === '' ? card.organisation : (card.emails[0] ?? card.phones[0] ?? card.organisation)}</small></span></a>`)}
      ${others.length === 0 || cards.length > this.shown ? nothing : html`<h2>${t('contacts.others')}</h2><p class="xs dim">${t('contacts.others-help')}</p>${others.slice(0, STEP).map((person) => html`<div class="person" data-test="other">${face(person.name ?? '', person.email, null)}<span class="grow"><b class="cut">${called(person)}</b><small class="cut">${person.name === null ? '' : person.email}</small></span><button class="ib" aria-label=${t('contacts.add', { name: called(person) })} title=${t('contacts.add-short')} data-test="other-add" @click=${() => { this.#make({ ...blankCard, name: person.name ?? '', emails: [person.email] }); }}>${icon('plus')}</button></div>`)}`}
    </div>`;
  }

  #one(book: AddressBook, groups: readonly string[]): TemplateResult {
    const card = this.fresh ?? book.cards.find(({ id }) => id === this.card);
    if (card === undefined) {
      const gone = this.card !== null && this.book !== null;
      return html`<div class="nobody">${icon('user', 'l')}<h2>${gone ? t('contacts.gone') : t('contacts.choose')}</h2>${gone ? html`<button class="btn" @click=${() => { this.onOpen(null); }}>${t('contacts.back')}</button>` : html`<p class="muted">${t('contacts.choose-help')}</p>`}</div>`;
    }
    return html`<dm-card .vault=${this.vault} .card=${card} .groups=${groups} .onBack=${() => { this.fresh = null; this.onOpen(null); }} .onKept=${(id: string) => { void this.#kept(id); }} .onDrop=${(one: Card) => { void this.#drop(one); }} .onExport=${(one: Card) => { void this.#export([one.id], '4.0', cardTitle(one)); }}
      .onWriteTo=${(email: string, name: string) => { this.onWriteTo([{ name: name === email ? null : name, email }]); }} .onMail=${this.onMail} .onCompare=${this.onCompare}></dm-card>`;
  }

  #make(card: Card): void {
    if (this.card !== null) this.onOpen(null);
    this.fresh = { ...card };
  }

  async #kept(id: string): Promise<void> {
    await this.reload();
    this.fresh = null;
    this.onOpen(id);
  }

  async #drop(card: Card): Promise<void> {
    const gone = await settled(this.vault.contacts.drop([card.id]));
    if (isRefused(gone)) {
      this.onNotice({ text: refusalText(gone) });
      return;
    }
    this.onOpen(null);
    this.onNotice({ text: t('contacts.deleted'), undo: async () => { await settled(this.vault.contacts.restore(gone)); } });
  }

  readonly #menu = (event: Event): void => {
    const learns = this.book?.learns === true;
    openMenu(this.renderRoot, t('contacts.more'), [
      { label: t('contacts.import'), test: 'contacts-import', onPick: () => this.renderRoot.querySelector<HTMLElement>('input[type=file]')?.click() },
      { label: t('contacts.export-4'), test: 'contacts-export', onPick: () => { void this.#export(null, '4.0', t('contacts.title')); } },
      { label: t('contacts.export-3'), onPick: () => { void this.#export(null, '3.0', t('contacts.title')); } },
      null,
      { label: t('contacts.learn'), checked: learns, test: 'contacts-learn', onPick: () => { void settled(this.vault.contacts.learn(!learns)); } },
    ], event.currentTarget as Element);
  };

  async #export(ids: readonly string[] | null, version: '4.0' | '3.0', name: string): Promise<void> {
    const file = await settled(this.vault.contacts.write(ids, version));
    if (isRefused(file)) this.onNotice({ text: refusalText(file) });
    else saveFile(file, `${name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').trim().slice(0, 80) || 'contacts'}.vcf`);
  }

  readonly #onFile = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    const done = await settled(this.vault.contacts.read(file));
    input.value = '';
    const { made = 0, grown = 0, skipped = 0 } = isRefused(done) ? {} : done;
    this.onNotice({ text: isRefused(done) ? refusalText(done) : t('contacts.imported', { made, grown, skipped }) });
  };

  readonly #onScroll = (event: Event): void => {
    const { scrollTop, clientHeight, scrollHeight } = event.target as HTMLElement;
    if (scrollTop + clientHeight > scrollHeight - 400) this.shown += STEP;
  };
}
