import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DraftFile } from '../../model/mail.js';
import { draft, given, newest, nothing, type Person, person, send } from './people.js';
import { World } from './world.js';

let anna: Person;
let boris: Person;

beforeAll(async () => {
  const world = new World();
  const [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
});

const file = (name: string, content: Uint8Array<ArrayBuffer>): DraftFile => ({ name, type: 'application/pdf', size: content.length, file: new Blob([content]), from: null, stored: null });
const pattern = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 0xff);

describe('a mail saved as a file', () => {
  test('is read by other programs with its text, both forms, and every file octet by octet', async () => {
    const [large, odd] = [pattern(3_000_001), pattern(57)];
    const files = [file('large "one".bin', large), file('Grüße 漢字.pdf', odd), file('empty', new Uint8Array(0))];
    await send(anna, draft([boris.address], 'Grüße', 'plain\ntext', { html: '<p>rich</p>', files, cc: [anna.address] }));
    const { id, messageId } = await newest(boris);
    const eml = given(await boris.vault.export(id, nothing));
    const mail = await PostalMime.parse(await eml.arrayBuffer());
    expect(mail).toMatchObject({ subject: 'Grüße', messageId: `<${messageId}>`, from: { address: anna.address }, to: [{ address: boris.address }], cc: [{ address: anna.address }] });
    expect([mail.text?.trim().replaceAll('\r\n', '\n'), mail.html?.trim()]).toEqual(['plain\ntext', '<p>rich</p>']);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['large _one_.bin', 'Grüße 漢字.pdf', 'empty']);
    for (const [i, content] of [large, odd, new Uint8Array(0)].entries()) expect(Buffer.compare(new Uint8Array(mail.attachments[i]!.content as ArrayBuffer), content)).toBe(0);
    const lines = (await eml.text()).split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(lines.filter((line) => /^(?:From|Subject|Message-ID):/.test(line)).length).toBe(3);
  });

  test('without attachments is what was sealed, and its source is the beginning of that', async () => {
    await send(anna, draft([boris.address], 'alone', 'text'));
    const { id } = await newest(boris);
    const text = await given(await boris.vault.export(id, nothing)).text();
    expect(given(await boris.vault.source(id))).toEqual({ text, size: text.length });
    expect(text).toMatch(/^From: anna@south\.test\r\n/);
  });
});
