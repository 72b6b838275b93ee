import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Fields } from '../../vault/json.js';
import { readParameters } from '../../vault/kdf.js';
import { person } from '../vault/people.js';
import { World } from '../vault/world.js';
import { bend, signInThrough } from './account-answers.js';

const world = new World();
const south = await world.domain('south.test');
const anna = await person(south, 'anna');

test.each([
  ['too little memory', { memory: 32_768 }],
  ['too much memory', { memory: 2_097_152 }],
  ['memory that is no power of two', { memory: 65_537 }],
  ['too few passes', { passes: 2 }],
  ['too many passes', { passes: 11 }],
  ['too many lanes', { lanes: 17 }],
  ['no lanes', { lanes: 0 }],
  ['another algorithm', { algorithm: 'pbkdf2' }],
])('the key derivation stops at %s', async (_, bent) => {
  const good = { algorithm: 'argon2id', passes: 3, lanes: 4, memory: 65_536 };
  expect(readParameters(new Fields(good))).toMatchObject({ passes: 3 });
  expect(() => readParameters(new Fields({ ...good, ...bent }))).toThrow('weak-kdf');
  expect(await signInThrough(south, anna, bend('/api/account/parameters', (body) => Object.assign(body['kdf'] as object, bent)))).toBe('weak-kdf');
});
