/** Notices of new mail, made on this device: what they tell is chosen, and nothing of it goes to any server. */
import type { MailRow } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { isRefused, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { called } from '../theme/people.js';
import { travel } from './route.js';

export const NOTICE_LEVELS = ['off', 'bare', 'sender', 'subject'] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

const KEPT = 'darkmail-notices';
/** Of several that came together, that many are told. */
const MOST = 3;

export const noticeLevel = (): NoticeLevel => NOTICE_LEVELS.find((level) => level === localStorage.getItem(KEPT)) ?? 'off';

/** Asks the browser first. @returns what is so from now on: `off` if the browser says no */
export async function chooseNoticeLevel(level: NoticeLevel): Promise<NoticeLevel> {
  const allowed = level === 'off' || (await Notification.requestPermission()) === 'granted';
  localStorage.setItem(KEPT, allowed ? level : 'off');
  return noticeLevel();
}

export interface Notice {
  readonly title: string;
  readonly body: string;
}

/** What is told of a mail; of one that is not what it says, never more than that it came. */
export function noticeOf(row: Pick<MailRow, 'people' | 'subject' | 'verdict'>, level: Exclude<NoticeLevel, 'off'>): Notice {
  const [from] = row.people;
  if (level === 'bare' || from === undefined || row.verdict.name === 'broken') return { title: t('notify.new'), body: '' };
  return { title: called(from), body: level === 'sender' ? t('notify.new') : row.subject === '' ? t('list.no-subject') : row.subject };
}

/** Tells of mail in the inbox that came since this page was opened, while nobody looks at it. */
export class Notifier {
  #since = new Date().toISOString();
  #looking = false;

  constructor(readonly vault: Vault) {}

  /** Called whenever mails have changed. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const page = await settled(this.vault.list({ folder: 'inbox', search: '', from: 0, count: 10 }));
    this.#looking = false;
    if (isRefused(page)) return;
    const fresh = page.rows.filter(({ at, seen, draft }) => !seen && !draft && at > this.#since);
    this.#since = fresh.reduce((latest, { at }) => (at > latest ? at : latest), this.#since);
    const level = noticeLevel();
    if (level === 'off' || document.hasFocus() || Notification.permission !== 'granted') return;
    for (const row of fresh.slice(0, MOST)) this.#tell(row, level);
  }

  #tell(row: MailRow, level: Exclude<NoticeLevel, 'off'>): void {
    const { title, body } = noticeOf(row, level);
    // The other tabs of this browser tell of the same mail: by its tag it is shown once.
    const notice = new Notification(title, { body, tag: row.id, icon: '/icon-192.png' });
    notice.onclick = () => {
      window.focus();
      travel({ page: 'inbox', id: row.id });
      notice.close();
    };
  }
}
