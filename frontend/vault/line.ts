/**
 * A mail as it stays in memory and in the device cache: everything that a list, a search and opening need. With 100,000
 * mails each octet counts, so what repeats is kept once and octets stay in base64url.
 */
import type { EmailAddress } from '../model/mail.js';
import { base64url, concat, fromBase64url } from './bytes.js';
import type { BlobReference, Header } from './header.js';
import type { Mail } from './items.js';

/** A blob's reference with what opens it (SHA-256, then content key) in one text. */
export interface LineBlob extends Omit<BlobReference, 'sha256' | 'key'> {
  readonly secrets: string;
}

/** What only judging a mail again needs; kept of unchecked mails alone. */
export type Proofs = Pick<Header, 'replyTo' | 'recipients' | 'domains'> & { readonly key: string; readonly binding: string };

export type LineHeader = Pick<Header, 'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'preview' | 'sentAt' | 'messageId' | 'inReplyTo' | 'references' | 'expires'> & {
  readonly blobs: readonly LineBlob[];
};

export interface Line extends Omit<Mail, 'header'> {
  readonly header: LineHeader | null;
  readonly proofs: Proofs | null;
}

/** Keeps one of each value that many mails share. */
export class Pool {
  readonly #texts = new Map<string, string>();
  readonly #people = new Map<string, EmailAddress>();

  clear(): void {
    this.#texts.clear();
    this.#people.clear();
  }

  text<T extends string>(value: T): T {
    const kept = this.#texts.get(value);
    if (kept === undefined) this.#texts.set(value, value);
    return (kept ?? value) as T;
  }

  people(list: readonly EmailAddress[]): readonly EmailAddress[] {
    return list.length === 0 ? NONE : list.map((one) => this.person(one));
  }

  person({ name, email }: EmailAddress): EmailAddress {
    const key = `${name ?? ''}\n${email}`;
    let kept = this.#people.get(key);
    if (kept === undefined) this.#people.set(key, (kept = { name, email }));
    return kept;
  }

  texts(list: readonly string[]): readonly string[] {
    return list.length === 0 ? NONE : list.map((one) => this.text(one));
  }
}

const NONE: readonly never[] = [];

export function lineOf(mail: Mail): Line {
  const { header } = mail;
  if (header === null) return { ...mail, header, proofs: null };
  const { replyTo, recipients, key, binding, domains, ...rest } = header;
  const blobs = header.blobs.map(({ sha256, key: opens, ...blob }) => ({ ...blob, secrets: base64url(concat(sha256, opens)) }));
  const proofs = mail.verdict.name === 'unchecked' ? { replyTo, recipients, domains, key: base64url(key), binding: base64url(binding) } : null;
  return { ...mail, header: { ...rest, blobs }, proofs };
}

/** The line with everything that others share taken from the pool; also tames what JSON made of it. */
export function pooled({ header, ...line }: Line, pool: Pool): Line {
  return {
    id: line.id,
    own: line.own,
    header: header === null ? null : pooledHeader(header, pool),
    verdict: line.verdict,
    signer: line.signer === null ? null : pool.text(line.signer),
    origin: pool.text(line.origin),
    receivedAt: line.receivedAt,
    blobs: line.blobs,
    recipients: line.recipients.length === 0 ? NONE : line.recipients,
    proofs: line.proofs,
    // What an earlier version kept on the device says nothing of it.
    held: line.held ?? null,
  };
}

const pooledHeader = (header: LineHeader, pool: Pool): LineHeader => ({
  from: pool.person(header.from),
  to: pool.people(header.to),
  cc: pool.people(header.cc),
  bcc: pool.people(header.bcc),
  subject: header.subject,
  preview: header.preview,
  sentAt: header.sentAt,
  messageId: pool.text(header.messageId),
  inReplyTo: pool.texts(header.inReplyTo),
  references: pool.texts(header.references),
  ...(header.expires === undefined ? {} : { expires: header.expires }),
  blobs: header.blobs.map((blob) => ({ ...blob, type: pool.text(blob.type) })),
});

export function referenceOf({ secrets, ...blob }: LineBlob): BlobReference {
  const octets = fromBase64url(secrets)!;
  return { ...blob, sha256: octets.slice(0, 32), key: octets.slice(32) };
}

/** The mail as it was sealed; null unless the proofs was kept. */
export function mailOf({ proofs, ...line }: Line): (Mail & { readonly header: Header }) | null {
  if (line.header === null || proofs === null) return null;
  const { key, binding, ...rest } = proofs;
  const blobs = line.header.blobs.map(referenceOf);
  return { ...line, header: { ...line.header, ...rest, blobs, key: fromBase64url(key)!, binding: fromBase64url(binding)! } };
}
