import { readdirSync, readFileSync } from 'node:fs';
import { readPrivateKey } from '@protontech/openpgp';
import { describe, expect, test } from 'vitest';
import { parseAddress, normalDomain } from '../../vault/address.js';
import { openBlob } from '../../vault/blob.js';
import { type Bytes, base64url, concat, fromBase64url, fromUtf8, padme, sha256 } from '../../vault/bytes.js';
import { openAnswer } from '../../vault/directory.js';
import type { BlobReference } from '../../vault/header.js';
import { parseObject } from '../../vault/json.js';
import { openKey } from '../../vault/keys.js';
import { Octets, TAG } from '../../vault/packets.js';
import { type Certificate, readCertificate } from '../../vault/policy.js';
import { Refusal } from '../../vault/refusal.js';
import { QUERY_SIZES, openSealed, sealedStatement, unsignedContent } from '../../vault/sealed.js';
import { checkStatement, readAlone, verify } from '../../vault/statement.js';

/** The octets under this name of a vector. */
type Named = (name: string) => Bytes;

interface Vector {
  readonly name: string;
  readonly says: string;
  readonly format: string;
  readonly expect?: { readonly ok?: unknown; readonly refused?: string };
  readonly cases?: readonly { readonly input: string; readonly ok?: string; readonly n: number; readonly padded: number }[];
  readonly userId: string;
  readonly type: string;
  readonly by: string | null;
  readonly sizes: readonly number[];
  readonly size: number;
  readonly length: number;
}

const folder = new URL('../../../docs/vectors/', import.meta.url);
const vectors = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector & Record<string, unknown>);

async function certificate(octets: Bytes): Promise<Certificate> {
  const packets = new Octets(octets);
  packets.packet(TAG.publicKey);
  packets.packet(TAG.signature);
  return readCertificate(octets, fromUtf8(packets.packet(TAG.userId).rest()));
}

async function secretKey(transferable: Bytes) {
  const key = await readPrivateKey({ binaryKey: transferable.slice() });
  return openKey(transferable, await certificate(concat(key.toPublic().write())));
}

const readers: Record<string, (vector: Vector, octets: Named) => Promise<unknown>> = {
  certificate: async ({ userId }, octets) => ({ fingerprint: (await readCertificate(octets('certificate'), userId)).fingerprint }),
  statement: async ({ type }, octets) => {
    const by = (await certificate(octets('by'))).primary;
    await verify(octets('statement'), type, by);
    return base64url(await checkStatement(readAlone(octets('statement')), by));
  },
  sealed: async ({ type, by, sizes }, octets) => {
    const packets = await openSealed(octets('message'), await secretKey(octets('secretKey')), sizes);
    const content = by === null ? unsignedContent(packets) : await checkStatement(sealedStatement(packets), (await certificate(octets('by'))).primary);
    parseObject(content).expect(type);
    return base64url(content);
  },
  query: async (_, octets) => {
    const content = unsignedContent(await openSealed(octets('message'), await secretKey(octets('secretKey')), QUERY_SIZES));
    parseObject(content).expect('darkmail/query/1');
    return base64url(content);
  },
  answer: async (_, octets) => base64url((await openAnswer(octets('answer'), octets('key'), octets('query'), (await certificate(octets('by'))).primary)).content),
  blob: async ({ size, length }, octets) => {
    const reference = { size, length, sha256: octets('sha256'), key: octets('key') } as BlobReference;
    const blob = octets('blob');
    const content = await openBlob(reference, async (from, to) => blob.slice(from, to));
    return { sha256: base64url(await sha256(new Uint8Array(await content.arrayBuffer()))) };
  },
};

describe.each(vectors.filter(({ cases }) => cases === undefined))('vector $name', (vector) => {
  test(vector.says, async () => {
    const octets: Named = (name) => fromBase64url(vector[name] as string)!;
    const outcome = await readers[vector.format]!(vector, octets).then(
      (ok) => ({ ok }),
      (fault: unknown) => {
        if (fault instanceof Refusal) return { refused: fault.reason };
        throw fault;
      },
    );
    expect(outcome).toEqual(vector.expect);
  });
});

const table = (name: string): NonNullable<Vector['cases']> => vectors.find((vector) => vector.name === name)!.cases!;

test('sizes are padded as the table says', () => {
  for (const { n, padded } of table('padme-table')) expect([n, padme(n)]).toEqual([n, padded]);
});

test.each(table('address-table'))('the address $input has its normal form or none', ({ input, ok }) => {
  expect(parseAddress(input)?.text ?? null).toBe(ok ?? null);
});

test.each(table('domain-table'))('the domain $input has its normal form or none', ({ input, ok }) => {
  expect(normalDomain(input)).toBe(ok ?? null);
});
