/** Styles say start and end, never left and right: then a script that runs from the right mirrors the page. */
import { globSync, readFileSync } from 'node:fs';
import * as ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SIDED = /^(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)$/;
const WORDED = /^(?:text-align|float|clear|justify-content|justify-items|justify-self)$/;
const FOURFOLD = /^(?:margin|padding|inset|border-(?:width|style|color)|border-radius)$/;

/** Values of a shorthand; a function's blanks do not count. */
const values = (text: string): readonly string[] => text.replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, (inside) => inside.replaceAll(' ', '')).trim().split(/\s+/);

function isSided(property: string, value: string): boolean {
  if (SIDED.test(property) || (WORDED.test(property) && /\b(?:left|right)\b/.test(value))) return true;
  const four = values(value);
  if (!FOURFOLD.test(property) || four.length !== 4) return false;
  // Corners begin at the top left and go round; the others begin above.
  return property === 'border-radius' ? four[0] !== four[1] || four[2] !== four[3] : four[1] !== four[3];
}

export function sided(css: string): readonly string[] {
  const found: string[] = [];
  // A shape drawn with two borders and turned is no layout.
  for (const block of css.replace(/\/\*[\s\S]*?\*\//g, '').split(/[{}]/)) {
    if (/\brotate\(/.test(block)) continue;
    for (const line of block.split(';')) {
      const at = line.indexOf(':');
      const [property, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      if (at > 0 && isSided(property, value)) found.push(`${property}: ${value}`);
    }
  }
  return found;
}

/** Style sheets of a source, style attributes of its templates, and texts that are written into a frame's style. */
function stylesIn(source: string): readonly string[] {
  const found: string[] = [];
  const look = (node: ts.Node) => {
    const text = ts.isTaggedTemplateExpression(node) ? node.template.getText().slice(1, -1) : '';
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'css') found.push(text);
    else if (text !== '') for (const [, inline] of text.matchAll(/style="([^"]*)"|style=\$\{[^}]*?`([^`]*)`/g)) found.push(inline ?? '');
    if (ts.isVariableDeclaration(node) && /STYLE$/.test(node.name.getText())) found.push(node.initializer?.getText() ?? '');
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

describe('styles', () => {
  it.each(['p { margin-left: 4px }', 'p { left: 0; top: 0 }', 'p { text-align: right }', 'p { padding: 1px 2px 3px 4px }', 'p { border-radius: 4px 0 0 4px }', 'p { border-left: 2px solid }'])('are seen to take a side: %s', (css) => {
    expect(sided(css)).toHaveLength(1);
  });

  it.each(['p { margin-inline-start: 4px; inset-inline: 0 auto }', 'p { padding: 1px 2px 3px 2px }', 'p { border-radius: 4px 4px 0 0 }', 'p { text-align: start }', 'p { width: calc(1px + 2px) }'])('are seen not to: %s', (css) => {
    expect(sided(css)).toEqual([]);
  });

  it.each(globSync('frontend/{account,console,mail,theme}/**/*.ts'))('take no side in %s', (file) => {
    expect(stylesIn(readFileSync(file, 'utf8')).flatMap(sided)).toEqual([]);
  });
});
