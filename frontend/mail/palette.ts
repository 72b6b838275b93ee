/** What the palette offers: what can be ordered now, where one can go, people and mail that fit. */
import type { Place, Places } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { isRefused, settled } from '../messages/refusal.js';
import { t, type PlainKey } from '../messages/t.js';
import type { IconName } from '../theme/icons.js';
import { called } from '../theme/people.js';
import { obey, type Orders } from './commands.js';
import type { Choice, PaletteGroup } from './dm-palette.js';
import { type Command, keysOf } from './keyboard.js';
import { branches, FIXED, placeIcon, placeName } from './place.js';

interface Offer {
  readonly command: Command;
  readonly label: PlainKey;
  readonly sign: IconName;
  readonly needs?: 'target' | 'open';
}

const OFFERS: readonly Offer[] = [
  { command: 'compose', label: 'write.new', sign: 'pen-line' },
  { command: 'reply', label: 'read.reply', sign: 'reply', needs: 'open' },
  { command: 'reply-all', label: 'read.reply-all', sign: 'reply-all', needs: 'open' },
  { command: 'forward', label: 'read.forward', sign: 'forward', needs: 'open' },
  { command: 'archive', label: 'act.archive', sign: 'archive', needs: 'target' },
  { command: 'trash', label: 'act.trash', sign: 'trash-2', needs: 'target' },
  { command: 'spam', label: 'act.spam', sign: 'shield-alert', needs: 'target' },
  { command: 'move', label: 'act.move', sign: 'folder-input', needs: 'target' },
  { command: 'label', label: 'act.label', sign: 'tag', needs: 'target' },
  { command: 'snooze', label: 'act.snooze', sign: 'alarm-clock', needs: 'target' },
  { command: 'mute', label: 'act.mute', sign: 'volume-x', needs: 'target' },
  { command: 'star', label: 'act.star-toggle', sign: 'star', needs: 'target' },
  { command: 'read', label: 'act.read', sign: 'mail-open', needs: 'target' },
  { command: 'unread', label: 'act.unread', sign: 'mail', needs: 'target' },
  { command: 'select-all', label: 'list.select-shown', sign: 'square-check' },
  { command: 'print', label: 'read.print', sign: 'printer', needs: 'open' },
  { command: 'unfold', label: 'help.unfold', sign: 'rows-3', needs: 'open' },
  { command: 'who', label: 'trust.who', sign: 'eye', needs: 'open' },
  { command: 'undo', label: 'act.undo', sign: 'undo-2' },
  { command: 'search', label: 'top.search', sign: 'search' },
  { command: 'help', label: 'top.help', sign: 'circle-help' },
  { command: 'lock', label: 'top.lock', sign: 'lock' },
];

/** Places that a key leads to. */
const GOES = ['inbox', 'starred', 'drafts', 'sent', 'all'] as const;
const keysTo = (place: Place): string => {
  const command = GOES.find((one) => one === place);
  return command === undefined ? '' : keysOf(command);
};

/** What can be ordered now. */
const choices = (desk: Orders): readonly Choice[] =>
  OFFERS.filter(({ needs }) => needs === undefined || (needs === 'open' ? desk.isOpen : desk.hasTarget)).map(({ command, label, sign }) => ({ label: t(label), sign, keys: keysOf(command), onPick: () => { obey(command, desk); } }));

export function offers(desk: Orders, places: Places): readonly PaletteGroup[] {
  const go = (place: Place): Choice => ({ label: placeName(place, places), sign: placeIcon(place), keys: keysTo(place), onPick: () => { desk.go(place); } });
  const all: readonly Place[] = [...FIXED, ...branches(places.folders).map(({ folder }) => folder.id), ...places.labels.map(({ id }) => id)];
  const contacts: Choice = { label: t('contacts.title'), sign: 'users', keys: keysOf('contacts'), onPick: () => { desk.go('contacts'); } };
  const settings: Choice = { label: t('palette.settings'), sign: 'settings', keys: '', onPick: () => { desk.go('settings'); } };
  return [{ title: t('palette.do-group'), choices: choices(desk) }, { title: t('palette.go'), choices: [...all.map(go), contacts, settings] }];
}

/** People and mails of each that are found. */
const FOUND = 5;

/** People to write to and mails to open. */
export const finder = (vault: Vault, desk: Orders) => async (text: string): Promise<readonly Choice[]> => {
  const [people, page] = await Promise.all([settled(vault.complete(text)), settled(vault.list({ folder: 'all', search: text, from: 0, count: FOUND }))]);
  const persons = isRefused(people) ? [] : people.filter(({ members }) => members === undefined).slice(0, FOUND).map(({ name, email }): Choice => ({ label: name === '' ? email : name, ...(name === '' ? {} : { more: email }), sign: 'user', keys: '', onPick: () => { desk.compose({ name: name === '' ? null : name, email }); } }));
  const mails = isRefused(page) ? [] : page.rows.map((row): Choice => ({ label: row.subject === '' ? t('list.no-subject') : row.subject, more: row.people.map(called).join(', '), sign: 'mail', keys: '', onPick: () => { desk.go('all', row.id); } }));
  return [...persons, ...mails];
};
