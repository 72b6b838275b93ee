import { describe, expect, test } from 'vitest';
import { type Evidence, verdictOf } from '../../vault/verdict.js';

const [mine, signer, other] = ['aa'.repeat(32), 'bb'.repeat(32), 'cc'.repeat(32)];
const pin = (fingerprint: string, sequence = 1, verified = false) => ({ fingerprint, sequence, verified });

const good: Evidence = {
  signer,
  author: 'anna@south.test',
  authorDomain: 'south.test',
  origin: 'south.test',
  recipients: [
    { address: 'carl@west.test', fingerprint: other },
    { address: 'boris@north.test', fingerprint: mine },
  ],
  own: { address: 'boris@north.test', fingerprints: [other, mine] },
  binding: { address: 'anna@south.test', fingerprint: signer, sequence: 1 },
  bindingCheck: 'valid',
  otherDomain: false,
  pins: null,
  seen: false,
  complete: true,
};

describe('the verdict (spec 40.3) is', () => {
  test.each<[string, string, Partial<Evidence>]>([
    ['first contact for a key never seen', 'first-contact', {}],
    ['sealed for the pinned key', 'sealed', { pins: [pin(signer)] }],
    ['verified for a key that people compared', 'verified', { pins: [pin(signer, 1, true)] }],
    ['sealed for the pinned key even where its domain is away', 'sealed', { pins: [pin(signer)], bindingCheck: 'unknown' }],
    ['unchecked where the domain is away', 'unchecked', { bindingCheck: 'unknown' }],
    ['a changed key where another is pinned', 'key-changed', { pins: [pin(other)], binding: { ...good.binding, sequence: 2 } }],
    ['a changed key for an earlier one too', 'key-changed', { pins: [pin(other, 2), pin(signer, 1)] }],
    ['never better than a changed key, though its domain is away', 'key-changed', { pins: [pin(other)], bindingCheck: 'unknown' }],
    ['incomplete where a blob is missing', 'incomplete', { complete: false, pins: [pin(signer, 1, true)] }],
    ['wrong signer where the binding names another key', 'wrong-signer', { binding: { ...good.binding, fingerprint: other } }],
    ['wrong author where the binding is for somebody else', 'wrong-author', { binding: { ...good.binding, address: 'eve@south.test' } }],
    ['wrong origin where another domain delivered it', 'wrong-origin', { origin: 'west.test' }],
    ['wrong recipient where the own address is missing', 'wrong-recipient', { recipients: [{ address: 'carl@west.test', fingerprint: mine }] }],
    ['wrong recipient where the own key is missing', 'wrong-recipient', { recipients: [{ address: 'boris@north.test', fingerprint: signer }] }],
    ['replay where it was seen before', 'replay', { seen: true }],
    ['a bad binding where its signature does not hold', 'bad-binding', { bindingCheck: 'invalid' }],
    ['a bad binding even for the pinned key', 'bad-binding', { bindingCheck: 'invalid', pins: [pin(signer, 1, true)] }],
    ['wrong domain where the author was shown another certificate of a domain', 'wrong-domain', { otherDomain: true, pins: [pin(signer, 1, true)] }],
    ['a lying domain where one sequence has two keys', 'lying-domain', { pins: [pin(other, 1)] }],
    ['a lying domain also against an earlier pin', 'lying-domain', { pins: [pin(signer, 2), pin(other, 1)] }],
  ])('%s', (_, expected, bent) => {
    const verdict = verdictOf({ ...good, ...bent });
    expect(verdict.name === 'broken' ? verdict.reason : verdict.name).toBe(expected);
  });
});
