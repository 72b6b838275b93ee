import type { DraftFile } from '../model/mail.js';
import type { Progress, Refused, Vault } from '../model/vault.js';
import { isRefused, settled } from '../messages/refusal.js';

/** The draft whose files are uploaded. */
export interface Host {
  readonly vault: () => Vault;
  readonly draft: () => string | null;
  readonly files: () => readonly DraftFile[];
  readonly take: (files: readonly DraftFile[]) => void;
  /** Octets of each file that is on its way. */
  readonly tell: (far: ReadonlyMap<DraftFile, number>) => void;
}

/** Uploads the files of a draft while it is written, so that it has them on every device. What cannot be kept now is sealed when the mail is sent. */
export class FileUploads {
  readonly #host: Host;
  readonly #far = new Map<DraftFile, number>();

  constructor(host: Host) {
    this.#host = host;
  }

  async keep(file: DraftFile): Promise<void> {
    const content = file.file;
    if (content === null || file.stored !== null) return;
    await this.#watch(file, (told, begun) => this.#host.vault().keepFile(content, told, begun));
  }

  /** Goes on with every upload that was broken off. */
  goOn(): void {
    for (const file of this.#host.files()) if (file.pending === true && !this.#far.has(file)) void this.resume(file);
  }

  async resume(file: DraftFile): Promise<void> {
    const { stored } = file;
    if (stored === null) return;
    await this.#watch(file, (told) => this.#host.vault().finishFile(this.#host.draft(), stored, told));
  }

  pause({ stored }: DraftFile): void {
    if (stored !== null) void this.#host.vault().pauseFile(stored);
  }

  remove(file: DraftFile): void {
    if (file.stored !== null && file.pending === true) void this.#host.vault().dropFile(file.stored);
    this.#host.take(this.#host.files().filter((one) => one !== file));
  }

  async #watch(file: DraftFile, work: (told: Progress, begun: (name: string) => void) => Promise<unknown>): Promise<void> {
    let now = file;
    const told: Progress = (_, done) => { this.#tell(now, done); };
    this.#tell(now, 0);
    const result: unknown = await settled(
      work(told, (name) => {
        const before = now;
        now = this.#replace(now, { ...now, stored: name, pending: true });
        this.#tell(before, null);
        this.#tell(now, 0);
      }),
    );
    this.#tell(now, null);
    if (!isRefused(result)) this.#replace(now, without(now));
    else if (isLost(result)) this.#replace(now, { ...without(now), stored: null });
  }

  #tell(file: DraftFile, done: number | null): void {
    if (done === null) this.#far.delete(file);
    else this.#far.set(file, done);
    this.#host.tell(new Map(this.#far));
  }

  /** Removed meanwhile, it stays so. */
  #replace(before: DraftFile, after: DraftFile): DraftFile {
    const files = this.#host.files();
    if (files.includes(before)) this.#host.take(files.map((one) => (one === before ? after : one)));
    else if (after.stored !== null) void this.#host.vault().dropFile(after.stored);
    return after;
  }
}

const isLost = ({ code }: Refused): boolean => code === 'missing-file';

const without = ({ name, type, size, file, from, stored }: DraftFile): DraftFile => ({ name, type, size, file, from, stored });
