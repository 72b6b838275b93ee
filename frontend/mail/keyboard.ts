/** What single keys mean: the set that people know from Gmail, or Proton's. */
import { hinted } from '../messages/format.js';

export type Command =
  | 'next' | 'previous' | 'open' | 'back' | 'compose' | 'reply' | 'reply-all' | 'forward' | 'archive' | 'spam' | 'trash' | 'star' | 'read' | 'unread'
  | 'select' | 'select-all' | 'select-none' | 'move' | 'label' | 'snooze' | 'mute' | 'more' | 'unfold' | 'print' | 'undo' | 'search' | 'palette' | 'help' | 'who'
  | 'inbox' | 'starred' | 'sent' | 'drafts' | 'all' | 'contacts' | 'lock';

export const KEY_SETS = ['gmail', 'proton', 'off'] as const;
export type KeySet = (typeof KEY_SETS)[number];
/** As they are shown: a blank between keys that are held together, `>` between those that follow each other. */
type Strokes = Readonly<Partial<Record<Command, string>>>;

const HELD: Strokes = { palette: 'Ctrl k', lock: 'Ctrl Shift l' };
const SETS: Readonly<Record<KeySet, Strokes>> = {
  gmail: {
    next: 'j', previous: 'k', open: 'o', back: 'u', compose: 'c', reply: 'r', 'reply-all': 'a', forward: 'f',
    archive: 'e', spam: '!', trash: '#', star: 's', read: 'Shift i', unread: 'Shift u', select: 'x', 'select-all': '* > a', 'select-none': '* > n',
    move: 'v', label: 'l', snooze: 'b', mute: 'm', more: '.', unfold: ';', undo: 'z', search: '/', help: '?', who: 'w',
    inbox: 'g > i', starred: 'g > s', sent: 'g > t', drafts: 'g > d', all: 'g > a', contacts: 'g > c',
  },
  proton: {
    next: 'j', previous: 'k', open: 'Enter', back: 'Esc', compose: 'n', reply: 'r', 'reply-all': 'Shift r', forward: 'Shift f',
    archive: 'a', spam: 's', trash: 't', star: '*', read: 'Shift u', unread: 'u', select: 'x', 'select-all': 'Shift a', 'select-none': 'Esc',
    move: 'm', label: 'l', snooze: 'b', mute: 'Shift m', more: '.', unfold: ';', undo: 'z', search: '/', help: '?', who: 'w',
    inbox: 'g > i', starred: 'g > *', sent: 'g > e', drafts: 'g > d', all: 'g > m', contacts: 'g > c',
  },
  off: {},
};
/** What the page's elements do by themselves, whatever the set. */
const NATIVE = new Set(['Enter', 'Esc']);
/** How long the first of two keys waits for the second, in milliseconds. */
const WAIT = 1500;

const KEPT = 'darkmail-keys';
export const keySet = (): KeySet => KEY_SETS.find((set) => set === localStorage.getItem(KEPT)) ?? 'gmail';
export function chooseKeySet(set: KeySet): void {
  localStorage.setItem(KEPT, set);
}

/** The keys that order it now, as they are shown; none if they are switched off. */
export const keysOf = (command: Command): string => HELD[command] ?? SETS[keySet()][command] ?? '';

/** A button's name with the keys that do the same. */
export function withKeys(label: string, command: Command): string {
  const keys = keysOf(command);
  return keys === '' ? label : hinted(label, keys);
}

/** What the browser reports for keys as they are shown. */
const reported = (shown: string): string => (shown.startsWith('Shift ') ? shown.slice('Shift '.length).toUpperCase() : shown);

interface Meanings {
  readonly single: ReadonlyMap<string, Command>;
  /** Keys after another one. */
  readonly after: ReadonlyMap<string, ReadonlyMap<string, Command>>;
}

export function meaningsOf(set: KeySet): Meanings {
  const single = new Map<string, Command>();
  const after = new Map<string, Map<string, Command>>();
  for (const [command, strokes] of Object.entries(SETS[set]) as readonly (readonly [Command, string])[]) {
    const [first = '', second] = strokes.split(' > ').map(reported);
    if (NATIVE.has(first)) continue;
    if (second === undefined) single.set(first, command);
    else after.set(first, (after.get(first) ?? new Map<string, Command>()).set(second, command));
  }
  return { single, after };
}

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'shiftKey'>;

/** Turns strokes into commands; remembers the first of two. `typing` is true in fields and dialogs, where single keys rest. */
export class Keys {
  #first: { readonly key: string; readonly at: number } | null = null;
  #known: { readonly set: KeySet; readonly meanings: Meanings } | null = null;

  command(stroke: Stroke, typing: boolean, now: number): Command | null {
    const held = stroke.ctrlKey || stroke.metaKey;
    if (held && stroke.shiftKey && stroke.key.toLowerCase() === 'l') return 'lock';
    if (held && !stroke.shiftKey && !stroke.altKey && stroke.key.toLowerCase() === 'k') return 'palette';
    if (typing || stroke.isComposing || held || stroke.altKey) return null;
    const { single, after } = this.#meanings();
    const first = this.#first;
    this.#first = null;
    if (first !== null && now - first.at < WAIT) return after.get(first.key)?.get(stroke.key) ?? null;
    if (after.has(stroke.key)) {
      this.#first = { key: stroke.key, at: now };
      return null;
    }
    return single.get(stroke.key) ?? null;
  }

  #meanings(): Meanings {
    const set = keySet();
    if (this.#known?.set !== set) this.#known = { set, meanings: meaningsOf(set) };
    return this.#known.meanings;
  }
}

/** The innermost focused element, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** True if keys typed there are text, or belong to a dialog. */
export function isTyping(element: Element | null): boolean {
  return element instanceof HTMLElement && (element.isContentEditable || (element.matches('input:not([type=checkbox]), textarea, select') || element.closest('dialog[open]') !== null));
}
