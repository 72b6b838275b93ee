// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { answer } from '../../mail/answer.js';
import type { MailView } from '../../model/mail.js';

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@north.test` });
const [anna, bela, carl, dora] = ['Anna', 'Bela', 'Carl', 'Dora'].map(person) as [ReturnType<typeof person>, ReturnType<typeof person>, ReturnType<typeof person>, ReturnType<typeof person>];
const mail: MailView = {
  id: 'm', folder: 'inbox', own: false, from: anna, to: [bela, carl], cc: [dora, anna], bcc: [], subject: 'Apples', preview: '', sentAt: '2026-11-20T10:00:00Z', receivedAt: '2026-11-20T10:00:01Z',
  messageId: '<2@x>', inReplyTo: [], references: ['<1@x>'], seen: true, labels: [], flagged: false, verdict: { name: 'sealed' }, signer: null, keySince: null,
  attachments: [{ index: 3, name: 'a.pdf', type: 'application/pdf', size: 9, cid: null }], deliveries: [],
};
const body = { text: 'How many?\n\nAnna', html: null };
const me = bela.email;

describe('a reply', () => {
  it('goes to the author alone', () => {
    const { to, cc } = answer('reply', mail, body, me);
    expect([to, cc]).toEqual([[anna], []]);
  });

  it('to all goes to everybody but oneself, each once', () => {
    const { to, cc } = answer('reply-all', mail, body, me);
    expect([to, cc]).toEqual([[anna, carl], [dora]]);
  });

  it('to an own mail goes to whom that went', () => {
    expect(answer('reply', { ...mail, own: true, from: bela, to: [carl] }, body, me).to).toEqual([carl]);
  });

  it('keeps the thread', () => {
    const { inReplyTo, references } = answer('reply', mail, body, me);
    expect([inReplyTo, references]).toEqual([['<2@x>'], ['<1@x>', '<2@x>']]);
  });

  it('says Re: once', () => {
    expect(answer('reply', mail, body, me).subject).toBe('Re: Apples');
    expect(answer('reply', { ...mail, subject: 're: Apples' }, body, me).subject).toBe('re: Apples');
  });

  it('quotes the text, line by line', () => {
    expect(answer('reply', mail, body, me).text).toContain('> How many?\n>\n> Anna');
  });

  it('quotes HTML only after cleaning it', () => {
    const { html } = answer('reply', mail, { text: '', html: '<p onclick="x()">Hi<script>x()</script></p>' }, me);
    expect(html).toContain('<blockquote><p>Hi</p></blockquote>');
  });
});

describe('a forwarded mail', () => {
  it('carries the attachments by reference and asks for recipients', () => {
    const { to, files } = answer('forward', mail, body, me);
    expect(to).toEqual([]);
    expect(files).toEqual([{ name: 'a.pdf', type: 'application/pdf', size: 9, file: null, from: { mail: 'm', index: 3 } }]);
  });
});
