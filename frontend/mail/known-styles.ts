import { css } from 'lit';

/** What fits what is being typed, below its field. */
export const knownStyles = css`
  .known {
    position: absolute;
    inset-inline-start: 0;
    top: 100%;
    z-index: 5;
    width: min(380px, 100%);
    margin-top: 4px;
    padding: 6px;
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--raised);
    box-shadow: var(--sh-2);
  }
  .known li {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 10px;
    border-radius: 8px;
    cursor: pointer;
  }
  .known li[aria-selected='true'] {
    background: var(--accent-soft);
  }
  .known .group {
    display: grid;
    place-items: center;
    width: 26px;
    height: 26px;
    border-radius: 50%;
    background: var(--surface-3);
    color: var(--text-2);
    flex: none;
  }
  .known img {
    object-fit: cover;
  }
  .known small {
    display: block;
    color: var(--text-2);
    font-size: var(--t-xs);
    line-height: 16px;
  }
`;
