import { html, nothing, type TemplateResult } from 'lit';
import type { EmailAddress, MailView } from '../model/mail.js';
import { grouped, spokenDay } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { avatar, called } from '../theme/people.js';
import { lookOf, trustShape } from '../theme/trust.js';
import { sameAddress } from './addresses.js';

export interface TrustStripView {
  readonly me: string;
  /** Fingerprint of the reader's own key. */
  readonly fingerprint: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onCompare: (address: string, name: string) => void;
}

/** Why the verdict is what it is, in words. */
function why(mail: MailView, byOwnKey: boolean): string {
  if (mail.own) return t('trust.own');
  if (byOwnKey) return t('trust.own-key');
  const name = called(mail.from);
  const day = mail.keySince === null ? '' : spokenDay(mail.keySince);
  switch (mail.verdict.name) {
    case 'verified':
      return t('trust.why.verified');
    case 'sealed':
      return t('trust.why.sealed', { day });
    case 'first-contact':
      return t('trust.why.first-contact', { day });
    case 'unchecked':
      return t('trust.why.unchecked');
    case 'key-changed':
      return t('trust.why.key-changed', { name });
    case 'incomplete':
      return t('trust.why.incomplete', { name });
    case 'broken':
      return t(mail.verdict.reason === 'wrong-domain' ? 'trust.why.wrong-domain' : 'trust.why.broken');
  }
}

/** The trust sign of one mail: part of the application, above the frame and never inside it. */
export function trustStrip(mail: MailView, view: TrustStripView): TemplateResult {
  const { name } = mail.verdict;
  const look = lookOf(mail.verdict);
  const title = t(look.title);
  const byOwnKey = mail.signer === view.fingerprint && sameAddress(mail.from.email, view.me);
  const alarm = name === 'broken' || name === 'key-changed';
  return html`
    <div class="trust ${look.tone}">
      <section class="strip ${view.open ? 'open' : ''}" role=${alarm ? 'alert' : 'region'} aria-label=${t('trust.label', { title })} data-test="verdict" data-verdict=${name}>
        ${trustShape(look)}
        <div class="grow"><b>${title}</b> <span class="why">${why(mail, byOwnKey)}</span></div>
        ${mail.own || byOwnKey || name === 'broken' || name === 'verified' ? nothing : html`<button class="btn sm compare" data-test="compare" @click=${() => { view.onCompare(mail.from.email, called(mail.from)); }}>${t(name === 'key-changed' ? 'trust.look' : 'trust.compare')}</button>`}
        ${name === 'broken' ? nothing : html`<button class="btn sm" aria-expanded=${view.open} data-test="who" @click=${view.onToggle}>${t('trust.who')}${icon(view.open ? 'chevron-up' : 'chevron-down', 'xs')}</button>`}
      </section>
      ${view.open ? whoCanRead(mail, view.me) : nothing}
    </div>
  `;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Both lists: who can read it, and who cannot with what each of them still sees (threat model). */
function whoCanRead(mail: MailView, me: string): TemplateResult {
  const others = [...mail.to, ...mail.cc].filter(({ email }) => !sameAddress(email, me));
  const blind = mail.bcc.filter(({ email }) => !sameAddress(email, me));
  const person = (one: EmailAddress, text: string) => html`<li>${avatar(one, 'xs')}<span class="cut">${text}</span></li>`;
  const server = (name: string, sees: string) => html`<li>${icon('eye-off', 's')}<span><b>${name}</b> ${sees}</span></li>`;
  const own = domainOf(me);
  const foreign = [...new Set((mail.own ? [...others, ...blind] : [mail.from]).map(({ email }) => domainOf(email)))].filter((domain) => domain !== own);
  const inside = (mail.own ? [...others, ...blind] : [mail.from]).some(({ email }) => domainOf(email) === own);
  return html`
    <section class="wcr" aria-label=${t('trust.who')} data-test="who-can-read">
      <div>
        <h3>${t('trust.can')}</h3>
        <ul>
          ${person({ name: null, email: me }, t('trust.you'))}
          ${mail.own || sameAddress(mail.from.email, me) ? nothing : person(mail.from, t('trust.sender', { name: called(mail.from) }))}
          ${others.map((one) => person(one, called(one)))}
          ${blind.map((one) => person(one, t('trust.bcc', { name: called(one) })))}
        </ul>
        ${mail.own ? nothing : html`<p class="xs dim">${t('trust.other-copies')}</p>`}
      </div>
      <div>
        <h3>${t('trust.cannot')}</h3>
        <ul>
          ${server(t('trust.server-own'), t(inside ? 'trust.server-inside' : mail.own ? 'trust.server-own-out' : 'trust.server-own-in'))}
          ${foreign.map((domain) => server(t('trust.server-other', { domain }), t(mail.own ? 'trust.server-other-out' : 'trust.server-other-in', { own })))}
          ${foreign.length === 0 ? nothing : server(t('trust.wire'), t('trust.wire-sees'))}
        </ul>
      </div>
      <div class="foot">
        ${mail.signer === null ? nothing : html`<span>${t('trust.signer')} <span class="mono" dir="ltr">${grouped(mail.signer.slice(0, 16))}</span></span>`}
        <span>${t('trust.copy')}</span>
      </div>
    </section>
  `;
}
