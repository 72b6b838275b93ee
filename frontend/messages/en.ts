import { account } from './en-account.js';
import { consoleTexts } from './en-console.js';
import { mail } from './en-mail.js';
import { search } from './en-search.js';

/**
 * Every text of the application, in English. A translation is a file of the same keys. `{place}` is filled by the
 * caller; a text with `one` and `other` chooses by the number `n` (more plural forms where a language has them).
 */
export const en = { ...account, ...consoleTexts, ...mail, ...search } as const;
