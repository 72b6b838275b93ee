/** Contents of mails: fetched, checked, decoded, and the last texts kept. */
import type { BodyView } from '../model/mail.js';
import { delivered, fetchBlob, fetchBody } from './arrivals.js';
import { MAX_BODY, readBody } from './body.js';
import type { Bytes } from './bytes.js';
import { cleanType } from './clean.js';
import { type Told, dropDownload, keptDownloads } from './download.js';
import { exportMail } from './export.js';
import type { Line } from './line.js';
import { Declined, Refusal } from './refusal.js';
import type { OpenSession } from './session.js';

const KEPT_BODIES = 50;
/** Octets of a blob that may come with others. */
const SMALL_BODY = 64 * 1024;
/** Octets of a mail's source that are shown. */
const SHOWN_SOURCE = 512 * 1024;
/** Types that a page may show inline; everything else is only ever saved. */
const SHOWN = /^image\/(?:png|jpeg|gif|webp|avif)$/;

export class Reading {
  readonly #session: OpenSession;
  readonly #bodies = new Map<string, BodyView>();
  /** Attachments on their way, by mail and index. */
  readonly #fetching = new Map<string, AbortController>();

  constructor(session: OpenSession) {
    this.#session = session;
  }

  /** @throws Declined `not-found` */
  mail(id: string): Line {
    const mail = this.#session.store.mails.get(id);
    if (mail === undefined) throw new Declined('not-found');
    return mail;
  }

  /** @param here looks on the device first */
  async body(id: string, here: (id: string) => Promise<BodyView | null>): Promise<BodyView> {
    const kept = this.#bodies.get(id);
    if (kept !== undefined) return kept;
    const body = (await here(this.#shown(id).id)) ?? (await this.fetch(id));
    if (this.#bodies.size >= KEPT_BODIES) this.#bodies.delete(this.#bodies.keys().next().value!);
    this.#bodies.set(id, body);
    return body;
  }

  /** Always from the server; `here`: its blob, if it has just come from there. @throws Declined, Refusal */
  async fetch(id: string, here?: Bytes): Promise<BodyView> {
    const mail = this.#shown(id);
    if (mail.header!.blobs[0]!.length > MAX_BODY) throw new Refusal('too-large', 'body');
    return readBody(await fetchBody(this.#session, mail, here));
  }

  /** Blobs of small bodies in one call, by mail; what is missing is to be fetched alone. */
  async together(mails: readonly Line[]): Promise<ReadonlyMap<string, Bytes>> {
    const small = new Map(mails.flatMap(({ id, header, blobs: [name] }) => (name == null || header === null || header.blobs[0]!.size > SMALL_BODY ? [] : [[name, id]])));
    if (small.size === 0) return new Map();
    const found = await this.#session.server.together([...small.keys()]);
    return new Map([...found].map(([name, octets]) => [small.get(name)!, octets]));
  }

  async attachment(id: string, index: number, tell: Told): Promise<Blob> {
    const mail = this.#shown(id);
    const key = `${id} ${index}`;
    const abort = new AbortController();
    this.#fetching.set(key, abort);
    try {
      const blob = await fetchBlob(this.#session, mail, index + 1, (done, total) => {
        abort.signal.throwIfAborted();
        tell(done, total);
      });
      const type = cleanType(mail.header!.blobs[index + 1]!.type);
      return blob.slice(0, blob.size, SHOWN.test(type) ? type : 'application/octet-stream');
    } catch (fault) {
      if (fault instanceof Declined && fault.code === 'cancelled') await dropDownload(this.#session, delivered(mail, index + 1).name);
      throw fault;
    } finally {
      this.#fetching.delete(key);
    }
  }

  /** Stops a download; what has come of a large one is kept for the next time. */
  pause(id: string, index: number): void {
    this.#fetching.get(`${id} ${index}`)?.abort(new Declined('paused'));
  }

  /** Stops a download, or forgets what was kept of one. */
  async cancel(id: string, index: number): Promise<void> {
    const fetching = this.#fetching.get(`${id} ${index}`);
    if (fetching === undefined) await dropDownload(this.#session, delivered(this.#shown(id), index + 1).name);
    else fetching.abort(new Declined('cancelled'));
  }

  /** Octets that are here of each attachment whose download was broken off, by index. */
  async kept(id: string): Promise<ReadonlyMap<number, number>> {
    const { blobs } = this.#shown(id);
    const here = await keptDownloads(this.#session);
    const found = new Map<number, number>();
    for (const [i, name] of blobs.entries()) {
      const octets = name === null ? undefined : here.get(name);
      if (i > 0 && octets !== undefined && !this.#fetching.has(`${id} ${i - 1}`)) found.set(i - 1, octets);
    }
    return found;
  }

  async source(id: string): Promise<{ readonly text: string; readonly size: number }> {
    const blob = await fetchBlob(this.#session, this.#shown(id), 0);
    return { text: await blob.slice(0, SHOWN_SOURCE).text(), size: blob.size };
  }

  export(id: string, tell: Told): Promise<Blob> {
    return exportMail(this.#session, this.#shown(id), tell);
  }

  /** Its text goes out of memory. */
  forgetBody(id: string): void {
    this.#bodies.delete(id);
  }

  forget(): void {
    this.#bodies.clear();
    for (const abort of this.#fetching.values()) abort.abort(new Declined('paused'));
  }

  /** Of a broken mail nothing inside is shown. */
  #shown(id: string): Line {
    const mail = this.mail(id);
    if (mail.verdict.name === 'broken') throw new Declined(mail.verdict.reason);
    return mail;
  }
}
