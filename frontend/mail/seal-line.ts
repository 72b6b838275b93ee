import { html, nothing, type TemplateResult } from 'lit';
import { listOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { called } from '../theme/people.js';
import { sendable, trustShape } from '../theme/trust.js';
import { sameAddress } from './addresses.js';
import type { Chip } from './dm-recipients.js';

/** Asked, and nothing can be sent there. */
const isBad = ({ state }: Chip): boolean => !sendable(state) && state !== 'looking' && state !== 'unasked' && state !== 'offline';

/** Sums the recipients up by the weakest of them. */
export function sealLine(all: readonly Chip[], me: string): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const tip = (tone: 'ok' | 'seal' | 'warn', shape: 'verified' | 'sealed' | 'changed' | 'unchecked', bold: string, more: string) =>
    html`<div class="tip ${tone}" role="status" data-test="seal-line" data-tone=${tone}>${trustShape({ shape, tone }, 's')}<span class="grow"><b class="c-${tone}">${bold}</b> ${more}</span></div>`;
  const bad = all.find(isBad);
  if (bad !== undefined) return tip('warn', 'changed', t('write.blocked'), t('write.blocked-why', { names: called(bad), why: t(`chip.${bad.state}`) }));
  if (all.some(({ state }) => state === 'offline')) return tip('seal', 'unchecked', t('write.later-online'), t('write.later-online-why'));
  if (all.some(({ state }) => !sendable(state))) return tip('seal', 'unchecked', t('write.looking'), '');
  const unsure = all.filter(({ state, email }) => state !== 'verified' && !sameAddress(email, me));
  const sealed = t('write.sealed-for', { n: all.length });
  return unsure.length === 0 ? tip('ok', 'verified', sealed, t('write.all-verified')) : tip('seal', 'sealed', sealed, t('write.not-compared', { n: unsure.length, names: listOf(unsure.map(called)) }));
}
