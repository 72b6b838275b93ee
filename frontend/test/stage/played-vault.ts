import { isUnderWay } from '../../model/mail.js';
import type { BodyView, Delivery, DraftView, EmailAddress, Folder, FolderName, KeyView, Label, LabelId, MailRow, MailView, Marked, OwnFolder, Place, Places, Preferences, Recipient, Undo, Verdict, When } from '../../model/mail.js';
import type { ListPage, ListQuery, Prepared, Progress, Refused, Session, Strength, Vault, VaultEvent } from '../../model/vault.js';

import type { Answered, Calendar, Invitation } from '../../model/calendar.js';
import type { Offline } from '../../model/offline.js';
import { PlayedSearches } from './played-searches.js';
import { PlayedSorting } from './played-sorting.js';
import { PlayedContacts } from './played-contacts.js';

const me: EmailAddress = { name: 'Mira Solberg', email: 'mira@harbour.example' };
const anna: EmailAddress = { name: 'Anna Lindqvist', email: 'anna@northpier.example' };
const jonas: EmailAddress = { name: 'Jonas Weber', email: 'jonas@northpier.example' };
const tomas: EmailAddress = { name: 'Tomás Ferreira', email: 'tomas@harbour.example' };
const priya: EmailAddress = { name: 'Dr Priya Raman', email: 'priya@clinic.example' };
const owen: EmailAddress = { name: 'Owen Clarke', email: 'owen@quay.example' };
const sofia: EmailAddress = { name: 'Sofia Marchetti', email: 'sofia@trieste.example' };
const daniel: EmailAddress = { name: 'Daniel Okafor', email: 'daniel@harbour.example' };
const yuki: EmailAddress = { name: 'Yuki Tanaka', email: 'yuki@studio.example' };

const FINGERPRINT = '7f3a91c20d44b86e51aa0c37d9e2648b7f3a91c20d44b86e51aa0c37d9e2648b';
const WORDS = 'anchor candle marble forest ribbon copper lantern meadow oyster puzzle quartz saddle timber velvet walnut zephyr barley cobalt dahlia ember fossil ginger hazel indigo'.split(' ');

const own = (sign: string) => sign.padEnd(22, 'A');
const studio: FolderName = { id: `f-${own('studio')}`, name: 'Harbour studio', parent: null };
const kiln: FolderName = { id: `f-${own('kiln')}`, name: 'Kiln', parent: studio.id };
const family: FolderName = { id: `f-${own('family')}`, name: 'Family', parent: null };
const leaseLabel: Label = { id: `l-${own('lease')}`, name: 'Lease', colour: 1 };
const clinic: Label = { id: `l-${own('clinic')}`, name: 'Clinic', colour: 2 };
const travel: Label = { id: `l-${own('travel')}`, name: 'Travel', colour: 3 };
const board: Label = { id: `l-${own('board')}`, name: 'Board', colour: 4 };

interface Played extends MailView {
  readonly thread: string;
  readonly body: BodyView;
}

let count = 0;
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const text = (body: string): BodyView => ({ text: body, html: null });

function played(from: EmailAddress, subject: string, body: string, hours: number, more: Partial<Played> = {}): Played {
  count++;
  const at = hoursAgo(hours);
  return {
    id: `item-${count}`, folder: 'inbox', own: from === me, from, to: [me], cc: [], bcc: [], subject, preview: body.split('\n').filter((line) => line !== '').slice(0, 2).join(' ').slice(0, 140),
    sentAt: at, receivedAt: at, messageId: `<${count}@x>`, inReplyTo: [], references: [], seen: true, flagged: false, labels: [], snoozed: null, muted: false, why: null, verdict: { name: 'sealed' }, signer: FINGERPRINT, keySince: hoursAgo(1700),
    attachments: [], deliveries: [], held: null, thread: `thread-${count}`, body: text(body), ...more,
  };
}

const file = (index: number, name: string, type: string, size: number) => ({ index, name, type, size, cid: null });
const verified: Verdict = { name: 'verified' };
const delivery = (address: string, state: Delivery['state'], reason: string | null = null): Delivery => ({ address, field: 'to', state, reason, at: hoursAgo(1) });

const NEWSLETTER = `<table width="100%" bgcolor="#f4efe6"><tr><td align="center" style="padding:24px"><h1 style="color:#663300;font-family:Georgia">Quay market</h1>
<p style="color:#333">Saturday from nine. <a href="https://quay.example/market?x=1&utm_source=letter&mc_eid=77">See the stalls</a>.</p><img src="https://quay.example/stalls.png" alt="The stalls" width="420" height="120"><p style="color:#333">Or book at <a href="https://quаy.example/book">the usual place</a>, paid at <a href="https://pay.elsewhere.example/">quay.example/pay</a>.</p><img src="https://tracker.example/pixel.gif?who=mira" width=1 height=1>
<script>document.title='broken'</script><form action="https://evil.example"><input name=p type=password></form></td></tr></table>`;

function scene(): Played[] {
  const lease = [
    played(anna, 'Lease for the harbour studio: final draft', 'Here is the draft. Clause 7 is the one I would like us to talk about before Friday.', 90, { thread: 'lease', verdict: verified }),
    played(me, 'Re: Lease for the harbour studio: final draft', 'Thank you, Anna. Could clause 7 say “with three months’ notice” instead of six?', 88, { thread: 'lease', folder: 'sent', to: [anna], cc: [jonas], verdict: verified, deliveries: [delivery(anna.email, 'delivered'), delivery(jonas.email, 'delivered')] }),
    played(anna, 'Re: Lease for the harbour studio: final draft', 'Good morning both,\n\nThe signed copy is attached. The only change is clause 7, which now says three months’ notice on either side, as we agreed on Thursday. Jonas, could you file it with the registry before the 30th? Mira, the keys are with Tomás from Monday. The register is at https://records.example/find (open until six).\n\nAnna\n\nOn Thursday, Mira Solberg wrote:\n> Thank you, Anna.\n> Could clause 7 say “with three months’ notice”?', 0.4,
      { thread: 'lease', to: [me, jonas], verdict: verified, flagged: true, labels: [leaseLabel.id], attachments: [file(0, 'Lease-signed.pdf', 'application/pdf', 1_800_000), file(1, 'Floor-plan.png', 'image/png', 640_000), file(2, 'Quay-view.jpg', 'image/jpeg', 212_000)] }),
  ];
  const rest = [
    played(tomas, 'Kiln arrives Thursday, who can help carry?', 'It weighs 140 kg, so three of us and the trolley. I can be there at eight.', 0.9, { seen: false, verdict: { name: 'first-contact' }, keySince: hoursAgo(0.9) }),
    played(priya, 'Your results, and a time for Tuesday', 'All values are in the normal range. Would 15:30 on Tuesday suit you for the talk?', 1.5, { seen: false, verdict: verified, labels: [clinic.id], attachments: [file(0, 'results.pdf', 'application/pdf', 90_000)] }),
    played(owen, 'New phone, so my key is new too', 'I moved to a new phone this morning. Call me and we compare the new key.', 2, { seen: false, verdict: { name: 'key-changed' } }),
    played(tomas, 'Invitation: studio opening', 'You are invited. Please answer below.', 2.5, { attachments: [file(0, 'invite.ics', 'text/calendar', 1_900)] }),
    played(yuki, 'Quay market on Saturday', 'Saturday from nine. See the stalls.', 20, { body: { text: 'Saturday', html: NEWSLETTER } }),
    played(sofia, 'Train times to Trieste', 'The 08:12 has the longer stop in Villach, enough for lunch at the station.', 26, { verdict: verified, flagged: true, labels: [travel.id, board.id] }),
    played(daniel, 'Cannot', 'x', 27, { verdict: { name: 'broken', reason: 'tampered' }, signer: null }),
    played(daniel, 'Board minutes, October', 'Please send corrections by Wednesday. Page 3 has the new budget.', 30, { verdict: { name: 'unchecked' }, attachments: [file(0, 'minutes.odt', 'application/vnd.oasis.opendocument.text', 44_000)] }),
    played(yuki, 'Photos from the opening', 'Forty-two pictures, full size. My favourites are 7, 19 and the last.', 50, { verdict: { name: 'incomplete' }, attachments: [file(0, 'photos.zip', 'application/zip', 82_000_000)] }),
    played(me, 'Registry fees and dates', 'Thank you, Jonas. I will bring the originals on Monday.', 3, { folder: 'sent', to: [jonas], deliveries: [delivery(jonas.email, 'delivered')] }),
    played(me, 'Studio opening, 5 December', 'The room is ours from four.', 5, { folder: 'sent', to: [anna, yuki], bcc: [tomas], deliveries: [delivery(anna.email, 'delivered'), delivery(yuki.email, 'refused', 'no-such-address'), delivery(tomas.email, 'delayed')] }),
    played(me, 'Key money', 'Waiting.', 6, { folder: 'sent', to: [owen], expires: new Date(Date.now() + 5 * 86_400_000).toISOString(), deliveries: [delivery(owen.email, 'waiting')] }),
  ];
  const older = Array.from({ length: 240 }, (_, at) => played([sofia, daniel, yuki, anna][at % 4] ?? anna, `Letter ${240 - at}`, 'Nothing but a few lines, so that the list is long enough to scroll in.', 80 + at * 9));
  const elsewhere = [played(tomas, 'Clay order for December', 'Same as last month plus two bags of grogged.', 40, { folder: kiln.id, seen: false }), played(owen, 'You have won', 'Click here.', 10, { folder: 'spam', seen: false, why: { by: 'spam', words: ['won', 'click', 'prizes.example'] } }), played({ name: null, email: 'nora@elsewhere.example' }, 'A question about the kiln', 'We have not met. Tomás gave me your address. Would you sell an hour of kiln time?', 4, { folder: 'requests', seen: false, verdict: { name: 'first-contact' }, why: { by: 'stranger' } }), played(sofia, 'Insurance papers', 'Nothing to do before the first.', 60, { snoozed: new Date(Date.now() + 60 * 3_600_000).toISOString() }), played(anna, 'First draft of the lease', 'A starting point, nothing is fixed yet.', 300, { folder: 'archive', labels: [leaseLabel.id] })];
  const later = new Date(Date.now() + 2.4 * 86_400_000).toISOString();
  const scheduled = [played(me, 'Keys for the opening', 'The spare keys are with Daniel until Thursday.', 0, { folder: 'sent', to: [anna, jonas], held: later, receivedAt: later, deliveries: [delivery(anna.email, 'waiting')] })];
  return [...lease, ...rest, ...scheduled, ...elsewhere, ...older];
}

function mark(text: string, words: readonly string[]): Marked {
  const lower = text.toLowerCase();
  const first = words.map((word) => ({ word, at: word === '' ? -1 : lower.indexOf(word.toLowerCase()) })).filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0];
  if (first === undefined) return [{ text, hit: false }];
  const end = first.at + first.word.length;
  return [{ text: text.slice(0, first.at), hit: false }, { text: text.slice(first.at, end), hit: true }, { text: text.slice(end), hit: false }];
}

const isHeld = ({ held }: MailView): boolean => held !== null && Date.parse(held) > Date.now();
const invitation: Invitation = {
  method: 'request', title: 'Studio opening: <b>walk-through</b>', place: 'Harbour studio, second floor', text: 'Bring the floor plan.\nThe lift works until six.', repeats: null, answered: null,
  start: { kind: 'moment', at: new Date(new Date().setHours(34, 30, 0, 0)).toISOString() }, end: { kind: 'moment', at: new Date(new Date().setHours(36, 0, 0, 0)).toISOString() },
  organiser: tomas, guests: [{ ...me, answer: 'none' }, { ...anna, answer: 'accepted' }, { ...jonas, answer: 'declined' }, { ...yuki, answer: 'tentative' }],
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const refused = (code: string): Refused => ({ kind: 'refused', code });

/** Plays the vault in the page: data of its own, no keys, no server. */
export class PlayedVault implements Vault {
  readonly calendar: Calendar = {
    invitation: (id) => Promise.resolve(this.#answered.has(id) ? { ...invitation, answered: this.#answered.get(id) ?? null } : invitation),
    answer: async (id, answer) => { await pause(600); this.#answered.set(id, answer); return null; },
  };
  readonly #answered = new Map<string, Answered>();
  readonly searches = new PlayedSearches((start) => this.contacts.complete(start));
  #kept = false;
  readonly offline: Offline = {
    kept: () => Promise.resolve(this.#kept ? me.email : null),
    keep: async (on) => { await pause(400); this.#kept = on; return null; },
    unsent: () => Promise.resolve({ mails: this.#waiting.size, stopped: 0, changes: this.how.offline ? 3 : 0 }),
    withdraw: (id) => { this.#waiting.delete(id); this.#listener({ kind: 'mail', ids: [id] }); this.#listener({ kind: 'folders' }); return Promise.resolve(id); },
  };
  /** Why each was stopped, or null. */
  readonly #waiting = new Map<string, string | null>();
  readonly sorting = new PlayedSorting({ tell: (event) => { this.#listener(event); }, change: (ids, wish) => this.#change(ids, wish), rules: [
    { id: 'r-1', on: true, all: true, when: [{ field: 'from', words: 'northpier.example' }, { field: 'subject', words: 'lease, rent' }], labels: [leaseLabel.id], move: studio.id, star: false, read: false, last: false },
    { id: 'r-2', on: true, all: false, when: [{ field: 'domain', words: 'studio.example' }, { field: 'subject', words: 'newsletter' }], labels: [], move: 'archive', star: false, read: true, last: true },
    { id: 'r-3', on: false, all: true, when: [{ field: 'attachment', words: '' }], labels: [clinic.id, board.id], move: null, star: true, read: false, last: false },
  ] });
  readonly contacts = new PlayedContacts((event) => { this.#listener(event); }, [anna, jonas, tomas, priya, owen, sofia], [daniel, yuki]);
  #mails: Played[];
  readonly #drafts = new Map<string, DraftView>();
  #listener: (event: VaultEvent) => void = () => undefined;
  readonly #session: Session = { kind: 'session', address: me.email, fingerprint: FINGERPRINT };

  constructor(readonly how: { readonly signedIn: boolean; readonly empty: boolean; readonly slow: boolean; readonly offline: boolean; readonly indexing: boolean }) {
    this.#mails = how.empty ? [] : scene();
    if (!how.offline) return;
    const waits = (id: string, to: EmailAddress, subject: string, text: string, why: string | null): void => {
      this.#drafts.set(id, { id, to: [to], cc: [], bcc: [], subject, text, html: null, files: [], inReplyTo: [], references: [], savedAt: hoursAgo(0.2) });
      this.#waiting.set(id, why);
    };
    waits('waits-1', anna, 'Re: Lease for the harbour studio: final draft', 'Signed on the train. I bring the original on Monday.', null);
    waits('waits-2', owen, 'Key money', 'The second half is on its way.', 'key-changed');
  }

  suggestPassphrase = () => Promise.resolve('tundra violin harvest pebble orbit saffron willow');
  strength = (passphrase: string): Promise<Strength> => Promise.resolve({ score: Math.min(4, Math.floor(passphrase.length / 6)) as Strength['score'], hint: passphrase.length < 18 ? 'strength.longer' : null });
  async signUp(): Promise<Prepared | Refused> { await pause(600); return { kind: 'prepared', words: WORDS, asked: [6, 18] }; }
  async finishSignUp(words: readonly [string, string]) { await pause(500); return words.join() === 'lantern,dahlia' ? this.#session : refused('wrong-words'); }
  async signIn(_: string, passphrase: string) { await pause(500); return passphrase === 'wrong' ? refused('wrong-credentials') : passphrase === 'often' ? { ...refused('too-many'), retryAfter: 300 } : this.#session; }
  async recover() { await pause(500); return this.#session; }
  resume = () => Promise.resolve(this.how.signedIn ? this.#session : null);
  async changePassphrase(current: string) { await pause(500); return current === 'wrong' ? refused('wrong-credentials') : null; }
  async enterConsole(_address: string, passphrase: string) { await pause(500); return passphrase === 'wrong' ? refused('wrong-credentials') : null; }
  lock = () => Promise.resolve();
  signOut = () => Promise.resolve(true);

  subscribe(listener: (event: VaultEvent) => void) { this.#listener = listener; return Promise.resolve(); }
  sync() { this.#listener({ kind: 'sync', state: this.how.offline ? 'offline' : 'synced', at: new Date().toISOString() }); return Promise.resolve(null); }
  unread() {
    const n = (folder: Folder) => this.#mails.filter((mail) => mail.folder === folder && !mail.seen).length;
    return Promise.resolve({ inbox: n('inbox'), requests: n('requests'), drafts: this.#drafts.size - this.#waiting.size, outbox: this.#waiting.size, scheduled: this.#mails.filter(isHeld).length, spam: n('spam'), [kiln.id]: n(kiln.id) });
  }
  #places: Places = { folders: [studio, kiln, family], labels: [leaseLabel, clinic, travel, board] };
  places() { return Promise.resolve(this.#places); }
  keepFolder(folder: Omit<FolderName, 'id'> & { readonly id: OwnFolder | null }) {
    if (folder.id === null && this.#places.folders.some(({ name }) => name === folder.name)) return Promise.resolve(refused('bad-name'));
    const kept: FolderName = { ...folder, id: folder.id ?? `f-${own(String(++count))}` };
    this.#places = { ...this.#places, folders: [...this.#places.folders.filter(({ id }) => id !== kept.id), kept] };
    this.#listener({ kind: 'folders' });
    return Promise.resolve(kept.id);
  }
  keepLabel(label: Omit<Label, 'id'> & { readonly id: LabelId | null }) {
    const kept: Label = { ...label, id: label.id ?? `l-${own(String(++count))}` };
    this.#places = { ...this.#places, labels: [...this.#places.labels.filter(({ id }) => id !== kept.id), kept] };
    this.#listener({ kind: 'folders' });
    return Promise.resolve(kept.id);
  }
  dropPlace(id: string) {
    this.#places = { folders: this.#places.folders.filter((one) => one.id !== id), labels: this.#places.labels.filter((one) => one.id !== id) };
    this.#listener({ kind: 'folders' });
    return Promise.resolve(null);
  }
  rows({ folder }: { readonly folder: Place }) { return Promise.resolve(this.#rows(folder).map(({ mails }) => mails)); }
  source(id: string) {
    const mail = this.#mails.find((one) => one.id === id);
    const text = mail === undefined ? '' : `From: ${mail.from.email}\r\nSubject: ${mail.subject}\r\nMessage-ID: ${mail.messageId}\r\nContent-Type: text/plain; charset=utf-8; hp="cipher"\r\n\r\n${mail.body.text}`;
    return Promise.resolve({ text, size: text.length });
  }
  export() { return Promise.resolve(new Blob(['mail'])); }

  async list({ folder, search, from, count: most }: ListQuery): Promise<ListPage> {
    if (this.how.slow) await pause(60_000);
    const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const drafts = folder === 'drafts' || folder === 'outbox';
    const rows = drafts ? [...this.#drafts.values()].filter(({ id }) => this.#waiting.has(id ?? '') === (folder === 'outbox')).map((draft) => this.#draftRow(draft)) : this.#rows(words.length > 0 ? 'all' : folder);
    const plain = words.map((word) => word.replace(/^[a-z]+:/, ''));
    const found = rows.filter((row) => plain.every((word) => JSON.stringify([row, ...row.mails.map((id) => this.#mails.find((mail) => mail.id === id))]).toLowerCase().includes(word)));
    const page = { rows: found.slice(from, from + most), total: found.length, unread: rows.filter(({ seen }) => !seen).length };
    if (words.length === 0 || drafts) return page;
    const files = (id: string) => this.#mails.find((mail) => mail.id === id)?.attachments.map(({ name }) => mark(name, plain)).filter((name) => name.some(({ hit }) => hit)) ?? [];
    const marked = page.rows.map((row) => ({ ...row, marks: { people: row.people.map(({ name, email }) => mark(name ?? email, plain)), subject: mark(row.subject, plain), preview: mark(row.preview, plain), files: files(row.id) } }));
    const total = this.#mails.length;
    return { ...page, rows: marked, found: { indexed: this.how.indexing ? 96 : total, total, since: this.how.indexing ? hoursAgo(900) : null, partly: false, milliseconds: 3 } };
  }

  #isIn(mail: Played, place: Place): boolean {
    if (isHeld(mail) && (place === 'sent' || place === 'scheduled')) return place === 'scheduled';
    if (mail.folder === place) return mail.snoozed === null;
    if (mail.folder === 'spam' || mail.folder === 'trash' || mail.folder === 'requests') return false;
    if (place === 'snoozed') return mail.snoozed !== null;
    return place === 'all' || (place === 'starred' ? mail.flagged : mail.labels.some((label) => label === place));
  }

  #rows(folder: Place): MailRow[] {
    const threads = new Map<string, Played[]>();
    for (const mail of this.#mails) if (this.#isIn(mail, folder)) threads.set(mail.thread, [...(threads.get(mail.thread) ?? []), mail]);
    const rows = [...threads.values()].map((mails): MailRow => {
      const last = mails.at(-1) as Played;
      const all = this.#mails.filter(({ thread }) => thread === last.thread);
      const people = mails.every((mail) => mail.own) ? [...last.to, ...last.cc] : all.map(({ from }) => from);
      const worst = last.own ? (last.deliveries.find(({ state }) => state !== 'delivered')?.state ?? 'delivered') : null;
      return { id: last.id, mails: mails.map(({ id }) => id), people, subject: all[0]?.subject ?? '', preview: last.preview, at: last.receivedAt, count: all.length, seen: mails.every(({ seen }) => seen), flagged: all.some(({ flagged }) => flagged), snoozed: last.snoozed, muted: all.some(({ muted }) => muted), labels: this.#places.labels.map(({ id }) => id).filter((id) => all.some(({ labels }) => labels.includes(id))), folder: last.folder, own: mails.every((mail) => mail.own), hasAttachment: all.some(({ attachments }) => attachments.length > 0), verdict: last.verdict, delivery: worst, held: isHeld(last) ? last.held : null, draft: false };
    });
    return rows.sort((a, b) => b.at.localeCompare(a.at));
  }

  async excerpts(search: string, ids: readonly string[]) {
    const pieces = ids.flatMap((id): [string, Marked][] => {
      const body = this.#mails.find((mail) => mail.id === id)?.body.text.replaceAll(/\s+/g, ' ') ?? '';
      const at = body.toLowerCase().indexOf(search.toLowerCase());
      return at < 0 || search === '' ? [] : [[id, mark(`${at > 40 ? '…' : ''}${body.slice(Math.max(0, at - 40), at + 140)}`, [search])]];
    });
    return Promise.resolve(new Map(pieces));
  }

  conversation(id: string) {
    const mail = this.#mails.find((one) => one.id === id);
    return Promise.resolve(mail === undefined ? refused('not-found') : this.#mails.filter(({ thread }) => thread === mail.thread).map((one) => ({ ...one, held: isHeld(one) ? one.held : null })));
  }
  async body(id: string) { await pause(150); return this.#mails.find((one) => one.id === id)?.body ?? refused('not-found'); }
  #stop = new AbortController();
  cancelAttachment() { this.#stop.abort(); return Promise.resolve(); }
  pauseAttachment() { this.#stop.abort(); return Promise.resolve(); }
  keptAttachments() { return Promise.resolve(new Map<number, number>()); }
  async attachment(id: string, index: number, progress: Progress) {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (let done = 0; done <= 20; done++) {
      progress('download', done * 90_000, 1_800_000);
      await pause(120);
      if (signal.aborted) return refused('cancelled');
    }
    const isPdf = this.#mails.find((mail) => mail.id === id)?.attachments[index]?.type === 'application/pdf';
    if (isPdf) return (await fetch('/src/test/resources/files/two-pages.pdf')).blob();
    return index === 2 ? refused('tampered') : new Blob(['content']);
  }
  #change(ids: readonly string[], wish: (mail: Played) => Partial<Played>) {
    const before = this.#mails.filter(({ id }) => ids.includes(id)).map(({ id, seen, flagged, folder, labels, snoozed, muted }) => ({ mail: id, seen, flagged, folder, labels, snoozed, muted }));
    this.#mails = this.#mails.map((mail) => (ids.includes(mail.id) ? { ...mail, ...wish(mail) } : mail));
    this.#listener({ kind: 'mail', ids });
    return Promise.resolve<Undo>({ kind: 'undo', before });
  }
  mark(ids: readonly string[], flags: { readonly seen?: boolean; readonly flagged?: boolean }) { return this.#change(ids, () => flags); }
  label(ids: readonly string[], label: LabelId, on: boolean) { return this.#change(ids, ({ labels }) => ({ labels: on ? [...labels, label] : labels.filter((one) => one !== label) })); }
  move(ids: readonly string[], folder: Folder) {
    return this.#change(ids, ({ own: mine }) => ({ folder: mine && folder !== 'trash' ? 'sent' : folder }));
  }
  remove(ids: readonly string[]) {
    this.#mails = this.#mails.filter((mail) => mail.folder !== 'trash' || !ids.includes(mail.id));
    for (const id of ids) this.#waiting.delete(id);
    for (const id of ids) this.#drafts.delete(id);
    this.#listener({ kind: 'mail', ids });
    return Promise.resolve(null);
  }
  async undo({ before }: Undo) {
    for (const { mail, ...marks } of before) await this.#change([mail], () => marks);
    return null;
  }

  async lookUp(email: string): Promise<Recipient> {
    await pause(400);
    const person = [anna, jonas, tomas, priya, owen, sofia, daniel, yuki].find((one) => one.email === email);
    const state: Recipient['state'] = !email.includes('@') ? 'invalid' : this.how.offline ? 'offline' : email.startsWith('nobody') ? 'no-such-address' : email.startsWith('away') ? 'domain-away' : person === owen ? 'key-changed' : person === anna ? 'verified' : 'sealed';
    return { email, name: person?.name ?? null, state, fingerprint: FINGERPRINT };
  }
  keys = (address: string): Promise<KeyView | null> => Promise.resolve({ address, fingerprint: FINGERPRINT, since: hoursAgo(900), verified: address === anna.email, changed: address === owen.email ? FINGERPRINT.replaceAll('a', '4') : null });
  verifyKey = () => Promise.resolve(null);
  acceptKey = () => Promise.resolve(null);
  complete(start: string) { return this.contacts.complete(start); }
  async saveDraft(draft: DraftView) {
    await pause(200);
    const id = draft.id ?? `draft-${++count}`;
    this.#drafts.set(id, { ...draft, id, savedAt: new Date().toISOString() });
    this.#listener({ kind: 'folders' });
    return id;
  }
  async keepFile(file: Blob, progress: Progress) {
    for (let done = 0; done <= 10; done++) {
      progress('upload', (file.size * done) / 10, file.size);
      await pause(120);
    }
    return `blob-${++count}`;
  }
  finishFile() { return Promise.resolve(null); }
  pauseFile() { return Promise.resolve(); }
  dropFile() { return Promise.resolve(); }
  draft(id: string) { return Promise.resolve(this.#drafts.get(id) ?? refused('not-found')); }
  discardDraft(id: string) { this.#drafts.delete(id); this.#listener({ kind: 'folders' }); return Promise.resolve(null); }
  async send(draft: DraftView, progress: Progress, when: When = 'now') {
    if (this.how.offline) {
      const id = await this.saveDraft(draft);
      this.#waiting.set(id, null);
      this.#listener({ kind: 'folders' });
      return { kind: 'waits' as const, id };
    }
    for (const [index, { size }] of [...draft.files, { size: 1 }].entries()) {
      for (let done = 0; done <= 10; done++) {
        progress('upload', index * 10 + done, 10 * (draft.files.length + 1));
        if (index < draft.files.length) progress('file', (size * done) / 10, size, index);
        await pause(150);
      }
    }
    if (draft.subject === 'fail') return refused('domain-away');
    const held = when === 'now' ? null : 'at' in when ? when.at : new Date(Date.now() + when.seconds * 1000).toISOString();
    const mail = played(me, draft.subject, draft.text, 0, { held, receivedAt: held ?? new Date().toISOString(), folder: 'sent', to: draft.to, cc: draft.cc, deliveries: draft.to.map(({ email }) => delivery(email, 'waiting')), ...(draft.expires === undefined ? {} : { expires: new Date(Date.now() + 7 * 86_400_000).toISOString() }) });
    this.#mails.push(mail);
    if (draft.id !== null) this.#drafts.delete(draft.id);
    this.#listener({ kind: 'mail', ids: [mail.id] });
    return mail.id;
  }
  cancelSend = () => Promise.resolve();
  async withdraw(id: string) {
    await pause(200);
    const mail = this.#mails.find((one) => one.id === id);
    if (mail === undefined || !isHeld(mail)) return refused('already-sent');
    this.#mails = this.#mails.filter((one) => one !== mail);
    const { to, cc, bcc, subject, body: { text, html } } = mail;
    const files = mail.attachments.map(({ name, type, size }) => ({ name, type, size, file: null, from: null, stored: name }));
    return this.saveDraft({ id: null, to, cc, bcc, subject, text, html, files, inReplyTo: [], references: [], savedAt: null });
  }
  async stop(id: string) {
    await pause(200);
    const open = this.#mails.find((one) => one.id === id)?.deliveries.filter(({ state }) => isUnderWay(state)).length ?? 0;
    this.#mails = this.#mails.map((one) => (one.id === id ? { ...one, deliveries: one.deliveries.map((each) => (isUnderWay(each.state) ? { ...each, state: 'stopped' as const } : each)) } : one));
    this.#listener({ kind: 'mail', ids: [id] });
    return { kind: 'stopped' as const, neverLeft: 0, mayHaveLeft: open, tooLate: 0 };
  }
  sendNow(id: string) {
    this.#mails = this.#mails.map((one) => (one.id === id ? { ...one, held: null, receivedAt: new Date().toISOString() } : one));
    this.#listener({ kind: 'mail', ids: [id] });
    return Promise.resolve(id);
  }
  #draftRow(draft: DraftView): MailRow {
    const why = this.#waiting.get(draft.id ?? '');
    return { ...draftRow(draft), ...(why === undefined ? {} : { waits: { why } }) };
  }
  #preferences: Preferences = { undo: 10, plain: false, askNew: true, signatures: [{ id: 's1', name: 'Studio', html: '<p>Mira Solberg<br>Harbour studio, Quay 4</p>' }, { id: 's2', name: 'Short', html: '<p>Mira</p>' }], signature: 's1', templates: [{ id: 't1', name: 'Opening hours', subject: 'Opening hours', html: '<p>We are open from Tuesday to Saturday, ten to six.</p>' }] };
  strangers = (addresses: readonly string[]) => Promise.resolve(addresses.filter((address) => address.startsWith('new')));
  preferences = () => Promise.resolve(this.#preferences);
  keepPreferences(wanted: Partial<Preferences>) {
    this.#preferences = { ...this.#preferences, ...wanted };
    return Promise.resolve(this.#preferences);
  }
}

function draftRow(draft: DraftView): MailRow {
  return { id: draft.id ?? '', mails: [draft.id ?? ''], people: [...draft.to, ...draft.cc], subject: draft.subject, preview: draft.text.slice(0, 140), at: draft.savedAt ?? new Date().toISOString(), count: 1, seen: true, flagged: false, labels: [], snoozed: null, muted: false, folder: 'drafts', own: true, hasAttachment: draft.files.length > 0, verdict: { name: 'sealed' }, delivery: null, held: null, draft: true };
}
