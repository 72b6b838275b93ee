/** Filters: one sealed item with all of them, so that the server learns neither what they look for nor how many there are (spec 70.9). */
import { isLabel } from '../model/mail.js';
import type { Condition, Rule } from '../model/sorting.js';
import { fold } from '../search/fold.js';
import { domainOf } from './address.js';
import { base64url, random } from './bytes.js';
import { cleanFileName, cleanLine } from './clean.js';
import { type Flags, isFolder } from './items.js';
import type { Fields } from './json.js';
import type { LineHeader } from './line.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';
import { keepSetting } from './settings.js';

export const RULES = 'rules';

const MAX_RULES = 200;
const MAX_CONDITIONS = 20;
const MAX_WORDS = 400;
const MAX_LABELS = 20;
const FIELDS = ['from', 'to', 'subject', 'body', 'domain', 'attachment'] as const;

/** @throws Refusal */
export const readRules = (from: Fields): readonly Rule[] => from.objects('rules', MAX_RULES).map(readRule);

function readRule(from: Fields): Rule {
  const move = from.textOrNull('move', 24);
  return {
    id: from.text('id', 24),
    on: from.flag('on'),
    all: from.flag('all'),
    when: from.objects('when', MAX_CONDITIONS).map((one) => ({ field: one.oneOf('field', FIELDS), words: one.text('words', MAX_WORDS) }) as Condition),
    labels: from.texts('labels', MAX_LABELS, 24).filter(isLabel),
    move: move !== null && isFolder(move) ? move : null,
    star: from.flag('star'),
    read: from.flag('read'),
    last: from.flag('last'),
  };
}

/** @throws Declined `bad-rule`, `too-many-rules`, `not-found` */
export async function keepRule(session: OpenSession, rule: Rule): Promise<string> {
  const when = rule.when.map(({ field, words }) => ({ field, words: cleanLine(words, MAX_WORDS) }) as Condition).filter(({ field, words }) => field === 'attachment' || alternatives(words).length > 0);
  const does = rule.labels.length > 0 || rule.move !== null || rule.star || rule.read;
  if (when.length === 0 || !does || when.length > MAX_CONDITIONS || rule.labels.length > MAX_LABELS) throw new Declined('bad-rule');
  const kept: Rule = { ...rule, id: rule.id === '' ? `r-${base64url(random(16))}` : rule.id, when };
  await change(session, (rules) => {
    const there = rules.some(({ id }) => id === kept.id);
    if (rule.id !== '' && !there) throw new Declined('not-found');
    if (!there && rules.length >= MAX_RULES) throw new Declined('too-many-rules');
    return there ? rules.map((one) => (one.id === kept.id ? kept : one)) : [...rules, kept];
  });
  return kept.id;
}

/** @throws Declined */
export const dropRule = (session: OpenSession, id: string): Promise<void> => change(session, (rules) => rules.filter((one) => one.id !== id));

/** @throws Declined */
export const moveRule = (session: OpenSession, id: string, to: number): Promise<void> =>
  change(session, (rules) => {
    const moved = rules.filter((one) => one.id === id);
    const rest = rules.filter((one) => one.id !== id);
    return [...rest.slice(0, to), ...moved, ...rest.slice(to)];
  });

const change = ({ mailbox, store }: OpenSession, next: (rules: readonly Rule[]) => readonly Rule[]): Promise<void> => keepSetting(mailbox, RULES, () => ({ rules: next(store.rules) }));

/** True if one of them looks into bodies. */
export const wantBodies = (rules: readonly Rule[]): boolean => rules.some(({ on, when }) => on && when.some(({ field }) => field === 'body'));

const alternatives = (words: string): readonly string[] => fold(words).split(',').map((word) => word.trim()).filter((word) => word !== '');

/** @param body empty where it is not known */
export function fits({ all, when }: Rule, header: LineHeader, body: string): boolean {
  const holds = ({ field, words }: Condition): boolean => {
    if (field === 'attachment') return header.blobs.length > 1;
    const text = fold(textOf(field, header, body));
    const looked = alternatives(words);
    return field === 'domain' ? looked.some((word) => text === word.replace(/^@/, '') || text.endsWith(`.${word.replace(/^@/, '')}`)) : looked.some((word) => text.includes(word));
  };
  return when.length > 0 && (all ? when.every(holds) : when.some(holds));
}

function textOf(field: Exclude<Condition['field'], 'attachment'>, { from, to, cc, bcc, subject, blobs }: LineHeader, body: string): string {
  const { name, email } = from;
  switch (field) {
    case 'from':
      return `${name ?? ''} ${email}`;
    case 'to':
      return [...to, ...cc, ...bcc].map((one) => `${one.name ?? ''} ${one.email}`).join('\n');
    case 'subject':
      return subject;
    case 'body':
      return [body, ...blobs.slice(1).map((blob) => cleanFileName(blob.name))].join('\n');
    case 'domain':
      return domainOf(email);
  }
}

/** The marks after the filters that fit, the same whether they were applied before or not. Null if none does. */
export function applied(rules: readonly Rule[], before: Flags, header: LineHeader, body: string): Flags | null {
  let after: Flags | null = null;
  for (const rule of rules) {
    if (!rule.on || !fits(rule, header, body)) continue;
    const now: Flags = after ?? before;
    const labels = [...new Set([...now.labels, ...rule.labels])].slice(0, 64);
    const moved = rule.move !== null && rule.move !== now.folder;
    after = { ...now, labels, flagged: now.flagged || rule.star, seen: now.seen || rule.read, ...(moved ? { folder: rule.move, why: { by: 'rule', rule: rule.id } } : {}) };
    if (rule.last) break;
  }
  return after;
}
