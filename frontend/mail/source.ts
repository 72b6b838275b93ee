import { html, nothing } from 'lit';
import type { MailView } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { sizeOf } from '../messages/format.js';
import { isRefused, refusalText, settled } from '../messages/refusal.js';
import { t } from '../messages/t.js';
import { called } from '../theme/people.js';
import { icon } from '../theme/icons.js';
import { openDialog } from './dialog.js';

/** Shows a mail's headers and source as they were sealed, in a dialog within `root`. */
export async function showSource(root: DocumentFragment | HTMLElement, vault: Vault, mail: MailView, onSave: () => void): Promise<void> {
  const source = await settled(vault.source(mail.id));
  openDialog(
    root,
    { named: 'source-title', kind: 'tall source', test: 'source' },
    (dialog) => html`<div class="row between">
        <h2 id="source-title">${t('read.source-title')}</h2>
        <button class="ib" aria-label=${t('close')} @click=${() => { dialog.close(); }}>${icon('x')}</button>
      </div>
      ${isRefused(source)
        ? html`<p class="banner bad">${icon('circle-alert')}<span class="tx">${refusalText(source)}</span></p>`
        : html`<p class="small muted">${t('read.source-note', { name: called(mail.from) })} ${source.text.length < source.size ? t('read.source-cut', { size: sizeOf(source.text.length) }) : nothing}</p>
            <pre dir="ltr" tabindex="0" aria-label=${t('read.source-label')}>${source.text}</pre>
            <div class="row"><span class="grow"></span><button class="btn" @click=${onSave}>${icon('file-down', 's')}${t('read.save-eml')}</button></div>`}`,
  );
}
