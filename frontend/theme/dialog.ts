import { css } from 'lit';

/** Modal dialogs. */
export const dialogs = css`
  .dlg {
    width: 520px;
    max-width: calc(100vw - 32px);
    border-radius: var(--r-xl);
    box-shadow: var(--sh-3);
    padding: 24px;
    background: var(--raised);
    color: var(--text);
    border: 1px solid var(--border);
    --surface: var(--raised);
  }
  /* As high as what is in it, which scrolls beyond the window's height. */
  .dlg.tall {
    max-height: calc(100vh - 48px);
  }
  .dlg.tall[open] {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .dlg::backdrop {
    background: var(--scrim);
  }
  .dlg[open] {
    animation: rise var(--slow) var(--ease);
  }
  .dlg h2 {
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.015em;
  }
  .dlg h2 + p {
    margin-top: var(--s2);
  }
  .dlg form > .row:last-child {
    margin-top: var(--s6);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
`;
