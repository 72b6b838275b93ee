import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Place } from '../model/mail.js';
import { hinted } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon, type IconName } from '../theme/icons.js';
import { type Act, backWords, canArchive, canMove, goesBack } from './acts.js';

export interface ListHead {
  readonly place: Place;
  readonly name: string;
  readonly summary: string | TemplateResult;
  /** Rows of the place, or of what was found. */
  readonly total: number;
  readonly shown: number;
  readonly picked: number;
  readonly onAll: (all: 'shown' | 'total' | 'none') => void;
  readonly onAct: (act: Act) => void;
  readonly onMenu: (kind: 'view' | 'move' | 'label' | 'more', at: Element) => void;
  readonly onRefresh: () => void;
  readonly onEmpty: () => void;
}

/** The list's name and view, or, while rows are selected, what can be done with them. */
export const listHead = (head: ListHead): TemplateResult => (head.picked > 0 ? selectBar(head) : titleBar(head));

function tick({ picked, shown, onAll }: ListHead): TemplateResult {
  const click = () => { onAll(picked > 0 ? 'none' : 'shown'); };
  return html`<label class="tick-all" title=${t(picked > 0 ? 'select.none' : 'list.select-shown')}><input type="checkbox" aria-label=${t(picked > 0 ? 'select.none' : 'list.select-shown')} data-test="select-shown" ?disabled=${shown === 0} .checked=${live(picked > 0 && picked >= shown)} .indeterminate=${live(picked > 0 && picked < shown)} @click=${click} /></label>`;
}

function titleBar(head: ListHead): TemplateResult {
  const { place, name, summary, shown, onMenu, onRefresh, onEmpty } = head;
  return html`<header class="lh">
    ${tick(head)}
    <h1 class="cut">${name}</h1>
    ${typeof summary === 'string' ? html`<span class="small muted num" role="status">${summary}</span>` : summary}
    <span class="grow"></span>
    ${place === 'trash' && shown > 0 ? html`<button class="btn sm ghost" data-test="empty-trash" @click=${onEmpty}>${t('act.empty-trash')}</button>` : nothing}
    <button class="ib only-wide" aria-label=${t('list.view')} title=${t('list.view')} aria-haspopup="menu" data-test="view-menu" @click=${(event: Event) => { onMenu('view', event.currentTarget as Element); }}>${icon('columns-2')}</button>
    <button class="ib" aria-label=${t('list.refresh')} title=${t('list.refresh')} @click=${onRefresh}>${icon('refresh-cw')}</button>
  </header>`;
}

function selectBar(head: ListHead): TemplateResult {
  const { place, total, shown, picked, onAll, onAct, onMenu } = head;
  const button = (label: string, sign: IconName, test: string, onPick: (at: Element) => void, look = '') =>
    html`<button class="ib ${look}" aria-label=${label} title=${label} data-test="select-${test}" @click=${(event: Event) => { onPick(event.currentTarget as Element); }}>${icon(sign)}<span class="word">${label}</span></button>`;
  const act = (what: Act, label: string, sign: IconName, test: string) => button(label, sign, test, () => { onAct(what); });
  return html`<div class="lh bar" role="toolbar" aria-label=${t('select.bar')} data-test="select-bar">
    <h1 class="sr">${head.name}</h1>
    ${tick(head)}
    <b class="num" role="status" data-test="select-count">${t('select.count', { n: picked })}</b>
    ${picked < total && picked >= shown ? html`<button class="link small" data-test="select-all" @click=${() => { onAll('total'); }}>${t('select.all', { n: total })}</button>` : nothing}
    <span class="grow"></span>
    ${goesBack(place) ? act({ move: 'inbox' }, t(backWords(place)), 'inbox', 'inbox') : canArchive(place) ? act({ move: 'archive' }, t('act.archive'), 'archive', 'archive') : nothing}
    ${!canMove(place) ? nothing : act({ move: 'trash' }, t(place === 'drafts' || place === 'outbox' ? 'write.discard' : place === 'trash' ? 'act.delete' : 'act.trash'), 'trash-2', 'trash')}
    ${place === 'drafts' || place === 'outbox' ? nothing : html`${act('read', t('act.read'), 'mail-open', 'read')}${canMove(place) ? button(t('act.move'), 'folder-input', 'move', (at) => { onMenu('move', at); }, 'room') : nothing}${button(t('act.label'), 'tag', 'label', (at) => { onMenu('label', at); }, 'room')}${button(t('act.more'), 'ellipsis-vertical', 'more', (at) => { onMenu('more', at); }, 'bare')}`}
    <button class="ib" aria-label=${t('select.none')} title=${hinted(t('select.none'), 'Esc')} data-test="select-none" @click=${() => { onAll('none'); }}>${icon('x')}</button>
  </div>`;
}
