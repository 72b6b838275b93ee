/** One mail at a time on its way out: prepared, submitted, and not made twice when an answer was lost. */
import { type DraftFile, type DraftView, type Stopped, type When, isUnderWay } from '../model/mail.js';
import type { Progress } from '../model/vault.js';
import type { Drafts } from './drafts.js';
import { Declined } from './refusal.js';
import { type Outgoing, Sending, newMessageId } from './sending.js';
import type { OpenSession } from './session.js';

export class Outbox {
  readonly #session: OpenSession;
  readonly #drafts: Drafts;
  /** By draft: what was made but perhaps not submitted. */
  readonly #made = new Map<string, Outgoing>();
  #abort: AbortController | null = null;

  constructor(session: OpenSession, drafts: Drafts) {
    this.#session = session;
    this.#drafts = drafts;
  }

  /**
   * Id of the sent mail. However often it is tried, the server takes one mail with that message id.
   * @throws Declined
   */
  async send(draft: DraftView, progress: Progress, when: When, messageId = newMessageId(this.#session.account.address.domain)): Promise<string> {
    const { mailbox, store } = this.#session;
    const { signal } = (this.#abort = new AbortController());
    const outgoing = await this.#prepared(draft, signal, progress, when, messageId);
    if (signal.aborted) throw new Declined('cancelled');
    progress('submit', 0, 1);
    const isKept = (): boolean => draft.id !== null && store.drafts.has(draft.id);
    const wasKept = isKept();
    await mailbox.commit(async () => {
      if (store.mails.has(outgoing.mail.id)) return null;
      // Another device has sent or discarded it meanwhile.
      if (wasKept && !isKept()) throw new Declined('conflict');
      return outgoing.plan();
    });
    if (draft.id !== null) this.#made.delete(draft.id);
    this.#drafts.forget(draft.id);
    return outgoing.mail.id;
  }

  /** Stops what has not reached everyone. @throws Declined `not-found`, `offline` */
  async stop(id: string): Promise<Stopped> {
    const { server, store } = this.#session;
    const mail = store.mails.get(id);
    if (mail === undefined || !mail.own) throw new Declined('not-found');
    const states = store.deliveries(mail);
    const open = mail.recipients.filter((_, i) => isUnderWay(states[i]!.state));
    if (open.length === 0) return { kind: 'stopped', neverLeft: 0, mayHaveLeft: 0, tooLate: mail.recipients.length };
    const { neverLeft, mayHaveLeft, tooLate } = await server.stop(open.map(({ routing }) => routing));
    return { kind: 'stopped', neverLeft: neverLeft.length, mayHaveLeft: mayHaveLeft.length, tooLate: tooLate.length };
  }

  /** Under which id the draft was perhaps submitted already, or a new one. */
  messageIdOf({ id }: DraftView): string {
    return (id === null ? null : this.#made.get(id)?.mail.header?.messageId) ?? newMessageId(this.#session.account.address.domain);
  }

  cancel(): void {
    this.#abort?.abort();
  }

  forget(): void {
    this.cancel();
    this.#made.clear();
  }

  /** Takes the uploads of its files to their end; what has been lost is sealed anew, if it is still in this tab. */
  async #whole({ id, files }: DraftView, progress: Progress): Promise<readonly DraftFile[]> {
    const whole: DraftFile[] = [];
    for (const [index, file] of files.entries()) {
      try {
        if (file.stored !== null && file.pending === true) await this.#drafts.finish(id, file.stored, (done) => progress('file', Math.min(done, file.size), file.size, index));
        whole.push(file);
      } catch (fault) {
        if (!(fault instanceof Declined) || fault.code !== 'missing-file' || file.file === null) throw fault;
        whole.push({ ...file, stored: null });
      }
    }
    return whole;
  }

  /** A draft whose submission got no answer is submitted again as it was: it may have been taken. */
  async #prepared(draft: DraftView, signal: AbortSignal, progress: Progress, when: When, messageId: string): Promise<Outgoing> {
    const before = draft.id === null ? undefined : this.#made.get(draft.id);
    if (before !== undefined) {
      await this.#session.mailbox.sync();
      if (this.#session.store.mails.has(before.mail.id)) return before;
    }
    const outgoing = await new Sending(this.#session, signal, progress, (name) => this.#drafts.kept(draft.id, name), when, messageId).prepare({ ...draft, files: await this.#whole(draft, progress) });
    if (draft.id !== null) this.#made.set(draft.id, outgoing);
    return outgoing;
  }
}
