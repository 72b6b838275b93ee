/** Rows that are selected, each by the mails that it stands for; the oldest of them names the row, since newer ones join. */

type Mails = readonly string[];

export interface Selection {
  readonly picked: ReadonlyMap<string, Mails>;
  /** Where a range begins. */
  readonly anchor: string | null;
}

export const NOTHING: Selection = { picked: new Map(), anchor: null };

export const keyOf = (mails: Mails): string => mails[0] ?? '';

export const isPicked = ({ picked }: Selection, mails: Mails): boolean => picked.has(keyOf(mails));

export function toggle({ picked }: Selection, mails: Mails): Selection {
  const key = keyOf(mails);
  const next = new Map(picked);
  if (!next.delete(key)) next.set(key, mails);
  return { picked: next, anchor: key };
}

/** All rows from the anchor to this one, besides what was selected before. Without an anchor, this one. */
export function extend({ picked, anchor }: Selection, rows: readonly Mails[], mails: Mails): Selection {
  const to = rows.findIndex((row) => keyOf(row) === keyOf(mails));
  const from = anchor === null ? to : rows.findIndex((row) => keyOf(row) === anchor);
  if (to < 0 || from < 0) return toggle({ picked, anchor }, mails);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { picked: new Map([...picked, ...range.map((row): [string, Mails] => [keyOf(row), row])]), anchor };
}

export const all = (rows: readonly Mails[]): Selection => ({ picked: new Map(rows.map((row) => [keyOf(row), row])), anchor: null });

/** What is left of it when the list is `rows`, of `total` perhaps not all: mails that joined are selected too, rows that went are not. */
export function after(before: Selection, rows: readonly Mails[], total: number): Selection {
  if (before.picked.size === 0) return before;
  const now = new Map(rows.map((row) => [keyOf(row), row]));
  const whole = rows.length >= total;
  const picked = [...before.picked].flatMap(([key, mails]): [string, Mails][] => {
    const row = now.get(key);
    return row !== undefined ? [[key, row]] : whole ? [] : [[key, mails]];
  });
  return { ...before, picked: new Map(picked) };
}
