/** What single keys mean: the set that people know from Gmail. */

export type Command =
  | 'next' | 'previous' | 'open' | 'back' | 'compose' | 'reply' | 'reply-all' | 'forward' | 'archive' | 'spam' | 'trash' | 'star' | 'read' | 'unread'
  | 'select' | 'select-all' | 'select-none' | 'move' | 'label' | 'more' | 'unfold' | 'print' | 'undo' | 'search' | 'palette' | 'help' | 'who'
  | 'inbox' | 'starred' | 'sent' | 'drafts' | 'all' | 'lock';

const SINGLE: Readonly<Record<string, Command>> = {
  j: 'next', k: 'previous', o: 'open', u: 'back', c: 'compose', r: 'reply', a: 'reply-all', f: 'forward',
  e: 'archive', '!': 'spam', '#': 'trash', s: 'star', I: 'read', U: 'unread', x: 'select', v: 'move', l: 'label', '.': 'more', ';': 'unfold',
  z: 'undo', '/': 'search', '?': 'help', w: 'who',
};
/** Keys after another one. */
const AFTER: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  g: { i: 'inbox', s: 'starred', t: 'sent', d: 'drafts', a: 'all' },
  '*': { a: 'select-all', n: 'select-none' },
};
/** How long the first of two keys waits for the second, in milliseconds. */
const WAIT = 1500;

const OFF = 'darkmail-single-keys-off';
export const singleKeys = (): boolean => localStorage.getItem(OFF) === null;
export function chooseSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, 'off');
}

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'shiftKey'>;

/** Turns strokes into commands; remembers the first of two. `typing` is true in fields and dialogs, where single keys rest. */
export class Keys {
  #first: { readonly key: string; readonly at: number } | null = null;

  command(stroke: Stroke, typing: boolean, now: number): Command | null {
    const held = stroke.ctrlKey || stroke.metaKey;
    if (held && stroke.shiftKey && stroke.key.toLowerCase() === 'l') return 'lock';
    if (held && !stroke.shiftKey && !stroke.altKey && stroke.key.toLowerCase() === 'k') return 'palette';
    if (typing || stroke.isComposing || held || stroke.altKey || !singleKeys()) return null;
    const first = this.#first;
    this.#first = null;
    if (first !== null && now - first.at < WAIT) return AFTER[first.key]?.[stroke.key] ?? null;
    if (Object.hasOwn(AFTER, stroke.key)) {
      this.#first = { key: stroke.key, at: now };
      return null;
    }
    return Object.hasOwn(SINGLE, stroke.key) ? (SINGLE[stroke.key] ?? null) : null;
  }
}

/** The innermost focused element, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** True if keys typed there are text. */
export function isTyping(element: Element | null): boolean {
  return element instanceof HTMLElement && (element.isContentEditable || element.matches('input:not([type=checkbox]), textarea, select'));
}
