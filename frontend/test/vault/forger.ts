/** An author who holds a real key and binding, and bends everything else. */
import { sealBlob } from '../../vault/blob.js';
import { writeBody } from '../../vault/body.js';
import { type Bytes, base64url, concat, random } from '../../vault/bytes.js';
import { type BlobReference, type Header, headerJson } from '../../vault/header.js';
import { toJson, utcDate } from '../../vault/json.js';
import { type SecretKey, generateKey, openKey } from '../../vault/keys.js';
import { type Certificate, readCertificate } from '../../vault/policy.js';
import { HEADER_SIZES, sealBody, sealFor } from '../../vault/sealed.js';
import { sign } from '../../vault/statement.js';
import { fromBase64url } from '../../vault/bytes.js';
import type { Delivered, FakeAccount, FakeDomain } from './world.js';

export interface Target {
  readonly account: FakeAccount;
  readonly domain: FakeDomain;
  readonly certificate: Certificate;
}

export async function target(domain: FakeDomain, address: string): Promise<Target> {
  const account = domain.accounts.get(address)!;
  return { account, domain, certificate: await readCertificate(fromBase64url(account.certificate)!, address) };
}

export class Forger {
  private constructor(
    readonly domain: FakeDomain,
    readonly address: string,
    public key: SecretKey,
    public binding: Bytes,
  ) {}

  static async at(domain: FakeDomain, local: string): Promise<Forger> {
    const address = `${local}@${domain.name}`;
    const made = await generateKey(address);
    const certificate = await readCertificate(made.certificate, address);
    const binding = await domain.bind(address, certificate.fingerprint, null, 1);
    const none = { auth: new Map<string, string>(), slots: [], commit: '', secretKey: '', items: new Map<never, never>(), change: 0 };
    domain.accounts.set(address, { ...none, address, certificate: base64url(made.certificate), bindings: [binding] });
    return new Forger(domain, address, await openKey(made.transferable, certificate), binding);
  }

  /** Takes another key, which the domain binds at this sequence. */
  async changeKey(sequence: number): Promise<void> {
    const made = await generateKey(this.address);
    const certificate = await readCertificate(made.certificate, this.address);
    this.binding = await this.domain.bind(this.address, certificate.fingerprint, sequence === 1 ? null : this.binding, sequence);
    this.key = await openKey(made.transferable, certificate);
  }

  async blob(content: string, part: BlobReference['part'] = 'body'): Promise<BlobReference> {
    const id = base64url(random(32));
    let octets: Bytes = new Uint8Array(0);
    const sealed = await sealBlob(new Blob([content]), async (_, piece) => void (octets = concat(octets, piece)));
    this.domain.blobs.set(id, { size: octets.length, octets });
    return { part, name: null, type: 'message/rfc822', cid: null, disposition: null, id, ...sealed };
  }

  async header(to: Target, bent: Partial<Header> = {}): Promise<Header> {
    const fields = {
      from: { name: 'Mallory', email: this.address },
      to: [{ name: null, email: to.account.address }],
      cc: [],
      bcc: [],
      replyTo: [],
      subject: 'subject',
      preview: 'preview',
      sentAt: utcDate(this.domain.world.now),
      messageId: `${base64url(random(16))}@${this.domain.name}`,
      inReplyTo: [],
      references: [],
    };
    return {
      ...fields,
      blobs: [await this.blob(new TextDecoder().decode(writeBody(fields, 'text', null)))],
      recipients: [{ address: to.account.address, fingerprint: to.certificate.fingerprint }],
      key: this.key.certificate.primary.body,
      binding: this.binding,
      domains: {},
      ...bent,
    };
  }

  /** Signs JSON as this author, or as whoever is given. */
  statement = (json: unknown, by: SecretKey = this.key): Promise<Bytes> => sign(toJson(json), by, this.domain.world.now);

  async seal(packets: Bytes, to: Target): Promise<Bytes> {
    return sealFor((await sealBody(packets, HEADER_SIZES))!, to.certificate);
  }

  /** Hands a sealed header over as this domain would, bent where asked. */
  async deliver(to: Target, sealed: Bytes, header: Header | null, bent: Partial<Delivered> = {}): Promise<Delivered> {
    const blobs = (header?.blobs ?? []).map(({ id, sha256, size }) => {
      const name = base64url(random(32));
      to.domain.blobs.set(name, this.domain.blobs.get(id)!);
      return { name, link: `https://${this.domain.name}/blob/${id}`, sha256, size };
    });
    const message = { routing: base64url(random(16)), origin: this.domain.name, header: sealed, blobs, ...bent };
    await to.domain.arrive(to.account, message);
    return message;
  }

  /** A mail with these lies in its header. */
  async mail(to: Target, bent: Partial<Header> = {}, delivery: Partial<Delivered> = {}): Promise<Delivered> {
    const header = await this.header(to, bent);
    return this.deliver(to, await this.seal(await this.statement(headerJson(header)), to), header, delivery);
  }
}
