/** The body blob's MIME entity (spec 30.3): written with header protection (RFC 9788), read by postal-mime within bounds. */
import type { BodyView, EmailAddress } from '../model/mail.js';
import { type Bytes, base64url, concat, random, utf8 } from './bytes.js';
import type { Header } from './header.js';
import { Refusal } from './refusal.js';

/** Octets of a MIME entity, and characters of a decoded part, that a reader takes. */
export const MAX_BODY = 16 * 1024 * 1024;
export const MAX_DECODED = 8 * 1024 * 1024;

type ProtectedFields = Pick<Header, 'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'sentAt' | 'messageId' | 'inReplyTo' | 'references'>;

/** A MIME entity whose root carries the protected header fields and `hp="cipher"`. */
export function writeBody(header: ProtectedFields, text: string, html: string | null): Bytes {
  const fields = [
    field('From', mailboxes([header.from])),
    header.to.length > 0 ? field('To', mailboxes(header.to)) : '',
    header.cc.length > 0 ? field('Cc', mailboxes(header.cc)) : '',
    header.bcc.length > 0 ? field('Bcc', mailboxes(header.bcc)) : '',
    field('Subject', words(header.subject)),
    field('Date', new Date(header.sentAt).toUTCString().replace('GMT', '+0000')),
    field('Message-ID', `<${header.messageId}>`),
    header.inReplyTo.length > 0 ? field('In-Reply-To', header.inReplyTo.map((id) => `<${id}>`).join(' ')) : '',
    header.references.length > 0 ? field('References', header.references.map((id) => `<${id}>`).join(' ')) : '',
    'MIME-Version: 1.0\r\n',
  ].join('');
  if (html === null) return concat(utf8(fields), part('text/plain', text, '; hp="cipher"'));
  const boundary = base64url(random(18));
  const root = `Content-Type: multipart/alternative; boundary="${boundary}";\r\n hp="cipher"\r\n\r\n`;
  const line = utf8(`\r\n--${boundary}\r\n`);
  return concat(utf8(fields + root), line, part('text/plain', text), line, part('text/html', html), utf8(`\r\n--${boundary}--\r\n`));
}

function part(type: string, text: string, parameter = ''): Bytes {
  const lines = base64(utf8(text.replaceAll(/\r?\n/g, '\r\n'))).replaceAll(/.{76}/g, '$&\r\n');
  return utf8(`Content-Type: ${type}; charset=utf-8${parameter}\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`);
}

function base64(octets: Bytes): string {
  const text = base64url(octets).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** A header field, folded at blanks before column 78 (RFC 5322 §2.2.3). */
function field(name: string, value: string): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of value.split(' ')) {
    if (line.length + 1 + word.length > 78 && line.trim() !== '' && line !== `${name}:`) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\r\n') + '\r\n';
}

const mailboxes = (list: readonly EmailAddress[]): string =>
  list.map(({ name, email }) => (name === null ? email : `${/^[A-Za-z0-9 ]+$/.test(name) ? name : words(name, true)} <${email}>`)).join(', ');

/** Encoded words (RFC 2047) of at most 75 characters where the text is not plain ASCII. */
function words(text: string, always = false): string {
  if (!always && /^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text;
  const encoded: string[] = [];
  let piece = '';
  for (const character of text) {
    if (utf8(piece + character).length > 42) {
      encoded.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...encoded, piece].map((one) => `=?utf-8?B?${base64(utf8(one))}?=`).join(' ');
}

/** Decodes a body. @throws Refusal `malformed` or `too-large` */
export async function readBody(octets: Bytes): Promise<BodyView> {
  if (octets.length > MAX_BODY) throw new Refusal('too-large', 'body');
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(octets, { maxNestingDepth: 32, maxHeadersSize: 256 * 1024, rfc822Attachments: true }).catch(() => {
    throw new Refusal('malformed', 'body');
  });
  const html = mail.html ?? null;
  const text = mail.text ?? (html === null ? '' : textOfHtml(html));
  if (text.length > MAX_DECODED || (html?.length ?? 0) > MAX_DECODED) throw new Refusal('too-large', 'body');
  return { text: text.replaceAll('\r\n', '\n'), html };
}

const UNSHOWN: ReadonlySet<string> = new Set(['head', 'script', 'style', 'title', 'template']);
const BREAKS: ReadonlySet<string> = new Set(['br', '/p', '/div', '/li', '/tr', '/h1', '/h2', '/h3', '/h4', '/h5', '/h6', '/blockquote']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** Rough text of HTML, in one pass: for search and for those who do not want HTML, never for display as HTML. */
export function textOfHtml(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const close = open < 0 ? -1 : html.indexOf('>', open);
    parts.push(html.slice(at, open < 0 ? html.length : open));
    if (close < 0) break;
    const name = /^\/?[a-z0-9]*/.exec(lower.slice(open + 1, open + 16))![0];
    if (BREAKS.has(name)) parts.push('\n');
    at = close + 1;
    if (!UNSHOWN.has(name)) continue;
    const end = lower.indexOf(`</${name}`, at);
    if (end < 0) break;
    at = end;
  }
  return parts
    .join('')
    .replaceAll(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, entity: string) => ENTITIES[entity]!)
    .split('\n')
    .map((line) => line.replaceAll(/[\t ]+/g, ' ').trim())
    .filter((line, i, lines) => line !== '' || lines[i - 1] !== '')
    .join('\n')
    .trim();
}
