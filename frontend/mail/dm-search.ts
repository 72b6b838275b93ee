import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Suggestion } from '../model/search.js';
import type { Vault } from '../model/vault.js';
import { isRefused, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { labels } from '../theme/labels.js';
import { face } from './card-picture.js';
import { knownStyles } from './known-styles.js';

/** The search box, and what could be meant by the word that is being typed. */
@customElement('dm-search')
export class SearchBox extends LitElement {
  static override styles = [
    ...base,
    labels,
    knownStyles,
    css`
      :host {
        display: block;
        position: relative;
        flex: 1;
        max-width: 640px;
      }
      .search {
        border-radius: 10px;
        border-color: var(--border);
        background: var(--surface);
        color: var(--text-3);
        padding-inline-end: 8px;
        gap: 10px;
      }
      .search input {
        color: var(--text);
      }
      .search input::-webkit-search-cancel-button {
        display: none;
      }
      .known {
        width: 100%;
        z-index: 40;
      }
      .known li > svg {
        color: var(--text-3);
        flex: none;
      }
      .known .sign {
        display: grid;
        place-items: center;
        width: 26px;
        height: 26px;
        color: var(--text-3);
        flex: none;
      }
      @media (max-width: 767px) {
        :host {
          max-width: none;
        }
        .search {
          height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) search = '';
  @property({ attribute: false }) onSearch: (text: string) => void = () => undefined;
  /** Empties the search and closes it where there is little room. */
  @property({ attribute: false }) onLeave: () => void = () => undefined;
  @state() private suggested: readonly Suggestion[] = [];
  @state() private marked = -1;
  /** Entered as it is: what comes late has nothing to add. */
  #entered: string | null = null;
  @query('input') private readonly input!: HTMLInputElement;

  override focus(): void {
    void this.updateComplete.then(() => { this.input.focus(); });
  }

  override render(): TemplateResult {
    const open = this.suggested.length > 0;
    return html`
      <div class="search input" role="search">
        ${icon('search')}
        <input id="search" type="search" autocomplete="off" spellcheck="false" role="combobox" data-test="search" aria-label=${t('top.search')} placeholder=${t('top.search')} .value=${this.search}
          aria-autocomplete="list" aria-expanded=${open} aria-controls="suggested" aria-activedescendant=${this.marked < 0 ? nothing : `suggested-${this.marked}`}
          @input=${() => { this.#type(this.input.value); }} @keydown=${this.#onKey} @blur=${() => { this.#close(); }} />
        ${this.search === '' ? html`<kbd class="only-wide" aria-hidden="true">/</kbd>` : nothing}
        <button class="ib sm ${this.search === '' ? 'only-narrow' : ''}" aria-label=${t('top.search-clear')} @click=${() => { this.onLeave(); }}>${icon('x', 's')}</button>
      </div>
      <ul class="known" id="suggested" role="listbox" aria-label=${t('search.suggestions')} ?hidden=${!open}>
        ${this.suggested.map((one, at) => html`<li id="suggested-${at}" role="option" aria-selected=${at === this.marked} data-test="suggestion" @pointermove=${() => { this.marked = at; }} @mousedown=${(event: Event) => { event.preventDefault(); this.#take(one); }}>${suggestion(one)}</li>`)}
      </ul>
      <span class="sr" role="status">${open ? t('chip.found', { n: this.suggested.length }) : ''}</span>
    `;
  }

  #type(text: string): void {
    this.#entered = null;
    this.onSearch(text);
    void this.#suggest(text);
  }

  async #suggest(text: string): Promise<void> {
    const suggested = await settled(this.vault.searches.suggest(text));
    // Typed on, or gone elsewhere meanwhile.
    if (isRefused(suggested) || this.input.value !== text || this.#entered === text || !this.matches(':focus-within')) return;
    this.suggested = suggested;
    this.marked = -1;
  }

  #close(): void {
    this.suggested = [];
    this.marked = -1;
  }

  #take({ search }: Suggestion): void {
    this.#close();
    this.input.value = search;
    this.#type(search);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { length } = this.suggested;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const one = this.suggested[this.marked];
    if (length > 0 && step !== 0) this.marked = step > 0 ? (this.marked + 1) % length : (this.marked <= 0 ? length : this.marked) - 1;
    else if (event.key === 'Enter' && one !== undefined) this.#take(one);
    else if (event.key === 'Enter') {
      this.#entered = this.input.value;
      this.#close();
    }
    else if (event.key === 'Escape' && length > 0) this.#close();
    else if (event.key === 'Escape') {
      this.onLeave();
      this.input.blur();
    } else return;
    event.preventDefault();
  };
}

/** What a suggestion looks like. */
export function suggestion(one: Suggestion): TemplateResult {
  const named = (sign: TemplateResult, more: string) => html`${sign}<span class="grow cut">${one.name}<small class="cut">${more}</small></span>`;
  switch (one.kind) {
    case 'person':
      return html`${face(one.name, one.email, one.picture, 's')}<span class="grow cut">${one.name === '' ? one.email : one.name}<small class="cut">${one.search.trim()}</small></span>`;
    case 'label':
      return named(html`<span class="sign"><span class="dot l${one.colour}"></span></span>`, t('search.kind-label'));
    case 'folder':
      return named(html`<span class="sign">${icon('folder', 's')}</span>`, t('search.kind-folder'));
    case 'saved':
      return named(html`<span class="sign">${icon('star', 's')}</span>`, t('search.kind-saved'));
    case 'operator':
      return html`<span class="sign">${icon('search', 's')}</span><code class="grow">${one.name}</code>`;
  }
}
