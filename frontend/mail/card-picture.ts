/** Pictures of people: made small on this device before they are sealed. */
import { html, type TemplateResult } from 'lit';
import { MAX_PICTURE } from '../model/contacts.js';
import { avatar } from '../theme/people.js';

/** Pixels of each side: as large as it is ever shown, twice for fine screens. */
const SIDE = 160;
const QUALITIES = [0.86, 0.7, 0.5];

/** The middle square of a picture as a `data:` address, or null for what is no picture. */
export async function smallPicture(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  const { width, height } = bitmap;
  const side = Math.min(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  canvas.getContext('2d')?.drawImage(bitmap, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  bitmap.close();
  return QUALITIES.map((quality) => canvas.toDataURL('image/jpeg', quality)).find(({ length }) => length <= MAX_PICTURE) ?? null;
}

/** The picture, or letters on a colour. */
export const face = (name: string, email: string, picture: string | null, size = ''): TemplateResult =>
  picture === null ? avatar({ name: name === '' ? null : name, email: email === '' ? name : email }, size) : html`<img class="av ${size}" src=${picture} alt="" />`;
