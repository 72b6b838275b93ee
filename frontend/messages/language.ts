/** Which language the reader gets: the one chosen on this device, else the first of the browser's that there is. */

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = 'darkmail-language';

const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((one) => one === tag);
const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** Of the tags that a browser prefers, in their order. */
export function firstOf(tags: readonly string[]): Language {
  return tags.map(primary).find(isLanguage) ?? 'en';
}

/** The reader's choice, or null: as the browser says. */
export function chosenLanguage(): Language | null {
  const kept = localStorage.getItem(KEPT);
  return isLanguage(kept) ? kept : null;
}

/** Takes effect when the page is loaded anew. The cookie tells the operator's console, whose pages the server renders. */
export function chooseLanguage(choice: Language | null): void {
  if (choice === null) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, choice);
  document.cookie = `${KEPT}=${choice ?? ''}; Path=/; Secure; SameSite=Strict; Max-Age=${choice === null ? 0 : 31_536_000}`;
}

export const browserLanguage: Language = firstOf(navigator.languages);
// Tests run without a device that keeps anything.
export const language: Language = (typeof localStorage === 'undefined' ? null : chosenLanguage()) ?? browserLanguage;

/** With the browser's region, if it has one for this language: dates and numbers follow it. */
export const locale: string = navigator.languages.find((tag) => primary(tag) === language) ?? language;

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);
export const directionOf = (tag: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(primary(tag)) ? 'rtl' : 'ltr');

/** A language by its own name. */
export const nameOf = (tag: Language): string => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

/** Says on the document which language it is in. */
export function declareLanguage(): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}
