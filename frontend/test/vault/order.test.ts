import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Folder } from '../../model/mail.js';
import type { Line } from '../../vault/line.js';
import { noFlags } from '../../vault/items.js';
import { byTime } from '../../vault/order.js';
import { Store } from '../../vault/store.js';

const FOLDERS: readonly Folder[] = ['inbox', 'archive', 'trash'];

const line = (n: number, answers: readonly number[]): Line => ({
  id: `mail ${n}`,
  own: false,
  header: {
    from: { name: null, email: 'a@b.test' }, to: [], cc: [], bcc: [], subject: `${n}`, preview: '', sentAt: '2026-01-01T00:00:00Z',
    messageId: `${n}`, inReplyTo: answers.slice(0, 1).map(String), references: answers.map(String), blobs: [],
  },
  verdict: { name: 'sealed' }, signer: null, origin: 'b.test', receivedAt: `2026-01-0${1 + (n % 7)}T00:00:00Z`, blobs: [], recipients: [], proofs: null, held: null,
});

type Step =
  | { readonly add: number; readonly answers: readonly number[] }
  | { readonly flags: number; readonly folder: Folder; readonly seen: boolean }
  | { readonly remove: number }
  | { readonly look: Folder };

const number = fc.nat(14);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ add: number, answers: fc.array(number, { maxLength: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ flags: number, folder: fc.constantFrom(...FOLDERS), seen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ remove: number }) },
  { weight: 2, arbitrary: fc.record({ look: fc.constantFrom(...FOLDERS) }) },
);

/** As a list would be made from nothing. */
function plain(store: Store, answers: ReadonlyMap<number, readonly number[]>, folder: Folder): { readonly rows: readonly (readonly string[])[]; readonly unread: number } {
  const group = new Map<number, number>(Array.from({ length: 15 }, (_, n) => [n, n]));
  for (let again = true; again; ) {
    again = false;
    for (const [n, list] of answers) {
      for (const other of list) {
        const [a, b] = [group.get(n)!, group.get(other)!];
        if (a === b) continue;
        again = true;
        for (const [one, is] of group) if (is === a || is === b) group.set(one, Math.min(a, b));
      }
    }
  }
  const rows = new Map<number, Line[]>();
  for (const mail of [...store.mails.values()].sort(byTime)) {
    if (!store.isIn(mail, folder)) continue;
    const key = group.get(Number(mail.header!.messageId))!;
    rows.set(key, [...(rows.get(key) ?? []), mail]);
  }
  const sorted = [...rows.values()].sort((a, b) => byTime(b.at(-1)!, a.at(-1)!));
  return { rows: sorted.map((list) => list.map(({ id }) => id)), unread: sorted.filter((list) => list.some((mail) => !store.flagsOf(mail).seen)).length };
}

test('lists that are kept up to date are those that would be made anew', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const store = new Store();
      // What a mail answers is said once: its item does not change.
      const answers = new Map<number, readonly number[]>();
      const look = (folder: Folder): void => {
        const order = store.order(folder);
        const expected = plain(store, answers, folder);
        expect(order.slice(0, order.size).map((group) => group.map(({ id }) => id))).toEqual(expected.rows);
        expect([order.size, order.unread]).toEqual([expected.rows.length, expected.unread]);
      };
      for (const one of steps) {
        if ('add' in one) {
          if (!answers.has(one.add)) answers.set(one.add, one.answers);
          store.addMail(line(one.add, answers.get(one.add)!));
        } else if ('flags' in one) {
          if (store.mails.has(`mail ${one.flags}`)) store.addFlags({ ...noFlags(`mail ${one.flags}`), seen: one.seen, folder: one.folder });
        } else if ('remove' in one) store.removeMail(`mail ${one.remove}`);
        else look(one.look);
      }
      for (const folder of FOLDERS) look(folder);
    }),
    { numRuns: 500 },
  );
});
