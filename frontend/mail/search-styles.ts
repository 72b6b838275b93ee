import { css } from 'lit';

/** Of a list that shows what was found. */
export const foundStyles = css`
  mark {
    background: var(--mark-hit, light-dark(#ffe7a0, #6b5413));
    color: var(--text);
    border-radius: 3px;
  }
  .fchs {
    display: flex;
    gap: 6px;
    padding: 10px 12px;
    flex-wrap: wrap;
    border-bottom: 1px solid var(--border);
  }
  .fch {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    height: 28px;
    padding: 0 11px;
    border: 1px solid var(--border-strong);
    border-radius: 14px;
    background: none;
    font: inherit;
    font-size: var(--t-s);
    font-weight: 500;
    color: var(--text-2);
    white-space: nowrap;
    cursor: pointer;
    flex: none;
  }
  .fch:hover {
    background: var(--surface-2);
  }
  .fch.on {
    background: var(--accent-soft);
    border-color: transparent;
    color: var(--accent-text);
    font-weight: 600;
  }
  .limits {
    display: flex;
    gap: 8px;
    padding: 8px 16px;
    background: var(--warn-soft);
    color: var(--text-2);
    border-bottom: 1px solid var(--border);
  }
  .limits svg {
    flex: none;
    margin-top: 1px;
  }
  .labs {
    align-items: center;
  }
  .fhit {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    max-width: 100%;
    min-width: 0;
    padding: 1px 7px;
    border: 1px solid var(--border);
    border-radius: 6px;
    background: var(--surface);
    color: var(--text-2);
    font-size: var(--t-xs);
  }
  @media (max-width: 767px) {
    .fchs {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .fch {
      height: 36px;
      border-radius: 18px;
      padding: 0 14px;
    }
  }
`;

/** Of what stands beside the results. */
export const searchHelpStyles = css`
  .shelp {
    height: 100%;
    box-sizing: border-box;
    padding: 18px 20px;
    overflow: auto;
  }
  .dev {
    display: flex;
    gap: 14px;
    border: 1px solid var(--ok-line);
    background: var(--ok-soft);
    border-radius: 12px;
    padding: 14px 16px;
  }
  .dev > svg {
    color: var(--ok);
    flex: none;
    margin-top: 2px;
  }
  .dev > div {
    flex: 1;
    min-width: 0;
  }
  .dev.busy {
    border-color: var(--border);
    background: var(--surface-2);
  }
  .dev.busy > svg {
    color: var(--text-3);
  }
  .dev p {
    margin-top: 2px;
  }
  .dev progress {
    width: 100%;
    margin-top: 12px;
  }
  .cover > span {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .cover {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    justify-content: space-between;
    margin-top: 6px;
  }
  .shelp h2 {
    margin: 24px 0 8px;
    font-size: var(--t-s);
    font-weight: 600;
    color: var(--text-3);
  }
  .shelp ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .shelp li {
    display: grid;
    grid-template-columns: minmax(0, 200px) minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    min-height: 33px;
    border-bottom: 1px solid var(--border);
  }
  .shelp li:last-child {
    border: 0;
  }
  .op {
    border: 0;
    background: none;
    padding: 4px 6px;
    margin-inline-start: -6px;
    border-radius: 6px;
    text-align: start;
    color: var(--text);
    cursor: pointer;
  }
  .op:hover {
    background: var(--surface-2);
  }
  .op code {
    font-family: var(--mono, ui-monospace, monospace);
    font-size: var(--t-s);
  }
`;
