/** What is to be committed to the mailbox, and what a sync brought. */
import { base64url } from './bytes.js';
import { type Fields, parseObject } from './json.js';
import type { Kind, MailboxKey } from './mailbox-key.js';
import { Refusal, unlessOffline } from './refusal.js';
import type { Item, Message, Operation, Server } from './server.js';

/** One change of the account's own making. */
export type Change =
  | { readonly put: Kind; readonly id: string; readonly content: object; readonly blobs?: readonly string[]; readonly expires?: string }
  | { readonly delete: string };

/** Changes to commit together, in one transaction with messages to send or to take back. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly messages?: readonly Message[];
  /** Seconds for which the server holds the messages back; none if missing. */
  readonly hold?: number;
  /** Routing ids of held messages. */
  readonly withdrawn?: readonly string[];
}

/** What a sync brought. */
export interface News {
  /** Ids of items that appeared, changed or went. */
  readonly ids: ReadonlySet<string>;
  /** Items that this account did not seal. */
  readonly foreign: boolean;
  /** The server shows less than it once had. */
  readonly rolledBack: boolean;
}

/** What has been read and not been told yet. */
export class Untold {
  #ids = new Set<string>();
  #foreign = false;
  #rolledBack = false;

  get isRolledBack(): boolean {
    return this.#rolledBack;
  }

  meet({ ids = new Set(), foreign = false, rolledBack = false }: Partial<News>): void {
    for (const id of ids) this.#ids.add(id);
    this.#foreign ||= foreign;
    this.#rolledBack ||= rolledBack;
  }

  take(): News {
    const news = { ids: this.#ids, foreign: this.#foreign, rolledBack: this.#rolledBack };
    this.#ids = new Set();
    this.#foreign = this.#rolledBack = false;
    return news;
  }
}

/** Null of what has gone, or does not open. */
export async function contentOf({ kind, id, revision, ciphertext, deleted }: Item, key: MailboxKey): Promise<Fields | null> {
  if (deleted) return null;
  try {
    if (kind === 'arrival' || kind === 'status') return parseObject(ciphertext);
    return await key.open(kind, id, revision, ciphertext);
  } catch (fault) {
    if (fault instanceof Refusal) return null;
    throw fault;
  }
}

/** Of the item that it changes. */
export const idOf = (change: Change): string => ('put' in change ? change.id : change.delete);

/** @param revision that the server has of the item */
export async function operationOf(change: Change, revision: number, key: MailboxKey): Promise<Operation> {
  const id = idOf(change);
  if ('delete' in change) return { op: 'delete', id, revision };
  const ciphertext = base64url(await key.seal(change.put, id, revision + 1, change.content));
  const put = { id, kind: change.put, revision, ciphertext, blobs: change.blobs ?? [] };
  return change.expires === undefined ? { op: 'put', ...put } : { op: 'put-until', ...put, expires: change.expires };
}

/**
 * Gives the account's change number after it, or null on a conflict. A submission whose answer was lost is sent again as it was:
 * its ids make that harmless. A withdrawal that was done is a conflict then. @throws Declined
 */
export async function submitted(server: Server, { messages = [], hold = 0, withdrawn = [] }: Plan, batch: readonly Operation[]): Promise<number | null> {
  if (messages.length === 0 && withdrawn.length === 0) return server.batch(batch);
  const send = () => (withdrawn.length > 0 ? server.withdraw(withdrawn, batch) : server.submit(messages, hold, batch));
  try {
    return await send();
  } catch (fault) {
    unlessOffline(fault);
    return send();
  }
}
