/** Vaults with people in them, for tests. */
import type { DraftView, EmailAddress } from '../../model/mail.js';
import type { Waits } from '../../model/offline.js';
import type { Refused, VaultEvent } from '../../model/vault.js';
import type { Bytes } from '../../vault/bytes.js';
import type { Device, Kept, Queue, Resume, Shelf } from '../../vault/device.js';
import { LocalVault } from '../../vault/vault.js';
import { MemoryScratch } from './memory-scratch.js';
import type { Browser, FakeDomain } from './world.js';

export const PASSPHRASE = 'orbit lamp forest pencil gravity noodle antler';
export const nothing = (): void => undefined;

/** A device cache that lives as long as the test. */
export class MemoryShelf implements Shelf {
  readonly kept = new Map<string, Bytes>();
  by: string | null = null;
  read = async (name: string): Promise<Bytes | null> => this.kept.get(name) ?? null;
  owner = async (): Promise<string | null> => this.by;
  erase = async (): Promise<void> => {
    this.kept.clear();
    this.by = null;
  };
  write = async (puts: ReadonlyMap<string, Bytes>, gone: readonly string[], last: string | null, owner: string): Promise<boolean> => {
    if (this.by !== last) return false;
    this.by = owner;
    for (const [name, octets] of puts) this.kept.set(name, octets);
    for (const name of gone) this.kept.delete(name);
    return true;
  };
}

/** What waits for the server, as long as the test lives. */
export class MemoryQueue implements Queue {
  readonly all = new Map<string, Bytes>();
  names = async (): Promise<readonly string[]> => [...this.all.keys()];
  read = async (name: string): Promise<Bytes | null> => this.all.get(name) ?? null;
  erase = async (): Promise<void> => this.all.clear();
  write = async (puts: ReadonlyMap<string, Bytes>, gone: readonly string[]): Promise<void> => {
    for (const [name, octets] of puts) this.all.set(name, octets);
    for (const name of gone) this.all.delete(name);
  };
}

/** A device's memory that lives as long as the test. */
export class MemoryDevice implements Device {
  readonly shelf = new MemoryShelf();
  readonly queue = new MemoryQueue();
  account: Kept | null = null;
  kept = async (): Promise<Kept | null> => this.account;
  keep = async (kept: Kept | null): Promise<void> => void (this.account = kept);
  readonly scratch = new MemoryScratch();
  resume: Resume | null = null;
  readonly highest = new Map<string, number>();
  load = async (): Promise<Resume | null> => this.resume;
  save = async (resume: Resume): Promise<void> => void (this.resume = resume);
  forget = async (): Promise<void> => void (this.resume = null);
  highestChange = async (address: string): Promise<number> => this.highest.get(address) ?? 0;
  rememberChange = async (address: string, change: number): Promise<void> => void this.highest.set(address, change);
}

export interface Person {
  readonly vault: LocalVault;
  readonly browser: Browser;
  readonly device: MemoryDevice;
  readonly events: VaultEvent[];
  readonly address: string;
  readonly words: readonly string[];
}

export async function newVault(domain: FakeDomain, browser: Browser = domain.browser(), device = new MemoryDevice()) {
  const vault = new LocalVault(device, domain.world.clock, () => Promise.resolve());
  const events: VaultEvent[] = [];
  await vault.start(browser);
  await vault.subscribe((event) => events.push(event));
  return { vault, browser, device, events };
}

export const codeOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused' && 'code' in value ? String(value.code) : null;

export function given<T>(value: T | Refused): Exclude<T, Refused> {
  const code = codeOf(value);
  if (code !== null) throw new Error(`refused: ${code}`);
  return value as Exclude<T, Refused>;
}

/** Signs somebody up. */
export async function person(domain: FakeDomain, local: string): Promise<Person> {
  const made = await newVault(domain);
  const prepared = given(await made.vault.signUp(local, PASSPHRASE, nothing));
  const session = given(await made.vault.finishSignUp([prepared.words[prepared.asked[0]]!, prepared.words[prepared.asked[1]]!], nothing));
  given(await made.vault.sync());
  return { ...made, address: session.address, words: prepared.words };
}

/** Signs the same person in on another device. */
export async function otherDevice(of: Person): Promise<Person> {
  const made = await newVault(of.browser.domain);
  given(await made.vault.signIn(of.address, PASSPHRASE, nothing));
  given(await made.vault.sync());
  return { ...made, address: of.address, words: of.words };
}

const people = (addresses: readonly string[]): readonly EmailAddress[] => addresses.map((email) => ({ name: null, email }));

export function draft(to: readonly string[], subject: string, text: string, more: { cc?: readonly string[]; bcc?: readonly string[] } & Partial<Omit<DraftView, 'to' | 'cc' | 'bcc'>> = {}): DraftView {
  const { cc = [], bcc = [], ...rest } = more;
  return { id: null, to: people(to), cc: people(cc), bcc: people(bcc), subject, text, html: null, files: [], inReplyTo: [], references: [], savedAt: null, ...rest };
}

/** Id of a mail that has left. */
export function sentId(answer: string | Waits | Refused): string {
  const made = given(answer);
  if (typeof made !== 'string') throw new Error('waits for the network');
  return made;
}

/** Sends, a minute after what was before. */
export async function send(from: Person, view: DraftView): Promise<string> {
  from.browser.domain.world.now += 60_000;
  return sentId(await from.vault.send(view, nothing));
}

export async function inbox(of: Person) {
  given(await of.vault.sync());
  return (await of.vault.list({ folder: 'inbox', search: '', from: 0, count: 100 })).rows;
}

/** The one mail of the newest conversation in the inbox. */
export async function newest(of: Person) {
  const row = (await inbox(of))[0]!;
  return given(await of.vault.conversation(row.id)).at(-1)!;
}
