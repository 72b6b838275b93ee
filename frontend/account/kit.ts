/** The recovery kit: 24 words to keep, then two of them typed back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Prepared } from '../model/vault.js';
import { timeOf } from '../messages/format.js';
import { locale } from '../messages/language.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';

export interface Kit {
  readonly address: string;
  readonly prepared: Prepared;
}

const today = (): string => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date());

/** The kit as a text file: made and saved on this device only. */
export function kitText({ address, prepared }: Kit): string {
  const words = prepared.words.map((word, at) => `${String(at + 1).padStart(2)}. ${word}`).join('\n');
  return t('kit.file', { address, date: today(), words });
}

function save(kit: Kit): void {
  const url = URL.createObjectURL(new Blob([kitText(kit)], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `darkmail-recovery-kit-${kit.address.replace(/[^\w.-]+/g, '-')}.txt`;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
}

export function kitWords(kit: Kit, { savedAt, onSaved }: { readonly savedAt: string | null; readonly onSaved: (time: string) => void }): TemplateResult {
  const done = (act: () => void | Promise<void>) => async () => {
    await act();
    onSaved(timeOf(new Date().toISOString()));
  };
  return html`
    <h1 tabindex="-1">${t('kit.title')}</h1>
    <p class="muted">${t('kit.lead')}</p>
    <section class="kit">
      <div class="row between">
        <div class="row">${icon('life-buoy')}<b>${t('kit.for', { address: kit.address })}</b></div>
        <span class="small dim only-wide">${today()}</span>
      </div>
      <ol>
        ${kit.prepared.words.map((word, at) => html`<li><small class="num" aria-hidden="true">${at + 1}</small><span data-test="kit-word">${word}</span></li>`)}
      </ol>
    </section>
    <section class="row no-print" style="flex-wrap:wrap;margin-top:16px">
      <button class="btn" type="button" data-test="kit-save" @click=${done(() => { save(kit); })}>${icon('download', 's')}${t('kit.save')}</button>
      <button class="btn" type="button" @click=${done(() => { print(); })}>${icon('printer', 's')}${t('kit.print')}</button>
      <button class="btn" type="button" @click=${done(() => navigator.clipboard.writeText(kitText(kit)))}>${icon('copy', 's')}${t('copy')}</button>
      <span class="grow"></span>
      <span role="status">${savedAt === null ? nothing : html`<span class="badge ok">${icon('check', 'xs')}${t('kit.saved', { time: savedAt })}</span>`}</span>
    </section>
  `;
}

export function kitCheck({ asked }: Prepared, notice: TemplateResult): TemplateResult {
  const field = (number: 1 | 2) => {
    const word = (asked[number - 1] ?? 0) + 1;
    return html`<div>
      <label class="label" for="answer-${number}">${t('kit.word', { number: word })}</label>
      <div class="input lg"><input id="answer-${number}" autocomplete="off" autocapitalize="none" spellcheck="false" required data-test="kit-answer-${number}" data-word=${word} /></div>
    </div>`;
  };
  return html`
    <h1 tabindex="-1">${t('kit.check-title')}</h1>
    <p class="muted">${t('kit.check-lead')}</p>
    <section class="pair stack">${field(1)}${field(2)}</section>
    <section>${notice}</section>
  `;
}
