import type { Bundle, Fill, MessageKey } from './bundle.js';
import { de } from './de.js';
import { en } from './en.js';
import { language, type Language, locale } from './language.js';

export type { Fill, MessageKey, PlainKey } from './bundle.js';

export const BUNDLES: Readonly<Record<Language, Bundle>> = { en, de };

const bundle = BUNDLES[language];
const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

/** The text for a key, in the reader's language, with its places filled. */
export function t<K extends MessageKey>(key: K, ...[fill]: Fill<K>): string {
  const entry = bundle[key];
  const values: Readonly<Record<string, string | number | undefined>> = { ...fill };
  const text = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values['n']))] ?? entry.other);
  return text.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place];
    return typeof value === 'number' ? numbers.format(value) : (value ?? '');
  });
}

/** True for a text that comes from elsewhere (a refusal's code, say) and may name a message. */
export const isMessage = (key: string): key is MessageKey => Object.hasOwn(en, key);

/** A message without places by a key made at run time, or the fallback. */
export function say(key: string, fallback: MessageKey): string {
  const entry = bundle[isMessage(key) ? key : fallback];
  return typeof entry === 'string' ? entry : entry.other;
}
