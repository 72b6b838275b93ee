/** What a mail wanted from other servers, named, and the pictures among it that the reader can have fetched. */
import { html, nothing, type TemplateResult } from 'lit';
import { listOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { icon } from '../theme/icons.js';
import type { Cleaned } from './clean.js';

/** Pictures asked for at the same time, and of one mail at most. */
const TOGETHER = 4;
const MOST = 100;
/** Names of servers and parameters that are told one by one. */
const NAMED = 4;

export type Loading = 'not' | 'now' | 'done';

/** A picture on another server by way of the own one (spec 80.4): `blob:` address, or null. Nothing of the reader goes along but the address of the picture. */
async function fetchPicture(url: string): Promise<string | null> {
  try {
    const answer = await fetch('/api/pictures', { method: 'POST', credentials: 'same-origin', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ url }) });
    const type = answer.headers.get('content-type') ?? '';
    return answer.ok && /^image\/(?:png|jpeg|gif|webp)$/.test(type) ? URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type })) : null;
  } catch {
    return null;
  }
}

/** Addresses of pictures with what was fetched for them. */
export async function fetchPictures(urls: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const fetched = new Map<string, string>();
  const left = urls.slice(0, MOST);
  const work = async () => {
    for (let url = left.shift(); url !== undefined; url = left.shift()) {
      const picture = await fetchPicture(url);
      if (picture !== null) fetched.set(url, picture);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
  return fetched;
}

const some = (names: readonly string[]): string => listOf(names.length > NAMED ? [...names.slice(0, NAMED), '…'] : names);

export function remoteBanner({ remote, others, pixels, stripped }: Cleaned, loading: Loading, onLoad: () => void): TemplateResult | typeof nothing {
  const left = remote.length + others;
  if (left + pixels.length + stripped.length === 0) return nothing;
  return html`<aside class="remote small" aria-label=${t('remote.label')} data-test="remote" data-blocked=${left} data-pixels=${pixels.length} data-stripped=${stripped.length}>
    ${icon('shield-check', 's')}
    <div class="grow">
      ${left === 0 ? nothing : html`<p><b>${loading === 'done' ? t('remote.failed', { n: left }) : t('remote.blocked', { n: left })}</b> ${remote.length === 0 || loading === 'done' ? nothing : t('remote.through')}</p>`}
      ${pixels.length === 0 ? nothing : html`<p data-test="remote-pixels">${t('remote.pixels', { n: pixels.length, hosts: some(pixels) })}</p>`}
      ${stripped.length === 0 ? nothing : html`<p data-test="remote-stripped">${t('remote.stripped', { names: some(stripped) })}</p>`}
    </div>
    ${remote.length === 0 || loading === 'done' ? nothing : html`<button class="btn sm" data-test="remote-load" ?disabled=${loading === 'now'} @click=${onLoad}>${icon('download', 's')}${t(loading === 'now' ? 'remote.loading' : 'remote.load')}</button>`}
  </aside>`;
}
