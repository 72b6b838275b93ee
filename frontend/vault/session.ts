/** An opened account with all that works on it; dropped as a whole when the vault is locked. */
import type { Account } from './account.js';
import type { Bytes } from './bytes.js';
import type { Device } from './device.js';
import { Directory } from './directory.js';
import { derive } from './kdf.js';
import { Mailbox } from './mailbox.js';
import { MailboxKey } from './mailbox-key.js';
import type { Server } from './server.js';
import { Store } from './store.js';
import type { Scratch } from './scratch.js';
import type { Pause } from './upload.js';

export interface OpenSession {
  readonly account: Account;
  readonly server: Server;
  readonly store: Store;
  readonly mailbox: Mailbox;
  readonly directory: Directory;
  /** Milliseconds since 1970, by the device's clock. */
  readonly now: () => number;
  readonly pause: Pause;
  readonly scratch: Scratch;
}

/** The session, and `account/cache` (spec 20.2) for what else lies sealed on the device; whoever takes it wipes it. */
interface Opened {
  readonly session: OpenSession;
  readonly cacheKey: Bytes;
}

export async function openSession(account: Account, server: Server, device: Device, now: () => number, pause: Pause): Promise<Opened> {
  const store = new Store(now);
  const { accountKey, address, mailboxKey, record } = account;
  const cacheKey = await derive(accountKey, 'account/cache');
  const mailbox = await Mailbox.of(server, await MailboxKey.of(address.text, mailboxKey), store, { address: address.text, device, cacheKey });
  const directory = new Directory(server, store, { name: address.domain, record: record.domain }, now);
  return { session: { account, server, store, mailbox, directory, now, pause, scratch: device.scratch }, cacheKey };
}

export function closeSession({ account, mailbox, store }: OpenSession): void {
  account.erase();
  mailbox.erase();
  store.clear();
}
