/** Where a link of a mail truly leads, and what is to be said before it is followed. */
import { deceit, ownerOf, readable } from './domains.js';

/** Parameters that name the reader to whoever sent the link, and do nothing else. */
const TRACKING = /^(?:utm_\w+|mc_[ce]id|_hs(?:enc|mi)|hs(?:CtaTracking|a_\w+)|mkt_tok|oly_(?:anon|enc)_id|vero_(?:conv|id)|(?:fb|g|d|tw|tt|yo|wbra|gbra|mscl)clid|yclid|msclkid|gclsrc|wickedid|rb_clickid|igshid?|si_id|ml_subscriber(?:_hash)?|_openstat|s_cid|icid|trk(?:_?\w+)?|elqTrack(?:Id)?|pk_(?:campaign|kwd|source|medium)|mtm_\w+|ck_subscriber_id|bsft_\w+|dm_i|epik|sc_(?:campaign|channel|content|medium|outcome|geo|country|cid|lid))$/i;

export interface Stripped {
  readonly href: string;
  /** Names of what was taken out. */
  readonly names: readonly string[];
}

/** A web address without parameters that only track; all else stays as it is, byte for byte. */
export function stripTracking(href: string): Stripped {
  const split = /^(https?:\/\/[^?#]*)\?([^#]*)(#.*)?$/i.exec(href);
  if (split === null) return { href, names: [] };
  const [, start = '', asked = '', hash = ''] = split;
  const parts = asked.split('&').map((part) => ({ part, name: decoded(part.split('=')[0] ?? '') }));
  const names = parts.filter(({ name }) => TRACKING.test(name)).map(({ name }) => name);
  if (names.length === 0) return { href, names };
  const kept = parts.filter(({ name }) => !TRACKING.test(name)).map(({ part }) => part);
  return { href: `${start}${kept.length === 0 ? '' : `?${kept.join('&')}`}${hash}`, names };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export type Doubt =
  | { readonly kind: 'mixed' | 'foreign' | 'number' | 'user' }
  | { readonly kind: 'like' | 'text'; readonly name: string };

export interface LinkView {
  readonly kind: 'web' | 'mail' | 'phone';
  /** What is opened: for the web an absolute address, otherwise what stands after the scheme. */
  readonly target: string;
  /** The part that says whose it is, as people read it; empty where there is none. */
  readonly host: string;
  /** Without it, for the status line. */
  readonly rest: string;
  /** What speaks against following it at once. */
  readonly doubt: Doubt | null;
}

/** A domain that a text names: alone, or at the start of an address. */
const NAMED = /^(?:https?:\/\/)?(?:[^\s/@]+@)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]*[\p{L}\p{N}])(?::\d+)?(?:[/?#]\S*)?$/iu;
/** Endings of file names that are no names of countries or trades. */
const FILES = /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|jpe?g|png|gif|webp|heic|txt|csv|html?|zip|mp[34]|eml|ics)$/i;

/** The host that a link's own words claim, or null if they claim none. */
export function namedHost(text: string): string | null {
  const found = NAMED.exec(text.trim())?.[1]?.toLowerCase();
  if (found === undefined || FILES.test(found)) return null;
  try {
    return new URL(`https://${found}`).hostname;
  } catch {
    return null;
  }
}

/** @param known names of domains that the reader knows: of the sender, and the own one */
export function linkView(href: string, text: string, known: readonly string[]): LinkView | null {
  const scheme = /^(https?|mailto|tel):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === undefined) return null;
  if (scheme === 'mailto') return { kind: 'mail', target: decoded(href.slice('mailto:'.length).split('?')[0] ?? ''), host: '', rest: decoded(href), doubt: null };
  if (scheme === 'tel') return { kind: 'phone', target: href.slice('tel:'.length), host: '', rest: href, doubt: null };
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  const host = url.hostname;
  return { kind: 'web', target: url.href, host: readable(host), rest: url.href.slice(url.href.indexOf(host, url.protocol.length + 2) + host.length), doubt: doubtOf(url, text, known) };
}

function doubtOf(url: URL, text: string, known: readonly string[]): Doubt | null {
  const host = url.hostname.replace(/\.$/, '');
  if (url.username !== '' || url.password !== '') return { kind: 'user' };
  const named = namedHost(text);
  if (named !== null && ownerOf(named) !== ownerOf(host)) return { kind: 'text', name: readable(named) };
  if (/^[\d.]+$/.test(host) || host.startsWith('[')) return { kind: 'number' };
  return deceit(host, known);
}
