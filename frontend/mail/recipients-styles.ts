import { css } from 'lit';

/** An address field: chips, what is typed, and what fits it. */
export const recipientsStyles = css`
  :host {
    display: block;
    position: relative;
    flex: 1;
    min-width: 0;
  }
  .rcs {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .rcs.over {
    outline: 2px dashed var(--accent);
    outline-offset: 3px;
    border-radius: 8px;
  }
  .rcp {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 28px;
    max-width: 100%;
    padding-block: 0;
    padding-inline: 4px 2px;
    border-radius: 14px;
    border: 1px solid var(--border);
    background: var(--surface-2);
    font-size: var(--t-s);
    font-weight: 550;
    line-height: 18px;
    --surface: var(--surface-2);
  }
  .rcp.bad {
    border-color: var(--bad-line);
    background: var(--bad-soft);
    --surface: var(--bad-soft);
  }
  .rcp.warn {
    border-color: var(--warn-line);
    background: var(--warn-soft);
    --surface: var(--warn-soft);
  }
  .rcp :is(.said, .link) {
    white-space: nowrap;
    flex: none;
  }
  .rcp .said {
    font-weight: 450;
    color: var(--text-2);
  }
  .rx {
    border: 0;
    background: none;
    width: 24px;
    height: 24px;
    border-radius: 50%;
    color: var(--text-3);
    display: grid;
    place-items: center;
    cursor: pointer;
    flex: none;
  }
  .rx:hover {
    background: var(--surface-3);
    color: var(--text);
  }
  input,
  input:focus-visible {
    flex: 1;
    min-width: 60px;
    height: 28px;
    border: 0;
    padding: 0;
    background: none;
    outline: 0;
  }
  .wait {
    width: 12px;
    height: 12px;
    margin: 1px;
    border-radius: 50%;
    border: 2px solid var(--border-strong);
    border-top-color: transparent;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (max-width: 767px) {
    .rcp .av {
      display: none;
    }
    .rcp {
      padding-inline-start: 10px;
      height: 32px;
      gap: 4px;
    }
    .rcp > .cut {
      min-width: 64px;
    }
    .rcp:has(.link) .said {
      position: absolute;
      width: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .rx {
      width: 32px;
      height: 32px;
    }
  }
`;
