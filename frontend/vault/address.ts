/** Addresses and domains in normal form (spec 0.2). */
import { utf8 } from './bytes.js';

export interface Address {
  readonly text: string;
  readonly local: string;
  readonly domain: string;
}

/** Letters, digits, hyphens; `--` in third place is for A-labels alone (RFC 5890 §2.3.1). */
const LABEL = /^(?!-|(?!xn)..--)[a-z0-9-]{1,63}(?<!-)$/;
/** Code points that IDNA 2003 and 2008 map differently (UTS #46 §6): their owner writes the A-label. */
const DEVIATION = /[ßẞς\u200c\u200d]/u;

/** A domain in A-labels and lower case, or null. One trailing dot is taken away. */
export function normalDomain(text: string): string | null {
  if (text === '' || DEVIATION.test(text) || /[\s/?#@:\\%]/.test(text)) return null;
  let host: string;
  try {
    // The URL parser does the mapping of UTS #46; what else it would take as a host is refused below.
    host = new URL(`https://${text}/`).host.replace(/\.$/, '');
  } catch {
    return null;
  }
  const labels = host.split('.');
  const fine = host.length <= 253 && labels.length > 1 && labels.every((label) => LABEL.test(label));
  return fine && /^[a-z]/.test(labels.at(-1)!) ? host : null;
}

/** Full- and half-width forms, mapped to their decompositions (RFC 8265 §3.3.2). */
const WIDTH = /[\uFF01-\uFFEF\u3000]/g;
/** Letters, digits and printable ASCII (RFC 8264 §4.2), as Unicode properties. */
const IDENTIFIER = /^[\p{L}\p{Mn}\p{Mc}\p{Nd}\x21-\x7e]+$/u;
/** RFC 7622 §3.3.1, and what RFC 5322 §3.2.3 would have quoted. */
const FORBIDDEN = /["&'/:<>@\s(),;[\]\\]/u;
/** Scripts written from right to left; RFC 5893 does not let them mix with others, and we are stricter. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** A local part in PRECIS UsernameCaseMapped form, or null. */
export function normalLocal(text: string): string | null {
  const local = text
    .replace(WIDTH, (c) => c.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFC');
  const octets = utf8(local).length;
  if (octets < 1 || octets > 64 || !IDENTIFIER.test(local) || FORBIDDEN.test(local)) return null;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  // HasCompat (RFC 8264 §9.17) is disallowed: it would make two spellings of one name.
  for (const c of local) if (c.normalize('NFKC') !== c && c.normalize('NFC') === c) return null;
  if (/^\p{M}/u.test(local)) return null;
  return RIGHT_TO_LEFT.test(local) && LEFT_TO_RIGHT.test(local) ? null : local;
}

export function parseAddress(text: string): Address | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const local = normalLocal(text.slice(0, at));
  const domain = normalDomain(text.slice(at + 1));
  return local === null || domain === null ? null : { text: `${local}@${domain}`, local, domain };
}

/** What stands after the `@` of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** True if the text is an address and already in normal form, as everything signed must be. */
export const isNormalAddress = (text: string): boolean => parseAddress(text)?.text === text;
