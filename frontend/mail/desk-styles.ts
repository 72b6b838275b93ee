import { css } from 'lit';
import { dialogs } from '../theme/dialog.js';
import { panes } from './pane-styles.js';

const frame = css`
  :host {
    height: 100%;
    display: grid;
    grid-template-rows: var(--top) auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
  }
  .skip {
    position: fixed;
    inset-inline-start: 12px;
    top: 8px;
    z-index: 60;
    transform: translateY(-64px);
  }
  .skip:focus {
    transform: none;
  }
  .top {
    display: flex;
    align-items: center;
    gap: 12px;
    padding-block: 0;
    padding-inline: 20px 12px;
    grid-row: 1;
  }
  .top .brand {
    width: calc(var(--rail) - 20px);
  }
  .menu-button {
    display: none;
  }
  .account {
    position: relative;
  }
  .pop {
    background: var(--raised);
    border: 1px solid var(--border);
    border-radius: 12px;
    box-shadow: var(--sh-2);
    --surface: var(--raised);
  }
  .menu {
    position: absolute;
    inset-inline-end: 0;
    top: 42px;
    z-index: 50;
    padding: 6px;
    width: 260px;
    animation: drop var(--mid) var(--ease);
  }
  .menu .who {
    padding: 8px 10px;
    font-size: var(--t-s);
    color: var(--text-2);
    border-bottom: 1px solid var(--border);
    margin-bottom: 6px;
  }
  .mi {
    display: flex;
    width: 100%;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    padding: 6px 10px;
    border: 0;
    border-radius: 8px;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .mi:hover {
    background: var(--surface-2);
  }
  .mi .i {
    color: var(--text-2);
  }
  @keyframes drop {
    from {
      opacity: 0;
      transform: translateY(-8px);
    }
  }
  .top-banner {
    margin: 0 12px 8px;
    min-height: 46px;
    grid-row: 2;
  }
  .main {
    grid-row: 3;
    display: grid;
    grid-template-columns: var(--rail) minmax(0, 1fr);
    min-height: 0;
  }
  .rail {
    padding: 4px 12px 12px;
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-height: 0;
    overflow: auto;
  }
  .rail .close {
    display: none;
  }
  .rail .compose {
    height: 42px;
    margin-bottom: 10px;
    justify-content: flex-start;
    font-weight: 600;
    flex: none;
  }
  .nav {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 34px;
    padding: 0 10px;
    border-radius: var(--r-m);
    color: var(--text-2);
    font-weight: 500;
    border: 1px solid transparent;
    flex: none;
  }
  .nav:hover {
    text-decoration: none;
    background: var(--surface-3);
  }
  .nav .n {
    margin-inline-start: auto;
    font-size: var(--t-xs);
    font-weight: 600;
    color: var(--text-3);
    font-variant-numeric: tabular-nums;
  }
  .nav.on {
    background: var(--surface);
    border-color: var(--border);
    color: var(--accent-text);
    font-weight: 600;
    box-shadow: var(--sh-1);
  }
  .nav.on .n {
    color: inherit;
  }
  .nav.over {
    background: var(--accent-soft);
    border-color: var(--accent);
  }
  .sec {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-top: 12px;
    padding-inline-start: 10px;
    flex: none;
  }
  .sec h2 {
    font-size: var(--t-xs);
    line-height: 16px;
    font-weight: 600;
    color: var(--text-3);
  }
  .own {
    position: relative;
    flex: none;
  }
  .own .ib {
    position: absolute;
    inset-inline-end: 3px;
    top: 3px;
    background: var(--surface-3);
    opacity: 0;
  }
  .own .ib:focus-visible,
  .own:hover .ib {
    opacity: 1;
  }
  .own:is(:hover, :focus-within) .n {
    margin-inline-end: 26px;
  }
  @media (hover: none) {
    .own .ib {
      opacity: 1;
      background: none;
    }
    .own .n {
      margin-inline-end: 30px;
    }
  }
  .rail .foot {
    margin-top: auto;
    padding: 10px;
    font-size: var(--t-xs);
    line-height: 16px;
    color: var(--text-2);
    display: flex;
    gap: 8px;
  }
  dm-settings {
    margin-block: 0 12px;
    margin-inline: 0 12px;
  }
  .scrim {
    position: fixed;
    inset: 0;
    background: var(--scrim);
    z-index: 40;
  }
  .fab {
    display: grid;
    place-items: center;
    position: fixed;
    inset-inline-end: 16px;
    bottom: 20px;
    width: 56px;
    height: 56px;
    border: 0;
    border-radius: 18px;
    background: var(--accent);
    color: var(--on-accent);
    box-shadow: var(--sh-3);
    z-index: 5;
  }
  .toast {
    position: fixed;
    inset-inline-start: calc(var(--rail) + 20px);
    bottom: 24px;
    z-index: 36;
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: 320px;
    max-width: calc(100vw - 24px);
    min-height: 48px;
    padding-block: 8px;
    padding-inline: 16px 8px;
    border-radius: 12px;
    background: light-dark(#171d26, #eef2f7);
    color: light-dark(#f4f6fa, #12171e);
    box-shadow: var(--sh-3);
    animation: rise var(--slow) var(--ease);
  }
  .toast .btn {
    background: transparent;
    border: 0;
    box-shadow: none;
    color: light-dark(#a9c0ff, #2545b4);
  }
  .toast .ib {
    color: inherit;
  }
  .toast :is(.btn, .ib):hover {
    background: light-dark(#2a3340, #dde4ee);
  }
  @media (max-width: 1023px) {
    .main {
      grid-template-columns: minmax(0, 1fr);
    }
    .menu-button {
      display: inline-grid;
    }
    .top {
      padding-inline-start: 12px;
      gap: 8px;
    }
    .top .brand {
      width: auto;
    }
    .rail {
      position: fixed;
      inset-block: 0;
      inset-inline: 0 auto;
      width: 280px;
      max-width: 84vw;
      padding: 12px;
      background: var(--bg);
      z-index: 45;
      box-shadow: var(--sh-3);
      visibility: hidden;
      transform: translateX(calc(-100% * var(--forth)));
      transition:
        transform var(--mid) var(--ease),
        visibility 0s var(--mid);
    }
    .rail.open {
      visibility: visible;
      transform: none;
      transition: transform var(--mid) var(--ease);
    }
    .rail .close {
      display: inline-grid;
      align-self: flex-end;
    }
    .nav {
      height: 44px;
    }
    .panes,
    dm-settings {
      padding-inline-start: 12px;
    }
    .toast {
      inset-inline-start: 12px;
    }
  }
  @media (max-width: 767px) {
    .top {
      padding: 0 6px;
      gap: 2px;
    }
    .top .brand {
      flex: 1;
      font-size: 17px;
      gap: 8px;
    }
    .top .brand svg {
      width: 24px;
      height: 24px;
    }
    dm-search {
      display: none;
    }
    .searching dm-search {
      display: block;
    }
    .searching :is(.brand, .search-open, .account) {
      display: none;
    }
    .panes.panes {
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      padding: 0;
    }
    .split {
      display: none;
    }
    .panes > .panel {
      border-radius: 0;
      border-width: 1px 0 0;
      box-shadow: none;
      grid-area: 1 / 1;
    }
    dm-reader,
    :host([reading]) dm-list {
      visibility: hidden;
    }
    :host([reading]) dm-reader {
      visibility: visible;
      position: fixed;
      inset: 0;
      z-index: 20;
    }
    :host([reading]) .fab {
      display: none;
    }
    .toast {
      inset-inline-start: 12px;
      inset-inline-end: 12px;
      bottom: 88px;
      min-width: 0;
    }
    .top-banner {
      margin: 0 8px 8px;
    }
    dm-settings {
      margin: 0;
      padding: 0;
    }
    .mi {
      min-height: 44px;
    }
  }
`;

export const desk = [panes, frame, dialogs];
