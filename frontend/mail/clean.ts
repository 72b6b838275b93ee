import DOMPurify, { type Config, type DOMPurify as Purifier } from 'dompurify';

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
const OWN_PICTURES = /^(?:data:image\/(?:png|jpeg|gif|webp);|blob:)/i;
/** Declarations that fetch, run, leave their place or hide under an escape. */
const BAD_STYLE = /url\s*\(|image\s*\(|image-set|expression|behavior|binding|@import|\\|<|position\s*:|z-index|pointer-events|content\s*:|animation|transition/i;

export interface Cleaned {
  readonly html: string;
  /** Pictures of other servers that were left out. */
  readonly blocked: number;
}

let purifier: Purifier | null = null;
let pictures: ReadonlyMap<string, string> = new Map();
let blocked = 0;

function ready(): Purifier {
  if (purifier !== null) return purifier;
  const fresh = DOMPurify(window);
  fresh.addHook('uponSanitizeAttribute', (node, attribute) => {
    const value = attribute.attrValue.trim();
    if (attribute.attrName === 'style') {
      attribute.attrValue = value.split(';').filter((part) => !BAD_STYLE.test(part)).join(';');
      attribute.keepAttr = attribute.attrValue !== '';
    } else if (RUNS.test(value)) attribute.keepAttr = false;
    else if (attribute.attrName === 'href') attribute.keepAttr = node.nodeName === 'A' && LINKS.test(value);
    else if (attribute.attrName === 'src') {
      const cid = /^cid:(.*)$/i.exec(value)?.[1];
      const picture = cid === undefined ? value : pictures.get(cid);
      attribute.keepAttr = node.nodeName === 'IMG' && picture !== undefined && OWN_PICTURES.test(picture);
      if (attribute.keepAttr && picture !== undefined) attribute.attrValue = picture;
      else if (cid === undefined) blocked++;
    }
  });
  fresh.addHook('afterSanitizeAttributes', (node) => {
    if (node.nodeName !== 'A') return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  });
  purifier = fresh;
  return fresh;
}

/**
 * Hostile HTML made harmless. The result is used as it is: whatever must change, changes in the hooks above, for a
 * tree that is changed after cleaning is no longer clean. `inline` maps the content ids of checked pictures to
 * `blob:` addresses of this page.
 */
export function cleanHtml(html: string, inline: ReadonlyMap<string, string> = new Map()): Cleaned {
  pictures = inline;
  blocked = 0;
  const clean = ready().sanitize(html, CONFIG);
  return { html: clean, blocked };
}

const OWN_COLOURS = /\b(?:bgcolor|color)\s*=|(?:^|[;"'\s])(?:background(?:-color)?|color)\s*:/i;

/** True if the mail chose colours of its own: it is then shown on paper, whatever the theme. */
export const choosesColours = (html: string): boolean => OWN_COLOURS.test(html);
