import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64url, fromBase64url } from '../../vault/bytes.js';

test('octets become the base64url that everybody knows, and come back', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (octets) => {
    const text = base64url(octets);
    expect(text).toBe(Buffer.from(octets).toString('base64url'));
    expect(Buffer.from(fromBase64url(text)!)).toEqual(Buffer.from(octets));
  }));
});

test('text that is not the one text of its octets is refused', () => {
  for (const text of ['A', 'AAAAA', 'AA=', 'AA==', 'A+AA', 'A/AA', 'AB', 'AAB', 'AA A', 'AAé', 'AA\n', '\u2028AAA', 'AAA\ud800']) expect([text, fromBase64url(text)]).toEqual([text, null]);
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('A', 'Q', 'g', 'w', 'Z', 'z', '0', '9', '-', '_', '=', '+', '/', ' ', 'é'), maxLength: 12 }), (text) => {
    const octets = fromBase64url(text);
    if (octets !== null) expect(Buffer.from(octets).toString('base64url')).toBe(text);
    else expect(Buffer.from(text, 'base64url').toString('base64url')).not.toBe(text);
  }));
});
