import { css } from 'lit';

/** The console's pages, which stand in the document itself, and Aura in the project's colours. */
export const sheet = css`
  html {
    --aura-accent-color-light: #2f55d4;
    --aura-accent-color-dark: #6f8dff;
    --aura-background-color-light: #edf0f4;
    --aura-background-color-dark: #0e1217;
    --aura-font-family: var(--font);
    --aura-base-font-size: 14;
    --aura-app-background: transparent;
    --vaadin-app-layout-drawer-width: 232px;
    --vaadin-app-layout-drawer-background: transparent;
  }
  vaadin-app-layout[overlay] {
    --vaadin-app-layout-drawer-background: var(--bg);
  }
  vaadin-app-layout {
    --aura-app-layout-inset: 12px;
    --aura-app-layout-radius: var(--r-l);
  }
  vaadin-app-layout::part(content) {
    background: var(--surface);
    border-color: var(--border);
  }
  .console-top {
    display: flex;
    align-items: center;
    gap: 12px;
    flex: 1;
    min-width: 0;
    padding-inline: 4px;
  }
  .console-top .grow {
    flex: 1;
  }
  .console-rail {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 8px 12px 16px;
  }
  .console-rail .domain {
    padding: 8px 10px 0;
    font-size: var(--t-s);
    font-weight: 600;
    color: var(--text-2);
    overflow-wrap: anywhere;
  }
  .console-rail a.back {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    padding: 0 10px;
    color: var(--text-2);
    font-weight: 500;
    text-decoration: none;
    border-radius: var(--r-m);
  }
  .console-rail a.back:hover {
    background: var(--surface-3);
    color: var(--text);
  }
  .console-rail a.back:focus-visible {
    outline: 2px solid var(--focus);
  }
  .console {
    max-width: 1180px;
    padding: 24px 28px 40px;
    color: var(--text);
    font: 400 var(--t-m) / 20px var(--font);
  }
  .console :is(h1, h2, h3, p, dl, dd, ul) {
    margin: 0;
    padding: 0;
  }
  .console ul {
    list-style: none;
  }
  .console h1 {
    font-size: 22px;
    line-height: 30px;
    font-weight: 650;
    letter-spacing: -0.015em;
    color: var(--text);
  }
  .console h1:focus {
    outline: none;
  }
  .console .lead {
    color: var(--text-2);
    margin-top: 4px;
  }
  .console .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(300px, 1fr));
    gap: 14px;
    margin-top: 20px;
  }
  .console .card {
    display: flex;
    flex-direction: column;
    border: 1px solid var(--border);
    border-radius: 12px;
    padding: 16px;
    background: var(--surface);
    min-height: 150px;
  }
  .console .card.look-soon {
    border-color: var(--warn-line);
  }
  .console .card.act-now {
    border-color: var(--bad-line);
    background: color-mix(in srgb, var(--bad-soft) 40%, var(--surface));
  }
  .console .card header {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 8px;
  }
  .console .card h2 {
    font-size: var(--t-s);
    line-height: 20px;
    font-weight: 600;
    color: var(--text-2);
  }
  .console .mark {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: var(--t-s);
    font-weight: 600;
    white-space: nowrap;
  }
  .console :is(.good, .answers) > .mark,
  .console .good .mark {
    color: var(--ok);
  }
  .console .look-soon .mark {
    color: var(--warn);
  }
  .console .act-now .mark {
    color: var(--bad);
  }
  .console .what {
    font-size: 20px;
    line-height: 28px;
    font-weight: 650;
    letter-spacing: -0.015em;
    margin-top: 4px;
  }
  .console .more {
    color: var(--text-2);
    font-size: var(--t-s);
    margin-top: 2px;
  }
  .console .todo {
    font-size: var(--t-s);
    margin-top: auto;
    padding-top: 12px;
  }
  .console .todo b {
    font-weight: 650;
  }
  .console .bar {
    height: 6px;
    border-radius: 3px;
    background: var(--surface-3);
    margin-top: 14px;
    overflow: hidden;
  }
  .console .bar span {
    display: block;
    height: 100%;
    border-radius: 3px;
    background: var(--accent);
  }
  .console .look-soon .bar span {
    background: var(--warn);
  }
  .console .act-now .bar span {
    background: var(--bad);
  }
  .console .note {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--text-2);
    font-size: var(--t-s);
    margin-top: 20px;
  }
  .console .servers {
    margin-top: 20px;
    border: 1px solid var(--border);
    border-radius: 12px;
    overflow: hidden;
  }
  .console .server {
    display: grid;
    grid-template-columns: minmax(140px, 220px) minmax(0, 1fr) minmax(0, 330px);
    gap: 4px 20px;
    align-items: center;
    padding: 14px 16px;
  }
  .console .server + .server {
    border-top: 1px solid var(--border);
  }
  .console .server h2 {
    font-size: var(--t-m);
    line-height: 20px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .console .server .mark {
    color: var(--text-2);
  }
  .console .server.answers .mark {
    color: var(--ok);
  }
  .console .server:is(.away, .paused) .mark {
    color: var(--warn);
  }
  .console .server .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    color: var(--text-2);
    font-size: var(--t-s);
    margin-top: 2px;
  }
  .console .server .why {
    font-size: var(--t-s);
  }
  .console .server .why .more {
    display: block;
  }
  .console .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: flex-end;
  }
  .console .empty {
    padding: 32px 16px;
    text-align: center;
    color: var(--text-2);
  }
  .console vaadin-button[theme~='error'] {
    color: var(--bad);
  }
  @media (max-width: 800px) {
    .console {
      padding: 16px 14px 32px;
    }
    .console .cards {
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
      margin-top: 14px;
    }
    .console .card {
      min-height: 0;
    }
    .console .server {
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
    }
    .console .acts {
      justify-content: flex-start;
    }
    .console .acts vaadin-button {
      min-height: 44px;
    }
  }
`;
