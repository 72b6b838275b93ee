// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Notifier, noticeOf } from '../../mail/notify.js';
import type { MailRow } from '../../model/mail.js';
import type { Vault } from '../../model/vault.js';

const row = (more: Partial<MailRow>): MailRow => ({ id: 'm1', people: [{ name: 'Anna', email: 'anna@north.test' }], subject: 'Lease', verdict: { name: 'sealed' }, at: '2099-01-01T00:00:00Z', seen: false, draft: false, ...more }) as MailRow;

describe('a notice of new mail', () => {
  it('tells as much as was chosen', () => {
    expect(noticeOf(row({}), 'bare')).toEqual({ title: 'New mail', body: '' });
    expect(noticeOf(row({}), 'sender')).toEqual({ title: 'Anna', body: 'New mail' });
    expect(noticeOf(row({}), 'subject')).toEqual({ title: 'Anna', body: 'Lease' });
    expect(noticeOf(row({ subject: '' }), 'subject')).toEqual({ title: 'Anna', body: '(no subject)' });
  });

  it('tells nothing from inside a mail that is broken', () => {
    expect(noticeOf(row({ verdict: { name: 'broken', reason: 'tampered' } }), 'subject')).toEqual({ title: 'New mail', body: '' });
  });
});

describe('the page', () => {
  const shown: string[] = [];
  let rows: readonly MailRow[] = [];
  const notifier = () => new Notifier({ list: () => Promise.resolve({ rows, total: rows.length, unread: 0 }) } as unknown as Vault);

  beforeEach(() => {
    shown.length = 0;
    const made = vi.fn(function (title: string) { shown.push(title); });
    vi.stubGlobal('Notification', Object.assign(made, { permission: 'granted' }));
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    localStorage.setItem('darkmail-notices', 'sender');
  });
  afterEach(() => { vi.restoreAllMocks(); });

  it('tells of each new mail once', async () => {
    const one = notifier();
    rows = [row({})];
    await one.look();
    await one.look();
    expect(shown).toEqual(['Anna']);
  });

  it.each([
    ['was there before the page was opened', { at: '2001-01-01T00:00:00Z' }],
    ['has been read already', { seen: true }],
    ['is a draft', { draft: true }],
  ])('tells nothing of a mail that %s', async (_, more) => {
    rows = [row(more)];
    await notifier().look();
    expect(shown).toEqual([]);
  });

  it('tells nothing while somebody looks at it, or when that was chosen', async () => {
    rows = [row({})];
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    await notifier().look();
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    localStorage.setItem('darkmail-notices', 'off');
    await notifier().look();
    expect(shown).toEqual([]);
  });
});
