/**
 * The vault has no network of its own (its policy is `connect-src 'none'`): the page carries ciphertext for it.
 * Paths start with `/api/`; anything else is refused by the page.
 */
export interface Transport {
  /** A JSON call. A lost network gives status 0. */
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** One chunk of an upload (spec 80.2, `PATCH /api/blobs/{name}`), at most 8 MiB; the buffer is transferred. */
  patch(name: string, offset: number, chunk: ArrayBuffer): Promise<Answer>;
  /** How many octets of an unfinished upload are there (`HEAD /api/blobs/{name}`, its `Upload-Offset`). */
  offset(name: string): Promise<number | Answer>;
  /** Octets `from` to `to` (exclusive) of a blob that the account may read. */
  range(name: string, from: number, to: number): Promise<ArrayBuffer | Answer>;
  /** Small blobs in one answer, in the form of spec 80.2 (`POST /api/blobs/read`). */
  together(names: readonly string[]): Promise<ArrayBuffer | Answer>;
}

/** `body` is the parsed JSON or null; `retryAfter` in seconds. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: number | null;
}
