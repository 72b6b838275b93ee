/** The envelope (spec 40.2): what the destination domain learns, and nobody else. */
import { type Bytes, base64url, sha256 } from './bytes.js';
import { toJson, utcDate } from './json.js';
import type { Certificate } from './policy.js';
import { ENVELOPE_SIZES, sealUnsigned } from './sealed.js';

/** A day less than the fourteen that are allowed, for clocks that differ. */
const LIFETIME = 13 * 24 * 3_600_000;

/** A blob as the destination fetches it. */
export interface Link {
  readonly link: string;
  readonly sha256: Bytes;
  readonly size: number;
}

export interface EnvelopeContent {
  readonly id: string;
  readonly origin: string;
  readonly domain: string;
  readonly recipient: string;
  /** The sealed header as this recipient gets it. */
  readonly header: Bytes;
  readonly blobs: readonly Link[];
  /** UTCDate from which on the destination keeps nothing of it; missing if its author set no end. */
  readonly erase?: string;
}

/** @throws Refusal `too-large` if the links do not fit */
export async function sealEnvelope(content: EnvelopeContent, to: Certificate, now: number): Promise<Bytes> {
  const json = {
    type: 'darkmail/envelope/1',
    ...content,
    header: base64url(await sha256(content.header)),
    blobs: content.blobs.map((blob) => ({ ...blob, sha256: base64url(blob.sha256) })),
    expires: utcDate(now + LIFETIME),
  };
  return sealUnsigned(toJson(json), to, ENVELOPE_SIZES);
}
