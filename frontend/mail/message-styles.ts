import { css } from 'lit';
import { dialogs } from '../theme/dialog.js';
import { empties } from '../theme/empty.js';

const message = css`
  :host {
    display: block;
  }
  .msg {
    border: 1px solid var(--border);
    border-radius: 12px;
    padding: 12px 14px 14px;
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  header {
    display: flex;
    align-items: flex-start;
    gap: 12px;
  }
  header time {
    margin-top: 2px;
    white-space: nowrap;
  }
  header .tools {
    display: flex;
    margin-block: -4px 0;
    margin-inline: -4px -6px;
  }
  header b {
    flex: 0 0 auto;
    max-width: 100%;
  }
  .to {
    overflow-wrap: anywhere;
  }
  .trust.ok {
    --sf: var(--ok);
    --sb: var(--ok-soft);
    --sl: var(--ok-line);
  }
  .trust.seal {
    --sf: var(--seal);
    --sb: var(--seal-soft);
    --sl: var(--seal-line);
  }
  .trust.warn {
    --sf: var(--warn);
    --sb: var(--warn-soft);
    --sl: var(--warn-line);
  }
  .trust.bad {
    --sf: var(--bad);
    --sb: var(--bad-soft);
    --sl: var(--bad-line);
  }
  .strip {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 46px;
    padding-block: 7px;
    padding-inline: 14px 8px;
    border: 1px solid var(--sl);
    background: var(--sb);
    color: var(--sf);
    border-radius: 10px;
    font-size: var(--t-s);
    line-height: 18px;
  }
  .strip b {
    font-size: var(--t-m);
    margin-inline-end: 4px;
  }
  .strip .why {
    color: var(--text);
  }
  .strip .t {
    --cut: var(--sb);
  }
  .strip .btn {
    background: transparent;
    border-color: var(--sl);
    color: var(--sf);
    box-shadow: none;
  }
  .strip .btn:hover {
    background: var(--surface);
  }
  .strip.open {
    border-radius: 10px 10px 0 0;
    border-bottom-color: transparent;
  }
  .wcr {
    border: 1px solid var(--sl);
    border-top: 0;
    border-radius: 0 0 10px 10px;
    padding: 12px 14px;
    display: grid;
    grid-template-columns: 1fr 1.35fr;
    gap: 0 20px;
    background: var(--surface);
  }
  .wcr h3 {
    font-size: var(--t-xs);
    line-height: 16px;
    font-weight: 600;
    color: var(--text-3);
    margin-bottom: 6px;
  }
  .wcr li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 26px;
    padding: 3px 0;
    font-size: var(--t-s);
    line-height: 18px;
  }
  .wcr .foot {
    grid-column: 1 / -1;
    border-top: 1px solid var(--border);
    margin-top: 8px;
    padding-top: 8px;
    font-size: var(--t-xs);
    line-height: 16px;
    color: var(--text-2);
    display: flex;
    justify-content: space-between;
    gap: 16px;
    flex-wrap: wrap;
  }
  .dels {
    display: grid;
    gap: 2px;
    font-size: var(--t-s);
  }
  .dels li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 24px;
  }
  .dels .end {
    margin-inline-start: auto;
    flex: none;
  }
  .bone {
    margin-top: 10px;
  }
  .dlg.source {
    width: 860px;
  }
  .source pre {
    flex: 1;
    min-height: 120px;
    margin: 0;
    padding: 12px 14px;
    overflow: auto;
    border: 1px solid var(--border);
    border-radius: 10px;
    background: var(--surface-2);
    font: 12px/18px var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .broken h3 {
    font-size: 16px;
    line-height: 24px;
    margin-bottom: 8px;
  }
  .broken ol {
    counter-reset: a;
    display: grid;
    gap: 14px;
    margin-bottom: 16px;
  }
  .broken li {
    counter-increment: a;
    padding-inline-start: 38px;
    position: relative;
  }
  .broken li::before {
    content: counter(a);
    position: absolute;
    inset-inline-start: 0;
    top: -2px;
    width: 24px;
    height: 24px;
    border-radius: 50%;
    background: var(--surface-3);
    display: grid;
    place-items: center;
    font-size: 12px;
    font-weight: 600;
  }
  @media (max-width: 1180px) {
    .wcr {
      grid-template-columns: 1fr;
      gap: 10px;
    }
  }
  @media (max-width: 767px) {
    .msg {
      padding: 12px;
    }
    .strip {
      flex-wrap: wrap;
    }
    .strip .why {
      display: block;
    }
    .strip .btn {
      height: 36px;
      flex: 1;
    }
    .strip .grow {
      flex-basis: calc(100% - 32px);
    }
  }
  @media (forced-colors: active) {
    .strip {
      border: 1px solid CanvasText;
    }
  }
  .why {
    flex-wrap: wrap;
    margin-top: 10px;
  }
  .why .tx {
    flex: 1 1 200px;
  }
  .why .btn {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
`;

export const messageStyles = [message, dialogs, empties];
