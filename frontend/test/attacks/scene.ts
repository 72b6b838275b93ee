import { expect } from 'vitest';
import { Forger, target, type Target } from '../vault/forger.js';
import { codeOf, newest, type Person, person } from '../vault/people.js';
import { type FakeDomain, World } from '../vault/world.js';

/** Two domains, a person on each, and whoever sends forged mail from north to anna at south. */
export interface Scene {
  world: World;
  south: FakeDomain;
  north: FakeDomain;
  anna: Person;
  boris: Person;
  toAnna: Target;
  /** The verdict of what arrived last, for a broken mail its reason; of one nothing inside may be shown. */
  verdict: () => Promise<string>;
  forger: () => Promise<Forger>;
}

export async function scene(): Promise<Scene> {
  const world = new World();
  const [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
  const [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
  let forgers = 0;
  return {
    world, south, north, anna, boris,
    toAnna: await target(south, anna.address),
    forger: () => Forger.at(north, `mallory${++forgers}`),
    async verdict() {
      world.now += 60_000;
      const mail = await newest(anna);
      if (mail.verdict.name !== 'broken') return mail.verdict.name;
      expect(mail).toMatchObject({ subject: '', preview: '', to: [], attachments: [], from: { email: mail.from.email }, messageId: '' });
      expect(mail.from.email).not.toContain('@');
      expect(codeOf(await anna.vault.body(mail.id))).toBe(mail.verdict.reason);
      return mail.verdict.reason;
    },
  };
}
