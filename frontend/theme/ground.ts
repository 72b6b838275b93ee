import { css } from 'lit';

/** Reset, text, focus, motion. */
export const ground = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
    scrollbar-width: thin;
    scrollbar-color: var(--border-strong) transparent;
  }
  :host {
    color: var(--text);
    font: 400 var(--t-m) / 20px var(--font);
  }
  [hidden],
  :host([hidden]) {
    display: none !important;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  p,
  h1,
  h2,
  h3 {
    text-wrap: pretty;
  }
  a {
    color: var(--accent-text);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  b,
  strong {
    font-weight: 600;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .i {
    width: 18px;
    height: 18px;
    flex: none;
    stroke: currentColor;
    stroke-width: 1.75;
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
    display: block;
  }
  .i.solid {
    fill: currentColor;
  }
  .i.s {
    width: 16px;
    height: 16px;
  }
  .i.xs {
    width: 14px;
    height: 14px;
  }
  .i.l {
    width: 22px;
    height: 22px;
  }
  .t {
    width: 18px;
    height: 18px;
    flex: none;
    display: block;
    --cut: var(--surface);
  }
  .t.xs {
    width: 14px;
    height: 14px;
  }
  .t.s {
    width: 16px;
    height: 16px;
  }
  .t.xl {
    width: 40px;
    height: 40px;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .mono {
    font-family: var(--mono);
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .muted {
    color: var(--text-2);
  }
  .dim {
    color: var(--text-3);
  }
  .small {
    font-size: var(--t-s);
  }
  .xs {
    font-size: var(--t-xs);
    line-height: 16px;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--s2);
  }
  .between {
    justify-content: space-between;
  }
  /* What people wrote runs in its own direction. */
  .cut,
  .theirs,
  input,
  textarea {
    unicode-bidi: plaintext;
  }
  .i.way {
    transform: scaleX(var(--forth));
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .c-ok {
    color: var(--ok);
  }
  .c-seal {
    color: var(--seal);
  }
  .c-warn {
    color: var(--warn);
  }
  .c-bad {
    color: var(--bad);
  }
  .c-star {
    color: var(--star);
  }
  .panel {
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--r-l);
    box-shadow: var(--sh-1);
    min-width: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
  @media (max-width: 767px) {
    .only-wide {
      display: none !important;
    }
  }
  @media (min-width: 768px) {
    .only-narrow {
      display: none !important;
    }
  }
`;
