import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Label, MailRow, Marked, Place } from '../model/mail.js';
import { fullDate, futureDate, shortDate } from '../messages/format.js';
import { say, t } from '../messages/t.js';
import { icon, type IconName } from '../theme/icons.js';
import { avatar, called } from '../theme/people.js';
import { lookOf, trustShape } from '../theme/trust.js';
import { type Act, backWords, canArchive, goesBack } from './acts.js';
import { sameAddress } from './addresses.js';
import { placeIcon } from './place.js';
import { follow } from './rail.js';
import { pathOf } from './route.js';
import { found, foundFiles, foundNames } from './search-view.js';

export interface RowView {
  readonly group: string | null;
  readonly place: Place;
  /** Those of the row, by name. */
  readonly labels: readonly Label[];
  readonly me: string;
  /** Where its newest mail lies, by name, in what a search found; else null. */
  readonly where: string | null;
  /** The piece of its text that shows what was found. */
  readonly excerpt: Marked | null;
  /** Open in the reading pane. */
  readonly selected: boolean;
  /** Ticked, to do something with several. */
  readonly picked: boolean;
  /** The one row in the tab order. */
  readonly reachable: boolean;
  readonly onOpen: () => void;
  readonly onPick: (range: boolean) => void;
  readonly onAct: (act: Act) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onMenu: (event: MouseEvent) => void;
  readonly onDrag: (event: DragEvent) => void;
}

/** Where fingers scroll, nothing is dragged. */
const HOVER = matchMedia('(hover: hover)');

/** Deliveries that somebody should look at are marked; the others are said quietly. */
const DELIVERY: Readonly<Record<NonNullable<MailRow['delivery']>, { readonly icon: IconName; readonly tone: string }>> = {
  waiting: { icon: 'clock', tone: 'dim' },
  accepted: { icon: 'check', tone: 'dim' },
  delivered: { icon: 'circle-check', tone: 'c-ok' },
  delayed: { icon: 'clock', tone: 'c-warn' },
  refused: { icon: 'circle-alert', tone: 'c-bad' },
  expired: { icon: 'circle-alert', tone: 'c-bad' },
  withdrawn: { icon: 'ban', tone: 'dim' },
  stopped: { icon: 'ban', tone: 'c-warn' },
};

export const deliverySign = (state: NonNullable<MailRow['delivery']>): TemplateResult =>
  html`<span class=${DELIVERY[state].tone} title=${t(`delivery.${state}`)} data-delivery=${state}>${icon(DELIVERY[state].icon, 'xs')}</span>`;

/** Who it is from, or whom it goes to; `me` for the reader. */
function names({ people, draft, own }: MailRow, me: string): string {
  const written = people.map((person) => (sameAddress(person.email, me) ? t('list.me') : called(person)));
  const list = [...new Set(written)].join(', ');
  if (!draft && !own) return list;
  return t('list.to', { names: list === '' ? t('list.nobody') : list });
}

/** For ears only: what a sign says. */
const said = (words: string): TemplateResult => html`<span class="sr">${words} </span>`;

export function rowView(row: MailRow, view: RowView): TemplateResult {
  const { place, selected, picked, reachable } = view;
  const broken = row.verdict.name === 'broken';
  const subject = broken ? t('list.cannot-open') : row.subject === '' ? t('list.no-subject') : row.subject;
  const who = row.marks === undefined ? names(row, view.me) : '';
  const face = row.people.find(({ email }) => !sameAddress(email, view.me)) ?? row.people[0] ?? { name: null, email: '?' };
  const pick = (event: MouseEvent) => { view.onPick(event.shiftKey); };
  return html`
    ${view.group === null ? nothing : html`<h2 class="grp">${view.group}</h2>`}
    <div class="m ${row.seen ? '' : 'un'} ${selected ? 'sel' : ''} ${picked ? 'picked' : ''}" draggable=${HOVER.matches} @contextmenu=${view.onMenu} @dragstart=${view.onDrag}>
      <a
        href=${pathOf({ page: place, id: row.id })}
        router-ignore
        draggable="false"
        data-test="row"
        data-id=${row.id}
        data-verdict=${row.verdict.name}
        data-delivery=${row.delivery ?? nothing}
        data-seen=${row.seen}
        tabindex=${reachable ? 0 : -1}
        aria-current=${selected ? 'true' : nothing}
        @click=${(event: MouseEvent) => { if (event.shiftKey) { event.preventDefault(); pick(event); } else follow(view.onOpen)(event); }}
        @keydown=${view.onKey}
      >
        ${avatar(face)}
        <span class="col">
          <span class="line one">${row.seen ? nothing : said(t('row.unread'))}${picked ? said(t('row.selected')) : nothing}<span class="who cut">${row.marks === undefined ? who : foundNames(row, view.me)}</span>${row.count > 1 ? html`<span class="cnt num">${row.count}<span class="sr"> ${t('row.messages')}</span></span>` : nothing}<span class="time num" title=${fullDate(row.at)}>${row.held === null ? shortDate(row.at) : html`${icon('clock', 'xs')} ${futureDate(row.held)}`}</span></span>
          <span class="line two">
            ${row.draft ? badge(row) : html`${trustShape(lookOf(row.verdict), 'xs')}${said(t(lookOf(row.verdict).title))}`}
            <span class="sub cut">${row.marks === undefined || broken || row.subject === '' ? subject : found(row.marks.subject)}</span>
            <span class="meta">${row.snoozed === null ? nothing : html`<span class="row tight c-seal" title=${t('row.snoozed', { time: fullDate(row.snoozed) })}>${icon('alarm-clock', 'xs')}<span class="xs" aria-hidden="true">${futureDate(row.snoozed)}</span></span>${said(t('row.snoozed', { time: fullDate(row.snoozed) }))}`}${row.expires === undefined ? nothing : html`<span class="dim" title=${t('expire.strip', { when: futureDate(row.expires) })}>${icon('hourglass', 'xs')}</span>${said(t('expire.strip', { when: futureDate(row.expires) }))}`}${row.muted ? html`${icon('volume-x', 'xs')}${said(t('row.muted'))}` : nothing}${row.hasAttachment ? html`${icon('paperclip', 'xs')}${said(t('row.attachment'))}` : nothing}${row.flagged ? html`${icon('star', 's c-star', true)}${said(t('row.starred'))}` : nothing}${row.delivery === null || row.held !== null ? nothing : html`${deliverySign(row.delivery)}${said(t(`delivery.${row.delivery}`))}`}</span>
          </span>
          <span class="prev cut">${row.waits?.why != null ? say(`refused.${row.waits.why}`, 'refused.fault') : broken ? t('trust.why.broken') : view.excerpt !== null ? found(view.excerpt) : row.marks === undefined ? row.preview : found(row.marks.preview)}</span>
          ${chips(row, view)}
        </span>
      </a>
      <label class="tick"><input type="checkbox" tabindex=${reachable ? 0 : -1} aria-label="${t('list.select-row')}: ${subject}" data-test="row-tick" .checked=${live(picked)} @click=${pick} /></label>
      ${hoverActs(row, view)}
    </div>
  `;
}

/** A draft, or one that waits for the network. */
function badge({ waits }: MailRow): TemplateResult {
  if (waits === undefined) return html`<span class="badge">${t('list.draft')}</span>`;
  return waits.why === null ? html`<span class="badge" data-test="waits">${icon('hourglass', 'xs')}${t('outbox.waits')}</span>` : html`<span class="badge warn" data-test="stopped" data-why=${waits.why}>${icon('circle-alert', 'xs')}${t('outbox.stopped')}</span>`;
}

/** Labels, and in a view across folders where it lies if that is not the inbox. */
function chips(row: MailRow, { place, labels, where }: RowView): TemplateResult | typeof nothing {
  const { folder, draft, held } = row;
  const elsewhere = !draft && held === null && folder !== place && (folder === 'archive' || folder === 'sent');
  if (labels.length === 0 && !elsewhere && where === null) return nothing;
  const name = where ?? (elsewhere ? t(`folder.${folder}`) : null);
  return html`<span class="labs">${name === null ? nothing : html`<span class="where dim">${icon(placeIcon(folder), 'xs')}${name}</span>`}${foundFiles(row)}${labels.filter(({ id }) => id !== place).map(({ name, colour }) => html`<span class="lab l${colour}"><span>${name}</span></span>`)}</span>`;
}

/** Mouse only: the keyboard, the menu and the reading pane have the same. */
function hoverActs(row: MailRow, { place, onAct }: RowView): TemplateResult {
  const act = (what: Act, label: string, sign: IconName, test: string) =>
    html`<button class="ib sm" tabindex="-1" aria-label=${label} title=${label} data-test="hover-${test}" @click=${() => { onAct(what); }}>${icon(sign)}</button>`;
  if (row.draft) return html`<span class="acts">${act({ move: 'trash' }, t('write.discard'), 'trash-2', 'trash')}</span>`;
  return html`<span class="acts">
    ${goesBack(place) ? act({ move: 'inbox' }, t(backWords(place)), 'inbox', 'inbox') : !canArchive(place) ? nothing : act({ move: 'archive' }, t('act.archive'), 'archive', 'archive')}
    ${row.held !== null ? nothing : act({ move: 'trash' }, t(place === 'trash' ? 'act.delete' : 'act.trash'), 'trash-2', 'trash')}
    ${row.seen ? act('unread', t('act.unread'), 'mail', 'unread') : act('read', t('act.read'), 'mail-open', 'read')}
    ${row.flagged ? act('unstar', t('act.unstar'), 'star', 'star') : act('star', t('act.star'), 'star', 'star')}
  </span>`;
}
