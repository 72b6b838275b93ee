import { svg, type SVGTemplateResult } from 'lit';
import type { Recipient, Verdict } from '../model/mail.js';
import type { PlainKey } from '../messages/t.js';

type Shape = 'verified' | 'sealed' | 'unchecked' | 'changed' | 'incomplete' | 'broken';

/** What a trust state looks like and is called; the words are keys of the message bundle. */
export interface TrustLook {
  readonly shape: Shape;
  /** Colour role; the class is `c-` and this. */
  readonly tone: 'ok' | 'seal' | 'warn' | 'bad';
  readonly title: PlainKey;
}

const VERDICTS: Readonly<Record<Verdict['name'], TrustLook>> = {
  verified: { shape: 'verified', tone: 'ok', title: 'trust.verified' },
  sealed: { shape: 'sealed', tone: 'seal', title: 'trust.sealed' },
  'first-contact': { shape: 'sealed', tone: 'seal', title: 'trust.sealed' },
  unchecked: { shape: 'unchecked', tone: 'seal', title: 'trust.unchecked' },
  'key-changed': { shape: 'changed', tone: 'warn', title: 'trust.changed' },
  incomplete: { shape: 'incomplete', tone: 'warn', title: 'trust.incomplete' },
  broken: { shape: 'broken', tone: 'bad', title: 'trust.broken' },
};

export const lookOf = (verdict: Verdict): TrustLook => VERDICTS[verdict.name];

/** A chip's state: the vault's, or the page is still asking. */
export type ChipState = Recipient['state'] | 'looking' | 'unasked';

/** The states in which a mail may be sent to a recipient. */
export const sendable = (state: ChipState): boolean => state === 'verified' || state === 'sealed' || state === 'first-contact';

const SHAPES: Readonly<Record<Shape, SVGTemplateResult>> = {
  verified: svg`<path fill="currentColor" d="M10 1.2 2.8 3.9v5.3c0 4.5 3 7.9 7.2 9.6 4.2-1.7 7.2-5.1 7.2-9.6V3.9L10 1.2Z"/><path d="m6.5 9.9 2.5 2.5 4.5-4.8" fill="none" stroke="var(--cut)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
  sealed: svg`<rect x="3" y="8.4" width="14" height="10" rx="2.4" fill="currentColor"/><path d="M6.2 8.6V6a3.8 3.8 0 0 1 7.6 0v2.6" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="10" cy="13.4" r="1.5" fill="var(--cut)"/>`,
  unchecked: svg`<rect x="3.9" y="9.3" width="12.2" height="8.2" rx="1.8" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M6.4 9V6a3.6 3.6 0 0 1 7.2 0v3" fill="none" stroke="currentColor" stroke-width="1.9"/>`,
  changed: svg`<path fill="currentColor" d="M9.1 2.1a1.05 1.05 0 0 1 1.8 0l8 14.2a1.05 1.05 0 0 1-.9 1.6H2a1.05 1.05 0 0 1-.9-1.6L9.1 2.1Z"/><path d="M10 7.2v4.6" stroke="var(--cut)" stroke-width="2" stroke-linecap="round"/><circle cx="10" cy="14.9" r="1.2" fill="var(--cut)"/>`,
  incomplete: svg`<path fill="none" stroke="currentColor" stroke-width="1.8" d="M6.7 2.4h6.6l4.3 4.3v6.6l-4.3 4.3H6.7l-4.3-4.3V6.7Z"/><path d="M10 6.2v4.6" stroke="currentColor" stroke-width="2" stroke-linecap="round"/><circle cx="10" cy="13.9" r="1.2" fill="currentColor"/>`,
  broken: svg`<path fill="currentColor" d="M6.4 1.5h7.2L18.5 6.4v7.2l-4.9 4.9H6.4L1.5 13.6V6.4L6.4 1.5Z"/><path d="m7 7 6 6M13 7l-6 6" stroke="var(--cut)" stroke-width="2" stroke-linecap="round"/>`,
};

/** One of the trust shapes; words stand beside it or in the accessible name. */
export function trustShape({ shape, tone }: Pick<TrustLook, 'shape' | 'tone'>, size = ''): SVGTemplateResult {
  return svg`<svg class="t ${size} c-${tone}" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[shape]}</svg>`;
}
