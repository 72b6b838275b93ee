import { css } from 'lit';

export const attachmentStyles = css`
  .atts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
    gap: 8px;
  }
  .att {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 7px;
    border: 1px solid var(--border);
    border-radius: 10px;
    background: var(--surface);
    min-width: 0;
  }
  .att .th {
    width: 44px;
    height: 44px;
    border-radius: 7px;
    background: var(--surface-3);
    display: grid;
    place-items: center;
    color: var(--text-2);
    flex: none;
  }
  .att .nm {
    display: block;
    font-size: var(--t-s);
    font-weight: 550;
    line-height: 18px;
  }
  .att .sz {
    display: block;
    font-size: var(--t-xs);
    color: var(--text-3);
    line-height: 16px;
  }
  .att progress {
    margin-top: 6px;
  }
  .see {
    display: block;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    max-width: 100%;
    text-align: start;
    cursor: pointer;
  }
  .see:hover .nm {
    text-decoration: underline;
  }
  .head {
    margin-bottom: 8px;
  }
  .dlg.preview {
    width: fit-content;
    min-width: min(420px, calc(100vw - 32px));
    max-width: min(1100px, calc(100vw - 48px));
  }
  .preview h2 {
    flex: 1;
    min-width: 0;
  }
  .preview img,
  .preview video {
    max-width: 100%;
    min-height: 0;
    object-fit: contain;
    border-radius: var(--r-m);
  }
  .preview pre {
    flex: 1;
    min-height: 0;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-size: var(--t-s);
    line-height: 20px;
  }
  @media (max-width: 720px) {
    .atts {
      grid-template-columns: 1fr;
    }
  }
`;
