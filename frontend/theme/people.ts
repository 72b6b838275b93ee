import { html, type TemplateResult } from 'lit';
import type { EmailAddress } from '../model/mail.js';

const HUES = 8;

function hue(email: string): number {
  let sum = 0;
  for (const unit of email) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) % 9973;
  return (sum % HUES) + 1;
}

const segments = new Intl.Segmenter();
/** The first letters of a word, as a reader counts them. */
const letters = (word: string, count: number): string => Array.from(segments.segment(word), ({ segment }) => segment).slice(0, count).join('');

/** Two letters for a person: of the name's first and last word, else of the address. */
export function initials({ name, email }: EmailAddress): string {
  const words = (name ?? '').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return letters(email, 2).toUpperCase();
  return (words.length === 1 ? letters(first, 2) : letters(first, 1) + letters(last, 1)).toUpperCase();
}

/** A name if there is one, else the address. */
export const called = ({ name, email }: EmailAddress): string => (name === null || name === '' ? email : name);

/** `size` is one of `xs` (20 px), `s` (26), nothing (36), `l` (48). */
export function avatar(person: EmailAddress, size = ''): TemplateResult {
  return html`<span class="av a${hue(person.email)} ${size}" data-initials=${initials(person)} aria-hidden="true"></span>`;
}

export function brand(size = ''): TemplateResult {
  return html`<div class="brand ${size}" role="img" aria-label="Darkmail">
    <svg viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="8" fill="var(--mark-1)" />
      <path d="M6.5 9.2 14 15.2l7.5-6" fill="none" stroke="var(--mark-2)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
      <path d="M6.5 9.6v8.2c0 1.1.9 2 2 2h11c1.1 0 2-.9 2-2V9.6" fill="none" stroke="var(--mark-2)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" opacity=".45" />
      <circle cx="14" cy="15.4" r="2.5" fill="var(--mark-3)" />
    </svg>
    <span>Darkmail</span>
  </div>`;
}
