/** What single keys and the palette can order, and who carries it out. */
import type { EmailAddress, Place } from '../model/mail.js';
import type { Act } from './acts.js';
import type { Answering } from './answer.js';
import type { Command } from './keyboard.js';
import type { Screen } from './route.js';

/** The desk as commands see it. */
export interface Orders {
  /** A conversation is open. */
  readonly isOpen: boolean;
  /** There is something to act on. */
  readonly hasTarget: boolean;
  step(by: 1 | -1): void;
  openCurrent(): void;
  back(): void;
  compose(to?: EmailAddress): void;
  answer(kind: Answering): void;
  act(act: Act): void;
  star(): void;
  select(what: 'row' | 'all' | 'none'): void;
  menu(kind: 'move' | 'label' | 'snooze' | 'more'): void;
  undo(): void;
  unfold(): void;
  print(): void;
  who(): void;
  search(): void;
  palette(): void;
  help(): void;
  lock(): void;
  go(page: Place | Screen, id?: string): void;
}

export function obey(command: Command, desk: Orders): void {
  switch (command) {
    case 'next':
      desk.step(1);
      break;
    case 'previous':
      desk.step(-1);
      break;
    case 'open':
      desk.openCurrent();
      break;
    case 'compose':
      desk.compose();
      break;
    case 'back':
    case 'undo':
    case 'unfold':
    case 'print':
    case 'who':
    case 'search':
    case 'palette':
    case 'help':
    case 'star':
    case 'lock':
      desk[command]();
      break;
    case 'reply':
    case 'reply-all':
    case 'forward':
      desk.answer(command);
      break;
    case 'archive':
    case 'spam':
    case 'trash':
      desk.act({ move: command });
      break;
    case 'mute':
      desk.act({ mute: true });
      break;
    case 'read':
    case 'unread':
      desk.act(command);
      break;
    case 'select':
      desk.select('row');
      break;
    case 'select-all':
      desk.select('all');
      break;
    case 'select-none':
      desk.select('none');
      break;
    case 'move':
    case 'label':
    case 'snooze':
    case 'more':
      desk.menu(command);
      break;
    case 'inbox':
    case 'starred':
    case 'sent':
    case 'drafts':
    case 'all':
    case 'contacts':
      desk.go(command);
      break;
  }
}
