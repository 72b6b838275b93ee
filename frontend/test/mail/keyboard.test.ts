import { beforeEach, describe, expect, it, vi } from 'vitest';
import { KEY_SETS, Keys, keysOf, meaningsOf } from '../../mail/keyboard.js';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more });

describe('single keys', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', { getItem: () => null });
  });

  it.each([['j', 'next'], ['k', 'previous'], ['o', 'open'], ['u', 'back'], ['c', 'compose'], ['r', 'reply'], ['a', 'reply-all'], ['f', 'forward'], ['#', 'trash'], ['s', 'star'], ['U', 'unread'], ['/', 'search'], ['?', 'help'], ['z', 'undo'], ['e', 'archive'], ['!', 'spam'], ['x', 'select'], ['I', 'read'], ['v', 'move'], ['l', 'label'], ['.', 'more'], [';', 'unfold']])('%s means %s', (key, command) => {
    expect(new Keys().command(press(key), false, 0)).toBe(command);
  });

  it('rest while somebody types', () => {
    expect(new Keys().command(press('c'), true, 0)).toBeNull();
  });

  it('rest during input composition and with a modifier', () => {
    expect(new Keys().command(press('c', { isComposing: true }), false, 0)).toBeNull();
    expect(new Keys().command(press('c', { ctrlKey: true }), false, 0)).toBeNull();
  });

  it('g and i soon after it go to the inbox', () => {
    const keys = new Keys();
    expect(keys.command(press('g'), false, 0)).toBeNull();
    expect(keys.command(press('i'), false, 1000)).toBe('inbox');
  });

  it('a star and a select all that is shown, and n none', () => {
    const keys = new Keys();
    expect([keys.command(press('*'), false, 0), keys.command(press('a'), false, 100)]).toEqual([null, 'select-all']);
    expect([keys.command(press('*'), false, 200), keys.command(press('n'), false, 300)]).toEqual([null, 'select-none']);
  });

  it('open the commands by Ctrl or Cmd and K even while somebody types', () => {
    expect(new Keys().command(press('k', { ctrlKey: true }), true, 0)).toBe('palette');
    expect(new Keys().command(press('k', { metaKey: true }), true, 0)).toBe('palette');
  });

  it('a second key that comes too late stands alone', () => {
    const keys = new Keys();
    keys.command(press('g'), false, 0);
    expect(keys.command(press('d'), false, 2000)).toBeNull();
  });

  it('locks by Ctrl+Shift+L even while somebody types', () => {
    expect(new Keys().command(press('L', { ctrlKey: true, shiftKey: true }), true, 0)).toBe('lock');
  });

  it.each([['n', 'compose'], ['a', 'archive'], ['t', 'trash'], ['s', 'spam'], ['R', 'reply-all'], ['F', 'forward'], ['*', 'star'], ['u', 'unread'], ['m', 'move'], ['z', 'undo']])('%s means %s in Proton’s set', (key, command) => {
    vi.stubGlobal('localStorage', { getItem: () => 'proton' });
    expect(new Keys().command(press(key), false, 0)).toBe(command);
  });

  it('change with the set while the page is open', () => {
    const keys = new Keys();
    expect(keys.command(press('e'), false, 0)).toBe('archive');
    vi.stubGlobal('localStorage', { getItem: () => 'proton' });
    expect([keys.command(press('e'), false, 0), keys.command(press('a'), false, 0), keysOf('archive')]).toEqual([null, 'archive', 'a']);
  });

  it.each(KEY_SETS)('mean one thing each in the set %s', (set) => {
    const { single, after } = meaningsOf(set);
    expect([...after.keys()].filter((first) => single.has(first))).toEqual([]);
    const meant = [...single.values(), ...[...after.values()].flatMap((second) => [...second.values()])];
    expect(new Set(meant).size).toBe(meant.length);
    if (set !== 'off') expect(meant.length).toBeGreaterThan(25);
  });

  it('are shown as they are pressed', () => {
    expect([keysOf('archive'), keysOf('unread'), keysOf('inbox'), keysOf('palette')]).toEqual(['e', 'Shift u', 'g > i', 'Ctrl k']);
  });

  it('can be turned off as a whole', () => {
    vi.stubGlobal('localStorage', { getItem: () => 'off' });
    expect(new Keys().command(press('c'), false, 0)).toBeNull();
  });
});
