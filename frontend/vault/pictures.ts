/** Pictures inside a text: `data:` in the editor and in drafts, parts of their own (RFC 2392) in a mail. */
import { type Bytes, base64url, fromBase64url, random } from './bytes.js';

/** As the editor writes them. */
const INSIDE = /src="data:image\/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/]+={0,2})"/g;
const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/;
/** Octets of a picture that is put back into a text. */
const LARGEST = 2_000_000;

export interface InlinePicture {
  readonly cid: string;
  readonly name: string;
  readonly type: string;
  readonly content: Blob;
}

/** The text with its pictures taken out of it, each once, and the pictures. */
export function takeOut(html: string, domain: string): { readonly html: string; readonly pictures: readonly InlinePicture[] } {
  const found = new Map<string, InlinePicture>();
  const text = html.replaceAll(INSIDE, (whole, kind: string, base64: string) => {
    const octets = fromBase64(base64);
    if (octets === null) return whole;
    let picture = found.get(base64);
    if (picture === undefined) {
      const type = `image/${kind}`;
      picture = { cid: `${base64url(random(16))}@${domain}`, name: `image-${found.size + 1}.${kind === 'jpeg' ? 'jpg' : kind}`, type, content: new Blob([octets], { type }) };
      found.set(base64, picture);
    }
    return `src="cid:${picture.cid}"`;
  });
  return { html: text, pictures: [...found.values()] };
}

/** True if the text shows it, so that it is no file beside it. */
export const isShown = (html: string | null, { cid, type, length }: { readonly cid: string | null; readonly type: string; readonly length: number }): boolean =>
  cid !== null && html !== null && length <= LARGEST && PICTURE.test(type) && html.includes(`src="cid:${cid}"`);

/** The text with these pictures in it again. */
export async function putBack(html: string, pictures: readonly InlinePicture[]): Promise<string> {
  let text = html;
  for (const { cid, type, content } of pictures) text = text.replaceAll(`src="cid:${cid}"`, `src="data:${type};base64,${toBase64(new Uint8Array(await content.arrayBuffer()))}"`);
  return text;
}

const fromBase64 = (text: string): Bytes | null => fromBase64url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));

function toBase64(octets: Bytes): string {
  const text = base64url(octets).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
