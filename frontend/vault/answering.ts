/** How the vault answers the page: refusals as values, callbacks without harm. */
import type { Progress, Refused } from '../model/vault.js';
import { Declined, Refusal } from './refusal.js';

/** Expected refusals become values; anything else is a fault and rejects. */
export async function guarded<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Refusal) return { kind: 'refused', code: fault.reason };
    if (fault instanceof Declined) return { kind: 'refused', code: fault.code, ...(fault.retryAfter === null ? {} : { retryAfter: fault.retryAfter }) };
    throw fault;
  }
}

/** A callback is a proxy into the page: that it fails must not matter here. */
export function calling(callback: () => unknown): void {
  try {
    void Promise.resolve(callback()).catch(() => undefined);
  } catch {
    // As above.
  }
}

export const quiet =
  (progress: Progress): Progress =>
  (step, done, total, index) =>
    calling(() => progress(step, done, total, index));
