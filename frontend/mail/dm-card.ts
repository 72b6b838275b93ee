import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Card } from '../model/contacts.js';
import type { Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { face, smallPicture } from './card-picture.js';
import { cardStyles } from './contacts-styles.js';

export const blankCard: Card = { id: '', name: '', emails: [], phones: [], organisation: '', notes: '', groups: [], picture: null };
export const cardTitle = ({ name, emails, organisation }: Card): string => name || emails[0] || organisation;

/** One card of the address book: to look at, and to change. */
@customElement('dm-card')
export class CardPage extends LitElement {
  static override styles = [...base, cardStyles];

  @property({ attribute: false }) vault!: Vault;
  /** The card as it is kept; without an id it is to be made. */
  @property({ attribute: false }) card: Card = blankCard;
  /** All names of groups. */
  @property({ attribute: false }) groups: readonly string[] = [];
  @property({ attribute: false }) onBack: () => void = () => undefined;
  @property({ attribute: false }) onKept: (id: string) => void = () => undefined;
  @property({ attribute: false }) onDrop: (card: Card) => void = () => undefined;
  @property({ attribute: false }) onExport: (card: Card) => void = () => undefined;
  @property({ attribute: false }) onWriteTo: (address: string, name: string) => void = () => undefined;
  @property({ attribute: false }) onMail: (address: string) => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  /** What is being typed, or null while the card is only looked at. */
  @state() private edit: Card | null = null;
  @state() private error: string | null = null;
  /** The card as it was when its editing began. */
  #before: Card | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('card') || (changed.get('card') as Card | undefined)?.id === this.card.id) return;
    this.error = null;
    this.edit = null;
    if (this.card.id === '') this.#begin();
  }

  override render(): TemplateResult {
    return this.edit === null ? this.#shown(this.card) : this.#form(this.edit);
  }

  #begin(): void {
    const { card } = this;
    this.#before = card.id === '' ? null : card;
    this.edit = { ...card, emails: card.emails.length === 0 ? [''] : card.emails };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#name')?.focus());
  }

  #shown(card: Card): TemplateResult {
    const { emails, phones, organisation, notes, groups, picture } = card;
    const title = cardTitle(card);
    return html`
      <div class="bar">
        <button class="ib only-narrow" aria-label=${t('contacts.back')} data-test="card-back" @click=${this.onBack}>${icon('chevron-left')}</button>
        <span class="grow"></span>
        <button class="btn sm" data-test="card-edit" @click=${() => { this.#begin(); }}>${icon('pencil', 's')}${t('contacts.edit')}</button>
        <button class="btn sm ghost" data-test="card-export" @click=${() => { this.onExport(card); }}>${icon('download', 's')}<span class="only-wide">${t('contacts.export-one')}</span></button>
        <button class="btn sm ghost c-bad" data-test="card-delete" @click=${() => { this.onDrop(card); }}>${icon('trash-2', 's')}${t('contacts.delete')}</button>
      </div>
      <div class="who">${face(card.name, emails[0] ?? '', picture, 'l')}<div class="grow"><h2 data-test="card-name">${title}</h2>${organisation === '' ? nothing : html`<p class="muted">${organisation}</p>`}</div></div>
      <dl>
        ${emails.length === 0 ? nothing : html`<dt>${t('contacts.emails')}</dt><dd>${emails.map((email) => this.#email(email, title))}</dd>`}
        ${phones.length === 0 ? nothing : html`<dt>${t('contacts.phones')}</dt><dd>${phones.map((phone) => html`<div class="row" dir="ltr">${phone}</div>`)}</dd>`}
        ${groups.length === 0 ? nothing : html`<dt>${t('contacts.group-names')}</dt><dd class="row">${groups.map((group) => html`<span class="badge">${group}</span>`)}</dd>`}
        ${notes === '' ? nothing : html`<dt>${t('contacts.notes')}</dt><dd class="notes">${notes}</dd>`}
      </dl>
    `;
  }

  #email(email: string, name: string): TemplateResult {
    const button = (label: string, sign: 'pen-line' | 'search' | 'shield-check', test: string, onClick: () => void) => html`<button class="ib sm" aria-label=${label} title=${label} data-test=${test} @click=${onClick}>${icon(sign, 's')}</button>`;
    return html`<div class="row"><span class="cut" data-test="card-email">${email}</span>${button(t('contacts.write-to', { address: email }), 'pen-line', 'card-write', () => { this.onWriteTo(email, name); })}${button(t('contacts.mail'), 'search', 'card-mail', () => { this.onMail(email); })}${button(t('contacts.compare'), 'shield-check', 'card-compare', () => { this.onCompare(email, name); })}</div>`;
  }

  #form(card: Card): TemplateResult {
    const text = (event: Event): string => (event.target as HTMLInputElement).value;
    const set = (news: Partial<Card>): void => { this.edit = { ...card, ...news }; };
    return html`
      <form @submit=${this.#save} @keydown=${this.#onKey} novalidate>
        <div role="alert" data-test="error">${this.error === null ? nothing : html`<p class="banner bad">${icon('circle-alert')}<span class="tx">${this.error}</span></p>`}</div>
        <div class="who">
          ${face(card.name, card.emails[0] || '?', card.picture, 'l')}
          <div class="row">
            <label class="btn sm">${t('contacts.picture-choose')}<input class="sr" type="file" accept="image/*" data-test="card-picture" @change=${this.#onPicture} /></label>
            ${card.picture === null ? nothing : html`<button class="btn sm ghost" type="button" @click=${() => { set({ picture: null }); }}>${t('contacts.picture-remove')}</button>`}
          </div>
        </div>
        <label><span class="label">${t('contacts.name')}</span><span class="input"><input id="name" autocomplete="off" maxlength="200" data-test="card-name-input" .value=${card.name} @input=${(event: Event) => { set({ name: text(event) }); }} /></span></label>
        ${this.#lines('emails', t('contacts.emails'), (n) => t('contacts.email', { n }), t('contacts.email-add'), 'email')}
        ${this.#lines('phones', t('contacts.phones'), (n) => t('contacts.phone', { n }), t('contacts.phone-add'), 'tel')}
        <label><span class="label">${t('contacts.organisation')}</span><span class="input"><input autocomplete="off" maxlength="200" .value=${card.organisation} @input=${(event: Event) => { set({ organisation: text(event) }); }} /></span></label>
        <div>
          <label class="label" for="groups">${t('contacts.group-names')}</label>
          <span class="input"><input id="groups" list="known-groups" autocomplete="off" aria-describedby="groups-help" data-test="card-groups" .value=${card.groups.join(', ')} @change=${(event: Event) => { set({ groups: text(event).split(',').map((name) => name.trim()).filter((name) => name !== '') }); }} /></span>
          <datalist id="known-groups">${this.groups.map((name) => html`<option value=${name}></option>`)}</datalist>
          <p class="help" id="groups-help">${t('contacts.group-help')}</p>
        </div>
        <label><span class="label">${t('contacts.notes')}</span><textarea maxlength="10000" data-test="card-notes" .value=${card.notes} @input=${(event: Event) => { set({ notes: text(event) }); }}></textarea></label>
        <p class="row small muted">${icon('lock', 'xs')} ${t('contacts.sealed')}</p>
        <div class="row"><button class="btn primary" data-test="card-save">${t('contacts.save')}</button><button class="btn" type="button" @click=${this.#cancel}>${t('cancel')}</button></div>
      </form>
    `;
  }

  #lines(field: 'emails' | 'phones', legend: string, label: (n: number) => string, add: string, mode: 'email' | 'tel'): TemplateResult {
    const values = this.edit?.[field] ?? [];
    const set = (next: readonly string[]): void => { if (this.edit !== null) this.edit = { ...this.edit, [field]: next }; };
    const append = (): void => {
      set([...values, '']);
      void this.updateComplete.then(() => [...this.renderRoot.querySelectorAll<HTMLElement>(`[data-test=card-${field}]`)].at(-1)?.focus());
    };
    return html`<fieldset>
      <legend class="label">${legend}</legend>
      ${values.map((value, at) => html`<div class="row"><span class="input grow"><input inputmode=${mode} autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="320" aria-label=${label(at + 1)} data-test="card-${field}" .value=${value} @input=${(event: Event) => { set(values.with(at, (event.target as HTMLInputElement).value)); }} /></span><button class="ib" type="button" aria-label=${t('contacts.remove', { value: value || label(at + 1) })} @click=${() => { set(values.filter((_, i) => i !== at)); }}>${icon('x', 's')}</button></div>`)}
      <button class="link small" type="button" data-test="card-${field}-add" @click=${append}>${icon('plus', 's')}${add}</button>
    </fieldset>`;
  }

  readonly #onPicture = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined || this.edit === null) return;
    const picture = await smallPicture(file);
    if (picture === null) this.error = t('contacts.picture-bad');
    else this.edit = { ...this.edit, picture };
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#cancel();
  };

  readonly #cancel = (): void => {
    this.edit = null;
    this.error = null;
    if (this.card.id === '') this.onBack();
  };

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { edit } = this;
    if (edit === null) return;
    const id = await settled(this.vault.contacts.keep(edit, this.#before));
    if (isRefused(id)) {
      this.error = refusalText(id);
      return;
    }
    this.edit = null;
    this.error = null;
    this.onKept(id);
  };
}
