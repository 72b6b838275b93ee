/** What waits for the server, over what the server shows (spec 75.7): in the store stands what is to be. */
import { fill, forget } from './fill.js';
import { blobsOf, flagsJson, readDraft } from './items.js';
import { Fields } from './json.js';
import { type Change, idOf } from './plan.js';
import type { Kind } from './mailbox-key.js';
import { markOf } from './merge.js';
import { type Pending, type Waiting, rebased } from './pending.js';
import { Declined, Refusal } from './refusal.js';
import type { Registered } from './register.js';
import type { Store } from './store.js';

export class Overlay {
  readonly #store: Store;
  readonly #pending: Pending;
  readonly #known: (id: string) => Registered | undefined;
  readonly #nameOf: (name: string) => Promise<string>;
  /** Contents as the server has them, of kinds that can be changed without it and are not many. */
  readonly #raw = new Map<string, object>();
  /** Drafts that others have changed or deleted while a change from here waited. */
  readonly #met = new Set<string>();
  #aside: { readonly id: string; readonly content: object }[] = [];

  /** @param nameOf derives the id of a draft */
  constructor(store: Store, pending: Pending, known: (id: string) => Registered | undefined, nameOf: (name: string) => Promise<string>) {
    this.#store = store;
    this.#pending = pending;
    this.#known = known;
    this.#nameOf = nameOf;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** Drafts that were changed or deleted elsewhere while a change from here waited, since this was asked last. */
  takeMet(): readonly string[] {
    const met = [...this.#met];
    this.#met.clear();
    return met;
  }

  /** The server has this, whatever waits. */
  learn(kind: string, id: string, content: object): void {
    if (kind === 'draft' || kind === 'contact' || kind === 'setting') this.#raw.set(id, content);
  }

  /** Everything is read anew. */
  unlearn(): void {
    this.#raw.clear();
  }

  /** @param isTried the server was asked for them and did not answer. @throws Declined where this device keeps nothing */
  async wait(changes: readonly Change[], isTried: boolean): Promise<void> {
    const all = changes.map((change) => {
      const id = idOf(change);
      const kind = 'put' in change ? change.put : ((this.#pending.get(id)?.kind ?? this.#known(id)?.kind ?? 'draft') as Kind);
      return { id, kind, content: 'put' in change ? (JSON.parse(JSON.stringify(change.content)) as object) : null };
    });
    for (const { id, kind, content } of all) {
      this.#pending.put(id, kind, content, this.#truth(kind, id, content), isTried);
      // The server never had it, and was not asked to have it.
      if (content === null && this.#known(id) === undefined && this.#pending.get(id)?.tried.length === 0) this.#pending.drop(id);
    }
    try {
      await this.#pending.keep();
    } catch {
      for (const { id } of all) this.#pending.drop(id);
      throw new Declined('offline');
    }
    for (const { id, kind, content } of all) this.#lay(id, kind, content);
  }

  /** What is to be given to the server next. */
  async next(most: number, fitting: (id: string, content: object) => Promise<object>): Promise<readonly Change[]> {
    const changes: Change[] = [];
    for (const one of this.#pending.all().slice(0, most)) {
      if (this.#isVain(one)) {
        this.#pending.drop(one.id);
        continue;
      }
      const content = one.kind === 'draft' && one.content !== null ? await fitting(one.id, one.content) : one.content;
      if (content !== one.content) this.#pending.set({ ...one, content });
      this.#pending.trying(one.id);
      changes.push(changeOf({ ...one, content }));
    }
    await this.#pending.keep();
    return changes;
  }

  /** True if it is about something that has gone meanwhile. */
  #isVain({ id, kind, content }: Waiting): boolean {
    if (content === null) return this.#known(id)?.deleted !== false;
    return kind === 'flags' && this.#known(mailOf(content))?.deleted === true;
  }

  /** The server will never take the first: a draft goes without the files that the server has lost, other changes are dropped. */
  async giveUp(): Promise<void> {
    const [one] = this.#pending.all();
    if (one === undefined) return;
    const files = one.kind === 'draft' && one.content !== null && 'files' in one.content ? (one.content.files as readonly { readonly blob: unknown }[]) : [];
    if (files.some(({ blob }) => blob !== null)) this.#pending.set({ ...one, content: { ...one.content, files: files.map((file) => ({ ...file, blob: null, link: null, whole: false })) } });
    else this.#pending.drop(one.id);
    await this.#pending.keep();
  }

  /** The server has them now. */
  pushed(changes: readonly Change[]): void {
    for (const change of changes) {
      this.#pending.drop(idOf(change));
      if ('delete' in change) forget(this.#store, change.delete);
    }
  }

  /** What waits stands over what the server shows. */
  async adopt(): Promise<void> {
    const fresh = new Set(await this.#pending.load());
    for (const { id, kind, content } of this.#pending.all()) {
      const known = this.#known(id);
      if (known !== undefined && fresh.has(id)) this.rebase(id, known.deleted ? null : this.#truth(kind, id, content));
      else this.#lay(id, kind, content);
    }
    await this.settle();
  }

  /** What the server has of it, as long as nothing waits over it. */
  #truth(kind: Kind, id: string, content: object | null): object | null {
    if (kind !== 'flags') return this.#raw.get(id) ?? null;
    const flags = content === null ? undefined : this.#store.flags.get(mailOf(content));
    return flags === undefined ? null : (JSON.parse(JSON.stringify(flagsJson(flags))) as object);
  }

  /** The server has another content by now: what waits is put over that. */
  rebase(id: string, theirs: object | null): void {
    const before = this.#pending.get(id);
    if (before === undefined) return;
    const { waiting, aside, met } = rebased(before, theirs);
    if (met && before.kind === 'draft') this.#met.add(id);
    if (aside !== null) this.#aside.push({ id, content: aside });
    if (waiting === null) this.#pending.drop(id);
    else {
      this.#pending.set(waiting);
      this.#lay(id, waiting.kind, waiting.content);
    }
  }

  /** Two devices that meet the same draft make the same copy of it. */
  async settle(): Promise<void> {
    const all = this.#aside;
    this.#aside = [];
    for (const { id, content } of all) {
      const copy = await this.#nameOf(`${id}\n${markOf(content)}`);
      if (this.#known(copy) !== undefined) continue;
      this.#pending.put(copy, 'draft', content, null, false);
      this.#lay(copy, 'draft', content);
    }
    await this.#pending.keep();
  }

  #lay(id: string, kind: Kind, content: object | null): void {
    if (content === null) {
      forget(this.#store, id);
      return;
    }
    try {
      fill(this.#store, kind, id, new Fields(content));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
    }
  }
}

/** The mail that flags are about. */
const mailOf = (content: object): string => ('mail' in content && typeof content.mail === 'string' ? content.mail : '');

function changeOf({ id, kind, content }: Waiting): Change {
  if (content === null) return { delete: id };
  return { put: kind, id, content, blobs: kind === 'draft' ? blobsOf(readDraft(id, new Fields(content))) : [] };
}
