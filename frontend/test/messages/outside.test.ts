// @vitest-environment jsdom
/** No text that a reader sees, or hears, stands outside the bundles: the sources are read as trees, TypeScript's and HTML's. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../../messages/en.js';
import { keysIn, textsOutside } from './seen.js';

const sources = globSync('frontend/{account,console,mail,sync,theme}/**/*.ts');
const read = (file: string): string => readFileSync(file, 'utf8');

describe('texts outside the bundles', () => {
  it.each([
    ['text of a template', 'html`<p>Send <b>now</b></p>`', ['Send', 'now']],
    ['an attribute that is shown or spoken', 'html`<button aria-label="Close" title=${x} placeholder="Type here"></button>`', ['Close', 'Type here']],
    ['a string put into a template', 'html`<p>${late ? "Too late" : "In time"}</p>`', ['Too late', 'In time']],
    ['a string put into such an attribute', 'html`<p title=${late && "Too late"}></p>`', ['Too late']],
    ['a template of strings', 'html`<p title="${`Save ${name}`}"></p>`', ['Save ']],
    ['a label of a menu', 'const entry = { label: "Delete", sign: "trash" };', ['Delete']],
    ['a property of the document', 'document.title = "New mail"; link.setAttribute("aria-label", "Open");', ['New mail', 'Open']],
    ['content of a style', 'css`p::before { content: "Note"; }`', ['Note']],
  ])('are seen: %s', (_, source, expected) => {
    expect(textsOutside(source)).toEqual(expected);
  });

  it('are not confused with names that nobody reads', () => {
    expect(textsOutside('html`<p class="row" data-test="send" dir="auto">${t("write.send")}${icon("x")} · ${n}%</p>`; const o = { label: "write.send" };')).toEqual([]);
  });

  it.each(sources)('are not in %s', (file) => {
    expect(textsOutside(read(file))).toEqual([]);
  });

  it('are not kept in the bundles when nothing says them any more', () => {
    const { whole, beginnings } = keysIn(globSync('frontend/{account,console,mail,messages,model,search,sync,theme,vault}/**/*.ts', { exclude: (path) => /messages\/(?:en|de)[-.]/.test(path) }).map(read));
    const elsewhere = /^refused\.|^strength\.|^warning\./;
    expect(Object.keys(en).filter((key) => !whole.has(key) && !elsewhere.test(key) && !beginnings.some((start) => key.startsWith(start)))).toEqual([]);
  });
});
