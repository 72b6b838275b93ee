/**
 * Draws pages of a PDF by pdf.js, all of it in this worker: the document of a stranger is read where there is no page to reach, no
 * network (the worker's policy), no key and no mail. Its scripts, forms and links are not run: a page is a picture and its text.
 */
import { expose, transfer } from 'comlink';
import * as pdfjsWorker from 'pdfjs-dist/build/pdf.worker.mjs';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import type { Need, NeedKind, PdfOpened, PdfPage, PdfPages } from '../model/pdf.js';

// What pdf.js looks for before it would start a worker of its own.
Object.assign(globalThis, { pdfjsWorker });

/** Pixels of a picture and of a page, beyond which they are drawn smaller or not at all. */
const MOST_PIXELS = 24_000_000;
const MOST_TEXT = 100_000;

class Canvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }

  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number): void {
    canvas.width = width;
    canvas.height = height;
  }

  destroy(held: { canvas: OffscreenCanvas | null; context: unknown }): void {
    if (held.canvas !== null) held.canvas.width = held.canvas.height = 0;
    held.canvas = held.context = null;
  }

  getNoAlphaContext(canvas: OffscreenCanvas) {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }
}

/** Filters are elements of a document, which is not here. */
class NoFilters {
  readonly addFilter = () => 'none';
  readonly addHCMFilter = this.addFilter;
  readonly addAlphaFilter = this.addFilter;
  readonly addLuminosityFilter = this.addFilter;
  readonly addKnockoutFilter = this.addFilter;
  readonly addHighlightHCMFilter = this.addFilter;
  readonly addSelectionHCMFilter = this.addFilter;
  readonly addSelectionFilter = this.addFilter;
  readonly createSelectionStyle = () => null;
  readonly destroy = () => undefined;
}

class Pages implements PdfPages {
  #document: PDFDocumentProxy | null = null;

  async open(octets: ArrayBuffer, need: Need): Promise<PdfOpened> {
    class Needed {
      async fetch({ kind, filename }: { readonly kind: NeedKind; readonly filename: string }): Promise<Uint8Array> {
        return new Uint8Array(await need(kind, filename));
      }
    }
    const task = getDocument({
      data: octets,
      CanvasFactory: Canvases,
      FilterFactory: NoFilters,
      BinaryDataFactory: Needed,
      // Named so that they are asked for; only their kind and file reach the factory.
      cMapUrl: 'cmaps/',
      standardFontDataUrl: 'fonts/',
      wasmUrl: 'wasm/',
      useWorkerFetch: false,
      useSystemFonts: false,
      // Glyphs are drawn as paths: fonts of strangers do not reach the browser's own code for fonts.
      disableFontFace: true,
      disableWorkerRendering: true,
      isImageDecoderSupported: false,
      maxImageSize: MOST_PIXELS,
      canvasMaxAreaInBytes: MOST_PIXELS * 4,
      enableXfa: false,
      stopAtErrors: false,
      verbosity: 0,
      ownerDocument: {},
    } as unknown as Parameters<typeof getDocument>[0]);
    try {
      this.#document = await task.promise;
      return { kind: 'opened', pages: this.#document.numPages };
    } catch (fault) {
      return { kind: fault instanceof Error && fault.name === 'PasswordException' ? 'encrypted' : 'broken' };
    }
  }

  async draw(page: number, width: number): Promise<PdfPage> {
    if (this.#document === null) throw new Error('not open');
    const proxy = await this.#document.getPage(page);
    const whole = proxy.getViewport({ scale: 1 });
    const scale = Math.min(width / whole.width, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)));
    const viewport = proxy.getViewport({ scale });
    const canvas = new OffscreenCanvas(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)));
    await proxy.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
    const picture = canvas.transferToImageBitmap();
    const text = await textOf(proxy);
    proxy.cleanup();
    return transfer({ picture, text }, [picture]);
  }
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('').slice(0, MOST_TEXT);
}

expose(new Pages());
