// @vitest-environment jsdom
/** DOMPurify's own payloads (Apache-2.0 or MPL-2.0, licence beside them) and what a mail may not do. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanHtml, isBounded } from '../../mail/clean.js';

interface Payload {
  readonly title?: string;
  readonly payload: string;
}
const payloads = JSON.parse(readFileSync('src/test/resources/html/dompurify-expect.json', 'utf8')) as readonly Payload[];

const ACTS = 'script, iframe, object, embed, form, input, button, select, textarea, base, link, meta, style, svg, math, video, audio, source, template, portal, applet, frame, frameset';

/** What is left in it that could act, fetch, submit or name itself. */
function left(html: string): readonly string[] {
  const tree = new DOMParser().parseFromString(html, 'text/html');
  const found = [...tree.querySelectorAll(ACTS)].map(({ outerHTML }) => outerHTML);
  for (const element of tree.body.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const acts = name.startsWith('on') || ['id', 'name', 'class', 'srcset', 'background', 'action', 'formaction', 'ping'].includes(name);
      const runs = /^\s*(?:javascript|vbscript|data:(?!image\/(?:png|jpeg|gif|webp);))/i.test(value);
      const fetches = name === 'src' && !/^(?:data:image\/|blob:)/.test(value);
      const styled = name === 'style' && /url\s*\(|expression|@import|position|\\/i.test(value);
      if (acts || runs || fetches || styled) found.push(`${name}=${value}`);
    }
  }
  return found;
}

describe('a hostile body', () => {
  it('is tried with all 223 payloads', () => {
    expect(payloads).toHaveLength(223);
  });

  it.each(payloads.map(({ title, payload }, at) => [at, title ?? '', payload] as const))('%i has nothing left that acts: %s', (_, __, payload) => {
    const { html } = cleanHtml(payload);
    expect(left(html)).toEqual([]);
    // What is clean stays as it is: nothing appears by being parsed again.
    expect(left(cleanHtml(html).html)).toEqual([]);
  });
});

describe('what a mail may show', () => {
  it('keeps text, tables, lists and colours', () => {
    const html = '<table bgcolor="#fff"><tbody><tr><td align="center"><b style="color: red">Hi</b></td></tr></tbody></table>';
    expect(cleanHtml(html).html).toBe(html);
  });

  it.each(['https://x.test/', 'http://x.test/', 'mailto:a@x.test', 'tel:+1'])('links to %s, in a page of its own', (href) => {
    expect(cleanHtml(`<a href="${href}">x</a>`).html).toBe(`<a href="${href}" target="_blank" rel="noopener noreferrer">x</a>`);
  });

  it.each(['javascript:alert(1)', ' java\tscript:alert(1)', 'data:text/html,x', 'cid:1', 'blob:x', '//x.test', '/api/session', '#x', 'ftp://x'])('links not to %s', (href) => {
    expect(cleanHtml(`<a href="${href}">x</a>`).html).not.toContain('href');
  });

  it('leaves pictures of other servers out and counts them', () => {
    expect(cleanHtml('<img src="https://x.test/a.png" alt="a"><img srcset="https://x.test/b.png"><table background="https://x.test/c.png"></table><p style="background: url(//x.test/d.png)">')).toMatchObject({ html: '<img alt="a"><img><table></table><p></p>', remote: ['https://x.test/a.png'], others: 2 });
  });

  it('shows such a picture once it was fetched, and no other', () => {
    const fetched = new Map([['https://x.test/a.png', 'blob:https://own/2'], ['https://x.test/c.png', 'https://x.test/c.png']]);
    expect(cleanHtml('<img src=" https://x.test/a.png"><img src="https://x.test/b.png"><img src="https://x.test/c.png">', new Map(), fetched)).toMatchObject({ html: '<img src="blob:https://own/2"><img><img>', remote: ['https://x.test/b.png', 'https://x.test/c.png'] });
  });

  it.each(['width=1 height=1', 'height="0"', 'style="display:none"', 'style="max-width: 1px"', 'style="color:red;opacity:0"', 'hidden'])('names the server of a picture that nobody can see: %s', (look) => {
    expect(cleanHtml(`<img src="https://spy.test/p.gif?who=1" ${look}>`)).toMatchObject({ remote: [], pixels: ['spy.test'] });
  });

  it('takes parameters that only track out of links, and names them', () => {
    expect(cleanHtml('<a href="https://x.test/?id=1&utm_source=n">x</a>')).toMatchObject({ html: '<a href="https://x.test/?id=1" target="_blank" rel="noopener noreferrer">x</a>', stripped: ['utm_source'] });
  });

  it('shows so many pictures and no more', () => {
    const clean = cleanHtml('<img src="data:image/png;base64,AA">'.repeat(250));
    expect([clean.html.split('src=').length - 1, clean.others]).toEqual([200, 50]);
  });

  it('is laid out within bounds only', () => {
    expect([isBounded('<p>x</p>'), isBounded('x'.repeat(2_000_001)), isBounded('<b>'.repeat(20_001)), isBounded('<div>'.repeat(20_000))]).toEqual([true, false, false, true]);
  });

  it('shows a picture that the mail carries, once it is checked', () => {
    expect(cleanHtml('<img src="cid:p1">').html).toBe('<img>');
    expect(cleanHtml('<img src="cid:p1">', new Map([['p1', 'blob:https://own/1']])).html).toBe('<img src="blob:https://own/1">');
  });

  it('drops declarations that fetch or leave their place and keeps the others', () => {
    expect(cleanHtml('<p style="color:red;background:url(https://x.test);position:fixed;top:0;width:1\\65 0px">x</p>').html).toBe('<p style="color:red;top:0">x</p>');
  });
});
