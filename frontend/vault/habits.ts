/** What people chose for the mailbox as a whole: one small sealed item (spec 70.9). */
import type { Habits } from '../model/sorting.js';
import type { Fields } from './json.js';
import type { OpenSession } from './session.js';
import { keepSetting } from './settings.js';

export const HABITS = 'habits';
export const NO_HABITS: Habits = { learn: true, spam: true, strangers: false, blocked: 'spam' };

/** What is missing is as it is for everybody. @throws Refusal */
export function readHabits(from: Fields): Habits {
  const flag = (name: 'learn' | 'spam' | 'strangers'): boolean => (from.isNull(name) ? NO_HABITS[name] : from.flag(name));
  return { learn: flag('learn'), spam: flag('spam'), strangers: flag('strangers'), blocked: from.isNull('blocked') ? NO_HABITS.blocked : from.oneOf('blocked', ['spam', 'trash'] as const) };
}

/** @throws Declined */
export const choose = ({ mailbox, store }: OpenSession, wanted: Partial<Habits>): Promise<void> => keepSetting(mailbox, HABITS, () => ({ ...store.habits, ...wanted }));
