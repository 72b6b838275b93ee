/** A long list of which only the pages that were looked at are known. */
import type { MailRow } from '../model/mail.js';

export const PAGE = 100;

/** A place in the list; what stands there is looked up when it is drawn. */
export interface Spot {
  readonly at: number;
}

const spots: Spot[] = [];
let last: readonly Spot[] = [];

/** As many places as the list is long: the same ones for every list, and the same array for the same length. */
export function spotsOf(total: number): readonly Spot[] {
  while (spots.length < total) spots.push({ at: spots.length });
  if (last.length !== total) last = spots.slice(0, total);
  return last;
}

export class Sparse {
  readonly total: number;
  readonly #pages: ReadonlyMap<number, readonly MailRow[]>;

  constructor(total: number, pages: ReadonlyMap<number, readonly MailRow[]>) {
    this.total = total;
    this.#pages = pages;
  }

  at(place: number): MailRow | undefined {
    return this.#pages.get(Math.floor(place / PAGE))?.[place % PAGE];
  }

  /** The known rows, in their order. */
  get known(): readonly { readonly row: MailRow; readonly at: number }[] {
    const pages = [...this.#pages].sort(([a], [b]) => a - b);
    return pages.flatMap(([page, rows]) => rows.map((row, i) => ({ row, at: page * PAGE + i })));
  }

  /** The row that a mail belongs to. */
  find(id: string | null): { readonly row: MailRow; readonly at: number } | null {
    if (id === null) return null;
    for (const [page, rows] of this.#pages) {
      const i = rows.findIndex((row) => row.mails.includes(id));
      if (i >= 0) return { row: rows[i] as MailRow, at: page * PAGE + i };
    }
    return null;
  }

  hasPage(page: number): boolean {
    return this.#pages.has(page);
  }

  with(page: number, rows: readonly MailRow[]): Sparse {
    return new Sparse(this.total, new Map([...this.#pages, [page, rows]]));
  }
}
