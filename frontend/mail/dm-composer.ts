import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import type { DraftFile, DraftView, EmailAddress } from '../model/mail.js';
import type { Progress, Session, Vault } from '../model/vault.js';
import { hinted, listOf, timeOf } from '../messages/format.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { say, t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { called } from '../theme/people.js';
import { sendable, trustShape } from '../theme/trust.js';
import { sameAddress } from './addresses.js';
import { composerStyles } from './composer-styles.js';
import { confirmed } from './confirm.js';
import './dm-editor.js';
import type { Editor } from './dm-editor.js';
import './dm-recipients.js';
import type { Chip, Recipients } from './dm-recipients.js';
import { addFiles, draftFiles, type FileProgress } from './draft-files.js';
import { textToParagraphs } from './plain.js';

/** A draft is sealed and kept this long after the last change, in milliseconds. */
const SAVE_AFTER = 1_200;

type Field = 'to' | 'cc' | 'bcc';
type Saved = { readonly kind: 'new' | 'changed' | 'saving' } | { readonly kind: 'saved'; readonly at: string } | { readonly kind: 'failed'; readonly why: string };
interface Work { readonly done: number; readonly total: number; readonly files: FileProgress }

const unasked = (list: readonly EmailAddress[]): readonly Chip[] => list.map(({ name, email }) => ({ name, email, state: 'unasked' }));
/** Asked, and nothing can be sent there. */
const isBad = ({ state }: Chip): boolean => !sendable(state) && state !== 'looking' && state !== 'unasked';
/** What does not mend by asking again when it is sent. */
const HOPELESS: ReadonlySet<Chip['state']> = new Set(['key-changed', 'no-such-address', 'invalid', 'domain-key-changed']);
const people = (chips: readonly Chip[]): readonly EmailAddress[] => chips.map(({ name, email }) => ({ name, email }));

/** Writes one mail. What is typed is kept, sealed, until it is sent or discarded. */
@customElement('dm-composer')
export class Composer extends LitElement {
  static override styles = [...base, composerStyles];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) session!: Session;
  /** What to begin with; another object begins another mail. */
  @property({ attribute: false }) draft!: DraftView;
  @property({ attribute: false }) onClose: (how: 'kept' | 'sent' | 'discarded') => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  @state() private chips: Readonly<Record<Field, readonly Chip[]>> = { to: [], cc: [], bcc: [] };
  @state() private shown: ReadonlySet<Field> = new Set(['to']);
  @state() private subject = '';
  @state() private files: readonly DraftFile[] = [];
  @state() private saved: Saved = { kind: 'new' };
  @state() private work: Work | null = null;
  @state() private error: string | null = null;
  @state() private full = false;
  @state() private tools = false;
  @state() private over = false;
  @query('dm-editor') private readonly editor!: Editor;
  @queryAll('dm-recipients') private readonly fields!: NodeListOf<Recipients>;
  #id: string | null = null;
  #timer = 0;
  #saving: Promise<void> = Promise.resolve();
  #begun: DraftView | null = null;
  #gone = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#onLeave);
    clearTimeout(this.#timer);
  }

  protected override willUpdate(): void {
    if (this.#begun === this.draft) return;
    this.#begun = this.draft;
    const { id, to, cc, bcc, subject, files, savedAt } = this.draft;
    this.#id = id;
    this.chips = { to: unasked(to), cc: unasked(cc), bcc: unasked(bcc) };
    this.shown = new Set<Field>(['to', ...(cc.length > 0 ? ['cc' as const] : []), ...(bcc.length > 0 ? ['bcc' as const] : [])]);
    this.subject = subject;
    this.files = files;
    this.saved = savedAt === null ? { kind: 'new' } : { kind: 'saved', at: savedAt };
    this.error = null;
  }

  override firstUpdated(): void {
    if (this.draft.to.length === 0) this.fields[0]?.focus();
    else requestAnimationFrame(() => { this.editor.focus(); });
  }

  override render(): TemplateResult {
    const title = this.subject.trim() === '' ? t('write.new') : this.subject;
    return html`
      <section class="cw ${this.full ? 'full' : ''} ${this.over ? 'over' : ''}" role="dialog" aria-label=${title} data-test="composer" @keydown=${this.#onKey} @dragover=${this.#onDrag} @dragleave=${() => { this.over = false; }} @drop=${this.#onDrop}>
        <div class="ch">
          <b class="grow cut">${title}</b>
          <button class="ib sm only-wide" aria-label=${t(this.full ? 'write.small' : 'write.full')} title=${t(this.full ? 'write.small' : 'write.full')} @click=${() => { this.full = !this.full; }}>${icon(this.full ? 'minimize-2' : 'maximize-2')}</button>
          <button class="ib sm" aria-label=${t('write.close')} title=${t('write.close')} data-test="composer-close" @click=${() => void this.close()}>${icon('x')}</button>
        </div>
        <div class="cscroll">
          ${this.#field('to', t('write.to'))} ${this.#field('cc', t('write.cc'))} ${this.#field('bcc', t('write.bcc'))}
          <div class="cf"><label class="fl" for="subject">${t('write.subject')}</label><input id="subject" class="grow" autocomplete="off" maxlength="998" data-test="subject" .value=${this.subject} @input=${(event: Event) => { this.subject = (event.target as HTMLInputElement).value; this.#changed(); }} /></div>
          ${this.#tip()} ${this.error === null ? nothing : html`<div class="banner bad note" role="alert" data-test="compose-error">${icon('circle-alert')}<span class="tx">${this.error}</span></div>`}
          ${draftFiles(this.files, this.work?.files ?? null, (file) => { this.files = this.files.filter((one) => one !== file); this.#changed(); })}
          <dm-editor .start=${this.draft.html ?? textToParagraphs(this.draft.text)} .tools=${this.tools} .onChange=${() => { this.#changed(); }} .onFiles=${(files: readonly File[]) => { this.#attach(files); }}></dm-editor>
        </div>
        ${this.work === null ? this.#foot() : this.#sending(this.work)}
        <p class="drop" aria-hidden="true">${t('write.drop')}</p>
      </section>
    `;
  }

  /** Saves now what has changed; resolves when it is kept or cannot be. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.saved.kind === 'changed' || this.saved.kind === 'failed') await this.#save();
    await this.#saving;
  }

  askAgain(): void {
    for (const field of this.fields) field.askAgain();
  }

  #field(field: Field, label: string): TemplateResult | typeof nothing {
    if (!this.shown.has(field)) return nothing;
    const add = (which: 'cc' | 'bcc') =>
      this.shown.has(which) ? nothing : html`<button class="link small dim" data-test="${which}-open" @click=${() => { this.shown = new Set([...this.shown, which]); void this.updateComplete.then(() => this.renderRoot.querySelector<Recipients>(`dm-recipients[field=${which}]`)?.focus()); }}>${t(`write.add-${which}`)}</button>`;
    return html`<div class="cf">
      <span class="fl" aria-hidden="true">${label}</span>
      <dm-recipients field=${field} .label=${label} .vault=${this.vault} .chips=${this.chips[field]} .onCompare=${this.onCompare} .onChips=${(chips: readonly Chip[]) => { this.#chipsChanged(field, chips); }}></dm-recipients>
      ${field === 'to' ? html`<span class="ccb">${add('cc')} ${add('bcc')}</span>` : nothing}
    </div>`;
  }

  get #all(): readonly Chip[] {
    return [...this.chips.to, ...this.chips.cc, ...this.chips.bcc];
  }

  /** Sums the recipients up by the weakest of them. */
  #tip(): TemplateResult | typeof nothing {
    const all = this.#all;
    if (all.length === 0) return nothing;
    const tip = (tone: 'ok' | 'seal' | 'warn', shape: 'verified' | 'sealed' | 'changed' | 'unchecked', bold: string, more: string) =>
      html`<div class="tip ${tone}" role="status" data-test="seal-line" data-tone=${tone}>${trustShape({ shape, tone }, 's')}<span class="grow"><b class="c-${tone}">${bold}</b> ${more}</span></div>`;
    const bad = all.find(isBad);
    if (bad !== undefined) return tip('warn', 'changed', t('write.blocked'), t('write.blocked-why', { names: called(bad), why: t(`chip.${bad.state}`) }));
    if (all.some(({ state }) => !sendable(state))) return tip('seal', 'unchecked', t('write.looking'), '');
    const unsure = all.filter(({ state, email }) => state !== 'verified' && !sameAddress(email, this.session.address));
    const sealed = t('write.sealed-for', { n: all.length });
    return unsure.length === 0 ? tip('ok', 'verified', sealed, t('write.all-verified')) : tip('seal', 'sealed', sealed, t('write.not-compared', { n: unsure.length, names: listOf(unsure.map(called)) }));
  }

  #foot(): TemplateResult {
    return html`<footer class="cfoot">
      <button class="btn primary" data-test="send" title=${hinted(t('write.send'), 'Ctrl Enter')} @click=${() => void this.#send()}>${icon('send', 's')}${t('write.send')}</button>
      <label class="ib" title=${t('write.attach')}>${icon('paperclip')}<input class="sr" type="file" multiple aria-label=${t('write.attach')} data-test="attach-input" @change=${this.#onFiles} /></label>
      <button class="ib" aria-label=${t('write.format')} title=${t('write.format')} aria-pressed=${this.tools} @click=${() => { this.tools = !this.tools; }}>${icon('bold')}</button>
      <span class="grow"></span>
      <span class="row small muted sv" role="status" data-test="saved" data-state=${this.saved.kind}>${this.#savedLine()}</span>
      <button class="ib" aria-label=${t('write.discard')} title=${t('write.discard')} data-test="discard" @click=${() => void this.#discard()}>${icon('trash-2')}</button>
    </footer>`;
  }

  #savedLine(): TemplateResult | typeof nothing {
    const { saved } = this;
    switch (saved.kind) {
      case 'new':
        return nothing;
      case 'changed':
        return html`${t('write.unsaved')}`;
      case 'saving':
        return html`${t('write.saving')}`;
      case 'failed':
        return html`<span class="c-bad">${t('write.save-failed', { why: saved.why })}</span>`;
      case 'saved':
        return html`${icon('check', 's c-ok')}${t('write.saved', { time: timeOf(saved.at) })}`;
    }
  }

  #sending({ done, total }: Work): TemplateResult {
    const percent = total === 0 ? null : Math.round((done / total) * 100);
    return html`<footer class="cfoot" data-test="sending">
      <div class="grow">
        <div class="row between small"><span role="status">${t('write.sending')}…</span><span class="num muted" aria-hidden="true">${percent === null ? '' : `${percent} %`}</span></div>
        <progress class="thin" value=${percent ?? nothing} max="100" aria-label=${t('write.sending')}></progress>
      </div>
      <button class="btn" data-test="cancel-send" @click=${() => void this.vault.cancelSend()}>${t('cancel')}</button>
    </footer>`;
  }

  get #view(): DraftView {
    const { draft, chips, editor } = this;
    return { ...draft, id: this.#id, to: people(chips.to), cc: people(chips.cc), bcc: people(chips.bcc), subject: this.subject, text: editor.text, html: editor.html, files: this.files };
  }

  #chipsChanged(field: Field, chips: readonly Chip[]): void {
    const before = this.chips[field].map(({ email }) => email).join();
    this.chips = { ...this.chips, [field]: chips };
    if (before !== chips.map(({ email }) => email).join()) this.#changed();
  }

  #changed(): void {
    if (this.#gone) return;
    this.saved = { kind: 'changed' };
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#save(), SAVE_AFTER);
  }

  /** One save after the other, so that the first id is known to the second. */
  #save(): Promise<void> {
    this.#saving = this.#saving.then(async () => {
      if (this.#gone || !this.isConnected) return;
      this.saved = { kind: 'saving' };
      const id = await settled(this.vault.saveDraft(this.#view));
      if (typeof id === 'string') this.#id = id;
      // Typed on meanwhile: that is saved by its own timer.
      if ((this.saved as Saved).kind === 'saving') this.saved = typeof id === 'string' ? { kind: 'saved', at: new Date().toISOString() } : { kind: 'failed', why: id.code === 'too-large' ? t('write.too-long') : refusalText(id) };
    });
    return this.#saving;
  }

  /** The browser asks before it throws away what is not kept yet. */
  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    if (this.work !== null || this.saved.kind === 'changed' || this.saved.kind === 'failed') event.preventDefault();
  };

  /** Closes and keeps the draft. */
  async close(): Promise<void> {
    await this.keep();
    if (this.saved.kind !== 'failed') this.onClose('kept');
  }

  async #discard(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving;
    this.#gone = true;
    if (this.#id !== null) {
      const refused = await settled(this.vault.discardDraft(this.#id));
      if (refused !== null) {
        this.#gone = false;
        this.error = refusalText(refused);
        return;
      }
    }
    this.onClose('discarded');
  }

  async #send(): Promise<void> {
    if (this.work !== null) return;
    for (const field of this.fields) field.commit();
    await this.updateComplete;
    this.error = null;
    if (this.#all.length === 0) {
      this.error = t('refused.no-recipients');
      this.fields[0]?.focus();
      return;
    }
    // The vault would refuse it too, but only after it had begun.
    const bad = this.#all.find(({ state }) => HOPELESS.has(state));
    if (bad !== undefined) {
      this.error = say(`refused.${bad.state}`, 'refused.bad-recipient');
      return;
    }
    if (!(await this.#sure())) return;
    clearTimeout(this.#timer);
    this.work = { done: 0, total: 0, files: new Map() };
    await this.#saving;
    const result = await settled(this.vault.send(this.#view, this.#onProgress));
    this.work = null;
    if (isRefused(result)) {
      this.error = refusalText(result);
      this.#changed();
      return;
    }
    this.#gone = true;
    this.onClose('sent');
  }

  /** The bar is all octets together; what comes before and after them has no measure. */
  readonly #onProgress: Progress = (step, done, total, index): void => {
    if (this.work === null) return;
    const { work } = this;
    if (step === 'file' && index !== undefined) this.work = { ...work, files: new Map([...work.files, [index, { done, total }]]) };
    else this.work = { ...work, ...(step === 'upload' ? { done, total } : { done: 0, total: 0 }) };
  };

  /** Asks about what is easily forgotten; the quoted mail does not count. */
  async #sure(): Promise<boolean> {
    const ask = (title: string, text: string) => confirmed(this.renderRoot, { title, text, yes: t('write.send-anyway'), no: t('write.keep-writing') });
    if (this.subject.trim() === '' && !(await ask(t('write.warn-subject'), t('write.warn-subject-more')))) return false;
    const own = this.editor.html.split('<blockquote>')[0]?.replace(/<[^>]*>/g, ' ') ?? '';
    const speaks = new RegExp(`\\b(?:${t('write.attachment-words')})\\b`, 'i').test(`${own} ${this.draft.references.length > 0 ? '' : this.subject}`);
    return !speaks || this.files.length > 0 || ask(t('write.warn-attachment'), t('write.warn-attachment-more'));
  }

  #attach(list: Iterable<File>): void {
    const { files, refused } = addFiles(this.files, list);
    this.files = files;
    this.error = refused;
    this.#changed();
  }

  readonly #onFiles = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#attach(input.files ?? []);
    input.value = '';
  };

  readonly #onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = true;
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.over = false;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.#attach(event.dataTransfer.files);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send();
    } else if (event.key === 'Escape' && !event.defaultPrevented && this.work === null && this.renderRoot.querySelector('dialog') === null) {
      event.preventDefault();
      void this.close();
    }
  };
}
