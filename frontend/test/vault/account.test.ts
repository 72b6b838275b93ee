import 'fake-indexeddb/auto';
import { readPrivateKey } from '@protontech/openpgp';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { base64url, random } from '../../vault/bytes.js';
import { indexedDbDevice, makeResume, openResume } from '../../vault/device.js';
import { derive, preparePassphrase } from '../../vault/kdf.js';
import { decapsulation } from '../../vault/kem.js';
import { generateKey } from '../../vault/keys.js';
import type { KeyPacket } from '../../vault/openpgp.js';
import { readCertificate } from '../../vault/policy.js';
import { sealFor } from '../../vault/sealed.js';
import { LocalVault } from '../../vault/vault.js';
import { fromWords, newRecovery, suggestPassphrase, toWords } from '../../vault/words.js';
import { codeOf, given, newVault, nothing, PASSPHRASE, type Person, person } from './people.js';
import { type FakeDomain, World } from './world.js';

let world: World;
let south: FakeDomain;
let anna: Person;
let eve: Person;

beforeAll(async () => {
  world = new World();
  south = await world.domain('south.test');
  [anna, eve] = await Promise.all([person(south, 'anna'), person(south, 'eve')]);
});

describe('signing up', () => {
  test('refuses names that are no addresses, weak passphrases, wrong words and taken addresses', async () => {
    const { vault } = await newVault(south);
    expect(codeOf(await vault.signUp('a b', PASSPHRASE, nothing))).toBe('invalid-address');
    expect(codeOf(await vault.signUp('new', 'password1', nothing))).toBe('weak-passphrase');
    const { words, asked } = given(await vault.signUp('ANNA', PASSPHRASE, nothing));
    expect(words.length).toBe(24);
    expect(codeOf(await vault.finishSignUp(['no', 'no'], nothing))).toBe('wrong-words');
    expect(codeOf(await vault.finishSignUp([words[asked[0]]!, words[asked[1]]!], nothing))).toBe('address-taken');
  });

  test('sends nothing that opens the account', async () => {
    const { browser, vault } = await newVault(south);
    let sent = '';
    const call = browser.call.bind(browser);
    browser.call = (method, path, body) => {
      sent += JSON.stringify(body ?? '');
      return call(method, path, body);
    };
    const { words, asked } = given(await vault.signUp('secretive', PASSPHRASE, nothing));
    given(await vault.finishSignUp([words[asked[0]]!, words[asked[1]]!], nothing));
    given(await vault.sync());
    expect(sent).toContain('secretive');
    for (const secret of [PASSPHRASE, words.join(' '), base64url(fromWords(words)!)]) expect(sent).not.toContain(secret);
  });
});

describe('the key derivation', () => {
  test('takes a passphrase in any of the forms that look the same', () => {
    expect(preparePassphrase('a\u00a0b\u3000c')).toBe('a b c');
    expect(preparePassphrase('e\u0301')).toBe('\u00e9');
    expect(preparePassphrase('a\u0000b')).toBeNull();
    expect(preparePassphrase('')).toBeNull();
  });

  test('gives what HKDF-SHA256 gives', async () => {
    // RFC 5869 has no case with an empty salt and this info; computed with another implementation.
    const { hkdf } = await import('@noble/hashes/hkdf.js');
    const { sha256 } = await import('@noble/hashes/sha2.js');
    const secret = random(32);
    const expected = hkdf(sha256, secret, undefined, new TextEncoder().encode('darkmail/1 account/commit'), 32);
    expect(Buffer.from(await derive(secret, 'account/commit')).equals(expected)).toBe(true);
  });
});

describe('the door of the console', () => {
  test('is shown what is derived from the passphrase, and the link, and nothing else', async () => {
    const { browser, vault } = await newVault(south);
    given(await vault.signIn(anna.address, PASSPHRASE, nothing));
    let sent = '';
    const call = browser.call.bind(browser);
    browser.call = (method, path, body) => {
      if (path === '/api/admin/visit') sent += JSON.stringify(body);
      return call(method, path, body);
    };
    expect(codeOf(await vault.enterConsole(anna.address, 'wrong one', null))).toBe('wrong-credentials');
    expect(codeOf(await vault.enterConsole(anna.address, PASSPHRASE, null))).toBe('not-admin');
    expect(await vault.enterConsole(anna.address, PASSPHRASE, 'the link')).toBeNull();
    expect(sent).toMatch(/^(\{"auth":"[\w-]{43}","invitation":(null|"the link")\}){3}$/);
  });
});

describe('another way in', () => {
  test('are the recovery words, which set a new passphrase', async () => {
    const { vault } = await newVault(south);
    const next = 'velvet canyon thunder cabbage orbit mimic lunar';
    expect(codeOf(await vault.recover(eve.address, anna.words, next, nothing))).toBe('wrong-credentials');
    expect(codeOf(await vault.recover(eve.address, [...eve.words].reverse(), next, nothing))).toBe('wrong-words');
    expect(codeOf(await vault.recover(eve.address, eve.words, 'short', nothing))).toBe('weak-passphrase');
    const session = given(await vault.recover(` ${eve.address.toUpperCase()} `, eve.words.map((word) => ` ${word.toUpperCase()}`), next, nothing));
    expect(session.address).toBe(eve.address);
    const after = await newVault(south);
    expect(codeOf(await after.vault.signIn(eve.address, PASSPHRASE, nothing))).toBe('wrong-credentials');
    expect(given(await after.vault.signIn(eve.address, next, nothing)).fingerprint).toBe(session.fingerprint);
    expect(codeOf(await after.vault.changePassphrase('wrong one', PASSPHRASE, nothing))).toBe('wrong-credentials');
    given(await after.vault.changePassphrase(next, PASSPHRASE, nothing));
    expect(given(await (await newVault(south)).vault.signIn(eve.address, PASSPHRASE, nothing)).fingerprint).toBe(session.fingerprint);
  });

  test('are words that carry 256 bits and a checksum', () => {
    const secret = newRecovery();
    const words = toWords(secret);
    expect(fromWords(words)).toEqual(secret);
    expect(fromWords(words.slice(0, 23))).toBeNull();
    expect(fromWords(words.with(0, words[0] === 'zoo' ? 'able' : 'zoo'))?.some((octet, i) => octet !== secret[i]) ?? true).toBe(true);
    expect(new Set([suggestPassphrase(), suggestPassphrase()]).size).toBe(2);
    expect(suggestPassphrase().split(' ').length).toBe(7);
  });
});

describe('the memory of this device', () => {
  beforeEach(async () => {
    await indexedDbDevice().forget();
  });

  test('keeps in IndexedDB half of a way back in, and forgets it', async () => {
    const device = indexedDbDevice();
    const [accountKey, share] = [random(32), random(32)];
    await device.save(await makeResume('anna@south.test', accountKey, share));
    const kept = (await indexedDbDevice().load())!;
    expect(kept.half.extractable).toBe(false);
    expect(await openResume(kept, share)).toEqual(accountKey);
    await expect(openResume(kept, random(32))).rejects.toThrow('tampered');
    await expect(openResume({ ...kept, address: 'eve@south.test' }, share)).rejects.toThrow('tampered');
    await device.forget();
    expect(await device.load()).toBeNull();
  });

  test('remembers the highest change number of each account', async () => {
    const device = indexedDbDevice();
    expect(await device.highestChange('a@b.test')).toBe(0);
    await device.rememberChange('a@b.test', 42);
    expect(await indexedDbDevice().highestChange('a@b.test')).toBe(42);
    expect(await device.highestChange('c@b.test')).toBe(0);
  });

  test('resumes in the vault itself, until lock', async () => {
    const browser = south.browser();
    const vault = new LocalVault(indexedDbDevice(), world.clock);
    await vault.start(browser);
    given(await vault.signIn(anna.address, PASSPHRASE, nothing));
    const reloaded = new LocalVault(indexedDbDevice(), world.clock);
    await reloaded.start(browser);
    expect(await reloaded.resume()).toMatchObject({ address: anna.address });
    await reloaded.lock('idle');
    const again = new LocalVault(indexedDbDevice(), world.clock);
    await again.start(browser);
    expect(await again.resume()).toBeNull();
  });

  test('is of no use when the server has ended the session', async () => {
    const made = await newVault(south);
    given(await made.vault.signIn(anna.address, PASSPHRASE, nothing));
    await made.vault.signOut();
    expect(made.device.resume).toBeNull();
    expect(made.events.at(-1)).toEqual({ kind: 'locked', reason: 'signed-out' });
  });
});

test('lock overwrites the secrets that the vault can reach', async () => {
  const { openAccount, unlock, passphraseCredential } = await import('../../vault/account.js');
  const { Server } = await import('../../vault/server.js');
  const server = new Server(south.browser());
  const { credential } = await passphraseCredential(anna.address, PASSPHRASE, await server.parameters(anna.address));
  const record = await server.signIn(anna.address, credential);
  const account = await openAccount(record, await unlock(record, anna.address, credential));
  for (const secret of [account.accountKey, account.mailboxKey]) expect(secret.some((octet) => octet !== 0)).toBe(true);
  account.erase();
  for (const secret of [account.accountKey, account.mailboxKey]) expect(secret.every((octet) => octet === 0)).toBe(true);
});

describe('a PKESK', () => {
  const subkeyOf = async (transferable: Uint8Array<ArrayBuffer>) => (await readPrivateKey({ binaryKey: transferable.slice() })).subkeys[0]!.keyPacket as unknown as KeyPacket;

  test('is opened alike by WebCrypto and by the library, and the secrets are erased', async () => {
    const made = await generateKey('kem@south.test');
    const certificate = await readCertificate(made.certificate, 'kem@south.test');
    const contentKey = random(32);
    const pkesk = (await sealFor({ contentKey, seipd: new Uint8Array(0) }, certificate)).slice(3);
    const inWebCrypto = await subkeyOf(made.transferable);
    const native = await decapsulation(inWebCrypto);
    expect(Object.values(inWebCrypto.privateParams!).every((secret) => secret.every((octet) => octet === 0))).toBe(true);
    expect(await native.open(pkesk)).toEqual(contentKey);
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValueOnce(new Error('no ML-KEM here'));
    const inLibrary = await subkeyOf(made.transferable);
    const fallback = await decapsulation(inLibrary);
    vi.restoreAllMocks();
    expect(inLibrary.privateParams!['mlkemSeed']!.some((octet) => octet !== 0)).toBe(true);
    expect(await fallback.open(pkesk)).toEqual(contentKey);
    fallback.erase();
    expect(inLibrary.privateParams!['mlkemSeed']!.every((octet) => octet === 0)).toBe(true);
    await expect(native.open(pkesk.map((octet, i) => (i === 500 ? octet ^ 1 : octet)))).rejects.toThrow();
  });
});
