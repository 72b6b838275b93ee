/** The calls of spec 80, over the page's transport. A hostile server is expected: every answer is read member by member. */
import type { Answer, Transport } from '../model/transport.js';
import { type Bytes, base64url, fromBase64url } from './bytes.js';
import { Fields } from './json.js';
import { type KdfParameters, type SlotKind, readParameters } from './kdf.js';
import { Declined, Refusal } from './refusal.js';
import { type Slot, readSlot, slotJson } from './slot.js';

const CODES: ReadonlySet<string> = new Set([
  ...['bad-request', 'signed-out', 'wrong-credentials', 'cross-site', 'not-admin', 'not-found', 'unknown-domain', 'address-taken', 'conflict'],
  ...['duplicate-id', 'already-sent', 'too-large', 'over-quota', 'bad-offset', 'too-many', 'domain-away', 'domain-key-changed', 'fault'],
]);

/** ACCOUNT of spec 80.2, unchecked but for its form. */
export interface AccountRecord {
  readonly address: string;
  readonly share: Bytes;
  readonly slots: readonly Slot[];
  readonly commit: Bytes;
  readonly certificate: Bytes;
  readonly secretKey: Bytes;
  readonly binding: Bytes;
  readonly domain: DomainRecord;
}

export interface DomainRecord {
  readonly certificate: Bytes;
  readonly statement: Bytes;
  readonly rotations: readonly Bytes[];
}

/** ITEM of spec 80.2. */
export interface Item {
  readonly id: string;
  readonly kind: string;
  readonly revision: number;
  readonly change: number;
  readonly ciphertext: Bytes;
  readonly blobs: readonly string[];
  readonly deleted: boolean;
}

interface Put {
  readonly op: 'put';
  readonly id: string;
  readonly kind: string;
  readonly revision: number;
  readonly ciphertext: string;
  readonly blobs: readonly string[];
}

export type Operation =
  | Put
  | (Omit<Put, 'op'> & { readonly op: 'put-until'; readonly expires: string })
  | { readonly op: 'delete'; readonly id: string; readonly revision: number };

/** Proof of a key slot, as sent. */
export interface Proof {
  readonly kind: SlotKind;
  readonly auth: Bytes;
}

/** One routing message of a submission. */
export interface Message {
  readonly id: string;
  readonly domain: string;
  readonly envelope: Bytes;
  readonly header: Bytes;
  readonly blobs: readonly string[];
}

export interface Changes {
  readonly items: readonly Item[];
  readonly change: number;
  readonly more: boolean;
}

export const isBlobName = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
export const isItemId = (text: string): boolean => fromBase64url(text)?.length === 16;

export class Server {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async instance(): Promise<string> {
    return (await this.#get('/api/instance')).text('domain', 253);
  }

  async parameters(address: string): Promise<{ serverSalt: Bytes; kdf: KdfParameters }> {
    const answer = await this.#post('/api/account/parameters', { address });
    return { serverSalt: answer.octets('serverSalt', 32), kdf: readParameters(answer.object('kdf')) };
  }

  async createAccount(account: object): Promise<AccountRecord> {
    return readAccount(await this.#post('/api/account', account));
  }

  async signIn(address: string, proof: Proof): Promise<AccountRecord> {
    return readAccount(await this.#post('/api/session', { address, kind: proof.kind, auth: base64url(proof.auth) }));
  }

  async session(): Promise<AccountRecord> {
    return readAccount(await this.#get('/api/session'));
  }

  async enterConsole(auth: Bytes, invitation: string | null): Promise<void> {
    accept(await this.#transport.call('POST', '/api/admin/visit', { auth: base64url(auth), invitation }));
  }

  async signOut(): Promise<void> {
    accept(await this.#transport.call('DELETE', '/api/session'));
  }

  async replaceSlot(proof: Proof, auth: Bytes, slot: Slot): Promise<void> {
    const body = { proof: { kind: proof.kind, auth: base64url(proof.auth) }, auth: base64url(auth), slot: slotJson(slot) };
    accept(await this.#transport.call('PUT', `/api/account/slots/${slot.kind}`, body));
  }

  async domain(domain: string): Promise<DomainRecord> {
    return readDomain(await this.#get(`/api/domains/${encodeURIComponent(domain)}`));
  }

  async query(domain: string, query: Bytes): Promise<Bytes> {
    return (await this.#post('/api/directory/queries', { domain, query: base64url(query) })).octets('answer');
  }

  async newBlob(size: number): Promise<{ name: string; link: string }> {
    const answer = await this.#post('/api/blobs', { size });
    const name = answer.text('name', 64);
    if (!isBlobName(name)) throw new Refusal('malformed', 'blob name');
    return { name, link: answer.text('link', 2048) };
  }

  /** Octets of an upload that the server has. */
  async offset(name: string): Promise<number> {
    const answer = await this.#transport.offset(name);
    if (typeof answer !== 'number') throw decline(answer);
    return answer;
  }

  /** Gives up the chunk's buffer. */
  async patch(name: string, offset: number, chunk: Bytes): Promise<void> {
    accept(await this.#transport.patch(name, offset, chunk.buffer));
  }

  async range(name: string, from: number, to: number): Promise<Bytes> {
    const answer = await this.#transport.range(name, from, to);
    if (!(answer instanceof ArrayBuffer)) throw decline(answer);
    if (answer.byteLength !== to - from) throw new Refusal('tampered', 'range length');
    return new Uint8Array(answer);
  }

  /** Small blobs in one call, by name; without those that the server does not give this way. @throws Declined, Refusal */
  async together(names: readonly string[]): Promise<ReadonlyMap<string, Bytes>> {
    const answer = await this.#transport.together(names);
    if (!(answer instanceof ArrayBuffer)) throw decline(answer);
    const view = new DataView(answer);
    const found = new Map<string, Bytes>();
    let at = 0;
    for (const name of names) {
      const length = at + 4 > answer.byteLength ? Infinity : view.getUint32(at);
      if (at + 4 + length > answer.byteLength) throw new Refusal('malformed', 'blobs cut off');
      if (length > 0) found.set(name, new Uint8Array(answer, at + 4, length));
      at += 4 + length;
    }
    return found;
  }

  async changes(since: number, limit: number): Promise<Changes> {
    const answer = await this.#get(`/api/mailbox/changes?since=${since}&limit=${limit}`);
    return { items: answer.objects('items', limit).map(readItem), change: answer.count('change'), more: answer.flag('more') };
  }

  /** The account's change number after it, or null on a conflict. */
  async batch(batch: readonly Operation[]): Promise<number | null> {
    return committed(await this.#transport.call('POST', '/api/mailbox/batch', { batch }));
  }

  /** As {@link batch}, with messages to send in the same transaction, or after so many seconds. */
  async submit(messages: readonly Message[], hold: number, batch: readonly Operation[]): Promise<number | null> {
    const sealed = messages.map((m) => ({ ...m, envelope: base64url(m.envelope), header: base64url(m.header) }));
    return committed(await this.#transport.call('POST', '/api/submissions', { messages: sealed, hold, batch }));
  }

  /** As {@link batch}, with held messages taken back in the same transaction. */
  async withdraw(ids: readonly string[], batch: readonly Operation[]): Promise<number | null> {
    return committed(await this.#transport.call('POST', '/api/submissions/withdraw', { ids, batch }));
  }

  /** Stops messages that their destination has not accepted; each id is in one of the lists, unless it is unknown. */
  async stop(ids: readonly string[]): Promise<{ readonly neverLeft: readonly string[]; readonly mayHaveLeft: readonly string[]; readonly tooLate: readonly string[] }> {
    const answer = await this.#post('/api/submissions/stop', { ids });
    const list = (name: string) => answer.texts(name, 200, 64);
    return { neverLeft: list('neverLeft'), mayHaveLeft: list('mayHaveLeft'), tooLate: list('tooLate') };
  }

  async #get(path: string): Promise<Fields> {
    return new Fields(accept(await this.#transport.call('GET', path)));
  }

  async #post(path: string, body: unknown): Promise<Fields> {
    return new Fields(accept(await this.#transport.call('POST', path, body)));
  }
}

/** ACCOUNT as it can be kept without the session that it came with; {@link readAccount} reads it again. */
export const accountJson = ({ address, slots, commit, certificate, secretKey, binding, domain }: AccountRecord): object => ({
  address,
  share: base64url(new Uint8Array(32)),
  // The recovery words are not asked for without the server.
  slots: slots.filter(({ kind }) => kind === 'passphrase').map(slotJson),
  commit: base64url(commit),
  certificate: base64url(certificate),
  secretKey: base64url(secretKey),
  binding: base64url(binding),
  domain: { certificate: base64url(domain.certificate), statement: base64url(domain.statement), rotations: domain.rotations.map(base64url) },
});

function accept(answer: Answer): unknown {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw decline(answer);
}

function committed(answer: Answer): number | null {
  if (answer.status === 409 && decline(answer).code === 'conflict') return null;
  return new Fields(accept(answer)).count('change');
}

function decline({ status, body, retryAfter }: Answer): Declined {
  if (status === 0) return new Declined('offline');
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
  return new Declined(typeof code === 'string' && CODES.has(code) ? code : 'fault', retryAfter);
}

/** @throws Refusal, Declined `weak-kdf` */
export function readAccount(from: Fields): AccountRecord {
  return {
    address: from.text('address', 320),
    share: from.octets('share', 32),
    slots: from.objects('slots', 8).map(readSlot),
    commit: from.octets('commit', 32),
    certificate: from.octets('certificate'),
    secretKey: from.octets('secretKey'),
    binding: from.octets('binding'),
    domain: readDomain(from.object('domain')),
  };
}

function readDomain(from: Fields): DomainRecord {
  return {
    certificate: from.octets('certificate'),
    statement: from.octets('statement'),
    rotations: from.octetsList('rotations', 32),
  };
}

function readItem(from: Fields): Item {
  const deleted = from.flag('deleted');
  const id = from.text('id', 64);
  if (!isItemId(id)) throw new Refusal('malformed', 'item id');
  return {
    id,
    kind: from.text('kind', 32),
    revision: from.count('revision'),
    change: from.count('change'),
    ciphertext: deleted || from.isNull('ciphertext') ? new Uint8Array(0) : from.octets('ciphertext'),
    blobs: from.isNull('blobs') ? [] : from.texts('blobs', 256, 64),
    deleted,
  };
}
