import { css } from 'lit';

/** Eight colours of labels: a dot, and a chip with readable text on its ground, in light and dark. */
export const labels = css`
  .l1 {
    --lf: light-dark(#2b4c8a, #a9c3f6);
    --lb: light-dark(#dde6f8, #22375b);
  }
  .l2 {
    --lf: light-dark(#12663f, #7fdca8);
    --lb: light-dark(#d5efe0, #143a26);
  }
  .l3 {
    --lf: light-dark(#7c4700, #f5c26b);
    --lb: light-dark(#fbe7c6, #45310f);
  }
  .l4 {
    --lf: light-dark(#6236ab, #cfb8fb);
    --lb: light-dark(#ebe0fa, #38255a);
  }
  .l5 {
    --lf: light-dark(#a31a25, #ffa3a3);
    --lb: light-dark(#fadcdc, #4d2023);
  }
  .l6 {
    --lf: light-dark(#0e6170, #7fd6e6);
    --lb: light-dark(#d2eef3, #10383f);
  }
  .l7 {
    --lf: light-dark(#95276b, #f7a9d6);
    --lb: light-dark(#f9dcee, #4a1b38);
  }
  .l8 {
    --lf: light-dark(#454e5b, #b8c1cd);
    --lb: light-dark(#dfe4eb, #333d49);
  }
  .dot {
    width: 10px;
    height: 10px;
    margin: 0 4px;
    border-radius: 3px;
    background: var(--lf);
    flex: none;
  }
  .lab {
    display: inline-flex;
    align-items: center;
    max-width: 140px;
    height: 20px;
    padding: 0 7px;
    border-radius: var(--r-s);
    background: var(--lb);
    color: var(--lf);
    font-size: 11px;
    line-height: 16px;
    font-weight: 600;
  }
  .lab > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dlg.place form {
    display: grid;
    gap: 16px;
  }
  .dlg.place form > .row:last-child {
    margin-top: 0;
  }
  .place fieldset {
    border: 0;
    margin: 0;
    padding: 0;
  }
  .place legend {
    padding: 0;
  }
  .place select {
    appearance: auto;
  }
  .swatches {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .swatches label {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 9px;
    border: 2px solid transparent;
    cursor: pointer;
  }
  .swatches .dot {
    width: 20px;
    height: 20px;
    border-radius: 6px;
    margin: 0;
  }
  .swatches label:has(:checked) {
    border-color: var(--text);
  }
  .swatches label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .lab,
    .dot {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
    }
  }
`;
