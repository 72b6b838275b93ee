import { describe, expect, it, vi } from 'vitest';
import { Version } from '../../sync/version.js';

const HOUR = 3_600_000;

describe('a page', () => {
  it('is old once the server has another build, and stays so', async () => {
    const ask = vi.fn<() => Promise<string | null>>().mockResolvedValueOnce('a').mockResolvedValueOnce('b').mockResolvedValue('a');
    const version = new Version('a', ask);
    expect([await version.isOld(HOUR), await version.isOld(2 * HOUR), await version.isOld(3 * HOUR)]).toEqual([false, true, true]);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks seldom', async () => {
    const ask = vi.fn(() => Promise.resolve('a'));
    const version = new Version('a', ask);
    for (const at of [HOUR, HOUR + 1000, HOUR + 299_000, HOUR + 301_000]) await version.isOld(at);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is not old for a server that is away or does not say', async () => {
    expect(await new Version('a', () => Promise.resolve(null)).isOld(HOUR)).toBe(false);
    expect(await new Version('a', () => Promise.resolve('')).isOld(HOUR)).toBe(false);
    expect(await new Version('', () => Promise.resolve('b')).isOld(HOUR)).toBe(false);
  });
});
