/** Blobs on their way to this device: large ones through a file, so that they need little memory and go on after a break. */
import { openBlob, openInto } from './blob.js';
import type { Bytes } from './bytes.js';
import type { BlobReference } from './header.js';
import { Refusal } from './refusal.js';
import { SMALL, type ScratchFile, freshContent, incoming } from './scratch.js';
import type { OpenSession } from './session.js';
import { PIECE, patiently } from './upload.js';

/** `name` is the blob's own, at the own server. */
export interface Delivered {
  readonly reference: BlobReference;
  readonly name: string;
}

/** How far it is, in octets; may throw to stop, and what has come is kept for the next time. */
export type Told = (done: number, total: number) => void;

type Context = Pick<OpenSession, 'server' | 'pause' | 'scratch'>;

/** The checked content. @throws Refusal, Declined */
export async function download(context: Context, { reference, name }: Delivered, told: Told = () => undefined): Promise<Blob> {
  const { server, pause, scratch } = context;
  const range = (from: number, to: number): Promise<Bytes> => patiently(pause, () => server.range(name, from, to));
  const sealed = reference.size <= SMALL ? null : await scratch.open(incoming(name));
  if (sealed === null) return openBlob(reference, range, told);
  try {
    await complete(sealed, reference.size, range, told);
    const content = await opened(context, reference, sealed);
    sealed.close();
    await scratch.remove(incoming(name));
    return content;
  } catch (fault) {
    sealed.close();
    // What is not what it should be is not worth keeping.
    if (fault instanceof Refusal) await scratch.remove(incoming(name));
    throw fault;
  }
}

async function complete(sealed: ScratchFile, size: number, range: (from: number, to: number) => Promise<Bytes>, told: Told): Promise<void> {
  if (sealed.size > size) throw new Refusal('malformed', 'a kept download');
  for (let at = sealed.size; at < size; ) {
    told(at, size);
    const to = Math.min(at + PIECE, size);
    sealed.write(at, await range(at, to));
    at = to;
  }
  told(size, size);
}

async function opened({ scratch }: Context, reference: BlobReference, sealed: ScratchFile): Promise<Blob> {
  const name = freshContent();
  const content = await scratch.open(name);
  if (content === null) return openBlob(reference, async (from, to) => sealed.read(from, to));
  let whole = false;
  try {
    await openInto(reference, async (from, to) => sealed.read(from, to), (offset, octets) => content.write(offset, octets));
    whole = true;
  } finally {
    content.close();
    if (!whole) await scratch.remove(name);
  }
  return scratch.content(name);
}

/** Octets that are here of blobs whose download was broken off, by the blob's name. */
export async function keptDownloads({ scratch }: Context): Promise<ReadonlyMap<string, number>> {
  return new Map((await scratch.list()).flatMap(({ name, size }) => (name.startsWith(incoming('')) && size > 0 ? [[name.slice(incoming('').length), size]] : [])));
}

export async function dropDownload({ scratch }: Context, name: string): Promise<void> {
  await scratch.remove(incoming(name));
}
