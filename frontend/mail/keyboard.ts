/** What single keys mean: the set that people know from Gmail. */

export type Command =
  | 'next' | 'previous' | 'open' | 'back' | 'compose' | 'reply' | 'reply-all' | 'forward' | 'trash' | 'star' | 'unread'
  | 'undo' | 'search' | 'help' | 'who' | 'inbox' | 'sent' | 'drafts' | 'lock';

const SINGLE: Readonly<Record<string, Command>> = {
  j: 'next', k: 'previous', o: 'open', u: 'back', c: 'compose', r: 'reply', a: 'reply-all', f: 'forward',
  '#': 'trash', s: 'star', U: 'unread', z: 'undo', '/': 'search', '?': 'help', w: 'who',
};
const AFTER_G: Readonly<Record<string, Command>> = { i: 'inbox', t: 'sent', d: 'drafts' };
/** How long `g` waits for its second key, in milliseconds. */
const WAIT = 1500;

const OFF = 'darkmail-single-keys-off';
export const singleKeys = (): boolean => localStorage.getItem(OFF) === null;
export function chooseSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, 'off');
}

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'shiftKey'>;

/** Turns strokes into commands; remembers a `g`. `typing` is true in fields and dialogs, where single keys rest. */
export class Keys {
  #gAt = Number.NEGATIVE_INFINITY;

  command(stroke: Stroke, typing: boolean, now: number): Command | null {
    if ((stroke.ctrlKey || stroke.metaKey) && stroke.shiftKey && stroke.key.toLowerCase() === 'l') return 'lock';
    if (typing || stroke.isComposing || stroke.ctrlKey || stroke.metaKey || stroke.altKey || !singleKeys()) return null;
    const afterG = now - this.#gAt < WAIT;
    this.#gAt = Number.NEGATIVE_INFINITY;
    if (afterG) return AFTER_G[stroke.key] ?? null;
    if (stroke.key === 'g') {
      this.#gAt = now;
      return null;
    }
    return SINGLE[stroke.key] ?? null;
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
