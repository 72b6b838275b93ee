import { css } from 'lit';
import { dialogs } from '../theme/dialog.js';

const composer = css`
  :host {
    display: block;
  }
  .cw {
    position: relative;
    height: min(806px, calc(100vh - 72px));
    background: var(--raised);
    --surface: var(--raised);
    border: 1px solid var(--border);
    border-bottom: 0;
    border-radius: 16px 16px 0 0;
    box-shadow: var(--sh-3);
    display: flex;
    flex-direction: column;
    animation: rise var(--slow) var(--ease);
  }
  .cw.full {
    position: fixed;
    bottom: 0;
    inset-inline-end: 12px;
    width: min(1000px, calc(100vw - 24px));
    inset-inline-start: 12px;
    margin: 0 auto;
    height: calc(100vh - 24px);
    z-index: 1;
  }
  .cw.folded {
    height: 47px;
  }
  .cw.folded > :not(.ch) {
    display: none;
  }
  .ch {
    display: flex;
    align-items: center;
    gap: 2px;
    height: 46px;
    flex: none;
    padding-block: 0;
    padding-inline: 18px 8px;
    background: light-dark(#f3f5f8, #1c222a);
    border-bottom: 1px solid var(--border);
    border-radius: 16px 16px 0 0;
  }
  .title {
    height: 100%;
    border: 0;
    padding: 0;
    background: none;
    text-align: start;
    font-weight: 650;
    cursor: pointer;
  }
  .split {
    display: flex;
    gap: 1px;
  }
  .split .btn:first-child {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .split .btn:last-child {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    padding: 0 8px;
  }
  .cscroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
  }
  .cscroll > * {
    flex: none;
  }
  dm-editor {
    flex: 1 0 auto !important;
  }
  .cf {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    padding: 6px 18px;
    border-bottom: 1px solid var(--border);
    min-height: 42px;
    line-height: 28px;
  }
  .cf input,
  .cf input:focus-visible {
    height: 28px;
    border: 0;
    padding: 0;
    background: none;
    outline: 0;
  }
  .cf:focus-within {
    box-shadow: inset 0 -1px var(--focus);
    border-color: var(--focus);
  }
  .fl {
    width: 54px;
    color: var(--text-3);
    font-size: var(--t-s);
    flex: none;
  }
  .ccb {
    white-space: nowrap;
    display: flex;
    gap: 10px;
  }
  .ccb .link {
    min-width: 24px;
    min-height: 28px;
  }
  .tip {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 10px 18px 0;
    padding: 7px 12px;
    border-radius: 9px;
    font-size: var(--t-s);
  }
  .tip.seal {
    background: var(--seal-soft);
    --surface: var(--seal-soft);
  }
  .tip.ok {
    background: var(--ok-soft);
    --surface: var(--ok-soft);
  }
  .tip.warn {
    background: var(--warn-soft);
    --surface: var(--warn-soft);
  }
  .note {
    margin: 10px 18px 0;
  }
  .ups {
    padding: 10px 18px 0;
    display: grid;
    gap: 6px;
  }
  .up {
    display: flex;
    align-items: center;
    gap: 10px;
    padding-block: 6px;
    padding-inline: 8px 6px;
    border: 1px solid var(--border);
    border-radius: 10px;
  }
  .up .th {
    width: 36px;
    height: 36px;
    border-radius: 6px;
    background: var(--surface-3);
    display: grid;
    place-items: center;
    flex: none;
    color: var(--text-2);
  }
  .up .nm {
    display: block;
    font-size: var(--t-s);
    font-weight: 550;
    line-height: 18px;
  }
  .up .sz {
    display: block;
    font-size: var(--t-xs);
    line-height: 16px;
    color: var(--text-3);
  }
  .cfoot {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-height: 59px;
    padding-block: 10px 12px;
    padding-inline: 18px 12px;
    border-top: 1px solid var(--border);
  }
  .cfoot label.ib {
    position: relative;
  }
  .cfoot label.ib:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .sv {
    gap: 6px;
    text-align: end;
  }
  .texts dm-editor {
    margin: 12px 0;
    min-height: 200px;
    border: 1px solid var(--border);
    border-radius: var(--r-m);
  }
  .texts .label,
  .later {
    margin-top: 12px;
  }
  .drop {
    display: none;
  }
  .over .drop {
    position: absolute;
    inset: 8px;
    z-index: 4;
    display: grid;
    place-items: center;
    border: 2px dashed var(--accent);
    border-radius: 12px;
    background: color-mix(in srgb, var(--raised) 86%, transparent);
    color: var(--accent-text);
    font-weight: 600;
    pointer-events: none;
  }
  @media (max-width: 767px) {
    .cw,
    .cw.full {
      position: fixed;
      inset: 0;
      width: auto;
      max-width: none;
      height: auto;
      border-radius: 0;
      border: 0;
    }
    .ch {
      border-radius: 0;
      height: 52px;
      padding-inline-start: 16px;
    }
    .cf,
    .ups {
      padding-inline-start: 14px;
      padding-inline-end: 14px;
    }
    .tip,
    .note {
      margin: 10px 14px 0;
    }
    .fl {
      width: 46px;
    }
    .cfoot {
      padding-block: 10px 12px;
      padding-inline: 14px 8px;
    }
    .cfoot .btn {
      height: 44px;
    }
    .sv {
      position: absolute;
      inset-inline-end: 14px;
      bottom: 74px;
      font-size: var(--t-xs);
      pointer-events: none;
    }
  }
`;

export const composerStyles = [composer, dialogs];
