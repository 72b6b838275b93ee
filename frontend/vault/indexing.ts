/**
 * Reads every mail once, the newest first, in the background: its words go into the index, its body is kept on this device
 * (spec 75.5), so that it is found, shown and compared with a phrase also without a network.
 */
import type { BodyView } from '../model/mail.js';
import type { Coverage } from '../model/vault.js';
import { Library } from '../search/library.js';
import { eachWord } from '../search/words.js';
import { type Bytes, base64url, fromBase64url, fromUtf8, utf8 } from './bytes.js';
import { cleanFileName } from './clean.js';
import type { Line } from './line.js';
import type { Reading } from './reading.js';
import { Declined, Refusal } from './refusal.js';
import type { OpenSession } from './session.js';

/** Mails whose bodies are kept together; a segment of the index is a number of such packs. */
const PACK = 50;
/** Characters of a body that is kept. */
const KEPT = 256 * 1024;
/** Octets of all packs. */
const MOST = 256 * 1024 * 1024;
const PARALLEL = 6;
/** Packs between two writes to the device. */
const KEEP = 8;
/** Milliseconds between two words on how far it is. */
const TELL = 1000;

/** Where bodies come from. */
export type Bodies = Pick<Reading, 'fetch' | 'together'>;

type Kept = readonly [id: string, text: string | null, html: string | null];

export class Indexing {
  readonly library = new Library();
  readonly #session: OpenSession;
  readonly #bodies: Bodies;
  readonly #advanced: (coverage: Coverage) => void;
  /** Bodies of the pack that is not full. */
  #pack: Kept[] = [];
  #recent: { readonly number: number; readonly bodies: ReadonlyMap<string, Kept> }[] = [];
  #loaded: Promise<void> | null = null;
  #running: Promise<void> | null = null;
  readonly #stop = new AbortController();
  #told = 0;

  /** @param advanced called when more is indexed */
  constructor(session: OpenSession, bodies: Bodies, advanced: (coverage: Coverage) => void) {
    this.#session = session;
    this.#bodies = bodies;
    this.#advanced = advanced;
  }

  /** Takes over what the device has kept. */
  async load(): Promise<void> {
    // Before that nobody knows what there is.
    if (this.#session.mailbox.isStarted) await (this.#loaded ??= this.#load());
  }

  /** Reads what has not been read, until all is or the network is away. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  stop(): void {
    this.#stop.abort();
    this.library.clear();
    this.#pack = [];
    this.#recent = [];
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  coverage(): Coverage {
    let total = 0;
    let since: string | null = null;
    for (const line of this.#session.store.mails.values()) {
      if (!isKept(line)) continue;
      total++;
      if (!this.library.has(line.id) && (since === null || line.receivedAt > since)) since = line.receivedAt;
    }
    return { indexed: since === null ? total : Math.min(total, this.library.size), total, since };
  }

  /** The body, if it is kept here. */
  async body(id: string): Promise<BodyView | null> {
    await this.load();
    const number = this.library.numberOf(id);
    if (number === undefined) return null;
    const kept = (await this.#packOf(Math.floor(number / PACK))).get(id);
    return kept === undefined || kept[1] === null ? null : { text: kept[1], html: kept[2] };
  }

  async #load(): Promise<void> {
    const { log } = this.#session.mailbox;
    const names = new Set(log.parts.map(({ name }) => name));
    for (let n = 0; names.has(`index ${n}`); n++) {
      const octets = await log.part(`index ${n}`);
      if (octets === null || this.#isStopped()) break;
      this.library.attach(octets, base64url);
    }
    // Mails after the last finished segment are indexed again, out of their bodies here.
    for (let n = this.library.size / PACK; names.has(`pack ${n}`) && !this.#isStopped(); n++) {
      const kept = await this.#readPack(n);
      if (kept === null) break;
      if (kept.length < PACK) this.#pack = [...kept];
      for (const [id, text] of kept) await this.#index(id, text ?? '');
      if (kept.length < PACK) break;
    }
  }

  async #run(): Promise<void> {
    await this.load();
    for (let waiting = this.#missing(); waiting.length > 0 && !this.#isStopped(); waiting = this.#missing()) {
      let bodies = this.#bodiesOf(waiting.slice(0, PACK));
      for (let at = 0; at < waiting.length && !this.#isStopped(); at += PACK) {
        const here = await bodies;
        // The next ones are on their way while these are taken in.
        bodies = this.#bodiesOf(waiting.slice(at + PACK, at + 2 * PACK));
        const whole = await this.#takeIn(waiting.slice(at, at + PACK), here);
        if (at % (KEEP * PACK) === 0) void this.#session.mailbox.keep();
        if (!whole) return;
        if (at + PACK < waiting.length) this.#tell();
      }
      await this.#session.mailbox.keep();
      if (!this.#isStopped()) this.#tell(true);
    }
  }

  /** Counting takes its time: not after every pack. */
  #tell(last = false): void {
    if (!last && performance.now() - this.#told < TELL) return;
    this.#told = performance.now();
    this.#advanced(this.coverage());
  }

  #missing(): readonly Line[] {
    const { store } = this.#session;
    const missing = [...store.mails.values()].filter((line) => isKept(line) && !this.library.has(line.id));
    return missing.sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  }

  /** Null where there will never be one. */
  async #bodiesOf(lines: readonly Line[]): Promise<readonly (BodyView | null | 'away' | undefined)[]> {
    const bodies: (BodyView | null | 'away')[] = [];
    // Whatever is amiss will be told for each of them.
    const here = await this.#bodies.together(lines).catch((): ReadonlyMap<string, Bytes> => new Map());
    let next = 0;
    const work = async (): Promise<void> => {
      for (let i = next++; i < lines.length && !this.#isStopped(); i = next++) bodies[i] = await this.#bodyOf(lines[i]!, here.get(lines[i]!.id));
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    return bodies;
  }

  /** False if the network is away. */
  async #takeIn(lines: readonly Line[], bodies: readonly (BodyView | null | 'away' | undefined)[]): Promise<boolean> {
    for (const [i, line] of lines.entries()) {
      const body = bodies[i];
      if (this.#isStopped() || body === 'away' || body === undefined) return false;
      if (!this.library.has(line.id)) await this.#add(line, body);
    }
    await this.#keepPack();
    return true;
  }

  /** Null where the body is refused for good: what stands around it is found all the same. What came with others may yet come alone. */
  async #bodyOf(line: Line, here?: Bytes): Promise<BodyView | null | 'away'> {
    try {
      return await this.#bodies.fetch(line.id, here);
    } catch (fault) {
      if (fault instanceof Refusal) return here === undefined ? null : this.#bodyOf(line);
      if (fault instanceof Declined) return fault.code === 'incomplete' || fault.code === 'not-found' ? null : 'away';
      throw fault;
    }
  }

  async #add(line: Line, body: BodyView | null): Promise<void> {
    const small = body !== null && body.text.length + (body.html?.length ?? 0) <= KEPT;
    this.#pack.push([line.id, small ? body.text : null, small ? body.html : null]);
    await this.#index(line.id, body?.text ?? '');
    if (this.#pack.length < PACK) return;
    await this.#keepPack();
    this.#pack = [];
  }

  async #index(id: string, text: string): Promise<void> {
    if (this.#isStopped()) return;
    const line = this.#session.store.mails.get(id);
    const full = this.library.add(id, (take) => {
      if (line !== undefined) eachWord(wordsAround(line), take);
      eachWord(text, take);
    });
    if (!full) return;
    const octets = this.library.finish((one) => fromBase64url(one)!);
    await this.#session.mailbox.log.keepPart(`index ${this.library.segments - 1}`, octets, Number.MAX_SAFE_INTEGER);
  }

  async #keepPack(): Promise<void> {
    if (this.#pack.length === 0 || this.#isStopped()) return;
    const { mailbox, store } = this.#session;
    const newest = Math.max(...this.#pack.map(([id]) => Date.parse(store.mails.get(id)?.receivedAt ?? '1970-01-01T00:00:00Z')));
    await mailbox.log.keepPart(`pack ${Math.floor((this.library.size - 1) / PACK)}`, await squeezed(utf8(JSON.stringify(this.#pack)), new CompressionStream('deflate-raw')), newest);
    this.#bound();
  }

  /** The oldest bodies make room. */
  #bound(): void {
    const { log } = this.#session.mailbox;
    const packs = log.parts.filter(({ name }) => name.startsWith('pack ')).sort((a, b) => a.at - b.at);
    let size = packs.reduce((sum, one) => sum + one.size, 0);
    for (const pack of packs) {
      if (size <= MOST) return;
      log.dropPart(pack.name);
      size -= pack.size;
    }
  }

  async #packOf(number: number): Promise<ReadonlyMap<string, Kept>> {
    if (number * PACK + this.#pack.length >= this.library.size && this.#pack.length > 0) return byId(this.#pack);
    const known = this.#recent.find((one) => one.number === number);
    if (known !== undefined) return known.bodies;
    const bodies = byId((await this.#readPack(number)) ?? []);
    this.#recent = [{ number, bodies }, ...this.#recent.slice(0, 19)];
    return bodies;
  }

  async #readPack(number: number): Promise<readonly Kept[] | null> {
    const octets = await this.#session.mailbox.log.part(`pack ${number}`);
    return octets === null ? null : (JSON.parse(fromUtf8(await squeezed(octets, new DecompressionStream('deflate-raw')))) as readonly Kept[]);
  }
}

/** What is to vanish leaves no words and no text behind on the device. */
const isKept = ({ header }: Line): boolean => header !== null && header.expires === undefined;

const byId = (kept: readonly Kept[]): ReadonlyMap<string, Kept> => new Map(kept.map((one) => [one[0], one]));

/** What is searched of a mail beside its body. */
export function wordsAround({ header }: Line): string {
  if (header === null) return '';
  const people = [header.from, ...header.to, ...header.cc, ...header.bcc].map(({ name, email }) => `${name ?? ''} ${email}`);
  return [header.subject, ...people, ...header.blobs.slice(1).map(({ name }) => cleanFileName(name))].join('\n');
}

async function squeezed(octets: Bytes, through: CompressionStream | DecompressionStream): Promise<Bytes> {
  return new Uint8Array(await new Response(new Response(octets).body!.pipeThrough(through)).arrayBuffer());
}
