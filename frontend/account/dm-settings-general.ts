import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { browserLanguage, chooseLanguage, chosenLanguage, LANGUAGES, nameOf } from '../messages/language.js';
import { t } from '../messages/t.js';
import { chooseKeySet, KEY_SETS, keySet } from '../mail/keyboard.js';
import { DENSITIES, type Layout, PANES } from '../mail/layout.js';
import { base } from '../theme/base.js';
import { chooseTheme, theme, type Theme } from '../theme/tokens.js';
import { sectionStyles } from './settings-styles.js';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Language, looks and keyboard of this device. */
@customElement('dm-settings-general')
export class GeneralSettings extends LitElement {
  static override styles = [...base, sectionStyles];

  @property({ attribute: false }) layout!: Layout;
  @property({ attribute: false }) onLayout: (layout: Layout) => void = () => undefined;
  /** Loads the page anew, once what is being written has been kept. */
  @property({ attribute: false }) onReload: () => void = () => undefined;

  override render(): TemplateResult {
    const { layout, onLayout } = this;
    return html`
      <h1 tabindex="-1">${t('settings.general')}</h1>
      <div class="cards">
        <section class="card" aria-labelledby="looks">
          <h2 id="looks">${t('settings.appearance')}</h2>
          ${this.#language()}
          ${this.#choice('theme', t('settings.theme'), THEMES, theme(), (one) => t(`settings.theme-${one}`), (one) => { chooseTheme(one); })}
          ${this.#choice('density', t('layout.density'), DENSITIES, layout.density, (one) => t(`layout.${one}`), (density) => { onLayout({ ...layout, density }); })}
          ${this.#choice('pane', t('layout.pane'), PANES, layout.pane, (one) => t(`layout.${one}`), (pane) => { onLayout({ ...layout, pane }); })}
        </section>
        <section class="card" aria-labelledby="keyboard">
          <h2 id="keyboard">${t('help.title')}</h2>
          ${this.#choice('keys', t('settings.single-keys'), KEY_SETS, keySet(), (one) => t(`keys.${one}`), chooseKeySet, t('settings.single-keys-help'))}
        </section>
      </div>
    `;
  }

  #language(): TemplateResult {
    return html`<div class="set">
      <label class="label" for="language">${t('settings.language')}</label>
      <p class="help">${t('settings.language-help')}</p>
      <select id="language" data-test="language" @change=${this.#speak}>
        <option value="" ?selected=${chosenLanguage() === null}>${t('settings.language-browser', { name: nameOf(browserLanguage) })}</option>
        ${LANGUAGES.map((one) => html`<option value=${one} lang=${one} ?selected=${chosenLanguage() === one}>${nameOf(one)}</option>`)}
      </select>
    </div>`;
  }

  #choice<T extends string>(id: string, label: string, choices: readonly T[], chosen: T, name: (one: T) => string, onChoose: (one: T) => void, help = ''): TemplateResult {
    return html`<div class="set">
      <span class="label" id=${id}>${label}</span>
      <p class="help">${help}</p>
      <span class="seg" role="radiogroup" aria-labelledby=${id} @keydown=${this.#roam}>
        ${choices.map((one) => html`<button type="button" role="radio" aria-checked=${one === chosen} tabindex=${one === chosen ? 0 : -1} data-test="${id}-${one}" @click=${() => { onChoose(one); this.requestUpdate(); }}>${name(one)}</button>`)}
      </span>
    </div>`;
  }

  /** One of a group of radio buttons is in the tab order; arrows go to the others and choose them (ARIA practices). */
  readonly #roam = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const group = event.currentTarget as HTMLElement;
    const all = [...group.querySelectorAll('button')];
    const next = by === undefined ? undefined : all.at((all.indexOf(event.target as HTMLButtonElement) + by) % all.length);
    if (next === undefined) return;
    event.preventDefault();
    next.click();
    void this.updateComplete.then(() => { next.focus(); });
  };

  readonly #speak = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    chooseLanguage(LANGUAGES.find((one) => one === value) ?? null);
    this.onReload();
  };
}
