import { css } from 'lit';

/** A card in the middle of the page: sign-in, recovery, locked. */
export const card = css`
  :host {
    display: grid;
    grid-template-rows: 1fr auto;
    min-height: 100%;
  }
  main {
    display: grid;
    place-items: center;
    padding: 24px;
  }
  .lg.brand {
    justify-content: center;
    margin-bottom: 24px;
  }
  .box {
    width: 432px;
    max-width: calc(100vw - 24px);
    padding: 36px;
  }
  .box h1 {
    font-size: 24px;
    line-height: 30px;
    font-weight: 650;
    letter-spacing: -0.02em;
  }
  .box > * + * {
    margin-top: var(--s6);
  }
  .box > h1 + * {
    margin-top: 4px;
  }
  .field + .field {
    margin-top: var(--s4);
  }
  .below {
    text-align: center;
    margin-top: 20px;
  }
  .sees {
    display: flex;
    justify-content: center;
    gap: 10px 28px;
    flex-wrap: wrap;
    padding: 0 24px 28px;
    font-size: var(--t-s);
    color: var(--text-2);
  }
  .sees span {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .sees span > span {
    display: inline;
  }
  .sees b {
    color: var(--text);
  }
  @media (max-width: 767px) {
    main {
      padding: 24px 12px;
    }
    .box {
      padding: 24px 20px;
    }
    .sees {
      flex-direction: column;
      align-items: flex-start;
      padding: 0 20px 20px;
    }
  }
`;

/** Two columns: the steps, and the panel of the step. */
export const steps = css`
  :host {
    display: grid;
    grid-template-columns: 280px minmax(0, 1fr);
    min-height: 100%;
  }
  aside {
    padding: 28px 24px;
    display: flex;
    flex-direction: column;
  }
  aside ol {
    margin-top: 40px;
    display: grid;
    gap: 4px;
  }
  aside li {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 44px;
    padding: 0 10px;
    color: var(--text-2);
    font-weight: 500;
    border: 1px solid transparent;
    border-radius: 10px;
  }
  aside li[aria-current] {
    color: var(--text);
    font-weight: 600;
    background: var(--surface);
    border-color: var(--border);
  }
  aside li i {
    width: 24px;
    height: 24px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    border: 1.5px solid var(--border-strong);
    font-size: 12px;
    font-weight: 600;
    font-style: normal;
  }
  aside li[aria-current] i {
    background: var(--accent);
    border-color: var(--accent);
    color: #fff;
  }
  aside li.done i {
    background: var(--ok-soft);
    border-color: var(--ok-line);
    color: var(--ok);
  }
  aside .note {
    margin-top: auto;
    font-size: var(--t-s);
    color: var(--text-2);
    display: flex;
    gap: 10px;
    line-height: 19px;
  }
  main {
    min-width: 0;
  }
  form {
    margin-block: 12px;
    margin-inline: 0 12px;
    display: flex;
    flex-direction: column;
    min-height: calc(100vh - 24px);
  }
  .in {
    width: 720px;
    max-width: 100%;
    margin: 0 auto;
    padding: 44px 24px 28px;
    flex: 1;
  }
  .in h1 {
    font-size: 28px;
    line-height: 34px;
    font-weight: 650;
    letter-spacing: -0.02em;
  }
  .in h1 + p {
    margin-top: var(--s2);
  }
  .in > section,
  .in > .banner {
    margin-top: var(--s6);
  }
  .in h1 + p + section {
    margin-top: var(--s8);
  }
  .act {
    display: flex;
    gap: 10px;
    align-items: center;
    padding: 14px 28px;
    border-top: 1px solid var(--border);
  }
  .pair {
    display: flex;
    gap: 8px;
  }
  .pair > * {
    flex: 1;
    min-width: 0;
  }
  .words {
    display: grid;
    grid-template-columns: repeat(7, 1fr);
    gap: 8px;
  }
  .words li {
    display: flex;
    flex-direction: column;
    gap: 2px;
    padding: 10px;
    border: 1px solid var(--border);
    border-radius: 10px;
    background: var(--surface-2);
    font-size: 15px;
    line-height: 22px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .words small,
  .kit small {
    font-size: 11px;
    line-height: 14px;
    color: var(--text-3);
    font-weight: 500;
  }
  .meter {
    display: flex;
    gap: 4px;
    width: 150px;
    flex: none;
  }
  .meter i {
    flex: 1;
    height: 6px;
    border-radius: 3px;
    background: var(--surface-3);
  }
  .meter.c-ok i.on,
  .meter.c-warn i.on,
  .meter.c-bad i.on {
    background: currentColor;
  }
  .kit {
    border: 1px dashed var(--border-strong);
    border-radius: 12px;
    padding: 16px 18px;
    background: var(--surface-2);
  }
  .kit ol {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 4px 12px;
    margin-top: var(--s3);
  }
  .kit li {
    display: flex;
    align-items: baseline;
    gap: 8px;
    font-weight: 550;
    font-size: 15px;
    line-height: 28px;
  }
  .kit small {
    width: 16px;
    text-align: end;
  }
  @media (max-width: 1023px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto 1fr;
    }
    aside {
      padding: 14px 16px 4px;
    }
    aside ol,
    aside .note {
      display: none;
    }
    form {
      margin: 8px 12px 12px;
      min-height: 0;
    }
    .words {
      grid-template-columns: repeat(4, 1fr);
    }
  }
  @media (max-width: 767px) {
    form {
      margin: 8px 0 0;
      border-radius: 14px 14px 0 0;
      border-width: 1px 0 0;
    }
    .in {
      padding: 20px 16px;
    }
    .in h1 {
      font-size: 24px;
      line-height: 30px;
    }
    .act {
      padding: 12px 16px;
      flex-wrap: wrap;
    }
    .act .btn {
      height: 44px;
    }
    .act .btn.primary {
      flex: 1;
    }
    .words {
      grid-template-columns: repeat(2, 1fr);
    }
    .kit ol {
      grid-template-columns: repeat(3, 1fr);
    }
    .kit {
      padding: 14px 10px;
    }
    .meter {
      width: 110px;
    }
    .pair.stack {
      flex-direction: column;
    }
  }
  @media print {
    aside,
    .act,
    .no-print {
      display: none !important;
    }
  }
`;
