import { describe, expect, it } from 'vitest';
import { isOwnPath, parseRoute, pathOf } from '../../mail/route.js';

describe('the address bar', () => {
  it.each([
    ['/', { page: 'inbox', id: null }],
    ['/mail/sent', { page: 'sent', id: null }],
    ['/mail/inbox/abc_-1', { page: 'inbox', id: 'abc_-1' }],
    ['/mail/settings', { page: 'settings', id: null, section: 'general' }],
    ['/mail/settings/security', { page: 'settings', id: null, section: 'security' }],
    ['/mail/settings/elsewhere', { page: 'settings', id: null, section: 'general' }],
    ['/mail/all/x', { page: 'all', id: 'x' }],
    ['/mail/f-AbCdEfGhIjKlMnOpQrStUv/x', { page: 'f-AbCdEfGhIjKlMnOpQrStUv', id: 'x' }],
    ['/mail/l-AbCdEfGhIjKlMnOpQrStUv', { page: 'l-AbCdEfGhIjKlMnOpQrStUv', id: null }],
    ['/mail/f-Taxes', { page: 'inbox', id: null }],
    ['/mail/elsewhere/x', { page: 'inbox', id: 'x' }],
    ['/mail/inbox/%E0%A4%A', { page: 'inbox', id: null }],
  ])('%s is understood', (path, route) => {
    expect(parseRoute(path)).toEqual(route);
  });

  it('comes back as it went in', () => {
    expect(parseRoute(pathOf({ page: 'trash', id: 'a/b?c' }))).toEqual({ page: 'trash', id: 'a/b?c' });
  });

  it('leaves other paths to the server', () => {
    expect(['/', '/mail', '/mail/sent', '/admin', '/mailing'].map(isOwnPath)).toEqual([true, true, true, false, false]);
  });
});
