/** The entries of the desk's menus. */
import type { MailRow, Place, Places } from '../model/mail.js';
import { t } from '../messages/t.js';
import { type Act, backWords, canArchive, canMove, canSnooze, goesBack } from './acts.js';
import { type MenuEntry, openMenu, type Place as Spot } from './dm-menu.js';
import { type Command, focused, keysOf } from './keyboard.js';
import { DENSITIES, type Layout, PANES } from './layout.js';
import { snoozeEntries } from './snooze.js';
import { branches, placeIcon, placeName } from './place.js';

/** What a menu is about, and who carries out what is picked. */
export interface MenuDesk {
  readonly root: DocumentFragment | HTMLElement;
  readonly places: Places;
  readonly page: Place;
  readonly layout: Layout;
  /** The target's rows, as far as they are loaded. */
  readonly rows: readonly MailRow[];
  readonly isEmpty: boolean;
  readonly onLayout: (next: Layout) => void;
  readonly onAct: (act: Act) => void;
  readonly onNewFolder: () => void;
  readonly onNewLabel: () => void;
  readonly onOpen: (() => void) | null;
  readonly onPrint: (() => void) | null;
}

export type Kind = 'view' | 'move' | 'label' | 'snooze' | 'more' | 'row';

export function showMenu(kind: Kind, at: Spot, desk: MenuDesk): void {
  const opener = at instanceof Element ? at : focused();
  const show = (name: string, entries: readonly MenuEntry[]) => { openMenu(desk.root, name, entries, at, opener); };
  const move = () => { show(t('act.move'), moveEntries(desk)); };
  const label = () => { show(t('act.label'), labelEntries(desk)); };
  const snooze = () => { show(t('act.snooze'), snoozeEntries(desk.root, desk.rows.some(({ snoozed }) => snoozed !== null), (until) => { desk.onAct({ snooze: until }); })); };
  if (kind === 'view') show(t('list.view'), viewEntries(desk));
  else if (desk.isEmpty) return;
  else if (kind === 'move') move();
  else if (kind === 'label') label();
  else if (kind === 'snooze') snooze();
  else show(t('act.more'), targetEntries(desk, { move, label, snooze }));
}

function moveEntries({ places, page, onAct, onNewFolder }: MenuDesk): readonly MenuEntry[] {
  const fixed = (['inbox', 'archive', 'spam', 'trash'] as const).filter((place) => place !== page);
  return [
    { heading: t('act.move') },
    ...branches(places.folders).map(({ folder: { id, name }, depth }) => ({ label: name, sign: 'folder' as const, depth, onPick: () => { onAct({ move: id }); } })),
    { label: t('rail.new-folder'), sign: 'plus', onPick: onNewFolder },
    null,
    ...fixed.map((place) => ({ label: placeName(place, places), sign: placeIcon(place), onPick: () => { onAct({ move: place }); } })),
  ];
}

/** Those that all of the target carry are on. */
function labelEntries({ places, rows, onAct, onNewLabel }: MenuDesk): readonly MenuEntry[] {
  const on = new Set((rows[0]?.labels ?? []).filter((id) => rows.every(({ labels }) => labels.includes(id))));
  return [
    { heading: t('act.label') },
    ...places.labels.map(({ id, name, colour }) => ({ label: name, colour, checked: on.has(id), onPick: () => { onAct({ label: id, on: !on.has(id) }); } })),
    { label: t('rail.new-label'), sign: 'plus', onPick: onNewLabel },
  ];
}

function viewEntries({ layout: now, onLayout: onChange }: MenuDesk): readonly MenuEntry[] {
  return [
    { heading: t('layout.density') },
    ...DENSITIES.map((density) => ({ label: t(`layout.${density}`), checked: now.density === density, test: `density-${density}`, onPick: () => { onChange({ ...now, density }); } })),
    { heading: t('layout.pane') },
    ...PANES.map((pane) => ({ label: t(`layout.${pane}`), checked: now.pane === pane, test: `pane-${pane}`, onPick: () => { onChange({ ...now, pane }); } })),
  ];
}

/** Everything that can be done with a row, or with what is selected. */
function targetEntries({ page, rows, onAct, onOpen, onPrint }: MenuDesk, open: { readonly move: () => void; readonly label: () => void; readonly snooze: () => void }): readonly MenuEntry[] {
  const muted = rows.length > 0 && rows.every((row) => row.muted);
  const received = rows.some(({ own, draft }) => !own && !draft) && canSnooze(page);
  const seen = rows.every((row) => row.seen);
  const flagged = rows.length > 0 && rows.every((row) => row.flagged);
  const act = (what: Act, label: string, sign: 'archive' | 'inbox' | 'shield-alert' | 'trash-2' | 'mail' | 'mail-open' | 'star' | 'volume-x' | 'volume-2', keys?: Command) => ({ label, sign, keys: keys === undefined ? '' : keysOf(keys), onPick: () => { onAct(what); } });
  return [
    ...(onOpen === null ? [] : [{ label: t('act.open'), sign: 'mail-open' as const, keys: keysOf('open'), onPick: onOpen }, null]),
    ...(goesBack(page) ? [act({ move: 'inbox' }, t(backWords(page)), 'inbox')] : canArchive(page) ? [act({ move: 'archive' }, t('act.archive'), 'archive', 'archive')] : []),
    ...(page === 'spam' || page === 'sent' || !canMove(page) ? [] : [act({ move: 'spam' }, t('act.spam'), 'shield-alert', 'spam')]),
    ...(canMove(page) ? [act({ move: 'trash' }, t(page === 'trash' ? 'act.delete' : 'act.trash'), 'trash-2', 'trash'), null] : []),
    seen ? act('unread', t('act.unread'), 'mail', 'unread') : act('read', t('act.read'), 'mail-open', 'read'),
    flagged ? act('unstar', t('act.unstar'), 'star', 'star') : act('star', t('act.star'), 'star', 'star'),
    null,
    ...(canMove(page) ? [{ label: `${t('act.move')}…`, sign: 'folder-input' as const, keys: keysOf('move'), onPick: open.move }] : []),
    { label: `${t('act.label')}…`, sign: 'tag', keys: keysOf('label'), onPick: open.label },
    ...(received ? [{ label: `${t('act.snooze')}…`, sign: 'alarm-clock' as const, keys: keysOf('snooze'), test: 'menu-snooze', onPick: open.snooze }, act({ mute: !muted }, t(muted ? 'act.unmute' : 'act.mute'), muted ? 'volume-2' : 'volume-x', 'mute')] : []),
    ...(onPrint === null ? [] : [null, { label: t('read.print'), sign: 'printer' as const, onPick: onPrint }]),
  ];
}
