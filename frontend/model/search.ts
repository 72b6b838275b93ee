/** Searches that people keep, and what could be meant while one is typed. */
import type { Refused } from './vault.js';

export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  /** As typed into the search box. */
  readonly search: string;
}

/** What could stand in the place of the word that is being typed. */
export type Suggestion = {
  /** The whole search, if this is taken. */
  readonly search: string;
  /** What it is called; of an operator itself. */
  readonly name: string;
} & (
  | { readonly kind: 'saved' | 'folder' | 'operator' }
  | { readonly kind: 'label'; readonly colour: number }
  | { readonly kind: 'person'; readonly email: string; readonly picture: string | null }
);

export interface Searches {
  /** In the order in which they were made. */
  saved(): Promise<readonly SavedSearch[]>;
  /** Makes (an empty id) or changes. Codes: `bad-name` (empty, or taken), `too-many-places` (200), `not-found`. */
  keep(search: SavedSearch): Promise<string | Refused>;
  drop(id: string): Promise<null | Refused>;
  /** At most 6, best first, for the word at the end of what was typed; none where it cannot be told. Nothing is asked of anybody. */
  suggest(typed: string): Promise<readonly Suggestion[]>;
}
