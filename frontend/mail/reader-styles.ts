import { css } from 'lit';
import { empties } from '../theme/empty.js';

const reader = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 2px;
    height: 48px;
    padding-block: 0;
    padding-inline: 12px 10px;
    border-bottom: 1px solid var(--border);
    flex: none;
  }
  .bar .sep {
    width: 1px;
    height: 20px;
    background: var(--border);
    margin: 0 6px;
  }
  .tight {
    gap: 2px;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .rh {
    padding: 14px 20px 10px;
  }
  .rh h2 {
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.015em;
    overflow-wrap: anywhere;
  }
  :host([alone]) :is(.rh, .conv) {
    width: 100%;
    max-width: 960px;
    margin-inline: auto;
  }
  .conv {
    padding: 0 20px 16px;
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .conv > .banner {
    margin-top: 16px;
  }
  .msg {
    border: 1px solid var(--border);
    border-radius: 12px;
    padding: 16px 14px;
    display: grid;
    gap: 12px;
  }
  .old {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 44px;
    padding: 0 12px;
    border: 1px solid var(--border);
    border-radius: 10px;
    background: none;
    font-size: var(--t-s);
    color: var(--text-2);
    text-align: start;
    cursor: pointer;
    width: 100%;
  }
  .old:hover {
    background: var(--surface-2);
  }
  .old b {
    color: var(--text);
    white-space: nowrap;
  }
  .reply {
    display: flex;
    gap: 8px;
    padding: 10px 20px 14px;
    flex: none;
    border-top: 1px solid var(--border);
  }
  @media (min-width: 768px) {
    :host([alone]) .reply {
      padding-inline: max(20px, calc((100% - 920px) / 2));
    }
    :host(:not([alone])) .bar .back {
      display: none;
    }
  }
  @media (max-width: 767px) {
    :host {
      background: var(--surface);
    }
    .bar {
      height: 52px;
      padding: 0 4px;
    }
    .rh {
      padding: 12px 16px 8px;
    }
    .conv {
      padding: 0 12px 12px;
    }
    .reply {
      padding: 8px 12px 14px;
    }
    .reply .btn {
      flex: 1;
      height: 44px;
      padding: 0 8px;
    }
  }
  /* Zoomed in, bars must not take the page. */
  @media (max-height: 560px) {
    :host {
      overflow: auto;
    }
    .scroll {
      flex: none;
      overflow: visible;
    }
  }
  @media (max-width: 360px) {
    .reply .i {
      display: none;
    }
  }
`;

export const readerStyles = [reader, empties];
