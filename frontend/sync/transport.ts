import { transfer } from 'comlink';
import type { Answer, Transport } from '../model/transport.js';

const LOST: Answer = { status: 0, body: null, retryAfter: null };
/** Milliseconds after which a call counts as lost. */
const PATIENCE = 60_000;
/** What a proxy says for a server that is away; the server itself says why, in JSON. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** Only the own server's interface: the vault's ciphertext goes nowhere else. */
function ownPath(path: string): string {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin || !url.pathname.startsWith('/api/')) throw new TypeError('not a path of the interface');
  return url.pathname + url.search;
}

const blobPath = (name: string): string => ownPath(`/api/blobs/${encodeURIComponent(name)}`);

async function answerOf(response: Response): Promise<Answer> {
  const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '');
  if (!isJson && AWAY.has(response.status)) return LOST;
  const body: unknown = isJson ? await response.json() : null;
  const retry = Number(response.headers.get('retry-after'));
  return { status: response.status, body, retryAfter: retry > 0 ? retry : null };
}

async function ask(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, { credentials: 'same-origin', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer', ...init });
  } catch {
    return null;
  }
}

async function settle(response: Response | null): Promise<Answer> {
  if (response === null) return LOST;
  try {
    return await answerOf(response);
  } catch {
    return LOST;
  }
}

const octetsOf = (response: Response): Promise<ArrayBuffer | Answer> => response.arrayBuffer().catch(() => LOST);

/** Carries the vault's ciphertext to the own server and back (spec 80). */
export const transport: Transport = {
  async call(method, path, body) {
    const init: RequestInit = { method, signal: AbortSignal.timeout(PATIENCE) };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { 'content-type': 'application/json' };
    }
    return settle(await ask(ownPath(path), init));
  },

  async patch(name, offset, chunk) {
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
    return settle(await ask(blobPath(name), { method: 'PATCH', headers, body: chunk }));
  },

  async offset(name) {
    const response = await ask(blobPath(name), { method: 'HEAD' });
    const offset = response?.headers.get('upload-offset') ?? null;
    return offset === null ? settle(response) : Number(offset);
  },

  async range(name, from, to) {
    const response = await ask(blobPath(name), { headers: { range: `bytes=${from}-${to - 1}` } });
    if (response?.status !== 206 && response?.status !== 200) return settle(response);
    const octets = await octetsOf(response);
    return response.status === 200 && octets instanceof ArrayBuffer ? octets.slice(from, to) : octets;
  },

  async together(names) {
    const response = await ask(ownPath('/api/blobs/read'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ names }) });
    if (response?.status !== 200) return settle(response);
    const octets = await octetsOf(response);
    return octets instanceof ArrayBuffer ? transfer(octets, [octets]) : octets;
  },
};
