import { html, nothing, type TemplateResult } from 'lit';
import { type Delivery, type Stopped, isUnderWay } from '../model/mail.js';
import { messageDate } from '../messages/format.js';
import { say, t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import { deliverySign } from './row.js';

/** What is said of a delivery that was stopped: no more than is known. */
export function stoppedWords({ neverLeft, mayHaveLeft, tooLate }: Stopped): string {
  if (neverLeft + mayHaveLeft === 0) return t('stop.too-late');
  return [neverLeft > 0 ? t('stop.never-left', { n: neverLeft }) : '', mayHaveLeft > 0 ? t('stop.may-have-left', { n: mayHaveLeft }) : '', tooLate > 0 ? t('stop.some-too-late', { n: tooLate }) : ''].filter((words) => words !== '').join(' ');
}

/** What has become of an own mail, for each recipient; what is not there yet can be stopped. */
export function deliveryList(deliveries: readonly Delivery[], onStop: () => void): TemplateResult {
  return html`
    <ul class="dels" aria-label=${t('delivery.title')}>
      ${deliveries.map(
        ({ address, state, reason, at }) => html`<li data-test="delivery" data-address=${address} data-state=${state}>
          ${deliverySign(state)}<span class="cut">${address}</span>
          <span class="muted">${t(`delivery.${state}`)}${reason === null ? '' : `: ${say(reason === 'expired' ? 'delivery.expired-reason' : `delivery.${reason}`, 'delivery.refused')}`}</span>
          <span class="xs dim num end">${messageDate(at)}</span>
        </li>`,
      )}
    </ul>
    ${deliveries.some(({ state }) => isUnderWay(state)) ? html`<div class="row stop"><button class="btn sm" data-test="stop-delivery" @click=${onStop}>${icon('ban', 's')}${t('stop.act')}</button></div>` : nothing}
  `;
}
