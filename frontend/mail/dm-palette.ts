import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyNames } from '../messages/format.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon, type IconName } from '../theme/icons.js';

export interface Choice {
  readonly label: string;
  readonly more?: string;
  readonly sign: IconName;
  /** A blank between two. */
  readonly keys: string;
  readonly onPick: () => void;
}

export interface PaletteGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** Of each group that many are shown. */
const MOST = 6;

/** Commands, places, people and mail by a few letters. What is typed is answered on this device. */
@customElement('dm-palette')
export class Palette extends LitElement {
  static override styles = [
    ...base,
    dialogs,
    css`
      .dlg {
        width: 640px;
        padding: 0;
        margin-top: min(14vh, 120px);
        overflow: hidden;
      }
      .top {
        display: flex;
        align-items: center;
        gap: 12px;
        height: 56px;
        padding-block: 0;
        padding-inline: 18px 16px;
        border-bottom: 1px solid var(--border);
      }
      input,
      input:focus-visible {
        flex: 1;
        min-width: 0;
        height: 100%;
        border: 0;
        outline: 0;
        background: none;
        font-size: 16px;
      }
      input::placeholder {
        color: var(--text-3);
        opacity: 1;
      }
      [role='listbox'] {
        max-height: min(440px, 60vh);
        overflow: auto;
        padding: 6px 8px 10px;
      }
      h3 {
        padding: 10px 10px 4px;
        font-size: var(--t-xs);
        line-height: 16px;
        font-weight: 600;
        color: var(--text-3);
      }
      [role='option'] {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 38px;
        padding: 4px 10px;
        border-radius: 9px;
        cursor: pointer;
      }
      [role='option'] .i {
        color: var(--text-2);
      }
      [role='option'][aria-selected='true'] {
        background: var(--accent-soft);
      }
      [aria-selected='true'] :is(.i, .what) {
        color: var(--accent-text);
      }
      mark {
        background: none;
        color: inherit;
        font-weight: 700;
      }
      .keys {
        display: flex;
        gap: 4px;
      }
      .none {
        padding: 28px;
        text-align: center;
      }
      .foot {
        display: flex;
        align-items: center;
        gap: 16px;
        min-height: 40px;
        padding: 6px 18px;
        background: var(--surface-2);
        border-top: 1px solid var(--border);
        font-size: var(--t-xs);
        color: var(--text-2);
      }
      .foot span {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      @media (max-width: 767px) {
        .dlg {
          margin-top: 12px;
        }
        [role='option'] {
          min-height: 44px;
        }
      }
    `,
  ];

  /** Commands and places, which are there at once. */
  @property({ attribute: false }) groups: readonly PaletteGroup[] = [];
  /** People and mail that fit the text. */
  @property({ attribute: false }) find: (text: string) => Promise<readonly Choice[]> = () => Promise.resolve([]);
  @property({ attribute: false }) onClose: () => void = () => undefined;
  @state() private text = '';
  @state() private found: readonly Choice[] = [];
  @state() private at = 0;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  #picked: Choice | null = null;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const shown = this.#shown();
    let n = -1;
    return html`<dialog class="dlg" aria-label=${t('palette.title')} data-test="palette" @close=${this.#closed} @click=${(event: Event) => { if (event.target === this.dialog) this.dialog.close(); }}>
      <div class="top">
        ${icon('search')}
        <input type="text" role="combobox" aria-expanded="true" aria-controls="choices" aria-activedescendant="c${this.at}" aria-label=${t('palette.title')} placeholder=${t('palette.hint')} autocomplete="off" spellcheck="false" autofocus data-test="palette-input" .value=${this.text} @input=${this.#onInput} @keydown=${this.#onKey} />
        <kbd aria-hidden="true">${t('key.Esc')}</kbd>
      </div>
      <div id="choices" role="listbox" aria-label=${t('palette.title')}>
        ${shown.map(({ title, choices }) => html`<div role="group" aria-label=${title}><h3 aria-hidden="true">${title}</h3>${choices.map((choice) => this.#choice(choice, ++n))}</div>`)}
        ${n < 0 ? html`<p class="none muted">${t('palette.none')}</p>` : nothing}
      </div>
      <div class="foot only-wide">
        <span><kbd>↑</kbd><kbd>↓</kbd>${t('palette.choose')}</span><span><kbd>${t('key.Enter')}</kbd>${t('palette.do')}</span>
        <span class="grow"></span><span>${icon('monitor', 'xs')}${t('palette.local')}</span>
      </div>
    </dialog>`;
  }

  #choice(choice: Choice, n: number): TemplateResult {
    return html`<div role="option" id="c${n}" aria-selected=${n === this.at} @click=${() => { this.#pick(choice); }} @pointermove=${() => { this.at = n; }}>
      ${icon(choice.sign)}<span class="what cut">${marked(choice.label, this.text)}</span>${choice.more === undefined ? nothing : html`<span class="muted cut">${choice.more}</span>`}
      <span class="grow"></span><span class="keys" aria-hidden="true">${choice.keys === '' ? nothing : keyNames(choice.keys).map((key) => (key === '>' ? nothing : html`<kbd>${key}</kbd>`))}</span>
    </div>`;
  }

  #shown(): readonly PaletteGroup[] {
    const words = this.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const fits = ({ label }: Choice) => words.every((word) => label.toLowerCase().split(/[\s,/-]+/).some((part) => part.startsWith(word)) || label.toLowerCase().includes(word));
    const found = this.found.length === 0 ? [] : [{ title: t('palette.found'), choices: this.found }];
    return [...this.groups.map(({ title, choices }) => ({ title, choices: choices.filter(fits).slice(0, words.length === 0 ? 20 : MOST) })), ...found].filter(({ choices }) => choices.length > 0);
  }

  readonly #onInput = async (event: Event): Promise<void> => {
    const text = (event.target as HTMLInputElement).value;
    this.text = text;
    this.at = 0;
    const found = text.trim().length < 2 ? [] : await this.find(text.trim());
    if (text === this.text) this.found = found;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const all = this.#shown().flatMap(({ choices }) => choices);
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: this.text === '' ? 0 : undefined, End: this.text === '' ? all.length - 1 : undefined }[event.key];
    if (to !== undefined && all.length > 0) {
      event.preventDefault();
      this.at = (to + all.length) % all.length;
      void this.updateComplete.then(() => this.renderRoot.querySelector(`#c${this.at}`)?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const choice = all[this.at];
      if (choice) this.#pick(choice);
    }
  };

  #pick(choice: Choice): void {
    this.#picked = choice;
    this.dialog.close();
  }

  /** What is picked is done when the dialog has given the focus back. */
  readonly #closed = (): void => {
    this.onClose();
    this.#picked?.onPick();
  };
}

/** The first place where the typed text stands, marked. */
function marked(label: string, text: string): TemplateResult {
  const [first = ''] = text.trim().toLowerCase().split(/\s+/);
  const at = first === '' ? -1 : label.toLowerCase().indexOf(first);
  return at < 0 ? html`${label}` : html`${label.slice(0, at)}<mark>${label.slice(at, at + first.length)}</mark>${label.slice(at + first.length)}`;
}
