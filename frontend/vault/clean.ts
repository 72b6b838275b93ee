/** Text from strangers, made fit to be shown beside our own. */
import { utf8 } from './bytes.js';

/** Controls, and characters that turn the direction of what stands around them (Unicode TR #9). */
const DECEIVING = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** One line of text. */
export function cleanLine(text: string, max: number): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ').replaceAll(DECEIVING, '').trim().slice(0, max);
}

/** A file name without path, controls or deceiving characters, at most 255 octets. */
export function cleanFileName(name: string | null): string {
  const base = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  let clean = cleanLine(base, 255).replaceAll(/[<>:"|?*]/g, '_').replace(/^\.+/, '').replace(/[. ]+$/, '');
  while (utf8(clean).length > 255) {
    const dot = clean.lastIndexOf('.');
    const cut = dot > 0 && clean.length - dot <= 12 ? dot : clean.length;
    clean = Array.from(clean.slice(0, cut)).slice(0, -1).join('') + clean.slice(cut);
  }
  return clean === '' ? 'attachment' : clean;
}

/** A media type without parameters (RFC 6838 §4.2), or `application/octet-stream`. */
export function cleanType(type: string): string {
  const name = type.split(';')[0]!.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(name) ? name : 'application/octet-stream';
}
