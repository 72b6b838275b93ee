import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BodyView, EmailAddress, MailView } from '../model/mail.js';
import type { Refused, Session, Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { fullDate, messageDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { avatar, called } from '../theme/people.js';
import { sameAddress } from './addresses.js';
import type { Answering } from './answer.js';
import { saveFile } from './attachments.js';
import './dm-attachments.js';
import { confirmed } from './confirm.js';
import { deliveryList, stoppedWords } from './deliveries.js';
import './dm-body.js';
import { blankCard } from './dm-card.js';
import type { Body } from './dm-body.js';
import { expiryStrip } from './expire.js';
import { hasInvitation } from './dm-invitation.js';
import { openMenu } from './dm-menu.js';
import { withKeys } from './keyboard.js';
import { type Held, heldStrip } from './held-strip.js';
import { shownIn } from './inline.js';
import { messageStyles } from './message-styles.js';
import { showSource } from './source.js';
import { type Answer, answerWhy, whyStrip } from './why.js';
import { domainOf, trustStrip } from './trust-strip.js';

/** Pictures inside the text are shown up to this size, in octets. */
const LARGEST_INLINE = 5_000_000;

/** One mail, open: who, what it is worth, its text in a frame, its files. */
@customElement('dm-message')
export class Message extends LitElement {
  static override styles = [...base, messageStyles];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) mail!: MailView;
  @property({ attribute: false }) onWriteTo: (address: string) => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  @property({ attribute: false }) onHeld: (mail: string, what: Held) => void = () => undefined;
  @property({ attribute: false }) onNotice: (text: string, undo?: () => Promise<void> | void) => void = () => undefined;
  @property({ attribute: false }) onAnswer: (kind: Answering) => void = () => undefined;
  @state() private body: BodyView | Refused | null = null;
  @state() private who = false;
  /** Content id → `blob:` address of a checked picture. */
  @state() private pictures: ReadonlyMap<string, string> = new Map();
  #fetched: string | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const url of this.pictures.values()) URL.revokeObjectURL(url);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mail') && this.mail.id !== this.#fetched && this.mail.verdict.name !== 'broken') void this.#fetch();
  }

  override render(): TemplateResult {
    const { mail } = this;
    const me = mail.own ? this.session.address : null;
    return html`
      <article class="msg" aria-label=${t('read.from-label', { name: called(mail.from), time: messageDate(mail.sentAt) })}>
        ${this.#head()}
        ${trustStrip(mail, { me: this.session.address, fingerprint: this.session.fingerprint, open: this.who, onToggle: () => { this.toggleWho(); }, onCompare: this.onCompare })}
        ${whyStrip(mail, (answer) => void this.#answerWhy(answer))}
        ${mail.held !== null ? heldStrip(mail.held, (what) => { this.onHeld(mail.id, what); }) : me !== null && mail.deliveries.length > 0 ? deliveryList(mail.deliveries, () => void this.#stop()) : nothing}
        ${mail.expires === undefined ? nothing : expiryStrip(mail.expires, mail.own)}
        ${mail.verdict.name === 'broken' ? this.#broken(mail.verdict.reason) : this.#content()}
      </article>
    `;
  }

  toggleWho(): void {
    this.who = !this.who;
  }

  #head(): TemplateResult {
    const { mail } = this;
    const people = (list: readonly EmailAddress[]) => list.map((person) => (sameAddress(person.email, this.session.address) ? t('read.me') : called(person))).join(', ');
    const lines = [t('read.to', { names: people(mail.to) }), mail.cc.length > 0 ? t('read.cc', { names: people(mail.cc) }) : '', mail.own && mail.bcc.length > 0 ? t('read.bcc', { names: people(mail.bcc) }) : ''];
    return html`
      <header>
        ${avatar(mail.from)}
        <div class="grow">
          <div class="row"><b class="cut" data-test="reader-from">${called(mail.from)}</b>${mail.from.name === null ? nothing : html`<span class="dim small cut only-wide">${mail.from.email}</span>`}</div>
          <div class="dim small to">${lines.filter((line) => line !== '').join(' · ')}</div>
        </div>
        <time class="xs dim num" datetime=${mail.sentAt} title=${fullDate(mail.sentAt)}>${messageDate(mail.sentAt)}</time>
        ${mail.verdict.name === 'broken' ? nothing : html`<span class="tools">
          <button class="ib sm only-wide" aria-label=${t('act.reply')} title=${withKeys(t('act.reply'), 'reply')} @click=${() => { this.onAnswer('reply'); }}>${icon('reply', 's')}</button>
          <button class="ib sm" aria-label=${t('act.more')} title=${t('act.more')} aria-haspopup="menu" data-test="message-menu" @click=${this.#menu}>${icon('ellipsis-vertical', 's')}</button>
        </span>`}
      </header>
    `;
  }

  readonly #menu = (event: Event): void => {
    const own = { sign: 'pen-line', label: t('read.edit-as-new') } as const;
    openMenu(this.renderRoot, t('act.more'), [
      { label: t('read.reply'), sign: 'reply', onPick: () => { this.onAnswer('reply'); } },
      { label: t('read.reply-all'), sign: 'reply-all', onPick: () => { this.onAnswer('reply-all'); } },
      { label: t('read.forward'), sign: 'forward', onPick: () => { this.onAnswer('forward'); } },
      { label: t('read.attach'), sign: 'paperclip', test: 'forward-attached', onPick: () => { this.onAnswer('attach'); } },
      { ...own, onPick: () => { this.onAnswer('anew'); } },
      ...(this.mail.own ? [] : [null, { label: t('contacts.add-short'), sign: 'user-plus' as const, test: 'add-contact', onPick: () => void this.#addContact() }, { label: t('act.block', { address: this.mail.from.email }), sign: 'ban' as const, test: 'block', onPick: () => void this.#answerWhy('block') }]),
      null,
      { label: t('read.print'), sign: 'printer', test: 'print', onPick: () => { this.print(); } },
      { label: t('read.save-eml'), sign: 'file-down', test: 'save-eml', onPick: () => void this.#saveMail() },
      { label: t('read.source'), sign: 'code', test: 'show-source', onPick: () => void showSource(this.renderRoot, this.vault, this.mail, () => void this.#saveMail()) },
    ], event.currentTarget as Element);
  };

  /** Prints this mail alone: its head and its text. */
  print(): void {
    const { mail } = this;
    const people = (list: readonly EmailAddress[]) => list.map(({ name, email }) => (name === null ? email : `${name} <${email}>`)).join(', ');
    const lines: readonly (readonly [string, string])[] = [[t('write.from'), people([mail.from])], [t('write.to'), people(mail.to)], [t('write.cc'), people(mail.cc)], [t('write.date'), fullDate(mail.sentAt)]];
    this.renderRoot.querySelector<Body>('dm-body')?.print(mail.subject, lines.filter(([, value]) => value !== ''));
  }

  async #answerWhy(answer: Answer): Promise<void> {
    const { text, undo } = await answerWhy(this.vault, this.mail, answer);
    this.onNotice(text, undo);
  }

  async #stop(): Promise<void> {
    if (!(await confirmed(this.renderRoot, { title: t('stop.title'), text: t('stop.text'), yes: t('stop.act'), no: t('stop.no'), danger: true }))) return;
    const stopped = await settled(this.vault.stop(this.mail.id));
    this.onNotice(isRefused(stopped) ? refusalText(stopped) : stoppedWords(stopped));
  }

  async #addContact(): Promise<void> {
    const { name, email } = this.mail.from;
    const id = await settled(this.vault.contacts.keep({ ...blankCard, name: name ?? '', emails: [email] }, null));
    this.onNotice(isRefused(id) ? refusalText(id) : t('contacts.added', { name: name ?? email }));
  }

  /** The whole mail with its files, as other programs take it. */
  async #saveMail(): Promise<void> {
    const file = await settled(this.vault.export(this.mail.id, () => undefined));
    if (isRefused(file)) this.onNotice(refusalText(file));
    else saveFile(file, `${this.mail.subject.replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').trim().slice(0, 80) || 'mail'}.eml`);
  }

  #content(): TemplateResult {
    const { body, mail } = this;
    if (body === null) return html`<div role="status" aria-label=${t('read.loading')}><i class="bone" style="width:92%"></i><i class="bone" style="width:97%"></i><i class="bone" style="width:60%"></i></div>`;
    if (isRefused(body))
      return html`<div class="banner bad" role="alert" data-test="body-error">${icon('circle-alert')}<span class="tx"><b>${t('read.failed')}</b> ${refusalText(body)}</span><button class="btn sm" @click=${() => void this.#fetch()}>${icon('refresh-cw', 's')}${t('read.again')}</button></div>`;
    return html`
      ${hasInvitation(mail) ? html`<dm-invitation .vault=${this.vault} .mail=${mail} .onNotice=${this.onNotice}></dm-invitation>` : nothing}
      <dm-body .body=${body} .pictures=${this.pictures} .known=${[mail.from.email, this.session.address].map(domainOf)} .onWriteTo=${this.onWriteTo}></dm-body>
      <dm-attachments .vault=${this.vault} .mail=${mail} .files=${mail.attachments.filter(({ cid }) => cid === null || !this.pictures.has(cid))} .onNotice=${this.onNotice}></dm-attachments>
    `;
  }

  #broken(reason: string): TemplateResult {
    return html`
      <div class="broken">
        <h3>${t('read.broken-title')}</h3>
        <ol>
          <li><b>${t('read.broken-1')}</b> <span class="muted">${t('read.broken-1-more')}</span></li>
          <li><b>${t('read.broken-2')}</b> <span class="muted">${t('read.broken-2-more')}</span></li>
        </ol>
        <p class="mono xs dim" data-test="broken-reason">${reason}, ${this.mail.id}</p>
      </div>
    `;
  }

  async #fetch(): Promise<void> {
    const { id } = this.mail;
    this.#fetched = id;
    this.body = null;
    const body = await settled(this.vault.body(id));
    if (id !== this.mail.id) return;
    this.body = body;
    if (!isRefused(body) && body.html !== null) await this.#fetchPictures(body.html);
  }

  /** The pictures that the text shows and the mail carries itself. */
  async #fetchPictures(html: string): Promise<void> {
    for (const { cid, type, index } of shownIn(html, this.mail.attachments, LARGEST_INLINE)) {
      const file = await settled(this.vault.attachment(this.mail.id, index, () => undefined));
      if (isRefused(file) || cid === null) continue;
      this.pictures = new Map([...this.pictures, [cid, URL.createObjectURL(new Blob([file], { type }))]]);
    }
  }
}
