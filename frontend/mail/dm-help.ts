import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { keyNames } from '../messages/format.js';
import { t, type PlainKey } from '../messages/t.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon } from '../theme/icons.js';
import { type Command, keySet, keysOf } from './keyboard.js';

type Order = Command | 'send' | 'close';
type Line = readonly [label: PlainKey & `help.${string}`, ...orders: readonly Order[]];

const GROUPS: readonly (readonly [title: 'help.move' | 'help.act' | 'help.write' | 'help.everywhere', lines: readonly Line[]])[] = [
  ['help.move', [['help.next', 'next', 'previous'], ['help.open', 'open', 'back'], ['help.inbox', 'inbox'], ['help.starred', 'starred'], ['help.sent', 'sent'], ['help.drafts', 'drafts'], ['help.all', 'all'], ['help.contacts', 'contacts'], ['help.search', 'search']]],
  ['help.act', [['help.archive', 'archive'], ['help.spam', 'spam'], ['help.trash', 'trash'], ['help.select', 'select'], ['help.select-all', 'select-all', 'select-none'], ['help.star', 'star'], ['help.read', 'read', 'unread'], ['help.move-to', 'move', 'label'], ['help.snooze', 'snooze', 'mute'], ['help.more', 'more'], ['help.undo', 'undo']]],
  ['help.write', [['help.compose', 'compose'], ['help.reply', 'reply', 'reply-all'], ['help.forward', 'forward'], ['help.send', 'send'], ['help.unfold', 'unfold'], ['help.who', 'who']]],
  ['help.everywhere', [['help.palette', 'palette'], ['help.help', 'help'], ['help.close', 'close'], ['help.lock', 'lock']]],
];
/** Orders of dialogs and composers, which no set changes. */
const FIXED_KEYS = { send: 'Ctrl Enter', close: 'Esc' } as const;
const keysFor = (order: Order): string => (order === 'send' || order === 'close' ? FIXED_KEYS[order] : keysOf(order));

/** The keys and what they do. */
@customElement('dm-help')
export class Help extends LitElement {
  static override styles = [
    ...base,
    dialogs,
    css`
      .dlg {
        width: 860px;
        max-height: calc(100vh - 32px);
        padding: 22px 28px 26px;
      }
      .cols {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(250px, 1fr));
        gap: 20px 40px;
        margin-top: 16px;
      }
      h3 {
        font-size: var(--t-xs);
        font-weight: 600;
        color: var(--text-3);
        margin-bottom: 4px;
      }
      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 34px;
      }
      li span {
        display: flex;
        align-items: center;
        gap: 6px;
        color: var(--text-2);
        font-size: var(--t-s);
      }
      li .what {
        color: var(--text);
        font-size: var(--t-m);
      }
      .note {
        margin-top: 20px;
        padding-top: 14px;
        border-top: 1px solid var(--border);
      }
    `,
  ];

  @property({ attribute: false }) onClose: () => void = () => undefined;
  @property({ attribute: false }) onSettings: () => void = () => undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const key = (sign: string) => (sign === '>' ? t('help.then') : html`<kbd>${sign}</kbd>`);
    const line = ([label, ...orders]: Line) => {
      const keys = orders.map(keysFor).filter((strokes) => strokes !== '');
      return keys.length === 0 ? nothing : html`<li><span class="what">${t(label)}</span><span>${keys.map((strokes, at) => html`${at === 0 ? nothing : '/'}${keyNames(strokes).map(key)}`)}</span></li>`;
    };
    const groups = GROUPS.map(([title, lines]) => ({ title, shown: lines.map(line).filter((one) => one !== nothing) })).filter(({ shown }) => shown.length > 0);
    const set = keySet();
    return html`<dialog class="dlg" aria-labelledby="title" data-test="help" @close=${this.onClose}>
      <div class="row between">
        <h2 id="title">${t('help.title')} <span class="badge" data-test="help-set">${t(`keys.${set}`)}</span></h2>
        <button class="ib" aria-label=${t('close')} @click=${() => { this.dialog.close(); }}>${icon('x')}</button>
      </div>
      <div class="cols">
        ${groups.map(({ title, shown }) => html`<section><h3>${t(title)}</h3><ul>${shown}</ul></section>`)}
      </div>
      <p class="note small muted">${t(set === 'off' ? 'help.note-off' : 'help.note')} <button class="link" data-test="help-settings" @click=${() => { this.dialog.close(); this.onSettings(); }}>${t('help.choose')}</button></p>
    </dialog>`;
  }
}
