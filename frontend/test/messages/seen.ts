/** Finds in a source what a person would read or hear, by the trees of TypeScript and HTML. */
import * as ts from 'typescript';
import { isMessage } from '../../messages/t.js';

const SHOWN = new Set(['alt', 'aria-description', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext', 'label', 'placeholder', 'title']);
/** Members of objects that become text. */
const MEMBERS = new Set(['alt', 'ariaLabel', 'heading', 'innerText', 'label', 'lead', 'more', 'placeholder', 'text', 'textContent', 'title', 'yes']);
/** The same in every language. */
const SIGNS = new Set(['Darkmail', 'https://']);
/** A single letter is a key. */
const LETTERS = /\p{L}{2}/u;
/** Stands for the n-th expression of a template. */
const HOLE = /hole-(\d+)-/g;

const parse = (source: string): ts.SourceFile => ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => { walk(child, visit); });
}

export function textsOutside(source: string): readonly string[] {
  const found: string[] = [];
  const add = (text: string) => { if (LETTERS.test(text) && !isMessage(text) && !SIGNS.has(text)) found.push(text); };
  walk(parse(source), (node) => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag)) {
      if (node.tag.text === 'html' || node.tag.text === 'svg') inMarkup(node.template, add);
      else if (node.tag.text === 'css') for (const [, text] of node.template.getText().matchAll(/content:\s*["']([^"']*)["']/g)) add(text ?? '');
    } else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && MEMBERS.has(node.name.text)) inExpression(node.initializer, add);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left) && MEMBERS.has(node.left.name.text)) inExpression(node.right, add);
    else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'setAttribute') {
      const [name, value] = node.arguments;
      if (name !== undefined && value !== undefined && ts.isStringLiteral(name) && SHOWN.has(name.text)) inExpression(value, add);
    }
  });
  return found;
}

/** The literal parts of an expression that become the text itself; what a call is given, or what is compared, does not. */
function inExpression(node: ts.Node, add: (text: string) => void): void {
  if (ts.isStringLiteralLike(node)) add(node.text);
  else if (ts.isTemplateExpression(node)) {
    add(node.head.text);
    for (const span of node.templateSpans) {
      inExpression(span.expression, add);
      add(span.literal.text);
    }
  } else if (ts.isConditionalExpression(node)) {
    inExpression(node.whenTrue, add);
    inExpression(node.whenFalse, add);
  } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) inExpression(node.expression, add);
  else if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) inExpression(node.left, add);
    if ([ts.SyntaxKind.PlusToken, ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(node.operatorToken.kind)) inExpression(node.right, add);
  }
}

function inMarkup(template: ts.TemplateLiteral, add: (text: string) => void): void {
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : [];
  const head = ts.isTemplateExpression(template) ? template.head.text : template.text;
  const markup = head + spans.map(({ literal }, at) => `hole-${at}-${literal.text}`).join('');
  const text = (value: string) => {
    let from = 0;
    const say = (part: string) => { if (part.trim() !== '') add(part.trim()); };
    for (const match of value.matchAll(HOLE)) {
      say(value.slice(from, match.index));
      const filled = spans[Number(match[1])];
      if (filled !== undefined) inExpression(filled.expression, add);
      from = match.index + match[0].length;
    }
    say(value.slice(from));
  };
  const look = (node: Node) => {
    if (node.nodeType === 3) text(node.textContent ?? '');
    if (node.nodeType !== 1) return;
    const element = node as Element;
    if (element.localName === 'style') return;
    for (const { name, value } of element.attributes) if (SHOWN.has(name.replace(/^[.?]/, ''))) text(value);
    element.childNodes.forEach(look);
    if (element.localName === 'template') (element as HTMLTemplateElement).content.childNodes.forEach(look);
  };
  // A template's content keeps rows and cells that stand alone.
  const holder = document.createElement('template');
  holder.innerHTML = markup;
  holder.content.childNodes.forEach(look);
}

/** Names of messages in sources: whole ones, and the beginnings of those that are put together. */
export function keysIn(sources: readonly string[]): { readonly whole: ReadonlySet<string>; readonly beginnings: readonly string[] } {
  const whole = new Set<string>();
  const beginnings = new Set<string>();
  for (const source of sources)
    walk(parse(source), (node) => {
      if (ts.isStringLiteralLike(node)) whole.add(node.text);
      else if (ts.isTemplateExpression(node) && /^[a-z-]+\.(?:[a-z-]*)$/.test(node.head.text)) beginnings.add(node.head.text);
    });
  return { whole, beginnings: [...beginnings] };
}
