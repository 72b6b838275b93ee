// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { answer, emptyDraft, signed } from '../../mail/answer.js';
import type { MailView } from '../../model/mail.js';

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@north.test` });
const [anna, bela, carl, dora] = ['Anna', 'Bela', 'Carl', 'Dora'].map(person) as [ReturnType<typeof person>, ReturnType<typeof person>, ReturnType<typeof person>, ReturnType<typeof person>];
const mail: MailView = {
  id: 'm', folder: 'inbox', own: false, from: anna, to: [bela, carl], cc: [dora, anna], bcc: [], subject: 'Apples', preview: '', sentAt: '2026-11-20T10:00:00Z', receivedAt: '2026-11-20T10:00:01Z',
  messageId: '<2@x>', inReplyTo: [], references: ['<1@x>'], seen: true, labels: [], snoozed: null, muted: false, why: null, flagged: false, verdict: { name: 'sealed' }, signer: null, keySince: null,
  attachments: [{ index: 3, name: 'a.pdf', type: 'application/pdf', size: 9, cid: null }], deliveries: [], held: null,
};
const body = { text: 'How many?\n\nAnna', html: null };
const me = bela.email;

describe('a reply', () => {
  it('goes to the author alone', () => {
    const { to, cc } = answer('reply', { mail, body, pictures: new Map() }, me);
    expect([to, cc]).toEqual([[anna], []]);
  });

  it('to all goes to everybody but oneself, each once', () => {
    const { to, cc } = answer('reply-all', { mail, body, pictures: new Map() }, me);
    expect([to, cc]).toEqual([[anna, carl], [dora]]);
  });

  it('to an own mail goes to whom that went', () => {
    expect(answer('reply', { mail: { ...mail, own: true, from: bela, to: [carl] }, body, pictures: new Map() }, me).to).toEqual([carl]);
  });

  it('keeps the thread', () => {
    const { inReplyTo, references } = answer('reply', { mail, body, pictures: new Map() }, me);
    expect([inReplyTo, references]).toEqual([['<2@x>'], ['<1@x>', '<2@x>']]);
  });

  it('says Re: once', () => {
    expect(answer('reply', { mail, body, pictures: new Map() }, me).subject).toBe('Re: Apples');
    expect(answer('reply', { mail: { ...mail, subject: 're: Apples' }, body, pictures: new Map() }, me).subject).toBe('re: Apples');
  });

  it('quotes the text, line by line', () => {
    expect(answer('reply', { mail, body, pictures: new Map() }, me).text).toContain('> How many?\n>\n> Anna');
  });

  it('quotes HTML only after cleaning it', () => {
    const { html } = answer('reply', { mail, body: { text: '', html: '<p onclick="x()">Hi<script>x()</script></p>' }, pictures: new Map() }, me);
    expect(html).toContain('<blockquote><p>Hi</p></blockquote>');
  });
});

describe('a forwarded mail', () => {
  it('carries the attachments by reference and asks for recipients', () => {
    const { to, files } = answer('forward', { mail, body, pictures: new Map() }, me);
    expect(to).toEqual([]);
    expect(files).toEqual([{ name: 'a.pdf', type: 'application/pdf', size: 9, file: null, from: { mail: 'm', index: 3 }, stored: null }]);
  });
});

describe('a signature', () => {
  const signature = { id: 's', name: 'Short', html: '<p>Bela</p>' };

  it('stands above what is quoted', () => {
    const { html, text } = signed(answer('reply', { mail, body: { text: 'Clay?', html: null }, pictures: new Map() }, 'bela@b.test'), signature);
    expect(html).toMatch(/^<p><\/p><div data-signature><p>Bela<\/p><\/div><p>[^<]+<\/p><blockquote>/);
    expect(text.indexOf('-- \nBela')).toBeLessThan(text.indexOf('> Clay?'));
  });

  it('stands alone in a new mail, and is not there for who wants none', () => {
    expect(signed(emptyDraft, signature)).toMatchObject({ html: '<p></p><div data-signature><p>Bela</p></div>', text: '\n\n-- \nBela' });
    expect(signed(emptyDraft, null)).toBe(emptyDraft);
  });
});
