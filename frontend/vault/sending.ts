/** Sending: a draft becomes blobs, one header for all To and Cc, one for each Bcc, and an envelope for each (spec 40). */
import type { DraftView, EmailAddress, When } from '../model/mail.js';
import type { Progress } from '../model/vault.js';
import { type Address, parseAddress } from './address.js';
import { fetchBlob, putMail } from './arrivals.js';
import { blobSize } from './blob.js';
import { type Bytes, base64url, random, wipe } from './bytes.js';
import { MAX_BODY, MAX_DECODED, writeBody } from './body.js';
import { cleanFileName, cleanLine, cleanType } from './clean.js';
import { type Domain, type Found, certificateOf, stateOf } from './directory.js';
import { download } from './download.js';
import { endOf } from './expiry.js';
import { sealEnvelope, type Link } from './envelope.js';
import { type BlobReference, HEADER_IN_BLOB, type Header, MAX_PREVIEW, MAX_RECIPIENTS, MAX_SUBJECT, headerJson, referenceJson } from './header.js';
import { type Mail, type Routed } from './items.js';
import { toJson, utcDate } from './json.js';
import type { KeptFile } from './keeping.js';
import type { Change, Plan } from './plan.js';
import { takeOut } from './pictures.js';
import { pinDomain, putContact, withKey } from './pins.js';
import { Declined } from './refusal.js';
import { HEADER_SIZES, sealBody, sealFor } from './sealed.js';
import type { Message } from './server.js';
import type { OpenSession } from './session.js';
import { sign } from './statement.js';
import { upload } from './upload.js';

/** The envelope names a link for each blob and has 16 KiB at most (spec 40.2). */
const MAX_FILES = 64;
/** Octets of one attachment. */
const MAX_FILE = 2_000_000_000;
const PARALLEL = 8;
/** The server holds nothing longer; milliseconds. */
const LONGEST_HOLD = 14 * 24 * 3_600_000;
/** Seconds that the server holds a mail longer than its author is told that it can be taken back. */
const GRACE = 2;

interface Addressee extends Omit<Routed, 'routing' | 'sealedFor'> {
  readonly name: string | null;
  readonly found: Found;
}

interface File {
  readonly name: string;
  readonly type: string;
  /** Octets. */
  readonly size: number;
  readonly content: () => Promise<Blob>;
  /** Of a picture that the text shows. */
  readonly cid: string | null;
  /** A blob of it that is there already, and that one group may share. */
  readonly kept: Uploaded | null;
}

interface Uploaded {
  readonly reference: BlobReference;
  readonly link: Link;
}

/** What a sending has made so far, so that a repeated one does not make it twice. */
export interface Outgoing {
  readonly mail: Mail;
  readonly plan: () => Promise<Plan>;
}

export const newMessageId = (domain: string): string => `${base64url(random(16))}@${domain}`;

export class Sending {
  readonly #session: OpenSession;
  readonly #signal: AbortSignal;
  readonly #progress: Progress;
  readonly #kept: (name: string) => KeptFile | null;
  readonly #when: When;
  readonly #messageId: string;
  #uploaded = 0;
  #total = 0;

  /** @param kept finds the blob of a file that the draft itself holds */
  constructor(session: OpenSession, signal: AbortSignal, progress: Progress, kept: (name: string) => KeptFile | null, when: When, messageId: string) {
    this.#session = session;
    this.#signal = signal;
    this.#progress = progress;
    this.#kept = kept;
    this.#when = when;
    this.#messageId = messageId;
  }

  /** Everything up to the submission. @throws Declined */
  async prepare(written: DraftView): Promise<Outgoing> {
    const ahead = this.#time - this.#session.now();
    if (this.#isScheduled && !(ahead > 0 && ahead <= LONGEST_HOLD)) throw new Declined('bad-time');
    const people = await this.#addressees(written);
    const domains = await this.#domains(people);
    const { html, pictures } = written.html === null ? { html: null, pictures: [] } : takeOut(written.html, this.#session.account.address.domain);
    const draft = { ...written, html };
    const files = [...this.#files(draft), ...pictures.map(({ name, type, cid, content }) => ({ ...inMemory(name, type, content), cid }))];
    if (files.length > MAX_FILES) throw new Declined('too-many-files');
    const common = this.#commonFields(draft, people, domains);
    const shared = people.filter(({ field }) => field !== 'bcc');
    const groups = [...(shared.length > 0 ? [shared] : []), ...people.filter(({ field }) => field === 'bcc').map((one) => [one])];
    const octets = files.reduce((sum, { size }) => sum + blobSize(size), blobSize(draft.text.length + (draft.html?.length ?? 0)));
    this.#total = octets * groups.length;
    const messages: Message[] = [];
    const routed: Routed[] = [];
    let own: Header | null = null;
    for (const group of groups) {
      const header = await this.#seal(draft, files, group, common, domains, messages, routed);
      own ??= header;
    }
    const mail = await this.#ownMail({ ...own!, bcc: addressesOf(people, 'bcc') }, routed);
    return { mail, plan: () => this.#plan(mail, messages, people, domains, draft.id) };
  }

  get #isScheduled(): boolean {
    return typeof this.#when === 'object' && 'at' in this.#when;
  }

  /** When it leaves as its readers are told; milliseconds. */
  get #time(): number {
    return typeof this.#when === 'object' && 'at' in this.#when ? Date.parse(this.#when.at) : this.#session.now();
  }

  async #addressees(draft: DraftView): Promise<readonly Addressee[]> {
    const wanted = new Map<string, { address: Address; name: string | null; field: Addressee['field'] }>();
    for (const field of ['to', 'cc', 'bcc'] as const) {
      for (const { name, email } of draft[field]) {
        const address = parseAddress(email.trim());
        if (address === null) throw new Declined('bad-recipient');
        if (!wanted.has(address.text)) wanted.set(address.text, { address, name: name === null ? null : cleanLine(name, 200) || null, field });
      }
    }
    if (wanted.size === 0) throw new Declined('no-recipients');
    if (wanted.size > MAX_RECIPIENTS) throw new Declined('bad-recipient');
    let done = 0;
    return inParallel([...wanted.values()], async ({ address, name, field }) => {
      this.#check();
      const found = await this.#session.directory.find(address);
      if (found === null) throw new Declined('bad-recipient');
      if (stateOf(found, this.#session.store.contacts.get(address.text) ?? null) === 'key-changed') throw new Declined('key-changed');
      this.#progress('recipients', ++done, wanted.size);
      return { address: address.text, name, field, found };
    });
  }

  async #domains(people: readonly Addressee[]): Promise<ReadonlyMap<string, Domain>> {
    const names = new Set([this.#session.account.address.domain, ...people.map(({ found }) => found.address.domain)]);
    return new Map(await Promise.all([...names].map(async (name) => [name, await this.#session.directory.domain(name)] as const)));
  }

  #files(draft: DraftView): readonly File[] {
    if (draft.files.length > MAX_FILES) throw new Declined('too-many-files');
    if (draft.text.length > MAX_DECODED || (draft.html?.length ?? 0) > MAX_DECODED) throw new Declined('too-large');
    return draft.files.map(({ name: given, type: told, size: said, file, from, stored }) => {
      const { store } = this.#session;
      const [name, type] = [cleanFileName(given), cleanType(told)];
      const kept = stored === null ? null : this.#kept(stored);
      const mail = from === null ? undefined : store.mails.get(from.mail);
      const size = file?.size ?? kept?.blob.length ?? said;
      if (size > MAX_FILE) throw new Declined('too-large');
      const fetched = (): Promise<Blob> | null => {
        if (kept !== null) return download(this.#session, { reference: kept.blob, name: kept.blob.id });
        return mail === undefined ? null : fetchBlob(this.#session, mail, from!.index + 1);
      };
      if (file === null && kept === null && mail === undefined) throw new Declined('missing-file');
      return { name, type, size, content: async () => file ?? (await fetched())!, cid: null, kept: kept?.link == null ? null : uploadedAs(kept.blob, kept.link, name, type) };
    });
  }

  #commonFields(draft: DraftView, people: readonly Addressee[], domains: ReadonlyMap<string, Domain>) {
    const { account } = this.#session;
    return {
      from: { name: null, email: account.address.text },
      to: addressesOf(people, 'to'),
      cc: addressesOf(people, 'cc'),
      replyTo: [],
      subject: cleanLine(draft.subject, MAX_SUBJECT),
      preview: cleanLine(draft.text.slice(0, 4 * MAX_PREVIEW), MAX_PREVIEW),
      sentAt: utcDate(this.#time),
      messageId: this.#messageId,
      inReplyTo: draft.inReplyTo.slice(-10),
      references: draft.references.slice(-50),
      key: account.key.certificate.primary.body,
      binding: account.record.binding,
      domains: Object.fromEntries([...domains].map(([name, domain]) => [name, certificateOf(domain).fingerprint])),
      ...(draft.expires === undefined ? {} : { expires: endOf(draft.expires, this.#time) }),
    };
  }

  /** Blobs, header and envelopes for those who share them. */
  async #seal(
    draft: DraftView,
    files: readonly File[],
    group: readonly Addressee[],
    common: Omit<Header, 'bcc' | 'blobs' | 'recipients'>,
    domains: ReadonlyMap<string, Domain>,
    messages: Message[],
    routed: Routed[],
  ): Promise<Header> {
    const protectedFields = { ...common, bcc: addressesOf(group, 'bcc') };
    const body = writeBody(protectedFields, draft.text, draft.html);
    if (body.length > MAX_BODY) throw new Declined('too-large');
    const uploaded = [await this.#upload('body', inMemory('', 'message/rfc822', new Blob([body])))];
    const isFirst = messages.length === 0;
    for (const [i, file] of files.entries()) uploaded.push(isFirst && file.kept !== null ? this.#reuse(file.kept, file, i) : await this.#upload('attachment', file, i));
    const recipients = group.map(({ address, found }) => ({ address, fingerprint: found.certificate.fingerprint }));
    const header: Header = { ...protectedFields, blobs: uploaded.map(({ reference }) => reference), recipients };
    const shared = await this.#sealHeader(header, uploaded);
    let done = 0;
    for (const { address, field, found } of group) {
      this.#check();
      const sealed = await sealFor(shared, found.certificate);
      const id = base64url(random(16));
      const domain = found.address.domain;
      const content = { id, origin: this.#session.account.address.domain, domain, recipient: found.address.local, header: sealed, blobs: uploaded.map(({ link }) => link), ...(header.expires === undefined ? {} : { erase: header.expires }) };
      const certificate = certificateOf(domains.get(domain)!);
      const envelope = await sealEnvelope(content, certificate, this.#time);
      messages.push({ id, domain, envelope, header: sealed, blobs: uploaded.map(({ reference }) => reference.id) });
      routed.push({ address, field, routing: id, sealedFor: this.#isScheduled ? { key: found.certificate.fingerprint, domain: certificate.fingerprint } : null });
      this.#progress('seal', ++done, group.length);
    }
    wipe(shared.contentKey);
    return header;
  }

  /** Where the header does not fit, it goes into a blob, which then is uploaded like the others. */
  async #sealHeader(header: Header, uploaded: Uploaded[]): Promise<{ contentKey: Bytes; seipd: Bytes }> {
    const { account, now } = this.#session;
    const json = toJson(headerJson(header));
    const direct = await sealBody(await sign(json, account.key, now()), HEADER_SIZES);
    if (direct !== null) return direct;
    const blob = await this.#upload('header', inMemory('', 'application/json', new Blob([json])));
    uploaded.push(blob);
    const short = toJson({ type: HEADER_IN_BLOB, blob: referenceJson(blob.reference) });
    return (await sealBody(await sign(short, account.key, now()), HEADER_SIZES))!;
  }

  /** It was uploaded while the mail was written. */
  #reuse(kept: Uploaded, { size }: File, file: number): Uploaded {
    this.#uploaded += blobSize(size);
    this.#progress('upload', Math.min(this.#uploaded, this.#total), this.#total);
    this.#progress('file', size, size, file);
    return kept;
  }

  async #upload(part: BlobReference['part'], { name, type, content: contentOf, cid }: File, file: number | null = null): Promise<Uploaded> {
    this.#check();
    const { server, pause } = this.#session;
    const before = this.#uploaded;
    const content = await contentOf();
    const { name: id, link, ...sealed } = await upload(server, pause, content, (octets) => {
      this.#check();
      this.#uploaded = before + octets;
      this.#progress('upload', Math.min(this.#uploaded, this.#total), this.#total);
      if (file !== null) this.#progress('file', Math.min(octets, content.size), content.size, file);
    });
    const reference: BlobReference = {
      part,
      name: part === 'attachment' ? name : null,
      type,
      cid,
      disposition: part !== 'attachment' ? null : cid === null ? 'attachment' : 'inline',
      id,
      ...sealed,
    };
    return { reference, link: { link, sha256: sealed.sha256, size: sealed.size } };
  }

  async #ownMail(header: Header, recipients: readonly Routed[]): Promise<Mail> {
    const { account, mailbox, now } = this.#session;
    return {
      id: await mailbox.derivedId('mail', header.messageId),
      own: true,
      header,
      verdict: { name: 'sealed' },
      signer: account.key.fingerprint,
      origin: account.address.domain,
      receivedAt: utcDate(this.#time),
      blobs: header.blobs.map(({ id }) => id),
      recipients,
      held: this.#when === 'now' ? null : utcDate('at' in this.#when ? this.#time : now() + this.#when.seconds * 1000),
    };
  }

  /** Seconds from now on. */
  #hold({ held }: Mail): number {
    if (held === null) return 0;
    const left = Math.ceil((Date.parse(held) - this.#session.now()) / 1000) + (this.#isScheduled ? 0 : GRACE);
    return Math.max(0, Math.min(left, LONGEST_HOLD / 1000));
  }

  /** The own copy, the pins and the end of the draft, in one transaction with the messages. */
  async #plan(mail: Mail, messages: readonly Message[], people: readonly Addressee[], domains: ReadonlyMap<string, Domain>, draft: string | null): Promise<Plan> {
    const { mailbox, store, now } = this.#session;
    const changes: Change[] = [putMail(mail)];
    for (const domain of domains.values()) changes.push(...(await pinDomain(mailbox, store, domain)));
    for (const { address, name, found } of people) {
      const { octets, sequence, fingerprint } = found.bindings[0];
      const pin = { fingerprint, binding: octets, sequence, since: utcDate(now()), verified: false };
      const contact = withKey(store.contacts.get(address) ?? null, address, name, pin);
      if (contact !== null) changes.push(await putContact(mailbox, contact));
    }
    if (draft !== null && store.drafts.has(draft)) changes.push({ delete: draft });
    return { changes, messages, hold: this.#hold(mail) };
  }

  #check(): void {
    if (this.#signal.aborted) throw new Declined('cancelled');
  }
}

const inMemory = (name: string, type: string, content: Blob): File => ({ name, type, size: content.size, content: () => Promise.resolve(content), cid: null, kept: null });

const uploadedAs = (blob: BlobReference, link: string, name: string, type: string): Uploaded => ({
  reference: { ...blob, part: 'attachment', name, type, cid: null, disposition: 'attachment' },
  link: { link, sha256: blob.sha256, size: blob.size },
});

const addressesOf = (people: readonly Addressee[], field: Addressee['field']): readonly EmailAddress[] =>
  people.filter((one) => one.field === field).map(({ name, address }) => ({ name, email: address }));

async function inParallel<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < values.length; at += PARALLEL) results.push(...(await Promise.all(values.slice(at, at + PARALLEL).map(work))));
  return results;
}
