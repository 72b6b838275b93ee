/** Cards of the address book: between JSON and the model, and how two changes of one card become one (spec 70.8). */
import { type Card, MAX_PICTURE } from '../model/contacts.js';
import { parseAddress } from './address.js';
import { cleanLine } from './clean.js';
import type { Fields } from './json.js';
import { Declined } from './refusal.js';

export const CARD = 'darkmail/card/1';

const MAX_LINE = 200;
const MAX_NOTES = 10_000;
const MAX_LIST = 50;
/** A picture that the browser shows without running anything. */
const PICTURE = /^data:image\/(?:jpeg|png|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/;

/** The id stands outside. */
export const cardJson = (card: Card): object => ({ type: CARD, ...card, id: undefined });

/** @throws Refusal */
export function readCard(id: string, from: Fields): Card {
  from.expect(CARD);
  return fitting({
    id,
    name: from.text('name', MAX_LINE),
    emails: from.texts('emails', MAX_LIST, 320),
    phones: from.texts('phones', MAX_LIST, MAX_LINE),
    organisation: from.text('organisation', MAX_LINE),
    notes: from.text('notes', MAX_NOTES),
    groups: from.texts('groups', MAX_LIST, MAX_LINE),
    picture: from.textOrNull('picture', MAX_PICTURE),
  });
}

/** The card with everything in the form that it is kept in; addresses that are none are left out. */
export function fitting({ id, name, emails, phones, organisation, notes, groups, picture }: Card): Card {
  const lines = (list: readonly string[]): readonly string[] => [...new Set(list.map((line) => cleanLine(line, MAX_LINE)).filter((line) => line !== ''))].slice(0, MAX_LIST);
  return {
    id,
    name: cleanLine(name, MAX_LINE),
    emails: [...new Set(emails.flatMap((email) => parseAddress(email.trim())?.text ?? []))].slice(0, MAX_LIST),
    phones: lines(phones),
    organisation: cleanLine(organisation, MAX_LINE),
    notes: notes.replaceAll('\r\n', '\n').slice(0, MAX_NOTES).trim(),
    groups: lines(groups),
    picture: picture !== null && picture.length <= MAX_PICTURE && PICTURE.test(picture) ? picture : null,
  };
}

/** As {@link fitting}, for what somebody typed. @throws Declined `bad-card`, `bad-address` */
export function checked(card: Card): Card {
  if (card.emails.some((email) => email.trim() !== '' && parseAddress(email.trim()) === null)) throw new Declined('bad-address');
  const fit = fitting(card);
  if (fit.name === '' && fit.emails.length === 0) throw new Declined('bad-card');
  return fit;
}

/** What `mine` changed in `before`, done to `theirs`. */
export function merged(before: Card, mine: Card, theirs: Card): Card {
  const one = <K extends keyof Card>(name: K): Card[K] => (mine[name] === before[name] ? theirs[name] : mine[name]);
  const many = (name: 'emails' | 'phones' | 'groups'): readonly string[] => {
    if (same(mine[name], before[name])) return theirs[name];
    const kept = mine[name].filter((value) => theirs[name].includes(value) || !before[name].includes(value));
    return [...kept, ...theirs[name].filter((value) => !mine[name].includes(value) && !before[name].includes(value))];
  };
  return { id: mine.id, name: one('name'), emails: many('emails'), phones: many('phones'), organisation: one('organisation'), notes: one('notes'), groups: many('groups'), picture: one('picture') };
}

/** The card with what the other one has besides, as an import brings it. */
export function grown(card: Card, more: Card): Card {
  const both = (name: 'emails' | 'phones' | 'groups'): readonly string[] => [...new Set([...card[name], ...more[name]])];
  const notes = more.notes === '' || card.notes.includes(more.notes) ? card.notes : card.notes === '' ? more.notes : `${card.notes}\n${more.notes}`;
  return fitting({ id: card.id, name: card.name || more.name, emails: both('emails'), phones: both('phones'), organisation: card.organisation || more.organisation, notes, groups: both('groups'), picture: card.picture ?? more.picture });
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value, i) => value === b[i]);

export const sameCard = (a: Card, b: Card): boolean => JSON.stringify(cardJson(a)) === JSON.stringify(cardJson(b));
