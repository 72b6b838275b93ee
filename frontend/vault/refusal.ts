/** Why something that came from outside is not taken. */

/** Spec 10.6. */
export type Reason = 'malformed' | 'policy' | 'not-for-us' | 'tampered' | 'unsigned' | 'bad-signature' | 'wrong-signer' | 'wrong-type' | 'too-large';

/** Thrown by the readers of formats and turned into a verdict or a refused value before it leaves the vault. */
export class Refusal extends Error {
  constructor(
    readonly reason: Reason,
    detail = '',
  ) {
    super(detail === '' ? reason : `${reason}: ${detail}`);
    this.name = 'Refusal';
  }
}

/** A refusal by the server or by a rule of the account; `code` as in the contract of `Vault`. */
export class Declined extends Error {
  constructor(
    readonly code: string,
    readonly retryAfter: number | null = null,
  ) {
    super(code);
    this.name = 'Declined';
  }
}

/** True if the server could not be reached. */
export const isOffline = (fault: unknown): boolean => fault instanceof Declined && fault.code === 'offline';

/** Null in place of what the server could not be asked for; every other fault goes on. */
export function unlessOffline(fault: unknown): null {
  if (isOffline(fault)) return null;
  throw fault;
}
