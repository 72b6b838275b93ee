/** A domain that lies in its signed answers about the people in it (spec 60.4). */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type Bytes, base64url, concat, sha256 } from '../../vault/bytes.js';
import { readBinding } from '../../vault/directory.js';
import { parseObject, toJson, utcDate } from '../../vault/json.js';
import { padding } from '../../vault/packets.js';
import { QUERY_SIZES, openSealed, unsignedContent } from '../../vault/sealed.js';
import { sealSeipd } from '../../vault/seipd.js';
import { sign } from '../../vault/statement.js';
import { type Person, person } from './people.js';
import { type FakeAccount, type FakeDomain, World } from './world.js';

let world: World;
let north: FakeDomain;
let anna: Person;
let boris: FakeAccount;
let otto: FakeAccount;
let honest: FakeDomain['answer'];

beforeAll(async () => {
  world = new World();
  const south = await world.domain('south.test');
  north = await world.domain('north.test');
  honest = north.answer.bind(north);
  const people = await Promise.all([person(south, 'anna'), person(north, 'boris'), person(north, 'otto')]);
  anna = people[0];
  boris = north.accounts.get('boris@north.test')!;
  otto = north.accounts.get('otto@north.test')!;
  await north.rebind('boris@north.test');
});

beforeEach(() => {
  world.now += 60_000;
  north.answer = honest;
});

/** Answers well, but for these members. */
function lie(bent: Record<string, unknown>): void {
  north.answer = async (query) => {
    const asked = parseObject(unsignedContent(await openSealed(query, north.key, QUERY_SIZES)));
    const honestly = { type: 'darkmail/answer/1', query: base64url(await sha256(query)), address: boris.address, found: true };
    const content = { ...honestly, certificate: boris.certificate, bindings: boris.bindings.map(base64url), time: utcDate(world.now), ...bent };
    const statement = await sign(toJson(content), north.key, world.now);
    const inner = [4096, 8192, 16_384].find((size) => size >= statement.length + 6)!;
    return sealSeipd(asked.octets('key'), concat(statement, padding(inner - statement.length)));
  };
}

const state = async (): Promise<string> => (await anna.vault.lookUp(boris.address)).state;
const bindings = (...octets: readonly Bytes[]) => ({ bindings: octets.map(base64url) });

test('an answer about another address is not believed', async () => {
  lie({ address: otto.address });
  expect(await state()).toBe('domain-away');
});

test('the certificate of somebody else is not believed', async () => {
  lie({ certificate: otto.certificate });
  expect(await state()).toBe('domain-away');
  lie({ certificate: otto.certificate, bindings: otto.bindings.map(base64url) });
  expect(await state()).toBe('domain-away');
});

test('a certificate that is not bound, or was bound before the present one, is not believed', async () => {
  const [newest, first] = boris.bindings as [Bytes, Bytes];
  lie(bindings());
  expect(await state()).toBe('domain-away');
  lie(bindings(first));
  expect(await state()).toBe('domain-away');
  lie(bindings(first, newest));
  expect(await state()).toBe('domain-away');
});

test('a binding by another domain is not believed', async () => {
  const { fingerprint } = readBinding(boris.bindings[0]!);
  const south = world.domains.get('south.test')!;
  lie(bindings(await south.bind(boris.address, fingerprint, null, 1)));
  expect(await state()).toBe('domain-away');
});

test('a chain of bindings with a gap or a forged link is not believed', async () => {
  const first = boris.bindings[1]!;
  const { fingerprint } = readBinding(boris.bindings[0]!);
  lie(bindings(await north.bind(boris.address, fingerprint, first, 3), first));
  expect(await state()).toBe('domain-away');
  lie(bindings(await north.bind(boris.address, fingerprint, otto.bindings[0]!, 2), first));
  expect(await state()).toBe('domain-away');
  lie(bindings(await north.bind(boris.address, fingerprint, null, 0)));
  expect(await state()).toBe('domain-away');
});

test('the same domain is believed when it tells the truth', async () => {
  lie({});
  expect(await state()).toBe('first-contact');
});
