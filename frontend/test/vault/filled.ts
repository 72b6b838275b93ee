/** Mailboxes that are full already: items sealed as a vault seals them, without sending each mail. */
import type { EmailAddress, Folder } from '../../model/mail.js';
import { type Account, openAccount, passphraseCredential, unlock } from '../../vault/account.js';
import { writeBody } from '../../vault/body.js';
import { sealBlob } from '../../vault/blob.js';
import { type Bytes, base64url, concat, random, utf8 } from '../../vault/bytes.js';
import type { BlobReference, Header } from '../../vault/header.js';
import { flagsJson, mailJson, noFlags } from '../../vault/items.js';
import { type Kind, MailboxKey } from '../../vault/mailbox-key.js';
import { Register } from '../../vault/register.js';
import { Server } from '../../vault/server.js';
import { PASSPHRASE } from './people.js';
import type { FakeDomain } from './world.js';

export interface Filling {
  readonly from: EmailAddress;
  readonly to: readonly EmailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string | null;
  /** UTCDate. */
  readonly at: string;
  readonly messageId?: string;
  readonly inReplyTo?: readonly string[];
  readonly references?: readonly string[];
  readonly files?: readonly string[];
  readonly own?: boolean;
  readonly flags?: { readonly seen: boolean; readonly flagged: boolean; readonly folder: Folder };
  /** Mails of the same name share one body: sealing 100,000 different ones takes its time. */
  readonly body?: string;
}

export class Filler {
  readonly #bodies = new Map<string, { reference: BlobReference; name: string }>();
  readonly #register = new Register();
  readonly #domain: FakeDomain;
  readonly #account: Account;
  readonly #key: MailboxKey;

  private constructor(domain: FakeDomain, account: Account, key: MailboxKey) {
    this.#domain = domain;
    this.#account = account;
    this.#key = key;
  }

  /** For an account that has no items of its own yet. */
  static async of(domain: FakeDomain, address: string): Promise<Filler> {
    const server = new Server(domain.browser());
    const { credential } = await passphraseCredential(address, PASSPHRASE, await server.parameters(address));
    const record = await server.signIn(address, credential);
    const account = await openAccount(record, await unlock(record, address, credential));
    domain.accounts.get(address)!.items.clear();
    return new Filler(domain, account, await MailboxKey.of(address, account.mailboxKey));
  }

  /** Writes the mail and its flags; gives the mail's id. */
  async add(filling: Filling): Promise<string> {
    const { from, to, subject, at, own = false, files = [] } = filling;
    const messageId = filling.messageId ?? `${base64url(random(12))}@filled.test`;
    const { record, key } = this.#account;
    const common = { from, to, cc: [], bcc: [], replyTo: [], subject, sentAt: at, messageId, inReplyTo: filling.inReplyTo ?? [], references: filling.references ?? [] };
    const body = await this.#body(filling, common);
    const attachments = files.map((name): BlobReference => ({ ...body.reference, part: 'attachment', name, type: 'application/pdf', id: base64url(random(32)), length: 40_000, size: 41_000 }));
    const header: Header = {
      ...common,
      preview: filling.text.slice(0, 600).replaceAll(/\s+/g, ' ').trim().slice(0, 256),
      blobs: [body.reference, ...attachments],
      recipients: to.map(({ email }) => ({ address: email, fingerprint: key.fingerprint })),
      key: key.certificate.primary.body,
      binding: record.binding,
      domains: { [this.#account.address.domain]: key.fingerprint },
    };
    const id = await this.#key.derivedId('mail', `${key.fingerprint}\n${messageId}`);
    const blobs = [body.name, ...attachments.map(() => body.name)];
    await this.put('mail', id, mailJson({ id, own, header, verdict: { name: 'sealed' }, signer: key.fingerprint, origin: this.#account.address.domain, receivedAt: at, blobs, recipients: [], held: null }), blobs);
    if (filling.flags !== undefined) await this.put('flags', await this.#key.derivedId('flags', id), flagsJson({ ...noFlags(id), ...filling.flags }));
    return id;
  }

  /** The head that makes what was added whole. */
  async close(): Promise<void> {
    const account = this.#domain.accounts.get(this.#account.address.text)!;
    await this.put('head', await this.#key.derivedId('head', 'head'), { type: 'darkmail/head/1', change: account.change, digest: this.#register.digest });
  }

  async put(kind: Kind, id: string, content: object, blobs: readonly string[] = []): Promise<void> {
    const account = this.#domain.accounts.get(this.#account.address.text)!;
    const revision = (account.items.get(id)?.revision ?? 0) + 1;
    const ciphertext = base64url(await this.#key.seal(kind, id, revision, content));
    this.#domain.write(account, id, kind, ciphertext, [...blobs]);
    this.#register.enter(id, { kind, revision, deleted: false, ours: true });
  }

  async #body({ text, html = null, body = base64url(random(9)) }: Filling, header: Parameters<typeof writeBody>[0]) {
    const before = this.#bodies.get(body);
    if (before !== undefined) return before;
    const octets: Bytes[] = [];
    const sealed = await sealBlob(new Blob([writeBody(header, text, html)]), async (_, piece) => void octets.push(piece));
    const name = base64url(random(32));
    this.#domain.blobs.set(name, { size: sealed.size, octets: concat(...octets) });
    const reference: BlobReference = { part: 'body', name: null, type: 'message/rfc822', cid: null, disposition: null, id: base64url(random(32)), ...sealed };
    const made = { reference, name };
    this.#bodies.set(body, made);
    return made;
  }
}

/** Letters a day apart, newest last, with words that are in no other text. */
export async function filled(domain: FakeDomain, address: string, count: number): Promise<readonly string[]> {
  const filler = await Filler.of(domain, address);
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) {
    const at = new Date(Date.parse('2020-01-01T00:00:00Z') + n * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
    const flags = n % 2 === 0 ? { seen: true, flagged: false, folder: 'inbox' as const } : undefined;
    ids.push(await filler.add({ from: { name: 'Walter Canarius', email: `walter@${domain.name}` }, to: [{ name: null, email: address }], subject: `Canary letter ${n}`, text: `A yellow bird numbered ${n}.`, at, body: 'same', ...(flags === undefined ? {} : { flags }) }));
  }
  await filler.close();
  return ids;
}

export const asText = (octets: Uint8Array): string => new TextDecoder('latin1').decode(octets) + new TextDecoder('utf-16le').decode(octets.subarray(0, octets.length & ~1));
export const canaries: readonly string[] = ['Canarius', 'Canary', 'walter', 'yellow', 'numbered', 'darkmail/mail/1'];
export const holds = (octets: Uint8Array): readonly string[] => canaries.filter((word) => asText(octets).includes(word) || asText(octets).includes(base64url(utf8(word)).slice(1, -1)));
