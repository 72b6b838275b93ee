/** What is around a search: filters to switch on and off, what was found where, and what can be asked. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MailRow, Marked } from '../model/mail.js';
import type { Found } from '../model/vault.js';
import { shortDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { called } from '../theme/people.js';
import { sameAddress } from './addresses.js';

/** A text with what was found in it marked. */
export const found = (marked: Marked): TemplateResult => html`${marked.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}`;

/** As the names of a row, marked; `me` for the reader. */
export function foundNames({ people, marks, own }: MailRow, me: string): TemplateResult {
  const byName = new Map(people.map((person, i): [string, Marked] => {
    const name = sameAddress(person.email, me) ? t('list.me') : called(person);
    const marked = marks?.people[i];
    return [name, marked?.some(({ hit }) => hit) === true ? marked : [{ text: name, hit: false }]];
  }));
  const names = [...byName.values()].map(found);
  const list = html`${names.map((name, i) => (i === 0 ? name : html`, ${name}`))}`;
  return own ? html`${t('search.to')} ${list}` : list;
}

export const foundFiles = ({ marks }: MailRow): TemplateResult | typeof nothing =>
  marks === undefined || marks.files.length === 0 ? nothing : html`${marks.files.slice(0, 2).map((file) => html`<span class="fhit">${icon('paperclip', 'xs')}<span class="cut">${found(file)}</span></span>`)}`;

const FILTERS = [
  ['is:unread', 'search.unread'],
  ['has:attachment', 'search.attachment'],
  ['is:starred', 'search.starred'],
  ['is:sent', 'search.sent'],
  ['is:verified', 'search.verified'],
  ['in:inbox', 'search.inbox'],
] as const;

const partsOf = (search: string): readonly string[] => search.split(/\s+/).filter((part) => part !== '');

/** Switches a filter on or off in what was typed; words that are being typed stay last. */
export function withFilter(search: string, filter: string): string {
  const parts = partsOf(search);
  const rest = parts.filter((part) => part.toLowerCase() !== filter);
  return (rest.length < parts.length ? rest : [filter, ...parts]).join(' ');
}

export function filters(search: string, onSearch: (search: string) => void, onKeep: (search: string) => void): TemplateResult {
  const parts = partsOf(search.toLowerCase());
  return html`<div class="fchs" role="group" aria-label=${t('search.filters')}>
    ${FILTERS.map(([filter, label]) => {
      const on = parts.includes(filter);
      return html`<button class="fch ${on ? 'on' : ''}" aria-pressed=${on} data-test="filter" data-filter=${filter} @click=${() => { onSearch(withFilter(search, filter)); }}>${on ? icon('check', 'xs') : nothing}${t(label)}</button>`;
    })}
    <button class="fch keep" data-test="search-keep" @click=${() => { onKeep(search.trim()); }}>${icon('star', 'xs')}${t('search.keep')}</button>
  </div>`;
}

/** How many were found, and of what. */
export function foundSummary(total: number, of: Found | null): TemplateResult {
  return html`<span class="small muted num" role="status" data-test="found" data-indexed=${of?.indexed ?? nothing} data-total=${of?.total ?? nothing}>${t('list.results', { n: total })}${of === null ? nothing : html`<span class="dim">${` ${t('search.time', { ms: of.milliseconds })}`}</span>`}</span>`;
}

/** Said above the results as long as something may be missing among them. */
export function foundLimits(of: Found | null): TemplateResult | typeof nothing {
  if (of === null) return nothing;
  const lines = [...(of.since === null ? [] : [t('search.indexing', { indexed: of.indexed, total: of.total })]), ...(of.partly ? [t('search.partly')] : [])];
  return lines.length === 0 ? nothing : html`<p class="limits small" data-test="search-limits">${icon('info', 's')}<span>${lines.join(' ')}</span></p>`;
}

const OPERATORS = [
  ['from:anna', 'search.op-from'],
  ['to:me', 'search.op-to'],
  ['subject:"final draft"', 'search.op-subject'],
  ['"three months"', 'search.op-phrase'],
  ['-newsletter', 'search.op-not'],
  ['has:attachment', 'search.op-has'],
  ['filename:pdf', 'search.op-file'],
  ['label:travel', 'search.op-label'],
  ['in:archive', 'search.op-in'],
  ['is:unread', 'search.op-is'],
  ['before:2026-10-01', 'search.op-before'],
  ['after:7d', 'search.op-after'],
  ['larger:5mb', 'search.op-larger'],
] as const;

/** Beside the results, while no mail is open. */
export function searchHelp(coverage: Pick<Found, 'indexed' | 'total' | 'since'> | null, onTry: (operator: string) => void): TemplateResult {
  const all = coverage !== null && coverage.since === null;
  return html`
    <section class="shelp" aria-label=${t('search.help')} data-test="search-help">
      <div class="dev ${all ? '' : 'busy'}">
        ${icon('monitor', 'l')}
        <div>
          <b>${t('search.here')}</b>
          <p class="muted small">${t('search.here-more')}</p>
          ${coverage === null
            ? nothing
            : html`<progress class="thin ${all ? 'ok' : ''}" max=${Math.max(1, coverage.total)} value=${coverage.total === 0 ? 1 : coverage.indexed} aria-label=${t('search.progress')}></progress>
                <p class="xs muted cover" data-test="coverage"><span>${t('search.covered', { indexed: coverage.indexed, total: coverage.total })}</span><span>${all ? html`${icon('check', 'xs c-ok')} ${t('search.complete')}` : t('search.back-to', { day: shortDate(coverage.since ?? '') })}</span></p>`}
        </div>
      </div>
      <h2>${t('search.narrow')}</h2>
      <ul>
        ${OPERATORS.map(([operator, label]) => html`<li><button class="op" @click=${() => { onTry(operator); }}><code>${operator}</code></button><span class="muted small">${t(label)}</span></li>`)}
      </ul>
    </section>
  `;
}
