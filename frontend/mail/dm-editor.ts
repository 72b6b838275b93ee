import { Editor as Tiptap, Node } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import StarterKit from '@tiptap/starter-kit';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t, type PlainKey } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon, type IconName } from '../theme/icons.js';

const WEB = /^(?:https?|mailto|tel):/i;
const OWN_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/;
/** Octets of a picture that is pasted into the text; a larger one becomes an attachment. */
const LARGEST_PICTURE = 1_500_000;

/** Pictures that the text carries in itself; nothing is ever fetched. */
const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({ src: { default: null }, alt: { default: null }, width: { default: null }, height: { default: null } }),
  parseHTML: () => [{ tag: 'img[src]', getAttrs: (image) => OWN_PICTURE.test(image.getAttribute('src') ?? '') && null }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
});

/** The text being written. What is pasted goes through the editor's schema, which knows no more than it can show. */
@customElement('dm-editor')
export class Editor extends LitElement {
  static override styles = [
    ...base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .text {
        flex: 1;
        min-height: 120px;
        display: flex;
        flex-direction: column;
      }
      .ProseMirror {
        flex: 1;
        outline: 0;
        padding: 14px 18px;
        font-size: var(--t-l);
        line-height: 24px;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .ProseMirror p + p,
      .ProseMirror :is(ul, ol, blockquote) {
        margin-top: 10px;
      }
      .ProseMirror ul {
        list-style: disc;
        padding-left: 24px;
      }
      .ProseMirror ol {
        list-style: decimal;
        padding-left: 24px;
      }
      .ProseMirror blockquote {
        margin: 10px 0 0;
        padding-left: 12px;
        border-left: 2px solid var(--border-strong);
        color: var(--text-2);
      }
      .ProseMirror img {
        max-width: 100%;
        height: auto;
      }
      .ProseMirror img.ProseMirror-selectednode {
        outline: 2px solid var(--focus);
      }
      .ProseMirror p.is-editor-empty:first-child::before {
        content: attr(data-placeholder);
        float: left;
        height: 0;
        color: var(--text-3);
        pointer-events: none;
      }
      .tools {
        position: sticky;
        bottom: 0;
        display: flex;
        gap: 2px;
        padding: 6px 14px;
        background: var(--raised);
        border-top: 1px solid var(--border);
      }
      .tools .ib {
        width: 30px;
        height: 30px;
      }
      .tools .ib[aria-pressed='true'] {
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      .tools .input {
        height: 30px;
        max-width: 260px;
      }
      @media (max-width: 767px) {
        .ProseMirror {
          padding: 14px;
        }
        .tools .ib {
          width: 40px;
          height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) start = '';
  @property({ type: Boolean }) tools = false;
  @property({ attribute: false }) onChange: () => void = () => undefined;
  /** Files were pasted that do not go into the text. */
  @property({ attribute: false }) onFiles: (files: readonly File[]) => void = () => undefined;
  @state() private asking = false;
  @query('.text') private readonly place!: HTMLElement;
  #editor: Tiptap | null = null;

  override firstUpdated(): void {
    this.#editor = new Tiptap({
      element: this.place,
      extensions: [
        StarterKit.configure({ code: false, codeBlock: false, horizontalRule: false, link: { openOnClick: false, autolink: true, protocols: ['mailto', 'tel'], isAllowedUri: (url) => WEB.test(url) } }),
        Picture,
        Placeholder.configure({ placeholder: t('write.placeholder') }),
      ],
      content: this.start,
      // The page's policy allows it, but this sheet would not reach into the shadow root.
      injectCSS: false,
      editorProps: { handlePaste: (_, event) => this.#pasted(event), attributes: { 'aria-label': t('write.body'), 'aria-multiline': 'true', role: 'textbox', 'data-test': 'body', spellcheck: 'true' } },
      onUpdate: () => { this.onChange(); },
      onTransaction: () => { this.requestUpdate(); },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#editor?.destroy();
    this.#editor = null;
  }

  /** What is written, as the mail will carry it. */
  get html(): string {
    return this.#editor?.getHTML() ?? this.start;
  }

  get text(): string {
    return this.#editor?.getText({ blockSeparator: '\n\n' }) ?? '';
  }

  override focus(): void {
    this.#editor?.commands.focus('start');
  }

  /** Pictures go into the text, other files beside it. What has a text form too is pasted as that. */
  #pasted({ clipboardData }: ClipboardEvent): boolean {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length === 0 || clipboardData?.types.includes('text/html') === true) return false;
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
    return html`<div class="text"></div>
      ${this.tools ? html`<div class="tools" role="toolbar" aria-label=${t('write.format')}>${this.asking ? this.#linkField() : this.#buttons()}</div>` : ''}`;
  }

  #buttons(): TemplateResult {
    const editor = this.#editor;
    const tool = (label: PlainKey & `write.${string}`, sign: IconName, mark: string, act: () => void) =>
      html`<button class="ib" aria-label=${t(label)} title=${t(label)} aria-pressed=${editor?.isActive(mark) ?? false} @mousedown=${(event: Event) => { event.preventDefault(); }} @click=${act}>${icon(sign)}</button>`;
    const run = () => editor?.chain().focus();
    return html`
      ${tool('write.bold', 'bold', 'bold', () => run()?.toggleBold().run())} ${tool('write.italic', 'italic', 'italic', () => run()?.toggleItalic().run())}
      ${tool('write.bullets', 'list', 'bulletList', () => run()?.toggleBulletList().run())} ${tool('write.numbers', 'list-ordered', 'orderedList', () => run()?.toggleOrderedList().run())}
      ${tool('write.quote', 'text-quote', 'blockquote', () => run()?.toggleBlockquote().run())}
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
