/** Folders and labels that people make: one sealed item, so that the server learns neither names nor numbers (spec 70.6). */
import { type FolderName, type Label, type LabelId, type OwnFolder, type Places, isLabel, isOwnFolder } from '../model/mail.js';
import { base64url, random } from './bytes.js';
import { cleanLine } from './clean.js';
import type { Fields } from './json.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';
import { keepSetting } from './settings.js';

export const PLACES = 'places';

const MAX_PLACES = 200;
const MAX_NAME = 100;
const COLOURS = 8;

/** @throws Refusal */
export function readPlaces(from: Fields): Places {
  const named = from.objects('folders', MAX_PLACES).map((one) => ({ id: one.text('id', 24), name: nameOf(one.text('name', 1000)), parent: one.textOrNull('parent', 24) }));
  const folders = named.flatMap(({ id, name, parent }): FolderName[] => (isOwnFolder(id) ? [{ id, name, parent: parent !== null && isOwnFolder(parent) ? parent : null }] : []));
  const labels = from.objects('labels', MAX_PLACES).flatMap((one): Label[] => {
    const id = one.text('id', 24);
    return isLabel(id) ? [{ id, name: nameOf(one.text('name', 1000)), colour: colourOf(one.count('colour')) }] : [];
  });
  return { folders: folders.map((folder) => (ends(folders, folder) ? folder : { ...folder, parent: null })), labels };
}

const nameOf = (text: string): string => cleanLine(text, MAX_NAME).trim();
const colourOf = (n: number): number => (Number.isInteger(n) && n >= 1 && n <= COLOURS ? n : 1);

/** True if the folders around it lead to the outermost in the end: two devices may have put two into each other. */
function ends(folders: readonly FolderName[], folder: FolderName): boolean {
  let at: FolderName | undefined = folder;
  for (let steps = 0; steps <= folders.length; steps++) {
    if (at.parent === null) return true;
    const { parent }: FolderName = at;
    at = folders.find(({ id }) => id === parent);
    if (at === undefined) return false;
  }
  return false;
}

/** Makes or changes a folder. @throws Declined */
export async function keepFolder(session: OpenSession, folder: Omit<FolderName, 'id'> & { readonly id: OwnFolder | null }): Promise<OwnFolder> {
  const kept: FolderName = { id: folder.id ?? `f-${base64url(random(16))}`, name: nameOf(folder.name), parent: folder.parent };
  await change(session, ({ folders, labels }) => {
    const beside = folders.filter(({ parent, id }) => parent === kept.parent && id !== kept.id);
    const next = withOne(folders, kept, folder.id !== null, beside);
    if (!next.every((one) => ends(next, one))) throw new Declined('bad-name');
    return { folders: next, labels };
  });
  return kept.id;
}

/** Makes or changes a label. @throws Declined */
export async function keepLabel(session: OpenSession, label: Omit<Label, 'id'> & { readonly id: LabelId | null }): Promise<LabelId> {
  const kept: Label = { id: label.id ?? `l-${base64url(random(16))}`, name: nameOf(label.name), colour: colourOf(label.colour) };
  await change(session, ({ folders, labels }) => ({ folders, labels: withOne(labels, kept, label.id !== null, labels.filter(({ id }) => id !== kept.id)) }));
  return kept.id;
}

/** Folders inside a dropped one move up to where it was. @throws Declined */
export async function dropPlace(session: OpenSession, id: OwnFolder | LabelId): Promise<void> {
  await change(session, ({ folders, labels }) => {
    const parent = folders.find((one) => one.id === id)?.parent ?? null;
    return { folders: folders.filter((one) => one.id !== id).map((one) => (one.parent === id ? { ...one, parent } : one)), labels: labels.filter((one) => one.id !== id) };
  });
}

/** `all` with a new or changed one, whose name is unlike those `beside` it. @throws Declined */
export function withOne<T extends { readonly id: string; readonly name: string }>(all: readonly T[], one: T, there: boolean, beside: readonly T[]): readonly T[] {
  const fold = (name: string): string => name.normalize('NFKC').toLowerCase();
  if (one.name === '' || beside.some(({ name }) => fold(name) === fold(one.name))) throw new Declined('bad-name');
  if (there && !all.some(({ id }) => id === one.id)) throw new Declined('not-found');
  if (!there && all.length >= MAX_PLACES) throw new Declined('too-many-places');
  return there ? all.map((before) => (before.id === one.id ? one : before)) : [...all, one];
}

const change = ({ mailbox, store }: OpenSession, next: (places: Places) => Places): Promise<void> => keepSetting(mailbox, PLACES, () => next(store.places));
