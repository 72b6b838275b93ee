import fc from 'fast-check';
import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deceit, ownerOf, readable, skeleton } from '../../mail/domains.js';
import { linkView, namedHost, stripTracking } from '../../mail/links.js';

describe('a host', () => {
  it.each([['xn--mnchen-3ya.example', 'münchen.example'], ['xn--80ak6aa92e.com', 'аррӏе.com'], ['xn--fiqs8s', '中国'], ['xn--zz.test', 'xn--zz.test'], ['xn--99999999999.test', 'xn--99999999999.test'], ['plain.test', 'plain.test']])('%s is read as %s', (ascii, shown) => {
    expect(readable(ascii)).toBe(shown);
  });

  it('is read as it was written, whatever its letters', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Array.from('abczäßéжыαλ中文한글עבرة')), { minLength: 1, maxLength: 12 }), (letters) => {
        const ascii = domainToASCII(`${letters.join('')}.test`);
        fc.pre(ascii.startsWith('xn--'));
        expect(domainToASCII(readable(ascii))).toBe(ascii);
      }),
    );
  });

  it('decodes anything without failing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => typeof readable(`xn--${text}`) === 'string'));
  });

  it('belongs to whoever has its end', () => {
    expect(['a.b.quay.example', 'quay.example', 'shop.quay.co.uk', 'www.quay.com.au'].map(ownerOf)).toEqual(['quay.example', 'quay.example', 'quay.co.uk', 'quay.com.au']);
  });
});

describe('a name that deceives the eye', () => {
  it.each([
    ['раypal.com', 'mixed'],
    ['xn--80ak6aa92e.com', 'foreign'],
    ['quаy.example', 'like'],
    ['quay-example.com', null],
    ['qüay.example', 'like'],
    ['münchen.example', null],
    ['москва.example', null],
    ['東京タワー.example', null],
    ['한국abc.example', null],
    ['αβγδзж.example', 'mixed'],
  ])('%s is found: %s', (host, kind) => {
    expect(deceit(new URL(`https://${host}`).hostname, ['quay.example', 'north.test'])?.kind ?? null).toBe(kind);
  });

  it('looks like what it stands for', () => {
    expect([skeleton('rnicrosoft'), skeleton('g00gle'), skeleton('paypaI'), skeleton('vvikipedia')]).toEqual([skeleton('microsoft'), skeleton('google'), skeleton('paypal'), skeleton('wikipedia')]);
  });
});

describe('a link', () => {
  const known = ['quay.example'];
  it.each([
    ['https://quay.example/a', 'See the stalls', null],
    ['https://www.quay.example/a', 'quay.example', null],
    ['https://click.quay.example/a', 'https://www.quay.example/market', null],
    ['https://evil.example/a', 'https://quay.example', 'text'],
    ['https://evil.example/quay.example', 'quay.example', 'text'],
    ['https://quay.example@evil.example/', 'Sign in', 'user'],
    ['http://192.0.2.7/login', 'Sign in', 'number'],
    ['http://[2001:db8::1]/', 'Sign in', 'number'],
    ['https://quаy.example/', 'Sign in', 'like'],
    ['https://evil.example/report.pdf', 'report.pdf', null],
    ['https://evil.example/', 'anna@quay.example', 'text'],
  ])('to %s that says “%s” is doubted: %s', (href, text, doubt) => {
    expect(linkView(href, text, known)?.doubt?.kind ?? null).toBe(doubt);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://x.test', 'file:///etc/passwd', '//x.test', 'https://', 'blob:x', 'about:blank'])('to %s is none', (href) => {
    expect(linkView(href, 'x', known)).toBeNull();
  });

  it('shows its true host in letters, and what stands behind', () => {
    expect(linkView('https://xn--mnchen-3ya.example:8443/a?b#c', 'x', known)).toMatchObject({ kind: 'web', host: 'münchen.example', rest: ':8443/a?b#c' });
    expect(linkView('mailto:anna%40quay.example?subject=x', 'x', known)).toMatchObject({ kind: 'mail', target: 'anna@quay.example' });
  });

  it('claims a host by its words only if they are an address', () => {
    expect([namedHost('quay.example'), namedHost('https://Quay.Example/a b'), namedHost('e.g. this'), namedHost('minutes.odt.pdf'), namedHost('Click here')]).toEqual(['quay.example', null, null, null, null]);
  });
});

describe('tracking parameters', () => {
  it.each([
    ['https://x.test/a?utm_source=n&id=7&fbclid=9#top', 'https://x.test/a?id=7#top', ['utm_source', 'fbclid']],
    ['https://x.test/a?mc_eid=1', 'https://x.test/a', ['mc_eid']],
    ['https://x.test/a?%75tm_medium=1&b=%20c', 'https://x.test/a?b=%20c', ['utm_medium']],
    ['https://x.test/a?q=utm_source', 'https://x.test/a?q=utm_source', []],
    ['mailto:a@x.test?utm_source=1', 'mailto:a@x.test?utm_source=1', []],
    ['https://x.test/?%ZZ=1', 'https://x.test/?%ZZ=1', []],
  ])('of %s are taken out', (href, clean, names) => {
    expect(stripTracking(href)).toEqual({ href: clean, names });
  });
});
