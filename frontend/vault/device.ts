/** What stays on this device (spec 20.5, 70.5, 75): half of a way back in, the highest change number seen, what waits for the server. */
import { type Bytes, utf8, wipe } from './bytes.js';
import { aesKey, lines, unwrap, wrap } from './aead.js';
import { NO_SCRATCH, type Scratch } from './scratch.js';

/** Useless without the share that the server's session holds. */
export interface Resume {
  readonly address: string;
  /** Non-extractable HKDF key. */
  readonly half: CryptoKey;
  readonly wrapped: Bytes;
}

/** Sealed octets by name: the device cache (spec 75). */
export interface Shelf {
  read(name: string): Promise<Bytes | null>;
  /** Who wrote last with an owner, or null. */
  owner(): Promise<string | null>;
  /** All or nothing; nothing and false if the owner is not `last` any more. */
  write(puts: ReadonlyMap<string, Bytes>, gone: readonly string[], last: string | null, owner: string): Promise<boolean>;
  erase(): Promise<void>;
}

/** Sealed octets by name that the server has not got yet (spec 75.7). */
export interface Queue {
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Bytes | null>;
  /** All or nothing. */
  write(puts: ReadonlyMap<string, Bytes>, gone: readonly string[]): Promise<void>;
  erase(): Promise<void>;
}

/** What opens an account without the server (spec 75.8): nothing that the passphrase does not lock. */
export interface Kept {
  readonly address: string;
  /** ACCOUNT of spec 80.2 without its `share`, as JSON. */
  readonly account: string;
}

export interface Device {
  readonly shelf: Shelf;
  readonly queue: Queue;
  readonly scratch: Scratch;
  load(): Promise<Resume | null>;
  save(resume: Resume): Promise<void>;
  forget(): Promise<void>;
  kept(): Promise<Kept | null>;
  /** Null keeps nothing any more. */
  keep(kept: Kept | null): Promise<void>;
  highestChange(address: string): Promise<number>;
  rememberChange(address: string, change: number): Promise<void>;
}

const additionalData = (address: string): Bytes => lines('darkmail/resume/1', address);

async function resumeKey(half: CryptoKey, share: Bytes): Promise<CryptoKey> {
  const info = utf8('darkmail/1 device/resume');
  const bits = new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: share, info }, half, 256));
  const key = await aesKey(bits);
  wipe(bits);
  return key;
}

export async function makeResume(address: string, accountKey: Bytes, share: Bytes): Promise<Resume> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const half = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  wipe(secret);
  return { address, half, wrapped: await wrap(await resumeKey(half, share), additionalData(address), accountKey) };
}

/** The account key. @throws Refusal `tampered` */
export async function openResume({ address, half, wrapped }: Resume, share: Bytes): Promise<Bytes> {
  return unwrap(await resumeKey(half, share), additionalData(address), wrapped);
}

const DATABASE = 'darkmail';
const RESUME = 'resume';
const CHANGES = 'changes';
const SEALED = 'sealed';
const QUEUE = 'queue';
const KEPT = 'kept';
const OWNER = 'owner';

type Within = <T>(store: string, mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>) => Promise<T>;

const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
  });

const shelfOf = (database: Promise<IDBDatabase>, within: Within): Shelf => ({
  read: async (name) => ((await within(SEALED, 'readonly', (store) => store.get(name))) as Bytes | undefined) ?? null,
  owner: async () => ((await within(SEALED, 'readonly', (store) => store.get(OWNER))) as string | undefined) ?? null,
  write: async (puts, gone, last, owner) => {
    const transaction = (await database).transaction(SEALED, 'readwrite');
    const store = transaction.objectStore(SEALED);
    let mine = false;
    const asked = store.get(OWNER);
    asked.onsuccess = () => {
      mine = ((asked.result as string | undefined) ?? null) === last;
      if (!mine) return;
      store.put(owner, OWNER);
      for (const [name, octets] of puts) store.put(octets, name);
      for (const name of gone) store.delete(name);
    };
    await ended(transaction);
    return mine;
  },
  erase: async () => within(SEALED, 'readwrite', (store) => store.clear()),
});

const queueOf = (database: Promise<IDBDatabase>, within: Within): Queue => ({
  names: async () => (await within(QUEUE, 'readonly', (store) => store.getAllKeys())) as string[],
  read: async (name) => ((await within(QUEUE, 'readonly', (store) => store.get(name))) as Bytes | undefined) ?? null,
  write: async (puts, gone) => {
    const transaction = (await database).transaction(QUEUE, 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore(QUEUE);
    for (const [name, octets] of puts) store.put(octets, name);
    for (const name of gone) store.delete(name);
    await ended(transaction);
  },
  erase: async () => within(QUEUE, 'readwrite', (store) => store.clear()),
});

/** The device's memory in IndexedDB. */
export function indexedDbDevice(scratch: Scratch = NO_SCRATCH, factory: IDBFactory = indexedDB): Device {
  const database = new Promise<IDBDatabase>((resolve, reject) => {
    const opening = factory.open(DATABASE, 3);
    opening.onupgradeneeded = () => {
      for (const store of [RESUME, CHANGES, SEALED, QUEUE, KEPT]) if (!opening.result.objectStoreNames.contains(store)) opening.result.createObjectStore(store);
    };
    opening.onsuccess = () => {
      // A tab with a newer version must not have to wait for this one.
      opening.result.onversionchange = () => opening.result.close();
      resolve(opening.result);
    };
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB'));
  });
  database.catch(() => undefined);
  const within: Within = async (store, mode, use) => {
    const transaction = (await database).transaction(store, mode);
    const request = use(transaction.objectStore(store));
    await ended(transaction);
    return request.result;
  };
  return {
    shelf: shelfOf(database, within),
    queue: queueOf(database, within),
    scratch,
    load: async () => ((await within(RESUME, 'readonly', (store) => store.get(RESUME))) as Resume | undefined) ?? null,
    save: async (resume) => {
      await within(RESUME, 'readwrite', (store) => store.put(resume, RESUME));
    },
    forget: async () => within(RESUME, 'readwrite', (store) => store.clear()),
    kept: async () => ((await within(KEPT, 'readonly', (store) => store.get(KEPT))) as Kept | undefined) ?? null,
    keep: async (kept) => {
      await within<unknown>(KEPT, 'readwrite', (store) => (kept === null ? store.clear() : store.put(kept, KEPT)) as IDBRequest);
    },
    highestChange: async (address) => ((await within(CHANGES, 'readonly', (store) => store.get(address))) as number | undefined) ?? 0,
    rememberChange: async (address, change) => {
      await within(CHANGES, 'readwrite', (store) => store.put(change, address));
    },
  };
}
