import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Blocked, Habits, Learned } from '../model/sorting.js';
import type { Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { blocking } from '../mail/why.js';
import type { Notice } from '../mail/toast.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { avatar } from '../theme/people.js';
import { sortingStyles } from './sorting-styles.js';

/** Spam, strangers and the blocked. */
@customElement('dm-guard')
export class Guard extends LitElement {
  static override styles = [...base, sortingStyles];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) onNotice: (notice: Omit<Notice, 'id'>) => void = () => undefined;
  @state() private habits: Habits | null = null;
  @state() private learned: Learned = { spam: 0, good: 0, enough: 0 };
  @state() private blocked: readonly Blocked[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    const { habits, learned } = this;
    const flag = (name: 'spam' | 'strangers', help: string) => html`<div><label class="check"><input type="checkbox" .checked=${habits?.[name] === true} ?disabled=${habits === null} aria-describedby="${name}-help" data-test="guard-${name}" @change=${(event: Event) => { void this.#choose({ [name]: (event.target as HTMLInputElement).checked }); }} />${t(`guard.${name}`)}</label><p class="help" id="${name}-help">${help}</p></div>`;
    return html`<section class="card" aria-labelledby="guard-title" data-test="guard">
      <h2 id="guard-title">${t('guard.title')}</h2>
      ${flag('spam', t('guard.spam-help', { spam: learned.spam, good: learned.good, enough: learned.enough }))}
      ${flag('strangers', t('guard.strangers-help'))}
      <h3>${t('guard.blocked')}</h3>
      <label class="row small"><span>${t('guard.goes')}</span><select ?disabled=${habits === null} data-test="guard-blocked" @change=${(event: Event) => { void this.#choose({ blocked: (event.target as HTMLSelectElement).value as Habits['blocked'] }); }}>${(['spam', 'trash'] as const).map((place) => html`<option value=${place} ?selected=${habits?.blocked === place}>${t(`folder.${place}`)}</option>`)}</select></label>
      ${this.blocked.length === 0 ? html`<p class="small dim">${t('guard.none')}</p>` : html`<ul class="list">${this.blocked.map(({ address }) => html`<li class="row" data-test="blocked" data-address=${address}>${avatar({ name: null, email: address }, 's')}<span class="grow cut">${address}</span><button class="btn sm" data-test="unblock" @click=${() => { void this.#unblock(address); }}>${icon('undo-2', 's')}${t('act.unblock')}</button></li>`)}</ul>`}
    </section>`;
  }

  async #load(): Promise<void> {
    const [habits, blocked, learned] = await Promise.all([settled(this.vault.sorting.habits()), settled(this.vault.sorting.blocked()), settled(this.vault.sorting.learned())]);
    if (!isRefused(habits)) this.habits = habits;
    if (!isRefused(blocked)) this.blocked = blocked;
    if (!isRefused(learned)) this.learned = learned;
  }

  async #choose(wanted: Partial<Habits>): Promise<void> {
    const refused = await settled(this.vault.sorting.choose(wanted));
    if (refused !== null) this.onNotice({ text: refusalText(refused) });
    await this.#load();
  }

  async #unblock(address: string): Promise<void> {
    const { text, undo } = await blocking(this.vault, address, false);
    this.onNotice({ text, ...(undo === undefined ? {} : { undo: async () => { await undo(); await this.#load(); } }) });
    await this.#load();
  }
}
