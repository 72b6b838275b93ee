import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import type { DraftFile, DraftView, EmailAddress, Template, When } from '../model/mail.js';
import type { Progress, Session, Vault } from '../model/vault.js';
import { farDate, timeOf } from '../messages/format.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { say, t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon, type IconName } from '../theme/icons.js';
import { sameAddress } from './addresses.js';
import { composerStyles } from './composer-styles.js';
import { confirmed } from './confirm.js';
import { foot, type Saved, sendingFoot, type Work } from './composer-foot.js';
import './dm-editor.js';
import type { Editor } from './dm-editor.js';
import { openMenu } from './dm-menu.js';
import './dm-recipients.js';
import type { Chip, Recipients } from './dm-recipients.js';
import { addFiles, draftFiles } from './draft-files.js';
import { expiryEntries, expiryNote } from './expire.js';
import { FileUploads } from './file-uploads.js';
import { isNarrow } from './layout.js';
import { escaped, textToParagraphs } from './plain.js';
import { sealLine } from './seal-line.js';
import { askLater, suggestions } from './send-later.js';
import { askText } from './text-dialog.js';
import { type Facts, isSure } from './warnings.js';

/** A draft is sealed and kept this long after the last change, in milliseconds. */
const SAVE_AFTER = 1_200;

type Field = 'to' | 'cc' | 'bcc';
/** How a composer stands: beside the others, as a tab at the bottom, or over everything. */
export type Shape = 'open' | 'folded' | 'full';
export type Done = { readonly how: 'kept' | 'discarded' | 'waits' } | { readonly how: 'sent'; readonly mail: string; readonly when: When };

const unasked = (list: readonly EmailAddress[]): readonly Chip[] => list.map(({ name, email }) => ({ name, email, state: 'unasked' }));
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
  /** Begins as plain text. */
  @property({ type: Boolean }) plain = false;
  @property() shape: Shape = 'open';
  @property({ attribute: false }) onShape: (shape: Shape) => void = () => undefined;
  @property({ attribute: false }) onDone: (done: Done) => void = () => undefined;
  @property({ attribute: false }) onCompare: (address: string, name: string) => void = () => undefined;
  @state() private chips: Readonly<Record<Field, readonly Chip[]>> = { to: [], cc: [], bcc: [] };
  @state() private shown: ReadonlySet<Field> = new Set(['to']);
  @state() private subject = '';
  @state() private files: readonly DraftFile[] = [];
  @state() private expires: string | undefined = undefined;
  @state() private keeping: ReadonlyMap<DraftFile, number> = new Map();
  @state() private saved: Saved = { kind: 'new' };
  @state() private work: Work | null = null;
  @state() private error: string | null = null;
  @state() private tools = false;
  @state() private over = false;
  @query('dm-editor') private readonly editor!: Editor;
  @queryAll('dm-recipients') private readonly fields!: NodeListOf<Recipients>;
  #id: string | null = null;
  #timer = 0;
  #saving: Promise<void> = Promise.resolve();
  #begun: DraftView | null = null;
  #gone = false;
  readonly #uploads = new FileUploads({
    vault: () => this.vault,
    draft: () => this.#id,
    files: () => this.files,
    take: (files) => { this.files = files; this.#changed(); },
    tell: (far) => { this.keeping = far; },
  });
  readonly #onOnline = () => { this.#uploads.goOn(); };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#onLeave);
    window.addEventListener('online', this.#onOnline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#onLeave);
    window.removeEventListener('online', this.#onOnline);
    clearTimeout(this.#timer);
  }

  protected override willUpdate(): void {
    if (this.#begun === this.draft) return;
    this.#begun = this.draft;
    const { id, to, cc, bcc, subject, files, savedAt } = this.draft;
    this.expires = this.draft.expires;
    this.#id = id;
    this.chips = { to: unasked(to), cc: unasked(cc), bcc: unasked(bcc) };
    this.shown = new Set<Field>(['to', ...(cc.length > 0 ? ['cc' as const] : []), ...(bcc.length > 0 ? ['bcc' as const] : [])]);
    this.subject = subject;
    this.files = files;
    this.saved = savedAt === null ? { kind: 'new' } : { kind: 'saved', at: savedAt };
    this.error = null;
  }

  override firstUpdated(): void {
    this.#uploads.goOn();
    for (const file of this.files) void this.#uploads.keep(file);
    this.focus();
  }

  override render(): TemplateResult {
    const title = this.subject.trim() === '' ? t('write.new') : this.subject;
    return html`
      <section class="cw ${this.shape} ${this.over ? 'over' : ''}" role="dialog" aria-label=${title} data-test="composer" data-shape=${this.shape} @keydown=${this.#onKey} @dragover=${this.#onDrag} @dragleave=${() => { this.over = false; }} @drop=${this.#onDrop}>
        ${this.#bar(title)}
        <div class="cscroll">
          ${this.#field('to', t('write.to'))} ${this.#field('cc', t('write.cc'))} ${this.#field('bcc', t('write.bcc'))}
          <div class="cf"><label class="fl" for="subject">${t('write.subject')}</label><input id="subject" class="grow" autocomplete="off" maxlength="998" data-test="subject" .value=${this.subject} @input=${(event: Event) => { this.subject = (event.target as HTMLInputElement).value; this.#changed(); }} /></div>
          ${sealLine(this.#all, this.session.address)} ${this.error === null ? nothing : html`<div class="banner bad note" role="alert" data-test="compose-error">${icon('circle-alert')}<span class="tx">${this.error}</span></div>`}
          ${expiryNote(this.expires, () => { this.#expire(undefined); })}
          ${draftFiles(this.files, this.work?.files ?? null, this.keeping, this.#uploads)}
          <dm-editor .start=${this.draft.html ?? textToParagraphs(this.draft.text)} .startText=${this.draft.text} ?plain=${this.plain} .tools=${this.tools} .onChange=${() => { this.#changed(); }} .onFiles=${(files: readonly File[]) => { this.#attach(files); }}></dm-editor>
        </div>
        ${this.work === null ? this.#foot() : sendingFoot(this.work, () => void this.vault.cancelSend())}
        <p class="drop" aria-hidden="true">${t('write.drop')}</p>
      </section>
    `;
  }

  /** The title folds the composer away and brings it back. */
  #bar(title: string): TemplateResult {
    const { shape, onShape } = this;
    const button = (label: string, sign: IconName, test: string, act: () => void, only = '') => html`<button class="ib sm ${only}" aria-label=${label} title=${label} data-test=${test} @click=${act}>${icon(sign)}</button>`;
    const fold = () => { if (!isNarrow()) onShape(shape === 'folded' ? 'open' : 'folded'); };
    return html`<div class="ch">
      <button class="grow cut title" tabindex=${shape === 'folded' ? 0 : -1} aria-expanded=${shape !== 'folded'} data-test="composer-title" @click=${fold}>${title}</button>
      ${button(t(shape === 'folded' ? 'write.unfold' : 'write.fold'), shape === 'folded' ? 'chevron-up' : 'minus', 'composer-fold', fold, 'only-wide')}
      ${button(t(shape === 'full' ? 'write.small' : 'write.full'), shape === 'full' ? 'minimize-2' : 'maximize-2', 'composer-full', () => { onShape(shape === 'full' ? 'open' : 'full'); }, 'only-wide')}
      ${button(t('write.close'), 'x', 'composer-close', () => void this.close())}
    </div>`;
  }

  #foot(): TemplateResult {
    return foot({
      saved: this.saved,
      tools: this.tools,
      onSend: () => void this.#send(),
      onLater: (at) => { this.#later(at); },
      onFiles: this.#onFiles,
      onTools: () => { this.tools = !this.tools; },
      onMore: (at) => void this.#more(at),
      onDiscard: () => void this.#discard(),
    });
  }

  #later(at: Element): void {
    openMenu(this.renderRoot, t('send.later'), [
      { heading: t('send.later') },
      ...suggestions(new Date()).map(({ name, at: time }) => ({ label: t(`send.${name}`), keys: name === 'tomorrow' ? timeOf(time) : farDate(time), test: `later-${name}`, onPick: () => void this.#send({ at: time }) })),
      null,
      { label: t('send.own-time'), test: 'later-own', onPick: () => void askLater(this.renderRoot, new Date()).then((time) => (time === null ? undefined : this.#send({ at: time }))) },
      ...expiryEntries(this.renderRoot, this.expires, (expires) => { this.#expire(expires); }),
    ], at);
  }

  /** Plain text, signatures and templates. */
  async #more(at: Element): Promise<void> {
    const preferences = await settled(this.vault.preferences());
    if (isRefused(preferences)) return;
    const { signatures, templates } = preferences;
    const { editor } = this;
    openMenu(this.renderRoot, t('act.more'), [
      { label: t('write.plain'), checked: editor.plain, test: 'write-plain', onPick: () => void this.#setPlain(!editor.plain) },
      ...(signatures.length === 0 ? [] : [{ heading: t('write.signature') }, ...signatures.map(({ name, html: text }) => ({ label: name, sign: 'pencil' as const, test: 'write-signature', onPick: () => { editor.sign(text); } })), { label: t('write.no-signature'), sign: 'x' as const, onPick: () => { editor.sign(null); } }]),
      { heading: t('write.templates') },
      ...templates.map((template) => ({ label: template.name, sign: 'file-text' as const, test: 'write-template', onPick: () => { this.#take(template); } })),
      { label: t('write.keep-template'), sign: 'plus', test: 'keep-template', onPick: () => void this.#keepTemplate(templates) },
    ], at);
  }

  async #setPlain(plain: boolean): Promise<void> {
    if (plain && this.editor.isFormatted && !(await confirmed(this.renderRoot, { title: t('write.plain-title'), text: t('write.plain-text'), yes: t('write.plain') }))) return;
    await this.editor.setPlain(plain);
  }

  #take({ subject, html: text }: Template): void {
    if (this.subject.trim() === '') this.subject = subject;
    this.editor.insert(text);
    this.#changed();
  }

  async #keepTemplate(templates: readonly Template[]): Promise<void> {
    const written = await askText(this.renderRoot, t('write.keep-template'), { name: this.subject, subject: this.subject, html: this.editor.html ?? textToParagraphs(this.editor.text) });
    if (written === null) return;
    const kept = await settled(this.vault.keepPreferences({ templates: [...templates, { ...written, id: '', subject: written.subject ?? '' }] }));
    if (isRefused(kept)) this.error = refusalText(kept);
  }

  /** The draft's id, once it has been saved. */
  get draftId(): string | null {
    return this.#id;
  }

  override focus(): void {
    if (this.draft.to.length === 0 && this.chips.to.length === 0) this.fields[0]?.focus();
    else requestAnimationFrame(() => { this.editor.focus(); });
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
      <dm-recipients field=${field} .label=${label} .vault=${this.vault} .chips=${this.chips[field]} .onCompare=${this.onCompare} .onChips=${(chips: readonly Chip[]) => { this.#chipsChanged(field, chips); }} .onTaken=${(chip: Chip) => { this.#move(chip, field); }}></dm-recipients>
      ${field === 'to' ? html`<span class="ccb">${add('cc')} ${add('bcc')}</span>` : nothing}
    </div>`;
  }

  get #all(): readonly Chip[] {
    return [...this.chips.to, ...this.chips.cc, ...this.chips.bcc];
  }

  get #view(): DraftView {
    const { draft, chips, editor, expires } = this;
    return { ...draft, expires, id: this.#id, to: people(chips.to), cc: people(chips.cc), bcc: people(chips.bcc), subject: this.subject, text: editor.text, html: editor.html, files: this.files };
  }

  #chipsChanged(field: Field, chips: readonly Chip[]): void {
    const before = this.chips[field].map(({ email }) => email).join();
    this.chips = { ...this.chips, [field]: chips };
    if (before !== chips.map(({ email }) => email).join()) this.#changed();
  }

  #move(chip: Chip, to: Field): void {
    const without = (list: readonly Chip[]) => list.filter(({ email }) => !sameAddress(email, chip.email));
    const { to: first, cc, bcc } = this.chips;
    const left = { to: without(first), cc: without(cc), bcc: without(bcc) };
    this.chips = { ...left, [to]: [...left[to], chip] };
    this.#changed();
  }

  #expire(expires: string | undefined): void {
    this.expires = expires;
    this.#changed();
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
    if (this.work !== null || this.keeping.size > 0 || this.saved.kind === 'changed' || this.saved.kind === 'failed') event.preventDefault();
  };

  /** Closes and keeps the draft. */
  async close(): Promise<void> {
    await this.keep();
    if (this.saved.kind !== 'failed') this.onDone({ how: 'kept' });
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
    this.onDone({ how: 'discarded' });
  }

  /** Without a time it leaves when the user cannot take it back any more. */
  async #send(later?: When): Promise<void> {
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
    if (!(await isSure(this.renderRoot, await this.#facts()))) return;
    clearTimeout(this.#timer);
    this.work = { done: 0, total: 0, files: new Map() };
    await this.#saving;
    const when = later ?? (await this.#undoable());
    const result = await settled(this.vault.send(this.#view, this.#onProgress, when));
    this.work = null;
    if (isRefused(result)) {
      this.error = refusalText(result);
      this.#changed();
      return;
    }
    this.#gone = true;
    this.onDone(typeof result === 'string' ? { how: 'sent', mail: result, when } : { how: 'waits' });
  }

  async #facts(): Promise<Facts> {
    const addresses = this.#all.map(({ email }) => email);
    const [preferences, strangers] = await Promise.all([settled(this.vault.preferences()), settled(this.vault.strangers(addresses))]);
    const asks = !isRefused(preferences) && preferences.askNew && !isRefused(strangers);
    const { references, inReplyTo } = this.draft;
    return { subject: this.subject, text: this.editor.html ?? escaped(this.editor.text), follows: references.length > 0, answers: inReplyTo.length > 0, files: this.files.length, people: addresses.length, strangers: asks ? strangers : [] };
  }

  async #undoable(): Promise<When> {
    const preferences = await settled(this.vault.preferences());
    const seconds = isRefused(preferences) ? 0 : preferences.undo;
    return seconds === 0 ? 'now' : { seconds };
  }

  /** The bar is all octets together; what comes before and after them has no measure. */
  readonly #onProgress: Progress = (step, done, total, index): void => {
    if (this.work === null) return;
    const { work } = this;
    if (step === 'file' && index !== undefined) this.work = { ...work, files: new Map([...work.files, [index, { done, total }]]) };
    else this.work = { ...work, ...(step === 'upload' ? { done, total } : { done: 0, total: 0 }) };
  };

  #attach(list: Iterable<File>): void {
    const before = this.files;
    const { files, refused } = addFiles(before, list);
    this.files = files;
    this.error = refused;
    this.#changed();
    for (const file of files) if (!before.includes(file)) void this.#uploads.keep(file);
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
