/** What word processors and web pages put on the clipboard, made plain enough for a mail. */
import { cleanHtml } from './clean.js';

/** Hostile HTML of the clipboard as the editor may take it: lists of Word are lists again, and nothing acts, fetches or is styled. */
export function cleanPaste(html: string): string {
  // A document of its own: nothing in it runs or is fetched.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const junk of body.querySelectorAll('style, meta, link, title, xml')) junk.remove();
  for (const list of [...body.querySelectorAll<HTMLElement>('p')].filter(isListItem)) adopt(list);
  for (const styled of body.querySelectorAll('[style], [class], [color], [face], [bgcolor]')) for (const name of ['style', 'class', 'color', 'face', 'bgcolor']) styled.removeAttribute(name);
  return cleanHtml(body.innerHTML).html;
}

const isListItem = (p: HTMLElement): boolean => /mso-list\s*:/i.test(p.getAttribute('style') ?? '') || p.className.startsWith('MsoListParagraph');

/** Word writes a list as paragraphs that begin with their sign. */
function adopt(p: HTMLElement): void {
  const sign = [...p.querySelectorAll('span')].find((span) => /mso-list\s*:\s*Ignore/i.test(span.getAttribute('style') ?? ''));
  const kind = /^\s*(?:\d+|[a-z])[.)]/i.test(sign?.textContent ?? '') ? 'ol' : 'ul';
  sign?.remove();
  const item = p.ownerDocument.createElement('li');
  item.append(...p.childNodes);
  const before = p.previousElementSibling;
  if (before?.localName === kind) {
    before.append(item);
    p.remove();
    return;
  }
  const list = p.ownerDocument.createElement(kind);
  list.append(item);
  p.replaceWith(list);
}
