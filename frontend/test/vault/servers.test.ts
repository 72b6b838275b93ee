/** The vault against two real servers, where they run: `DARKMAIL_TEST_PAIR="north=URL,ADDRESS south=URL,ADDRESS"` in the environment. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Transport } from '../../model/transport.js';
import { base64url, random } from '../../vault/bytes.js';
import { LocalVault } from '../../vault/vault.js';
import { codeOf, draft, given, MemoryDevice, nothing, PASSPHRASE, sentId } from './people.js';

const places = [...(process.env['DARKMAIL_TEST_PAIR'] ?? '').matchAll(/(\w+)=([^,\s]+),([^,\s]+)/g)].map(([, , origin, base]) => ({ origin: origin!, base: base! }));

/** What the page does for the vault, over fetch. `origin` is the instance's URL, `base` where it is reached from here. */
function overHttp(origin: string, base: string): Transport {
  let cookie = '';
  const request = async (method: string, path: string, headers: Record<string, string>, body?: string | ArrayBuffer) => {
    const response = await fetch(base + path, { method, headers: { origin, cookie, ...headers }, ...(body === undefined ? {} : { body }) });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0]!;
    return response;
  };
  const answerOf = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: response.status, body: json ? (JSON.parse(text) as unknown) : null, retryAfter: Number(response.headers.get('retry-after')) || null };
  };
  return {
    call: async (method, path, body) => answerOf(await request(method, path, body === undefined ? {} : { 'content-type': 'application/json' }, body === undefined ? undefined : JSON.stringify(body))),
    patch: async (name, offset, chunk) => answerOf(await request('PATCH', `/api/blobs/${name}`, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, chunk)),
    offset: async (name) => Number((await request('HEAD', `/api/blobs/${name}`, {})).headers.get('upload-offset')),
    range: async (name, from, to) => {
      const response = await request('GET', `/api/blobs/${name}`, { range: `bytes=${from}-${to - 1}` });
      return response.status === 206 || response.status === 200 ? response.arrayBuffer() : answerOf(response);
    },
    together: async (names) => {
      const response = await request('POST', '/api/blobs/read', { 'content-type': 'application/json' }, JSON.stringify({ names }));
      return response.status === 200 ? response.arrayBuffer() : answerOf(response);
    },
  };
}

async function somebody({ origin, base }: { origin: string; base: string }) {
  const vault = new LocalVault(new MemoryDevice());
  let woken: () => void = nothing;
  await vault.start(overHttp(origin, base));
  await vault.subscribe((event) => event.kind === 'mail' && woken());
  const { words, asked } = given(await vault.signUp(`vault-${base64url(random(6)).toLowerCase().replaceAll(/[-_]/g, 'x')}`, PASSPHRASE, nothing));
  const { address } = given(await vault.finishSignUp([words[asked[0]]!, words[asked[1]]!], nothing));
  /** Syncs until it is so. */
  const until = async <T>(seen: () => Promise<T | null | undefined>): Promise<T> => {
    for (;;) {
      given(await vault.sync());
      const found = await seen();
      if (found !== null && found !== undefined) return found;
      await new Promise<void>((resolve) => {
        woken = resolve;
        setTimeout(resolve, 200);
      });
    }
  };
  return { vault, address, until };
}

describe.skipIf(places.length !== 2)('over two real servers', () => {
  let north: Awaited<ReturnType<typeof somebody>>;
  let south: Awaited<ReturnType<typeof somebody>>;

  beforeAll(async () => {
    north = await somebody(places[0]!);
    south = await somebody(places[1]!);
  });

  test('a mail with an attachment goes there, and its answer comes back', async () => {
    const content = random(60_000);
    const files = [{ name: 'a.bin', type: 'image/png', size: content.length, file: new Blob([content]), from: null, stored: null }];
    expect(await north.vault.lookUp(south.address)).toMatchObject({ state: 'first-contact' });
    expect(await north.vault.lookUp('nobody-at-all@south.test')).toMatchObject({ state: 'no-such-address' });
    const id = given(await north.vault.saveDraft(draft([south.address], 'hello', 'over the wire', { files })));
    const sent = sentId(await north.vault.send({ ...draft([south.address], 'hello', 'over the wire', { files }), id }, nothing));
    const row = await south.until(async () => (await south.vault.list({ folder: 'inbox', search: 'hello', from: 0, count: 1 })).rows[0]);
    const [mail] = given(await south.vault.conversation(row.id));
    expect(mail).toMatchObject({ subject: 'hello', verdict: { name: 'first-contact' }, from: { email: north.address } });
    expect(given(await south.vault.body(row.id)).text).toBe('over the wire');
    expect(new Uint8Array(await given(await south.vault.attachment(row.id, 0, nothing)).arrayBuffer())).toEqual(content);
    await north.until(async () => (given(await north.vault.conversation(sent))[0]!.deliveries[0]!.state === 'delivered' ? true : null));
    sentId(await south.vault.send(draft([north.address], 'Re: hello', 'and back', { inReplyTo: [mail!.messageId], references: [mail!.messageId] }), nothing));
    await north.until(async () => (given(await north.vault.conversation(sent)).length === 2 ? true : null));
    expect(given(await north.vault.conversation(sent))[1]).toMatchObject({ subject: 'Re: hello', verdict: { name: 'sealed' } });
  });

  test('an account opens again with its passphrase, and not with another', async () => {
    const again = new LocalVault(new MemoryDevice());
    await again.start(overHttp(places[0]!.origin, places[0]!.base));
    expect(codeOf(await again.signIn(north.address, 'something else entirely here', nothing))).toBe('wrong-credentials');
    expect(given(await again.signIn(north.address, PASSPHRASE, nothing)).address).toBe(north.address);
    given(await again.sync());
    expect((await again.list({ folder: 'sent', search: '', from: 0, count: 1 })).total).toBe(1);
    given(await again.changePassphrase(PASSPHRASE, `${PASSPHRASE} again`, nothing));
    await again.signOut();
    expect(codeOf(await again.sync())).toBe('signed-out');
  });
});
