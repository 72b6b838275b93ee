import { html, nothing, type TemplateResult } from 'lit';
import type { Folder, MailRow } from '../model/mail.js';
import { fullDate, shortDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon, type IconName } from '../theme/icons.js';
import { avatar, called } from '../theme/people.js';
import { lookOf, trustShape } from '../theme/trust.js';
import { sameAddress } from './addresses.js';
import { follow } from './rail.js';
import { pathOf } from './route.js';

export type RowAct = 'trash' | 'restore' | 'read' | 'unread' | 'star' | 'unstar';

export interface RowView {
  readonly group: string | null;
  readonly folder: Folder;
  readonly me: string;
  readonly selected: boolean;
  /** The one row in the tab order. */
  readonly reachable: boolean;
  readonly onOpen: () => void;
  readonly onAct: (act: RowAct) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** Deliveries that somebody should look at are marked; the others are said quietly. */
const DELIVERY: Readonly<Record<NonNullable<MailRow['delivery']>, { readonly icon: IconName; readonly tone: string }>> = {
  waiting: { icon: 'clock', tone: 'dim' },
  accepted: { icon: 'check', tone: 'dim' },
  delivered: { icon: 'circle-check', tone: 'c-ok' },
  delayed: { icon: 'clock', tone: 'c-warn' },
  refused: { icon: 'circle-alert', tone: 'c-bad' },
  expired: { icon: 'circle-alert', tone: 'c-bad' },
};

export const deliverySign = (state: NonNullable<MailRow['delivery']>): TemplateResult =>
  html`<span class=${DELIVERY[state].tone} title=${t(`delivery.${state}`)} data-delivery=${state}>${icon(DELIVERY[state].icon, 'xs')}</span>`;

/** Who it is from, or whom it goes to; `me` for the reader. */
function names({ people, draft }: MailRow, folder: Folder, me: string): string {
  const written = people.map((person) => (sameAddress(person.email, me) ? t('list.me') : called(person)));
  const list = [...new Set(written)].join(', ');
  if (!draft && folder !== 'sent') return list;
  return t('list.to', { names: list === '' ? t('list.nobody') : list });
}

/** For ears only: what a sign says. */
const said = (words: string): TemplateResult => html`<span class="sr">${words} </span>`;

export function rowView(row: MailRow, view: RowView): TemplateResult {
  const { folder, selected, reachable } = view;
  const broken = row.verdict.name === 'broken';
  const subject = broken ? t('list.cannot-open') : row.subject === '' ? t('list.no-subject') : row.subject;
  const who = names(row, folder, view.me);
  const face = row.people.find(({ email }) => !sameAddress(email, view.me)) ?? row.people[0] ?? { name: null, email: '?' };
  return html`
    ${view.group === null ? nothing : html`<h2 class="grp">${view.group}</h2>`}
    <div class="m ${row.seen ? '' : 'un'} ${selected ? 'sel' : ''}">
      <a
        href=${pathOf({ page: folder, id: row.id })}
        router-ignore
        data-test="row"
        data-id=${row.id}
        data-verdict=${row.verdict.name}
        data-delivery=${row.delivery ?? nothing}
        data-seen=${row.seen}
        tabindex=${reachable ? 0 : -1}
        aria-current=${selected ? 'true' : nothing}
        @click=${follow(view.onOpen)}
        @keydown=${view.onKey}
      >
        ${avatar(face)}
        <span class="col">
          <span class="line">${row.seen ? nothing : said(t('row.unread'))}<span class="who cut">${who}</span>${row.count > 1 ? html`<span class="cnt num">${row.count}<span class="sr"> ${t('row.messages')}</span></span>` : nothing}<span class="time num" title=${fullDate(row.at)}>${shortDate(row.at)}</span></span>
          <span class="line">
            ${row.draft ? html`<span class="badge">${t('list.draft')}</span>` : html`${trustShape(lookOf(row.verdict), 'xs')}${said(t(lookOf(row.verdict).title))}`}
            <span class="sub cut">${subject}</span>
            <span class="meta">${row.hasAttachment ? html`${icon('paperclip', 'xs')}${said(t('row.attachment'))}` : nothing}${row.flagged ? html`${icon('star', 's c-star', true)}${said(t('row.starred'))}` : nothing}${row.delivery === null ? nothing : html`${deliverySign(row.delivery)}${said(t(`delivery.${row.delivery}`))}`}</span>
          </span>
          <span class="prev cut">${broken ? t('trust.why.broken') : row.preview}</span>
        </span>
      </a>
      ${hoverActs(row, view)}
    </div>
  `;
}

/** Mouse only: the keyboard and the reading pane have the same. */
function hoverActs(row: MailRow, { folder, onAct }: RowView): TemplateResult {
  const act = (name: RowAct, label: string, sign: IconName) =>
    html`<button class="ib sm" tabindex="-1" aria-label=${label} title=${label} @click=${() => { onAct(name); }}>${icon(sign)}</button>`;
  if (row.draft) return html`<span class="acts">${act('trash', t('write.discard'), 'trash-2')}</span>`;
  return html`<span class="acts">
    ${folder === 'trash' ? act('restore', t('act.restore'), 'inbox') : nothing}
    ${act('trash', t(folder === 'trash' ? 'act.delete' : 'act.trash'), 'trash-2')}
    ${row.seen ? act('unread', t('act.unread'), 'mail') : act('read', t('act.read'), 'mail-open')}
    ${row.flagged ? act('unstar', t('act.unstar'), 'star') : act('star', t('act.star'), 'star')}
  </span>`;
}
