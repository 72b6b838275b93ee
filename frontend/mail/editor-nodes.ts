/** What the editor knows besides the usual: pictures that the text carries in itself, and the signature, which can be exchanged. */
import { Node } from '@tiptap/core';

const OWN_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;

/** Nothing is ever fetched. */
export const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({ src: { default: null }, alt: { default: null }, width: { default: null }, height: { default: null } }),
  parseHTML: () => [{ tag: 'img[src]', getAttrs: (image) => OWN_PICTURE.test(image.getAttribute('src') ?? '') && null }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
});

export const Signature = Node.create({
  name: 'signature',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-signature]' }],
  renderHTML: () => ['div', { 'data-signature': '' }, 0],
});
