import { Editor as Tiptap } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import StarterKit from '@tiptap/starter-kit';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t, type PlainKey } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon, type IconName } from '../theme/icons.js';
import { Picture, Signature } from './editor-nodes.js';
import { editorStyles } from './editor-styles.js';
import { cleanPaste } from './paste.js';
import { plainSignature, textOf, textToParagraphs } from './plain.js';

const WEB = /^(?:https?|mailto|tel):/i;
const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/;
/** Octets of a picture that is pasted into the text; a larger one becomes an attachment. */
const LARGEST_PICTURE = 1_500_000;

/** The text being written, with formats or plain. What is pasted goes through the editor's schema, which knows no more than it can show. */
@customElement('dm-editor')
export class Editor extends LitElement {
  static override styles = [...base, editorStyles];

  /** HTML to begin with. */
  @property({ attribute: false }) start = '';
  /** Plain text to begin with, where that is written. */
  @property({ attribute: false }) startText = '';
  @property({ type: Boolean }) plain = false;
  @property({ type: Boolean }) tools = false;
  @property() label = t('write.body');
  @property({ attribute: false }) onChange: () => void = () => undefined;
  /** Files were pasted that do not go into the text. */
  @property({ attribute: false }) onFiles: (files: readonly File[]) => void = () => undefined;
  @state() private asking = false;
  @query('.text') private readonly place!: HTMLElement;
  @query('textarea') private readonly area!: HTMLTextAreaElement | null;
  #editor: Tiptap | null = null;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('plain')) return;
    if (this.plain) this.#end();
    else this.#begin(changed.get('plain') === undefined ? this.start : textToParagraphs(this.startText));
  }

  #begin(content: string): void {
    this.#editor = new Tiptap({
      element: this.place,
      extensions: [
        StarterKit.configure({ horizontalRule: false, link: { openOnClick: false, autolink: true, protocols: ['mailto', 'tel'], isAllowedUri: (url) => WEB.test(url) } }),
        Picture,
        Signature,
        Placeholder.configure({ placeholder: t('write.placeholder') }),
      ],
      content,
      // The page's policy allows it, but this sheet would not reach into the shadow root.
      injectCSS: false,
      editorProps: { handlePaste: (_, event) => this.#taken(event.clipboardData), handleDrop: (_, event) => this.#taken(event.dataTransfer), transformPastedHTML: cleanPaste, handleDOMEvents: { mousedown: (view, event) => this.#below(view.dom, event) }, attributes: { 'aria-label': this.label, 'aria-multiline': 'true', dir: 'auto', role: 'textbox', 'data-test': 'body', spellcheck: 'true' } },
      onUpdate: () => { this.onChange(); },
      onTransaction: () => { this.requestUpdate(); },
    });
  }

  #end(): void {
    this.#editor?.destroy();
    this.#editor = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  /** What is written, as the mail will carry it; null of plain text. */
  get html(): string | null {
    return this.plain ? null : (this.#editor?.getHTML() ?? this.start);
  }

  get text(): string {
    return this.plain ? (this.area?.value ?? this.startText) : (this.#editor?.getText({ blockSeparator: '\n\n' }) ?? '');
  }

  /** Exchanges formats for plain text, or back. */
  async setPlain(plain: boolean): Promise<void> {
    this.startText = this.text;
    this.plain = plain;
    await this.updateComplete;
    this.focus();
    this.onChange();
  }

  /** True if plain text would lose something. */
  get isFormatted(): boolean {
    return /<(?:strong|em|u|s|a|ul|ol|h[1-6]|img|code|pre)\b/.test((this.html ?? '').split('<blockquote>')[0] ?? '');
  }

  override focus(): void {
    if (this.plain) {
      this.area?.focus();
      this.area?.setSelectionRange(0, 0);
    } else this.#editor?.commands.focus('start');
  }

  /** Puts a text where the cursor is. */
  insert(content: string): void {
    if (this.plain && this.area !== null) {
      this.area.setRangeText(textOf(content), this.area.selectionStart, this.area.selectionEnd, 'end');
      this.onChange();
    } else this.#editor?.chain().focus().insertContent(content).run();
  }

  /** Puts a signature in the place of the one that is there; null for none. */
  sign(content: string | null): void {
    if (this.plain && this.area !== null) {
      this.area.value = plainSignature(this.area.value, content === null ? null : textOf(content));
      this.onChange();
      return;
    }
    const editor = this.#editor;
    if (editor === null) return;
    const blocks: { readonly kind: string; readonly from: number; readonly to: number }[] = [];
    editor.state.doc.forEach((node, offset) => { blocks.push({ kind: node.type.name, from: offset, to: offset + node.nodeSize }); });
    const there = blocks.find(({ kind }) => kind === 'signature');
    // The line above a quotation belongs to it.
    const quote = blocks.findIndex(({ kind }) => kind === 'blockquote');
    const at = there ?? blocks[Math.max(0, quote - 1)];
    const place = there === undefined && quote < 0 ? editor.state.doc.content.size : (at?.from ?? 0);
    if (there !== undefined) editor.commands.deleteRange(there);
    if (content !== null) editor.commands.insertContentAt(place, `<div data-signature>${content}</div>`);
  }

  /** A click below all text means the place where one writes, not the end of a signature or a quotation. */
  #below(text: Element, event: MouseEvent): boolean {
    const first = this.#editor?.state.doc.firstChild;
    if (event.target !== text || first?.type.name !== 'paragraph' || first.content.size > 0) return false;
    event.preventDefault();
    // At once: what is typed next would else be taken for shortcuts.
    this.#editor?.commands.setTextSelection(1);
    this.#editor?.view.focus();
    return true;
  }

  /** Pictures go into the text, other files beside it. What has a text form too is pasted as that. */
  #taken(data: DataTransfer | null): boolean {
    const files = [...(data?.files ?? [])];
    if (files.length === 0 || data?.types.includes('text/html') === true) return false;
    const inside = files.filter(({ type, size }) => PICTURE.test(type) && size <= LARGEST_PICTURE);
    const beside = files.filter((file) => !inside.includes(file));
    for (const file of inside) {
      const reader = new FileReader();
      reader.addEventListener('load', () => { this.#editor?.chain().focus().insertContent({ type: 'picture', attrs: { src: reader.result, alt: file.name } }).run(); });
      reader.readAsDataURL(file);
    }
    if (beside.length > 0) this.onFiles(beside);
    return true;
  }

  override render(): TemplateResult {
    return html`<div class="text" ?hidden=${this.plain}></div>
      ${this.plain ? html`<textarea class="plain" aria-label=${this.label} data-test="body" spellcheck="true" placeholder=${t('write.placeholder')} .value=${this.startText} @input=${() => { this.onChange(); }}></textarea>` : ''}
      ${this.tools && !this.plain ? html`<div class="tools" role="toolbar" aria-label=${t('write.format')}>${this.asking ? this.#linkField() : this.#buttons()}</div>` : ''}`;
  }

  #buttons(): TemplateResult {
    const editor = this.#editor;
    const tool = (label: PlainKey & `write.${string}`, sign: IconName, mark: string, act: () => void) =>
      html`<button class="ib" aria-label=${t(label)} title=${t(label)} aria-pressed=${editor?.isActive(mark) ?? false} @mousedown=${(event: Event) => { event.preventDefault(); }} @click=${act}>${icon(sign)}</button>`;
    const run = () => editor?.chain().focus();
    return html`
      ${tool('write.bold', 'bold', 'bold', () => run()?.toggleBold().run())} ${tool('write.italic', 'italic', 'italic', () => run()?.toggleItalic().run())}
      ${tool('write.bullets', 'list', 'bulletList', () => run()?.toggleBulletList().run())} ${tool('write.numbers', 'list-ordered', 'orderedList', () => run()?.toggleOrderedList().run())}
      ${tool('write.quote', 'text-quote', 'blockquote', () => run()?.toggleBlockquote().run())} ${tool('write.code', 'code', 'codeBlock', () => run()?.toggleCodeBlock().run())}
      ${tool('write.link', 'link', 'link', () => { if (editor?.isActive('link')) run()?.unsetLink().run(); else this.asking = true; })}
    `;
  }

  #linkField(): TemplateResult {
    const set = (event: Event) => {
      event.preventDefault();
      const typed = this.renderRoot.querySelector<HTMLInputElement>('#link')?.value.trim() ?? '';
      this.asking = false;
      if (typed !== '') this.#editor?.chain().focus().setLink({ href: WEB.test(typed) ? typed : `https://${typed}` }).run();
    };
    return html`<form class="row" @submit=${set}>
      <div class="input"><input id="link" aria-label=${t('write.link-ask')} placeholder="https://" autofocus /></div>
      <button class="btn sm">${t('write.link-set')}</button>
      <button class="btn sm ghost" type="button" @click=${() => { this.asking = false; }}>${t('cancel')}</button>
    </form>`;
  }
}
