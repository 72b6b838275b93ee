import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Answered, Invitation } from '../model/calendar.js';
import type { EmailAddress, MailView } from '../model/mail.js';
import type { Refused, Vault } from '../model/vault.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { base } from '../theme/base.js';
import { icon, type IconName } from '../theme/icons.js';
import { avatar, called } from '../theme/people.js';
import { sameAddress } from './addresses.js';
import { whenWords } from './invitation-when.js';

const ANSWERS: readonly { readonly answer: Answered; readonly label: 'invite.accept' | 'invite.maybe' | 'invite.decline'; readonly sign: IconName }[] = [
  { answer: 'accepted', label: 'invite.accept', sign: 'check' },
  { answer: 'tentative', label: 'invite.maybe', sign: 'circle-help' },
  { answer: 'declined', label: 'invite.decline', sign: 'x' },
];

/** True if the mail carries a calendar. */
export const hasInvitation = ({ attachments, own }: MailView): boolean => !own && attachments.some(({ type, name }) => type === 'text/calendar' || (type === 'application/octet-stream' && name.toLowerCase().endsWith('.ics')));

/** An invitation as a card: text alone, whatever stands in it. */
@customElement('dm-invitation')
export class InvitationCard extends LitElement {
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
        margin: 12px 0;
      }
      section {
        border: 1px solid var(--border);
        border-radius: 12px;
        background: var(--raised);
        overflow: hidden;
        max-width: 640px;
      }
      header {
        display: flex;
        gap: 14px;
        align-items: center;
        padding: 14px 16px;
        background: var(--seal-soft);
        color: var(--seal);
      }
      section.off header {
        background: var(--bad-soft);
        color: var(--bad);
      }
      header small {
        font-size: var(--t-xs);
        font-weight: 600;
      }
      h3 {
        font-size: 17px;
        line-height: 22px;
        font-weight: 650;
        color: var(--text);
        overflow-wrap: anywhere;
      }
      section.off h3 {
        text-decoration: line-through;
      }
      dl {
        display: grid;
        grid-template-columns: 100px minmax(0, 1fr);
        gap: 10px 14px;
        padding: 14px 16px;
      }
      dt {
        color: var(--text-2);
        font-size: var(--t-s);
      }
      dd {
        overflow-wrap: anywhere;
      }
      dd.note {
        white-space: pre-wrap;
        max-height: 220px;
        overflow: auto;
      }
      .guests {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 10px;
        align-items: center;
        padding: 12px 16px;
        border-top: 1px solid var(--border);
      }
      .btn[aria-pressed='true'] {
        background: var(--accent-soft);
        border-color: transparent;
        color: var(--accent-text);
      }
      @media (max-width: 767px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 2px;
        }
        dd + dt {
          margin-top: 8px;
        }
      }
    `,
  ];

  @property({ attribute: false }) vault!: Vault;
  @property({ attribute: false }) mail!: MailView;
  @property({ attribute: false }) onNotice: (text: string) => void = () => undefined;
  @state() private invitation: Invitation | Refused | null = null;
  @state() private sending: Answered | null = null;
  #asked: string | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mail') && this.mail.id !== this.#asked) void this.#load();
  }

  override render(): TemplateResult {
    const { invitation } = this;
    if (invitation === null) return html``;
    if (isRefused(invitation)) return html`<p class="banner warn" role="status" data-test="invitation-error">${icon('circle-alert')}<span class="tx">${t('invite.failed')}</span></p>`;
    const { method, title, place, text, repeats, organiser, guests } = invitation;
    const { text: when, zone } = whenWords(invitation);
    return html`<section class=${method === 'cancel' ? 'off' : ''} aria-labelledby="title" data-test="invitation" data-method=${method}>
      <header>${icon('calendar', 'l')}<div class="grow"><small>${t(`invite.${method}`)}</small><h3 id="title" data-test="invitation-title">${title === '' ? t('invite.untitled') : title}</h3></div></header>
      <dl>
        <dt>${t('invite.when')}</dt><dd data-test="invitation-when">${when}${zone === null ? nothing : html`<div class="xs dim">${zone}</div>`}</dd>
        ${repeats === null ? nothing : html`<dt>${t('invite.repeats')}</dt><dd>${t(`invite.repeats.${repeats}`)}</dd>`}
        ${place === '' ? nothing : html`<dt>${t('invite.where')}</dt><dd data-test="invitation-where">${place}</dd>`}
        ${organiser === null ? nothing : html`<dt>${t('invite.organiser')}</dt><dd>${this.#person(organiser)}${sameAddress(organiser.email, this.mail.from.email) || method === 'reply' ? nothing : html`<p class="small c-warn" data-test="invitation-not-sender">${t('invite.not-sender')}</p>`}</dd>`}
        ${guests.length === 0 ? nothing : html`<dt>${t('invite.guests')}</dt><dd class="guests">${guests.map((guest) => html`<span class="row">${avatar(guest, 'xs')}<span class="cut">${called(guest)}</span><span class="xs dim">${t(`invite.${guest.answer}`)}</span></span>`)}</dd>`}
        ${text === '' ? nothing : html`<dt>${t('invite.note')}</dt><dd class="note">${text}</dd>`}
      </dl>
      ${method === 'request' && organiser !== null ? this.#answers(invitation, organiser) : nothing}
    </section>`;
  }

  #person(person: EmailAddress): TemplateResult {
    return html`<span class="row">${avatar(person, 'xs')}<span>${called(person)}</span>${person.name === null ? nothing : html`<span class="small dim cut">${person.email}</span>`}</span>`;
  }

  #answers({ title, answered }: Invitation, organiser: EmailAddress): TemplateResult {
    return html`<footer role="group" aria-label=${t('invite.answer')}>
      ${ANSWERS.map(({ answer, label, sign }) => html`<button class="btn sm" aria-pressed=${answered === answer} data-test="invitation-${answer}" ?disabled=${this.sending !== null} @click=${() => { void this.#answer(answer, title, organiser); }}>${icon(sign, 's')}${t(label)}</button>`)}
      <span class="xs dim" role="status">${this.sending === null ? t('invite.sealed') : t('invite.answering')}</span>
    </footer>`;
  }

  async #load(): Promise<void> {
    const { id } = this.mail;
    this.#asked = id;
    const invitation = await settled(this.vault.calendar.invitation(id));
    if (id === this.mail.id) this.invitation = invitation;
  }

  async #answer(answer: Answered, title: string, organiser: EmailAddress): Promise<void> {
    this.sending = answer;
    const words = `${t(`invite.${answer}`)}: ${title === '' ? t('invite.untitled') : title}`;
    const refused = await settled(this.vault.calendar.answer(this.mail.id, answer, { subject: words, text: words }));
    this.sending = null;
    this.onNotice(refused === null ? t('invite.sent', { name: called(organiser) }) : refusalText(refused));
    await this.#load();
  }
}
