import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { aesKey, lines, wrap } from '../../vault/aead.js';
import { base64url, random } from '../../vault/bytes.js';
import { person } from '../vault/people.js';
import { World } from '../vault/world.js';
import { bend, signInThrough } from './account-answers.js';

const world = new World();
const south = await world.domain('south.test');
const [anna, eve] = await Promise.all([person(south, 'anna'), person(south, 'eve')]);

describe('a hostile server', () => {
  test('cannot swap the slots of two accounts', async () => {
    const foreign = eve.browser.session!.account.slots;
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['slots'] = foreign)))).toBe('broken-account');
  });

  test('cannot change a slot’s id or leave the slot out', async () => {
    const renamed = bend('/api/session', (body) => (body['slots'] = (body['slots'] as object[]).map((slot) => ({ ...slot, slot: 'AAAAAAAAAAAAAAAAAAAAAA' }))));
    expect(await signInThrough(south, anna, renamed)).toBe('broken-account');
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['slots'] = [])))).toBe('broken-account');
  });

  test('cannot pass one account off as another', async () => {
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['address'] = eve.address)))).toBe('broken-account');
  });

  test('cannot put another commitment, certificate, secret key or binding in', async () => {
    const other = eve.browser.session!.account;
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['commit'] = other.commit)))).toBe('broken-account');
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['certificate'] = other.certificate)))).toBe('broken-account');
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['secretKey'] = other.secretKey)))).toBe('broken-account');
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['binding'] = base64url(other.bindings[0]!))))).toBe('broken-account');
  });

  test('is refused where its answers are not what they should be', async () => {
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['share'] = 'short')))).toBe('malformed');
    expect(await signInThrough(south, anna, bend('/api/account/parameters', (body) => (body['serverSalt'] = 12)))).toBe('malformed');
    expect(await signInThrough(south, anna, (_, answer) => ({ ...answer, body: 'hello' }))).toBe('malformed');
    expect(await signInThrough(south, anna, (path, answer) => (path === '/api/session' ? { status: 418, body: { code: 'made-up' }, retryAfter: 7 } : answer))).toBe('fault');
    expect(await signInThrough(south, anna, (path, answer) => (path === '/api/session' ? { status: 429, body: { code: 'too-many' }, retryAfter: 7 } : answer))).toBe('too-many');
  });

  test('cannot wrap a key of its own choice: the commitment tells', async () => {
    const account = anna.browser.session!.account;
    const slot = account.slots.find(({ kind }) => kind === 'passphrase')! as unknown as Record<string, unknown>;
    const kek = random(32);
    const data = lines('darkmail/slot/1', anna.address, slot['slot'] as string, 'passphrase', '', '', '', '');
    const wrapped = base64url(await wrap(await aesKey(kek), data, random(32)));
    expect(await signInThrough(south, anna, bend('/api/session', (body) => (body['slots'] = [{ ...slot, wrapped }])))).toBe('broken-account');
  });
});
