import { decrypt, readMessage, readPrivateKey, verify as judge } from '@protontech/openpgp';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { normalLocal, parseAddress } from '../../vault/address.js';
import { blobSize, openBlob, sealBlob } from '../../vault/blob.js';
import { readBody, textOfHtml, writeBody } from '../../vault/body.js';
import { base64url, type Bytes, concat, fromBase64url, padme, random, utf8 } from '../../vault/bytes.js';
import { cleanFileName, cleanLine, cleanType } from '../../vault/clean.js';
import { type BlobReference, headerJson, readHeaderJson } from '../../vault/header.js';
import { Fields, parseObject, toJson } from '../../vault/json.js';
import { generateKey, openKey, type SecretKey } from '../../vault/keys.js';
import { MailboxKey } from '../../vault/mailbox-key.js';
import { readCertificate } from '../../vault/policy.js';
import { Refusal } from '../../vault/refusal.js';
import { HEADER_SIZES, openSealed, sealBody, sealedStatement, sealFor } from '../../vault/sealed.js';
import { checkStatement, readAlone, sign, verify } from '../../vault/statement.js';

let key: SecretKey;
let transferable: Bytes;

beforeAll(async () => {
  const made = await generateKey('anna@south.test');
  transferable = made.transferable;
  key = await openKey(made.transferable, await readCertificate(made.certificate, 'anna@south.test'));
});

const octets = (max: number) => fc.uint8Array({ maxLength: max }).map((array) => new Uint8Array(array));

/** Runs a reader on hostile octets: it may take or refuse them, and nothing else. */
async function takesOrRefuses(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (fault) {
    expect(fault).toBeInstanceOf(Refusal);
  }
}

describe('the library, as a judge of its own,', () => {
  test('verifies our statements and dates them by the signer’s clock', async () => {
    const content = toJson({ type: 'darkmail/test/1', text: 'hello' });
    const statement = await sign(content, key, Date.parse('2027-03-04T05:06:07Z'));
    const verificationKeys = (await readPrivateKey({ binaryKey: transferable.slice() })).toPublic();
    const { data, signatures } = await judge({ message: await readMessage({ binaryMessage: statement }), verificationKeys, format: 'binary', expectSigned: true, date: new Date('2027-03-04T05:06:08Z') });
    expect(new Uint8Array(data)).toEqual(content);
    expect((await signatures[0]!.signature).packets[0]!.created).toEqual(new Date('2027-03-04T05:06:07Z'));
  });

  test('opens our sealed messages and our blobs', async () => {
    const content = toJson({ type: 'darkmail/test/1' });
    const message = await sealFor((await sealBody(await sign(content, key, Date.now()), HEADER_SIZES))!, key.certificate);
    expect(message.length).toBe(2048);
    const decryptionKeys = await readPrivateKey({ binaryKey: transferable.slice() });
    const verificationKeys = (await readPrivateKey({ binaryKey: transferable.slice() })).toPublic();
    const opened = await decrypt({ message: await readMessage({ binaryMessage: message }), decryptionKeys, verificationKeys, expectSigned: true, format: 'binary' });
    expect(new Uint8Array(opened.data)).toEqual(content);
    const parts: Bytes[] = [];
    const large = random(700_000);
    const blob = await sealBlob(new Blob([large]), async (_, piece) => void parts.push(piece));
    const sessionKeys = { data: blob.key, algorithm: 'aes256', aeadAlgorithm: 'gcm' } as const;
    const again = await decrypt({ message: await readMessage({ binaryMessage: concat(...parts) }), sessionKeys, format: 'binary' });
    expect(Buffer.compare(again.data, large)).toBe(0);
  });
});

describe('readers of hostile octets take or refuse, and never fail otherwise:', () => {
  test('statements', () => fc.assert(fc.asyncProperty(octets(400), (hostile) => takesOrRefuses(() => verify(hostile, 'x', key.certificate.primary)))));
  test('certificates', () => fc.assert(fc.asyncProperty(octets(400), (hostile) => takesOrRefuses(() => readCertificate(hostile, 'x')))));
  test('sealed messages', () => fc.assert(fc.asyncProperty(octets(400), (hostile) => takesOrRefuses(async () => openSealed(concat(hostile, new Uint8Array(2048 - hostile.length)), key, HEADER_SIZES)))));
  test('JSON', () => fc.assert(fc.asyncProperty(octets(100), (hostile) => takesOrRefuses(() => parseObject(hostile)))));
  test('headers', () => fc.assert(fc.asyncProperty(fc.object(), (hostile) => takesOrRefuses(() => readHeaderJson(new Fields({ ...hostile, type: 'darkmail/header/1' }))))));
  test('bodies', () => fc.assert(fc.asyncProperty(octets(2000), (hostile) => takesOrRefuses(() => readBody(hostile)))));

  test('a statement with any one octet changed', async () => {
    const statement = await sign(toJson({ type: 'darkmail/test/1', text: 'x' }), key, Date.now());
    for (let i = 0; i < statement.length; i++) {
      const bent = statement.map((octet, at) => (at === i ? octet ^ (1 << (i % 8)) : octet));
      await expect(verify(bent, 'darkmail/test/1', key.certificate.primary), `octet ${i}`).rejects.toBeInstanceOf(Refusal);
    }
  });

  test('a sealed message with an octet changed', async () => {
    const message = await sealFor((await sealBody(await sign(toJson({ type: 'darkmail/test/1' }), key, Date.now()), HEADER_SIZES))!, key.certificate);
    for (let i = 0; i < message.length; i += 13) {
      const bent = message.map((octet, at) => (at === i ? octet ^ (1 << (i % 8)) : octet));
      await expect(openSealed(bent, key, HEADER_SIZES), `octet ${i}`).rejects.toBeInstanceOf(Refusal);
    }
  });
});

describe('what is written is read again:', () => {
  test('statements in sealed messages of every size', async () => {
    for (const length of [10, 1500, 5000, 12_000]) {
      const content = toJson({ type: 'darkmail/test/1', text: 'x'.repeat(length) });
      const message = await sealFor((await sealBody(await sign(content, key, Date.now()), HEADER_SIZES))!, key.certificate);
      expect(HEADER_SIZES).toContain(message.length);
      expect(await checkStatement(sealedStatement(await openSealed(message, key, HEADER_SIZES)), key.certificate.primary)).toEqual(content);
    }
    expect(await sealBody(random(16_000), HEADER_SIZES)).toBeNull();
  });

  test('a signature keeps to its key’s time when the clock was set back', async () => {
    const statement = await sign(toJson({ type: 'darkmail/test/1' }), key, 0);
    expect(readAlone(statement).signature.created).toBe(key.created);
    await verify(statement, 'darkmail/test/1', key.certificate.primary);
  });

  test.each([0, 1, 4066, 4067, 262_131, 262_132, 262_133, 262_144, 600_000, 8_200_000])('a blob of %i octets, of a size that tells a step', async (length) => {
    const content = random(length);
    const pieces: Bytes[] = [];
    const sealed = await sealBlob(new Blob([content]), async (_, piece) => void pieces.push(piece));
    const all = concat(...pieces);
    expect([all.length, sealed.size, Math.max(...pieces.map((piece) => piece.length)) <= 8 * 1024 * 1024]).toEqual([blobSize(length), blobSize(length), true]);
    const reference = { ...sealed, part: 'body' } as unknown as BlobReference;
    const opened = await openBlob(reference, async (from, to) => all.slice(from, to));
    expect(Buffer.compare(new Uint8Array(await opened.arrayBuffer()), content)).toBe(0);
  });

  test('two blobs of one content have nothing in common', async () => {
    const [a, b] = await Promise.all([0, 1].map(() => sealBlob(new Blob(['same']), async () => undefined)));
    expect(a!.key).not.toEqual(b!.key);
    expect(a!.sha256).not.toEqual(b!.sha256);
  });

  test('headers', () => {
    const reference: BlobReference = { part: 'body', name: null, type: 'message/rfc822', cid: null, disposition: null, id: base64url(random(32)), sha256: random(32), size: 5000, length: 10, key: random(32) };
    const header = {
      from: { name: 'Änna', email: 'anna@south.test' },
      to: [{ name: null, email: 'boris@north.test' }],
      cc: [],
      bcc: [],
      replyTo: [],
      subject: 'Grüße',
      preview: '',
      sentAt: '2026-11-22T10:00:00Z',
      messageId: 'a@south.test',
      inReplyTo: ['b@c'],
      references: ['b@c', 'd@e'],
      blobs: [reference, { ...reference, part: 'attachment' as const, id: base64url(random(32)), name: 'x' }],
      recipients: [{ address: 'boris@north.test', fingerprint: 'ab'.repeat(32) }],
      key: random(42),
      binding: random(300),
      domains: { 'south.test': 'cd'.repeat(32) },
    };
    expect(readHeaderJson(parseObject(toJson(headerJson(header))))).toEqual(header);
  });

  test('items, which open only at their place', async () => {
    const mailbox = await MailboxKey.of('anna@south.test', random(32));
    const id = await mailbox.derivedId('contact', 'x');
    const sealed = await mailbox.seal('contact', id, 3, { type: 'x' });
    expect(sealed.length).toBe(12 + padme(256) + 16);
    expect((await mailbox.open('contact', id, 3, sealed)).text('type')).toBe('x');
    await expect(mailbox.open('contact', id, 4, sealed)).rejects.toThrow('tampered');
    await expect(mailbox.open('mail', id, 3, sealed)).rejects.toThrow('tampered');
    await expect(mailbox.open('contact', await mailbox.derivedId('contact', 'y'), 3, sealed)).rejects.toThrow('tampered');
    await expect((await MailboxKey.of('eve@south.test', random(32))).open('contact', id, 3, sealed)).rejects.toThrow('tampered');
    expect(await mailbox.derivedId('contact', 'x')).toBe(id);
  });

  test('bodies of any text', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 60 }), async (text, name) => {
        const clean = text.replaceAll(/[\r\0]/g, '');
        const header = { from: { name: cleanLine(name, 60) || null, email: 'a@b.test' }, to: [], cc: [], bcc: [], subject: cleanLine(name, 60), sentAt: '2026-11-22T10:00:00Z', messageId: 'a@b', inReplyTo: [], references: [] };
        expect((await readBody(writeBody(header, clean, null))).text.trimEnd()).toBe(clean.trimEnd());
      }),
      { numRuns: 50 },
    ));

  test('base64url, in one form only', () => {
    fc.assert(fc.property(octets(50), (value) => { expect(fromBase64url(base64url(value))).toEqual(value); }));
    for (const text of ['A', 'AB', 'AA==', 'A+', 'A/', 'A A', 'é']) expect(fromBase64url(text), text).toBeNull();
  });
});

describe('JSON from outside', () => {
  const read = (text: string) => () => parseObject(utf8(text));

  test('is one object in UTF-8 with each member once', () => {
    expect(read('{"a":{"b":1},"b":[{"a":1},{"a":2}],"c":"\\"a\\":"}')().names()).toEqual(['a', 'b', 'c']);
    for (const text of ['[]', '1', 'null', '', '{', '{"a":1}{"b":1}', '{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"x":{"a":1,"a":1}}', '{"x":[{"a":1,"a":1}]}', '\ufeff{}']) {
      expect(read(text), text).toThrow('malformed');
    }
    expect(() => parseObject(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toThrow('malformed');
  });

  test('is read member by member', () => {
    const fields = read('{"n":1.5,"s":"\\ud800","t":"2026-13-01T00:00:00Z","f":"AB","l":[1],"o":[],"big":9007199254740993,"constructor":1}')();
    expect(() => fields.count('n')).toThrow('malformed');
    expect(() => fields.count('big')).toThrow('malformed');
    expect(() => fields.text('s')).toThrow('malformed');
    expect(() => fields.time('t')).toThrow('malformed');
    expect(() => fields.fingerprint('f')).toThrow('malformed');
    expect(() => fields.octets('f')).toThrow('malformed');
    expect(() => fields.texts('l', 3)).toThrow('malformed');
    expect(() => fields.list('l', 0)).toThrow('malformed');
    expect(() => fields.object('o')).toThrow('malformed');
    expect(() => fields.flag('missing')).toThrow('malformed');
    expect(fields.raw('toString')).toBeUndefined();
    expect(fields.raw('constructor')).toBe(1);
  });
});

describe('names from strangers', () => {
  test('have no path, no controls, nothing that turns their direction', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('C:\\Windows\\evil.exe')).toBe('evil.exe');
    expect(cleanFileName('...')).toBe('attachment');
    expect(cleanFileName(null)).toBe('attachment');
    expect(cleanFileName('invoice\u202Efdp.exe')).toBe('invoicefdp.exe');
    expect(cleanFileName(`${'ä'.repeat(200)}.pdf`)).toMatch(/^ä{125}\.pdf$/);
    expect(cleanLine('a\r\nb\u0000\u2066c', 10)).toBe('a bc');
    expect(cleanType('Text/HTML; charset=x')).toBe('text/html');
    expect(cleanType('text/html\r\nX: y')).toBe('application/octet-stream');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => { expect(cleanFileName(cleanFileName(name))).toBe(cleanFileName(name)); }));
  });

  test('of addresses come to one normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        const local = normalLocal(text);
        if (local !== null) expect(normalLocal(local)).toBe(local);
      }),
    );
    expect(parseAddress('\uff21nna@s\u00fcd.test')?.text).toBe('anna@xn--sd-xka.test');
    for (const text of ['@a.test', 'a@', 'a@b', 'a@1.2.3.4', '\u0430nna@@b.test', 'a@b.test/x', 'ﬁ@b.test', 'a\u200bb@b.test']) expect(parseAddress(text), text).toBeNull();
  });

  test('in HTML become text without its markup', () => {
    expect(textOfHtml('<style>x{}</style><p>a &lt;b&gt;</p><script>evil()</script><div> c</div>')).toBe('a <b>\nc');
    expect(textOfHtml('a<br>b<b>c</b><!-- d --> &amp;lt; <script>never closed')).toBe('a\nbc &lt;');
    expect(textOfHtml('<style>'.repeat(200_000))).toBe('');
  });
});
