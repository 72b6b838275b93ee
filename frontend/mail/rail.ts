import { html, type TemplateResult } from 'lit';
import type { Folder } from '../model/mail.js';
import { t } from '../messages/t.js';
import { icon, type IconName } from '../theme/icons.js';
import { FOLDERS, pathOf, type Route } from './route.js';

export type Counts = Readonly<Record<Folder, number>>;

const ICONS: Readonly<Record<Folder, IconName>> = { inbox: 'inbox', drafts: 'file-pen', sent: 'send', trash: 'trash-2' };

export interface RailView {
  readonly page: Route['page'];
  readonly counts: Counts;
  readonly open: boolean;
  readonly onCompose: () => void;
  readonly onPage: (folder: Folder) => void;
  readonly onClose: () => void;
}

/** Compose and the folders; a drawer where there is no room. */
export function rail({ page, counts, open, onCompose, onPage, onClose }: RailView): TemplateResult {
  const entry = (folder: Folder) => {
    const n = folder === 'inbox' || folder === 'drafts' ? counts[folder] : 0;
    const spoken = n === 0 ? '' : t(folder === 'drafts' ? 'rail.drafts' : 'rail.unread', { n });
    return html`<a class="nav ${page === folder ? 'on' : ''}" href=${pathOf({ page: folder, id: null })} router-ignore aria-current=${page === folder ? 'page' : 'false'} data-test="folder-${folder}" @click=${follow(() => { onPage(folder); })}>
      ${icon(ICONS[folder])}<span class="cut">${t(`folder.${folder}`)}</span>${n === 0 ? '' : html`<span class="n" aria-hidden="true">${n}</span><span class="sr">${spoken}</span>`}
    </a>`;
  };
  return html`
    ${open ? html`<div class="scrim" @click=${onClose}></div>` : ''}
    <nav class="rail ${open ? 'open' : ''}" aria-label=${t('rail.label')}>
      <button class="ib close" aria-label=${t('rail.close')} @click=${onClose}>${icon('x')}</button>
      <button class="btn primary compose" data-test="compose" @click=${onCompose}>${icon('pen-line')}${t('rail.compose')}</button>
      ${FOLDERS.map(entry)}
      <p class="foot">${icon('lock', 'xs')}${t('rail.sealed')}</p>
    </nav>
  `;
}

/** A link that is followed here; with a modifier the browser opens its own tab. */
export function follow(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    act();
  };
}
