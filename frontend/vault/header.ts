/** The sealed header (spec 40.1): what a mail says of itself, read as if its author were hostile. */
import type { EmailAddress } from '../model/mail.js';
import { isNormalAddress, normalDomain } from './address.js';
import { type Bytes, base64url, isFingerprint } from './bytes.js';
import { cleanLine } from './clean.js';
import { Fields } from './json.js';
import { Refusal } from './refusal.js';

export const MAX_RECIPIENTS = 100;
export const MAX_ATTACHMENTS = 100;
export const MAX_SUBJECT = 998;
export const MAX_PREVIEW = 256;

/** Spec 30.2. */
export interface BlobReference {
  readonly part: 'body' | 'attachment' | 'header';
  readonly name: string | null;
  readonly type: string;
  readonly cid: string | null;
  readonly disposition: string | null;
  readonly id: string;
  readonly sha256: Bytes;
  /** Octets of the ciphertext. */
  readonly size: number;
  /** Octets of the content. */
  readonly length: number;
  readonly key: Bytes;
}

export interface Header {
  readonly from: EmailAddress;
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  readonly bcc: readonly EmailAddress[];
  readonly replyTo: readonly EmailAddress[];
  readonly subject: string;
  readonly preview: string;
  readonly sentAt: string;
  readonly messageId: string;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** The body first. */
  readonly blobs: readonly BlobReference[];
  readonly recipients: readonly { readonly address: string; readonly fingerprint: string }[];
  /** The author's primary public key packet, 42 octets. */
  readonly key: Bytes;
  readonly binding: Bytes;
  readonly domains: Readonly<Record<string, string>>;
  /** UTCDate from which on nobody is to keep it; missing if its author set no end. */
  readonly expires?: string;
}

export const HEADER = 'darkmail/header/1';
export const HEADER_IN_BLOB = 'darkmail/header-in-blob/1';

/** @throws Refusal `wrong-type` or `malformed` */
export function readHeaderJson(from: Fields): Header {
  from.expect(HEADER);
  const author = addresses(from, 'from', 1);
  const blobs = from.objects('blobs', 1 + MAX_ATTACHMENTS).map(readReference);
  const messageId = ids(from, 'messageId', 1);
  if (author.length !== 1 || messageId.length !== 1) throw new Refusal('malformed', 'from or messageId');
  if (blobs[0]?.part !== 'body' || blobs.some(({ part }, i) => i > 0 && part !== 'attachment')) throw new Refusal('malformed', 'blobs');
  if (new Set(blobs.map(({ id }) => id)).size !== blobs.length) throw new Refusal('malformed', 'a blob twice');
  return {
    from: author[0]!,
    to: addresses(from, 'to', MAX_RECIPIENTS),
    cc: addresses(from, 'cc', MAX_RECIPIENTS),
    bcc: addresses(from, 'bcc', MAX_RECIPIENTS),
    replyTo: addresses(from, 'replyTo', MAX_RECIPIENTS),
    subject: cleanLine(from.text('subject', MAX_SUBJECT), MAX_SUBJECT),
    preview: cleanLine(from.text('preview', MAX_PREVIEW), MAX_PREVIEW),
    sentAt: from.time('sentAt'),
    messageId: messageId[0]!,
    inReplyTo: ids(from, 'inReplyTo', 100),
    references: ids(from, 'references', 200),
    blobs,
    recipients: from.objects('recipients', MAX_RECIPIENTS).map((one) => ({ address: address(one, 'address'), fingerprint: one.fingerprint('fingerprint') })),
    key: from.octets('key', 42),
    binding: from.octets('binding'),
    domains: readDomains(from.object('domains')),
    ...(from.isNull('expires') ? {} : { expires: from.time('expires') }),
  };
}

function addresses(from: Fields, name: string, max: number): readonly EmailAddress[] {
  if (from.isNull(name)) return [];
  return from.objects(name, max).map((one) => {
    const shown = one.textOrNull('name', 1000);
    return { name: shown === null ? null : cleanLine(shown, 200) || null, email: address(one, 'email') };
  });
}

function address(from: Fields, name: string): string {
  const text = from.text(name, 320);
  if (!isNormalAddress(text)) throw new Refusal('malformed', name);
  return text;
}

/** Message ids without `<>` (RFC 5322 §3.6.4), in ASCII without blanks. */
function ids(from: Fields, name: string, max: number): readonly string[] {
  if (from.isNull(name)) return [];
  const values = from.texts(name, max, 250);
  if (values.some((id) => !/^[\x21-\x3b\x3d\x3f-\x7e]+$/.test(id))) throw new Refusal('malformed', name);
  return values;
}

function readDomains(from: Fields): Readonly<Record<string, string>> {
  const entries = from.names().map((name): [string, string] => [name, from.fingerprint(name)]);
  if (entries.length > 1 + MAX_RECIPIENTS || entries.some(([name, value]) => normalDomain(name) !== name || !isFingerprint(value))) {
    throw new Refusal('malformed', 'domains');
  }
  return Object.fromEntries(entries);
}

export function readReference(from: Fields): BlobReference {
  const id = from.text('id', 43);
  if (!/^[A-Za-z0-9_-]{43}$/.test(id)) throw new Refusal('malformed', 'blob id');
  return {
    part: from.oneOf('part', ['body', 'attachment', 'header'] as const),
    name: from.textOrNull('name', 1000),
    type: from.text('type', 255),
    cid: from.textOrNull('cid', 250),
    disposition: from.textOrNull('disposition', 50),
    id,
    sha256: from.octets('sha256', 32),
    size: from.count('size'),
    length: from.count('length'),
    key: from.octets('key', 32),
  };
}

export const referenceJson = (one: BlobReference): unknown => ({ ...one, sha256: base64url(one.sha256), key: base64url(one.key) });

export const headerJson = (header: Header): unknown => ({
  type: HEADER,
  ...header,
  from: [header.from],
  messageId: [header.messageId],
  blobs: header.blobs.map(referenceJson),
  key: base64url(header.key),
  binding: base64url(header.binding),
});
