import type { Marks, Undo } from '../../model/mail.js';
import type { Blocked, Habits, Rule, Sorting } from '../../model/sorting.js';
import type { Progress, VaultEvent } from '../../model/vault.js';

export interface PlayedDesk {
  readonly tell: (event: VaultEvent) => void;
  readonly change: (ids: readonly string[], wish: () => Partial<Marks>) => Promise<Undo>;
  readonly rules: readonly Rule[];
}

/** Plays filters, snoozing and blocking. */
export class PlayedSorting implements Sorting {
  readonly #desk: PlayedDesk;
  #rules: readonly Rule[];
  #blocked: readonly Blocked[] = [{ address: 'offers@prizes.example', since: '2026-11-01T10:00:00Z' }, { address: 'sven@loud.example', since: '2026-11-03T10:00:00Z' }];
  #habits: Habits = { learn: true, spam: true, strangers: true, blocked: 'spam' };
  #stop = new AbortController();

  constructor(desk: PlayedDesk) {
    this.#desk = desk;
    this.#rules = desk.rules;
  }

  rules() { return Promise.resolve(this.#rules); }
  keepRule(rule: Rule) {
    const kept = { ...rule, id: rule.id === '' ? `r-${this.#rules.length}` : rule.id };
    if (rule.when.every(({ field, words }) => field !== 'attachment' && words === '')) return Promise.resolve({ kind: 'refused' as const, code: 'bad-rule' });
    this.#rules = this.#rules.some(({ id }) => id === kept.id) ? this.#rules.map((one) => (one.id === kept.id ? kept : one)) : [...this.#rules, kept];
    return Promise.resolve(kept.id);
  }
  dropRule(id: string) { this.#rules = this.#rules.filter((one) => one.id !== id); return Promise.resolve(null); }
  moveRule(id: string, to: number) {
    const rest = this.#rules.filter((one) => one.id !== id);
    this.#rules = [...rest.slice(0, to), ...this.#rules.filter((one) => one.id === id), ...rest.slice(to)];
    return Promise.resolve(null);
  }
  async applyRules(_: string | null, progress: Progress): Promise<Undo | { kind: 'refused'; code: string }> {
    const { signal } = (this.#stop = new AbortController());
    for (let done = 0; done <= 20 && !signal.aborted; done++) {
      progress('rules', done * 12, 240);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return signal.aborted ? { kind: 'refused', code: 'cancelled' } : { kind: 'undo', before: [] };
  }
  cancelApply() { this.#stop.abort(); return Promise.resolve(); }
  snooze(ids: readonly string[], until: string | null) { return this.#desk.change(ids, () => ({ snoozed: until, folder: 'inbox' })); }
  mute(ids: readonly string[], on: boolean) { return this.#desk.change(ids, () => ({ muted: on, ...(on ? { folder: 'archive' as const } : {}) })); }
  blocked() { return Promise.resolve(this.#blocked); }
  block(address: string) { this.#blocked = [...this.#blocked, { address, since: new Date().toISOString() }]; return Promise.resolve(null); }
  unblock(address: string) { this.#blocked = this.#blocked.filter((one) => one.address !== address); return Promise.resolve(null); }
  accept(ids: readonly string[]) { return this.#desk.change(ids, () => ({ folder: 'inbox', why: null })); }
  habits() { return Promise.resolve(this.#habits); }
  choose(wanted: Partial<Habits>) { this.#habits = { ...this.#habits, ...wanted }; this.#desk.tell({ kind: 'folders' }); return Promise.resolve(null); }
  learned() { return Promise.resolve({ spam: 27, good: 300, enough: 10 }); }
}
