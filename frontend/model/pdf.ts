/** Pages of a PDF, between the page and the worker that draws them. */

/** Data of pdf.js that a document may ask for: character maps, fonts that are not embedded, decoders of pictures. */
export type NeedKind = 'cMapUrl' | 'standardFontDataUrl' | 'wasmUrl';
export type Need = (kind: NeedKind, name: string) => Promise<ArrayBuffer>;

export type PdfOpened = { readonly kind: 'opened'; readonly pages: number } | { readonly kind: 'encrypted' | 'broken' };

export interface PdfPage {
  readonly picture: ImageBitmap;
  /** What is written on it, for those who do not see the picture. */
  readonly text: string;
}

export interface PdfPages {
  /** Once. The buffer is transferred. */
  open(octets: ArrayBuffer, need: Need): Promise<PdfOpened>;
  /** @param page from 1 @param width of the picture, in pixels; bounded */
  draw(page: number, width: number): Promise<PdfPage>;
}
