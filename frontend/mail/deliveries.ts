import { html, type TemplateResult } from 'lit';
import type { Delivery } from '../model/mail.js';
import { messageDate } from '../messages/format.js';
import { say, t } from '../messages/t.js';
import { deliverySign } from './row.js';

/** What has become of an own mail, for each recipient. */
export function deliveryList(deliveries: readonly Delivery[]): TemplateResult {
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
  `;
}
