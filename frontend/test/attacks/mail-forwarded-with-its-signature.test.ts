import { expect, test } from 'vitest';
import { headerJson } from '../../vault/header.js';
import { target } from '../vault/forger.js';
import { scene } from './scene.js';

const { north, anna, boris, toAnna, verdict, forger } = await scene();

test('a mail that was written to somebody else and forwarded with its signature is broken', async () => {
  const mallory = await forger();
  const header = await mallory.header(await target(north, boris.address));
  await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(headerJson(header)), toAnna), header);
  expect(await verdict()).toBe('wrong-recipient');
});

test('a mail is broken if it names the own address with a key that never was the own one', async () => {
  await (await forger()).mail(toAnna, { recipients: [{ address: anna.address, fingerprint: 'ab'.repeat(32) }] });
  expect(await verdict()).toBe('wrong-recipient');
});
