/**
 * A world of domains in memory, for tests of the vault: items with compare-and-set, blobs, sessions, routing between domains.
 * It is transport only; what it has to sign or open, it does with the vault's own formats and a key per domain.
 */
import type { Answer, Transport } from '../../model/transport.js';
import { type Bytes, base64url, concat, equal, fromBase64url, random, sha256 } from '../../vault/bytes.js';
import { readBinding } from '../../vault/directory.js';
import { parseObject, toJson, utcDate } from '../../vault/json.js';
import { type SecretKey, generateKey, openKey } from '../../vault/keys.js';
import { padding } from '../../vault/packets.js';
import { type Certificate, readCertificate } from '../../vault/policy.js';
import { ENVELOPE_SIZES, QUERY_SIZES, openSealed, unsignedContent } from '../../vault/sealed.js';
import { sealSeipd } from '../../vault/seipd.js';
import type { Signer } from '../../vault/signature.js';
import { sign } from '../../vault/statement.js';

type Body = Record<string, unknown>;

interface FakeItem {
  id: string;
  kind: string;
  revision: number;
  change: number;
  ciphertext: string | null;
  blobs: string[];
  deleted: boolean;
  expires: number;
}

interface FakeBlob {
  size: number;
  octets: Bytes;
}

export interface FakeAccount {
  address: string;
  auth: Map<string, string>;
  slots: Body[];
  commit: string;
  certificate: string;
  secretKey: string;
  bindings: Bytes[];
  items: Map<string, FakeItem>;
  change: number;
}

/** A message as the origin hands it over; tests bend it. */
export interface Delivered {
  routing: string;
  origin: string;
  header: Bytes;
  blobs: { name: string; link: string; sha256: Bytes; size: number }[];
}

export const json = (status: number, body: unknown = null): Answer => ({ status, body, retryAfter: null });
export const refusal = (status: number, code: string): Answer => json(status, { type: `urn:darkmail:refusal:${code}`, title: code, status, code });

export class World {
  readonly domains = new Map<string, FakeDomain>();
  now = Date.parse('2026-11-22T10:00:00Z');
  clock = (): number => this.now;

  async domain(name: string): Promise<FakeDomain> {
    const made = await generateKey(name);
    const certificate = await readCertificate(made.certificate, name);
    const domain = new FakeDomain(this, name, certificate, await openKey(made.transferable, certificate));
    this.domains.set(name, domain);
    return domain;
  }
}

export class FakeDomain {
  readonly serverSalt = random(32);
  readonly accounts = new Map<string, FakeAccount>();
  readonly blobs = new Map<string, FakeBlob>();
  readonly submitted = new Map<string, string>();
  held: { readonly account: FakeAccount; readonly messages: readonly Body[]; readonly until: number }[] = [];
  readonly withdrawn = new Set<string>();
  readonly underWay = new Set<string>();
  /** Set to leave what is sent there without a receipt. */
  silent = false;
  rotations: Bytes[] = [];
  /** Set to keep other domains from reaching this one. */
  away = false;
  /** Bends what arrives, before it becomes an item. */
  tamper: (message: Delivered) => Promise<Delivered> | Delivered = (message) => message;

  constructor(
    readonly world: World,
    readonly name: string,
    public certificate: Certificate,
    public key: SecretKey,
  ) {}

  get signer(): Signer {
    return this.key;
  }

  async rotate(announced = true): Promise<void> {
    const made = await generateKey(this.name);
    const next = await readCertificate(made.certificate, this.name);
    const step = { type: 'darkmail/rotation/1', domain: this.name, from: this.certificate.fingerprint, to: next.fingerprint, certificate: base64url(next.octets), time: utcDate(this.world.now) };
    if (announced) this.rotations.push(await sign(toJson(step), this.key, this.world.now));
    this.certificate = next;
    this.key = await openKey(made.transferable, next);
    for (const account of this.accounts.values()) await this.#bindAnew(account);
  }

  async #bindAnew(account: FakeAccount): Promise<void> {
    const oldest = account.bindings.map(readBinding).reverse();
    account.bindings = [];
    for (const { fingerprint, sequence } of oldest) account.bindings.unshift(await this.bind(account.address, fingerprint, account.bindings[0] ?? null, sequence));
  }

  async document(): Promise<Body> {
    const statement = {
      type: 'darkmail/domain/1',
      domain: this.name,
      version: 1,
      fingerprint: this.certificate.fingerprint,
      relay: `darkmail@${this.name}`,
      blobs: [`https://${this.name}/blob/`],
      time: utcDate(this.world.now),
    };
    return {
      certificate: base64url(this.certificate.octets),
      statement: base64url(await sign(toJson(statement), this.key, this.world.now)),
      rotations: this.rotations.map(base64url),
    };
  }

  async bind(address: string, fingerprint: string, previous: Bytes | null, sequence: number): Promise<Bytes> {
    const content = {
      type: 'darkmail/binding/1',
      address,
      fingerprint,
      sequence,
      time: utcDate(this.world.now),
      previous: previous === null ? null : base64url(await sha256(previous)),
    };
    return sign(toJson(content), this.key, this.world.now);
  }

  /** Gives an address another certificate, as the server of a person who lost the old one would. */
  async rebind(address: string): Promise<SecretKey> {
    const account = this.accounts.get(address)!;
    const made = await generateKey(address);
    const certificate = await readCertificate(made.certificate, address);
    account.certificate = base64url(made.certificate);
    account.bindings.unshift(await this.bind(address, certificate.fingerprint, account.bindings[0]!, account.bindings.length + 1));
    return openKey(made.transferable, certificate);
  }

  async answer(query: Bytes): Promise<Bytes> {
    const asked = parseObject(unsignedContent(await openSealed(query, this.key, QUERY_SIZES))).expect('darkmail/query/1');
    const address = asked.text('address');
    const account = this.accounts.get(address);
    const content = {
      type: 'darkmail/answer/1',
      query: base64url(await sha256(query)),
      address,
      found: account !== undefined,
      certificate: account?.certificate ?? null,
      bindings: account?.bindings.map(base64url) ?? [],
      time: utcDate(this.world.now),
    };
    const statement = await sign(toJson(content), this.key, this.world.now);
    const inner = [4096, 8192, 16_384].find((size) => size >= statement.length + 6)!;
    return sealSeipd(asked.octets('key'), concat(statement, padding(inner - statement.length)));
  }

  write(account: FakeAccount, id: string, kind: string, ciphertext: string | null, blobs: string[], deleted = false, expires = Infinity): FakeItem {
    const before = account.items.get(id);
    const item = { id, kind, revision: (before?.revision ?? 0) + 1, change: ++account.change, ciphertext, blobs, deleted, expires };
    account.items.delete(id);
    account.items.set(id, item);
    return item;
  }

  status(account: FakeAccount, routing: string, state: string, reason: string | null = null): void {
    const content = { type: 'darkmail/status/1', routing, state, reason, time: utcDate(this.world.now) };
    this.write(account, routing, 'status', base64url(toJson(content)), []);
  }

  /** Deletes what has expired, with its blobs. */
  expire(): void {
    for (const account of this.accounts.values()) {
      for (const { id, kind, blobs } of [...account.items.values()].filter(({ expires }) => expires <= this.world.now)) {
        this.write(account, id, kind, null, [], true);
        for (const name of blobs) this.blobs.delete(name);
      }
    }
  }

  /** Lets go what is held and due. */
  async release(): Promise<void> {
    const due = this.held.filter(({ until }) => until <= this.world.now);
    this.held = this.held.filter((one) => !due.includes(one));
    for (const { account, messages } of due) await this.deliver(account, messages);
  }

  async deliver(account: FakeAccount, messages: readonly Body[]): Promise<void> {
    for (const message of messages) {
      const id = message['id'] as string;
      const to = this.world.domains.get(message['domain'] as string);
      if (to === undefined) continue;
      if (to.silent) {
        this.underWay.add(id);
        continue;
      }
      const outcome = await to.receive(this.name, id, fromBase64url(message['envelope'] as string)!, fromBase64url(message['header'] as string)!);
      this.status(account, id, outcome === 'claimed' ? 'claimed' : 'refused', outcome === 'claimed' ? null : outcome);
    }
  }

  /** What the destination does with a routing message: open the envelope, claim the blobs, make an arrival. */
  async receive(origin: string, routing: string, envelope: Bytes, header: Bytes): Promise<string> {
    const read = parseObject(unsignedContent(await openSealed(envelope, this.key, ENVELOPE_SIZES))).expect('darkmail/envelope/1');
    const right = read.raw('id') === routing && read.raw('origin') === origin && read.raw('domain') === this.name;
    if (!right || !equal(read.octets('header'), await sha256(header))) return 'bad-envelope';
    const account = this.accounts.get(`${read.text('recipient')}@${this.name}`);
    if (account === undefined) return 'no-such-address';
    const blobs = [];
    for (const blob of read.objects('blobs', 128)) {
      const link = blob.text('link');
      const there = this.world.domains.get(origin)!.blobs.get(link.slice(link.lastIndexOf('/') + 1));
      if (there === undefined || !equal(await sha256(there.octets), blob.octets('sha256'))) return 'blob-unavailable';
      const name = base64url(random(32));
      this.blobs.set(name, there);
      blobs.push({ name, link, sha256: blob.octets('sha256'), size: blob.count('size') });
    }
    const erase = read.isNull('erase') ? Infinity : Date.parse(read.time('erase'));
    if (erase <= this.world.now) return 'expired';
    await this.arrive(account, await this.tamper({ routing, origin, header, blobs }), erase);
    return 'claimed';
  }

  async arrive(account: FakeAccount, { routing, origin, header, blobs }: Delivered, erase = Infinity): Promise<void> {
    const content = {
      type: 'darkmail/arrival/1',
      routing,
      origin,
      time: utcDate(this.world.now),
      header: base64url(header),
      blobs: blobs.map((blob) => ({ ...blob, sha256: base64url(blob.sha256) })),
    };
    this.write(account, base64url(random(16)), 'arrival', base64url(toJson(content)), blobs.map(({ name }) => name), false, erase);
  }

  browser(): Browser {
    return new Browser(this);
  }
}

/** One browser's way to its server: a cookie of its own, and hooks for a hostile or broken server. */
export class Browser implements Transport {
  session: { account: FakeAccount; share: string } | null = null;
  offline = false;
  /** Connections that break: each after so many octets of a chunk. */
  readonly cutting: number[] = [];
  readonly calls: string[] = [];
  /** Replaces the answer to a call. */
  answering: (path: string, answer: Answer) => Answer = (_, answer) => answer;
  /** Called before a call is handled; may change the world. */
  before: (path: string) => Promise<void> | void = () => undefined;

  constructor(readonly domain: FakeDomain) {}

  async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    this.calls.push(`${method} ${path}`);
    await this.before(path);
    if (this.offline) return json(0);
    const copy = body === undefined ? {} : (JSON.parse(JSON.stringify(body)) as Body);
    return this.answering(path, structuredClone(await this.#handle(method, path, copy)));
  }

  async patch(name: string, offset: number, chunk: ArrayBuffer): Promise<Answer> {
    if (this.offline) return json(0);
    const blob = this.domain.blobs.get(name);
    if (blob === undefined) return refusal(404, 'not-found');
    const cut = this.cutting.shift();
    if (cut !== undefined) {
      blob.octets = concat(blob.octets, new Uint8Array(chunk, 0, Math.min(cut, chunk.byteLength)));
      return json(0);
    }
    if (blob.octets.length !== offset || offset + chunk.byteLength > blob.size) return refusal(409, 'bad-offset');
    if (chunk.byteLength > 8 * 1024 * 1024) return refusal(413, 'too-large');
    blob.octets = concat(blob.octets, new Uint8Array(chunk));
    return json(204);
  }

  async offset(name: string): Promise<number | Answer> {
    if (this.offline) return json(0);
    return this.domain.blobs.get(name)?.octets.length ?? refusal(404, 'not-found');
  }

  async range(name: string, from: number, to: number): Promise<ArrayBuffer | Answer> {
    this.calls.push(`RANGE ${from}-${to}`);
    if (this.offline) return json(0);
    const blob = this.domain.blobs.get(name);
    return blob === undefined ? refusal(404, 'not-found') : blob.octets.slice(from, to).buffer;
  }

  async together(names: readonly string[]): Promise<ArrayBuffer | Answer> {
    this.calls.push(`TOGETHER ${names.length}`);
    if (this.offline) return json(0);
    const blobs = names.map((name) => this.domain.blobs.get(name)?.octets ?? new Uint8Array(0));
    return concat(...blobs.flatMap((octets) => [new Uint8Array(new Uint32Array([octets.length]).buffer).reverse(), octets])).buffer;
  }

  async #handle(method: string, path: string, body: Body): Promise<Answer> {
    const { domain } = this;
    const kdf = { algorithm: 'argon2id', passes: 3, lanes: 4, memory: 65_536 };
    switch (`${method} ${path.replace(/\?.*/, '').replace(/^\/api\/domains\/.*/, '/api/domains/')}`) {
      case 'GET /api/instance':
        return json(200, { domain: domain.name, url: `https://${domain.name}`, signUp: 'open' });
      case 'POST /api/account/parameters':
        return json(200, { serverSalt: base64url(domain.serverSalt), kdf });
      case 'POST /api/account':
        return this.#create(body);
      case 'POST /api/session':
        return this.#signIn(body);
      default:
        return this.session === null ? refusal(401, 'signed-out') : this.#signedIn(method, path, body, this.session.account);
    }
  }

  async #signedIn(method: string, path: string, body: Body, account: FakeAccount): Promise<Answer> {
    const { domain } = this;
    if (path.startsWith('/api/domains/')) {
      const other = domain.world.domains.get(decodeURIComponent(path.slice('/api/domains/'.length)));
      return other === undefined ? refusal(404, 'unknown-domain') : other.away ? refusal(503, 'domain-away') : json(200, await other.document());
    }
    if (path.startsWith('/api/mailbox/changes')) {
      const query = new URLSearchParams(path.slice(path.indexOf('?')));
      const all = [...account.items.values()].filter(({ change }) => change > Number(query.get('since'))).sort((a, b) => a.change - b.change);
      const items = all.slice(0, Number(query.get('limit')));
      return json(200, { items, change: account.change, more: items.length < all.length });
    }
    switch (`${method} ${path}`) {
      case 'GET /api/session':
        return json(200, await this.#record(account));
      case 'DELETE /api/session':
        this.session = null;
        return json(204);
      case 'PUT /api/account/slots/passphrase': {
        const proof = body['proof'] as Body;
        if (account.auth.get(proof['kind'] as string) !== proof['auth']) return refusal(401, 'wrong-credentials');
        account.auth.set('passphrase', body['auth'] as string);
        account.slots = [...account.slots.filter((slot) => slot['kind'] !== 'passphrase'), body['slot'] as Body];
        return json(204);
      }
      case 'POST /api/admin/visit':
        if (account.auth.get('passphrase') !== body['auth']) return refusal(401, 'wrong-credentials');
        return body['invitation'] === 'the link' ? json(204) : refusal(403, 'not-admin');
      case 'POST /api/directory/queries': {
        const other = domain.world.domains.get(body['domain'] as string);
        if (other === undefined || other.away) return refusal(503, 'domain-away');
        return json(200, { answer: base64url(await other.answer(fromBase64url(body['query'] as string)!)) });
      }
      case 'POST /api/blobs': {
        const name = base64url(random(32));
        domain.blobs.set(name, { size: body['size'] as number, octets: new Uint8Array(0) });
        return json(201, { name, link: `https://${domain.name}/blob/${name}` });
      }
      case 'POST /api/mailbox/batch':
        return this.#batch(account, body['batch'] as Body[]);
      case 'POST /api/submissions':
        return this.#submit(account, body);
      case 'POST /api/submissions/stop':
        return json(200, this.#stop(account, body['ids'] as string[]));
      case 'POST /api/submissions/withdraw':
        return this.#withdraw(account, body);
      default:
        return refusal(404, 'not-found');
    }
  }

  async #create(body: Body): Promise<Answer> {
    const address = body['address'] as string;
    if (this.domain.accounts.has(address)) return refusal(409, 'address-taken');
    const certificate = await readCertificate(fromBase64url(body['certificate'] as string)!, address);
    const account: FakeAccount = {
      address,
      auth: new Map([
        ['passphrase', body['auth'] as string],
        ['recovery', body['recoveryAuth'] as string],
      ]),
      slots: body['slots'] as Body[],
      commit: body['commit'] as string,
      certificate: body['certificate'] as string,
      secretKey: body['secretKey'] as string,
      bindings: [await this.domain.bind(address, certificate.fingerprint, null, 1)],
      items: new Map(),
      change: 0,
    };
    this.domain.accounts.set(address, account);
    this.session = { account, share: base64url(random(32)) };
    return json(201, await this.#record(account));
  }

  async #signIn(body: Body): Promise<Answer> {
    const account = this.domain.accounts.get(body['address'] as string);
    if (account === undefined || account.auth.get(body['kind'] as string) !== body['auth']) return refusal(401, 'wrong-credentials');
    this.session = { account, share: base64url(random(32)) };
    return json(200, await this.#record(account));
  }

  async #record(account: FakeAccount): Promise<Body> {
    const { address, slots, commit, certificate, secretKey, bindings } = account;
    return { address, share: this.session!.share, slots, commit, certificate, secretKey, binding: base64url(bindings[0]!), domain: await this.domain.document() };
  }

  #batch(account: FakeAccount, operations: Body[]): Answer {
    const stale = operations.filter((operation) => {
      const item = account.items.get(operation['id'] as string);
      return (item?.revision ?? 0) !== operation['revision'] || (item?.deleted === true && operation['op'] === 'delete');
    });
    if (stale.length > 0) return { ...refusal(409, 'conflict') };
    const items = operations.map((operation) => {
      const id = operation['id'] as string;
      if (operation['op'] === 'delete') return this.domain.write(account, id, account.items.get(id)!.kind, null, [], true);
      const expires = operation['op'] === 'put-until' ? Date.parse(operation['expires'] as string) : Infinity;
      return this.domain.write(account, id, operation['kind'] as string, operation['ciphertext'] as string, operation['blobs'] as string[], false, expires);
    });
    return json(200, { change: account.change, items: items.map(({ id, revision, change }) => ({ id, revision, change })) });
  }

  async #submit(account: FakeAccount, body: Body): Promise<Answer> {
    const messages = body['messages'] as Body[];
    const content = JSON.stringify(messages);
    const key = messages.map((message) => message['id'] as string).join(' ');
    const before = this.domain.submitted.get(key);
    if (before !== undefined) return before === content ? json(200, { change: account.change }) : refusal(409, 'duplicate-id');
    const done = this.#batch(account, body['batch'] as Body[]);
    if (done.status !== 200) return done;
    this.domain.submitted.set(key, content);
    const hold = body['hold'] as number;
    if (hold > 0) {
      this.domain.held.push({ account, messages, until: this.domain.world.now + hold * 1000 });
      return json(200, { change: account.change });
    }
    await this.domain.deliver(account, messages);
    return json(200, { change: account.change });
  }

  #stop(account: FakeAccount, ids: readonly string[]): Body {
    const mayHaveLeft = ids.filter((id) => this.domain.underWay.delete(id));
    for (const id of mayHaveLeft) this.domain.status(account, id, 'stopped');
    return { neverLeft: [], mayHaveLeft, tooLate: ids.filter((id) => !mayHaveLeft.includes(id)) };
  }

  #withdraw(account: FakeAccount, body: Body): Answer {
    const ids = (body['ids'] as string[]).join(' ');
    const held = this.domain.held.findIndex((one) => one.account === account && one.messages.map((message) => message['id'] as string).join(' ') === ids);
    const gone = this.domain.withdrawn.has(ids);
    if (!gone && (held < 0 || this.domain.held[held]!.until <= this.domain.world.now)) return refusal(409, 'already-sent');
    const done = this.#batch(account, body['batch'] as Body[]);
    if (done.status === 200 && !gone) {
      this.domain.held.splice(held, 1);
      this.domain.withdrawn.add(ids);
    }
    return done;
  }
}
