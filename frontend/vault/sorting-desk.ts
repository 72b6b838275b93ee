/** What people order of what happens to mail by itself. */
import type { Undo } from '../model/mail.js';
import type { Blocked, Habits, Learned, Rule, Sorting } from '../model/sorting.js';
import type { Progress, Refused } from '../model/vault.js';
import { quiet } from './answering.js';
import { block } from './blocked.js';
import type { Doing } from './contacts.js';
import { accept, mute, rewrite, snooze } from './folders.js';
import { NO_HABITS, choose } from './habits.js';
import { ENOUGH, Learner } from './learner.js';
import { Declined } from './refusal.js';
import { applied, dropRule, keepRule, moveRule, wantBodies } from './rules.js';
import type { OpenSession } from './session.js';
import * as views from './views.js';

/** Mails between two writes and two words on how far it is. */
const STEP = 100;

export class SortingDesk implements Sorting {
  readonly #doing: Doing;
  readonly #body: (id: string) => Promise<string>;
  #applying = new AbortController();

  /** @param body the text of a mail; it may fail */
  constructor(doing: Doing, body: (id: string) => Promise<string>) {
    this.#doing = doing;
    this.#body = body;
  }

  async rules(): Promise<readonly Rule[]> {
    return this.#doing.session()?.store.rules ?? [];
  }

  keepRule(rule: Rule): Promise<string | Refused> {
    return this.#doing.change((session) => keepRule(session, rule));
  }

  dropRule(id: string): Promise<null | Refused> {
    return this.#doing.done((session) => dropRule(session, id));
  }

  moveRule(id: string, to: number): Promise<null | Refused> {
    return this.#doing.done((session) => moveRule(session, id, to));
  }

  applyRules(id: string | null, progress: Progress): Promise<Undo | Refused> {
    return this.#doing.change((session) => this.#apply(session, id, quiet(progress)));
  }

  async cancelApply(): Promise<void> {
    this.#applying.abort();
  }

  snooze(ids: readonly string[], until: string | null): Promise<Undo | Refused> {
    return this.#doing.change((session) => {
      if (until !== null && !(Date.parse(until) > session.now())) throw new Declined('too-late');
      return snooze(session, ids, until);
    });
  }

  mute(ids: readonly string[], on: boolean): Promise<Undo | Refused> {
    return this.#doing.change((session) => mute(session, ids, on));
  }

  async blocked(): Promise<readonly Blocked[]> {
    return this.#doing.session()?.store.blocked ?? [];
  }

  block(address: string): Promise<null | Refused> {
    return this.#doing.done((session) => block(session, address, true));
  }

  unblock(address: string): Promise<null | Refused> {
    return this.#doing.done((session) => block(session, address, false));
  }

  accept(ids: readonly string[]): Promise<Undo | Refused> {
    return this.#doing.change((session) => accept(session, ids));
  }

  async habits(): Promise<Habits> {
    return this.#doing.session()?.store.habits ?? NO_HABITS;
  }

  choose(wanted: Partial<Habits>): Promise<null | Refused> {
    return this.#doing.done((session) => choose(session, wanted));
  }

  async learned(): Promise<Learned> {
    const session = this.#doing.session();
    return { ...(session === null ? { spam: 0, good: 0 } : Learner.of(session.store).seen), enough: ENOUGH };
  }

  /** What fits is found first, a step at a time, and written with the marks as they are by then. */
  async #apply(session: OpenSession, id: string | null, progress: Progress): Promise<Undo> {
    const { signal } = (this.#applying = new AbortController());
    const { store } = session;
    const rules = store.rules.filter((rule) => (id === null ? rule.on : rule.id === id)).map((rule) => ({ ...rule, on: true }));
    const deep = wantBodies(rules);
    const mails = [...store.mails.values()].filter((mail) => !mail.own && mail.header !== null && !views.isApart(store, mail));
    const undone = new Map<string, Undo['before'][number]>();
    for (let at = 0; at < mails.length; at += STEP) {
      if (signal.aborted) throw new Declined('cancelled');
      const bodies = new Map<string, string>();
      const batch = mails.slice(at, at + STEP);
      if (deep) for (const mail of batch) bodies.set(mail.id, await this.#body(mail.id).catch(() => ''));
      const { before } = await rewrite(session, batch.map((mail) => mail.id), (mail, flags) => {
        const after = applied(rules, flags, mail.header!, bodies.get(mail.id) ?? '');
        if (after === null) return {};
        const { seen, flagged, folder, labels, why } = after;
        return { seen, flagged, folder, labels, why, ...(folder === flags.folder ? {} : { snoozed: null }) };
      });
      for (const one of before) undone.set(one.mail, one);
      progress('rules', Math.min(at + STEP, mails.length), mails.length);
    }
    return { kind: 'undo', before: [...undone.values()] };
  }
}
