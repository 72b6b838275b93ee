import { describe, expect, test } from 'vitest';
import { random } from '../../vault/bytes.js';
import { codeOf, draft, newest, send } from '../vault/people.js';
import { scene } from './scene.js';

const { world, south, anna, boris } = await scene();

describe('a blob is refused', () => {
  test.each([
    ['swapped for another of the same size', 'tampered', (octets: Uint8Array<ArrayBuffer>) => random(octets.length)],
    ['cut off', 'malformed', (octets: Uint8Array<ArrayBuffer>) => octets.slice(0, -1)],
    ['changed in one bit', 'tampered', (octets: Uint8Array<ArrayBuffer>) => octets.map((octet, i) => (i === 1000 ? octet ^ 1 : octet))],
  ])('when it was %s', async (how, _, bend) => {
    await send(boris, draft([anna.address], `blob ${how}`, 'text'));
    world.now += 60_000;
    const mail = await newest(anna);
    expect(mail.subject).toBe(`blob ${how}`);
    for (const [name, blob] of south.blobs) south.blobs.set(name, { ...blob, octets: bend(blob.octets) });
    const refused = codeOf(await anna.vault.body(mail.id));
    expect(['tampered', 'malformed', 'policy']).toContain(refused);
  });
});
