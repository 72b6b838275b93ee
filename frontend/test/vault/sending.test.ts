import { beforeAll, describe, expect, test } from 'vitest';
import type { DraftFile } from '../../model/mail.js';
import { Forger } from './forger.js';
import { isWaits } from '../../model/offline.js';
import { codeOf, draft, given, newest, nothing, type Person, person, send, sentId } from './people.js';
import { type FakeDomain, World } from './world.js';

let world: World;
let south: FakeDomain;
let north: FakeDomain;
let anna: Person;
let boris: Person;
let carl: Person;

beforeAll(async () => {
  world = new World();
  [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris, carl] = await Promise.all([person(south, 'anna'), person(north, 'boris'), person(south, 'carl')]);
});

const file = (name: string, content: Uint8Array<ArrayBuffer>, type = 'application/pdf'): DraftFile => ({ name, type, size: content.length, file: new Blob([content]), from: null, stored: null });
const octetsOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
const pattern = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 0xff);

describe('recipients', () => {
  test('in To and Cc share one sealed body and header; Bcc is told to nobody else', async () => {
    const submitted: Record<string, unknown>[] = [];
    const call = anna.browser.call.bind(anna.browser);
    anna.browser.call = (method, path, body) => {
      if (path === '/api/submissions') submitted.push(...(body as { messages: Record<string, unknown>[] }).messages);
      return call(method, path, body);
    };
    const id = await send(anna, draft([boris.address], 'shared', 'text', { cc: [carl.address], bcc: [anna.address] }));
    const [toBoris, toCarl, toAnna] = submitted as [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>];
    expect(toCarl['blobs']).toEqual(toBoris['blobs']);
    expect((toCarl['header'] as string).slice(-1000)).toBe((toBoris['header'] as string).slice(-1000));
    expect(toCarl['header']).not.toBe(toBoris['header']);
    expect(toAnna['blobs']).not.toEqual(toBoris['blobs']);
    expect((toAnna['header'] as string).slice(-1000)).not.toBe((toBoris['header'] as string).slice(-1000));
    const [seenByBoris, seenByCarl, seenByAnna] = [await newest(boris), await newest(carl), await newest(anna)];
    for (const mail of [seenByBoris, seenByCarl]) expect(mail).toMatchObject({ subject: 'shared', bcc: [], cc: [{ email: carl.address }] });
    expect(seenByAnna).toMatchObject({ own: false, bcc: [{ email: anna.address }], verdict: { name: 'sealed' } });
    expect(given(await anna.vault.body(seenByAnna.id)).text).toBe('text');
    const own = given(await anna.vault.conversation(id)).find((mail) => mail.own)!;
    expect(own.bcc).toEqual([{ name: null, email: anna.address }]);
    expect(own.deliveries.map(({ field, state }) => [field, state])).toEqual([
      ['to', 'delivered'],
      ['cc', 'delivered'],
      ['bcc', 'delivered'],
    ]);
  });

  test('can be all in Bcc', async () => {
    const id = await send(anna, draft([], 'hidden', 'text', { bcc: [boris.address, carl.address] }));
    expect(await newest(boris)).toMatchObject({ subject: 'hidden', to: [], bcc: [{ email: boris.address }] });
    expect(given(await anna.vault.conversation(id))[0]!.bcc.length).toBe(2);
  });

  test('are refused as a value when there are none, they are no addresses, or nobody is there', async () => {
    expect(codeOf(await anna.vault.send(draft([], 'x', 'x'), nothing))).toBe('no-recipients');
    expect(codeOf(await anna.vault.send(draft(['not an address'], 'x', 'x'), nothing))).toBe('bad-recipient');
    expect(codeOf(await anna.vault.send(draft(['nobody@north.test'], 'x', 'x'), nothing))).toBe('bad-recipient');
    expect(codeOf(await anna.vault.send(draft(['boris@nowhere.test'], 'x', 'x'), nothing))).toBe('unknown-domain');
  });

  test('are shown by state when looked up', async () => {
    expect(await anna.vault.lookUp('BORIS@North.Test ')).toMatchObject({ email: 'boris@north.test', state: 'sealed' });
    expect(await boris.vault.lookUp('carl@south.test')).toMatchObject({ state: 'first-contact' });
    expect(await anna.vault.lookUp('nobody@north.test')).toMatchObject({ state: 'no-such-address' });
    expect(await anna.vault.lookUp('x@nowhere.test')).toMatchObject({ state: 'unknown-domain' });
    expect(await anna.vault.lookUp('x y@north.test')).toMatchObject({ state: 'invalid', fingerprint: null });
  });

  test('number a hundred: the header then stands in a blob, and everybody can read it', async () => {
    const crowd = [];
    for (let i = 0; i < 98; i++) crowd.push((await Forger.at(north, `crowd${i}`)).address);
    await send(anna, draft([boris.address, ...crowd], 'to a hundred', 'hello all', { cc: [carl.address] }));
    const mail = await newest(boris);
    expect(mail).toMatchObject({ subject: 'to a hundred', verdict: { name: 'sealed' } });
    expect(mail.to.length).toBe(99);
    expect(given(await boris.vault.body(mail.id)).text).toBe('hello all');
    expect(codeOf(await anna.vault.send(draft([boris.address, ...crowd, 'a@south.test', 'b@south.test'], 'x', 'x'), nothing))).toBe('bad-recipient');
  });

  test('with a key other than the pinned one stop the sending', async () => {
    const dora = await Forger.at(north, 'dora');
    await send(carl, draft([dora.address], 'one', 'text'));
    await north.rebind(dora.address);
    world.now += 25 * 3_600_000;
    expect(await carl.vault.lookUp(dora.address)).toMatchObject({ state: 'key-changed' });
    expect(codeOf(await carl.vault.send(draft([dora.address], 'two', 'text'), nothing))).toBe('key-changed');
    const { fingerprint, changed } = (await carl.vault.keys(dora.address))!;
    expect(fingerprint).toBe(dora.key.fingerprint);
    given(await carl.vault.acceptKey(dora.address, changed!));
    expect(await carl.vault.lookUp(dora.address)).toMatchObject({ state: 'sealed', fingerprint: changed });
    await send(carl, draft([dora.address], 'two', 'text'));
  });
});

describe('attachments', () => {
  test('arrive octet by octet, with names that are safe', async () => {
    const large = pattern(9 * 1024 * 1024 + 17);
    const files = [file('../../etc/pass\u202ewd.exe', pattern(10), 'text/html'), file('', new Uint8Array(0)), file('large.bin', large, 'image/png')];
    await send(anna, draft([boris.address], 'files', 'see the files', { files }));
    const mail = await newest(boris);
    expect(mail.attachments.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['passwd.exe', 'text/html', 10],
      ['attachment', 'application/pdf', 0],
      ['large.bin', 'image/png', large.length],
    ]);
    const first = given(await boris.vault.attachment(mail.id, 0, nothing));
    expect(first.type).toBe('application/octet-stream');
    expect(await octetsOf(first)).toEqual(pattern(10));
    expect(given(await boris.vault.attachment(mail.id, 1, nothing)).size).toBe(0);
    const third = given(await boris.vault.attachment(mail.id, 2, nothing));
    expect(third.type).toBe('image/png');
    expect(Buffer.compare(await octetsOf(third), large)).toBe(0);
    const ranges = boris.browser.calls.filter((call) => call.startsWith('RANGE')).map((call) => call.slice(6).split('-').map(Number) as [number, number]);
    expect(Math.max(...ranges.map(([from, to]) => to - from))).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(codeOf(await boris.vault.attachment(mail.id, 3, nothing))).toBe('not-found');
  });

  test('of a mail are forwarded without leaving the vault in between', async () => {
    const mail = await newest(boris);
    const forwarded: DraftFile = { name: 'again.bin', type: 'image/png', size: mail.attachments[2]!.size, file: null, from: { mail: mail.id, index: 2 }, stored: null };
    await send(boris, draft([carl.address], 'Fwd: files', 'look', { files: [forwarded] }));
    const received = await newest(carl);
    expect(Buffer.compare(await octetsOf(given(await carl.vault.attachment(received.id, 0, nothing))), pattern(9 * 1024 * 1024 + 17))).toBe(0);
  });

  test('survive connections that break in the middle of a piece', async () => {
    anna.browser.cutting.push(0, 100_000, 1_000_000_000);
    await send(anna, draft([boris.address], 'broken lines', 'text', { files: [file('a.bin', pattern(300_000))] }));
    const mail = await newest(boris);
    expect(mail.subject).toBe('broken lines');
    expect(await octetsOf(given(await boris.vault.attachment(mail.id, 0, nothing)))).toEqual(pattern(300_000));
  });

  test('that are gone after a reload must be chosen again', async () => {
    const lost: DraftFile = { name: 'lost.pdf', type: 'application/pdf', size: 5, file: null, from: null, stored: null };
    expect(codeOf(await anna.vault.send(draft([boris.address], 'x', 'x', { files: [lost] }), nothing))).toBe('missing-file');
  });

  test('number sixty-four: one more is refused before anything is sealed', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => file(`${i}-${'n'.repeat(200)}.bin`, pattern(10)));
    await send(anna, draft([boris.address], 'many', 'text', { files: many(64) }));
    expect((await newest(boris)).attachments.length).toBe(64);
    const before = anna.browser.calls.length;
    expect(codeOf(await anna.vault.send(draft([boris.address], 'too many', 'text', { files: many(65) }), nothing))).toBe('too-many-files');
    expect(anna.browser.calls.slice(before).filter((call) => call === 'POST /api/blobs')).toEqual([]);
  });

  test('tell how far each of them is, and stop coming when asked', async () => {
    const size = 20 * 1024 * 1024;
    const told: [number, number, number][] = [];
    const view = draft([boris.address], 'progress', 'text', { files: [file('small.bin', pattern(10)), file('large.bin', pattern(size))] });
    world.now += 60_000;
    given(
      await anna.vault.send(view, (step, done, total, index) => {
        if (step === 'file') told.push([index!, done, total]);
      }),
    );
    expect(told[0]).toEqual([0, 10, 10]);
    const large = told.filter(([index]) => index === 1).map(([, done]) => done);
    expect(large.length).toBeGreaterThanOrEqual(3);
    expect(large).toEqual([...large].sort((a, b) => a - b));
    expect(told.at(-1)).toEqual([1, size, size]);
    const { id } = await newest(boris);
    const stopped = boris.vault.attachment(id, 1, () => void boris.vault.cancelAttachment(id, 1));
    expect(codeOf(await stopped)).toBe('cancelled');
    expect(given(await boris.vault.attachment(id, 1, nothing)).size).toBe(size);
  });

  test('stop being sealed when the sending is cancelled', async () => {
    const sending = anna.vault.send(draft([boris.address], 'never', 'text', { files: [file('b.bin', pattern(20 * 1024 * 1024))] }), (step, done) => {
      if (step === 'upload' && done > 1_000_000) void anna.vault.cancelSend();
    });
    expect(codeOf(await sending)).toBe('cancelled');
    expect((await newest(boris)).subject).toBe('progress');
  });
});

describe('a submission', () => {
  test('of which the answer was lost is not made twice', async () => {
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'once', 'text')));
    let lost = 0;
    anna.browser.answering = (path, answer) => (path === '/api/submissions' && lost++ < 3 ? { status: 0, body: null, retryAfter: null } : answer);
    const view = { ...draft([boris.address], 'once', 'text'), id };
    expect(isWaits(await anna.vault.send(view, nothing))).toBe(true);
    given(await anna.vault.sync());
    const sent = (await anna.vault.list({ folder: 'sent', search: 'once', from: 0, count: 1 })).rows[0]!.id;
    given(await boris.vault.sync());
    const rows = (await boris.vault.list({ folder: 'inbox', search: 'once', from: 0, count: 10 })).rows;
    expect(rows.length).toBe(1);
    expect(given(await anna.vault.conversation(sent)).length).toBe(1);
    expect((await anna.vault.list({ folder: 'drafts', search: '', from: 0, count: 10 })).total).toBe(0);
  });

  test('that the destination refuses is told with its reason', async () => {
    given(await anna.vault.lookUp('dora@north.test') as never);
    north.accounts.delete('dora@north.test');
    const id = await send(anna, draft(['dora@north.test'], 'gone', 'text'));
    given(await anna.vault.sync());
    expect(given(await anna.vault.conversation(id))[0]!.deliveries).toMatchObject([{ state: 'refused', reason: 'no-such-address' }]);
    expect((await anna.vault.list({ folder: 'sent', search: 'gone', from: 0, count: 1 })).rows[0]!.delivery).toBe('refused');
  });
});

describe('a body', () => {
  test('of HTML comes with its text, and its root protects the header fields', async () => {
    const { writeBody } = await import('../../vault/body.js');
    await send(anna, draft([boris.address], 'Ünïcode '.repeat(20), 'plain\ntext', { html: '<p>plain<br>text</p>' }));
    const mail = await newest(boris);
    expect(given(await boris.vault.body(mail.id))).toEqual({ text: 'plain\ntext', html: '<p>plain<br>text</p>' });
    const header = { from: { name: 'Ännä', email: 'anna@south.test' }, to: [], cc: [], bcc: [], subject: 'Grüße', sentAt: '2026-11-22T10:00:00Z', messageId: 'a@b', inReplyTo: [], references: [] };
    const mime = new TextDecoder().decode(writeBody(header, 'text', null));
    expect(mime).toContain('Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\n');
    expect(mime).toContain('Content-Type: text/plain; charset=utf-8; hp="cipher"\r\n');
    expect(mime.split('\r\n').every((line) => line.length <= 78)).toBe(true);
  });
});

describe('pictures inside a text', () => {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const html = `<p>Look: <img src="data:image/png;base64,${dot}" alt="a"> and <img src="data:image/png;base64,${dot}"></p>`;
  const octets = Uint8Array.from(atob(dot), (c) => c.charCodeAt(0));

  test('travel as parts of their own, each once, and are no attachments of the list', async () => {
    await send(anna, draft([boris.address], 'Dots', 'Look: and', { html, files: [file('plan.pdf', pattern(10))] }));
    const mail = await newest(boris);
    expect(mail.attachments.map(({ name, type, size }) => [name, type, size])).toEqual([['plan.pdf', 'application/pdf', 10], ['image-1.png', 'image/png', octets.length]]);
    const { cid } = mail.attachments[1]!;
    expect(given(await boris.vault.body(mail.id)).html).toBe(`<p>Look: <img src="cid:${cid!}" alt="a"> and <img src="cid:${cid!}"></p>`);
    expect(await octetsOf(given(await boris.vault.attachment(mail.id, 1, nothing)))).toEqual(octets);
    await send(anna, draft([boris.address], 'Only dots', 'Look', { html }));
    expect((await boris.vault.list({ folder: 'inbox', search: 'has:attachment only dots', from: 0, count: 5 })).total).toBe(0);
    given(await boris.vault.sync());
    expect((await boris.vault.list({ folder: 'inbox', search: '', from: 0, count: 1 })).rows[0]).toMatchObject({ subject: 'Only dots', hasAttachment: false });
  });

  test('stand in the text again when the mail is taken back', async () => {
    world.now += 60_000;
    const id = sentId(await anna.vault.send(draft([boris.address], 'Dots again', 'Look', { html, files: [file('plan.pdf', pattern(10))] }), nothing, { seconds: 10 }));
    const back = given(await anna.vault.draft(given(await anna.vault.withdraw(id))));
    expect(back.html).toBe(html);
    expect(back.files.map(({ name }) => name)).toEqual(['plan.pdf']);
  });

  test('that are no pictures stay as they are', async () => {
    const odd = '<p><img src="data:image/svg+xml;base64,PHN2Zy8+"><img src="data:image/png;base64,A"></p>';
    await send(anna, draft([boris.address], 'Odd', 'x', { html: odd }));
    expect(given(await boris.vault.body((await newest(boris)).id)).html).toBe(odd);
  });
});

describe('addresses', () => {
  test('that were never written to are told', async () => {
    await send(anna, draft([boris.address], 'known', 'x', { bcc: [carl.address] }));
    expect(await anna.vault.strangers([boris.address.toUpperCase(), carl.address, anna.address, 'new@north.test'])).toEqual(['new@north.test']);
  });
});

describe('files of a draft', () => {
  test('are kept with it, on every device, and not uploaded again for those who share them', async () => {
    const content = pattern(300_000);
    const stored = given(await anna.vault.keepFile(new Blob([content]), nothing, nothing));
    const id = given(await anna.vault.saveDraft(draft([boris.address], 'Kept', 'text', { bcc: [carl.address], files: [{ ...file('kept.bin', content), stored }] })));
    const { otherDevice } = await import('./people.js');
    const phone = await otherDevice(anna);
    const there = given(await phone.vault.draft(id));
    expect(there.files).toMatchObject([{ name: 'kept.bin', file: null, stored }]);
    const before = phone.browser.calls.length;
    await send(phone, there);
    // Two bodies, and the copy of the file for the blind one.
    expect(phone.browser.calls.slice(before).filter((call) => call === 'POST /api/blobs').length).toBe(3);
    for (const reader of [boris, carl]) {
      const mail = await newest(reader);
      expect(mail).toMatchObject({ subject: 'Kept', verdict: { name: 'sealed' }, attachments: [{ name: 'kept.bin' }] });
      expect(Buffer.compare(await octetsOf(given(await reader.vault.attachment(mail.id, 0, nothing))), content)).toBe(0);
    }
  });

  test('that are kept nowhere must be chosen again', async () => {
    const lost: DraftFile = { name: 'lost.pdf', type: 'application/pdf', size: 5, file: null, from: null, stored: 'A'.repeat(43) };
    expect(codeOf(await anna.vault.send(draft([boris.address], 'x', 'x', { files: [lost] }), nothing))).toBe('missing-file');
  });
});
