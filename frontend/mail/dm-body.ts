import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BodyView } from '../model/mail.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon } from '../theme/icons.js';
import { choosesColours, cleanHtml, type Cleaned, isBounded } from './clean.js';
import { follow, viewOf } from './follow-link.js';
import { lendFont } from './frame-font.js';
import type { LinkView } from './links.js';
import { escaped, textToHtml } from './plain.js';
import { fetchPictures, type Loading, remoteBanner } from './remote.js';

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

/** Characters of a plain text that are laid out. */
const LONGEST = 1_000_000;

interface Source extends Cleaned {
  readonly quoted: boolean;
  /** The mail has colours of its own and is shown on paper. */
  readonly paper: boolean;
  /** It was too much to be laid out: only its plain text is shown, or only the beginning of that. */
  readonly bounded: 'whole' | 'plain' | 'cut';
}

/** In a frame whose colours are inverted as a whole. */
const TURNED_BACK = 'img[src] { filter: invert(1) hue-rotate(180deg); }';

/** Where a link leads, as browsers say it for the pointer alone. */
const leadsTo = ({ kind, host, rest, target }: LinkView): TemplateResult =>
  html`<p class="leads cut" role="status" dir="ltr" data-test="leads">${kind === 'web' ? html`<b>${host}</b>${rest}` : t(kind === 'mail' ? 'link.writes' : 'link.calls', { target })}</p>`;

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
    dialogs,
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
      /* A light mail in a dark room; its pictures are turned back in the frame. */
      iframe.dim {
        filter: invert(0.9) hue-rotate(180deg);
      }
      .remote {
        display: flex;
        align-items: center;
        gap: 10px;
        margin: 0 0 12px;
        padding: 8px 10px;
        border: 1px solid var(--border);
        border-radius: var(--r-m);
        color: var(--text-2);
      }
      .remote b {
        color: var(--text);
        font-weight: 600;
      }
      .note {
        margin: 0 0 10px;
      }
      .leads {
        position: fixed;
        inset-block-end: 0;
        inset-inline-start: 0;
        max-width: min(640px, 80vw);
        padding: 4px 10px;
        background: var(--surface-3);
        border: 1px solid var(--border-strong);
        border-start-end-radius: 8px;
        font-size: var(--t-s);
        color: var(--text-2);
        z-index: 30;
      }
      .leads b {
        color: var(--text);
        font-weight: 600;
      }
      @media (max-width: 767px) {
        .remote {
          flex-wrap: wrap;
        }
        .remote .grow {
          flex-basis: 75%;
        }
        .remote .btn {
          margin-inline-start: 26px;
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) body!: BodyView;
  @property({ attribute: false }) pictures: ReadonlyMap<string, string> = new Map();
  /** Domains that the reader knows: the sender's and the own one. */
  @property({ attribute: false }) known: readonly string[] = [];
  @property({ attribute: false }) onWriteTo: (address: string) => void = () => undefined;
  @state() private quotes = false;
  @state() private source: Source | null = null;
  @state() private loading: Loading = 'not';
  @state() private original = false;
  /** Where the link leads that the pointer or the focus is at. */
  @state() private leads: LinkView | null = null;
  /** Pictures that the reader had fetched, by address. */
  @state() private fetched: ReadonlyMap<string, string> = new Map();
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
    for (const url of this.fetched.values()) URL.revokeObjectURL(url);
  }

  readonly #themed = (): void => {
    this.requestUpdate();
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('body') && !changed.has('pictures') && !changed.has('fetched')) return;
    const { text, html } = this.body;
    const rich = html !== null && isBounded(html) ? html : null;
    const bounded = rich === null && text.length > LONGEST ? 'cut' : rich === html ? 'whole' : 'plain';
    const clean = cleanHtml(rich ?? textToHtml(text.slice(0, LONGEST)), this.pictures, this.fetched);
    this.source = { ...clean, bounded, quoted: hasMoreThanQuotes(clean.html), paper: rich !== null && choosesColours(clean.html) };
  }

  override render(): TemplateResult {
    const { source } = this;
    if (source === null) return html``;
    return html`
      ${source.bounded === 'whole' ? nothing : html`<p class="note small muted" role="status" data-test="bounded">${t(`read.${source.bounded}`)}</p>`}
      ${remoteBanner(source, this.loading, () => void this.#load())}
      <iframe
        class="${source.paper ? 'paper' : ''} ${this.#dims ? 'dim' : ''}"
        title=${t('read.body')}
        sandbox="allow-same-origin"
        referrerpolicy="no-referrer"
        data-test="body-frame"
        .srcdoc=${this.#document(source)}
        @load=${this.#loaded}
      ></iframe>
      ${source.quoted ? html`<button class="fold" aria-expanded=${this.quotes} data-test="quote-toggle" @click=${() => { this.quotes = !this.quotes; }}>${icon('ellipsis', 'xs')}${t(this.quotes ? 'read.quote-hide' : 'read.quote-show')}</button>` : nothing}
      ${source.paper && this.#dark ? html`<button class="fold" aria-pressed=${this.original} data-test="original" @click=${() => { this.original = !this.original; }}>${icon('eye', 'xs')}${t(this.original ? 'read.dark-adapt' : 'read.dark-original')}</button>` : nothing}
      ${this.leads === null ? nothing : leadsTo(this.leads)}
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
    const scheme = paper ? 'light' : this.#dark ? 'dark' : 'light';
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
    const style = (this.#dims ? TURNED_BACK : '') + FRAME_STYLE.replace(/\b[A-Z]{3,}\b/g, (place) => places[place] ?? place);
    return `<!doctype html><html class="${this.quotes || !quoted ? '' : 'fold'}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${style}</style></head><body dir="auto">${content}</body></html>`;
  }

  readonly #loaded = (): void => {
    const inside = this.frame?.contentDocument;
    if (!inside) return;
    this.#size.disconnect();
    this.#size.observe(inside.body);
    void lendFont(inside);
    for (const kind of ['click', 'auxclick']) inside.addEventListener(kind, this.#onClick);
    for (const kind of ['pointerover', 'focusin', 'pointerleave', 'focusout']) inside.addEventListener(kind, this.#onLink);
    this.#measure();
  };

  get #dark(): boolean {
    return (document.documentElement.dataset['theme'] ?? (DARK.matches ? 'dark' : 'light')) === 'dark';
  }

  get #dims(): boolean {
    return this.#dark && !this.original && this.source?.paper === true;
  }

  async #load(): Promise<void> {
    const { body } = this;
    this.loading = 'now';
    const fetched = await fetchPictures(this.source?.remote ?? []);
    if (body !== this.body || !this.isConnected) for (const url of fetched.values()) URL.revokeObjectURL(url);
    else {
      this.fetched = fetched;
      this.loading = 'done';
    }
  }

  readonly #onClick = (event: Event): void => {
    // The other buttons but the middle one open nothing.
    if (event.type !== 'auxclick' || (event as MouseEvent).button === 1) void follow(event, { root: this.renderRoot, known: this.known, onWriteTo: this.onWriteTo });
  };

  readonly #onLink = (event: Event): void => {
    this.leads = event.type === 'pointerleave' || event.type === 'focusout' ? null : viewOf(event, this.known);
  };

  #measure(): void {
    const { frame } = this;
    const root = frame?.contentDocument?.documentElement;
    if (!root) return;
    const wide = root.scrollWidth > root.clientWidth ? 16 : 0;
    frame.style.height = `${Math.ceil(root.getBoundingClientRect().height) + wide}px`;
  }
}
