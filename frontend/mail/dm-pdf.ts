import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../messages/t.js';
import { openPdf, type OpenPdf } from '../pdf/pages.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';

/** Widths of a page, by that of the dialog. */
const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3];
/** Beyond these nobody scrolls; each is an element. */
const MOST_PAGES = 1000;
/** Height by width, until a page is known. */
const PAPER = 1.414;

/** The pages of a PDF below each other, each drawn when it comes into sight. */
@customElement('dm-pdf')
export class PdfView extends LitElement {
  static override styles = [
    ...base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        flex: 1;
        width: min(900px, calc(100vw - 96px));
        height: 80vh;
      }
      .bar {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: 4px;
        padding-bottom: 6px;
      }
      .sheets {
        flex: 1;
        min-height: 0;
        overflow: auto;
        background: var(--surface-2);
        border: 1px solid var(--border);
        border-radius: 8px;
        padding: 12px;
      }
      section {
        margin: 0 auto 12px;
        background: #fff;
        box-shadow: var(--sh-1);
        position: relative;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      .said {
        margin: auto;
        text-align: center;
      }
      @media (max-width: 767px) {
        :host {
          width: 100%;
        }
        .sheets {
          padding: 6px;
        }
      }
    `,
  ];

  @property({ attribute: false }) file: Blob | null = null;
  @state() private open: OpenPdf | null = null;
  @state() private zoom = ZOOMS.indexOf(1);
  /** Text of the pages that were drawn. */
  @state() private texts: ReadonlyMap<number, string> = new Map();
  readonly #seen = new IntersectionObserver((entries) => { for (const { target, isIntersecting } of entries) if (isIntersecting) void this.#draw(target as HTMLElement); }, { rootMargin: '600px 0px' });
  /** Zoom at which a page was drawn last. */
  readonly #drawn = new Map<number, number>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
    this.open?.close();
    this.open = null;
  }

  override firstUpdated(): void {
    if (this.file !== null) void this.#begin(this.file);
  }

  override render(): TemplateResult {
    const { open } = this;
    if (open === null) return html`<p class="said" role="status">${t('pdf.opening')}</p>`;
    if (open.opened.kind !== 'opened') return html`<p class="said" role="alert" data-test="pdf-refused">${t(`pdf.${open.opened.kind}`)}</p>`;
    const { pages } = open.opened;
    const button = (by: number, label: string, sign: 'plus' | 'minus') => html`<button class="ib sm" aria-label=${label} title=${label} ?disabled=${ZOOMS[this.zoom + by] === undefined} data-test="pdf-${sign}" @click=${() => { this.#zoom(by); }}>${icon(sign, 's')}</button>`;
    return html`
      <div class="bar"><span class="small muted grow" data-test="pdf-pages">${t('pdf.pages', { n: pages })}</span>${button(-1, t('pdf.smaller'), 'minus')}<span class="small num">${this.#width} %</span>${button(1, t('pdf.larger'), 'plus')}</div>
      <div class="sheets" tabindex="0" role="group" aria-label=${t('pdf.pages', { n: pages })}>
        ${Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, i) => html`<section data-page=${i + 1} aria-label=${t('pdf.page', { page: i + 1, pages })} style="width: ${this.#width}%; aspect-ratio: 1 / ${PAPER}"><canvas aria-hidden="true"></canvas><div class="sr" data-test="pdf-text">${this.texts.get(i + 1) ?? nothing}</div></section>`)}
        ${pages > MOST_PAGES ? html`<p class="small muted">${t('pdf.cut', { n: MOST_PAGES })}</p>` : nothing}
      </div>
    `;
  }

  /** Of a page, in per cent. */
  get #width(): number {
    return (ZOOMS[this.zoom] ?? 1) * 100;
  }

  override updated(): void {
    for (const sheet of this.renderRoot.querySelectorAll('section')) this.#seen.observe(sheet);
  }

  async #begin(file: Blob): Promise<void> {
    const open = await openPdf(file);
    if (this.isConnected) this.open = open;
    else open.close();
  }

  #zoom(by: number): void {
    this.zoom += by;
    // Those in sight are drawn anew when they are looked at again.
    void this.updateComplete.then(() => { this.#seen.disconnect(); this.updated(); });
  }

  async #draw(sheet: HTMLElement): Promise<void> {
    const page = Number(sheet.dataset['page']);
    const { open, zoom } = this;
    if (open === null || this.#drawn.get(page) === zoom) return;
    this.#drawn.set(page, zoom);
    const { picture, text } = await open.pages.draw(page, Math.round(sheet.clientWidth * devicePixelRatio));
    const canvas = sheet.querySelector('canvas');
    if (canvas === null) return;
    sheet.style.aspectRatio = `${picture.width} / ${picture.height}`;
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    sheet.dataset['drawn'] = '';
    this.texts = new Map(this.texts).set(page, text);
  }
}
