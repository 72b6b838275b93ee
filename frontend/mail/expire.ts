/** When nobody is to have a mail any more: chosen in the composer, shown in composer and reader. */
import { html, nothing, type TemplateResult } from 'lit';
import { futureDate } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import type { MenuEntry } from './dm-menu.js';
import { askTime } from './time-dialog.js';
import { inAMinute, utc } from './times.js';

const DAY = 86_400_000;
/** Days that people often mean. */
const LIVES = { day: 'P1D', week: 'P7D', month: 'P30D' } as const;
/** Years ahead that can be chosen. */
const YEARS = 5;

/** Entries of a menu; a pick gives days from sending on (`P7D`) or a UTCDate, and nothing for no end. */
export function expiryEntries(root: DocumentFragment | HTMLElement, chosen: string | undefined, onPick: (expires: string | undefined) => void): readonly MenuEntry[] {
  const own = chosen !== undefined && !chosen.startsWith('P');
  return [
    { heading: t('expire.title') },
    { label: t('expire.never'), checked: chosen === undefined, test: 'expire-never', onPick: () => { onPick(undefined); } },
    ...(['day', 'week', 'month'] as const).map((name) => ({ label: t(`expire.${name}`), checked: chosen === LIVES[name], test: `expire-${name}`, onPick: () => { onPick(LIVES[name]); } })),
    { label: own ? futureDate(chosen) : t('expire.own'), checked: own, test: 'expire-own', onPick: () => void askEnd(root, new Date()).then((end) => { if (end !== null) onPick(end); }) },
  ];
}

/** Asks for an end of one's own within `root`; gives a UTCDate, or null for none. */
async function askEnd(root: DocumentFragment | HTMLElement, now: Date): Promise<string | null> {
  const most = new Date(now.getFullYear() + YEARS, now.getMonth(), now.getDate());
  const time = await askTime(root, { name: 'expire', title: t('expire.title'), lead: t('expire.lead'), set: t('expire.set'), start: new Date(now.getTime() + 7 * DAY), least: inAMinute(now), most });
  return time === null ? null : utc(time);
}

/** What the composer says of a chosen end. */
export function expiryNote(chosen: string | undefined, onClear: () => void): TemplateResult | typeof nothing {
  if (chosen === undefined) return nothing;
  const days = /^P(\d+)D$/.exec(chosen)?.[1];
  const text = days === undefined ? t('expire.until', { when: futureDate(chosen) }) : t('expire.after', { n: Number(days) });
  return html`<div class="banner info note" data-test="expire-note">${icon('hourglass')}<span class="tx">${text} <span class="muted">${t('expire.copies')}</span></span><button class="ib sm" aria-label=${t('expire.clear')} title=${t('expire.clear')} data-test="expire-clear" @click=${onClear}>${icon('x', 's')}</button></div>`;
}

/** What stands above a mail that vanishes. */
export const expiryStrip = (expires: string, own: boolean): TemplateResult => html`<div class="banner info" data-test="expires">
  ${icon('hourglass')}<span class="tx">${t(own ? 'expire.own-strip' : 'expire.strip', { when: futureDate(expires) })}</span>
</div>`;
