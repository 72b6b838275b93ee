import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyNames } from '../messages/format.js';
import { base } from '../theme/base.js';
import { icon, type IconName } from '../theme/icons.js';

export interface MenuItem {
  readonly label: string;
  readonly sign?: IconName;
  /** A label's colour, shown in place of a sign. */
  readonly colour?: number;
  /** How deep it stands in a tree. */
  readonly depth?: number;
  readonly keys?: string;
  /** Given for what is on or off. */
  readonly checked?: boolean;
  readonly test?: string;
  readonly onPick: () => void;
}

/** Entries of a menu: acts, headings, and `null` for a line between. */
export type MenuEntry = MenuItem | { readonly heading: string } | null;

/** Where a menu opens: below an element, or at a point of the window. */
export type Place = Element | { readonly x: number; readonly y: number };

/** A menu in the top layer; the first key or click elsewhere closes it. */
@customElement('dm-menu')
export class Menu extends LitElement {
  static override styles = [
    ...base,
    css`
      :host {
        position: fixed;
        inset: auto;
        margin: 0;
        min-width: 200px;
        max-width: min(320px, calc(100vw - 16px));
        max-height: min(480px, calc(100vh - 16px));
        overflow: auto;
        padding: 6px;
        border: 1px solid var(--border);
        border-radius: 12px;
        background: var(--raised);
        box-shadow: var(--sh-2);
        outline: none;
      }
      button {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        min-height: 34px;
        padding: 4px 10px;
        border: 0;
        border-radius: 8px;
        background: none;
        text-align: start;
        cursor: pointer;
      }
      button:is(:hover, :focus) {
        background: var(--surface-2);
        outline: none;
      }
      button:focus-visible {
        outline: 2px solid var(--focus);
        outline-offset: -2px;
      }
      .i {
        color: var(--text-2);
      }
      h3 {
        padding: 8px 10px 4px;
        font-size: var(--t-xs);
        line-height: 16px;
        font-weight: 600;
        color: var(--text-3);
      }
      hr {
        margin: 6px 0;
        border: 0;
        border-top: 1px solid var(--border);
      }
      .room {
        width: 18px;
        flex: none;
      }
      @media (hover: none) {
        kbd {
          display: none;
        }
      }
      @media (max-width: 767px) {
        button {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly MenuEntry[] = [];
  @property() name = '';
  #opener: HTMLElement | null = null;
  #typed = { text: '', at: 0 };

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('toggle', this.#onToggle);
  }

  async open(place: Place, opener: Element | null): Promise<void> {
    this.#opener = opener instanceof HTMLElement ? opener : null;
    await this.updateComplete;
    this.showPopover();
    const { width, height } = this.getBoundingClientRect();
    const below = place instanceof Element ? place.getBoundingClientRect() : { left: place.x, right: place.x, top: place.y, bottom: place.y };
    const fromRight = getComputedStyle(this).direction === 'rtl';
    const left = Math.max(8, Math.min(fromRight ? below.right - width : below.left, innerWidth - width - 8));
    const top = below.bottom + 4 + height <= innerHeight - 8 ? below.bottom + 4 : Math.max(8, Math.min(below.top - height - 4, innerHeight - height - 8));
    this.style.left = `${left}px`;
    this.style.top = `${top}px`;
    this.#items[0]?.focus();
  }

  override render(): TemplateResult {
    const choice = this.entries.some((entry) => entry !== null && 'checked' in entry);
    return html`<div role="menu" aria-label=${this.name} data-test="menu">
      ${this.entries.map((entry) => (entry === null ? html`<hr />` : 'heading' in entry ? html`<h3 role="presentation">${entry.heading}</h3>` : this.#item(entry, choice)))}
    </div>`;
  }

  #item({ label, sign, colour, depth = 0, keys, checked, test, onPick }: MenuItem, choice: boolean): TemplateResult {
    const pick = () => {
      this.hidePopover();
      onPick();
    };
    return html`<button role=${checked === undefined ? 'menuitem' : 'menuitemcheckbox'} aria-checked=${checked ?? nothing} tabindex="-1" data-test=${test ?? nothing} style=${depth === 0 ? nothing : `padding-inline-start: ${10 + depth * 16}px`} @click=${pick}>
      ${choice ? (checked === true ? icon('check') : html`<span class="room"></span>`) : nothing}
      ${colour === undefined ? (sign === undefined ? nothing : icon(sign)) : html`<span class="dot l${colour}"></span>`}
      <span class="grow cut">${label}</span>${keys === undefined || keys === '' ? nothing : html`<kbd aria-hidden="true">${keyNames(keys).filter((key) => key !== '>').join(' ')}</kbd>`}
    </button>`;
  }

  get #items(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('button')];
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // Keys here are the menu's alone.
    event.stopPropagation();
    const items = this.#items;
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      this.hidePopover();
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) this.#seek(event.key.toLowerCase(), event.timeStamp);
  };

  /** To the next entry that begins with what is typed. */
  #seek(letter: string, at: number): void {
    this.#typed = { text: at - this.#typed.at < 800 ? this.#typed.text + letter : letter, at };
    this.#items.find((item) => item.textContent.trim().toLowerCase().startsWith(this.#typed.text))?.focus();
  }

  readonly #onToggle = (event: Event): void => {
    if ((event as ToggleEvent).newState !== 'closed') return;
    const had = this.matches(':focus-within') || document.activeElement === document.body;
    this.remove();
    if (had && this.#opener?.isConnected === true) this.#opener.focus();
  };
}

/** Opens a menu within `root`; the focus comes back to `opener`. */
export function openMenu(root: DocumentFragment | HTMLElement, name: string, entries: readonly MenuEntry[], place: Place, opener: Element | null = place instanceof Element ? place : null): void {
  const menu = new Menu();
  menu.name = name;
  menu.entries = entries;
  root.append(menu);
  void menu.open(place, opener);
}
