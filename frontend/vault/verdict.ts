/** What a signature is worth to this reader (spec 40.3): a pure function of what was found out. */
import type { Verdict } from '../model/mail.js';
import type { Reason } from './refusal.js';

export type BrokenReason = Reason | 'wrong-origin' | 'wrong-recipient' | 'wrong-author' | 'replay' | 'bad-binding' | 'wrong-domain' | 'lying-domain';

/** A binding as read; whether it is true is {@link Evidence.bindingCheck}. */
export interface BindingClaim {
  readonly address: string;
  readonly fingerprint: string;
  readonly sequence: number;
}

/** All that the verdict depends on. The sealed message has been opened and its one signature checked by the key in it. */
export interface Evidence {
  /** Fingerprint of the key that made the signature. */
  readonly signer: string;
  readonly author: string;
  readonly authorDomain: string;
  /** Origin domain of the arrival. */
  readonly origin: string;
  readonly recipients: readonly { readonly address: string; readonly fingerprint: string }[];
  readonly own: { readonly address: string; readonly fingerprints: readonly string[] };
  readonly binding: BindingClaim;
  /** `unknown` while the domain's certificate is not reachable. */
  readonly bindingCheck: 'valid' | 'invalid' | 'unknown';
  /** The author saw another certificate of the own domain or of the author's than the reader knows. */
  readonly otherDomain: boolean;
  /** What is pinned for the author, newest first, or null. */
  readonly pins: readonly { readonly fingerprint: string; readonly sequence: number; readonly verified: boolean }[] | null;
  /** (signer, messageId) was seen before. */
  readonly seen: boolean;
  /** The delivered blobs are those of the header. */
  readonly complete: boolean;
}

export const broken = (reason: BrokenReason): Verdict => ({ name: 'broken', reason });

export function verdictOf(e: Evidence): Verdict {
  if (e.binding.fingerprint !== e.signer) return broken('wrong-signer');
  if (e.binding.address !== e.author) return broken('wrong-author');
  if (e.authorDomain !== e.origin) return broken('wrong-origin');
  if (!e.recipients.some(({ address, fingerprint }) => address === e.own.address && e.own.fingerprints.includes(fingerprint))) return broken('wrong-recipient');
  if (e.seen) return broken('replay');
  if (e.bindingCheck === 'invalid') return broken('bad-binding');
  if (e.otherDomain) return broken('wrong-domain');
  const pinned = e.pins?.[0] ?? null;
  if (e.bindingCheck === 'valid' && e.pins?.some((pin) => pin.sequence === e.binding.sequence && pin.fingerprint !== e.signer) === true) return broken('lying-domain');
  if (!e.complete) return { name: 'incomplete' };
  if (pinned !== null && pinned.fingerprint !== e.signer) return { name: 'key-changed' };
  if (pinned !== null) return { name: pinned.verified ? 'verified' : 'sealed' };
  return { name: e.bindingCheck === 'valid' ? 'first-contact' : 'unchecked' };
}
