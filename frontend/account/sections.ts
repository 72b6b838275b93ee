/** The sections of the settings. A new one is a line here and an element that `dm-settings` shows. */
import type { PlainKey } from '../messages/t.js';
import type { IconName } from '../theme/icons.js';

export const SECTIONS = ['general', 'writing', 'sorting', 'account', 'security', 'notifications'] as const;
export type Section = (typeof SECTIONS)[number];

export const isSection = (word: string | undefined): word is Section => SECTIONS.some((section) => section === word);

export const SECTION_LOOKS: Readonly<Record<Section, { readonly sign: IconName; readonly title: PlainKey }>> = {
  general: { sign: 'settings', title: 'settings.general' },
  writing: { sign: 'pen-line', title: 'writing.title' },
  account: { sign: 'user', title: 'settings.account' },
  sorting: { sign: 'list-filter', title: 'settings.sorting' },
  security: { sign: 'shield-check', title: 'settings.security' },
  notifications: { sign: 'bell', title: 'settings.notifications' },
};
