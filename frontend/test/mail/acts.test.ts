import { describe, expect, it } from 'vitest';
import type { Undo } from '../../model/mail.js';
import type { Vault } from '../../model/vault.js';
import { type Act, canArchive, isForEver, leaves, perform } from '../../mail/acts.js';
import { NO_PLACES } from '../../model/mail.js';
import type { Notice } from '../../mail/toast.js';

const label = 'l-AAAAAAAAAAAAAAAAAAAAAA' as const;
const folder = 'f-AAAAAAAAAAAAAAAAAAAAAA' as const;

describe('what is acted on leaves the list', () => {
  it.each<[Act, Parameters<typeof leaves>[1], boolean]>([
    [{ move: 'archive' }, 'inbox', true],
    [{ move: 'archive' }, folder, true],
    [{ move: 'archive' }, 'all', false],
    [{ move: 'archive' }, label, false],
    [{ move: 'spam' }, 'all', true],
    [{ move: 'trash' }, 'trash', true],
    [{ label, on: false }, label, true],
    [{ label, on: true }, 'inbox', false],
    ['unstar', 'starred', true],
    ['unstar', 'inbox', false],
    ['read', 'inbox', false],
  ])('%j from %s: %s', (act, from, gone) => {
    expect(leaves(act, from)).toBe(gone);
  });

  it('for ever only from trash and drafts', () => {
    expect((['inbox', 'spam', 'trash', 'drafts'] as const).map((from) => isForEver({ move: 'trash' }, from))).toEqual([false, false, true, true]);
    expect((['inbox', 'sent', 'drafts', 'archive', label] as const).map(canArchive)).toEqual([true, false, false, false, true]);
  });
});

/** A vault that notes what it is asked and says that `changed` mails were another way before. */
function asked(changed: number) {
  const calls: unknown[][] = [];
  const undo: Undo = { kind: 'undo', before: Array.from({ length: changed }, (_, i) => ({ mail: `m${i}`, folder: 'inbox' as const })) };
  const note = (name: string, result: unknown) => (...args: unknown[]) => {
    calls.push([name, ...args]);
    return Promise.resolve(result);
  };
  const vault = { mark: note('mark', undo), move: note('move', undo), label: note('label', undo), remove: note('remove', null), undo: note('undo', null) } as unknown as Vault;
  const said: Omit<Notice, 'id'>[] = [];
  return { calls, undo, said, acting: { vault, places: NO_PLACES, say: (notice: Omit<Notice, 'id'>) => { said.push(notice); } } };
}

describe('an act', () => {
  it('on several conversations is one call with all their mails, told once, and taken back as a whole', async () => {
    const { calls, undo, said, acting } = asked(3);
    expect(await perform({ move: 'archive' }, [['a1', 'a2'], ['b1']], 'inbox', acting)).toBe(true);
    expect(calls).toEqual([['move', ['a1', 'a2', 'b1'], 'archive']]);
    expect(said.map(({ text }) => text)).toEqual(['2 conversations archived.']);
    await said[0]?.undo?.();
    expect(calls.at(-1)).toEqual(['undo', undo]);
  });

  it('of marking unread is about the newest mail alone, of marking read about all', async () => {
    const { calls, acting } = asked(1);
    await perform('unread', [['a1', 'a2']], 'inbox', acting);
    await perform('read', [['a1', 'a2']], 'inbox', acting);
    expect(calls).toEqual([['mark', ['a2'], { seen: false }], ['mark', ['a1', 'a2'], { seen: true }]]);
  });

  it('deletes for ever only what was deleted before', async () => {
    const { calls, said, acting } = asked(1);
    await perform({ move: 'trash' }, [['a1']], 'inbox', acting);
    await perform({ move: 'trash' }, [['a1'], ['b1']], 'trash', acting);
    expect(calls).toEqual([['move', ['a1'], 'trash'], ['remove', ['a1', 'b1']]]);
    expect(said.at(-1)).toEqual({ text: '2 conversations deleted for ever.' });
  });

  it('that changed nothing is not told', async () => {
    const { said, acting } = asked(0);
    expect(await perform({ move: 'archive' }, [['a1']], 'archive', acting)).toBe(true);
    expect(said).toEqual([]);
  });

  it('that is refused is told, without a way back', async () => {
    const { said, acting } = asked(0);
    const vault = { move: () => Promise.resolve({ kind: 'refused', code: 'offline' }) } as unknown as Vault;
    expect(await perform({ move: 'trash' }, [['a1']], 'inbox', { ...acting, vault })).toBe(false);
    expect(said.map(({ undo }) => undo)).toEqual([undefined]);
  });
});
