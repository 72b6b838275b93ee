/** All that works on an opened account, put together and taken apart. */
import type { Account } from './account.js';
import { Alarm } from './alarm.js';
import { wipe } from './bytes.js';
import type { Device } from './device.js';
import { Drafts } from './drafts.js';
import { Finder } from './finder.js';
import { Held } from './held.js';
import { Indexing } from './indexing.js';
import { Keeping } from './keeping.js';
import { Outbox } from './outbox.js';
import { Reading } from './reading.js';
import type { Server } from './server.js';
import { type OpenSession, closeSession, openSession } from './session.js';
import { type Hearing, type Opened, Syncing } from './syncing.js';
import type { Pause } from './upload.js';
import { Waiting } from './waiting.js';

export interface Open extends OpenSession {
  readonly drafts: Drafts;
  readonly keeping: Keeping;
  readonly reading: Reading;
  readonly index: Indexing;
  readonly finder: Finder;
  readonly outbox: Outbox;
  readonly held: Held;
  readonly waiting: Waiting;
  readonly syncing: Syncing;
  readonly alarm: Alarm;
}

/** What it stands on. */
interface Ground {
  readonly server: Server;
  readonly device: Device;
  readonly now: () => number;
  readonly pause: Pause;
}

export async function openAll(account: Account, { server, device, now, pause }: Ground, to: Hearing & Pick<Opened, 'proved'>): Promise<Open> {
  const { session, cacheKey } = await openSession(account, server, device, now, pause);
  const reading = new Reading(session);
  const index = new Indexing(session, reading, (coverage) => to.tell({ kind: 'index', ...coverage }));
  const keeping = new Keeping(session);
  const drafts = new Drafts(session, keeping);
  const outbox = new Outbox(session, drafts);
  const held = new Held(session, drafts, outbox, (id) => reading.fetch(id));
  const waiting = await Waiting.of(cacheKey, device.queue, session, drafts, outbox);
  wipe(cacheKey);
  const syncing = new Syncing({ session, index, held, reading, drafts, waiting, proved: to.proved }, to);
  const alarm = new Alarm(session.store, now, (gone) => {
    to.changed(gone);
    if (gone.length > 0) void syncing.run();
  });
  return { ...session, drafts, keeping, reading, index, finder: new Finder(session, index), outbox, held, waiting, syncing, alarm };
}

export function closeAll(open: Open): void {
  open.alarm.stop();
  open.syncing.stop();
  open.index.stop();
  open.reading.forget();
  open.keeping.stop();
  open.outbox.forget();
  closeSession(open);
}
