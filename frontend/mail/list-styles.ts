import { css } from 'lit';
import { empties } from '../theme/empty.js';
import { listDense, listSelect } from './list-modes.js';

const list = css`
  :host {
    display: flex;
    flex-direction: column;
    container-type: inline-size;
  }
  .lh {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 48px;
    padding-block: 0;
    padding-inline: 12px 8px;
    border-bottom: 1px solid var(--border);
    flex: none;
  }
  .lh h1 {
    font-size: 16px;
    line-height: 24px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .rows {
    flex: 1;
    min-height: 0;
    height: auto;
    overflow: auto;
    outline: none;
  }
  .grp {
    padding: 10px 16px 4px;
    font-size: var(--t-xs);
    line-height: 16px;
    font-weight: 600;
    color: var(--text-3);
  }
  .m {
    position: relative;
    border-bottom: 1px solid var(--border);
  }
  .m.waiting {
    height: 82px;
    background: linear-gradient(var(--surface-2), var(--surface-2)) 16px 14px / 36px 36px no-repeat, linear-gradient(var(--surface-2), var(--surface-2)) 64px 18px / 60% 12px no-repeat;
  }
  .m > a {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 0 12px;
    padding-block: 11px;
    padding-inline: 16px 14px;
    color: inherit;
    text-decoration: none;
  }
  .m > a:focus-visible {
    outline-offset: -2px;
  }
  .m .col,
  .m .prev {
    display: block;
    min-width: 0;
  }
  .m .line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .m .who {
    font-weight: 500;
    color: var(--text-2);
  }
  .m .time {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin-inline-start: auto;
    font-size: var(--t-xs);
    color: var(--text-3);
    white-space: nowrap;
    flex: none;
  }
  .m .sub {
    color: var(--text-2);
    font-weight: 450;
  }
  .m .prev {
    color: var(--text-3);
    font-size: var(--t-s);
    line-height: 18px;
    min-height: 18px;
  }
  .m .meta {
    display: flex;
    gap: 6px;
    margin-inline-start: auto;
    align-items: center;
    color: var(--text-3);
    flex: none;
  }
  .m .line .badge {
    height: 18px;
    padding: 0 6px;
    font-size: 11px;
  }
  .cnt {
    font-size: 11px;
    line-height: 16px;
    font-weight: 600;
    color: var(--text-3);
    border: 1px solid var(--border);
    border-radius: 5px;
    padding: 0 5px;
    flex: none;
  }
  .m.un .who,
  .m.un .sub {
    font-weight: 650;
    color: var(--text);
  }
  .m.un .time {
    color: var(--accent-text);
    font-weight: 600;
  }
  .m.un::before {
    content: '';
    position: absolute;
    inset-inline-start: 5px;
    top: 25px;
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--accent);
  }
  .m:hover {
    background: var(--surface-2);
  }
  .m.sel {
    background: var(--accent-soft);
    --surface: var(--accent-soft);
  }
  .m.sel :is(.prev, .time, .meta, .cnt) {
    color: var(--text-2);
  }
  .m.sel::after {
    content: '';
    position: absolute;
    inset-inline-start: 0;
    top: 0;
    bottom: 0;
    width: 3px;
    background: var(--accent);
  }
  .acts {
    position: absolute;
    inset-inline-end: 8px;
    top: 7px;
    display: none;
    gap: 2px;
    background: var(--surface-2);
    border-radius: 7px;
  }
  .m.sel .acts {
    background: var(--accent-soft);
  }
  .acts .ib {
    height: 26px;
    width: 30px;
  }
  @media (hover: hover) and (min-width: 768px) {
    .m:hover .acts {
      display: flex;
    }
    .m:hover .time {
      visibility: hidden;
    }
  }
  @media (max-width: 767px) {
    .lh {
      height: 52px;
    }
    .m > a {
      padding-block: 12px;
      padding-inline: 16px 14px;
    }
    .m.sel {
      background: none;
    }
    .m.sel::after {
      display: none;
    }
    .rows {
      padding-bottom: 88px;
    }
  }
  @media (forced-colors: active) {
    .m.un::before,
    .m.sel::after {
      background: Highlight;
    }
  }
`;

export const listStyles = [list, listSelect, listDense, empties];
