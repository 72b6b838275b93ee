import type { Completion } from '../../model/contacts.js';
import type { SavedSearch, Searches, Suggestion } from '../../model/search.js';

/** Plays saved searches and suggestions. */
export class PlayedSearches implements Searches {
  readonly #complete: (start: string) => Promise<readonly Completion[]>;
  #saved: readonly SavedSearch[] = [{ id: 's-1', name: 'Papers of the lease', search: 'label:lease has:attachment' }];

  constructor(complete: (start: string) => Promise<readonly Completion[]>) {
    this.#complete = complete;
  }

  saved() { return Promise.resolve(this.#saved); }
  keep(search: SavedSearch) {
    if (search.name.trim() === '') return Promise.resolve({ kind: 'refused' as const, code: 'bad-name' });
    const kept = { ...search, id: search.id === '' ? `s-${this.#saved.length + 1}` : search.id };
    this.#saved = [...this.#saved.filter(({ id }) => id !== kept.id), kept];
    return Promise.resolve(kept.id);
  }
  drop(id: string) { this.#saved = this.#saved.filter((one) => one.id !== id); return Promise.resolve(null); }
  async suggest(typed: string): Promise<readonly Suggestion[]> {
    if (/(?:^|\s)$/.test(typed)) return [];
    const people = (await this.#complete(typed)).slice(0, 3).map(({ name, email, picture }): Suggestion => ({ kind: 'person', name, email, picture, search: `from:${email} ` }));
    return [...this.#saved.map(({ name, search }): Suggestion => ({ kind: 'saved', name, search })), ...people, { kind: 'label', name: 'Lease', colour: 3, search: 'label:Lease ' }, { kind: 'operator', name: 'larger:', search: 'larger:' }];
  }
}
