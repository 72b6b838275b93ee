// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { escaped, linkified, plainSignature, splitQuote, textOf, textToHtml, textToParagraphs } from '../../mail/plain.js';

describe('plain text as HTML', () => {
  it('escapes all that could be markup', () => {
    expect(escaped(`<b a="1" c='2'>&`)).toBe('&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;');
  });

  it.each([
    ['a web address', 'see https://x.test/a?b=1&c=2 now', 'see <a href="https://x.test/a?b=1&amp;c=2">https://x.test/a?b=1&amp;c=2</a> now'],
    ['one without its scheme', 'www.x.test', '<a href="https://www.x.test">www.x.test</a>'],
    ['a mail address', 'to anna@north.test.', 'to <a href="mailto:anna@north.test">anna@north.test</a>.'],
    ['not the full stop after it', 'https://x.test.', '<a href="https://x.test">https://x.test</a>.'],
    ['not the bracket around it', '(https://x.test/a)', '(<a href="https://x.test/a">https://x.test/a</a>)'],
    ['the bracket inside it', 'https://x.test/a_(b)', '<a href="https://x.test/a_(b)">https://x.test/a_(b)</a>'],
    ['no script address', 'javascript:alert(1)', 'javascript:alert(1)'],
    ['no markup in an address', 'https://x.test/"><img>', '<a href="https://x.test/">https://x.test/</a>&quot;&gt;&lt;img&gt;'],
  ])('links %s', (_, text, html) => {
    expect(linkified(text)).toBe(html);
  });

  it('splits the quotation off with the line that introduces it', () => {
    expect(splitQuote('Yes.\n\nOn Thursday, Mira wrote:\n> How many?\n>\n> Mira\n')).toEqual({ own: 'Yes.', quoted: 'On Thursday, Mira wrote:\n> How many?\n>\n> Mira' });
  });

  it('leaves a quotation in the middle where it is', () => {
    expect(splitQuote('> How many?\nA dozen.').quoted).toBe('');
  });

  it('shows a mail that is nothing but a quotation', () => {
    expect(splitQuote('> all of it').quoted).toBe('');
  });

  it('puts the quotation into a blockquote at the end', () => {
    expect(textToHtml('Yes.\n> No?')).toBe('<pre>Yes.<blockquote>&gt; No?</blockquote></pre>');
  });

  it('makes paragraphs for the editor', () => {
    expect(textToParagraphs('a\nb\n\n<c>')).toBe('<p>a<br>b</p><p>&lt;c&gt;</p>');
  });
});

describe('a signature in plain text', () => {
  it('stands below the own words and above the quotation, and is exchanged, not added', () => {
    const reply = '\n\nOn Monday, Anna wrote:\n> Clay?';
    const once = plainSignature(reply, 'Bela\nKiln 4');
    expect(once).toBe('\n\n-- \nBela\nKiln 4\n\nOn Monday, Anna wrote:\n> Clay?');
    expect(plainSignature(once, 'B.')).toBe('\n\n-- \nB.\n\nOn Monday, Anna wrote:\n> Clay?');
    expect(plainSignature('Yes.\n\n-- \nBela', null)).toBe('Yes.');
    expect(plainSignature('Yes.', 'Bela')).toBe('Yes.\n\n-- \nBela');
  });
});

describe('text of what the editor wrote', () => {
  it('keeps lines and paragraphs, without formats', () => {
    expect(textOf('<p>Anna <strong>Lind</strong><br>Quay 4</p><ul><li><p>one</p></li><li><p>two</p></li></ul>')).toBe('Anna Lind\nQuay 4\none\n\ntwo');
  });
});
