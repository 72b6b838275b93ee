// @vitest-environment jsdom
/** Whatever a stranger writes into a subject, a name, an address, a file's name, a link or an answer is text in the page: the same elements stand there as for harmless text, and it is there letter by letter. */
import { readFileSync } from 'node:fs';
import { nothing, render, type TemplateResult } from 'lit';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { EmailAddress, MailRow, MailView } from '../../model/mail.js';
import type { Vault } from '../../model/vault.js';

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));

const payloads = [
  ...(JSON.parse(readFileSync('src/test/resources/html/dompurify-expect.json', 'utf8')) as readonly { readonly payload: string }[]).map(({ payload }) => payload),
  '${alert(1)}', '{names}', '{{constructor}}', '<!--?lit$1$-->', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</style><script>alert(1)</script>', 'x'.repeat(20_000),
];

type Place = (text: string) => TemplateResult | typeof nothing;
const places: Record<string, Place> = {};

const AT = '2026-11-22T10:00:00Z';
const anna: EmailAddress = { name: 'Anna', email: 'anna@north.test' };
const row: MailRow = { id: 'm1', mails: ['m1'], people: [anna], subject: 'Lease', preview: 'Hello', at: AT, count: 1, seen: false, flagged: false, labels: [], folder: 'inbox', own: false, hasAttachment: true, verdict: { name: 'sealed' }, delivery: null, draft: false, held: null, snoozed: null, muted: false };
const mail = { ...row, from: anna, to: [anna], cc: [], bcc: [], sentAt: AT, receivedAt: AT, messageId: '', inReplyTo: [], references: [], signer: 'AB12'.repeat(16), keySince: AT, attachments: [], deliveries: [] } as unknown as MailView;

beforeAll(async () => {
  const { rowView } = await import('../../mail/row.js');
  const { trustStrip } = await import('../../mail/trust-strip.js');
  const { attachmentCard } = await import('../../mail/attachments.js');
  const { deliveryList } = await import('../../mail/deliveries.js');
  const { rail } = await import('../../mail/rail.js');
  const { topBar, banners } = await import('../../mail/top-bar.js');
  const { toast } = await import('../../mail/toast.js');
  const { remoteBanner } = await import('../../mail/remote.js');
  const { found } = await import('../../mail/search-view.js');
  const { suggestion } = await import('../../mail/dm-search.js');
  const none = () => undefined;
  const railView = { page: 'inbox' as const, counts: {}, places: { folders: [], labels: [] }, searches: [], search: '', requests: false, open: false, onCompose: none, onPage: none, onClose: none, onFolder: none, onLabel: none, onSearch: none, onSaved: none, onDrop: none };
  const view = { group: null, place: 'inbox' as const, labels: [], me: 'bela@south.test', where: null, excerpt: null, selected: false, picked: false, reachable: true, onOpen: none, onPick: none, onAct: none, onKey: none, onMenu: none, onDrag: none };
  const strip = (of: Partial<MailView>) => trustStrip({ ...mail, ...of }, { me: 'bela@south.test', fingerprint: 'F', open: true, onToggle: none, onCompare: none });
  const acts = { onSave: none, onShow: none, onPause: none, onCancel: none };
  const harmless = { html: '', remote: [], others: 0, pixels: [], stripped: [] };
  Object.assign(places, {
    'a row’s subject': (text) => rowView({ ...row, subject: text }, view),
    'a row’s text': (text) => rowView({ ...row, preview: text }, view),
    'a row’s name': (text) => rowView({ ...row, people: [{ name: text, email: 'a@x.test' }] }, view),
    'a row’s address': (text) => rowView({ ...row, people: [{ name: null, email: text }] }, view),
    'a label': (text) => rowView(row, { ...view, labels: [{ id: 'l-AAAAAAAAAAAAAAAAAAAAAA', name: text, colour: 1 }] }),
    'a folder’s name in a search': (text) => rowView(row, { ...view, where: text }),
    'what a search found': (text) => found([{ text, hit: true }, { text: 'x', hit: false }]),
    'the trust strip': (text) => strip({ from: { name: text, email: 'a@x.test' }, verdict: { name: 'key-changed' } }),
    'who can read it': (text) => strip({ cc: [{ name: text, email: 'c@x.test' }] }),
    'a file’s name': (text) => attachmentCard({ index: 0, name: text, type: 'text/plain', size: 1, cid: null }, undefined, acts),
    'why a file failed': (text) => attachmentCard({ index: 0, name: 'x', type: 'text/plain', size: 1, cid: null }, { kind: 'failed', why: text }, acts),
    'a recipient’s state': (text) => deliveryList([{ address: text, field: 'to', state: 'refused', reason: null, at: AT }], () => undefined),
    'a folder’s name': (text) => rail({ ...railView, places: { folders: [{ id: 'f-AAAAAAAAAAAAAAAAAAAAAA', name: text, parent: null }], labels: [] } }),
    'a saved search': (text) => rail({ ...railView, searches: [{ id: 's-1', name: text, search: text }] }),
    'a suggestion': (text) => suggestion({ kind: 'person', name: text, email: `${text}@x.test`, picture: null, search: text }),
    'a suggested label': (text) => suggestion({ kind: 'label', name: text, colour: 1, search: text }),
    'the own address': (text) => topBar({ vault: null as unknown as Vault, session: { kind: 'session', address: text, fingerprint: 'F' }, sync: { state: 'synced', at: AT }, search: 'x', searching: false, accountOpen: true, onSkip: none, onSearch: none, onSearching: none, onRail: none, onAccount: none, onHelp: none, onSettings: none, onLock: none, onSignOut: none }),
    'a notice': (text) => toast({ id: 1, text }, none),
    'a warning': (text) => banners({ warning: text, isOffline: false, waiting: 0, onDismiss: none, onShow: none, onTry: none }),
    'a tracker’s name': (text) => remoteBanner({ ...harmless, pixels: [text] }, 'not', none),
    'a parameter’s name': (text) => remoteBanner({ ...harmless, stripped: [text] }, 'not', none),
  } satisfies Record<string, Place>);
});

/** Elements and their attributes, in order, without what the attributes say. */
const shape = (root: Element): string => Array.from(root.querySelectorAll('*'), (element) => `${element.localName}[${element.getAttributeNames().filter((name) => name !== 'class').join()}]`).join(' ');

function shown(place: string, text: string): HTMLElement {
  const root = document.createElement('div');
  render(places[place]?.(text) ?? nothing, root);
  return root;
}

const NAMES = ['a row’s subject', 'a row’s text', 'a row’s name', 'a row’s address', 'a label', 'a folder’s name in a search', 'what a search found', 'the trust strip', 'who can read it', 'a file’s name', 'why a file failed', 'a recipient’s state', 'a folder’s name', 'a saved search', 'a suggestion', 'a suggested label', 'the own address', 'a notice', 'a warning', 'a tracker’s name', 'a parameter’s name'] as const;

describe('hostile text', () => {
  it('is tried in every place there is', () => {
    expect(Object.keys(places)).toEqual([...NAMES]);
    expect(payloads.length).toBeGreaterThan(230);
  });

  it.each(NAMES)('is text in %s', (place) => {
    const usual = shape(shown(place, 'Harmless'));
    for (const payload of payloads) {
      const root = shown(place, payload);
      expect(shape(root), payload).toBe(usual);
      expect(root.textContent.includes(payload), payload).toBe(true);
    }
  });

  it('is not said back in the words of a refusal', async () => {
    const { refusalText } = await import('../../messages/refusal.js');
    for (const code of [...payloads.slice(0, 40), '__proto__', 'constructor', 'toString']) expect(refusalText({ kind: 'refused', code })).toBe('Something went wrong. Nothing was lost; try again.');
  });

  it('does not come out of an address bar as anything but a known page', async () => {
    const { parseRoute, pathOf } = await import('../../mail/route.js');
    for (const payload of payloads) {
      const { page, id } = parseRoute(`/mail/${encodeURIComponent(payload)}/${encodeURIComponent(payload)}`);
      expect([page, id]).toEqual(['inbox', payload]);
      expect(new URL(pathOf({ page, id }), 'https://own.test').pathname.split('/')).toHaveLength(4);
    }
  });
});
