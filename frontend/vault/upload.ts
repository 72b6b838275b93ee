/** One sealed blob on its way to the server: each piece is repeated where the connection broke. */
import { blobSize, sealBlob, type SealedBlob } from './blob.js';
import type { Bytes } from './bytes.js';
import { Declined } from './refusal.js';
import type { ScratchFile } from './scratch.js';
import type { Server } from './server.js';

/** Milliseconds before each new try. */
const PAUSES: readonly number[] = [500, 2000, 8000];

export type Pause = (milliseconds: number) => Promise<void>;

export interface Uploaded extends SealedBlob {
  readonly name: string;
  readonly link: string;
}

/** Seals and uploads; `sent` hears of each piece and may throw to stop. @throws Declined */
export async function upload(server: Server, pause: Pause, content: Blob, sent: (octets: number) => void): Promise<Uploaded> {
  const { name, link } = await server.newBlob(blobSize(content.size));
  const sealed = await sealBlob(content, async (offset, piece) => {
    const end = offset + piece.length;
    await store(server, pause, name, offset, piece);
    sent(end);
  });
  return { name, link, ...sealed };
}

/** Octets of one piece. */
export const PIECE = 2 * 1024 * 1024;

/** Uploads, from an offset on, a blob that lies sealed in a file; `sent` as in {@link upload}. @throws Declined */
export async function uploadRest({ server, pause }: { readonly server: Server; readonly pause: Pause }, name: string, sealed: ScratchFile, from: number, sent: (octets: number) => void): Promise<void> {
  const { size } = sealed;
  for (let at = from; at < size; ) {
    sent(at);
    const to = Math.min(at + PIECE, size);
    await store(server, pause, name, at, sealed.read(at, to));
    at = to;
  }
  sent(size);
}

/** Asks again where the connection broke. @throws Declined */
export async function patiently<T>(pause: Pause, work: () => Promise<T>): Promise<T> {
  for (const milliseconds of PAUSES) {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof Declined) || fault.code !== 'offline') throw fault;
      await pause(milliseconds);
    }
  }
  return work();
}

async function store(server: Server, pause: Pause, name: string, offset: number, piece: Bytes): Promise<void> {
  let done = offset;
  for (const milliseconds of [...PAUSES, null]) {
    try {
      // The buffer goes to the page for good, so each try gets one of its own.
      await server.patch(name, done, piece.slice(done - offset));
      return;
    } catch (fault) {
      const again = fault instanceof Declined && (fault.code === 'offline' || fault.code === 'bad-offset');
      if (!again || milliseconds === null) throw fault;
      await pause(milliseconds);
      done = await there(server, name, done);
      if (done === offset + piece.length) return;
      if (done < offset || done > offset + piece.length) throw fault;
    }
  }
}

/** Octets that the server has; if it cannot be asked, as many as before. */
async function there(server: Server, name: string, before: number): Promise<number> {
  try {
    return await server.offset(name);
  } catch (fault) {
    if (fault instanceof Declined && fault.code === 'offline') return before;
    throw fault;
  }
}
