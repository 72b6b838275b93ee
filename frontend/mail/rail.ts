import { html, nothing, type TemplateResult } from 'lit';
import type { FolderName, Label, Place, Places } from '../model/mail.js';
import type { SavedSearch } from '../model/search.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { branches, FIXED, type Fixed, placeIcon, placeName } from './place.js';
import { pathOf, type Route, type Screen } from './route.js';

export type Counts = Readonly<Partial<Record<Place, number>>>;

export interface RailView {
  readonly page: Route['page'];
  readonly counts: Counts;
  readonly places: Places;
  readonly searches: readonly SavedSearch[];
  /** What is searched for now. */
  readonly search: string;
  /** Strangers wait, as was chosen. */
  readonly requests: boolean;
  readonly open: boolean;
  readonly onCompose: () => void;
  readonly onPage: (page: Place | Screen) => void;
  readonly onClose: () => void;
  readonly onFolder: (folder: FolderName | null) => void;
  readonly onLabel: (label: Label | null) => void;
  readonly onSearch: (search: SavedSearch) => void;
  readonly onSaved: (search: SavedSearch) => void;
  /** Rows were dropped on it. */
  readonly onDrop: (place: Place) => void;
}

/** What is dragged is known to the desk; the data names nothing. */
export const DRAGGED = 'application/x-darkmail-rows';

/** These say how much is new or waits; of the others nobody asks. */
const COUNTED: ReadonlySet<Place> = new Set<Place>(['inbox', 'requests', 'drafts', 'scheduled', 'outbox', 'spam']);

/** Compose, the folders and the labels; a drawer where there is no room. */
export function rail(view: RailView): TemplateResult {
  const { places, open } = view;
  return html`
    ${open ? html`<div class="scrim" @click=${view.onClose}></div>` : ''}
    <nav class="rail ${open ? 'open' : ''}" aria-label=${t('rail.label')}>
      <button class="ib close" aria-label=${t('rail.close')} @click=${view.onClose}>${icon('x')}</button>
      <button class="btn primary compose" data-test="compose" @click=${view.onCompose}>${icon('pen-line')}${t('rail.compose')}</button>
      ${FIXED.filter((place) => isShown(place, view)).map((place) => entry(place, view))}
      <a class="nav ${view.page === 'contacts' ? 'on' : ''}" href=${pathOf({ page: 'contacts', id: null })} router-ignore draggable="false" aria-current=${view.page === 'contacts' ? 'page' : 'false'} data-test="contacts" @click=${follow(() => { view.onPage('contacts'); })}>${icon('users')}<span class="cut">${t('contacts.title')}</span></a>
      ${heading(t('rail.folders'), t('rail.new-folder'), 'new-folder', () => { view.onFolder(null); })}
      ${branches(places.folders).map(({ folder, depth }) => own(entry(folder.id, view, depth), folder.name, () => { view.onFolder(folder); }))}
      ${heading(t('rail.labels'), t('rail.new-label'), 'new-label', () => { view.onLabel(null); })}
      ${places.labels.map((label) => own(entry(label.id, view, 0, label.colour), label.name, () => { view.onLabel(label); }))}
      ${view.searches.length === 0 ? nothing : html`<div class="sec"><h2>${t('rail.searches')}</h2></div>${view.searches.map((saved) => own(searched(saved, view), saved.name, () => { view.onSaved(saved); }))}`}
      <p class="foot">${icon('lock', 'xs')}${t('rail.sealed')}</p>
    </nav>
  `;
}

/** These two are there as long as something is in them. */
const isShown = (place: Fixed, { page, counts, requests }: RailView): boolean => (place !== 'requests' && place !== 'outbox') || page === place || (place === 'requests' && requests) || (counts[place] ?? 0) > 0;

const heading = (title: string, make: string, test: string, onMake: () => void) =>
  html`<div class="sec"><h2>${title}</h2><button class="ib sm" aria-label=${make} title=${make} data-test=${test} @click=${onMake}>${icon('plus', 's')}</button></div>`;

const own = (link: TemplateResult, name: string, onChange: () => void) =>
  html`<div class="own">${link}<button class="ib sm" aria-label=${t('rail.change', { name })} title=${t('rail.change', { name })} @click=${onChange}>${icon('ellipsis-vertical', 's')}</button></div>`;

const searched = (saved: SavedSearch, { search, onSearch }: RailView) =>
  html`<button class="nav ${search.trim() === saved.search ? 'on' : ''}" aria-pressed=${search.trim() === saved.search} data-test="saved-search" @click=${() => { onSearch(saved); }}>${icon('search')}<span class="cut">${saved.name}</span></button>`;

function entry(place: Place, { page, places, counts, onPage, onDrop }: RailView, depth = 0, colour: number | null = null): TemplateResult {
  const n = COUNTED.has(place) || place.startsWith('f-') ? (counts[place] ?? 0) : 0;
  const spoken = n === 0 ? '' : t(place === 'drafts' || place === 'scheduled' || place === 'outbox' ? `rail.${place}` : 'rail.unread', { n });
  const over = (event: DragEvent, on: boolean) => {
    if (event.dataTransfer?.types.includes(DRAGGED) !== true || ['drafts', 'scheduled', 'outbox', 'sent', 'all', 'snoozed', 'requests'].includes(place)) return;
    event.preventDefault();
    (event.currentTarget as Element).classList.toggle('over', on);
  };
  const drop = (event: DragEvent) => {
    over(event, false);
    onDrop(place);
  };
  return html`<a class="nav ${page === place ? 'on' : ''}" href=${pathOf({ page: place, id: null })} router-ignore draggable="false" style=${depth === 0 ? nothing : `padding-inline-start: ${10 + depth * 14}px`} aria-current=${page === place ? 'page' : 'false'} data-test="folder-${place}"
    @click=${follow(() => { onPage(place); })} @dragover=${(event: DragEvent) => { over(event, true); }} @dragleave=${(event: DragEvent) => { over(event, false); }} @drop=${drop}>
    ${colour === null ? icon(placeIcon(place)) : html`<span class="dot l${colour}"></span>`}<span class="cut">${placeName(place, places)}</span>${n === 0 ? '' : html`<span class="n" aria-hidden="true">${n}</span><span class="sr">${spoken}</span>`}
  </a>`;
}

/** A link that is followed here; with a modifier the browser opens its own tab. */
export function follow(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    act();
  };
}
