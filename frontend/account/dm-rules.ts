import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { type Folder, type LabelId, NO_PLACES, type Places } from '../model/mail.js';
import type { Condition, Rule } from '../model/sorting.js';
import type { Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { branches, placeName } from '../mail/place.js';
import type { Notice } from '../mail/toast.js';
import { base } from '../theme/base.js';
import { icon, type IconName } from '../theme/icons.js';
import { thenWords, whenWords } from './rule-words.js';
import { sortingStyles } from './sorting-styles.js';

const FIELDS = ['from', 'to', 'subject', 'body', 'domain', 'attachment'] as const;
const BLANK: Rule = { id: '', on: true, all: true, when: [{ field: 'from', words: '' }], labels: [], move: null, star: false, read: false, last: false };

/** Filters: their list, their editor, and their use on mail that is there. */
@customElement('dm-rules')
export class Rules extends LitElement {
  static override styles = [...base, sortingStyles];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) onNotice: (notice: Omit<Notice, 'id'>) => void = () => undefined;
  @state() private rules: readonly Rule[] = [];
  @state() private places: Places = NO_PLACES;
  @state() private edit: Rule | null = null;
  @state() private error: string | null = null;
  @state() private progress: { readonly done: number; readonly total: number } | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.progress !== null) void this.vault.sorting.cancelApply();
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="rules-title" data-test="rules">
      <div class="row between"><h2 id="rules-title">${t('sorting.title')}</h2>${this.edit === null ? html`<button class="btn sm" data-test="rule-new" @click=${() => { this.#begin(BLANK); }}>${icon('plus', 's')}${t('sorting.new')}</button>` : nothing}</div>
      <p class="small muted">${t('sorting.help')}</p>
      ${this.rules.length === 0 ? (this.edit === null ? html`<p class="small dim">${t('sorting.none')}</p>` : nothing) : html`<div class="rules" role="list">${this.rules.map((rule, at) => this.#row(rule, at))}</div>`}
      ${this.edit === null ? nothing : keyed(this.edit.id, this.#form(this.edit))}
      ${this.#applying()}
    </section>`;
  }

  async #load(): Promise<void> {
    const [rules, places] = await Promise.all([settled(this.vault.sorting.rules()), settled(this.vault.places())]);
    if (!isRefused(rules)) this.rules = rules;
    if (!isRefused(places)) this.places = places;
  }

  #begin(rule: Rule): void {
    this.edit = rule;
    this.error = null;
    void this.updateComplete.then(() => { this.renderRoot.querySelector<HTMLElement>('form select')?.focus(); });
  }

  #row(rule: Rule, at: number): TemplateResult {
    const name = whenWords(rule);
    const button = (label: string, sign: IconName, test: string, off: boolean, onClick: () => void, look = '') => html`<button class="ib sm ${look}" aria-label=${label} title=${label} data-test=${test} ?disabled=${off} @click=${onClick}>${icon(sign, 's')}</button>`;
    return html`<div class="rule ${rule.on ? '' : 'off'}" role="listitem" data-test="rule">
      <input type="checkbox" aria-label=${t('sorting.on', { name })} .checked=${rule.on} data-test="rule-on" @change=${(event: Event) => { void this.#keep({ ...rule, on: (event.target as HTMLInputElement).checked }); }} />
      <div class="grow words"><b>${name}</b><div class="small muted">${thenWords(rule, this.places)}</div></div>
      ${button(t('sorting.up', { name }), 'chevron-up', 'rule-up', at === 0, () => { void this.#do(this.vault.sorting.moveRule(rule.id, at - 1)); }, 'order')}
      ${button(t('sorting.down', { name }), 'chevron-down', 'rule-down', at === this.rules.length - 1, () => { void this.#do(this.vault.sorting.moveRule(rule.id, at + 1)); }, 'order')}
      ${button(t('sorting.apply'), 'play', 'rule-apply', this.progress !== null, () => { void this.#apply(rule.id); })}
      ${button(t('sorting.edit'), 'pencil', 'rule-edit', false, () => { this.#begin(rule); })}
      ${button(t('sorting.drop'), 'trash-2', 'rule-drop', false, () => { void this.#drop(rule, at); })}
    </div>`;
  }

  #form(rule: Rule): TemplateResult {
    const set = (news: Partial<Rule>): void => { this.edit = { ...rule, ...news }; };
    const checkbox = (name: 'star' | 'read' | 'last') => html`<label class="check"><input type="checkbox" .checked=${rule[name]} data-test="rule-${name}" @change=${(event: Event) => { set({ [name]: (event.target as HTMLInputElement).checked }); }} />${t(`sorting.${name}`)}</label>`;
    const labelled = (id: LabelId, on: boolean): readonly LabelId[] => (on ? [...rule.labels, id] : rule.labels.filter((one) => one !== id));
    return html`<form novalidate data-test="rule-form" @submit=${(event: Event) => { event.preventDefault(); void this.#keep(rule); }} @keydown=${(event: KeyboardEvent) => { if (event.key === 'Escape') { event.preventDefault(); this.edit = null; } }}>
      <div role="alert" data-test="error">${this.error === null ? nothing : html`<p class="banner bad">${icon('circle-alert')}<span class="tx">${this.error}</span></p>`}</div>
      <fieldset>
        <legend class="row"><b>${t('sorting.when')}</b><select aria-label=${t('sorting.when')} @change=${(event: Event) => { set({ all: (event.target as HTMLSelectElement).value === 'all' }); }}>${(['all', 'any'] as const).map((kind) => html`<option value=${kind} ?selected=${rule.all === (kind === 'all')}>${t(`sorting.${kind}`)}</option>`)}</select></legend>
        ${rule.when.map((condition, at) => this.#condition(rule, condition, at, set))}
        <button class="link small" type="button" data-test="rule-add" @click=${() => { set({ when: [...rule.when, { field: 'subject', words: '' }] }); }}>${icon('plus', 's')}${t('sorting.add')}</button>
      </fieldset>
      <fieldset>
        <legend><b>${t('sorting.then')}</b></legend>
        <label class="row"><span>${t('sorting.move')}</span><select data-test="rule-move" @change=${(event: Event) => { const { value } = event.target as HTMLSelectElement; set({ move: value === '' ? null : (value as Folder) }); }}>${this.#targets().map(([value, name]) => html`<option value=${value} ?selected=${value === (rule.move ?? '')}>${name}</option>`)}</select></label>
        ${this.places.labels.length === 0 ? nothing : html`<div class="labels" role="group" aria-label=${t('sorting.label')}>${this.places.labels.map(({ id, name, colour }) => html`<label class="check"><input type="checkbox" .checked=${rule.labels.includes(id)} @change=${(event: Event) => { set({ labels: labelled(id, (event.target as HTMLInputElement).checked) }); }} /><span class="lab l${colour}"><span>${name}</span></span></label>`)}</div>`}
        ${checkbox('star')} ${checkbox('read')} ${checkbox('last')}
      </fieldset>
      <div class="row"><button class="btn primary" data-test="rule-save">${t('sorting.save')}</button><button class="btn" type="button" @click=${() => { this.edit = null; }}>${t('cancel')}</button></div>
    </form>`;
  }

  #condition(rule: Rule, { field, words }: Condition, at: number, set: (news: Partial<Rule>) => void): TemplateResult {
    const put = (next: Condition): void => { set({ when: rule.when.with(at, next) }); };
    const chosen = (event: Event): void => {
      const value = (event.target as HTMLSelectElement).value as Condition['field'];
      put(value === 'attachment' ? { field: value, words: '' } : { field: value, words });
    };
    return html`<div class="condition">
      <select aria-label=${t('sorting.field')} data-test="rule-field" @change=${chosen}>${FIELDS.map((one) => html`<option value=${one} ?selected=${one === field}>${t(`sorting.field.${one}`)}</option>`)}</select>
      ${field === 'attachment' ? html`<span></span>` : html`<span class="input"><input aria-label=${t('sorting.words')} placeholder=${t('sorting.words')} maxlength="400" autocomplete="off" data-test="rule-words" .value=${words} @input=${(event: Event) => { put({ field, words: (event.target as HTMLInputElement).value }); }} /></span>`}
      <button class="ib" type="button" aria-label=${t('sorting.remove', { n: at + 1 })} ?disabled=${rule.when.length === 1} @click=${() => { set({ when: rule.when.filter((_, i) => i !== at) }); }}>${icon('x', 's')}</button>
    </div>`;
  }

  #targets(): readonly (readonly [value: string, name: string])[] {
    const own = branches(this.places.folders).map(({ folder, depth }) => [folder.id, `${'\u2003'.repeat(depth)}${folder.name}`] as const);
    return [['', t('sorting.leave')], ['archive', t('sorting.skip')], ...own, ...(['spam', 'trash'] as const).map((place) => [place, placeName(place, this.places)] as const)];
  }

  #applying(): TemplateResult | typeof nothing {
    const { progress, rules } = this;
    if (progress === null) return rules.some(({ on }) => on) && this.edit === null ? html`<div><button class="btn sm" data-test="rules-apply" @click=${() => { void this.#apply(null); }}>${icon('play', 's')}${t('sorting.apply')}</button></div>` : nothing;
    return html`<div class="row" role="status"><progress class="thin grow" max=${Math.max(1, progress.total)} value=${progress.done} aria-label=${t('sorting.applying')}></progress><button class="btn sm" data-test="rules-stop" @click=${() => void this.vault.sorting.cancelApply()}>${t('sorting.stop')}</button></div>`;
  }

  async #keep(rule: Rule): Promise<void> {
    const id = await settled(this.vault.sorting.keepRule(rule));
    if (isRefused(id)) {
      this.error = refusalText(id);
      return;
    }
    if (this.edit?.id === rule.id) this.edit = null;
    await this.#load();
  }

  async #do(work: Promise<unknown>): Promise<void> {
    const done = await settled(work);
    if (isRefused(done)) this.onNotice({ text: refusalText(done) });
    await this.#load();
  }

  async #drop(rule: Rule, at: number): Promise<void> {
    await this.#do(this.vault.sorting.dropRule(rule.id));
    const back = async (): Promise<void> => {
      const id = await settled(this.vault.sorting.keepRule({ ...rule, id: '' }));
      if (!isRefused(id)) await this.#do(this.vault.sorting.moveRule(id, at));
    };
    this.onNotice({ text: t('sorting.dropped'), undo: back });
  }

  async #apply(id: string | null): Promise<void> {
    this.progress = { done: 0, total: 0 };
    const done = await settled(this.vault.sorting.applyRules(id, (_, part, total) => { if (this.progress !== null) this.progress = { done: part, total }; }));
    this.progress = null;
    if (isRefused(done)) this.onNotice({ text: done.code === 'cancelled' ? t('sorting.stopped') : refusalText(done) });
    else this.onNotice({ text: t('sorting.applied', { n: done.before.length }), ...(done.before.length === 0 ? {} : { undo: async () => { await settled(this.vault.undo(done)); } }) });
  }
}
