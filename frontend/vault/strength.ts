/** How long a passphrase would last; judged here, told to nobody. The dictionaries are loaded on first use. */
import type { Strength } from '../model/vault.js';

let loading: Promise<(text: string) => Strength> | null = null;

/** Longer input adds nothing to the verdict but time. */
const LONGEST = 128;

export async function strength(passphrase: string): Promise<Strength> {
  loading ??= load();
  return (await loading)(passphrase);
}

async function load(): Promise<(text: string) => Strength> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (text) => {
    const { score, feedback } = judge.check(text.slice(0, LONGEST));
    const hint = score >= 3 ? null : hintOf(feedback.warning);
    return { score, hint };
  };
}

/** The hints are `strength.common`, `strength.pattern`, `strength.date` and `strength.longer`. */
function hintOf(warning: string | null): string {
  switch (warning) {
    case 'topTen':
    case 'topHundred':
    case 'common':
    case 'similarToCommon':
    case 'wordByItself':
    case 'namesByThemselves':
    case 'commonNames':
    case 'userInputs':
    case 'pwned':
      return 'strength.common';
    case 'straightRow':
    case 'keyPattern':
    case 'simpleRepeat':
    case 'extendedRepeat':
    case 'sequences':
      return 'strength.pattern';
    case 'recentYears':
    case 'dates':
      return 'strength.date';
    default:
      return 'strength.longer';
  }
}
