import { css } from 'lit';

/**
 * Roles of colour, space, type and motion. They stand on the document's root and reach every shadow root by
 * inheritance. `light-dark()` follows the system; `data-theme` on the root forces one.
 */
export const tokens = css`
  :root {
    color-scheme: light dark;
    /* What points forward is mirrored where lines run from the right. */
    --forth: 1;
    --bg: light-dark(#edf0f4, #0e1217);
    --bg-glow: light-dark(#f6f8fb, #151b24);
    --surface: light-dark(#fbfcfd, #161b21);
    --surface-2: light-dark(#f3f5f8, #1c222a);
    --surface-3: light-dark(#e6eaf0, #272f39);
    --raised: light-dark(#ffffff, #1f262e);
    --text: light-dark(#10151c, #f1f4f8);
    --text-2: light-dark(#454e5b, #b8c1cd);
    --text-3: light-dark(#596270, #98a3b1);
    --border: light-dark(#d9dfe7, #29313b);
    --border-strong: light-dark(#848e9d, #6d7888);
    --accent: light-dark(#2f55d4, #3f66e8);
    --accent-hover: light-dark(#2547bb, #3358d6);
    --on-accent: #ffffff;
    --accent-text: light-dark(#2848b8, #9db6ff);
    --accent-soft: light-dark(#e3eafc, #1c2848);
    --focus: light-dark(#2f55d4, #8ba8ff);
    --ok: light-dark(#12663f, #7fdca8);
    --ok-soft: light-dark(#e0f3e8, #12301f);
    --ok-line: light-dark(#a9d9bf, #235239);
    --seal: light-dark(#2b4c8a, #a9c3f6);
    --seal-soft: light-dark(#e5ecf8, #1b2942);
    --seal-line: light-dark(#b9cbea, #31466b);
    --warn: light-dark(#7c4700, #f5c26b);
    --warn-soft: light-dark(#fdf0d8, #35270f);
    --warn-line: light-dark(#e6c68a, #5c4519);
    --bad: light-dark(#a31a25, #ffa3a3);
    --bad-soft: light-dark(#fce6e6, #3b1a1d);
    --bad-line: light-dark(#eeb4b4, #652c30);
    --star: light-dark(#b06a00, #f3b950);
    --mark-1: light-dark(#131a26, #e9eef6);
    --mark-2: light-dark(#ffffff, #131a26);
    --mark-3: light-dark(#7d9bff, #2f55d4);
    --s1: 4px;
    --s2: 8px;
    --s3: 12px;
    --s4: 16px;
    --s5: 20px;
    --s6: 24px;
    --s8: 32px;
    --r-s: 6px;
    --r-m: 9px;
    --r-l: 14px;
    --r-xl: 18px;
    --font: 'Instrument Sans', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
    --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', 'Liberation Mono', monospace;
    --t-xs: 12px;
    --t-s: 13px;
    --t-m: 14px;
    --t-l: 15px;
    --fast: 120ms;
    --mid: 180ms;
    --slow: 260ms;
    --ease: cubic-bezier(0.2, 0, 0, 1);
    --sh-1: 0 1px 2px light-dark(rgb(16 21 28 / 0.06), rgb(0 0 0 / 0.3));
    --sh-2:
      0 6px 20px light-dark(rgb(16 21 28 / 0.12), rgb(0 0 0 / 0.5)),
      0 1px 3px light-dark(rgb(16 21 28 / 0.1), rgb(0 0 0 / 0.4));
    --sh-3:
      0 20px 60px light-dark(rgb(16 21 28 / 0.2), rgb(0 0 0 / 0.6)),
      0 3px 10px light-dark(rgb(16 21 28 / 0.1), rgb(0 0 0 / 0.4));
    --scrim: light-dark(rgb(16 21 28 / 0.34), rgb(3 5 8 / 0.66));
    --rail: 232px;
    --list: 424px;
    --top: 56px;
  }
  :root[dir='rtl'] {
    --forth: -1;
  }
  :root[data-theme='light'] {
    color-scheme: light;
  }
  :root[data-theme='dark'] {
    color-scheme: dark;
  }
  html,
  body {
    height: 100%;
    margin: 0;
    background: var(--bg);
  }
  body {
    background: radial-gradient(900px 500px at 0 0, var(--bg-glow), transparent) fixed var(--bg);
    color: var(--text);
    font: 400 var(--t-m) / 20px var(--font);
    -webkit-font-smoothing: antialiased;
  }
  @media (max-width: 1180px) {
    :root {
      --list: 360px;
      --rail: 200px;
    }
  }
  /* The mail page says itself when the server is away. */
  body:has(darkmail-app) vaadin-connection-indicator[popover] {
    display: none;
  }
  @media (max-width: 1023px) {
    :root {
      --list: 320px;
    }
  }
`;

export type Theme = 'system' | 'light' | 'dark';

const THEME = 'darkmail-theme';

/** What the user chose on this device. */
export function theme(): Theme {
  const kept = localStorage.getItem(THEME);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function chooseTheme(choice: Theme): void {
  if (choice === 'system') localStorage.removeItem(THEME);
  else localStorage.setItem(THEME, choice);
  applyTheme();
}

function applyTheme(): void {
  const choice = theme();
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
}

/** Puts the tokens on the document, once. */
export function adoptTokens(): void {
  applyTheme();
  const sheet = tokens.styleSheet;
  if (sheet && !document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}
