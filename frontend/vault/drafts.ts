/** Drafts: sealed items; files and a long text stand in blobs beside them. A file that has no blob yet is a reference in this tab. */
import type { BodyView, DraftFile, DraftView } from '../model/mail.js';
import { openOctets } from './blob.js';
import { MAX_BODY, MAX_DECODED } from './body.js';
import { base64url, random } from './bytes.js';
import type { BlobReference } from './header.js';
import { type Draft, type Kept, blobsOf, draftJson, readDraft } from './items.js';
import { Fields, parseObject, toJson, utcDate } from './json.js';
import type { Keeping, KeptFile } from './keeping.js';
import type { Change } from './plan.js';
import { Declined, Refusal, unlessOffline } from './refusal.js';
import type { OpenSession } from './session.js';
import { upload } from './upload.js';

/** Octets of text that go into the item itself; the server takes 256 KiB, and there are addresses and files too. */
const INLINE = 96 * 1024;
/** Characters of a long text that stay in the item, for the list and the search. */
const BEGINNING = 10_000;

/** A text and the blob that holds it. */
interface Stored extends BodyView {
  readonly blob: BlobReference;
}

export class Drafts {
  readonly #session: OpenSession;
  readonly #files = new Map<string, readonly DraftFile[]>();
  /** By draft: so that an unchanged text is neither uploaded nor fetched again. */
  readonly #stored = new Map<string, Stored>();
  readonly #keeping: Keeping;

  constructor(session: OpenSession, keeping: Keeping) {
    this.#session = session;
    this.#keeping = keeping;
  }

  /** @throws Declined `too-large` for what nobody could read as a mail either */
  async save(view: DraftView): Promise<string> {
    const id = view.id ?? base64url(random(16));
    const change = await this.change(id, view, this.#all(id));
    this.#files.set(id, view.files);
    await this.#session.mailbox.change(async () => ({ changes: [change] }));
    return id;
  }

  /** What makes the draft an item; `stored` are the blobs of its files. A long text is uploaded before. */
  async change(id: string, view: DraftView, kept: readonly Kept[]): Promise<Change> {
    // Without a network the text stands in what waits, however long it is.
    const body = this.#session.mailbox.isAway ? null : await this.#body(id, view).catch(unlessOffline);
    const files = view.files.map(({ name, type, size, from, stored }) => ({ name, type, size, from, ...(kept.find(({ blob }) => blob?.id === stored) ?? { blob: null, link: null, whole: false }) }));
    const shown = body === null ? {} : beginningOf(view);
    const draft: Draft = { ...view, ...shown, body, id, files, savedAt: utcDate(this.#session.now()) };
    return { put: 'draft', id, content: draftJson(draft), blobs: blobsOf(draft) };
  }

  /** A draft that was written without a network, as an item can hold it. */
  async fitting(id: string, content: object): Promise<object> {
    const draft = readDraft(id, new Fields(content));
    if (draft.body !== null) return content;
    const body = await this.#body(id, draft);
    return body === null ? content : (JSON.parse(JSON.stringify(draftJson({ ...draft, body, ...beginningOf(draft) }))) as object);
  }

  /** The blob of that name, if the draft or this tab has it. */
  kept(id: string | null, name: string): KeptFile | null {
    return this.#all(id).find(({ blob }) => blob.id === name) ?? null;
  }

  #all(id: string | null): readonly KeptFile[] {
    const files = id === null ? [] : (this.#session.store.drafts.get(id)?.files ?? []);
    return [...this.#keeping.files, ...files.flatMap(({ blob, link, whole }) => (blob === null ? [] : [{ blob, link, whole }]))];
  }

  /** Takes the upload of a file to its end. @throws Declined `missing-file`, `paused`, `offline` */
  async finish(id: string | null, name: string, tell: (done: number) => void): Promise<void> {
    const kept = this.kept(id, name);
    if (kept === null) throw new Declined('missing-file');
    await this.#keeping.finish(kept, tell);
  }

  async open(id: string): Promise<DraftView> {
    const draft = this.#session.store.drafts.get(id);
    if (draft === undefined) throw new Declined('not-found');
    const kept = this.#files.get(id) ?? [];
    const files = draft.files.map(({ name, type, size, from, blob }, i) => {
      const here = kept[i];
      const pending = blob !== null && this.kept(id, blob.id)?.whole === false;
      return { name, type, size, from, stored: blob?.id ?? null, file: here?.name === name && here.size === size ? here.file : null, ...(pending ? { pending } : {}) };
    });
    const { body, ...view } = draft;
    return body === null ? { ...view, files } : { ...view, ...(await this.#fetch(id, body)), files };
  }

  async discard(id: string): Promise<void> {
    const { mailbox, store } = this.#session;
    this.forget(id);
    await mailbox.change(async () => (store.drafts.has(id) ? { changes: [{ delete: id }] } : null));
  }

  forget(id: string | null): void {
    if (id === null) return;
    this.#files.delete(id);
    this.#stored.delete(id);
  }

  /** The blob that holds a long text, or null for one that the item holds. */
  async #body(id: string, { text, html }: BodyView): Promise<BlobReference | null> {
    if (text.length > MAX_DECODED || (html?.length ?? 0) > MAX_DECODED) throw new Declined('too-large');
    const content = toJson({ text, html });
    if (content.length <= INLINE) return null;
    if (content.length > MAX_BODY) throw new Declined('too-large');
    const before = this.#stored.get(id);
    if (before?.text === text && before.html === html) return before.blob;
    const { server, pause } = this.#session;
    const { name, key, sha256, size, length } = await upload(server, pause, new Blob([content]), () => undefined);
    const blob: BlobReference = { part: 'body', name: null, type: 'application/json', cid: null, disposition: null, id: name, key, sha256, size, length };
    this.#stored.set(id, { text, html, blob });
    return blob;
  }

  async #fetch(id: string, blob: BlobReference): Promise<BodyView> {
    const before = this.#stored.get(id);
    if (before?.blob.id === blob.id) return { text: before.text, html: before.html };
    if (blob.length > MAX_BODY) throw new Refusal('too-large', 'draft');
    const json = parseObject(await openOctets(blob, (from, to) => this.#session.server.range(blob.id, from, to)));
    const body = { text: json.text('text', MAX_DECODED), html: json.textOrNull('html', MAX_DECODED) };
    this.#stored.set(id, { ...body, blob });
    return body;
  }
}

const beginningOf = ({ text }: BodyView) => ({ text: text.slice(0, BEGINNING), html: null });
