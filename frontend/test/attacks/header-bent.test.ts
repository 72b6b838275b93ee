import { describe, expect, test } from 'vitest';
import { concat, random } from '../../vault/bytes.js';
import { headerJson } from '../../vault/header.js';
import { toJson } from '../../vault/json.js';
import { literal, padding } from '../../vault/packets.js';
import { sealFor } from '../../vault/sealed.js';
import { sealSeipd } from '../../vault/seipd.js';
import { target } from '../vault/forger.js';
import { scene } from './scene.js';

const { world, north, boris, toAnna, verdict, forger } = await scene();

describe('a sealed header is broken', () => {
  test('if it is sealed to another key', async () => {
    const mallory = await forger();
    const toBoris = await target(north, boris.address);
    const header = await mallory.header(toAnna);
    await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(headerJson(header)), toBoris), header);
    expect(await verdict()).toBe('not-for-us');
  });

  test('if an octet of it was changed', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const sealed = await mallory.seal(await mallory.statement(headerJson(header)), toAnna);
    sealed[sealed.length - 100]! ^= 1;
    await mallory.deliver(toAnna, sealed, header);
    expect(await verdict()).toBe('tampered');
  });

  test('if it is larger than allowed, or of a size between the steps', async () => {
    const mallory = await forger();
    await mallory.deliver(toAnna, random(16_385), null);
    expect(await verdict()).toBe('too-large');
    await mallory.deliver(toAnna, random(5000), null);
    expect(await verdict()).toBe('policy');
  });

  test('if it is no OpenPGP packet', async () => {
    await (await forger()).deliver(toAnna, new Uint8Array(4096), null);
    expect(await verdict()).toBe('malformed');
  });

  test('if a second PKESK stands in front', async () => {
    const mallory = await forger();
    const sealed = await mallory.seal(await mallory.statement(headerJson(await mallory.header(toAnna))), toAnna);
    const pkesk = sealed.slice(0, 1167);
    const contentKey = random(32);
    const seipd = await sealSeipd(contentKey, padding(8192 - 1167 * 2 - 74));
    await mallory.deliver(toAnna, concat(pkesk, await sealFor({ contentKey, seipd }, toAnna.certificate)), null);
    expect(await verdict()).toBe('policy');
  });

  test('if nobody signed it', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    await mallory.deliver(toAnna, await mallory.seal(literal(toJson(headerJson(header))), toAnna), header);
    expect(await verdict()).toBe('unsigned');
  });

  test('if the signature is over something else', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const statement = await mallory.statement(headerJson(header));
    const place = statement.findIndex((_, i) => String.fromCharCode(...statement.subarray(i, i + 7)) === 'subject');
    statement[place + 10]! ^= 1;
    await mallory.deliver(toAnna, await mallory.seal(statement, toAnna), header);
    expect(await verdict()).toBe('bad-signature');
  });

  test('if another key signed it than the one inside', async () => {
    const [mallory, eve] = [await forger(), await forger()];
    const header = await mallory.header(toAnna);
    await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(headerJson(header), eve.key), toAnna), header);
    expect(await verdict()).toBe('wrong-signer');
  });

  test('if the binding names another key', async () => {
    const [mallory, eve] = [await forger(), await forger()];
    await mallory.mail(toAnna, { binding: eve.binding, from: { name: null, email: eve.address } });
    expect(await verdict()).toBe('wrong-signer');
  });

  test('if a signed statement of another type is passed off as a header', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const json = { ...(headerJson(header) as object), type: 'darkmail/binding/1' };
    await mallory.deliver(toAnna, await mallory.seal(await mallory.statement(json), toAnna), header);
    expect(await verdict()).toBe('wrong-type');
  });

  test('if a member stands in it twice', async () => {
    const mallory = await forger();
    const header = await mallory.header(toAnna);
    const twice = JSON.stringify(headerJson(header)).replace('"subject":', '"subject":"other","subject":');
    const { sign } = await import('../../vault/statement.js');
    await mallory.deliver(toAnna, await mallory.seal(await sign(new TextEncoder().encode(twice), mallory.key, world.now), toAnna), header);
    expect(await verdict()).toBe('malformed');
  });

  test.each([
    ['no blobs', { blobs: [] }],
    ['an author in no normal form', { from: { name: null, email: 'MALLORY@north.test' } }],
    ['a message id with brackets', { messageId: '<a@b>' }],
    ['a time that is none', { sentAt: 'yesterday' }],
    ['a subject too long', { subject: 'x'.repeat(999) }],
  ])('if it has %s', async (_, bent) => {
    await (await forger()).mail(toAnna, bent);
    expect(await verdict()).toBe('malformed');
  });
});
