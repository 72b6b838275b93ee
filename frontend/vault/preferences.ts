/** How people write: time to think again, signatures, templates; one sealed item (spec 70.7). */
import type { Preferences, Signature, Template } from '../model/mail.js';
import { base64url, random } from './bytes.js';
import { cleanLine } from './clean.js';
import { MAX_SUBJECT } from './header.js';
import { type Fields, toJson } from './json.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';
import { SETTING, keepSetting } from './settings.js';

export const WRITING = 'writing';
export const UNDO_SECONDS: readonly Preferences['undo'][] = [0, 5, 10, 20, 30];
export const STANDARD: Preferences = { undo: 10, plain: false, askNew: true, signatures: [], signature: null, templates: [] };

const MAX_SIGNATURES = 20;
const MAX_TEMPLATES = 100;
const MAX_NAME = 100;
/** Octets of all of it, so that it fits into an item. */
const MAX_ALL = 160 * 1024;

/** @throws Refusal */
export function readPreferences(from: Fields): Preferences {
  const seconds = from.count('undo');
  const signatures = from.objects('signatures', MAX_SIGNATURES).map((one): Signature => ({ id: one.text('id', 22), name: one.text('name', MAX_NAME), html: one.text('html', MAX_ALL) }));
  const chosen = from.textOrNull('signature', 22);
  return {
    undo: UNDO_SECONDS.find((one) => one === seconds) ?? STANDARD.undo,
    plain: from.flag('plain'),
    askNew: from.isNull('askNew') || from.flag('askNew'),
    signatures,
    signature: signatures.some(({ id }) => id === chosen) ? chosen : null,
    templates: from.objects('templates', MAX_TEMPLATES).map((one): Template => ({ id: one.text('id', 22), name: one.text('name', MAX_NAME), subject: one.text('subject', MAX_SUBJECT), html: one.text('html', MAX_ALL) })),
  };
}

/** Changes what is given and leaves the rest as it is, whatever another device has done to it; an empty id asks for a new one. @throws Declined */
export async function keepPreferences({ mailbox, store }: OpenSession, wanted: Partial<Preferences>): Promise<Preferences> {
  const signatures = wanted.signatures?.map((one) => ({ ...one, id: idOf(one), name: nameOf(one) }));
  const templates = wanted.templates?.map((one) => ({ ...one, id: idOf(one), name: nameOf(one), subject: cleanLine(one.subject, MAX_SUBJECT) }));
  if ((signatures?.length ?? 0) > MAX_SIGNATURES || (templates?.length ?? 0) > MAX_TEMPLATES) throw new Declined('too-many-places');
  await keepSetting(mailbox, WRITING, () => {
    const next = { ...store.preferences, ...wanted, ...(signatures === undefined ? {} : { signatures }), ...(templates === undefined ? {} : { templates }) };
    if (toJson({ type: SETTING, name: WRITING, ...next }).length > MAX_ALL) throw new Declined('too-large');
    return next;
  });
  return store.preferences;
}

const idOf = ({ id }: { readonly id: string }): string => (id === '' ? base64url(random(16)) : id);

function nameOf({ name }: { readonly name: string }): string {
  const clean = cleanLine(name, MAX_NAME);
  if (clean === '') throw new Declined('bad-name');
  return clean;
}
