import { css } from 'lit';

/** A section of the settings: a heading and cards. */
export const sectionStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  h1 {
    font-size: 22px;
    line-height: 28px;
    font-weight: 650;
    letter-spacing: -0.015em;
    outline: none;
  }
  .cards {
    display: grid;
    gap: 16px;
    margin-top: 18px;
    max-width: 720px;
  }
  .card {
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--surface);
    padding: 18px;
    display: grid;
    gap: 16px;
  }
  .card h2 {
    font-size: var(--t-l);
    line-height: 20px;
    font-weight: 650;
  }
  /* A choice: what it is on one side, the control on the other. */
  .set {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 20px;
    align-items: center;
  }
  .set + .set {
    border-top: 1px solid var(--border);
    padding-top: 16px;
  }
  .set .label {
    margin: 0;
    font-size: var(--t-m);
  }
  .set .help {
    grid-column: 1;
    margin: 0;
  }
  .set > :is(select, .seg, .btn, .row) {
    grid-area: 1 / 2 / span 2;
    justify-self: end;
  }
  .set > input[type='checkbox'] {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  fieldset {
    margin: 0;
  }
  .pick {
    display: flex;
    gap: 12px;
    align-items: start;
    cursor: pointer;
  }
  .pick input {
    width: 18px;
    height: 18px;
    margin: 1px 0 0;
    flex: none;
    accent-color: var(--accent);
  }
  .pick :is(b, .help) {
    display: block;
  }
  .pick b {
    font-weight: 550;
  }
  select {
    height: 38px;
    padding: 0 10px;
    border: 1px solid var(--border-strong);
    border-radius: var(--r-m);
    background: var(--raised);
    max-width: 100%;
  }
  .print {
    font: 500 13px/22px var(--mono);
    overflow-wrap: anywhere;
    user-select: all;
  }
  dt {
    font-size: var(--t-s);
    color: var(--text-2);
  }
  dd + dt {
    margin-top: 14px;
  }
  .help {
    margin-top: 4px;
  }
  .meter {
    display: flex;
    gap: 4px;
    width: 120px;
  }
  .meter i {
    flex: 1;
    height: 6px;
    border-radius: 3px;
    background: var(--surface-3);
  }
  .meter i.on {
    background: currentColor;
  }
  @media (max-width: 767px) {
    .set {
      grid-template-columns: minmax(0, 1fr);
    }
    .set:has(> input[type='checkbox']) {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .set > :is(select, .seg, .btn, .row) {
      grid-area: auto;
      justify-self: start;
      margin-top: 4px;
    }
    .set > select,
    .btn {
      min-height: 44px;
    }
    .seg {
      flex-wrap: wrap;
    }
    .seg > button {
      min-height: 38px;
    }
  }
`;
