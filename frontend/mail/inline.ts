/** Pictures that a mail carries itself and its text shows. */
import type { AttachmentView, MailView } from '../model/mail.js';
import type { Vault } from '../model/vault.js';
import { isRefused, settled } from '../messages/refusal.js';

const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/;
/** Octets that an answer takes over of them; of the rest the text is quoted. */
const QUOTED = 4_000_000;

/** Those of the files that the text shows, up to so many octets each. */
export const shownIn = (html: string | null, files: readonly AttachmentView[], largest: number): readonly AttachmentView[] =>
  html === null ? [] : files.filter(({ cid, type, size }) => cid !== null && size <= largest && PICTURE.test(type) && html.includes(`cid:${cid}`));

/** By content id: as `data:`, for the editor. */
export async function quotedPictures(vault: Vault, mail: MailView, html: string | null): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>();
  let room = QUOTED;
  for (const { cid, type, size, index } of shownIn(html, mail.attachments, QUOTED)) {
    if (size > room || cid === null) continue;
    const file = await settled(vault.attachment(mail.id, index, () => undefined));
    if (isRefused(file)) continue;
    room -= size;
    pictures.set(cid, await asData(new Blob([file], { type })));
  }
  return pictures;
}

function asData(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => { resolve(reader.result as string); });
    reader.addEventListener('error', () => { reject(new Error('unreadable')); });
    reader.readAsDataURL(blob);
  });
}
