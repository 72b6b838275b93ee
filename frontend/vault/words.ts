/** Recovery words and suggested passphrases, both from the English list of BIP-39. */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { type Bytes, concat, random, wipe } from './bytes.js';

const ENTROPY = 32;

export const toWords = (secret: Bytes): readonly string[] => entropyToMnemonic(secret, wordlist).split(' ');

/** The 32 octets, or null if a word or the checksum is wrong. */
export function fromWords(words: readonly string[]): Bytes | null {
  try {
    const clean = words.map((word) => word.trim().toLowerCase().normalize('NFKD')).filter((word) => word !== '');
    const secret = concat(mnemonicToEntropy(clean.join(' '), wordlist));
    return secret.length === ENTROPY ? secret : null;
  } catch {
    return null;
  }
}

export const newRecovery = (): Bytes => random(ENTROPY);

/** Seven words, eleven bits each. */
export function suggestPassphrase(): string {
  const octets = random(14);
  const words: string[] = [];
  for (let i = 0; i < 14; i += 2) words.push(wordlist[((octets[i]! << 8) | octets[i + 1]!) % 2048]!);
  wipe(octets);
  return words.join(' ');
}

/** Two different places of 24, in order. */
export function askedPlaces(): readonly [number, number] {
  for (;;) {
    const [a, b] = Array.from(random(2), (octet) => octet % 24) as [number, number];
    if (a !== b) return a < b ? [a, b] : [b, a];
  }
}
