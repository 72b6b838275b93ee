import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BodyView } from '../model/mail.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { choosesColours, cleanHtml } from './clean.js';
import { lendFont } from './frame-font.js';
import { escaped, textToHtml } from './plain.js';

const POLICY = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'";

const DARK = matchMedia('(prefers-color-scheme: dark)');

/** What the frame itself looks like; the mail's own styles are on its elements only. */
const FRAME_STYLE = `
  html { color-scheme: SCHEME; }
  body { margin: 0; padding: PAD; overflow-wrap: anywhere; font: 400 15px/24px FONT; color: TEXT; background: GROUND; }
  p { margin: 0 0 10px; } p:last-child { margin-bottom: 0; }
  pre { margin: 0; white-space: pre-wrap; font: inherit; }
  a { color: LINK; } img { max-width: 100%; height: auto; } table { max-width: 100%; }
  blockquote { margin: 8px 0; padding-block: 0; padding-inline: 12px 0; border-inline-start: 2px solid LINE; color: QUIET; }
  html.fold blockquote { display: none; }
`;

const PRINT_STYLE = `
  body { font: 11pt/1.45 sans-serif; color: #000; margin: 0; overflow-wrap: anywhere; }
  h1 { font-size: 15pt; margin: 0 0 8px; } th { text-align: start; font-weight: 600; padding-inline-end: 12px; vertical-align: top; } td, th { font-size: 10pt; }
  hr { border: 0; border-top: 1px solid #999; margin: 10px 0 14px; } pre { white-space: pre-wrap; font: inherit; margin: 0; } img { max-width: 100%; }
  blockquote { margin: 8px 0; padding-inline-start: 10px; border-inline-start: 2px solid #bbb; }
`;

interface Source {
  readonly html: string;
  /** Pictures of other servers that were left out. */
  readonly blocked: number;
  readonly quoted: boolean;
  /** The mail has colours of its own and is shown on paper. */
  readonly paper: boolean;
}

/** Folding away the quotation must leave something to read. */
function hasMoreThanQuotes(clean: string): boolean {
  const quote = clean.search(/<blockquote\b/i);
  return quote >= 0 && (clean.slice(0, quote) + clean.slice(clean.lastIndexOf('</blockquote>'))).replace(/<[^>]*>|&nbsp;|\s/g, '') !== '';
}

/** The text of a mail, in a frame without scripts and without network, that this page only measures. */
@customElement('dm-body')
export class Body extends LitElement {
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
      }
      iframe {
        display: block;
        width: 100%;
        border: 0;
        background: none;
      }
      iframe.print {
        position: fixed;
        visibility: hidden;
        width: 0;
        height: 0;
      }
      iframe.paper {
        border-radius: 8px;
      }
      .fold {
        border: 0;
        cursor: pointer;
        display: inline-flex;
        align-items: center;
        height: 24px;
        padding: 0 8px;
        border-radius: 6px;
        background: var(--surface-3);
        color: var(--text-2);
        font-size: var(--t-xs);
        font-weight: 600;
        gap: 6px;
        margin-top: 8px;
      }
      .remote {
        margin: 0 0 10px;
      }
    `,
  ];

  @property({ attribute: false }) body!: BodyView;
  @property({ attribute: false }) pictures: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) onWriteTo: (address: string) => void = () => undefined;
  @state() private quotes = false;
  @state() private source: Source | null = null;
  @query('iframe:not(.print)') private readonly frame!: HTMLIFrameElement | null;
  readonly #size = new ResizeObserver(() => { this.#measure(); });

  override connectedCallback(): void {
    super.connectedCallback();
    DARK.addEventListener('change', this.#themed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    DARK.removeEventListener('change', this.#themed);
  }

  readonly #themed = (): void => {
    this.requestUpdate();
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('body') && !changed.has('pictures')) return;
    const { text, html: rich } = this.body;
    const { html: clean, blocked } = cleanHtml(rich ?? textToHtml(text), this.pictures);
    this.source = { html: clean, blocked, quoted: hasMoreThanQuotes(clean), paper: rich !== null && choosesColours(clean) };
  }

  override render(): TemplateResult {
    const { source } = this;
    if (source === null) return html``;
    return html`
      ${source.blocked > 0 ? html`<p class="remote xs dim">${t('read.remote')}</p>` : nothing}
      <iframe
        class=${source.paper ? 'paper' : ''}
        title=${t('read.body')}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
        data-test="body-frame"
        .srcdoc=${this.#document(source)}
        @load=${this.#loaded}
      ></iframe>
      ${source.quoted ? html`<button class="fold" aria-expanded=${this.quotes} data-test="quote-toggle" @click=${() => { this.quotes = !this.quotes; }}>${icon('ellipsis', 'xs')}${t(this.quotes ? 'read.quote-hide' : 'read.quote-show')}</button>` : nothing}
    `;
  }

  /** Prints the text below a head, from a frame of its own that is as closed as the one that shows it; scripts stay off. */
  print(title: string, lines: readonly (readonly [string, string])[]): void {
    if (this.source === null) return;
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
    frame.className = 'print';
    const head = `<h1>${escaped(title)}</h1><table>${lines.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('')}</table><hr>`;
    frame.srcdoc = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${PRINT_STYLE}</style></head><body>${head}<div dir="auto">${this.source.html}</div></body></html>`;
    frame.addEventListener('load', () => {
      frame.contentWindow?.addEventListener('afterprint', () => { frame.remove(); });
      frame.contentWindow?.print();
    });
    this.renderRoot.querySelector('iframe.print')?.remove();
    this.renderRoot.append(frame);
  }

  #document({ html: content, paper, quoted }: Source): string {
    const look = getComputedStyle(this);
    const role = (name: string) => look.getPropertyValue(name).trim();
    const dark = DARK.matches ? 'dark' : 'light';
    const scheme = paper ? 'light' : (document.documentElement.dataset['theme'] ?? dark);
    const places: Readonly<Record<string, string>> = {
      SCHEME: scheme,
      PAD: paper ? '14px' : '2px 2px 0',
      FONT: role('--font'),
      TEXT: paper ? '#10151c' : role('--text'),
      GROUND: paper ? '#ffffff' : 'transparent',
      LINK: paper ? '#2848b8' : role('--accent-text'),
      LINE: paper ? '#d9dfe7' : role('--border-strong'),
      QUIET: paper ? '#454e5b' : role('--text-2'),
    };
    const style = FRAME_STYLE.replace(/\b[A-Z]{3,}\b/g, (place) => places[place] ?? place);
    return `<!doctype html><html class="${this.quotes || !quoted ? '' : 'fold'}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${style}</style></head><body dir="auto">${content}</body></html>`;
  }

  readonly #loaded = (): void => {
    const inside = this.frame?.contentDocument;
    if (!inside) return;
    this.#size.disconnect();
    this.#size.observe(inside.body);
    void lendFont(inside);
    inside.addEventListener('click', this.#onClick);
    this.#measure();
  };

  /** A mail address opens the composer; every other link leaves by its own target. */
  readonly #onClick = (event: Event): void => {
    const link = (event.target as Element | null)?.closest('a[href^="mailto:" i]');
    const address = /^mailto:([^?]*)/i.exec(link?.getAttribute('href') ?? '')?.[1];
    if (address === undefined) return;
    event.preventDefault();
    this.onWriteTo(decodeURIComponent(address));
  };

  #measure(): void {
    const { frame } = this;
    const root = frame?.contentDocument?.documentElement;
    if (!root) return;
    const wide = root.scrollWidth > root.clientWidth ? 16 : 0;
    frame.style.height = `${Math.ceil(root.getBoundingClientRect().height) + wide}px`;
  }
}
