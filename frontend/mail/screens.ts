/** The elements of the desk, and what it shows in place of lists of mail. */
import { html, type TemplateResult } from 'lit';
import type { EmailAddress } from '../model/mail.js';
import type { Session, Vault } from '../model/vault.js';
import '../account/dm-settings.js';
import './dm-composer.js';
import './dm-contacts.js';
import './dm-help.js';
import './dm-keys.js';
import './dm-list.js';
import './dm-palette.js';
import './dm-reader.js';
import type { Layout } from './layout.js';
import type { Route, Screen } from './route.js';
import type { Notice } from './toast.js';

export interface ScreenDesk {
  readonly vault: Vault;
  readonly session: Session;
  readonly route: Route;
  readonly layout: Layout;
  readonly onRoute: (route: Route) => void;
  readonly onLayout: (layout: Layout) => void;
  /** What is being written is kept first. */
  readonly onReload: () => void;
  readonly onWriteTo: (people: readonly EmailAddress[]) => void;
  readonly onSearch: (text: string) => void;
  readonly onCompare: (address: string, name: string) => void;
  readonly onNotice: (notice: Omit<Notice, 'id'>) => void;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}

export function screen(page: Screen, desk: ScreenDesk): TemplateResult {
  const { vault, session, route, onNotice } = desk;
  switch (page) {
    case 'settings':
      return html`<dm-settings .vault=${vault} .session=${session} .onNotice=${onNotice} .onLock=${desk.onLock} .onSignOut=${desk.onSignOut} .section=${route.section ?? 'general'} .onRoute=${desk.onRoute} .layout=${desk.layout} .onLayout=${desk.onLayout} .onReload=${desk.onReload}></dm-settings>`;
    case 'contacts':
      return html`<dm-contacts .vault=${vault} .card=${route.id} .onOpen=${(card: string | null) => { desk.onRoute({ page, id: card }); }} .onWriteTo=${desk.onWriteTo} .onMail=${(address: string) => { desk.onSearch(`from:${address}`); }} .onCompare=${desk.onCompare} .onNotice=${onNotice}></dm-contacts>`;
  }
}
