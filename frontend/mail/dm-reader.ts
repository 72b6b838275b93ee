import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type MailView, NO_PLACES, type Place, type Places } from '../model/mail.js';
import type { Session, Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { messageDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon, type IconName } from '../theme/icons.js';
import { avatar, called } from '../theme/people.js';
import { lookOf, trustShape } from '../theme/trust.js';
import { type Act, backWords, canArchive, canMove, canSnooze, goesBack, type Target } from './acts.js';
import type { Answered, Answering } from './answer.js';
import './dm-message.js';
import type { Held } from './held-strip.js';
import type { Message } from './dm-message.js';
import { emptyReader } from './empty.js';
import { type Command, withKeys } from './keyboard.js';
import { quotedPictures } from './inline.js';
import { searchHelpStyles } from './search-styles.js';
import { readerStyles } from './reader-styles.js';
import { isFolder } from './place.js';

/** The reading pane: a conversation, its older mails folded. */
@customElement('dm-reader')
export class Reader extends LitElement {
  static override styles = [...base, readerStyles, searchHelpStyles];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  @property() folder: Place = 'inbox';
  @property({ attribute: false }) places: Places = NO_PLACES;
  /** There is no list beside it. */
  @property({ type: Boolean, reflect: true }) alone = false;
  /** True until the mailbox has been read for the first time: till then a mail that is not there may yet come. */
  @property({ attribute: false }) starting = false;
  /** Id of the mail whose conversation is shown. */
  @property({ attribute: false }) mail: string | null = null;
  /** What is shown while no mail is open, in place of a picture. */
  @property({ attribute: false }) help: TemplateResult | null = null;
  @property({ attribute: false }) position: { readonly at: number; readonly total: number } | null = null;
  @property({ attribute: false }) onBack: () => void = () => undefined;
  @property({ attribute: false }) onStep: (by: 1 | -1) => void = () => undefined;
  @property({ attribute: false }) onAct: (act: Act, target: Target) => void = () => undefined;
  @property({ attribute: false }) onMenu: (kind: 'move' | 'label' | 'snooze' | 'more', target: Target, at: Element) => void = () => undefined;
  @property({ attribute: false }) onAnswer: (kind: Answering, mail?: string) => void = () => undefined;
  @property({ attribute: false }) onWriteTo: (address: string) => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  @property({ attribute: false }) onHeld: (mail: string, what: Held) => void = () => undefined;
  @property({ attribute: false }) onNotice: (text: string, undo?: () => Promise<void> | void) => void = () => undefined;
  @state() private mails: readonly MailView[] = [];
  @state() private unfolded: ReadonlySet<string> = new Set();
  @state() private error: string | null = null;
  @query('dm-message:last-of-type') private readonly lastMessage!: Message | null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('starting') && !this.starting && this.mails.length === 0) {
      this.error = null;
      void this.#open();
    }
    if (!changed.has('mail')) return;
    const shown = this.mails.find(({ id }) => id === this.mail);
    if (shown !== undefined) {
      this.unfolded = new Set([...this.unfolded, shown.id]);
      void this.#see([shown]);
      return;
    }
    this.mails = [];
    this.unfolded = new Set();
    this.error = null;
    void this.#open();
  }

  override render(): TemplateResult {
    if (this.mail === null) return this.help ?? emptyReader();
    return html`
      ${this.#bar()}
      ${this.error !== null && !this.starting ? html`<div class="conv"><div class="banner bad" role="alert">${icon('circle-alert')}<span class="tx">${this.error}</span></div></div>` : this.mails.length === 0 ? this.#loading() : this.#conversation()}
    `;
  }

  /** Asks again for the conversation, without closing what is open. */
  async reload(): Promise<void> {
    if (this.mail === null) return;
    const { mail } = this;
    const mails = await settled(this.vault.conversation(mail));
    if (mail !== this.mail) return;
    if (isRefused(mails)) {
      // It has vanished, or was deleted elsewhere: nothing of it stays on the screen.
      if (mails.code === 'not-found') [this.mails, this.error] = [[], t('expire.gone')];
      return;
    }
    if (this.mails.length === 0) {
      this.error = null;
      await this.#open();
      return;
    }
    const known = new Set(this.mails.map(({ id }) => id));
    const fresh = mails.filter(({ id }) => !known.has(id));
    this.mails = mails;
    this.unfolded = new Set([...this.unfolded, ...fresh.map(({ id }) => id)]);
    await this.#see(fresh);
  }

  /** The mail that an answer is to, with its text. */
  async forAnswer(id?: string): Promise<Answered | null> {
    const mail = id === undefined ? this.mails.at(-1) : this.mails.find((one) => one.id === id);
    if (mail === undefined || mail.verdict.name === 'broken') return null;
    const body = await settled(this.vault.body(mail.id));
    if (isRefused(body)) return { mail, body: null, pictures: new Map() };
    return { mail, body, pictures: await quotedPictures(this.vault, mail, body.html) };
  }

  print(): void {
    this.lastMessage?.print();
  }

  toggleWho(): void {
    this.lastMessage?.toggleWho();
  }

  async #open(): Promise<void> {
    const { mail } = this;
    if (mail === null) return;
    const mails = await settled(this.vault.conversation(mail));
    if (mail !== this.mail) return;
    if (isRefused(mails)) {
      this.error = refusalText(mails);
      return;
    }
    const last = mails.at(-1);
    this.unfolded = new Set([...mails.filter(({ seen }) => !seen), ...(last === undefined ? [] : [last])].map(({ id }) => id));
    this.mails = mails;
    await this.#see(mails);
  }

  async #see(mails: readonly MailView[]): Promise<void> {
    const unseen = mails.filter(({ seen }) => !seen).map(({ id }) => id);
    if (unseen.length > 0) await settled(this.vault.mark(unseen, { seen: true }));
  }

  /** What an act of the whole conversation is about: the mails of it that lie here. */
  get target(): Target {
    const { folder: place } = this;
    const mails = isFolder(place) ? this.mails.filter(({ folder }) => folder === place) : this.mails;
    return mails.length === 0 ? [] : [mails.map(({ id }) => id)];
  }

  /** Opens all mails of the conversation, or folds all but the newest. */
  unfoldAll(): void {
    const whole = this.mails.every(({ id }) => this.unfolded.has(id));
    this.unfolded = new Set((whole ? this.mails.slice(-1) : this.mails).map(({ id }) => id));
  }

  #bar(): TemplateResult {
    const { folder: place, position } = this;
    const button = (label: string, keys: Command, sign: IconName, test: string, onClick: (at: Element) => void) =>
      html`<button class="ib" aria-label=${label} title=${withKeys(label, keys)} data-test=${test} @click=${(event: Event) => { onClick(event.currentTarget as Element); }}>${icon(sign)}</button>`;
    const act = (what: Act, label: string, keys: Command, sign: IconName, test: string) => button(label, keys, sign, test, () => { this.onAct(what, this.target); });
    const menu = (kind: 'move' | 'label' | 'snooze' | 'more', label: string, sign: IconName) => button(label, kind, sign, `reader-${kind}`, (at) => { this.onMenu(kind, this.target, at); });
    return html`
      <div class="bar">
        <button class="ib back" aria-label=${t('read.close')} title=${t('read.close')} data-test="reader-back" @click=${this.onBack}>${icon('chevron-left')}</button>
        ${goesBack(place) ? act({ move: 'inbox' }, t(backWords(place)), 'move', 'inbox', 'restore') : canArchive(place) ? act({ move: 'archive' }, t('act.archive'), 'archive', 'archive', 'archive') : nothing}
        ${!canArchive(place) ? nothing : html`<span class="only-wide">${act({ move: 'spam' }, t('act.spam'), 'spam', 'shield-alert', 'spam')}</span>`}
        ${canMove(place) ? act({ move: 'trash' }, t(place === 'trash' ? 'act.delete' : 'act.trash'), 'trash', 'trash-2', 'trash') : nothing}
        <span class="sep only-wide"></span>
        ${act('unread', t('act.unread'), 'unread', 'mail', 'mark-unread')}
        <span class="only-wide row tight">${canSnooze(place) ? menu('snooze', t('act.snooze'), 'alarm-clock') : nothing}${canMove(place) ? menu('move', t('act.move'), 'folder-input') : nothing}${menu('label', t('act.label'), 'tag')}</span>
        <span class="grow"></span>
        ${position === null ? nothing : html`<span class="xs dim num only-wide">${t('read.position', position)}</span>`}
        <button class="ib" aria-label=${t('read.newer')} title=${withKeys(t('read.newer'), 'previous')} ?disabled=${position?.at === 1} @click=${() => { this.onStep(-1); }}>${icon('chevron-left')}</button>
        <button class="ib" aria-label=${t('read.older')} title=${withKeys(t('read.older'), 'next')} ?disabled=${position !== null && position.at === position.total} @click=${() => { this.onStep(1); }}>${icon('chevron-right')}</button>
        ${menu('more', t('act.more'), 'ellipsis-vertical')}
      </div>
    `;
  }

  #conversation(): TemplateResult {
    const { mails } = this;
    const first = mails.find(({ verdict }) => verdict.name !== 'broken') ?? mails[0];
    const last = mails.at(-1);
    if (first === undefined || last === undefined) return html``;
    const flagged = mails.some((mail) => mail.flagged);
    const broken = last.verdict.name === 'broken';
    const subject = first.verdict.name === 'broken' ? t('list.cannot-open') : first.subject === '' ? t('list.no-subject') : first.subject;
    return html`
      <div class="scroll">
        <div class="rh row">
          <h2 class="grow" dir="auto" data-test="reader-subject">${subject}</h2>
          ${this.places.labels.filter(({ id }) => mails.some(({ labels }) => labels.includes(id))).map(({ name, colour }) => html`<span class="lab l${colour}"><span>${name}</span></span>`)}
          <button class="ib sm" aria-label=${t(flagged ? 'act.unstar' : 'act.star')} aria-pressed=${flagged} data-test="star" @click=${() => { this.onAct(flagged ? 'unstar' : 'star', [mails.map(({ id }) => id)]); }}>${icon('star', flagged ? 'c-star' : '', flagged)}</button>
        </div>
        <div class="conv">${mails.map((mail) => (this.unfolded.has(mail.id) ? this.#message(mail) : this.#folded(mail)))}</div>
      </div>
      ${broken ? nothing : this.#answers(last)}
    `;
  }

  #message(mail: MailView): TemplateResult {
    return html`<dm-message data-mail=${mail.id} .vault=${this.vault} .session=${this.session} .mail=${mail} .onWriteTo=${this.onWriteTo} .onCompare=${this.onCompare} .onNotice=${this.onNotice} .onAnswer=${(kind: Answering) => { this.onAnswer(kind, mail.id); }} .onHeld=${this.onHeld}></dm-message>`;
  }

  #folded(mail: MailView): TemplateResult {
    const look = lookOf(mail.verdict);
    return html`<button class="old" aria-expanded="false" @click=${() => { this.unfolded = new Set([...this.unfolded, mail.id]); }}>
      ${avatar(mail.from, 's')}<b>${mail.own ? t('trust.you') : called(mail.from)}</b><span class="cut grow only-wide">${mail.preview}</span><span class="grow only-narrow"></span>${trustShape(look, 'xs')}<span class="sr">${t(look.title)}</span><span class="xs dim num">${messageDate(mail.sentAt)}</span>
    </button>`;
  }

  #answers(last: MailView): TemplateResult {
    const several = last.to.length + last.cc.length > 1;
    return html`
      <div class="reply">
        <button class="btn primary" data-test="reply" @click=${() => { this.onAnswer('reply'); }}>${icon('reply', 's')}${t('read.reply')}</button>
        ${several ? html`<button class="btn" data-test="reply-all" @click=${() => { this.onAnswer('reply-all'); }}>${icon('reply-all', 's')}${t('read.reply-all')}</button>` : nothing}
        <button class="btn" data-test="forward" @click=${() => { this.onAnswer('forward'); }}>${icon('forward', 's')}${t('read.forward')}</button>
      </div>
    `;
  }

  #loading(): TemplateResult {
    return html`
      <div class="conv" role="status" aria-label=${t('read.loading')}>
        <i class="bone" style="width:52%;height:18px;margin:18px 0 8px"></i>
        <div class="msg"><i class="bone" style="width:34%"></i><i class="bone" style="height:44px"></i><i class="bone" style="width:92%"></i><i class="bone" style="width:97%"></i><i class="bone" style="width:60%"></i></div>
      </div>
    `;
  }
}
