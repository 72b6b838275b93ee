/** What the page may ask about the time without a network (spec 75.7, 75.8). */
import type { Offline, Unsent } from '../model/offline.js';
import type { Refused } from '../model/vault.js';
import { guarded } from './answering.js';
import type { Device } from './device.js';
import { keptOf } from './entry.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';
import type { Waiting } from './waiting.js';

type Open = OpenSession & { readonly waiting: Waiting };

/** Of a mail itself, not of one of its files. */
const MAIL = /^mail [^.]*$/;

export class OfflineDesk implements Offline {
  readonly #device: Device;
  readonly #open: () => Open | null;
  readonly #changed: (ids: readonly string[]) => void;

  constructor(device: Device, open: () => Open | null, changed: (ids: readonly string[]) => void) {
    this.#device = device;
    this.#open = open;
    this.#changed = changed;
  }

  async kept(): Promise<string | null> {
    return (await this.#device.kept().catch(() => null))?.address ?? null;
  }

  keep(on: boolean): Promise<null | Refused> {
    return guarded(async () => {
      const open = this.#open();
      if (open === null) throw new Declined('signed-out');
      // The passphrase may have been changed since this session began.
      await this.#device.keep(on ? keptOf(await open.server.session()) : null);
      return null;
    });
  }

  async unsent(): Promise<Unsent> {
    const open = this.#open();
    if (open === null) return this.#asleep();
    const { mailbox, store } = open;
    const mails = [...store.waiting.values()];
    return { mails: mails.length, stopped: mails.filter(({ why }) => why !== null).length, changes: mailbox.overlay.size };
  }

  /** What lies on the device while nobody can open it. */
  async #asleep(): Promise<Unsent> {
    const names = await this.#device.queue.names().catch((): readonly string[] => []);
    return { mails: names.filter((name) => MAIL.test(name)).length, stopped: 0, changes: names.filter((name) => name.startsWith('change ')).length };
  }

  withdraw(id: string): Promise<string | Refused> {
    return guarded(async () => {
      const open = this.#open();
      if (open === null) throw new Declined('signed-out');
      await open.waiting.withdraw(id);
      this.#changed([id]);
      return id;
    });
  }
}
