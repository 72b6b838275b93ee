/** Invitations in mails, and answers to them. */
import type { Answered, Calendar, Invitation } from '../model/calendar.js';
import type { DraftView } from '../model/mail.js';
import type { Refused } from '../model/vault.js';
import { guarded } from './answering.js';
import { fetchBlob } from './arrivals.js';
import type { Doing } from './contacts.js';
import { rewrite } from './folders.js';
import { MAX_ICAL, readInvitation, writeReply } from './ical.js';
import { utcDate } from './json.js';
import type { Line } from './line.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';

/** A calendar by its type, or by its name where the type says nothing. */
const isCalendar = (type: string, name: string | null): boolean => /^text\/calendar\b/i.test(type) || (/^application\/octet-stream\b/i.test(type) && /\.ics$/i.test(name ?? ''));

export class CalendarDesk implements Calendar {
  readonly #doing: Doing;
  readonly #send: (draft: DraftView) => Promise<string>;

  /** @param send may fail as sending does */
  constructor(doing: Doing, send: (draft: DraftView) => Promise<string>) {
    this.#doing = doing;
    this.#send = send;
  }

  invitation(id: string): Promise<Invitation | Refused> {
    return guarded(async () => {
      const { session, mail, text } = await this.#found(id);
      return { ...(await readInvitation(text)), answered: session.store.flagsOf(mail).answered };
    });
  }

  answer(id: string, answer: Answered, { subject, text: words }: { readonly subject: string; readonly text: string }): Promise<null | Refused> {
    return this.#doing.done(async () => {
      const { session, mail, text } = await this.#found(id);
      const { organiser, method } = await readInvitation(text);
      if (organiser === null || method !== 'request') throw new Declined('no-organiser');
      const reply = new Blob([await writeReply(text, session.account.address.text, answer, utcDate(session.now()))]);
      const { messageId, references } = mail.header!;
      await this.#send({
        ...{ id: null, to: [organiser], cc: [], bcc: [], subject, text: words, html: null, savedAt: null },
        files: [{ name: 'reply.ics', type: 'text/calendar', size: reply.size, file: reply, from: null, stored: null }],
        inReplyTo: [messageId],
        references: [...references, messageId],
      });
      await rewrite(session, [id], () => ({ answered: answer }));
    });
  }

  async #found(id: string): Promise<{ readonly session: OpenSession; readonly mail: Line; readonly text: string }> {
    const session = this.#doing.mine();
    const mail = session.store.mails.get(id);
    if (mail?.header == null) throw new Declined('not-found');
    const index = mail.header.blobs.findIndex(({ part, type, name, length }) => part === 'attachment' && length <= MAX_ICAL && isCalendar(type, name));
    if (index < 0) throw new Declined('no-invitation');
    return { session, mail, text: await (await fetchBlob(session, mail, index)).text() };
  }
}
