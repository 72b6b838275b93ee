/** Drafts that begin from a mail: reply, reply to all, forward. */
import type { BodyView, DraftView, EmailAddress, MailView, Signature } from '../model/mail.js';
import { letterDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { called } from '../theme/people.js';
import { distinct, sameAddress } from './addresses.js';
import { cleanHtml } from './clean.js';
import { escaped, plainSignature, textOf, textToParagraphs } from './plain.js';

export const emptyDraft: DraftView = { id: null, to: [], cc: [], bcc: [], subject: '', text: '', html: null, files: [], inReplyTo: [], references: [], savedAt: null };

/** `attach` forwards the whole mail as a file; `anew` begins another mail with the same people, subject, text and files. */
export type Answering = 'reply' | 'reply-all' | 'forward' | 'attach' | 'anew';

/** What is answered. */
export interface Answered {
  readonly mail: MailView;
  /** Null where it cannot be had. */
  readonly body: BodyView | null;
  /** By content id: pictures of its own that its text shows, as `data:`. */
  readonly pictures: ReadonlyMap<string, string>;
}

export function answer(kind: Exclude<Answering, 'attach'>, { mail, body: found, pictures }: Answered, me: string): DraftView {
  const body = found === null ? null : { ...found, html: found.html === null ? null : cleanHtml(found.html, pictures).html };
  if (kind === 'anew') return anew(mail, body, me, pictures);
  return kind === 'forward' ? forward(mail, body, pictures) : reply(mail, body, me, kind === 'reply-all');
}

/** The whole mail as a file of another one (RFC 2046 §5.2.1). */
export function forwardAttached(mail: MailView, file: Blob): DraftView {
  const name = `${mail.subject.replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').trim().slice(0, 80) || 'mail'}.eml`;
  return {
    ...emptyDraft,
    subject: prefixed('write.fwd', mail.subject, /^fwd?:/i),
    html: '<p></p>',
    files: [{ name, type: 'message/rfc822', size: file.size, file, from: null, stored: null }],
    references: [...mail.references, mail.messageId],
  };
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

function forward(mail: MailView, body: BodyView | null, pictures: Answered['pictures']): DraftView {
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
    files: filesOf(mail, pictures),
    references: [...mail.references, mail.messageId],
  };
}

function anew(mail: MailView, body: BodyView | null, me: string, pictures: Answered['pictures']): DraftView {
  const [to, cc, bcc] = mail.own ? [mail.to, mail.cc, mail.bcc] : [mail.to.filter(({ email }) => !sameAddress(email, me)), mail.cc, []];
  return { ...emptyDraft, to, cc, bcc, subject: mail.subject, text: body?.text ?? '', html: bodyHtml(body), files: filesOf(mail, pictures) };
}

/** Without those that the text shows. */
const filesOf = (mail: MailView, pictures: Answered['pictures']): DraftView['files'] => mail.attachments.filter(({ cid }) => cid === null || !pictures.has(cid)).map(({ name, type, size, index }) => ({ name, type, size, file: null, from: { mail: mail.id, index }, stored: null }));

const bodyHtml = (body: BodyView | null): string => (body === null ? '' : body.html === null ? textToParagraphs(body.text) : body.html);
const written = (person: EmailAddress): string => (person.name === null ? person.email : `${person.name} <${person.email}>`);

function prefixed(key: 'write.re' | 'write.fwd', subject: string, already: RegExp): string {
  return already.test(subject) ? subject : t(key, { subject });
}

/** A mail that is begun, with a signature below the place where one writes and above what is quoted. */
export function signed(draft: DraftView, signature: Signature | null): DraftView {
  if (signature === null) return draft;
  const rest = (draft.html ?? '').replace(/^<p><\/p>/, '');
  return { ...draft, html: `<p></p><div data-signature>${signature.html}</div>${rest}`, text: plainSignature(draft.text, textOf(signature.html)) };
}
