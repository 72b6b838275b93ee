import { html, type TemplateResult } from 'lit';
import type { Strength } from '../model/vault.js';
import { say, t } from '../messages/t.js';

const TONES = ['bad', 'bad', 'warn', 'ok', 'ok'] as const;

/** Bars and words for a passphrase's strength; `more` says what would help or how strong it is. */
export function strengthMeter({ score, hint }: Strength, more = ''): TemplateResult {
  const words = say(`strength.${score}`, 'strength.0');
  const tone = TONES[score];
  return html`
    <div class="row" style="gap:12px;margin-top:12px;flex-wrap:wrap" data-test="strength" data-score=${score}>
      <div class="meter c-${tone}" role="img" aria-label=${t('strength.label', { words })}>
        ${[0, 1, 2, 3, 4].map((bar) => html`<i class=${bar <= score ? 'on' : ''}></i>`)}
      </div>
      <b class="small c-${tone}">${words}</b>
      <span class="small muted">${hint === null ? more : say(hint, 'strength.longer')}</span>
    </div>
  `;
}
