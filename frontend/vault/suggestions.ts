/** What could be meant by the word at the end of a search: out of memory, by what people called it. */
import type { Suggestion } from '../model/search.js';
import { fold } from '../search/fold.js';
import { complete } from './completion.js';
import type { Store } from './store.js';

const MOST = 6;
/** People, where anything else could be meant too. */
const PEOPLE = 3;
const OPERATORS = ['from:', 'to:', 'subject:', 'filename:', 'has:attachment', 'in:', 'label:', 'is:unread', 'is:read', 'is:starred', 'is:sent', 'is:received', 'is:verified', 'before:', 'after:', 'larger:', 'smaller:'];
const TIMES: readonly string[] = ['today', 'yesterday', '7d', '1m', '1y'];
const SIZES: readonly string[] = ['1mb', '5mb', '20mb'];
const FOLDERS: readonly string[] = ['inbox', 'sent', 'archive', 'spam', 'trash', 'snoozed', 'anywhere'];

/** The last word, with what stands before it, its minus and its operator. */
const LAST = /^(.*?)(-?)(?:([a-z]+):)?("?)(\S*)$/isu;

export function suggestions(store: Store, own: string, typed: string, now: number): readonly Suggestion[] {
  const [, before = '', minus = '', operator, quote = '', word = ''] = LAST.exec(typed) ?? [];
  // Within quotation marks one writes words of the mail.
  if (operator === undefined && (quote !== '' || (before.split('"').length - 1) % 2 === 1)) return [];
  const rest = before + minus;
  const value = fold(word);
  const people = (field: string, most: number): readonly Suggestion[] =>
    complete(store, own, word, most, now).flatMap(({ name, email, picture, members }): Suggestion[] => (members === undefined ? [{ kind: 'person', name, email, picture, search: `${rest}${field}:${email} ` }] : []));
  const labels = (): readonly Suggestion[] =>
    store.places.labels.filter(({ name }) => begins(name, value)).map(({ name, colour }): Suggestion => ({ kind: 'label', name, colour, search: `${rest}label:${quoted(name)} ` }));
  const folders = (): readonly Suggestion[] =>
    store.places.folders.filter(({ name }) => begins(name, value)).map(({ name }): Suggestion => ({ kind: 'folder', name, search: `${rest}in:${quoted(name)} ` }));
  const fixed = (all: readonly string[]): readonly Suggestion[] => all.filter((one) => one.startsWith(value) && one !== value).map((one) => said(`${operator ?? ''}:${one}`, rest));
  switch (operator?.toLowerCase()) {
    case undefined:
      return value === '' ? [] : [...saved(store, typed), ...people('from', PEOPLE), ...labels(), ...folders(), ...OPERATORS.filter((one) => one.startsWith(value)).map((one) => said(one, rest))].slice(0, MOST);
    case 'from':
    case 'to':
    case 'cc':
      return people(operator, MOST);
    case 'label':
      return labels().slice(0, MOST);
    case 'in':
      return [...folders(), ...fixed(FOLDERS)].slice(0, MOST);
    case 'is':
    case 'has':
      return OPERATORS.filter((one) => one.startsWith(`${operator.toLowerCase()}:${value}`) && !one.endsWith(`:${value}`)).map((one) => said(one, rest));
    case 'before':
    case 'after':
      return fixed(TIMES);
    case 'larger':
    case 'smaller':
      return fixed(SIZES);
    default:
      return [];
  }
}

/** An operator that is whole is followed by the next word. */
const said = (operator: string, rest: string): Suggestion => ({ kind: 'operator', name: operator, search: `${rest}${operator}${operator.endsWith(':') ? '' : ' '}` });

/** Found by the whole of what was typed: a saved search takes its place. */
const saved = (store: Store, typed: string): readonly Suggestion[] =>
  store.searches.filter(({ name }) => begins(name, fold(typed.trim()))).map(({ name, search }): Suggestion => ({ kind: 'saved', name, search: `${search} ` }));

const begins = (name: string, value: string): boolean => {
  const folded = fold(name);
  return folded.startsWith(value) || folded.split(/[\s.,()-]+/).some((word) => word.startsWith(value));
};

const quoted = (name: string): string => (/\s/.test(name) ? `"${name.replaceAll('"', '')}"` : name);
