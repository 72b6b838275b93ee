/** Mails whose author set an end (spec 70.11): when it comes, what opens them is erased, here and on the server. */
import { utcDate } from './json.js';
import { dropDownload } from './download.js';
import type { Line } from './line.js';
import type { Change } from './plan.js';
import type { Reading } from './reading.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';

const DAY = 86_400_000;
/** Days ahead that an author may choose. */
const FARTHEST = 5 * 366;
/** Mails in one batch. */
const BATCH = 100;

/** UTCDate of the end that a draft asks for, counted from `start`. @throws Declined `bad-expiry` for one that is past, too far, or none */
export function endOf(wish: string, start: number): string {
  const days = /^P(\d{1,4})D$/.exec(wish)?.[1];
  const end = days === undefined ? Date.parse(wish) : start + Number(days) * DAY;
  if (!(end > start && end <= start + FARTHEST * DAY)) throw new Declined('bad-expiry');
  return utcDate(end);
}

/**
 * Erases what has expired: first on this device, which needs no network, then on the server, which may have been first.
 * Gives those own mails that were not delivered to everyone. @throws Declined
 */
export async function eraseExpired(session: OpenSession, reading: Reading): Promise<readonly Line[]> {
  const { mailbox, store } = session;
  store.expire();
  const gone = [...store.expired.values()];
  if (gone.length === 0) return gone;
  await mailbox.log.purge(new Set(gone.map(({ id }) => id)));
  for (const { id, blobs } of gone) {
    reading.forgetBody(id);
    for (const name of blobs) if (name !== null) await dropDownload(session, name);
  }
  for (let at = 0; at < gone.length; at += BATCH) {
    const some = gone.slice(at, at + BATCH);
    await mailbox.commit(async () => {
      const changes: Change[] = [];
      for (const { id } of some) for (const item of [id, await mailbox.derivedId('flags', id)]) if (mailbox.lives(item)) changes.push({ delete: item });
      return changes.length === 0 ? null : { changes };
    });
    for (const { id } of some) store.erased(id);
  }
  return gone.filter((mail) => mail.own && store.deliveries(mail).some(({ state, reason }) => reason === 'expired' || ['waiting', 'delayed', 'accepted'].includes(state)));
}
