/** Prints what a large mailbox costs: `bench/large-mailbox [MAILS] [CORPUS] [CHROMIUM] [PAGE]`. */
/* eslint-disable @typescript-eslint/no-non-null-assertion -- a tool of its own: it may fail loudly */
import { PASSPHRASE } from '../vault/people.js';
import { Chromium } from './chromium.js';
import { NEEDLES, needle } from './corpus.js';
import { type Served, serve } from './serve.js';

const [mails, corpus, binary, page] = [Number(process.argv[2] ?? 100_000), process.argv[3]!, process.argv[4]!, process.argv[5]!];
const log = (what: string, value: string, budget = ''): void => console.log(`${what.padEnd(58)} ${value.padStart(16)}  ${budget}`);
const ms = (value: number): string => `${Math.round(value).toLocaleString('en')} ms`;
const mb = (octets: number): string => `${(octets / 1e6).toFixed(1)} MB`;
const at = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** Fills in and sends the form; the row is painted when this resolves. Milliseconds, and those of the vault's own session. */
const SIGN_IN = (address: string): string => `(async () => {
  const set = (test, value) => { const field = bench.find(test); const input = field.tagName === 'INPUT' ? field : field.querySelector('input') ?? field; input.value = value; input.dispatchEvent(new Event('input', { bubbles: true, composed: true })); };
  const locked = bench.find('locked') !== null;
  if (!locked) { await bench.shown('sign-in-address'); set('sign-in-address', ${JSON.stringify(address)}); }
  set(locked ? 'unlock-passphrase' : 'sign-in-passphrase', ${JSON.stringify(PASSPHRASE)});
  const start = performance.now();
  bench.find(locked ? 'unlock-submit' : 'sign-in-submit').click();
  const open = await bench.shown('app-ready');
  const row = await bench.shown('row');
  return { all: row - start, after: row - open, from: start };
})()`;

const WHOLE = (from: number): string => `new Promise((resolve) => { const look = () => { const done = bench.events.find(({ event, at }) => event.kind === 'sync' && event.state === 'synced' && at > ${from}); if (done) resolve(done.at - ${from}); else setTimeout(look, 50); }; look(); })`;
const INDEXED = `new Promise((resolve) => { const look = () => { const done = bench.events.find(({ event }) => event.kind === 'index' && event.since === null); if (done) { const first = bench.events.find(({ event }) => event.kind === 'index'); resolve({ ms: done.at - first.at, mails: done.event.indexed - first.event.indexed }); } else setTimeout(look, 100); }; look(); })`;
const LIST = (search: string, folder = 'inbox'): string => `(async () => { const start = performance.now(); const { total, found } = await bench.vault.list({ folder: ${JSON.stringify(folder)}, search: ${JSON.stringify(search)}, from: 0, count: 100 }); return { ms: performance.now() - start, total, inside: found?.milliseconds }; })()`;

interface Timed {
  readonly ms: number;
  readonly total: number;
  readonly inside: number;
}

async function measure(chromium: Chromium, served: Served): Promise<void> {
  log('mails', mails.toLocaleString('en'));
  log('text in them', mb(served.text));
  const cold = await chromium.run<{ all: number; after: number; from: number }>(SIGN_IN(served.address));
  log('cold: passphrase to the first row', ms(cold.all), '2,500 ms');
  log('cold: of that after the account was open', ms(cold.after));
  log('cold: until every mail is in memory', ms(await chromium.run<number>(WHOLE(cold.from))));
  log('cold: requests and octets answered', `${served.traffic.requests} / ${mb(served.traffic.octets)}`);
  const index = await chromium.run<{ ms: number; mails: number }>(INDEXED);
  log('index: mails a second, with fetching and opening', Math.round((index.mails / index.ms) * 1000).toLocaleString('en'), '1,000');
  log('memory: heaps and buffers of tab and worker', mb(await chromium.heap()), '300 MB');
  log('memory: resident, whole renderer', mb(chromium.resident()));
  await searches(chromium);
  await reading(chromium);
  await scrolling(chromium);
  await changing(chromium, served);
  await pressing(chromium);
  await warm(chromium, served);
}

async function searches(chromium: Chromium): Promise<void> {
  const found = new Set<number>();
  const selective: number[] = [];
  const prefixes: number[] = [];
  for (let n = 0; n < NEEDLES; n++) {
    const whole = await chromium.run<Timed>(LIST(needle(n)));
    selective.push(whole.ms);
    if (whole.total === 1) found.add(n);
    prefixes.push((await chromium.run<Timed>(LIST(needle(n).slice(0, 3 + (n % 4))))).ms);
  }
  log('search: needles found', `${found.size} of ${NEEDLES}`, 'all');
  log('search: one mail, p95', ms(at(selective, 0.95)), '50 ms');
  log('search: beginnings of words, p95', ms(at(prefixes, 0.95)));
  const common: number[] = [];
  let share = 0;
  for (const word of ['list', 'the', 'http', 'com', 'from', 'you', 'and', 'a', 't']) {
    const { ms: took, total } = await chromium.run<Timed>(LIST(word));
    common.push(took);
    share = Math.max(share, total);
  }
  log(`search: words in up to ${Math.round((share / mails) * 100)} % of the mails (rows), p95`, ms(at(common, 0.95)), '300 ms');
  log('search: from:person before:2020 has:attachment', ms((await chromium.run<Timed>(LIST('from:person7 before:2020 has:attachment'))).ms));
  log('search: is:unread (no word)', ms((await chromium.run<Timed>(LIST('is:unread'))).ms));
}

async function reading(chromium: Chromium): Promise<void> {
  const opened = await chromium.run<readonly number[]>(`(async () => {
    const { rows } = await bench.vault.list({ folder: 'inbox', search: '', from: 0, count: 60 });
    const times = [];
    for (const { id } of rows) { const start = performance.now(); await Promise.all([bench.vault.conversation(id), bench.vault.body(id)]); times.push(performance.now() - start); }
    return times; })()`);
  log('open a mail (vault: conversation and body, kept here), p95', ms(at(opened, 0.95)), '100 ms');
  const pages = await chromium.run<readonly number[]>(`(async () => { const times = []; for (let from = 0; from < 50; from++) { const start = performance.now(); await bench.vault.list({ folder: 'inbox', search: '', from: from * 100, count: 100 }); times.push(performance.now() - start); } return times; })()`);
  log('list: a page of 100 rows, p95', ms(at(pages, 0.95)));
}

async function scrolling(chromium: Chromium): Promise<void> {
  const { nodes, longest, rows } = await chromium.run<{ nodes: number; longest: number; rows: number }>(`(async () => {
    bench.tasks.length = 0;
    let most = 0; let rows = 0;
    const list = [...bench.all('row')][0].getRootNode().querySelector('vaadin-virtual-list');
    for (let step = 0; step < 120; step++) { list.scrollTop += 2000; await new Promise((r) => requestAnimationFrame(() => setTimeout(r, 20))); if (step % 10 === 0) { most = Math.max(most, bench.nodes()); rows = Math.max(rows, bench.all('row').length); } }
    list.scrollTop = 0;
    return { nodes: most, longest: Math.max(0, ...bench.tasks), rows }; })()`);
  log('scrolling: elements in the page, at most', nodes.toLocaleString('en'), '3,000');
  log('scrolling: rows in the page, at most', String(rows));
  log('scrolling: longest task of the page', ms(longest), '50 ms');
}

/** Milliseconds from a key until the page shows what it is for, at a quarter of the speed; by key. */
const PRESSED = `(async () => {
  const times = { next: [], previous: [], star: [], archive: [], undo: [] };
  const row = () => bench.all('row').find((one) => one.ariaCurrent === 'true');
  const reader = bench.find('app-ready').renderRoot.querySelector('dm-reader');
  const isOpen = () => row() !== undefined && reader.target.flat().includes(row().dataset.id) && reader.renderRoot.querySelector('dm-message') !== null;
  const press = async (what, key, holds) => {
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    times[what].push((await bench.until(holds)) - start);
    // As people do: one after the other, when it is quiet.
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  bench.all('row')[0].click();
  await bench.until(isOpen);
  for (let n = 0; n < 25; n++) { const { id } = row().dataset; await press('next', 'j', () => row()?.dataset.id !== id && isOpen()); }
  for (let n = 0; n < 20; n++) { const { id } = row().dataset; await press('previous', 'k', () => row()?.dataset.id !== id && isOpen()); }
  for (let n = 0; n < 20; n++) { const on = row().querySelector('.c-star') !== null; await press('star', 's', () => (row()?.querySelector('.c-star') != null) !== on); }
  for (let n = 0; n < 15; n++) {
    const { id } = row().dataset;
    const isListed = () => bench.all('row').some((one) => one.dataset.id === id);
    await press('archive', 'e', () => !isListed());
    await press('undo', 'z', isListed);
  }
  return times;
})()`;

async function pressing(chromium: Chromium): Promise<void> {
  await chromium.slow(4);
  const times = await chromium.run<Readonly<Record<string, readonly number[]>>>(PRESSED);
  await chromium.slow(1);
  for (const [what, taken] of Object.entries(times)) log(`key at 4x throttle: ${what}, p75; p98`, `${ms(at(taken, 0.75))}; ${ms(at(taken, 0.98))}`, '50 ms; 100 ms');
}

/** A star until the row shows it. */
async function changing(chromium: Chromium, served: Served): Promise<void> {
  const before = { ...served.traffic };
  const times = await chromium.run<readonly number[]>(`(async () => {
    const { rows } = await bench.vault.list({ folder: 'inbox', search: '', from: 0, count: 20 });
    const times = [];
    for (const { id, flagged } of rows) { const start = performance.now(); await bench.vault.mark([id], { flagged: !flagged }); await bench.vault.list({ folder: 'inbox', search: '', from: 0, count: 100 }); times.push(performance.now() - start); }
    return times; })()`);
  log('star: until the list has it (with the server), p75', ms(at(times, 0.75)), '50 ms');
  log('star: octets answered by the server, each', String(Math.round((served.traffic.octets - before.octets) / times.length)));
}

async function warm(chromium: Chromium, served: Served): Promise<void> {
  const times: number[] = [];
  let after = 0;
  let whole = 0;
  let octets = 0;
  for (let n = 0; n < 3; n++) {
    await chromium.run('bench.vault.lock("asked")');
    await chromium.open(`${served.url}/?${n}`);
    await chromium.run('Promise.race([bench.shown("unlock-passphrase"), bench.shown("sign-in-passphrase")])');
    const before = served.traffic.octets;
    const { all, after: own, from } = await chromium.run<{ all: number; after: number; from: number }>(SIGN_IN(served.address));
    whole = await chromium.run<number>(WHOLE(from));
    octets = served.traffic.octets - before;
    times.push(all);
    after = own;
  }
  log('warm: passphrase to the first row, median', ms(at(times, 0.5)), '1,000 ms');
  log('warm: of that after the account was open', ms(after));
  log('warm: until every mail is in memory', ms(whole));
  log('warm: octets answered by the server', mb(octets));
  const first = await chromium.run<Timed>(LIST(needle(3)));
  log('warm: first search (reads the kept index)', `${ms(first.ms)}, ${first.total}`);
  log('memory: heaps and buffers, warm', mb(await chromium.heap()), '300 MB');
}

const filling = performance.now();
const served = await serve(mails, corpus, page);
log('made in', ms(performance.now() - filling));
const chromium = await Chromium.start(binary, served.url);
try {
  await measure(chromium, served);
} finally {
  await chromium.close();
  served.close();
}
process.exit(0);
