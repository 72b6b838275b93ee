import { css } from 'lit';

/** Selecting: boxes, the bar, what is selected; and the labels of a row. */
export const listSelect = css`
  .lh.bar {
    background: var(--accent-soft);
    gap: 2px;
  }
  .lh.bar b {
    margin-block: 0;
    margin-inline: 6px 8px;
    white-space: nowrap;
  }
  .lh.bar .link {
    white-space: nowrap;
  }
  .lh.bar .ib {
    width: auto;
    min-width: 34px;
    padding: 0 8px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    color: var(--accent-text);
  }
  .lh.bar .word {
    display: none;
    font-size: var(--t-s);
    font-weight: 550;
    white-space: nowrap;
  }
  @container (min-width: 980px) {
    .lh.bar .ib:not(.bare) .word {
      display: inline;
    }
  }
  @container (max-width: 459px) {
    .lh.bar .room {
      display: none;
    }
  }
  input[type='checkbox'] {
    appearance: none;
    display: grid;
    place-items: center;
    width: 18px;
    height: 18px;
    margin: 0;
    border: 1.5px solid var(--border-strong);
    border-radius: 5px;
    background: var(--raised);
    cursor: pointer;
  }
  input[type='checkbox']:is(:checked, :indeterminate) {
    background: var(--accent);
    border-color: var(--accent);
  }
  input[type='checkbox']::before {
    content: '';
    width: 10px;
    height: 6px;
    border: solid var(--on-accent);
    border-width: 0 0 2px 2px;
    transform: translateY(-1px) rotate(-45deg);
    opacity: 0;
  }
  input[type='checkbox']:checked::before {
    opacity: 1;
  }
  input[type='checkbox']:indeterminate::before {
    opacity: 1;
    height: 0;
    border-width: 0 0 2px;
    transform: none;
  }
  input[type='checkbox']:disabled {
    opacity: 0.4;
    cursor: default;
  }
  .tick-all,
  .tick {
    display: grid;
    place-items: center;
    cursor: pointer;
  }
  .tick-all {
    width: 28px;
    height: 34px;
  }
  .tick {
    position: absolute;
    inset-inline-start: 16px;
    top: 11px;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    opacity: 0;
  }
  .tick:hover,
  .tick:focus-within,
  .m.picked .tick {
    opacity: 1;
    background: var(--surface);
  }
  .m:hover .tick,
  :host([picking]) .tick {
    opacity: 1;
    background: var(--surface-2);
  }
  :host([picking]) .tick {
    background: var(--surface);
  }
  .m.picked,
  .m.picked:hover {
    background: var(--accent-soft);
    --surface: var(--accent-soft);
    --surface-2: var(--accent-soft);
  }
  :host([picking]) .m.sel:not(.picked) {
    background: none;
    --surface: inherit;
  }
  .m:is(.sel, .picked) .lab {
    background: var(--raised);
  }
  .ghost {
    position: fixed;
    inset-inline-start: -400px;
    padding: 8px 14px;
    border-radius: 9px;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .labs {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 5px;
  }
  .where {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-size: 11px;
    line-height: 16px;
  }
  @media (max-width: 767px) {
    .tick {
      width: 44px;
      height: 44px;
      inset-inline-start: 12px;
      top: 8px;
    }
    .lh.bar .ib {
      min-width: 40px;
      padding: 0 4px;
    }
  }
`;

/** One line for each conversation. */
export const listDense = css`
  :host([dense]) .grp {
    display: none;
  }
  :host([dense]) .m > a {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 36px;
    padding-block: 0;
    padding-inline: 44px 14px;
  }
  :host([dense]) .m .av {
    display: none;
  }
  :host([dense]) .m :is(.col, .line) {
    display: contents;
  }
  :host([dense]) .m .who {
    order: 1;
    flex: 0 0 104px;
  }
  :host([dense]) .m .cnt {
    order: 2;
    margin-inline-start: -4px;
  }
  :host([dense]) .m .t,
  :host([dense]) .m .badge {
    order: 3;
    flex: none;
  }
  :host([dense]) .m .sub {
    order: 4;
    flex: 0 1 auto;
  }
  :host([dense]) .m .prev {
    order: 5;
    flex: 1 1 0;
  }
  :host([dense]) .m .labs {
    order: 6;
    flex: none;
    flex-wrap: nowrap;
    margin: 0;
  }
  :host([dense]) .m .meta {
    order: 7;
    margin: 0;
  }
  :host([dense]) .m .time {
    order: 8;
    margin: 0;
    min-width: 42px;
    text-align: end;
  }
  :host([dense]) .tick {
    inset-inline-start: 12px;
    top: 3px;
    width: 28px;
    height: 30px;
    opacity: 1;
    background: none;
  }
  :host([dense]) .acts {
    top: 5px;
  }
  :host([dense]) .m.un::before {
    top: 15px;
    inset-inline-start: 3px;
  }
  @container (max-width: 559px) {
    :host([dense]) .m :is(.prev, .labs) {
      display: none;
    }
    :host([dense]) .m .sub {
      flex: 1 1 0;
    }
  }
  @container (min-width: 760px) {
    :host([dense]) .m .who {
      flex-basis: 190px;
    }
  }
`;
