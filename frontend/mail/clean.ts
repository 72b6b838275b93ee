import DOMPurify, { type Config, type DOMPurify as Purifier } from 'dompurify';
import { readable } from './domains.js';
import { stripTracking } from './links.js';

/** Attributes that hold no address. */
const PLAIN_ATTRIBUTES = [
  ...['align', 'alt', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'color', 'colspan', 'dir', 'face', 'height', 'lang', 'rowspan'],
  ...['scope', 'size', 'span', 'start', 'title', 'type', 'valign', 'width'],
];

/** What a mail may be made of. Nothing that acts, fetches, submits, embeds or names itself. */
const CONFIG: Config & { RETURN_DOM?: false; RETURN_DOM_FRAGMENT?: false; RETURN_TRUSTED_TYPE?: false } = {
  ALLOWED_TAGS: [
    ...['a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup'],
    ...['dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i'],
    ...['img', 'ins', 'kbd', 'li', 'main', 'mark', 'nav', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'sup'],
    ...['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr'],
  ],
  ALLOWED_ATTR: [...PLAIN_ATTRIBUTES, 'href', 'src', 'style'],
  ADD_URI_SAFE_ATTR: PLAIN_ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel|cid|blob):|data:image\/(?:png|jpeg|gif|webp);)/i,
  KEEP_CONTENT: true,
  FORBID_CONTENTS: ['script', 'style', 'title', 'template', 'noscript', 'svg', 'math', 'select', 'textarea', 'iframe', 'object', 'audio', 'video'],
};

/** Runs where it becomes an address; kept out of every attribute, so that nobody need prove where it stands. */
const RUNS = /^\s*(?:javascript|vbscript|data:text)/i;
const LINKS = /^(?:https?|mailto|tel):/i;
const WEB = /^https?:/i;
const OWN_PICTURES = /^(?:data:image\/(?:png|jpeg|gif|webp);|blob:)/i;
/** Declarations that fetch, run, leave their place or hide under an escape. */
const BAD_STYLE = /url\s*\(|image\s*\(|image-set|expression|behavior|binding|@import|\\|<|position\s*:|z-index|pointer-events|content\s*:|animation|transition/i;

export interface Cleaned {
  readonly html: string;
  /** Addresses of pictures on other servers that were left out and could be fetched. */
  readonly remote: readonly string[];
  /** Others that were left out: backgrounds, and pictures beyond the most that are shown. */
  readonly others: number;
  /** Servers of pictures that nobody can see: they only tell that the mail was opened. */
  readonly pixels: readonly string[];
  /** Parameters of links that only tracked, by name. */
  readonly stripped: readonly string[];
}

/** Beyond these a mail is not laid out: characters, and signs that open an element. */
const MOST = { characters: 2_000_000, elements: 20_000, pictures: 200 };

/** False for HTML that would hold the page up: it is shown as plain text. */
export function isBounded(html: string): boolean {
  if (html.length > MOST.characters) return false;
  let elements = 0;
  for (let at = html.indexOf('<'); at >= 0 && elements <= MOST.elements; at = html.indexOf('<', at + 1)) elements++;
  return elements <= MOST.elements;
}

/** What cleaning one mail has found so far; cleaning is synchronous, one at a time. */
interface Found {
  readonly inline: ReadonlyMap<string, string>;
  readonly fetched: ReadonlyMap<string, string>;
  readonly remote: Set<string>;
  readonly pixels: Set<string>;
  readonly stripped: Set<string>;
  others: number;
  pictures: number;
}
const fresh = (inline: ReadonlyMap<string, string>, fetched: ReadonlyMap<string, string>): Found => ({ inline, fetched, remote: new Set(), pixels: new Set(), stripped: new Set(), others: 0, pictures: 0 });
let found: Found = fresh(new Map(), new Map());
let purifier: Purifier | null = null;
/** Pictures that nobody can see, judged before any of their attributes goes. */
const unseen = new WeakSet<Node>();

const UNSEEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|(?:max-)?(?:width|height)\s*:\s*[0-2](?:px)?\s*(?:!|;|$))/i;
/** Too small or hidden: such a picture is there to be fetched, not to be seen. */
function isPixel(picture: Element): boolean {
  const tiny = (name: string) => /^\s*[0-2](?:px)?\s*$/.test(picture.getAttribute(name) ?? '');
  return tiny('width') || tiny('height') || picture.hasAttribute('hidden') || UNSEEN.test(picture.getAttribute('style') ?? '');
}

/** What stands in place of a picture's address, or null if it is left out. */
function pictureFor(picture: Element, address: string): string | null {
  const cid = /^cid:(.*)$/i.exec(address)?.[1];
  const shown = cid === undefined ? (found.fetched.get(address) ?? address) : found.inline.get(cid);
  if (shown !== undefined && OWN_PICTURES.test(shown)) {
    if (++found.pictures <= MOST.pictures) return shown;
    found.others++;
  } else if (cid === undefined && WEB.test(address)) {
    if (unseen.has(picture)) found.pixels.add(hostOf(address));
    else found.remote.add(address);
  } else if (cid === undefined) found.others++;
  return null;
}

function hostOf(address: string): string {
  try {
    return readable(new URL(address).hostname);
  } catch {
    return '?';
  }
}

function ready(): Purifier {
  if (purifier !== null) return purifier;
  const made = DOMPurify(window);
  made.addHook('uponSanitizeElement', (node) => {
    if (node.nodeName === 'IMG' && isPixel(node as Element)) unseen.add(node);
  });
  made.addHook('uponSanitizeAttribute', (node, attribute) => {
    const value = attribute.attrValue.trim();
    if (attribute.attrName === 'style') {
      if (/url\s*\(\s*["']?\s*(?:https?:)?\/\//i.test(value)) found.others++;
      attribute.attrValue = value.split(';').filter((part) => !BAD_STYLE.test(part)).join(';');
      attribute.keepAttr = attribute.attrValue !== '';
    } else if (RUNS.test(value)) attribute.keepAttr = false;
    else if (attribute.attrName === 'background') found.others++;
    else if (attribute.attrName === 'href') {
      attribute.keepAttr = node.nodeName === 'A' && LINKS.test(value);
      const { href, names } = stripTracking(value);
      if (attribute.keepAttr) attribute.attrValue = href;
      for (const name of names) found.stripped.add(name);
    } else if (attribute.attrName === 'src') {
      const shown = node.nodeName === 'IMG' ? pictureFor(node, value) : null;
      attribute.keepAttr = shown !== null;
      if (shown !== null) attribute.attrValue = shown;
    }
  });
  made.addHook('afterSanitizeAttributes', (node) => {
    if (node.nodeName !== 'A') return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  });
  purifier = made;
  return made;
}

/**
 * Hostile HTML made harmless. The result is used as it is: whatever must change, changes in the hooks above, for a
 * tree that is changed after cleaning is no longer clean.
 *
 * @param inline content ids of checked pictures of the mail itself, with `blob:` addresses of this page
 * @param fetched addresses of pictures that the reader had fetched, with such addresses
 */
export function cleanHtml(html: string, inline: ReadonlyMap<string, string> = new Map(), fetched: ReadonlyMap<string, string> = new Map()): Cleaned {
  found = fresh(inline, fetched);
  const clean = ready().sanitize(html, CONFIG);
  const { remote, others, pixels, stripped } = found;
  return { html: clean, remote: [...remote], others, pixels: [...pixels], stripped: [...stripped] };
}

const OWN_COLOURS = /\b(?:bgcolor|color)\s*=|(?:^|[;"'\s])(?:background(?:-color)?|color)\s*:/i;

/** True if the mail chose colours of its own: it is then shown on paper, whatever the theme. */
export const choosesColours = (html: string): boolean => OWN_COLOURS.test(html);
