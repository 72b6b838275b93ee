/** Arrivals: opened, judged, pinned and turned into mails, a batch at a time (spec 40.3, 70.3). */
import type { Verdict } from '../model/mail.js';
import { domainOf } from './address.js';
import { type Bytes, equal } from './bytes.js';
import { openOctets } from './blob.js';
import { MAX_BODY, readBody } from './body.js';
import { type Binding, type Domain, checkBinding, hasCertificate, readBinding } from './directory.js';
import { type Delivered, type Told, download } from './download.js';
import { HEADER_IN_BLOB, type BlobReference, type Header, readHeaderJson, readReference } from './header.js';
import { type Arrival, type Contact, type Mail, type PinnedKey, flagsJson, mailJson } from './items.js';
import { parseObject, utcDate } from './json.js';
import { type Line, lineOf, mailOf, referenceOf } from './line.js';
import type { Change } from './plan.js';
import { pinDomain, putContact, withChangedKey, withKey } from './pins.js';
import { Declined, Refusal } from './refusal.js';
import { wantBodies } from './rules.js';
import { HEADER_SIZES, openSealed, sealedStatement } from './sealed.js';
import type { OpenSession } from './session.js';
import { readPrimary } from './signature.js';
import { Sorter } from './sorting.js';
import { checkStatement } from './statement.js';
import { type BrokenReason, type Evidence, broken, verdictOf } from './verdict.js';

/** Arrivals in one batch, and blobs that they may have together; the server takes more, but not without end. */
const BATCH = 50;
const BATCH_BLOBS = 1000;
/** Octets of a header in a blob, so that the mail still fits into an item. */
const MAX_HEADER = 192 * 1024;
/** What the server may say to one arrival for good. */
const HOPELESS: ReadonlySet<string> = new Set(['bad-request', 'too-large', 'not-found']);

/** An arrival whose seal and signature hold; what they are worth is decided later. */
interface Opened {
  readonly header: Header;
  readonly signer: string;
  readonly binding: Binding;
  readonly bindingCheck: Evidence['bindingCheck'];
  readonly otherDomain: boolean;
  readonly domain: Domain | null;
}

/** `body` is there for filters that look into it. */
type Result = { readonly arrival: Arrival; readonly opened: Opened | BrokenReason; readonly body: string };

/** Turns every arrival into a mail. Returns the ids of the new mails. @throws Declined */
export async function settleArrivals(session: OpenSession): Promise<readonly string[]> {
  const made: string[] = [];
  const tried = new Set<string>();
  for (let waiting = next(session, tried); waiting.length > 0; waiting = next(session, tried)) {
    for (const { id } of waiting) tried.add(id);
    const results = await Promise.all(waiting.map((arrival) => openArrival(session, arrival)));
    made.push(...(await settleTogether(session, results.filter((result) => result !== null))));
  }
  return made;
}

function next({ store }: OpenSession, tried: ReadonlySet<string>): readonly Arrival[] {
  const waiting: Arrival[] = [];
  let blobs = 0;
  for (const arrival of store.arrivals.values()) {
    if (tried.has(arrival.id)) continue;
    blobs += arrival.blobs.length;
    if (waiting.length === BATCH || (waiting.length > 0 && blobs > BATCH_BLOBS)) break;
    waiting.push(arrival);
  }
  return waiting;
}

/** One arrival that the server does not let go must not hold up the others. */
async function settleTogether(session: OpenSession, results: readonly Result[]): Promise<readonly string[]> {
  if (results.length === 0) return [];
  try {
    let ids: readonly string[] = [];
    await session.mailbox.commit(async () => {
      const settled = await settle(session, results);
      ids = settled.ids;
      return settled.changes.length === 0 ? null : { changes: settled.changes };
    });
    return ids;
  } catch (fault) {
    if (!(fault instanceof Declined) || !HOPELESS.has(fault.code)) throw fault;
    if (results.length === 1) return [];
    const half = Math.ceil(results.length / 2);
    return [...(await settleTogether(session, results.slice(0, half))), ...(await settleTogether(session, results.slice(half)))];
  }
}

/** Null where the network has to be waited for. */
async function openArrival(session: OpenSession, arrival: Arrival): Promise<Result | null> {
  try {
    const statement = sealedStatement(await openSealed(arrival.header, session.account.key, HEADER_SIZES));
    const json = parseObject(statement.content);
    const inBlob = json.raw('type') === HEADER_IN_BLOB;
    const header = readHeaderJson(inBlob ? await headerInBlob(session, arrival, readReference(json.object('blob'))) : json);
    const author = await readPrimary(header.key);
    await checkStatement(statement, author);
    const binding = readBinding(header.binding);
    const opened = { header, signer: author.fingerprint, binding, ...(await judgeBinding(session, arrival.origin, header)) };
    return { arrival, opened, body: wantBodies(session.store.rules) ? await textOf(session, arrival, header) : '' };
  } catch (fault) {
    if (fault instanceof Refusal) return { arrival, opened: fault.reason, body: '' };
    if (fault instanceof Declined) return null;
    throw fault;
  }
}

/** What a filter finds in the body; nothing where that cannot be opened, which its reader will be told. @throws Declined where the network has to be waited for */
async function textOf({ server }: OpenSession, { blobs }: Arrival, { blobs: [reference] }: Header): Promise<string> {
  const there = blobs.find(({ sha256, size }) => reference !== undefined && size === reference.size && equal(sha256, reference.sha256));
  if (reference === undefined || there === undefined || reference.length > MAX_BODY) return '';
  try {
    return (await readBody(await openOctets(reference, (from, to) => server.range(there.name, from, to)))).text;
  } catch (fault) {
    if (fault instanceof Refusal || (fault instanceof Declined && fault.code === 'not-found')) return '';
    throw fault;
  }
}

/** The signature covers the blob by its hash, so its content is as good as signed. */
async function headerInBlob({ server }: OpenSession, arrival: Arrival, reference: BlobReference) {
  const delivered = arrival.blobs.find(({ sha256, size }) => size === reference.size && equal(sha256, reference.sha256));
  if (delivered === undefined) throw new Refusal('tampered', 'header blob missing');
  if (reference.length > MAX_HEADER) throw new Refusal('too-large', 'header');
  return parseObject(await openOctets(reference, (from, to) => server.range(delivered.name, from, to)));
}

/** The binding under the domain that made it, and whether the author knows both domains as the reader does. */
async function judgeBinding(session: OpenSession, origin: string, header: Header): Promise<Pick<Opened, 'bindingCheck' | 'otherDomain' | 'domain'>> {
  if (!header.from.email.endsWith(`@${origin}`)) return { bindingCheck: 'unknown', otherDomain: false, domain: null };
  const { domain, reached, other } = await knownDomain(session, origin, header);
  const own = await knownDomain(session, session.account.address.domain, header);
  const judged = { otherDomain: other || own.other, domain };
  if (domain === null) return { bindingCheck: 'unknown', ...judged };
  try {
    await checkBinding(header.binding, domain);
    return { bindingCheck: 'valid', ...judged };
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    // A domain that rotated its key while we cannot reach it signs with one that we do not know yet.
    return { bindingCheck: !reached && fault.reason === 'wrong-signer' ? 'unknown' : 'invalid', ...judged };
  }
}

/** A domain as it is now, else as it is pinned, beside the certificate that the author saw of it. */
async function knownDomain({ directory }: OpenSession, name: string, { domains }: Header): Promise<{ domain: Domain | null; reached: boolean; other: boolean }> {
  const seen = domains[name];
  const asked = await directory.domainWith(name, seen).catch((fault: unknown) => {
    if (fault instanceof Declined) return fault;
    throw fault;
  });
  const reached = !(asked instanceof Declined) || asked.code === 'domain-key-changed';
  const domain = asked instanceof Declined ? await directory.pinned(name) : asked;
  return { domain, reached, other: reached && domain !== null && seen !== undefined && !hasCertificate(domain, seen) };
}

async function settle(session: OpenSession, results: readonly Result[]): Promise<{ changes: Change[]; ids: string[] }> {
  const { store, mailbox, account } = session;
  const contacts = new Map<string, Contact>();
  const domains = new Map<string, Domain>();
  const mails = new Map<string, Mail>();
  const changes: Change[] = [];
  const sorter = new Sorter(store, account.address.text);
  for (const { arrival, opened, body } of results) {
    if (!store.arrivals.has(arrival.id)) continue;
    changes.push({ delete: arrival.id });
    const mail = typeof opened === 'string' ? await brokenMail(session, arrival, opened) : await judge(session, arrival, opened, contacts, mails);
    if (mails.has(mail.id) || mailbox.known(mail.id) || isOver(session, mail)) continue;
    mails.set(mail.id, mail);
    changes.push({ put: 'flags', id: await mailbox.derivedId('flags', mail.id), content: flagsJson(sorter.sort(lineOf(mail), body)) });
    if (typeof opened !== 'string' && mail.verdict.name !== 'broken') pin(session, opened, mail.verdict, contacts, domains);
  }
  changes.push(...(await pinChanges(session, contacts, domains)));
  for (const mail of mails.values()) changes.push(putMail(mail));
  return { changes, ids: [...mails.keys()] };
}

export function putMail(mail: Mail): Change {
  const expires = mail.header?.expires;
  return { put: 'mail', id: mail.id, content: mailJson(mail), blobs: mail.blobs.filter((name) => name !== null), ...(expires === undefined ? {} : { expires }) };
}

/** It came too late to be read. */
const isOver = ({ now }: OpenSession, { header }: Mail): boolean => header?.expires !== undefined && Date.parse(header.expires) <= now();

/** Notes what is to be pinned with a mail of this verdict. */
function pin({ store, now }: OpenSession, opened: Opened, verdict: Verdict, contacts: Map<string, Contact>, domains: Map<string, Domain>): void {
  if (opened.domain !== null && opened.bindingCheck === 'valid') domains.set(opened.domain.name, opened.domain);
  const author = opened.header.from.email;
  const contact = pinned(contacts.get(author) ?? store.contacts.get(author) ?? null, opened, verdict, utcDate(now()));
  if (contact !== null) contacts.set(author, contact);
}

async function pinChanges({ mailbox, store }: OpenSession, contacts: ReadonlyMap<string, Contact>, domains: ReadonlyMap<string, Domain>): Promise<Change[]> {
  const changes: Change[] = [];
  for (const domain of domains.values()) changes.push(...(await pinDomain(mailbox, store, domain)));
  for (const contact of contacts.values()) changes.push(await putContact(mailbox, contact));
  return changes;
}

/** What the verdict makes of the author's contact; null if nothing. */
function pinned(contact: Contact | null, { header, signer, binding, bindingCheck }: Opened, verdict: Verdict, since: string): Contact | null {
  if (bindingCheck !== 'valid') return null;
  const pin: PinnedKey = { fingerprint: signer, binding: binding.octets, sequence: binding.sequence, since, verified: false };
  if (contact !== null && contact.keys[0]!.fingerprint !== signer) return withChangedKey(contact, pin);
  return verdict.name === 'incomplete' && contact === null ? null : withKey(contact, header.from.email, header.from.name, pin);
}

async function judge(session: OpenSession, arrival: Arrival, opened: Opened, contacts: ReadonlyMap<string, Contact>, staged: ReadonlyMap<string, Mail>): Promise<Mail> {
  const { header, signer } = opened;
  const id = await session.mailbox.derivedId('mail', `${signer}\n${header.messageId}`);
  const blobs = header.blobs.map(({ sha256, size }) => arrival.blobs.find((blob) => blob.size === size && equal(blob.sha256, sha256))?.name ?? null);
  const verdict = verdictFor(session, opened, arrival.origin, blobs, session.mailbox.known(id) || staged.has(id), contacts);
  if (verdict.name === 'broken') return brokenMail(session, arrival, verdict.reason as BrokenReason);
  return { id, own: false, header, verdict, signer, origin: arrival.origin, receivedAt: arrival.time, blobs, recipients: [], held: null };
}

function verdictFor(
  { account, store }: OpenSession,
  { header, signer, binding, bindingCheck, otherDomain }: Opened,
  origin: string,
  blobs: readonly (string | null)[],
  seen: boolean,
  contacts: ReadonlyMap<string, Contact>,
): Verdict {
  const author = header.from.email;
  return verdictOf({
    signer,
    author,
    authorDomain: domainOf(author),
    origin,
    recipients: header.recipients,
    own: { address: account.address.text, fingerprints: [account.key.fingerprint] },
    binding,
    bindingCheck,
    otherDomain,
    pins: (contacts.get(author) ?? store.contacts.get(author))?.keys ?? null,
    seen,
    complete: !blobs.includes(null),
  });
}

/** Judges again what could not be checked when it came. Returns the ids of the mails that changed. @throws Declined */
export async function recheck(session: OpenSession): Promise<readonly string[]> {
  const { store, mailbox } = session;
  const waiting = [...store.mails.values()].filter(({ verdict }) => verdict.name === 'unchecked').slice(0, BATCH);
  const results = await Promise.all(waiting.map((mail) => reopened(session, mail)));
  const checked = results.filter((one) => one !== null).filter(({ opened }) => opened.bindingCheck !== 'unknown');
  if (checked.length === 0) return [];
  await mailbox.commit(async () => {
    const contacts = new Map<string, Contact>();
    const domains = new Map<string, Domain>();
    const changes: Change[] = [];
    for (const { mail, opened } of checked) {
      if (store.mails.get(mail.id)?.verdict.name !== 'unchecked') continue;
      const verdict = verdictFor(session, opened, mail.origin, mail.blobs, false, contacts);
      const judged: Mail = verdict.name === 'broken' ? { ...mail, verdict, header: null, signer: null, blobs: [] } : { ...mail, verdict };
      changes.push(putMail(judged));
      if (verdict.name !== 'broken') pin(session, opened, verdict, contacts, domains);
    }
    changes.push(...(await pinChanges(session, contacts, domains)));
    return changes.length === 0 ? null : { changes };
  });
  return checked.map(({ mail }) => mail.id);
}

async function reopened(session: OpenSession, line: Line): Promise<{ mail: Mail; opened: Opened } | null> {
  const mail = mailOf(line);
  if (mail?.signer == null) return null;
  const { header, signer, origin } = mail;
  return { mail, opened: { header, signer, binding: readBinding(header.binding), ...(await judgeBinding(session, origin, header)) } };
}

/** Named by its delivery, since nothing inside can be believed. */
async function brokenMail({ mailbox }: OpenSession, { origin, routing, time }: Arrival, reason: BrokenReason): Promise<Mail> {
  const id = await mailbox.derivedId('mail', `broken\n${origin}\n${routing}`);
  return { id, own: false, header: null, verdict: broken(reason), signer: null, origin, receivedAt: time, blobs: [], recipients: [], held: null };
}

/** Octets of a delivered blob, checked. @throws Refusal, Declined */
export async function fetchBlob(session: OpenSession, mail: Line, index: number, told?: Told): Promise<Blob> {
  return download(session, delivered(mail, index), told);
}

/** The body's MIME entity, checked. `here`: its blob, if it has been fetched. @throws Refusal, Declined */
export async function fetchBody({ server }: OpenSession, mail: Line, here?: Bytes): Promise<Bytes> {
  const { reference, name } = delivered(mail, 0);
  return openOctets(reference, async (from, to) => here?.subarray(from, to) ?? server.range(name, from, to));
}

export function delivered(mail: Line, index: number): Delivered {
  const reference = mail.header?.blobs[index];
  const name = mail.blobs[index];
  if (reference === undefined) throw new Declined('not-found');
  if (name === null || name === undefined) throw new Declined('incomplete');
  return { reference: referenceOf(reference), name };
}

