/**
 * Two devices of one person and a network that loses requests and answers, hands requests in late or twice: whatever is done where
 * and when, at the end both show the same, nothing is lost, nothing is sent twice. `SYNC_RUNS` and `SYNC_SEED` choose how many
 * histories are tried and which; a history that fails is printed in its shortest form, with the seed that repeats it.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Folder, MailRow } from '../../model/mail.js';
import type { Answer } from '../../model/transport.js';
import { LocalVault } from '../../vault/vault.js';
import { draft, given, inbox, MemoryDevice, newest, nothing, type Person, person, send } from './people.js';
import { Browser, type FakeAccount, type FakeDomain, World } from './world.js';

const MAILS = 4;
const FOLDERS: readonly Folder[] = ['inbox', 'archive', 'trash'];
/** Ways of a request, as often as they stand here; `late` is handed in after a later one. */
const WAYS = ['whole', 'whole', 'whole', 'whole', 'unheard', 'unanswered', 'late', 'twice'] as const;
type Way = (typeof WAYS)[number];

const here = fc.constantFrom(0, 1);
const which = fc.nat(MAILS - 1);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('flag' as const), on: here, which, value: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), on: here, which, to: fc.constantFrom(...FOLDERS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('folder' as const), on: here }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), on: here, which, fresh: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('discard' as const), on: here, which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), on: here, which, fresh: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take out' as const), on: here, which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sync' as const), on: here }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('network' as const), on: here, away: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), on: here }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A browser whose network goes the given ways, then is whole. */
class Shaky extends Browser {
  readonly #late: (() => Promise<unknown>)[] = [];

  constructor(domain: FakeDomain, readonly ways: Way[]) {
    super(domain);
  }

  override async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const lost: Answer = { status: 0, body: null, retryAfter: null };
    if (this.offline) return lost;
    const ask = () => super.call(method, path, body);
    const way = this.ways.shift() ?? 'whole';
    if (way === 'unheard') return lost;
    if (way === 'late' && method === 'POST') {
      this.#late.push(ask);
      return lost;
    }
    const answer = await ask();
    if (way === 'twice' && method === 'POST') await ask();
    await this.handIn();
    return way === 'unanswered' ? lost : answer;
  }

  /** What was on its way all the time reaches the server. */
  async handIn(): Promise<void> {
    for (const ask of this.#late.splice(0)) await ask();
  }
}

let world: World;
let anna: Person;
let boris: Person;
let state: ReadonlyMap<FakeAccount, { readonly items: FakeAccount['items']; readonly change: number }>;
let mails: readonly string[];

beforeAll(async () => {
  world = new World();
  const [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
  for (let i = 0; i < MAILS; i++) await send(boris, draft([anna.address], `Mail ${i}`, 'text'));
  mails = (await inbox(anna)).map(({ id }) => id);
  await newest(boris).catch(() => undefined);
  state = new Map([anna, boris].map(({ browser }) => [browser.session!.account, structuredClone({ items: browser.session!.account.items, change: browser.session!.account.change })]));
});

/** A device of somebody that was switched on again: the key is there, all else is on the server. */
async function device(of: Person, ways: Way[], memory = new MemoryDevice()) {
  memory.resume = { ...of.device.resume! };
  const browser = new Shaky(of.browser.domain, ways);
  browser.session = of.browser.session;
  const vault = new LocalVault(memory, world.clock, () => Promise.resolve());
  await vault.start(browser);
  if ((await vault.resume()) === null) throw new Error('the session is gone');
  return { vault, browser, memory };
}

/** What has been done, as far as it says what must be at the end. */
class History {
  readonly #devices: Awaited<ReturnType<typeof device>>[] = [];
  /** By mail and mark: the last value of each device that changed it. */
  readonly #wanted = new Map<string, Map<number, unknown>>();
  /** Subjects of drafts that nobody discarded. */
  readonly #written = new Map<string, string>();
  /** Subjects, and how often Send was pressed. */
  readonly #sent = new Map<string, number>();
  readonly #discarded = new Set<string>();
  #folders = 0;
  #subjects = 0;

  constructor(readonly ways: readonly [readonly Way[], readonly Way[]]) {}

  async run(steps: readonly Step[]): Promise<void> {
    for (const account of state.keys()) {
      const { items, change } = structuredClone(state.get(account)!);
      Object.assign(account, { items, change });
    }
    for (let i = 0; i < 2; i++) this.#devices.push(await device(anna, []));
    for (const { vault } of this.#devices) given(await vault.sync());
    for (const [i, { browser }] of this.#devices.entries()) browser.ways.push(...this.ways[i]!);
    for (const one of steps) await this.#do(one);
    await this.#end();
  }

  async #do(one: Step): Promise<void> {
    const { vault, browser, memory } = this.#devices[one.on]!;
    world.now += 1000;
    switch (one.do) {
      case 'flag':
        if ((await this.#knows(one)) && isDone(await vault.mark([mails[one.which]!], { flagged: one.value }))) this.#want(`${mails[one.which]} flagged`, one.on, one.value);
        return;
      case 'move':
        if ((await this.#knows(one)) && isDone(await vault.move([mails[one.which]!], one.to))) this.#want(`${mails[one.which]} folder`, one.on, one.to);
        return;
      case 'folder':
        if (isDone(await vault.keepFolder({ id: null, name: `Folder ${this.#folders}`, parent: null }))) this.#folders++;
        return;
      case 'write': {
        const before = one.fresh ? undefined : await this.#draft(one.on, one.which);
        const subject = before?.subject ?? `Draft ${this.#subjects++}`;
        const id = await vault.saveDraft({ ...draft([boris.address], subject, `${subject} at ${world.now}`), id: before?.id ?? null });
        if (typeof id === 'string') this.#written.set(subject, id);
        return;
      }
      case 'discard': {
        const row = await this.#draft(one.on, one.which);
        if (row !== undefined && (await vault.discardDraft(row.id)) === null) this.#discarded.add(row.subject);
        return;
      }
      case 'send': {
        const row = one.fresh ? undefined : await this.#draft(one.on, one.which);
        const subject = row?.subject ?? `Sent ${this.#subjects++}`;
        const answer = await vault.send({ ...draft([boris.address], subject, 'text'), id: row?.id ?? null }, nothing);
        if (isDone(answer)) this.#sent.set(subject, (this.#sent.get(subject) ?? 0) + 1);
        return;
      }
      case 'take out': {
        const { rows } = await vault.list({ folder: 'outbox', search: '', from: 0, count: 100 });
        const row = rows[one.which % Math.max(1, rows.length)];
        if (row !== undefined && isDone(await vault.offline.withdraw(row.id))) {
          const presses = (this.#sent.get(row.subject) ?? 1) - 1;
          if (presses === 0) this.#sent.delete(row.subject);
          else this.#sent.set(row.subject, presses);
          this.#written.set(row.subject, row.id);
        }
        return;
      }
      case 'sync':
        await vault.sync();
        return;
      case 'network':
        browser.offline = one.away;
        if (one.away) await vault.sync();
        return;
      case 'restart':
        if (browser.offline) return;
        await vault.lock('other-tab');
        await browser.handIn();
        this.#devices[one.on] = await device(anna, [], memory);
        this.#devices[one.on]!.browser.ways.push(...browser.ways);
        await this.#devices[one.on]!.vault.sync();
    }
  }

  /** A device whose first sync failed knows of no mail. */
  async #knows({ on, which: mail }: { readonly on: number; readonly which: number }): Promise<boolean> {
    return isDone(await this.#devices[on]!.vault.conversation(mails[mail]!));
  }

  #want(mark: string, on: number, value: unknown): void {
    this.#wanted.set(mark, (this.#wanted.get(mark) ?? new Map<number, unknown>()).set(on, value));
  }

  async #draft(on: number, at: number): Promise<MailRow | undefined> {
    const { rows } = await this.#devices[on]!.vault.list({ folder: 'drafts', search: '', from: 0, count: 100 });
    return rows[at % Math.max(1, rows.length)];
  }

  /** The network is whole again for as long as anybody has something to say. */
  async #end(): Promise<void> {
    for (const { browser } of this.#devices) {
      browser.offline = false;
      browser.ways.length = 0;
      await browser.handIn();
    }
    for (let round = 0; round < 3; round++) for (const { vault } of this.#devices) given(await vault.sync());
    for (const { vault } of this.#devices) expect(await vault.offline.unsent()).toMatchObject({ changes: 0 });
    const [one, other] = (await Promise.all(this.#devices.map(shown))) as [Shown, Shown];
    expect(one.mails).toEqual(other.mails);
    expect(one.folders).toEqual(other.folders);
    expect(one.folders).toHaveLength(this.#folders);
    expect(one.drafts).toEqual(other.drafts);
    for (const [mark, values] of this.#wanted) {
      const [mail, name] = mark.split(' ') as [string, 'flagged' | 'folder'];
      if (values.size === 1) expect([mark, one.mails.find(({ id }) => id === mail)?.[name]]).toEqual([mark, [...values.values()][0]]);
    }
    const arrived = (await inbox({ ...boris, ...(await device(boris, [])), address: boris.address })).flatMap(({ subject, count }) => Array<string>(count).fill(subject));
    for (const subject of new Set(arrived)) expect([subject, arrived.filter((one) => one === subject).length <= (this.#sent.get(subject) ?? 0)]).toEqual([subject, true]);
    const there = new Set([...arrived, ...one.drafts.map(({ subject }) => subject)]);
    for (const subject of [...this.#sent.keys(), ...this.#written.keys()]) if (!this.#discarded.has(subject)) expect(there).toContain(subject);
    for (const { vault } of this.#devices) await vault.lock('other-tab');
  }
}

const isDone = (answer: unknown): boolean => !(typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refused');

type Shown = Awaited<ReturnType<typeof shown>>;

/** All that a device shows; what waits in one outbox is a draft to the other. */
async function shown({ vault }: { readonly vault: LocalVault }) {
  const rows = await Promise.all(FOLDERS.map((folder) => vault.list({ folder, search: '', from: 0, count: 100 })));
  const marks = rows.flatMap(({ rows: all }) => all).map(({ id, flagged, folder, seen }) => ({ id, flagged, folder, seen }));
  const drafts = await Promise.all((['drafts', 'outbox'] as const).map((folder) => vault.list({ folder, search: '', from: 0, count: 100 })));
  return {
    mails: marks.sort((a, b) => (a.id < b.id ? -1 : 1)),
    drafts: drafts.flatMap(({ rows: all }) => all).map(({ id, subject, preview }) => ({ id, subject, preview })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    folders: (await vault.places()).folders.map(({ id }) => id).sort(),
  };
}

const ways = fc.array(fc.constantFrom(...WAYS), { maxLength: 60 });

test(
  'two devices converge, lose nothing and send nothing twice, whatever the network does',
  async () => {
    const seed = Number(process.env['SYNC_SEED'] ?? Date.now() % 2 ** 31);
    console.log(`SYNC_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), ways, ways, async (steps, first, second) => new History([first, second]).run(steps)),
      { seed, numRuns: Number(process.env['SYNC_RUNS'] ?? 25), endOnFailure: false, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: false },
    );
  },
  300_000,
);
