/** Mails that the own server holds back: taken back, sent at once, and sealed anew where a certificate has changed meanwhile. */
import type { BodyView, DraftFile, DraftView } from '../model/mail.js';
import type { Progress } from '../model/vault.js';
import { parseAddress } from './address.js';
import { fetchBlob } from './arrivals.js';
import { base64url, random } from './bytes.js';
import { certificateOf } from './directory.js';
import type { Drafts } from './drafts.js';
import type { Routed } from './items.js';
import { type Line, referenceOf } from './line.js';
import type { Change } from './plan.js';
import type { Outbox } from './outbox.js';
import { type InlinePicture, isShown, putBack } from './pictures.js';
import { Declined, Refusal } from './refusal.js';
import type { OpenSession } from './session.js';

/** A held mail is looked at again after so long; milliseconds. */
const AGAIN = 24 * 3_600_000;

/** What came of a mail whose seal had become old. */
export type Renewal = 'resealed' | 'taken-back';

export class Held {
  readonly #session: OpenSession;
  readonly #drafts: Drafts;
  readonly #outbox: Outbox;
  readonly #body: (id: string) => Promise<BodyView>;
  readonly #checked = new Map<string, number>();

  constructor(session: OpenSession, drafts: Drafts, outbox: Outbox, body: (id: string) => Promise<BodyView>) {
    this.#session = session;
    this.#drafts = drafts;
    this.#outbox = outbox;
    this.#body = body;
  }

  /** Makes it a draft again; gives the draft's id. @throws Declined `already-sent`, `not-found`; Refusal */
  async withdraw(id: string): Promise<string> {
    const { mailbox, store } = this.#session;
    const mail = store.mails.get(id);
    if (mail?.header == null || mail.held === null) throw new Declined('not-found');
    const draft = base64url(random(16));
    const change = await this.#drafts.change(draft, await viewOf(this.#session, mail, await this.#body(id)), mail.header.blobs.map((blob) => ({ blob: referenceOf(blob), link: null, whole: true })));
    await mailbox.commit(async () => {
      const now = store.mails.get(id);
      if (now === undefined) return null;
      const flags: readonly Change[] = store.flags.has(id) ? [{ delete: await mailbox.derivedId('flags', id) }] : [];
      return { changes: [change, { delete: id }, ...flags], withdrawn: now.recipients.map(({ routing }) => routing) };
    });
    // Another device may have been first.
    if (!store.drafts.has(draft)) throw new Declined('not-found');
    return draft;
  }

  async sendNow(id: string, progress: Progress): Promise<string> {
    return this.#outbox.send(await this.#drafts.open(await this.withdraw(id)), progress, 'now');
  }

  /** Looks whether those can still open it for whom it was sealed. A scheduled mail that they cannot is sealed anew, or becomes a draft. */
  async renew(): Promise<readonly Renewal[]> {
    const { now, store } = this.#session;
    const told: Renewal[] = [];
    for (const mail of store.held()) {
      if ((this.#checked.get(mail.id) ?? 0) > now() - AGAIN) continue;
      const stale = await quietly(this.#isStale(mail));
      if (stale !== null) this.#checked.set(mail.id, now());
      if (stale !== true) continue;
      const draft = await quietly(this.withdraw(mail.id));
      if (draft === null) continue;
      const sent = await quietly(this.#again(draft, mail.held!));
      told.push(sent === null ? 'taken-back' : 'resealed');
    }
    return told;
  }

  async #again(draft: string, at: string): Promise<string> {
    return this.#outbox.send(await this.#drafts.open(draft), () => undefined, { at });
  }

  async #isStale({ recipients }: Line): Promise<boolean> {
    const answers = await Promise.all(recipients.map((one) => this.#hasChanged(one)));
    return answers.includes(true);
  }

  async #hasChanged({ address: text, sealedFor }: Routed): Promise<boolean> {
    const address = parseAddress(text);
    if (sealedFor === null || address === null) return false;
    const { directory } = this.#session;
    if (certificateOf(await directory.domain(address.domain)).fingerprint !== sealedFor.domain) return true;
    const found = await directory.find(address);
    return found?.certificate.fingerprint !== sealedFor.key;
  }
}

/** Null for what cannot be done now. */
const quietly = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((fault: unknown) => {
    if (fault instanceof Declined || fault instanceof Refusal) return null;
    throw fault;
  });

/** Pictures that the text shows stand in it again; the other files stay blobs. */
async function viewOf(session: OpenSession, mail: Line, { text, html }: BodyView): Promise<DraftView> {
  const { to, cc, bcc, subject, inReplyTo, references, blobs, expires } = mail.header!;
  const files: DraftFile[] = [];
  const pictures: InlinePicture[] = [];
  for (const [index, { id, name, type, length, cid }] of blobs.entries()) {
    if (index === 0) continue;
    if (isShown(html, { cid, type, length })) pictures.push({ cid: cid!, name: '', type, content: await fetchBlob(session, mail, index) });
    else files.push({ name: name ?? '', type, size: length, file: null, from: null, stored: id });
  }
  return { id: null, to, cc, bcc, subject, text, html: html === null ? null : await putBack(html, pictures), files, inReplyTo, references, savedAt: null, ...(expires === undefined ? {} : { expires }) };
}
