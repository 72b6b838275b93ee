/** Contents of items that were changed here and elsewhere, brought together (spec 75.7). */
import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, utf8 } from './bytes.js';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same text for the same value, whatever the order of its members; what is undefined is not there. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isMembers(value)) return JSON.stringify(value ?? null);
  const there = Object.keys(value).filter((name) => value[name] !== undefined);
  return `{${there.sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

export const same = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);

/** Names a content without holding it. */
export const markOf = (content: unknown): string => base64url(sha256(utf8(canonical(content))).slice(0, 16));

/**
 * What became of `base` here, applied to what became of it elsewhere: member by member; lists lose what one of both took out and
 * gain what one of both put in; where both changed the same, the change made here holds.
 */
export function merged(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(mine, base) || same(mine, theirs)) return theirs;
  if (same(theirs, base)) return mine;
  if (Array.isArray(mine) && Array.isArray(theirs)) return mergedLists(Array.isArray(base) ? base : [], mine, theirs);
  if (!isMembers(mine) || !isMembers(theirs)) return mine;
  const before = isMembers(base) ? base : {};
  const all: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = merged(before[name], mine[name], theirs[name]);
    if (value !== undefined) all[name] = value;
  }
  return all;
}

/** What an element of a list is known by. */
function nameOf(element: unknown): string {
  if (!isMembers(element)) return canonical(element);
  const { id, address } = element;
  return typeof id === 'string' ? id : typeof address === 'string' ? address : canonical(element);
}

function mergedLists(base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): readonly unknown[] {
  const byName = (list: readonly unknown[]) => new Map(list.map((element) => [nameOf(element), element] as const));
  const [was, here, there] = [byName(base), byName(mine), byName(theirs)];
  // Taken out by one of both it goes, unless the other has put it in or changed it.
  const stays = (name: string): boolean => (here.has(name) && there.has(name)) || !same(here.get(name) ?? there.get(name), was.get(name));
  return [...new Set([...here.keys(), ...there.keys()])].filter(stays).map((name) => merged(was.get(name), here.get(name) ?? there.get(name), there.get(name) ?? here.get(name)));
}
