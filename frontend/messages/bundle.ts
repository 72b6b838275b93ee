import type { en } from './en.js';

type English = typeof en;
export type MessageKey = keyof English;
/** A text, or one for each plural form of the language, chosen by the number `n`. */
type Text = string | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });
export type Bundle = Readonly<Record<MessageKey, Text>>;

type Places<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Places<Rest> : never;
type Forms<V> = V extends string ? V : V extends Readonly<Record<string, string>> ? V[keyof V] : never;
type Parameters<V> = Places<Forms<V>> | (V extends string ? never : 'n');

/** What a message's `{places}` are filled with; a message with plural forms takes `n`. */
export type Fill<K extends MessageKey> = Parameters<English[K]> extends infer P
  ? [P] extends [never]
    ? []
    : [fill: Readonly<Record<P & string, string | number>>]
  : never;

/** The keys of texts that need nothing filled in. */
export type PlainKey = { [K in MessageKey]: Fill<K> extends [] ? K : never }[MessageKey];

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Fitting<T> = { readonly [K in MessageKey]: K extends keyof T ? (Same<Parameters<English[K]>, Parameters<T[K]>> extends true ? T[K] : { readonly 'takes other parameters than in English': Parameters<English[K]> }) : never };
type Surplus<T> = Readonly<Record<Exclude<keyof T, MessageKey>, never>>;

/** A translation: it does not compile unless it has the keys of the English texts, each with the same parameters. */
export const translation = <const T extends Bundle>(texts: T & Fitting<T> & Surplus<T>): Bundle => texts;
