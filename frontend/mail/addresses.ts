import type { EmailAddress } from '../model/mail.js';

/** Enough to ask the vault about; it decides what an address is. */
const LOOKS_LIKE = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

/**
 * Addresses out of what people type and paste: commas, semicolons and new lines between them, names with or without
 * quotes, angle brackets, `mailto:`. What is no address comes back as it was typed, for the chip to say so.
 */
export function parseAddresses(text: string): readonly EmailAddress[] {
  return split(text)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => plainList(part) ?? [parseOne(part)]);
}

/** Several bare addresses with spaces between them, as spreadsheets paste them. */
function plainList(part: string): readonly EmailAddress[] | null {
  const words = part.split(/\s+/);
  return words.length > 1 && words.every((word) => LOOKS_LIKE.test(word)) ? words.map(parseOne) : null;
}

function parseOne(part: string): EmailAddress {
  const named = /^(.*?)\s*<([^<>]*)>$/s.exec(part);
  if (named === null) return { name: null, email: bare(part) };
  const name = unquoted((named[1] ?? '').trim());
  const email = bare(named[2] ?? '');
  return { name: name === '' || name === email ? null : name, email };
}

const bare = (text: string): string => text.trim().replace(/^mailto:/i, '').replace(/^<|>$/g, '');

function unquoted(name: string): string {
  const inner = /^"(.*)"$/s.exec(name)?.[1];
  return inner === undefined ? name : inner.replaceAll(/\\(.)/g, '$1').trim();
}

/** At commas, semicolons and line ends outside quotes and angle brackets. */
function split(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let bracketed = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\' && quoted) {
      part += sign + text.charAt(++at);
      continue;
    }
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '<') bracketed = true;
    else if (!quoted && sign === '>') bracketed = false;
    if (/[,;\n\r]/.test(sign) && !quoted && !bracketed) {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  parts.push(part);
  return parts;
}

export const looksComplete = (text: string): boolean => LOOKS_LIKE.test(bare(text.trim())) || /<[^<>]+@[^<>]+>$/.test(text.trim());

/** Keeps the first of each address; they are compared without regard to case. */
export function distinct(list: readonly EmailAddress[]): readonly EmailAddress[] {
  const seen = new Set<string>();
  return list.filter(({ email }) => {
    const key = email.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
