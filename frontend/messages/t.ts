import { en } from './en.js';

type Bundle = typeof en;
export type MessageKey = keyof Bundle;

type Places<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Places<Rest> : never;
type Texts<V> = V extends string ? V : V extends Readonly<Record<string, string>> ? V[keyof V] : never;
/** What a message's `{places}` are filled with; a message with plural forms takes `n`. */
export type Fill<K extends MessageKey> =
  | Places<Texts<Bundle[K]>>
  | (Bundle[K] extends string ? never : 'n') extends infer P
  ? [P] extends [never]
    ? []
    : [fill: Readonly<Record<P & string, string | number>>]
  : never;

/** The keys of texts that need nothing filled in. */
export type PlainKey = { [K in MessageKey]: Fill<K> extends [] ? K : never }[MessageKey];

/** The language of the bundle; dates and numbers follow the browser's region within it. */
export const LANGUAGE = 'en';

const locale = navigator.languages.find((tag) => tag.startsWith(LANGUAGE)) ?? LANGUAGE;
const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

export { locale };

/** The text for a key, in the reader's language, with its places filled. */
export function t<K extends MessageKey>(key: K, ...[fill]: Fill<K>): string {
  const entry: string | { readonly one: string; readonly other: string } = en[key];
  const values: Readonly<Record<string, string | number | undefined>> = { ...fill };
  const text = typeof entry === 'string' ? entry : plurals.select(Number(values['n'])) === 'one' ? entry.one : entry.other;
  return text.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place];
    return typeof value === 'number' ? numbers.format(value) : (value ?? '');
  });
}

/** True for a text that comes from elsewhere (a refusal's code, say) and may name a message. */
export const isMessage = (key: string): key is MessageKey => Object.hasOwn(en, key);

/** A message without places by a key made at run time, or the fallback. */
export function say(key: string, fallback: MessageKey): string {
  const entry = en[isMessage(key) ? key : fallback];
  return typeof entry === 'string' ? entry : entry.other;
}
