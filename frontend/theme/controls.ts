import { css } from 'lit';

/** Buttons, fields, badges, banners. */
export const controls = css`
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    height: 36px;
    padding: 0 14px;
    border: 1px solid var(--border);
    border-radius: var(--r-m);
    background: var(--raised);
    color: var(--text);
    font-weight: 550;
    font-size: var(--t-m);
    white-space: nowrap;
    box-shadow: var(--sh-1);
    cursor: pointer;
    transition: background var(--fast) var(--ease);
  }
  .btn:hover {
    background: var(--surface-2);
    text-decoration: none;
  }
  .btn.primary {
    background: var(--accent);
    border-color: transparent;
    color: var(--on-accent);
  }
  .btn.primary:hover {
    background: var(--accent-hover);
  }
  .btn.ghost {
    background: transparent;
    border-color: transparent;
    box-shadow: none;
    color: var(--text-2);
  }
  .btn.ghost:hover {
    background: var(--surface-3);
  }
  .btn.danger {
    background: var(--bad);
    color: light-dark(#fff, #2a0d0f);
    border-color: transparent;
  }
  .btn.sm {
    height: 30px;
    padding: 0 10px;
    font-size: var(--t-s);
    border-radius: 8px;
    gap: 6px;
  }
  .btn.lg {
    height: 44px;
    padding: 0 20px;
    font-size: var(--t-l);
  }
  .btn.block {
    width: 100%;
  }
  .btn[disabled] {
    color: var(--text-3);
    background: var(--surface-3);
    border-color: transparent;
    box-shadow: none;
    cursor: not-allowed;
  }
  .link {
    border: 0;
    padding: 0;
    background: none;
    color: var(--accent-text);
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  .ib {
    display: inline-grid;
    place-items: center;
    width: 34px;
    height: 34px;
    border-radius: var(--r-m);
    border: 0;
    background: transparent;
    color: var(--text-2);
    cursor: pointer;
    flex: none;
    transition: background var(--fast) var(--ease);
  }
  .ib:hover {
    background: var(--surface-3);
    color: var(--text);
  }
  .ib.sm {
    width: 28px;
    height: 28px;
    border-radius: 7px;
  }
  .ib[disabled] {
    opacity: 0.4;
    cursor: default;
    background: none;
  }
  .seg {
    display: inline-flex;
    padding: 3px;
    gap: 2px;
    background: var(--surface-3);
    border-radius: 10px;
  }
  .seg > button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 28px;
    padding: 0 12px;
    border: 0;
    border-radius: 7px;
    background: none;
    font-size: var(--t-s);
    font-weight: 550;
    color: var(--text-2);
    cursor: pointer;
  }
  .seg > button[aria-checked='true'] {
    background: var(--raised);
    color: var(--text);
    box-shadow: var(--sh-1);
  }
  .label {
    display: block;
    font-weight: 550;
    font-size: var(--t-s);
    margin-bottom: 6px;
  }
  .input {
    display: flex;
    align-items: center;
    gap: 8px;
    height: 38px;
    padding: 0 12px;
    border: 1px solid var(--border-strong);
    border-radius: var(--r-m);
    background: var(--raised);
    color: var(--text);
    width: 100%;
  }
  .input.lg {
    height: 46px;
    font-size: var(--t-l);
  }
  .input input,
  .input input:focus-visible {
    flex: 1;
    min-width: 0;
    height: 100%;
    border: 0;
    padding: 0;
    outline: 0;
    background: none;
  }
  .input input::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  .input:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 0;
    border-color: transparent;
  }
  .input:has(button:focus-visible) {
    outline: 0;
    border-color: var(--border-strong);
  }
  .input[data-invalid] {
    border-color: var(--bad);
  }
  .help {
    font-size: var(--t-s);
    color: var(--text-2);
    margin-top: 6px;
  }
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    background: var(--surface-3);
  }
  progress::-webkit-progress-bar {
    background: var(--surface-3);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
    border-radius: 3px;
    transition: inline-size var(--mid) linear;
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  progress.thin {
    height: 4px;
  }
  kbd {
    display: inline-grid;
    place-items: center;
    min-width: 22px;
    height: 22px;
    padding: 0 6px;
    border: 1px solid var(--border);
    border-bottom-width: 2px;
    border-radius: 6px;
    background: var(--surface-2);
    font: 550 12px/1 var(--font);
    color: var(--text-2);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    height: 22px;
    padding: 0 8px;
    border-radius: var(--r-s);
    font-size: var(--t-xs);
    font-weight: 600;
    background: var(--surface-3);
    color: var(--text-2);
    white-space: nowrap;
  }
  .badge.ok {
    background: var(--ok-soft);
    color: var(--ok);
  }
  .badge.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .badge.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .badge.seal {
    background: var(--seal-soft);
    color: var(--seal);
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 8px 14px;
    border-radius: 10px;
    font-size: var(--t-s);
    background: var(--bb);
    color: var(--bf);
    border: 1px solid var(--bl);
  }
  .banner.info {
    --bb: var(--seal-soft);
    --bf: var(--seal);
    --bl: var(--seal-line);
  }
  .banner.warn {
    --bb: var(--warn-soft);
    --bf: var(--warn);
    --bl: var(--warn-line);
  }
  .banner.bad {
    --bb: var(--bad-soft);
    --bf: var(--bad);
    --bl: var(--bad-line);
  }
  .banner .tx {
    color: var(--text);
    flex: 1;
  }
  @media (max-width: 767px) {
    .ib {
      width: 44px;
      height: 44px;
    }
    .ib.sm {
      width: 36px;
      height: 36px;
    }
  }
  @media (forced-colors: active) {
    .badge,
    .banner,
    .av {
      border: 1px solid CanvasText;
    }
  }
`;
