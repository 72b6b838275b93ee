import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Completion } from '../model/contacts.js';
import type { EmailAddress } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { avatar, called } from '../theme/people.js';
import { type ChipState, sendable, trustShape } from '../theme/trust.js';
import { face } from './card-picture.js';
import { knownStyles } from './known-styles.js';
import { recipientsStyles } from './recipients-styles.js';
import { distinct, looksComplete, parseAddresses, sameAddress } from './addresses.js';

/** A recipient and what the vault said of the address. */
export interface Chip extends EmailAddress {
  readonly state: ChipState;
}

/** What is dragged is known here; the data names nobody. */
const DRAGGED = 'application/x-darkmail-chip';
let dragged: Chip | null = null;

function sign(state: ChipState): TemplateResult {
  switch (state) {
    case 'verified':
      return html`${trustShape({ shape: 'verified', tone: 'ok' }, 'xs')}`;
    case 'sealed':
    case 'first-contact':
      return html`${trustShape({ shape: 'sealed', tone: 'seal' }, 'xs')}`;
    case 'key-changed':
    case 'domain-key-changed':
      return html`${trustShape({ shape: 'changed', tone: 'warn' }, 'xs')}`;
    case 'looking':
      return html`<span class="wait" aria-hidden="true"></span>`;
    case 'offline':
      return html`${icon('hourglass', 'xs')}`;
    case 'unasked':
    case 'domain-away':
    case 'too-many':
      return html`${trustShape({ shape: 'unchecked', tone: 'warn' }, 'xs')}`;
    case 'no-such-address':
    case 'unknown-domain':
    case 'invalid':
      return html`${trustShape({ shape: 'broken', tone: 'bad' }, 'xs')}`;
  }
}

/** An address field: each address becomes a chip that says whether a mail can be sealed for it. */
@customElement('dm-recipients')
export class Recipients extends LitElement {
  static override styles = [...base, knownStyles, recipientsStyles];

  @property({ attribute: false }) vault!: Vault;
  @property() label = '';
  /** `to`, `cc` or `bcc`: names the hooks of the tests. */
  @property() field = 'to';
  @property({ attribute: false }) chips: readonly Chip[] = [];
  @property({ attribute: false }) onChips: (chips: readonly Chip[]) => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  /** A chip of another field was dropped here. */
  @property({ attribute: false }) onTaken: (chip: Chip) => void = () => undefined;
  @state() private known: readonly Completion[] = [];
  @state() private marked = -1;
  @query('input') private readonly input!: HTMLInputElement;

  override focus(): void {
    void this.updateComplete.then(() => { this.input.focus(); });
  }

  override render(): TemplateResult {
    const open = this.known.length > 0;
    return html`
      <div class="rcs" @click=${(event: Event) => { if (event.target === event.currentTarget) this.focus(); }} @dragover=${(event: DragEvent) => { this.#over(event, true); }} @dragleave=${(event: DragEvent) => { this.#over(event, false); }} @drop=${this.#onDrop}>
        ${this.chips.map((chip) => this.#chip(chip))}
        <input
          type="text"
          inputmode="email"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          role="combobox"
          aria-label=${this.label}
          aria-autocomplete="list"
          aria-expanded=${open}
          aria-controls="known"
          aria-activedescendant=${this.marked < 0 ? nothing : `known-${this.marked}`}
          data-test="${this.field}-input"
          @input=${this.#onInput}
          @keydown=${this.#onKey}
          @paste=${this.#onPaste}
          @blur=${this.#onBlur}
        />
      </div>
      <ul class="known" id="known" role="listbox" aria-label=${t('chip.suggestions')} ?hidden=${!open}>
        ${this.known.map((one, at) => html`<li id="known-${at}" role="option" aria-selected=${at === this.marked} data-test="known" data-address=${one.email} @pointermove=${() => { this.marked = at; }} @mousedown=${(event: Event) => { event.preventDefault(); this.#choose(one); }}>${one.members === undefined ? face(one.name, one.email, one.picture, 's') : html`<span class="group">${icon('users', 's')}</span>`}<span class="grow cut">${one.name === '' ? one.email : one.name}<small class="cut">${one.members !== undefined ? `${t('chip.group', { n: one.members.length })}: ${one.members.map(called).join(', ')}` : one.name === '' ? '' : one.email}</small></span></li>`)}
      </ul>
      <span class="sr" role="status">${open ? t('chip.found', { n: this.known.length }) : ''}</span>
    `;
  }

  /** Takes what is still being typed as an address. */
  commit(): void {
    const { value } = this.input;
    if (value.trim() !== '') this.#add(parseAddresses(value));
  }

  /** Asks the vault again about every address. */
  askAgain(): void {
    for (const chip of this.chips) void this.#ask(chip.email);
  }

  override updated(): void {
    for (const { email, state } of this.chips) if (state === 'unasked') void this.#ask(email);
  }

  #chip(chip: Chip): TemplateResult {
    const { email, state } = chip;
    const name = called(chip);
    const good = sendable(state) || state === 'looking' || state === 'unasked' || state === 'offline';
    const tone = good ? '' : state === 'no-such-address' || state === 'unknown-domain' || state === 'invalid' ? 'bad' : 'warn';
    return html`<span class="rcp ${tone}" data-test="chip" data-state=${state} data-address=${email} draggable="true" @dragstart=${(event: DragEvent) => { dragged = chip; event.dataTransfer?.setData(DRAGGED, ''); }} @dragend=${() => { dragged = null; }} title="${email}: ${t(`chip.${state}`)}">
      ${avatar(chip, 'xs')}<span class="cut">${name}</span>${sign(state)}
      ${good ? html`<span class="sr">${t(`chip.${state}`)}</span>` : html`<span class="said" role="status">${t(`chip.${state}`)}</span>`}
      ${state === 'key-changed' ? html`<button class="link xs" @click=${() => { this.onCompare(email, name); }}>${t('trust.look')}</button>` : nothing}
      <button class="rx" aria-label=${t('chip.remove', { name })} @click=${() => { this.#remove(chip); }}>${icon('x', 'xs')}</button>
    </span>`;
  }

  #add(people: readonly { readonly name: string | null; readonly email: string }[]): void {
    this.input.value = '';
    this.#forgetKnown();
    const fresh = people.map(({ name, email }): Chip => ({ name: name === '' ? null : name, email, state: 'unasked' }));
    this.onChips(distinct([...this.chips, ...fresh]) as readonly Chip[]);
  }

  /** A group becomes all who are in it. */
  #choose({ members, ...person }: Completion): void {
    this.#add(members ?? [person]);
  }

  #over(event: DragEvent, on: boolean): void {
    if (dragged === null || event.dataTransfer?.types.includes(DRAGGED) !== true) return;
    event.preventDefault();
    (event.currentTarget as Element).classList.toggle('over', on);
  }

  readonly #onDrop = (event: DragEvent): void => {
    const chip = dragged;
    if (chip === null) return;
    this.#over(event, false);
    if (!this.chips.includes(chip)) this.onTaken(chip);
  };

  #remove(chip: Chip): void {
    this.onChips(this.chips.filter((one) => one !== chip));
    this.focus();
  }

  async #ask(email: string): Promise<void> {
    this.#set(email, { state: 'looking' });
    try {
      const { state, name } = await this.vault.lookUp(email);
      this.#set(email, name === null ? { state } : { state, name });
    } catch {
      this.#set(email, { state: 'domain-away' });
    }
  }

  #set(email: string, news: Partial<Chip>): void {
    this.chips = this.chips.map((chip) => (sameAddress(chip.email, email) ? { ...chip, ...news, name: chip.name ?? news.name ?? null } : chip));
    this.onChips(this.chips);
  }

  readonly #onInput = async (): Promise<void> => {
    const text = this.input.value;
    if (/[,;\n]/.test(text)) {
      this.#add(parseAddresses(text));
      return;
    }
    const known = text.trim().length < 1 ? [] : await this.vault.complete(text.trim());
    if (text !== this.input.value) return;
    const isThere = (email: string): boolean => this.chips.some((chip) => sameAddress(chip.email, email));
    this.known = known.filter(({ email, members }) => (members === undefined ? !isThere(email) : !members.every((one) => isThere(one.email))));
    this.marked = this.known.length > 0 ? 0 : -1;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const { known, marked, input } = this;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (known.length === 0) return;
        event.preventDefault();
        this.marked = (marked + (event.key === 'ArrowDown' ? 1 : -1) + known.length) % known.length;
        break;
      case 'Enter':
      case 'Tab':
        if (input.value.trim() === '' || event.ctrlKey || event.metaKey) return;
        if (event.key === 'Enter') event.preventDefault();
        this.#take();
        break;
      case ' ':
        if (!looksComplete(input.value)) return;
        event.preventDefault();
        this.commit();
        break;
      case 'Escape':
        if (known.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        this.#forgetKnown();
        break;
      case 'Backspace': {
        const last = this.chips.at(-1);
        if (input.value === '' && last !== undefined) this.#remove(last);
        break;
      }
    }
  };

  /** The marked suggestion, unless a whole address was typed that is not it. */
  #take(): void {
    const suggestion = this.known[this.marked];
    if (suggestion !== undefined && !looksComplete(this.input.value)) this.#choose(suggestion);
    else this.commit();
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[,;\n]/.test(text) && !looksComplete(text)) return;
    event.preventDefault();
    this.#add(parseAddresses(this.input.value + text));
  };

  readonly #onBlur = (): void => {
    this.#forgetKnown();
    if (looksComplete(this.input.value)) this.commit();
  };

  #forgetKnown(): void {
    this.known = [];
    this.marked = -1;
  }
}
