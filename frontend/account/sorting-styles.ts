import { css } from 'lit';

/** Cards of the settings that say what happens to mail by itself. */
export const sortingStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  :host(dm-rules) {
    grid-column: 1 / -1;
  }
  .card {
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--surface);
    padding: 18px;
    display: grid;
    gap: 14px;
  }
  h2 {
    font-size: var(--t-l);
    line-height: 20px;
    font-weight: 650;
  }
  h3 {
    font-size: var(--t-m);
    font-weight: 600;
  }
  .rules {
    display: grid;
    border: 1px solid var(--border);
    border-radius: 10px;
    overflow: hidden;
  }
  .rule {
    display: flex;
    align-items: center;
    gap: 10px;
    padding-block: 10px;
    padding-inline: 14px 8px;
    background: var(--raised);
  }
  .rule + .rule {
    border-top: 1px solid var(--border);
  }
  .rule.off .words {
    opacity: 0.6;
  }
  .rule b {
    font-weight: 550;
  }
  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    accent-color: var(--accent);
    flex: none;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 10px;
    font-weight: 550;
    min-height: 28px;
  }
  form {
    display: grid;
    gap: 14px;
    padding: 16px;
    border: 1px solid var(--border-strong);
    border-radius: 12px;
    background: var(--raised);
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 8px;
    min-width: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 8px;
  }
  [role='alert']:empty {
    display: none;
  }
  select {
    height: 38px;
    padding: 0 10px;
    border: 1px solid var(--border-strong);
    border-radius: var(--r-m);
    background: var(--raised);
    min-width: 0;
    max-width: 100%;
  }
  .condition {
    display: grid;
    grid-template-columns: minmax(140px, 210px) minmax(0, 1fr) 34px;
    gap: 8px;
  }
  .labels {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
  }
  .link {
    justify-self: start;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
  }
  .list {
    display: grid;
    gap: 2px;
    max-height: 320px;
    overflow: auto;
  }
  @media (max-width: 767px) {
    .condition {
      grid-template-columns: minmax(0, 1fr) 44px;
    }
    .condition .input {
      grid-row: 2;
    }
    .rule .order {
      display: none;
    }
  }
`;
