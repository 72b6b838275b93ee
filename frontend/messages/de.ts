import { translation } from './bundle.js';
import { deAccount } from './de-account.js';
import { deCalendar } from './de-calendar.js';
import { deConsole } from './de-console.js';
import { deContacts } from './de-contacts.js';
import { deFiles } from './de-files.js';
import { deMail } from './de-mail.js';
import { deOffline } from './de-offline.js';
import { deRead } from './de-read.js';
import { deSearch } from './de-search.js';
import { deSorting } from './de-sorting.js';
import { deWriting } from './de-writing.js';

/** Every text of the application, in German. */
export const de = translation({ ...deAccount, ...deCalendar, ...deConsole, ...deContacts, ...deFiles, ...deMail, ...deOffline, ...deRead, ...deSearch, ...deSorting, ...deWriting } as const);
