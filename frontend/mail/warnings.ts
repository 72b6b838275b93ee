/** What is easily forgotten or done by mistake, asked before a mail is sent. */
import { listOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { confirmed } from './confirm.js';

/** An answer to more people than these is asked about. */
const MANY = 10;

export interface Facts {
  readonly subject: string;
  /** As HTML. */
  readonly text: string;
  /** It answers or forwards another mail, whose subject it bears. */
  readonly follows: boolean;
  readonly answers: boolean;
  readonly files: number;
  /** To, Cc and Bcc together. */
  readonly people: number;
  /** Addresses that were never written to, if that is to be asked about. */
  readonly strangers: readonly string[];
}

export type Warning = 'subject' | 'attachment' | 'many' | 'strangers';

export function warningsOf(facts: Facts): readonly Warning[] {
  return [
    ...(facts.subject.trim() === '' ? ['subject' as const] : []),
    ...(facts.files === 0 && speaksOfFiles(facts) ? ['attachment' as const] : []),
    ...(facts.answers && facts.people > MANY ? ['many' as const] : []),
    ...(facts.strangers.length > 0 ? ['strangers' as const] : []),
  ];
}

/** Asks about each; false if one wants to go on writing. */
export async function isSure(root: DocumentFragment | HTMLElement, facts: Facts): Promise<boolean> {
  for (const warning of warningsOf(facts)) if (!(await confirmed(root, { ...question(warning, facts), yes: t('write.send-anyway'), no: t('write.keep-writing') }))) return false;
  return true;
}

function question(warning: Warning, { people, strangers }: Facts): { readonly title: string; readonly text: string } {
  switch (warning) {
    case 'subject':
      return { title: t('write.warn-subject'), text: t('write.warn-subject-more') };
    case 'attachment':
      return { title: t('write.warn-attachment'), text: t('write.warn-attachment-more') };
    case 'many':
      return { title: t('write.warn-many', { n: people }), text: t('write.warn-many-more') };
    case 'strangers':
      return { title: t('write.warn-strangers', { n: strangers.length }), text: listOf(strangers) };
  }
}

/** The quoted mail does not count, nor the subject of an answer. */
function speaksOfFiles({ text, subject, follows }: Facts): boolean {
  const own = text.split(/<blockquote>|\n&gt; /)[0]?.replace(/<[^>]*>/g, ' ') ?? '';
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${t('write.attachment-words')})(?![\\p{L}\\p{N}])`, 'iu').test(`${own} ${follows ? '' : subject}`);
}
