/** Domains and the people in them: what they say, checked against what is pinned (spec 60). */
import type { Recipient } from '../model/mail.js';
import { type Address, parseAddress } from './address.js';
import { type Bytes, base64url, equal, random, sha256, wipe } from './bytes.js';
import type { Contact, Peer, PinnedKey } from './items.js';
import { type Fields, parseObject, toJson, utcDate } from './json.js';
import { Octets } from './packets.js';
import { type Certificate, readCertificate } from './policy.js';
import { Declined, Refusal, isOffline } from './refusal.js';
import { QUERY_SIZES, sealUnsigned, sealedStatement } from './sealed.js';
import { openSeipd, sealedLength } from './seipd.js';
import type { DomainRecord, Server } from './server.js';
import type { PublicPrimary } from './signature.js';
import { checkStatement, readAlone, verify } from './statement.js';
import type { Store } from './store.js';
import type { BindingClaim } from './verdict.js';

/** A domain whose certificate is the pinned one, or follows from it, or is seen for the first time. */
export interface Domain {
  readonly name: string;
  /** The present one first, then those it replaced. */
  readonly certificates: readonly Certificate[];
}

export interface Binding extends BindingClaim {
  readonly octets: Bytes;
  readonly previous: string | null;
}

/** A looked-up address. */
export interface Found {
  readonly address: Address;
  readonly certificate: Certificate;
  /** Newest first; at least one. */
  readonly bindings: readonly [Binding, ...Binding[]];
}

const DAY = 24 * 3_600_000;
const MINUTE = 60_000;
/** Of the packet, for inner packets of 4, 8 or 16 KiB. */
const ANSWER_SIZES: readonly number[] = [4096, 8192, 16_384].map(sealedLength);

/** True if it is the domain's certificate, or was. */
export const hasCertificate = (domain: Domain, fingerprint: string): boolean => domain.certificates.some((one) => one.fingerprint === fingerprint);

export const certificateOf = (domain: Domain): Certificate => domain.certificates[0]!;

/** A binding whose signature has not been checked. @throws Refusal */
export function readBinding(octets: Bytes): Binding {
  return bindingFrom(octets, readAlone(octets).content);
}

function bindingFrom(octets: Bytes, content: Bytes): Binding {
  const json = parseObject(content).expect('darkmail/binding/1');
  return {
    octets,
    address: json.text('address', 320),
    fingerprint: json.fingerprint('fingerprint'),
    sequence: json.count('sequence'),
    previous: json.textOrNull('previous', 43),
  };
}

/** @throws Refusal unless one of the domain's certificates, present or past, signed it */
export async function checkBinding(octets: Bytes, domain: Domain): Promise<Binding> {
  const statement = readAlone(octets);
  const by = domain.certificates.find(({ fingerprint }) => fingerprint === statement.issuer);
  if (by === undefined) throw new Refusal('wrong-signer', 'binding');
  return bindingFrom(octets, await checkStatement(statement, by.primary));
}

/** Checks a domain document (spec 60.1) and the step from what is pinned to it. */
export async function checkDomain(name: string, record: DomainRecord, pinned: Peer | null): Promise<Domain> {
  const certificate = await readCertificate(record.certificate, name);
  const document = await verify(record.statement, 'darkmail/domain/1', certificate.primary);
  const about = document.text('domain') === name && document.text('relay') === `darkmail@${name}` && document.fingerprint('fingerprint') === certificate.fingerprint;
  if (!about || document.count('version') !== 1) throw new Refusal('malformed', 'domain document');
  if (pinned === null) return { name, certificates: [certificate] };
  const past = await Promise.all(pinned.certificates.map((octets) => readCertificate(octets, name)));
  if (equal(pinned.certificates[0]!, record.certificate) || past[0]!.fingerprint === certificate.fingerprint) return { name, certificates: past };
  const chain = [...past];
  for (const rotation of record.rotations) {
    const next = await stepFrom(chain[0]!, rotation, name);
    if (next !== null) chain.unshift(next);
  }
  if (chain[0]!.fingerprint !== certificate.fingerprint) throw new Declined('domain-key-changed');
  return { name, certificates: chain };
}

/** The certificate that this one's holder handed over to, or null if the rotation is not the holder's. */
async function stepFrom(holder: Certificate, rotation: Bytes, name: string): Promise<Certificate | null> {
  try {
    const step = await verify(rotation, 'darkmail/rotation/1', holder.primary);
    const next = await readCertificate(step.octets('certificate'), name);
    const right = step.raw('domain') === name && step.raw('from') === holder.fingerprint && step.raw('to') === next.fingerprint;
    return right ? next : null;
  } catch (fault) {
    if (fault instanceof Refusal) return null;
    throw fault;
  }
}

export class Directory {
  readonly #server: Server;
  readonly #store: Store;
  readonly #now: () => number;
  /** What came with the session; taken once, then the server is asked as for any other domain. */
  #own: { readonly name: string; readonly record: DomainRecord } | null;
  readonly #domains = new Map<string, { until: number; domain: Promise<Domain> }>();
  readonly #found = new Map<string, { until: number; found: Promise<Found | null> }>();

  constructor(server: Server, store: Store, own: { name: string; record: DomainRecord }, now: () => number) {
    this.#server = server;
    this.#store = store;
    this.#own = own;
    this.#now = now;
  }

  /** @throws Declined `unknown-domain`, `domain-away`, `domain-key-changed` and those of the server */
  domain(name: string): Promise<Domain> {
    const kept = this.#domains.get(name);
    if (kept !== undefined && kept.until > this.#now()) return kept.domain;
    const domain = this.#fetch(name);
    const entry = { until: this.#now() + DAY, domain };
    this.#domains.set(name, entry);
    // A domain that is away is not asked for each of a thousand arrivals; the own network says itself when it is back.
    domain.catch((fault: unknown) => (entry.until = isOffline(fault) ? 0 : this.#now() + MINUTE));
    return domain;
  }

  /** As {@link domain}; a domain that may have taken this certificate since it was asked is asked again, once a minute at most. */
  async domainWith(name: string, fingerprint: string | undefined): Promise<Domain> {
    const domain = await this.domain(name);
    if (fingerprint === undefined || hasCertificate(domain, fingerprint)) return domain;
    if (this.#domains.get(name)!.until <= this.#now() + DAY - MINUTE) this.#domains.delete(name);
    return this.domain(name);
  }

  async #fetch(name: string): Promise<Domain> {
    const pinned = this.#store.peers.get(name) ?? null;
    const own = name === this.#own?.name ? this.#own.record : null;
    if (own !== null) this.#own = null;
    const record = own ?? (await this.#server.domain(name));
    try {
      return await checkDomain(name, record, pinned);
    } catch (fault) {
      // A document that does not hold is as good as none.
      if (fault instanceof Refusal) throw new Declined(pinned === null ? 'unknown-domain' : 'domain-key-changed');
      throw fault;
    }
  }

  /** What is pinned, where the domain itself cannot be reached; null if nothing is. */
  async pinned(name: string): Promise<Domain | null> {
    const peer = this.#store.peers.get(name);
    return peer === undefined ? null : { name, certificates: await Promise.all(peer.certificates.map((octets) => readCertificate(octets, name))) };
  }

  /** The certificate of an address, or null if the domain says that there is no such address. @throws Declined */
  find(address: Address): Promise<Found | null> {
    const kept = this.#found.get(address.text);
    if (kept !== undefined && kept.until > this.#now()) return kept.found;
    const found = this.#query(address);
    const entry = { until: this.#now() + DAY, found };
    this.#found.set(address.text, entry);
    found.then(
      (result) => result === null && (entry.until = this.#now() + MINUTE),
      () => (entry.until = 0),
    );
    return found;
  }

  /** What {@link find} still remembers, without asking. */
  async remembered(address: Address): Promise<Found | null> {
    return (await this.#found.get(address.text)?.found.catch(() => null)) ?? null;
  }

  async #query(address: Address): Promise<Found | null> {
    const domain = await this.domain(address.domain);
    const key = random(32);
    try {
      const json = { type: 'darkmail/query/1', address: address.text, key: base64url(key), time: utcDate(this.#now()) };
      const query = await sealUnsigned(toJson(json), certificateOf(domain), QUERY_SIZES);
      return await readAnswer(await this.#server.query(address.domain, query), key, query, address, domain);
    } catch (fault) {
      if (fault instanceof Refusal) throw new Declined('domain-away');
      throw fault;
    } finally {
      wipe(key);
    }
  }

  /** As the composer's chip shows it. */
  async lookUp(text: string): Promise<Recipient> {
    const address = parseAddress(text.trim());
    if (address === null) return { email: text.trim().slice(0, 320), name: null, state: 'invalid', fingerprint: null };
    const contact = this.#store.contacts.get(address.text) ?? null;
    const name = contact?.name ?? null;
    const without = (state: Recipient['state']): Recipient => ({ email: address.text, name, state, fingerprint: contact?.keys[0]?.fingerprint ?? null });
    try {
      const found = await this.find(address);
      if (found === null) return without('no-such-address');
      return { email: address.text, name, state: stateOf(found, contact), fingerprint: found.certificate.fingerprint };
    } catch (fault) {
      if (!(fault instanceof Declined)) throw fault;
      switch (fault.code) {
        case 'unknown-domain':
        case 'domain-key-changed':
        case 'too-many':
        case 'offline':
          return without(fault.code);
        default:
          return without('domain-away');
      }
    }
  }
}

/** What the pins say to an answer of the directory. */
export function stateOf(found: Found, contact: Contact | null): 'sealed' | 'verified' | 'first-contact' | 'key-changed' {
  const pin = contact?.keys[0];
  if (contact === null || pin === undefined) return 'first-contact';
  if (pin.fingerprint !== found.certificate.fingerprint || contradicts(found.bindings, contact.keys)) return 'key-changed';
  return pin.verified ? 'verified' : 'sealed';
}

/** Two bindings for one address and sequence with different keys prove a lying domain (spec 60.2). */
const contradicts = (bindings: readonly BindingClaim[], pins: readonly PinnedKey[]): boolean =>
  bindings.some(({ sequence, fingerprint }) => pins.some((pin) => pin.sequence === sequence && pin.fingerprint !== fingerprint));

/** Opens an answer and checks that the domain signed it, for this query (spec 60.4). @throws Refusal */
export async function openAnswer(answer: Bytes, key: Bytes, query: Bytes, by: PublicPrimary): Promise<{ content: Bytes; json: Fields }> {
  if (answer.length > Math.max(...ANSWER_SIZES)) throw new Refusal('too-large', 'answer');
  if (!ANSWER_SIZES.includes(answer.length)) throw new Refusal('policy', 'answer size');
  const inner = await openSeipd(key, answer);
  const content = await checkStatement(sealedStatement(new Octets(inner)), by);
  const json = parseObject(content).expect('darkmail/answer/1');
  if (json.raw('query') !== base64url(await sha256(query))) throw new Refusal('tampered', 'answer to another query');
  return { content, json };
}

async function readAnswer(answer: Bytes, key: Bytes, query: Bytes, address: Address, domain: Domain): Promise<Found | null> {
  const { json } = await openAnswer(answer, key, query, certificateOf(domain).primary);
  if (json.raw('address') !== address.text) throw new Refusal('tampered', 'answer about another address');
  if (!json.flag('found')) return null;
  const certificate = await readCertificate(json.octets('certificate'), address.text);
  const [newest, ...older] = await Promise.all(json.octetsList('bindings', 16).map((octets) => checkBinding(octets, domain)));
  if (newest?.fingerprint !== certificate.fingerprint) throw new Refusal('tampered', 'binding of another certificate');
  const bindings = [newest, ...older] as const;
  for (const [i, binding] of bindings.entries()) {
    const next = bindings[i + 1];
    const chained = next === undefined || (binding.sequence === next.sequence + 1 && binding.previous === base64url(await sha256(next.octets)));
    if (binding.address !== address.text || binding.sequence < 1 || !chained) throw new Refusal('tampered', 'chain of bindings');
  }
  return { address, certificate, bindings };
}
