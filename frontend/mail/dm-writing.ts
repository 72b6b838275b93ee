import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, queryAll, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DraftView, When } from '../model/mail.js';
import type { Session, Vault } from '../model/vault.js';
import { futureDate } from '../messages/format.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { signed } from './answer.js';
import './dm-composer.js';
import type { Composer, Done, Shape } from './dm-composer.js';
import { focused } from './keyboard.js';
import { isNarrow } from './layout.js';
import type { Notice } from './toast.js';

/** A composer keeps at least so many pixels of width; of the others the oldest is folded. */
const NARROWEST = 520;
const AROUND = 60;

interface Sheet {
  readonly key: number;
  readonly draft: DraftView;
  readonly shape: Shape;
  readonly plain: boolean;
}

/** All mails that are being written: side by side at the bottom, folded to tabs, or one over everything; and the way back of those sent. */
@customElement('dm-writing')
export class Writing extends LitElement {
  static override styles = css`
    :host {
      position: fixed;
      inset-inline-end: 28px;
      inset-inline-start: 12px;
      bottom: 0;
      z-index: 30;
      display: flex;
      flex-direction: row-reverse;
      align-items: flex-end;
      gap: 12px;
      pointer-events: none;
    }
    dm-composer {
      flex: 0 1 600px;
      min-width: 0;
      pointer-events: auto;
    }
    dm-composer[shape='folded'] {
      flex-basis: 250px;
    }
  `;

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) say: (notice: Omit<Notice, 'id'>) => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  /** Nothing that had the focus before is there any more. */
  @property({ attribute: false }) onFocusLost: () => void = () => undefined;
  /** Newest first. */
  @state() private sheets: readonly Sheet[] = [];
  @queryAll('dm-composer') private readonly composers!: NodeListOf<Composer>;
  #keys = 0;
  /** What had the focus before the first composer. */
  #opener: Element | null = null;

  override render(): TemplateResult {
    return html`${repeat(this.sheets, ({ key }) => key, ({ key, draft, shape, plain }) => html`<dm-composer shape=${shape} ?plain=${plain} .vault=${this.vault} .session=${this.session} .draft=${draft} .onShape=${(next: Shape) => { this.#reshape(key, next); }} .onDone=${(done: Done) => { this.#done(key, done); }} .onCompare=${this.onCompare}></dm-composer>`)}`;
  }

  /** Begins a mail, which is signed unless it is one that was written before. */
  async begin(draft: DraftView, sign = true): Promise<void> {
    const found = await settled(this.vault.preferences());
    if (isRefused(found)) return this.compose(draft, false);
    const { plain, signatures, signature } = found;
    return this.compose(sign ? signed(draft, signatures.find(({ id }) => id === signature) ?? null) : draft, plain);
  }

  /** Opens a mail beside those that are being written; on phones it takes their place. */
  async compose(draft: DraftView, plain: boolean): Promise<void> {
    const open = draft.id === null ? undefined : [...this.composers].findIndex((one) => one.draftId === draft.id);
    const there = open === undefined ? undefined : this.sheets[open];
    if (there !== undefined) {
      this.#reshape(there.key, 'open');
      return;
    }
    if (this.sheets.length === 0) this.#opener = focused();
    if (isNarrow()) {
      await this.keep();
      // Where the composer fills the screen, Back closes it.
      if (this.sheets.length === 0) history.pushState(null, '', location.pathname);
      this.sheets = [];
      await this.updateComplete;
    }
    const key = ++this.#keys;
    this.sheets = this.#fitting([{ key, draft, plain, shape: 'open' }, ...this.sheets], key);
  }

  /** Opens a kept draft. */
  async open(id: string): Promise<void> {
    const draft = await settled(this.vault.draft(id));
    if (isRefused(draft)) this.say({ text: refusalText(draft) });
    else await this.compose(draft, draft.html === null && draft.text !== '');
  }

  /** Takes a mail out of the outbox, and opens it. */
  async takeOut(id: string): Promise<void> {
    const draft = await settled(this.vault.offline.withdraw(id));
    if (isRefused(draft)) {
      this.say({ text: refusalText(draft) });
      return;
    }
    this.say({ text: t('done.taken-out') });
    await this.open(draft);
  }

  /** Takes back a mail that is held, and opens it. */
  async withdraw(mail: string): Promise<void> {
    const draft = await settled(this.vault.withdraw(mail));
    if (isRefused(draft)) {
      this.say({ text: refusalText(draft) });
      return;
    }
    this.say({ text: t('send.undone') });
    await this.open(draft);
  }

  async sendNow(mail: string): Promise<void> {
    const sent = await settled(this.vault.sendNow(mail, () => undefined));
    this.say({ text: isRefused(sent) ? refusalText(sent) : t('done.sent') });
  }

  /** Seals and keeps all that is being written. */
  async keep(): Promise<void> {
    await Promise.all([...this.composers].map((one) => one.keep()));
  }

  /** Closes what fills the screen, and keeps it. */
  async close(): Promise<void> {
    await Promise.all([...this.composers].map((one) => one.close()));
  }

  askAgain(): void {
    for (const one of this.composers) one.askAgain();
  }

  #reshape(key: number, shape: Shape): void {
    const sheets = this.sheets.map((one) => (one.key === key ? { ...one, shape } : one.shape === 'full' ? { ...one, shape: 'open' as const } : one));
    this.sheets = shape === 'folded' ? sheets : this.#fitting(sheets, key);
    const at = this.sheets.findIndex((one) => one.key === key);
    if (shape !== 'folded') void this.updateComplete.then(() => { this.composers[at]?.focus(); });
  }

  /** Folds the oldest where there is no room for all. */
  #fitting(sheets: readonly Sheet[], newest: number): readonly Sheet[] {
    let room = Math.max(1, Math.floor((window.innerWidth - AROUND) / NARROWEST)) - 1;
    return sheets.map((one) => (one.key === newest || one.shape === 'folded' || room-- > 0 ? one : { ...one, shape: 'folded' }));
  }

  #done(key: number, done: Done): void {
    this.sheets = this.sheets.filter((one) => one.key !== key);
    if (done.how === 'discarded') this.say({ text: t('done.discarded', { n: 1 }) });
    else if (done.how === 'waits') this.say({ text: t('done.waits') });
    else if (done.how === 'sent') this.#sent(done.mail, done.when);
    const next = this.sheets.findIndex(({ shape }) => shape !== 'folded');
    if (next >= 0) void this.updateComplete.then(() => { this.composers[next]?.focus(); });
    else if (this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus();
    else this.onFocusLost();
  }

  #sent(mail: string, when: When): void {
    const undo = () => this.withdraw(mail);
    if (when === 'now') this.say({ text: t('done.sent') });
    else if ('at' in when) this.say({ text: t('done.scheduled', { when: futureDate(when.at) }), undo });
    else this.say({ text: t('send.sending'), until: Date.now() + when.seconds * 1000, then: t('done.sent'), undo });
  }
}

