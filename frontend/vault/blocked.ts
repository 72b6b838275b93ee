/** Senders whose mail nobody wants to see: one sealed item (spec 70.9). */
import type { Blocked } from '../model/sorting.js';
import { parseAddress } from './address.js';
import { type Fields, utcDate } from './json.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';
import { keepSetting } from './settings.js';

export const BLOCKED = 'blocked';
const MAX_BLOCKED = 2000;

/** @throws Refusal */
export const readBlocked = (from: Fields): readonly Blocked[] => from.objects('blocked', MAX_BLOCKED).map((one) => ({ address: one.text('address', 320), since: one.time('since') }));

/** @throws Declined `bad-address`, `too-many-blocked` */
export async function block(session: OpenSession, text: string, on: boolean): Promise<void> {
  const { mailbox, store, now, account } = session;
  const address = parseAddress(text.trim())?.text;
  if (address === undefined || address === account.address.text) throw new Declined('bad-address');
  await keepSetting(mailbox, BLOCKED, () => {
    const rest = store.blocked.filter((one) => one.address !== address);
    if (on === rest.length < store.blocked.length) return null;
    if (on && rest.length >= MAX_BLOCKED) throw new Declined('too-many-blocked');
    return { blocked: on ? [...rest, { address, since: utcDate(now()) }] : rest };
  });
}
