import type { Refused } from '../model/vault.js';
import { waitOf } from './format.js';
import { say, t } from './t.js';

/** Tells a refusal from the result of a call. */
export const isRefused = (result: unknown): result is Refused =>
  typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'refused';

/** What happened, what is safe, and what to do next. */
export function refusalText({ code, retryAfter }: Refused): string {
  if (code === 'too-many') return retryAfter === undefined ? t('refused.too-many-later') : t('refused.too-many', { wait: waitOf(retryAfter) });
  return say(`refused.${code}`, 'refused.fault');
}

/** A call whose fault is shown like a refusal: the page has nothing better to say about it. */
export async function settled<T>(call: Promise<T>): Promise<T | Refused> {
  try {
    return await call;
  } catch (fault) {
    console.error(fault instanceof Error ? fault.name : 'fault');
    return { kind: 'refused', code: 'fault' };
  }
}
