import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AttachmentView, MailView } from '../model/mail.js';
import type { Refused, Vault } from '../model/vault.js';
import { sizeOf } from '../messages/format.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon } from '../theme/icons.js';
import { attachmentStyles } from './attachment-styles.js';
import { attachmentCard, type AttachmentState, saveFile } from './attachments.js';
import { showFile } from './preview.js';
import { zipped } from './zip.js';

/** Octets that files may have together to be saved as one. */
const LARGEST_ZIP = 2_000_000_000;

/** The files of one mail: fetched and checked when asked for, then shown or saved. */
@customElement('dm-attachments')
export class Attachments extends LitElement {
  static override styles = [...base, dialogs, attachmentStyles];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) mail!: MailView;
  /** Those that are shown: not what the text shows itself. */
  @property({ attribute: false }) files: readonly AttachmentView[] = [];
  @property({ attribute: false }) onNotice: (text: string) => void = () => undefined;
  @state() private states: ReadonlyMap<number, AttachmentState> = new Map();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('mail') || changed.get('mail')?.id === this.mail.id) return;
    this.states = new Map();
    void this.#lookForKept();
  }

  override render(): TemplateResult | typeof nothing {
    const { files: attachments } = this;
    if (attachments.length === 0) return nothing;
    const total = attachments.reduce((sum, { size }) => sum + size, 0);
    const acts = {
      onSave: (file: AttachmentView) => void this.#save(file),
      onShow: (file: AttachmentView) => void this.#show(file),
      onPause: ({ index }: AttachmentView) => void this.vault.pauseAttachment(this.mail.id, index),
      onCancel: (file: AttachmentView) => void this.#cancel(file),
    };
    return html`
      <section aria-label=${t('attach.title', { n: attachments.length })}>
        ${attachments.length > 1 && total <= LARGEST_ZIP
          ? html`<div class="row between head"><h3 class="small muted">${t('attach.title', { n: attachments.length })}, ${sizeOf(total)}</h3><button class="btn sm" data-test="attachment-all" ?disabled=${this.#busy()} @click=${() => void this.#saveAll()}>${icon('download', 's')}${t('attach.all')}</button></div>`
          : nothing}
        <ul class="atts">${attachments.map((file) => attachmentCard(file, this.states.get(file.index), acts))}</ul>
      </section>
    `;
  }

  #busy(): boolean {
    return [...this.states.values()].some(({ kind }) => kind === 'fetching');
  }

  /** Downloads that an earlier visit broke off. */
  async #lookForKept(): Promise<void> {
    const { id } = this.mail;
    const kept = await settled(this.vault.keptAttachments(id));
    if (isRefused(kept) || id !== this.mail.id) return;
    for (const [index, done] of kept) if (!this.states.has(index)) this.#tell(index, { kind: 'paused', done });
  }

  #tell(index: number, told: AttachmentState | null): void {
    const next = new Map(this.states);
    if (told === null) next.delete(index);
    else next.set(index, told);
    this.states = next;
  }

  /** The checked content, or null if there is none now, which is said on its card. */
  async #fetch({ index, size }: AttachmentView): Promise<Blob | null> {
    const { id } = this.mail;
    const tell = (told: AttachmentState | null): void => { if (id === this.mail.id) this.#tell(index, told); };
    if (this.states.get(index)?.kind === 'fetching') return null;
    let far = 0;
    tell({ kind: 'fetching', done: 0, total: size });
    const file = await settled(this.vault.attachment(id, index, (_, done, total) => {
      far = done;
      tell({ kind: 'fetching', done, total });
    }));
    if (isRefused(file)) {
      tell(stateOf(file, far));
      return null;
    }
    tell(null);
    return id === this.mail.id ? file : null;
  }

  async #save(attachment: AttachmentView): Promise<void> {
    const { index } = attachment;
    const file = await this.#fetch(attachment);
    if (file === null) return;
    this.#tell(index, { kind: 'saved' });
    saveFile(file, attachment.name);
    this.onNotice(t('attach.saved', { name: attachment.name }));
  }

  async #show(attachment: AttachmentView): Promise<void> {
    const file = await this.#fetch(attachment);
    if (file !== null) await showFile(this.renderRoot, file, attachment, () => { saveFile(file, attachment.name); });
  }

  /** All files in one, made here. */
  async #saveAll(): Promise<void> {
    const { subject } = this.mail;
    const files: { readonly name: string; readonly content: Blob }[] = [];
    for (const attachment of this.files) {
      const content = await this.#fetch(attachment);
      if (content === null) return;
      files.push({ name: attachment.name, content });
    }
    const name = `${subject.replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').trim().slice(0, 80) || t('attach.zip-name')}.zip`;
    saveFile(await zipped(files), name);
    this.onNotice(t('attach.saved', { name }));
  }

  async #cancel({ index }: AttachmentView): Promise<void> {
    await this.vault.cancelAttachment(this.mail.id, index);
    if (this.states.get(index)?.kind === 'paused') this.#tell(index, null);
  }

}

function stateOf(refused: Refused, done: number): AttachmentState | null {
  if (refused.code === 'cancelled') return null;
  return refused.code === 'paused' ? { kind: 'paused', done } : { kind: 'failed', why: refusalText(refused) };
}
