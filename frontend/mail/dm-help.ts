import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { keyNames } from '../messages/format.js';
import { t, type PlainKey } from '../messages/t.js';
import { base } from '../theme/base.js';
import { dialogs } from '../theme/dialog.js';
import { icon } from '../theme/icons.js';

type Line = readonly [label: PlainKey & `help.${string}`, keys: string];

/** Keys are separated by a blank, alternatives by `/`, sequences by `>`. */
const GROUPS: readonly (readonly [title: 'help.move' | 'help.act' | 'help.write' | 'help.everywhere', lines: readonly Line[]])[] = [
  ['help.move', [['help.next', 'j / k'], ['help.open', 'o / u'], ['help.inbox', 'g > i'], ['help.starred', 'g > s'], ['help.sent', 'g > t'], ['help.drafts', 'g > d'], ['help.all', 'g > a'], ['help.search', '/']]],
  ['help.act', [['help.archive', 'e'], ['help.spam', '!'], ['help.trash', '#'], ['help.select', 'x'], ['help.select-all', '* > a / * > n'], ['help.star', 's'], ['help.read', 'Shift i / Shift u'], ['help.move-to', 'v / l'], ['help.more', '.'], ['help.undo', 'z']]],
  ['help.write', [['help.compose', 'c'], ['help.reply', 'r / a'], ['help.forward', 'f'], ['help.send', 'Ctrl Enter'], ['help.unfold', ';'], ['help.who', 'w']]],
  ['help.everywhere', [['help.palette', 'Ctrl k'], ['help.help', '?'], ['help.close', 'Esc'], ['help.lock', 'Ctrl Shift l']]],
];

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
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const key = (sign: string) => (sign === '/' ? '/' : sign === '>' ? t('help.then') : html`<kbd>${sign}</kbd>`);
    // A lone `/` is a key, not the sign between two.
    const keys = (line: string) => (line === '/' ? html`<kbd>/</kbd>` : keyNames(line).map(key));
    return html`<dialog class="dlg" aria-labelledby="title" data-test="help" @close=${this.onClose}>
      <div class="row between">
        <h2 id="title">${t('help.title')}</h2>
        <button class="ib" aria-label=${t('close')} @click=${() => { this.dialog.close(); }}>${icon('x')}</button>
      </div>
      <div class="cols">
        ${GROUPS.map(
          ([title, lines]) => html`<section>
            <h3>${t(title)}</h3>
            <ul>
              ${lines.map(([label, line]) => html`<li><span class="what">${say(label)}</span><span>${keys(line)}</span></li>`)}
            </ul>
          </section>`,
        )}
      </div>
      <p class="note small muted">${t('help.note')}</p>
    </dialog>`;
  }
}

const say = (label: Line[0]): string => t(label);
