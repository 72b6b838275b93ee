/** Drafts that begin from a mail: reply, reply to all, forward. */
import type { BodyView, DraftView, EmailAddress, MailView } from '../model/mail.js';
import { letterDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { called } from '../theme/people.js';
import { distinct, sameAddress } from './addresses.js';
import { cleanHtml } from './clean.js';
import { escaped, textToParagraphs } from './plain.js';

export const emptyDraft: DraftView = { id: null, to: [], cc: [], bcc: [], subject: '', text: '', html: null, files: [], inReplyTo: [], references: [], savedAt: null };

/** `anew` begins another mail with the same people, subject, text and files. */
export type Answering = 'reply' | 'reply-all' | 'forward' | 'anew';

export function answer(kind: Answering, mail: MailView, body: BodyView | null, me: string): DraftView {
  if (kind === 'anew') return anew(mail, body, me);
  return kind === 'forward' ? forward(mail, body) : reply(mail, body, me, kind === 'reply-all');
}

function reply(mail: MailView, body: BodyView | null, me: string, all: boolean): DraftView {
  const others = (list: readonly EmailAddress[]) => list.filter(({ email }) => !sameAddress(email, me));
  // An answer to an own mail goes to whom the mail went.
  const to = distinct(mail.own ? mail.to : all ? [mail.from, ...others(mail.to)] : [mail.from]);
  const cc = all ? distinct(others(mail.cc)).filter(({ email }) => !to.some((one) => sameAddress(one.email, email))) : [];
  const wrote = t('write.on-wrote', { when: letterDate(mail.sentAt), name: called(mail.from) });
  const quoted = (body?.text ?? '').trimEnd().split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
  return {
    ...emptyDraft,
    to,
    cc,
    subject: prefixed('write.re', mail.subject, /^re:/i),
    text: `\n\n${wrote}\n${quoted}`,
    html: `<p></p><p>${escaped(wrote)}</p><blockquote>${bodyHtml(body)}</blockquote>`,
    inReplyTo: [mail.messageId],
    references: [...mail.references, mail.messageId],
  };
}

function forward(mail: MailView, body: BodyView | null): DraftView {
  const lines = [
    `${t('write.from')}: ${written(mail.from)}`,
    `${t('write.date')}: ${letterDate(mail.sentAt)}`,
    `${t('write.subject')}: ${mail.subject}`,
    `${t('write.label-to')}: ${[...mail.to, ...mail.cc].map(written).join(', ')}`,
  ];
  const head = `---------- ${t('write.forwarded')} ----------`;
  return {
    ...emptyDraft,
    subject: prefixed('write.fwd', mail.subject, /^fwd?:/i),
    text: `\n\n${head}\n${lines.join('\n')}\n\n${body?.text ?? ''}`,
    html: `<p></p><p>${escaped(head)}<br>${lines.map(escaped).join('<br>')}</p>${bodyHtml(body)}`,
    files: filesOf(mail),
    references: [...mail.references, mail.messageId],
  };
}

function anew(mail: MailView, body: BodyView | null, me: string): DraftView {
  const [to, cc, bcc] = mail.own ? [mail.to, mail.cc, mail.bcc] : [mail.to.filter(({ email }) => !sameAddress(email, me)), mail.cc, []];
  return { ...emptyDraft, to, cc, bcc, subject: mail.subject, text: body?.text ?? '', html: bodyHtml(body), files: filesOf(mail) };
}

const filesOf = (mail: MailView): DraftView['files'] => mail.attachments.map(({ name, type, size, index }) => ({ name, type, size, file: null, from: { mail: mail.id, index } }));

const bodyHtml = (body: BodyView | null): string => (body === null ? '' : body.html === null ? textToParagraphs(body.text) : cleanHtml(body.html).html);
const written = (person: EmailAddress): string => (person.name === null ? person.email : `${person.name} <${person.email}>`);

function prefixed(key: 'write.re' | 'write.fwd', subject: string, already: RegExp): string {
  return already.test(subject) ? subject : t(key, { subject });
}
