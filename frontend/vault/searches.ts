/** Searches that people keep: one sealed item, so that the server learns neither their words nor how many there are (spec 70.12). */
import type { SavedSearch, Searches, Suggestion } from '../model/search.js';
import type { Refused } from '../model/vault.js';
import { base64url, random } from './bytes.js';
import { cleanLine } from './clean.js';
import type { Doing } from './contacts.js';
import type { Fields } from './json.js';
import { withOne } from './places.js';
import { Declined } from './refusal.js';
import { keepSetting } from './settings.js';
import { suggestions } from './suggestions.js';

export const SEARCHES = 'searches';

const MAX_SEARCHES = 200;
const MAX_NAME = 100;
const MAX_SEARCH = 500;

const cleaned = ({ id, name, search }: SavedSearch): SavedSearch => ({ id, name: cleanLine(name, MAX_NAME).trim(), search: cleanLine(search, MAX_SEARCH).trim() });

/** @throws Refusal */
export const readSearches = (from: Fields): readonly SavedSearch[] =>
  from.objects('searches', MAX_SEARCHES).map((one) => cleaned({ id: one.text('id', 24), name: one.text('name', 1000), search: one.text('search', 5000) }));

export class SearchDesk implements Searches {
  readonly #doing: Doing;

  constructor(doing: Doing) {
    this.#doing = doing;
  }

  async saved(): Promise<readonly SavedSearch[]> {
    return this.#doing.session()?.store.searches ?? [];
  }

  keep(search: SavedSearch): Promise<string | Refused> {
    return this.#doing.change(async ({ mailbox, store }) => {
      const kept = cleaned({ ...search, id: search.id === '' ? `s-${base64url(random(16))}` : search.id });
      if (kept.search === '') throw new Declined('bad-name');
      await keepSetting(mailbox, SEARCHES, () => ({ searches: withOne(store.searches, kept, search.id !== '', store.searches.filter(({ id }) => id !== kept.id)) }));
      return kept.id;
    });
  }

  drop(id: string): Promise<null | Refused> {
    return this.#doing.done(({ mailbox, store }) => keepSetting(mailbox, SEARCHES, () => ({ searches: store.searches.filter((one) => one.id !== id) })));
  }

  async suggest(typed: string): Promise<readonly Suggestion[]> {
    const session = this.#doing.session();
    return session === null ? [] : suggestions(session.store, session.account.address.text, typed, session.now());
  }
}
