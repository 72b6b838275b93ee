import type { Answer } from '../../model/transport.js';
import { codeOf, newVault, nothing, PASSPHRASE, type Person } from '../vault/people.js';
import type { FakeDomain } from '../vault/world.js';

export type Bending = (path: string, answer: Answer) => Answer;

/** Signs in over a server that bends its answers. */
export async function signInThrough(domain: FakeDomain, who: Person, answering: Bending): Promise<string | null> {
  const made = await newVault(domain);
  made.browser.answering = answering;
  return codeOf(await made.vault.signIn(who.address, PASSPHRASE, nothing));
}

export const bend = (path: string, change: (body: Record<string, unknown>) => void): Bending => (asked, answer) => {
  if (asked === path && answer.status === 200) change(answer.body as Record<string, unknown>);
  return answer;
};
