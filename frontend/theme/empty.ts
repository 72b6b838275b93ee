import { css } from 'lit';

/** Panes without content, and content that is on its way. */
export const empties = css`
  .emp {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    text-align: center;
    padding: 24px 24px 72px;
  }
  .art {
    width: 180px;
    margin-bottom: 16px;
  }
  .emp h2 {
    font-size: 20px;
    line-height: 28px;
    font-weight: 650;
  }
  .emp p {
    max-width: 40ch;
  }
  .emp .btn {
    margin-top: 16px;
  }
  .sk {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 12px;
    padding-block: 14px 17px;
    padding-inline: 16px 14px;
    border-bottom: 1px solid var(--border);
  }
  .sk span {
    display: grid;
    gap: 9px;
    align-content: start;
    padding-top: 2px;
  }
  .sk i,
  .bone {
    display: block;
    height: 11px;
    border-radius: 6px;
    background: var(--surface-3);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .sk i.face {
    width: 36px;
    height: 36px;
    border-radius: 50%;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;
