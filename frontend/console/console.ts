/** What the console's pages need in the browser: the project's colours for Vaadin's components, icons, and times as the reader counts them. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { declareLanguage, locale } from '../messages/language.js';
import { ground } from '../theme/ground.js';
import { icon, type IconName } from '../theme/icons.js';
import { brand } from '../theme/people.js';
import { faces } from '../theme/faces.js';
import { adoptTokens } from '../theme/tokens.js';
import { sheet } from './sheet.js';

const SECOND = 1000;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'long' });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

/** `5 minutes ago`, `in 2 hours`; below a minute in seconds. */
export function fromNow(at: number, now: number): string {
  const away = at - now;
  for (const [unit, length] of STEPS) if (Math.abs(away) >= length) return relative.format(Math.trunc(away / length), unit);
  return relative.format(Math.trunc(away / SECOND), 'second');
}

/** A moment, told from now on and kept up to date; the whole of it on hover. */
@customElement('dm-moment')
export class Moment extends LitElement {
  static override styles = css`
    :host {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
  `;

  /** ISO 8601. */
  @property() at = '';
  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => { this.requestUpdate(); }, 5 * SECOND);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.#timer);
  }

  override render() {
    const at = Date.parse(this.at);
    if (Number.isNaN(at)) return nothing;
    return html`<time datetime=${this.at} title=${whole.format(at)}>${fromNow(at, Date.now())}</time>`;
  }
}

@customElement('dm-icon')
export class Icon extends LitElement {
  static override styles = [
    ground,
    css`
      :host {
        display: inline-block;
        color: inherit;
        line-height: 0;
      }
    `,
  ];

  @property() name: IconName = 'info';
  @property() size = '';

  override render() {
    return icon(this.name, this.size);
  }
}

@customElement('dm-brand')
export class Brand extends LitElement {
  static override styles = [ground, faces];

  override render() {
    return brand();
  }
}

declareLanguage();
adoptTokens();
const pages = sheet.styleSheet;
if (pages && !document.adoptedStyleSheets.includes(pages)) document.adoptedStyleSheets.push(pages);
