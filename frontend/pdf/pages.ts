/// <reference types="vite/types/importMeta.d.ts" />
/** Starts the worker that draws pages of a PDF, and carries to it what pdf.js needs of this origin's own files. */
import { proxy, type Remote, transfer, wrap } from 'comlink';
import type { NeedKind, PdfOpened, PdfPages } from '../model/pdf.js';

const urls = (found: Record<string, unknown>): ReadonlyMap<string, string> => new Map(Object.entries(found).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url as string]));

const FILES: Readonly<Record<NeedKind, ReadonlyMap<string, string>>> = {
  cMapUrl: urls(import.meta.glob('../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true })),
  standardFontDataUrl: urls(import.meta.glob('../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url', import: 'default', eager: true })),
  wasmUrl: urls(import.meta.glob('../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm', { query: '?url', import: 'default', eager: true })),
};

/** The name comes out of a stranger's document: it chooses among own files, and never becomes an address. */
async function need(kind: NeedKind, name: string): Promise<ArrayBuffer> {
  const url = FILES[kind].get(name);
  if (url === undefined) throw new Error('no such file');
  const octets = await (await fetch(url, { credentials: 'omit' })).arrayBuffer();
  return transfer(octets, [octets]);
}

export interface OpenPdf {
  readonly opened: PdfOpened;
  readonly pages: Remote<PdfPages>;
  /** Ends the worker, whatever it is at. */
  close(): void;
}

export async function openPdf(file: Blob): Promise<OpenPdf> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'pdf' });
  const pages = wrap<PdfPages>(worker);
  const octets = await file.arrayBuffer();
  const failed = new Promise<PdfOpened>((resolve) => { worker.addEventListener('error', () => { resolve({ kind: 'broken' }); }); });
  const opened = await Promise.race([pages.open(transfer(octets, [octets]), proxy(need)), failed]);
  return { opened, pages, close: () => { worker.terminate(); } };
}
