/** Opened items into the store, by their kind (spec 70.3, 70.4). */
import { BLOCKED, readBlocked } from './blocked.js';
import { CARD, readCard } from './cards.js';
import { HABITS, readHabits } from './habits.js';
import { readArrival, readContact, readDraft, readFlags, readMail, readPeer, readStatus } from './items.js';
import { LEARNER, readModel } from './learner.js';
import { RULES, readRules } from './rules.js';
import type { Fields } from './json.js';
import { lineOf } from './line.js';
import { PLACES, readPlaces } from './places.js';
import { WRITING, readPreferences } from './preferences.js';
import { SEARCHES, readSearches } from './searches.js';
import { SETTING } from './settings.js';
import type { Store } from './store.js';

/** Gives what the device cache is to keep of it. @throws Refusal */
export function fill(store: Store, kind: string, id: string, content: Fields): unknown {
  switch (kind) {
    case 'mail':
      return store.addMail(lineOf(readMail(id, content)));
    case 'flags': {
      const flags = readFlags(content);
      store.addFlags(flags);
      break;
    }
    case 'draft':
      store.drafts.set(id, readDraft(id, content));
      break;
    case 'contact': {
      if (content.raw('type') === CARD) {
        store.addCard(readCard(id, content));
        break;
      }
      const contact = readContact(content);
      store.contacts.set(contact.address, contact);
      break;
    }
    case 'peer': {
      const peer = readPeer(content);
      store.peers.set(peer.domain, peer);
      break;
    }
    case 'setting':
      content.expect(SETTING);
      fillSetting(store, content);
      break;
    case 'arrival':
      store.arrivals.set(id, readArrival(id, content));
      break;
    case 'status':
      store.addStatus(readStatus(content));
      break;
  }
  return content.plain();
}

function fillSetting(store: Store, content: Fields): void {
  switch (content.raw('name')) {
    case PLACES:
      store.places = readPlaces(content);
      break;
    case WRITING:
      store.preferences = readPreferences(content);
      break;
    case SEARCHES:
      store.searches = readSearches(content);
      break;
    case HABITS:
      store.habits = readHabits(content);
      break;
    case RULES:
      store.rules = readRules(content);
      break;
    case BLOCKED:
      store.blocked = readBlocked(content);
      break;
    case LEARNER:
      store.model = readModel(content);
      break;
  }
}

/** What an item was about is there no more. */
export function forget(store: Store, id: string): void {
  store.removeMail(id);
  store.drafts.delete(id);
  store.removeCard(id);
  store.arrivals.delete(id);
}
