/** Opened items into the store, by their kind (spec 70.3, 70.4). */
import { readArrival, readContact, readDraft, readFlags, readMail, readPeer, readStatus } from './items.js';
import type { Fields } from './json.js';
import { lineOf } from './line.js';
import { PLACES, readPlaces } from './places.js';
import { WRITING, readPreferences } from './preferences.js';
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
      content.expect('darkmail/setting/1');
      if (content.raw('name') === PLACES) store.places = readPlaces(content);
      else if (content.raw('name') === WRITING) store.preferences = readPreferences(content);
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
