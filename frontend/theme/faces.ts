import { css } from 'lit';

/** The mark of the product and the avatars of people. */
export const faces = css`
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 18px;
    font-weight: 650;
    letter-spacing: -0.02em;
    color: var(--text);
  }
  .brand svg {
    width: 28px;
    height: 28px;
    display: block;
  }
  .brand.lg {
    font-size: 26px;
  }
  .brand.lg svg {
    width: 40px;
    height: 40px;
  }
  .av {
    width: 36px;
    height: 36px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    font-weight: 600;
    font-size: 13px;
    letter-spacing: 0.01em;
    background: var(--ab);
    color: var(--af);
    flex: none;
    user-select: none;
  }
  .av::before {
    content: attr(data-initials);
  }
  .av.s {
    width: 26px;
    height: 26px;
    font-size: 10.5px;
  }
  .av.xs {
    width: 20px;
    height: 20px;
    font-size: 9px;
  }
  .av.l {
    width: 48px;
    height: 48px;
    font-size: 17px;
  }
  .a1 {
    --ab: light-dark(#dbe5fb, #233358);
    --af: light-dark(#24438f, #b4cbff);
  }
  .a2 {
    --ab: light-dark(#d8efe2, #1a3a2a);
    --af: light-dark(#155a3a, #93e0b6);
  }
  .a3 {
    --ab: light-dark(#fae3d1, #432a17);
    --af: light-dark(#7d3d0b, #f6bd90);
  }
  .a4 {
    --ab: light-dark(#eddff5, #392548);
    --af: light-dark(#6a2f87, #e0baf3);
  }
  .a5 {
    --ab: light-dark(#d7edf1, #163841);
    --af: light-dark(#10535f, #8fd9e8);
  }
  .a6 {
    --ab: light-dark(#f8dfe3, #45212a);
    --af: light-dark(#8a2238, #f8b1be);
  }
  .a7 {
    --ab: light-dark(#f4e9c8, #3a3114);
    --af: light-dark(#665000, #ead27c);
  }
  .a8 {
    --ab: light-dark(#e2e6ec, #2d3540);
    --af: light-dark(#3f4957, #c3ccd8);
  }
`;
