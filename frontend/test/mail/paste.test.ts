// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { cleanPaste } from '../../mail/paste.js';

const plain = (html: string): string => cleanPaste(html).replaceAll(/\s*\n\s*/g, '');

describe('what is pasted', () => {
  test('from Word keeps paragraphs and formats, and loses styles, classes and comments', () => {
    const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style><!--[if gte mso 9]><xml>x</xml><![endif]--></head><body><!--StartFragment-->
      <p class="MsoNormal" style="margin-bottom:0cm;mso-line-height-alt:9pt"><b>Clay</b> and <span style="color:red;font-family:Arial">glaze</span><o:p></o:p></p><!--EndFragment--></body></html>`;
    const clean = plain(word);
    expect(clean).toContain('<b>Clay</b> and <span>glaze</span>');
    expect(clean).not.toMatch(/style|class|mso|color|<!--/i);
  });

  test('from Word gives lists as lists', () => {
    const item = (sign: string, text: string) => `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt'>&nbsp;&nbsp;</span></span>${text}</p>`;
    expect(plain(`${item('·', 'Clay')}${item('·', 'Glaze')}<p>Then</p>${item('1.', 'Fire')}${item('2.', 'Wait')}`)).toBe('<ul><li>Clay</li><li>Glaze</li></ul><p>Then</p><ol><li>Fire</li><li>Wait</li></ol>');
  });

  test('from the web loses what acts or fetches', () => {
    const clean = plain('<div onclick="x()"><script>x()</script><img src="https://tracker.example/1.gif" onerror="x()"><a href="javascript:x()">here</a> <a href="https://a.example/">there</a><form><input name="q"></form></div>');
    expect(clean).not.toMatch(/script|onclick|onerror|tracker|form|input/);
    expect(clean).toContain('href="https://a.example/"');
  });
});
