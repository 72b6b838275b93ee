/** Plain text as HTML for the frame: escaped, linked, the quoted end in a blockquote. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Web addresses with a scheme or `www.`, and mail addresses. */
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const TRAILING = /[.,:;!?'"»”’…]+$/;

function linkOf(found: string): string {
  let text = found.replace(TRAILING, '');
  // A closing bracket belongs to the sentence unless the address opened it.
  while (text.endsWith(')') && text.split('(').length <= text.split(')').length - 1) text = text.slice(0, -1).replace(TRAILING, '');
  const rest = found.slice(text.length);
  const target = text.includes('://') ? text : /^www\./i.test(text) ? `https://${text}` : `mailto:${text}`;
  return `<a href="${escaped(target)}">${escaped(text)}</a>${escaped(rest)}`;
}

export function linkified(text: string): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    html += escaped(text.slice(from, match.index)) + linkOf(match[0]);
    from = match.index + match[0].length;
  }
  return html + escaped(text.slice(from));
}

const QUOTED = /^\s*>/;
/** `…, Anna wrote:` above a quotation. */
const ATTRIBUTION = /:\s*$/;

/** Splits the quotation off that ends a reply: quoted lines, the line that introduces them, blank lines between. */
export function splitQuote(text: string): { readonly own: string; readonly quoted: string } {
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  let start = lines.length;
  while (start > 0 && (QUOTED.test(lines[start - 1] ?? '') || (lines[start - 1] ?? '').trim() === '')) start--;
  if (!lines.slice(start).some((line) => QUOTED.test(line))) return { own: lines.join('\n'), quoted: '' };
  if (start > 0 && ATTRIBUTION.test(lines[start - 1] ?? '')) start--;
  if (start === 0) return { own: lines.join('\n'), quoted: '' };
  return { own: lines.slice(0, start).join('\n').trimEnd(), quoted: lines.slice(start).join('\n') };
}

/** The whole text as HTML; what is folded away stands in the blockquote at its end. */
export function textToHtml(text: string): string {
  const { own, quoted } = splitQuote(text);
  const quote = quoted === '' ? '' : `<blockquote>${linkified(quoted)}</blockquote>`;
  return `<pre>${linkified(own)}${quote}</pre>`;
}

/** Paragraphs for the editor. */
export function textToParagraphs(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((part) => `<p>${escaped(part).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** What stands above a signature in plain text (RFC 3676 §4.3). */
const DELIMITER = '-- ';
const SIGNATURE = /\n?\n-- \n[\s\S]*?(?=\n\n|$)/;

/** Text of HTML of the editor: its paragraphs and items, without formats. */
export function textOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const br of body.querySelectorAll('br')) br.replaceWith('\n');
  for (const block of body.querySelectorAll('p, li, h1, h2, h3, pre, blockquote')) block.append('\n');
  return body.textContent.replaceAll(/\n{3,}/g, '\n\n').trim();
}

/** A plain text with this signature in place of the one that is there: below the own text, above a quotation; null for none. */
export function plainSignature(text: string, signature: string | null): string {
  const bare = text.replace(SIGNATURE, '');
  if (signature === null) return bare;
  const { own, quoted } = splitQuote(bare);
  const block = `\n\n${DELIMITER}\n${signature}`;
  return quoted === '' ? `${own.trimEnd()}${block}` : `${own.trimEnd()}${block}\n\n${quoted}`;
}
