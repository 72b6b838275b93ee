/** What can be done to conversations, with the words that tell of it and the way back. */
import type { Folder, LabelId, Place, Places, Undo } from '../model/mail.js';
import type { Refused, Vault } from '../model/vault.js';
import { futureDate } from '../messages/format.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { isFolder, placeName } from './place.js';
import type { Notice } from './toast.js';

export type Act = 'read' | 'unread' | 'star' | 'unstar' | { readonly move: Folder } | { readonly label: LabelId; readonly on: boolean } | { readonly snooze: string | null } | { readonly mute: boolean };

/** Each conversation by its mails, oldest first, as far as they lie here. */
export type Target = readonly (readonly string[])[];

export const isMove = (act: Act): act is { readonly move: Folder } => typeof act === 'object' && 'move' in act;
const isLabelling = (act: Act): act is { readonly label: LabelId; readonly on: boolean } => typeof act === 'object' && 'label' in act;

/** What goes to the trash from there is gone. */
export const isForEver = (act: Act, from: Place): boolean => isMove(act) && act.move === 'trash' && (from === 'trash' || from === 'drafts' || from === 'outbox');

/** Mail there goes back to the inbox rather than to the archive. */
export const goesBack = (from: Place): boolean => from === 'trash' || from === 'spam' || from === 'archive' || from === 'requests';

/** What bringing mail of that place to the inbox is called. */
export const backWords = (from: Place): 'act.not-spam' | 'act.accept' | 'act.restore' => (from === 'spam' ? 'act.not-spam' : from === 'requests' ? 'act.accept' : 'act.restore');

/** Mail there can be put off, and its conversation muted. */
export const canSnooze = (from: Place): boolean => !['spam', 'trash', 'sent', 'drafts', 'scheduled', 'outbox', 'requests'].includes(from);

/** Own mail and drafts have no other place of their own. */
export const canArchive = (from: Place): boolean => !goesBack(from) && from !== 'sent' && from !== 'drafts' && from !== 'scheduled' && from !== 'outbox';

/** What is still to be sent stays where one sees it. */
export const canMove = (from: Place): boolean => from !== 'scheduled';

/** True if what it is done to is no longer listed there. */
export function leaves(act: Act, from: Place): boolean {
  if (typeof act === 'string') return act === 'unstar' && from === 'starred';
  if ('snooze' in act) return act.snooze === null ? from === 'snoozed' : from !== 'snoozed' && from !== 'all' && from !== 'starred' && isFolder(from);
  if ('mute' in act) return act.mute && from === 'inbox';
  if ('label' in act) return act.label === from && !act.on;
  if (from === 'snoozed') return true;
  if (!isFolder(from)) return act.move === 'spam' || act.move === 'trash';
  return act.move !== from || isForEver(act, from);
}

export interface Acting {
  readonly vault: Vault;
  readonly places: Places;
  readonly say: (notice: Omit<Notice, 'id'>) => void;
}

/** False if it was refused. */
export async function perform(act: Act, target: Target, from: Place, { vault, places, say }: Acting): Promise<boolean> {
  const done = await settled(isForEver(act, from) ? vault.remove(target.flat()) : change(vault, act, target, from));
  if (isRefused(done)) {
    say({ text: refusalText(done) });
    return false;
  }
  if (done === null) say({ text: t(from === 'drafts' || from === 'outbox' ? 'done.discarded' : 'done.deleted', { n: target.length }) });
  else if (done.before.length > 0 && (typeof act === 'object' || act === 'unread' || target.length > 1)) say({ text: told(act, target.length, places, from), undo: async () => { await settled(vault.undo(done)); } });
  return true;
}

function change(vault: Vault, act: Act, target: Target, from: Place): Promise<Undo | Refused> {
  const newest = target.flatMap((mails) => mails.slice(-1));
  const all = target.flat();
  switch (act) {
    case 'read':
      return vault.mark(target.flat(), { seen: true });
    case 'unread':
      // There is something new: the newest mail.
      return vault.mark(newest, { seen: false });
    case 'star':
      return vault.mark(newest, { flagged: true });
    case 'unstar':
      return vault.mark(target.flat(), { flagged: false });
    default:
      if ('snooze' in act) return vault.sorting.snooze(all, act.snooze);
      if ('mute' in act) return vault.sorting.mute(all, act.mute);
      if (isLabelling(act)) return vault.label(all, act.label, act.on);
      return isAccepted(act, from) ? vault.sorting.accept(all) : vault.move(all, act.move);
  }
}

/** Who is let into the inbox is let in with all that waits. */
const isAccepted = (act: Act, from: Place): boolean => from === 'requests' && isMove(act) && act.move === 'inbox';

function told(act: Act, n: number, places: Places, from: Place): string {
  if (typeof act === 'string') return t(`done.${act}`, { n });
  if ('snooze' in act) return act.snooze === null ? t('done.unsnoozed', { n }) : t('done.snoozed', { n, time: futureDate(act.snooze) });
  if ('mute' in act) return t(act.mute ? 'done.mute' : 'done.unmute', { n });
  if (isAccepted(act, from)) return t('done.accepted', { n });
  if (isLabelling(act)) return t(act.on ? 'done.labelled' : 'done.unlabelled', { n, label: placeName(act.label, places) });
  switch (act.move) {
    case 'archive':
    case 'spam':
    case 'trash':
    case 'inbox':
      return t(`done.to-${act.move}`, { n });
    default:
      return t('done.moved', { n, folder: placeName(act.move, places) });
  }
}
