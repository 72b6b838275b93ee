import { describe, expect, test } from 'vitest';
import { headerJson } from '../../vault/header.js';
import { given, newest } from '../vault/people.js';
import { scene } from './scene.js';

const { anna, toAnna, verdict, forger } = await scene();

/** Delivers a mail of a stranger and gives what delivers it again. */
async function delivered(): Promise<() => Promise<unknown>> {
  const mallory = await forger();
  const header = await mallory.header(toAnna);
  const sealed = await mallory.seal(await mallory.statement(headerJson(header)), toAnna);
  await mallory.deliver(toAnna, sealed, header);
  expect(await verdict()).toBe('first-contact');
  return () => mallory.deliver(toAnna, sealed, header);
}

describe('a well-signed mail is broken', () => {
  test('if it is delivered a second time', async () => {
    const again = await delivered();
    await again();
    expect(await verdict()).toBe('replay');
  });

  test('if it is delivered again after the first was deleted for ever', async () => {
    const again = await delivered();
    const { id } = await newest(anna);
    given(await anna.vault.move([id], 'trash'));
    given(await anna.vault.remove([id]));
    await again();
    expect(await verdict()).toBe('replay');
  });
});
