/** vCards (RFC 6350, and RFC 2426 for older programs) from and to cards, by ical.js within bounds. */
import type { Card } from '../model/contacts.js';
import { fitting } from './cards.js';

/** Octets of a file that is read, and characters of one vCard. */
export const MAX_FILE = 32 * 1024 * 1024;
const MAX_CARD = 1024 * 1024;
/** A whole vCard. Each is read alone, so that one that is broken does not take the others with it. */
const WHOLE = /^BEGIN:VCARD[ \t]*\r?\n[^]*?^END:VCARD[ \t]*(?:\r?\n|$)/gim;

type Value = string | readonly string[];
/** RFC 7095 §3.3: name, parameters, type, values. */
type Property = readonly [name: string, parameters: Readonly<Record<string, Value>>, type: string, ...values: readonly Value[]];

export interface ReadCards {
  /** Without ids. */
  readonly cards: readonly Card[];
  readonly broken: number;
}

export async function readVcards(text: string): Promise<ReadCards> {
  const { default: ical } = await import('ical.js');
  const cards: Card[] = [];
  let broken = 0;
  for (const [whole] of text.replace(/^\ufeff/, '').matchAll(WHOLE)) {
    let card: Card | null = null;
    try {
      if (whole.length <= MAX_CARD) card = cardOf((ical.parse(whole) as unknown as readonly [string, readonly Property[]])[1]);
    } catch {
      // Counted below.
    }
    if (card === null) broken++;
    else cards.push(card);
  }
  return { cards, broken };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Null for another version than 3.0 and 4.0, for a group, and for what says neither name nor address. */
function cardOf(properties: readonly Property[]): Card | null {
  const all = (name: string): readonly Property[] => properties.filter((property) => property[0] === name).sort((a, b) => preference(a) - preference(b));
  const texts = (name: string): readonly string[] => all(name).flatMap(([, , , ...values]) => values.flat()).filter(isText);
  const first = (name: string): string => texts(name)[0] ?? '';
  if (!['3.0', '4.0'].includes(first('version')) || first('kind').toLowerCase() === 'group') return null;
  const [family = '', given = '', middle = ''] = texts('n');
  const card = fitting({
    id: '',
    name: first('fn') || [given, middle, family].filter((part) => part !== '').join(' ') || first('org'),
    emails: texts('email').map((email) => email.replace(/^mailto:/i, '')),
    phones: texts('tel').map((number) => number.replace(/^tel:/i, '')),
    organisation: texts('org').filter((part) => part !== '').join(', '),
    notes: texts('note').join('\n'),
    groups: texts('categories'),
    picture: all('photo').map(pictureOf).find((picture) => picture !== null) ?? null,
  });
  return card.name === '' && card.emails.length === 0 ? null : card;
}

/** RFC 6350 §5.3: 1 is preferred most. RFC 2426 §3.3.2 has the type `pref`. */
function preference([, parameters]: Property): number {
  const pref = Number(parameters['pref']);
  if (pref >= 1 && pref <= 100) return pref;
  return [parameters['type'] ?? []].flat().some((type) => type.toLowerCase() === 'pref') ? 1 : 101;
}

/** Only what stands in the card itself: fetching a picture would tell others of it. */
function pictureOf([, parameters, , value]: Property): string | null {
  if (!isText(value)) return null;
  if (/^data:image\//i.test(value)) return value;
  const type = [parameters['type'] ?? 'jpeg'].flat()[0]!.toLowerCase();
  const encoded = ['b', 'base64'].includes(String(parameters['encoding'] ?? '').toLowerCase());
  return encoded ? `data:image/${type === 'jpg' ? 'jpeg' : type};base64,${value.replaceAll(/\s/g, '')}` : null;
}

export async function writeVcards(cards: readonly Card[], version: '4.0' | '3.0'): Promise<string> {
  const { default: ical } = await import('ical.js');
  return cards.map((card) => ical.stringify(['vcard', propertiesOf(card, version), []] as never)).join('');
}

function propertiesOf({ name, emails, phones, organisation, notes, groups, picture }: Card, version: '4.0' | '3.0'): readonly Property[] {
  const words = name.split(' ');
  const family = words.length > 1 ? words.at(-1)! : '';
  const given = family === '' ? name : words.slice(0, -1).join(' ');
  const preferred = (i: number): Readonly<Record<string, Value>> => (i > 0 ? {} : version === '4.0' ? { pref: '1' } : { type: 'PREF' });
  return [
    ['version', {}, 'text', version],
    ['fn', {}, 'text', name === '' ? emails[0]! : name],
    ['n', {}, 'text', [family, given, '', '', '']],
    ...emails.map((email, i): Property => ['email', preferred(i), 'text', email]),
    ...phones.map((phone): Property => ['tel', {}, version === '4.0' ? 'text' : 'phone-number', phone]),
    ...(organisation === '' ? [] : [['org', {}, 'text', [organisation]] as const]),
    ...(notes === '' ? [] : [['note', {}, 'text', notes] as const]),
    ...(groups.length === 0 ? [] : [['categories', {}, 'text', ...groups] as const]),
    ...(picture === null ? [] : [photo(picture, version)]),
  ];
}

function photo(picture: string, version: '4.0' | '3.0'): Property {
  const [, type = 'jpeg', data = ''] = /^data:image\/(\w+);base64,(.*)$/.exec(picture) ?? [];
  return version === '4.0' ? ['photo', {}, 'uri', picture] : ['photo', { encoding: 'b', type: type.toUpperCase() }, 'binary', data];
}
