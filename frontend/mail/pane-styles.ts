import { css } from 'lit';

/** List and reading pane: beside each other, one above the other, or one at a time. */
export const panes = css`
  .panes {
    display: grid;
    padding-block: 0 12px;
    padding-inline: 0 12px;
    min-height: 0;
  }
  .panes.right {
    grid-template-columns: min(var(--list-w), calc(100% - 380px)) 8px minmax(0, 1fr);
  }
  .panes.below {
    grid-template-rows: min(var(--list-h), calc(100% - 240px)) 8px minmax(0, 1fr);
  }
  .panes > * {
    min-height: 0;
    min-width: 0;
    overflow: hidden;
  }
  @media (min-width: 768px) {
    .panes.one:not(.read) dm-reader,
    .panes.read dm-list {
      display: none;
    }
  }
  .split {
    position: relative;
    touch-action: none;
    outline-offset: -2px;
    border-radius: 4px;
  }
  .split.width {
    cursor: col-resize;
  }
  .split.height {
    cursor: row-resize;
  }
  .split::after {
    content: '';
    position: absolute;
    inset: 0;
    margin: auto;
    border-radius: 2px;
    background: var(--border-strong);
    opacity: 0;
    transition: opacity var(--fast) var(--ease);
  }
  .split.width::after {
    width: 3px;
    height: 40px;
  }
  .split.height::after {
    width: 40px;
    height: 3px;
  }
  .split:is(:hover, :active, :focus-visible)::after {
    opacity: 1;
  }
`;
