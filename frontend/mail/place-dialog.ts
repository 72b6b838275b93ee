import { html, nothing, render, type TemplateResult } from 'lit';
import type { FolderName, Label, LabelId, OwnFolder, Places } from '../model/mail.js';
import type { SavedSearch } from '../model/search.js';
import type { Refused, Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { openDialog } from './dialog.js';
import { branches } from './place.js';

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8];

type Asked =
  | { readonly kind: 'folder'; readonly before: FolderName | null; readonly keep: (name: string, parent: OwnFolder | null) => Promise<unknown>; readonly drop: () => Promise<null | Refused> }
  | { readonly kind: 'search'; readonly before: SavedSearch | null; readonly search: string; readonly keep: (name: string, search: string) => Promise<unknown>; readonly drop: () => Promise<null | Refused> }
  | { readonly kind: 'label'; readonly before: Label | null; readonly keep: (name: string, colour: number) => Promise<unknown>; readonly drop: () => Promise<null | Refused> };

export interface Asking {
  readonly root: DocumentFragment | HTMLElement;
  readonly vault: Vault;
  readonly places: Places;
  readonly onDropped: (id: OwnFolder | LabelId) => void;
}

const dropper = ({ vault, onDropped }: Asking, before: FolderName | Label | null) => async (): Promise<null | Refused> => {
  if (before === null) return null;
  const refused = await settled(vault.dropPlace(before.id));
  if (refused === null) onDropped(before.id);
  return refused;
};

/** Makes (`before` null) or changes a folder. */
export function askFolder(asking: Asking, before: FolderName | null, onKept: (id: OwnFolder) => Promise<void>): void {
  const keep = async (name: string, parent: OwnFolder | null) => {
    const id = await settled(asking.vault.keepFolder({ id: before?.id ?? null, name, parent }));
    if (!isRefused(id)) await onKept(id);
    return id;
  };
  askPlace(asking, { kind: 'folder', before, keep, drop: dropper(asking, before) });
}

/** Makes (`before` null) or changes a label. */
export function askLabel(asking: Asking, before: Label | null, onKept: (id: LabelId) => Promise<void>): void {
  const keep = async (name: string, colour: number) => {
    const id = await settled(asking.vault.keepLabel({ id: before?.id ?? null, name, colour }));
    if (!isRefused(id)) await onKept(id);
    return id;
  };
  askPlace(asking, { kind: 'label', before, keep, drop: dropper(asking, before) });
}

/** Keeps (without an id) or changes a search. */
export function askSearch(asking: Asking, saved: SavedSearch): void {
  const { searches } = asking.vault;
  askPlace(asking, { kind: 'search', before: saved.id === '' ? null : saved, search: saved.search, keep: (name, search) => settled(searches.keep({ id: saved.id, name, search })), drop: () => settled(searches.drop(saved.id)) });
}

/** What is refused is said, and the dialog stays. */
function askPlace({ root, places }: Asking, asked: Asked): void {
  const { kind, before } = asked;
  let error: string | null = null;
  const settle = async (work: Promise<unknown>): Promise<void> => {
    const result = await work;
    if (isRefused(result)) {
      error = refusalText(result);
      render(content(), dialog);
    } else dialog.close();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (field: string): string => {
      const value = data.get(field);
      return typeof value === 'string' ? value : '';
    };
    const [name, choice] = [text('name'), text('choice')];
    if (asked.kind === 'search') void settle(asked.keep(name, choice));
    else void settle(asked.kind === 'folder' ? asked.keep(name, choice === '' ? null : (choice as OwnFolder)) : asked.keep(name, Number(choice)));
  };
  const content = (): TemplateResult =>
    html`<form @submit=${submit}>
      <h2 id="place-title">${t(`place.${before === null ? 'new' : 'change'}-${kind}`)}</h2>
      ${error === null ? nothing : html`<p class="banner bad" role="alert" data-test="error">${icon('circle-alert')}<span class="tx">${error}</span></p>`}
      <label><span class="label">${t('place.name')}</span><span class="input"><input name="name" required maxlength="100" autocomplete="off" autofocus .value=${before?.name ?? ''} data-test="place-name" /></span></label>
      ${asked.kind === 'folder' ? parents(asked.before, places) : asked.kind === 'search' ? sought(asked.search) : colours(asked.before?.colour ?? (places.labels.length % COLOURS.length) + 1)}
      <p class="row small muted">${icon('lock', 'xs')} ${t('place.sealed')}</p>
      <div class="row">
        ${before === null ? nothing : html`<button class="btn ghost c-bad" type="button" title=${t(`place.drop-${kind}`)} data-test="place-drop" @click=${() => void settle(asked.drop())}>${icon('trash-2', 's')}${t('place.drop')}</button>`}
        <span class="grow"></span>
        <button class="btn" type="button" @click=${() => { dialog.close(); }}>${t('cancel')}</button>
        <button class="btn primary" data-test="place-keep">${t('place.keep')}</button>
      </div>
    </form>`;
  const dialog = openDialog(root, { named: 'place-title', kind: 'place', test: 'place-dialog' }, content);
}

const parents = (before: FolderName | null, { folders }: Places) => html`<label>
  <span class="label">${t('place.parent')}</span>
  <select class="input" name="choice">
    <option value="">${t('place.outermost')}</option>
    ${branches(folders).filter(({ folder }) => folder.id !== before?.id).map(({ folder, depth }) => html`<option value=${folder.id} ?selected=${folder.id === before?.parent}>${'\u2003'.repeat(depth)}${folder.name}</option>`)}
  </select>
</label>`;

const sought = (search: string) => html`<label><span class="label">${t('place.search')}</span><span class="input"><input name="choice" required maxlength="500" autocomplete="off" spellcheck="false" .value=${search} data-test="place-search" /></span></label>`;

const colours = (chosen: number) => html`<fieldset>
  <legend class="label">${t('place.colour')}</legend>
  <div class="swatches">${COLOURS.map((n) => html`<label><input class="sr" type="radio" name="choice" value=${n} ?checked=${n === chosen} aria-label=${t('place.colour-n', { n })} /><span class="dot l${n}"></span></label>`)}</div>
</fieldset>`;
