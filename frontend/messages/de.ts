import { translation } from './bundle.js';
import { deAccount } from './de-account.js';
import { deConsole } from './de-console.js';
import { deMail } from './de-mail.js';
import { deSearch } from './de-search.js';
import { deWriting } from './de-writing.js';

/** Every text of the application, in German. */
export const de = translation({ ...deAccount, ...deConsole, ...deMail, ...deSearch, ...deWriting } as const);
