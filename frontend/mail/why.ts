/** Why a mail lies where nobody put it, and the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MailView } from '../model/mail.js';
import type { Refused, Vault } from '../model/vault.js';
import { listOf } from '../messages/format.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { called } from '../theme/people.js';
import type { Notice } from './toast.js';

export type Answer = 'not-spam' | 'accept' | 'block' | 'unblock' | 'unmute';
type Told = Omit<Notice, 'id'>;

const ANSWERS: Readonly<Record<NonNullable<MailView['why']>['by'], readonly Answer[]>> = { rule: [], block: ['unblock'], mute: ['unmute'], stranger: ['accept', 'block'], spam: ['not-spam', 'block'] };

function words(mail: MailView, answer: Answer): string {
  return answer === 'block' ? t('act.block', { address: mail.from.email }) : t(`act.${answer}`);
}

export function whyStrip(mail: MailView, onAnswer: (answer: Answer) => void): TemplateResult | typeof nothing {
  const { why } = mail;
  if (why === null) return nothing;
  const text = why.by === 'spam' ? t('why.spam', { words: listOf(why.words) }) : t(`why.${why.by}`);
  return html`<div class="banner info why" role="note" aria-label=${t('why.title')} data-test="why" data-by=${why.by}>
    ${icon('info')}<span class="tx">${text}</span>
    ${ANSWERS[why.by].map((answer) => html`<button class="btn sm" data-test="why-${answer}" @click=${() => { onAnswer(answer); }}>${words(mail, answer)}</button>`)}
  </div>`;
}

/** Does it and gives what is to be told. */
export async function answerWhy(vault: Vault, mail: MailView, answer: Answer): Promise<Told> {
  const { id, from } = mail;
  switch (answer) {
    case 'block':
    case 'unblock':
      return blocking(vault, from.email, answer === 'block');
    case 'not-spam':
      return told(vault, await settled(vault.move([id], 'inbox')), t('done.to-inbox', { n: 1 }));
    case 'accept':
      return told(vault, await settled(vault.sorting.accept([id])), t('done.accepted', { n: 1 }));
    case 'unmute': {
      const conversation = await settled(vault.conversation(id));
      return told(vault, isRefused(conversation) ? conversation : await settled(vault.sorting.mute(conversation.map((one) => one.id), false)), t('done.unmute', { n: 1 }));
    }
  }
}

export async function blocking(vault: Vault, address: string, on: boolean): Promise<Told> {
  const set = (to: boolean): Promise<null | Refused> => settled(to ? vault.sorting.block(address) : vault.sorting.unblock(address));
  const refused = await set(on);
  if (refused !== null) return { text: refusalText(refused) };
  return { text: t(on ? 'done.blocked' : 'done.unblocked', { address: called({ name: null, email: address }) }), undo: async () => { await set(!on); } };
}

const told = (vault: Vault, done: Awaited<ReturnType<Vault['move']>>, text: string): Told =>
  isRefused(done) ? { text: refusalText(done) } : { text, undo: async () => { await settled(vault.undo(done)); } };
