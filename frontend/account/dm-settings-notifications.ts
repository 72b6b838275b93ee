import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../messages/t.js';
import { chooseNoticeLevel, NOTICE_LEVELS, noticeLevel, type NoticeLevel } from '../mail/notify.js';
import { base } from '../theme/base.js';
import { icon } from '../theme/icons.js';
import { sectionStyles } from './settings-styles.js';

/** How much a notice of new mail tells on this device. */
@customElement('dm-settings-notifications')
export class NotificationSettings extends LitElement {
  static override styles = [...base, sectionStyles];

  @state() private level: NoticeLevel = noticeLevel();
  @state() private denied = false;

  override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">${t('settings.notifications')}</h1>
      <div class="cards">
        <fieldset class="card">
          <legend class="sr">${t('settings.notifications')}</legend>
          <p class="muted">${t('notify.lead')}</p>
          ${NOTICE_LEVELS.map((level) => html`<label class="pick"><input type="radio" name="level" .checked=${this.level === level} data-test="notify-${level}" @change=${() => void this.#choose(level)} /><span><b>${t(`notify.${level}`)}</b><span class="help">${t(`notify.${level}-help`)}</span></span></label>`)}
          <div role="status" data-test="notify-state">${this.denied ? html`<p class="banner warn">${icon('triangle-alert')}<span class="tx">${t('notify.denied')}</span></p>` : nothing}</div>
        </fieldset>
      </div>
    `;
  }

  async #choose(level: NoticeLevel): Promise<void> {
    this.level = await chooseNoticeLevel(level);
    this.denied = this.level !== level;
  }
}
