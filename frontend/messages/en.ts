import { account } from './en-account.js';
import { consoleTexts } from './en-console.js';
import { calendar } from './en-calendar.js';
import { contacts } from './en-contacts.js';
import { files } from './en-files.js';
import { mail } from './en-mail.js';
import { offline } from './en-offline.js';
import { read } from './en-read.js';
import { sorting } from './en-sorting.js';
import { search } from './en-search.js';
import { writing } from './en-writing.js';

/**
 * Every text of the application, in English; `translation` in `bundle.ts` says what another language needs. `{place}` is
 * filled by the caller; a text with plural forms chooses by the number `n`.
 */
export const en = { ...account, ...consoleTexts, ...calendar, ...contacts, ...files, ...mail, ...offline, ...read, ...search, ...sorting, ...writing } as const;
