/** Folders, views and labels as the page names and draws them. */
import { type Folder, type FolderName, type LabelId, type OwnFolder, type Place, type Places, isLabel, isOwnFolder } from '../model/mail.js';
import { t } from '../messages/t.js';
import type { IconName } from '../theme/icons.js';

export type Fixed = Exclude<Place, OwnFolder | LabelId>;

/** In the order of the rail. */
export const FIXED: readonly Fixed[] = ['inbox', 'requests', 'starred', 'snoozed', 'drafts', 'scheduled', 'outbox', 'sent', 'archive', 'spam', 'trash', 'all'];

const ICONS: Readonly<Record<Fixed, IconName>> = { inbox: 'inbox', requests: 'user-plus', starred: 'star', snoozed: 'alarm-clock', drafts: 'file-pen', scheduled: 'clock', outbox: 'hourglass', sent: 'send', archive: 'archive', spam: 'shield-alert', trash: 'trash-2', all: 'mails' };

export const isFixed = (place: string): place is Fixed => FIXED.some((fixed) => fixed === place);
export const isPlace = (word: string): word is Place => isFixed(word) || isOwnFolder(word) || isLabel(word);

/** Shown in it lies what is nowhere else. */
export const isFolder = (place: Place): place is Folder => place !== 'all' && place !== 'starred' && place !== 'scheduled' && place !== 'outbox' && place !== 'snoozed' && !isLabel(place);

export function placeName(place: Place, { folders, labels }: Places): string {
  if (isFixed(place)) return t(`folder.${place}`);
  return [...folders, ...labels].find(({ id }) => id === place)?.name ?? t('folder.gone');
}

export const placeIcon = (place: Place): IconName => (isFixed(place) ? ICONS[place] : isLabel(place) ? 'tag' : 'folder');

export interface Branch {
  readonly folder: FolderName;
  readonly depth: number;
}

/** Folders as a tree, each below the one around it, by name. */
export function branches(folders: readonly FolderName[], parent: OwnFolder | null = null, depth = 0): readonly Branch[] {
  return folders
    .filter((folder) => folder.parent === parent)
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((folder) => [{ folder, depth }, ...branches(folders, folder.id, depth + 1)]);
}
