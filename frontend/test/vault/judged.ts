/** Runs a vector of what arrives in a mailbox: a vault that is signed in to a server which hands it over (docs/vectors, format `mail`). */
import { readPrivateKey } from '@protontech/openpgp';
import { aesKey, lines, wrap } from '../../vault/aead.js';
import { type Bytes, base64url, concat, fromBase64url, random } from '../../vault/bytes.js';
import { makeResume } from '../../vault/device.js';
import { derive } from '../../vault/kdf.js';
import { openKey } from '../../vault/keys.js';
import { readCertificate } from '../../vault/policy.js';
import { Declined } from '../../vault/refusal.js';
import { MemoryDevice, given, newVault } from './people.js';
import { type FakeAccount, FakeDomain, World } from './world.js';

interface ArrivalVector {
  readonly routing: string;
  readonly origin: string;
  readonly header: string;
  readonly blobs: readonly { readonly sha256: string; readonly size: number }[];
}

export interface MailVector {
  readonly address: string;
  readonly secretKey: string;
  readonly domainKey: string;
  /** Whether the author's domain answers. */
  readonly reachable: boolean;
  readonly before: readonly ArrivalVector[];
  readonly arrival: ArrivalVector;
}

const octets = (text: string): Bytes => fromBase64url(text)!;

async function keyOf(transferable: Bytes, userId: string) {
  const key = await readPrivateKey({ binaryKey: transferable.slice() });
  const certificate = await readCertificate(concat(key.toPublic().write()), userId);
  return { certificate, key: await openKey(transferable, certificate) };
}

/** The reader's account at her domain, with the secret key of the vector. */
async function accountOf({ address, secretKey }: MailVector, south: FakeDomain, accountKey: Bytes): Promise<FakeAccount> {
  const { certificate } = await keyOf(octets(secretKey), address);
  const wrapping = await aesKey(await derive(accountKey, 'account/openpgp'));
  const account: FakeAccount = {
    address,
    auth: new Map(),
    slots: [],
    commit: base64url(await derive(accountKey, 'account/commit')),
    certificate: base64url(certificate.octets),
    secretKey: base64url(await wrap(wrapping, lines('darkmail/secret-key/1', address, certificate.fingerprint), octets(secretKey))),
    bindings: [await south.bind(address, certificate.fingerprint, null, 1)],
    items: new Map(),
    change: 0,
  };
  south.accounts.set(address, account);
  return account;
}

/** The verdict of the last mail. @throws Declined with the reason if it is `broken` */
export async function judged(vector: MailVector): Promise<{ verdict: string }> {
  const world = new World();
  const south = await world.domain('south.test');
  const { certificate, key } = await keyOf(octets(vector.domainKey), 'north.test');
  const north = new FakeDomain(world, 'north.test', certificate, key);
  north.away = !vector.reachable;
  world.domains.set('north.test', north);

  const accountKey = random(32);
  const account = await accountOf(vector, south, accountKey);
  const [browser, device, share] = [south.browser(), new MemoryDevice(), random(32)];
  browser.session = { account, share: base64url(share) };
  device.resume = await makeResume(vector.address, accountKey, share);
  const { vault } = await newVault(south, browser, device);
  if ((await vault.resume()) === null) throw new Error('the account does not open');

  const deliver = async ({ routing, origin, header, blobs }: ArrivalVector): Promise<ReadonlySet<string>> => {
    const named = blobs.map(({ sha256, size }) => ({ name: base64url(random(32)), link: `https://${origin}/blob/`, sha256: octets(sha256), size }));
    await south.arrive(account, { routing, origin, header: octets(header), blobs: named });
    given(await vault.sync());
    return new Set((await vault.list({ folder: 'inbox', search: '', from: 0, count: 100 })).rows.map(({ id }) => id));
  };
  let before: ReadonlySet<string> = new Set();
  for (const arrival of vector.before) before = await deliver(arrival);
  const fresh = [...(await deliver(vector.arrival))].filter((id) => !before.has(id));
  if (fresh.length !== 1) throw new Error(`${fresh.length} mails instead of one`);
  const mail = given(await vault.conversation(fresh[0]!)).at(-1)!;
  if (mail.verdict.name !== 'broken') return { verdict: mail.verdict.name };
  if (mail.subject !== '' || mail.to.length > 0 || mail.attachments.length > 0) throw new Error('shown although it is broken');
  throw new Declined(mail.verdict.reason);
}
