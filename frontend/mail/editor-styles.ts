import { css } from 'lit';

export const editorStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .text {
    flex: 1;
    min-height: 120px;
    display: flex;
    flex-direction: column;
  }
  .ProseMirror {
    flex: 1;
    outline: 0;
    padding: 14px 18px;
    font-size: var(--t-l);
    line-height: 24px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .ProseMirror p + p,
  .ProseMirror :is(ul, ol, blockquote) {
    margin-top: 10px;
  }
  .ProseMirror ul {
    list-style: disc;
    padding-inline-start: 24px;
  }
  .ProseMirror ol {
    list-style: decimal;
    padding-inline-start: 24px;
  }
  .ProseMirror blockquote {
    margin: 10px 0 0;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--border-strong);
    color: var(--text-2);
  }
  .ProseMirror pre {
    margin-top: 10px;
    padding: 10px 12px;
    border-radius: 8px;
    background: var(--surface-2);
    overflow-x: auto;
    white-space: pre;
  }
  .ProseMirror :is(pre, code) {
    font: 400 13px/20px var(--mono);
  }
  .ProseMirror :not(pre) > code {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--surface-2);
  }
  .ProseMirror img {
    max-width: 100%;
    height: auto;
  }
  .ProseMirror img.ProseMirror-selectednode {
    outline: 2px solid var(--focus);
  }
  .ProseMirror [data-signature] {
    margin-top: 14px;
    color: var(--text-2);
  }
  .plain {
    flex: 1;
    width: 100%;
    min-height: 220px;
    padding: 14px 18px;
    border: 0;
    outline: 0;
    resize: none;
    background: none;
    color: inherit;
    font: 400 14px/22px var(--mono);
  }
  .ProseMirror p.is-editor-empty:first-child::before {
    content: attr(data-placeholder);
    float: inline-start;
    height: 0;
    color: var(--text-3);
    pointer-events: none;
  }
  .tools {
    position: sticky;
    bottom: 0;
    display: flex;
    gap: 2px;
    padding: 6px 14px;
    background: var(--raised);
    border-top: 1px solid var(--border);
  }
  .tools .ib {
    width: 30px;
    height: 30px;
  }
  .tools .ib[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .tools .input {
    height: 30px;
    max-width: 260px;
  }
  @media (max-width: 767px) {
    .ProseMirror {
      padding: 14px;
    }
    .tools .ib {
      width: 40px;
      height: 40px;
    }
  }
`;
