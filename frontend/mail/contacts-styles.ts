import { css } from 'lit';

/** The address book: a list beside one card. */
export const contactsStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(280px, 400px) minmax(0, 1fr);
    gap: 12px;
    min-height: 0;
    min-width: 0;
  }
  .panel {
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow: hidden;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-block: 12px 8px;
    padding-inline: 18px 12px;
  }
  h1 {
    font-size: 18px;
    line-height: 24px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .tools {
    padding: 0 12px 10px;
    display: grid;
    gap: 10px;
  }
  .chips {
    display: flex;
    gap: 6px;
    overflow-x: auto;
    padding: 2px;
    scrollbar-width: none;
  }
  .chip {
    flex: none;
    height: 28px;
    padding: 0 12px;
    border: 1px solid var(--border);
    border-radius: 14px;
    background: var(--raised);
    font-size: var(--t-s);
    font-weight: 550;
    color: var(--text-2);
    cursor: pointer;
  }
  .chip[aria-pressed='true'] {
    background: var(--accent-soft);
    border-color: transparent;
    color: var(--accent-text);
  }
  .scroll {
    flex: 1;
    overflow: auto;
    padding: 0 8px 12px;
  }
  .person {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    padding: 8px 10px;
    border-radius: 10px;
    color: var(--text);
  }
  .person:hover {
    background: var(--surface-2);
    text-decoration: none;
  }
  .person[aria-current='true'] {
    background: var(--accent-soft);
  }
  .person b,
  .person small {
    display: block;
  }
  .person small {
    font-size: var(--t-s);
    line-height: 18px;
    color: var(--text-2);
  }
  .scroll h2 {
    padding: 16px 10px 4px;
    font-size: var(--t-s);
    font-weight: 600;
    color: var(--text-2);
  }
  .scroll > p {
    padding: 0 10px 6px;
  }
  img.av {
    object-fit: cover;
  }
  .nobody {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    flex: 1;
    padding: 32px;
    text-align: center;
    max-width: 460px;
    margin: 0 auto;
  }
  .nobody h2 {
    font-size: 17px;
    font-weight: 650;
  }
  .nobody .btn {
    margin-top: 8px;
  }
  dm-card {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  @media (max-width: 767px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .panel {
      border-radius: 0;
      border-width: 1px 0 0;
    }
    :host([open]) .all,
    :host(:not([open])) .one {
      display: none;
    }
  }
`;

/** One card, shown or edited. */
export const cardStyles = css`
  :host {
    display: block;
    padding: 18px 28px 32px;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0 -8px 12px;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 18px;
    margin-bottom: 22px;
  }
  .who .av {
    width: 72px;
    height: 72px;
    font-size: 24px;
    object-fit: cover;
    flex: none;
  }
  h2 {
    font-size: 24px;
    line-height: 30px;
    font-weight: 650;
    letter-spacing: -0.015em;
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: 130px minmax(0, 1fr);
    gap: 14px 18px;
    max-width: 720px;
  }
  dt {
    color: var(--text-2);
    font-size: var(--t-s);
  }
  dd {
    overflow-wrap: anywhere;
  }
  dd.notes {
    white-space: pre-wrap;
  }
  dd .row + .row {
    margin-top: 8px;
  }
  form {
    display: grid;
    gap: 18px;
    max-width: 560px;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 8px;
  }
  legend {
    padding: 0;
  }
  textarea {
    width: 100%;
    min-height: 96px;
    padding: 10px 12px;
    border: 1px solid var(--border-strong);
    border-radius: var(--r-m);
    background: var(--raised);
    resize: vertical;
  }
  textarea:focus-visible {
    outline-offset: 0;
    border-color: transparent;
  }
  .link {
    justify-self: start;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
  }
  @media (max-width: 767px) {
    :host {
      padding: 12px 16px 32px;
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 4px;
    }
    dd + dt {
      margin-top: 12px;
    }
  }
`;
