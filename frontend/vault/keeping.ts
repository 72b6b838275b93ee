/** Files of drafts on their way to the server from the moment they are chosen; large ones survive a reload as ciphertext. */
import { blobSize, sealBlob } from './blob.js';
import type { BlobReference } from './header.js';
import type { Kept } from './items.js';
import { Declined } from './refusal.js';
import { SMALL, type ScratchFile, outgoing } from './scratch.js';
import type { OpenSession } from './session.js';
import { patiently, upload, uploadRest } from './upload.js';

export type KeptFile = Kept & { readonly blob: BlobReference };

/** Octets of ciphertext that the server has. */
type Tell = (done: number) => void;

interface Running {
  readonly done: Promise<void>;
  readonly abort: AbortController;
}

export class Keeping {
  readonly #session: OpenSession;
  /** By the blob's name: of some perhaps no draft knows yet. */
  readonly #files = new Map<string, KeptFile>();
  readonly #running = new Map<string, Running>();

  constructor(session: OpenSession) {
    this.#session = session;
  }

  get files(): readonly KeptFile[] {
    return [...this.#files.values()];
  }

  /**
   * Seals and uploads a file. From `begun` on, which is given the blob's name, {@link finish} can take it to its end, also
   * after a reload. @throws Declined
   */
  async keep(file: Blob, tell: Tell, begun: (name: string) => void): Promise<string> {
    const { server, pause, scratch } = this.#session;
    // It is there before anybody could reload.
    if (file.size <= SMALL) return this.#direct(file, tell, begun);
    const { name, link } = await server.newBlob(blobSize(file.size));
    const sealed = await scratch.open(outgoing(name));
    if (sealed === null) return this.#direct(file, tell, begun);
    await this.#run(name, async (signal) => {
      try {
        const made = await sealBlob(file, async (offset, piece) => {
          signal.throwIfAborted();
          sealed.write(offset, piece);
        });
        this.#add(name, link, made, false);
        begun(name);
        await uploadRest({ server, pause }, name, sealed, 0, telling(tell, signal));
      } finally {
        sealed.close();
      }
      await this.#isWhole(name);
    });
    return name;
  }

  async #direct(file: Blob, tell: Tell, begun: (name: string) => void): Promise<string> {
    const { server, pause } = this.#session;
    const { name, link, ...made } = await upload(server, pause, file, tell);
    this.#add(name, link, made, true);
    begun(name);
    return name;
  }

  #add(name: string, link: string, made: Pick<BlobReference, 'key' | 'sha256' | 'size' | 'length'>, whole: boolean): void {
    this.#files.set(name, { blob: { part: 'attachment', name: null, type: 'application/octet-stream', cid: null, disposition: 'attachment', id: name, ...made }, link, whole });
  }

  /** Uploads what is left. @throws Declined `missing-file` if it is not on this device either */
  async finish(kept: KeptFile, tell: Tell): Promise<void> {
    const name = kept.blob.id;
    if ((this.#files.get(name) ?? kept).whole) return;
    this.#files.set(name, kept);
    const running = this.#running.get(name);
    if (running !== undefined) return running.done;
    await this.#run(name, async (signal) => {
      try {
        await this.#rest(kept, telling(tell, signal));
      } catch (fault) {
        // The server has given up an upload that nobody went on with.
        throw fault instanceof Declined && fault.code === 'not-found' ? new Declined('missing-file') : fault;
      }
      await this.#isWhole(name);
    });
  }

  async #rest({ blob }: KeptFile, tell: Tell): Promise<void> {
    const { server, pause } = this.#session;
    // Another device may have it, which has not said so yet.
    const there = await patiently(pause, () => server.offset(blob.id));
    if (there === blob.size) return;
    const sealed = await this.#sealed(blob);
    try {
      await uploadRest({ server, pause }, blob.id, sealed, there, tell);
    } finally {
      sealed.close();
    }
  }

  async #sealed(blob: BlobReference): Promise<ScratchFile> {
    const { scratch } = this.#session;
    const sealed = await scratch.open(outgoing(blob.id));
    if (sealed === null) throw new Declined('conflict');
    if (sealed.size === blob.size) return sealed;
    sealed.close();
    await scratch.remove(outgoing(blob.id));
    throw new Declined('missing-file');
  }

  async #isWhole(name: string): Promise<void> {
    this.#files.set(name, { ...this.#files.get(name)!, whole: true });
    await this.#session.scratch.remove(outgoing(name));
  }

  async #run(name: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    const done = work(abort.signal).finally(() => this.#running.delete(name));
    this.#running.set(name, { done, abort });
    await done;
  }

  /** Stops an upload after the present piece, until {@link finish}. */
  pause(name: string): void {
    this.#running.get(name)?.abort.abort(new Declined('paused'));
  }

  /** Stops it for good. */
  async drop(name: string): Promise<void> {
    const running = this.#running.get(name);
    running?.abort.abort(new Declined('cancelled'));
    await running?.done.catch(() => undefined);
    this.#files.delete(name);
    await this.#session.scratch.remove(outgoing(name));
  }

  stop(): void {
    for (const { abort } of this.#running.values()) abort.abort(new Declined('paused'));
  }
}

const telling = (tell: Tell, signal: AbortSignal) => (octets: number): void => {
  signal.throwIfAborted();
  tell(octets);
};
