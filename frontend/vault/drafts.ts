/** Drafts: sealed items, with files that stay references in this tab. */
import type { DraftFile, DraftView } from '../model/mail.js';
import { base64url, random } from './bytes.js';
import { type Draft, draftJson } from './items.js';
import { utcDate } from './json.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';

export class Drafts {
  readonly #session: OpenSession;
  readonly #files = new Map<string, readonly DraftFile[]>();

  constructor(session: OpenSession) {
    this.#session = session;
  }

  async save(view: DraftView): Promise<string> {
    const { mailbox, now } = this.#session;
    const id = view.id ?? base64url(random(16));
    const files = view.files.map(({ name, type, size, from }) => ({ name, type, size, from }));
    const draft: Draft = { ...view, id, files, savedAt: utcDate(now()) };
    this.#files.set(id, view.files);
    await mailbox.commit(async () => ({ changes: [{ put: 'draft', id, content: draftJson(draft) }] }));
    return id;
  }

  open(id: string): DraftView {
    const draft = this.#session.store.drafts.get(id);
    if (draft === undefined) throw new Declined('not-found');
    const kept = this.#files.get(id) ?? [];
    const files = draft.files.map((file, i) => {
      const here = kept[i];
      return { ...file, file: here?.name === file.name && here.size === file.size ? here.file : null };
    });
    return { ...draft, files };
  }

  async discard(id: string): Promise<void> {
    const { mailbox, store } = this.#session;
    this.#files.delete(id);
    await mailbox.commit(async () => (store.drafts.has(id) ? { changes: [{ delete: id }] } : null));
  }

  forget(id: string | null): void {
    if (id !== null) this.#files.delete(id);
  }
}
