// Colours and measures. Those named --daogou-… are the page's to set; each pair used for text has a contrast of 4.5 or
// more in both schemes. Measures are in em of the widget's own size, so a page's root size does not matter.

import { css } from "lit";

export const TOKENS = css`
  :host {
    all: initial;
    --accent: var(--daogou-accent, #c92a48);
    --on-accent: var(--daogou-on-accent, #fff);
    --panel: var(--daogou-panel, #fffdfb);
    --bubble: var(--daogou-bubble, #fff);
    --tint: var(--daogou-tint, #fdf1ec);
    --line: var(--daogou-line, #e9e2db);
    --ink: var(--daogou-ink, #23201d);
    --soft: var(--daogou-soft, #665f58);
    --good: var(--daogou-good, #1b7249);
    --warn: var(--daogou-warn, #8f4a07);
    --round: var(--daogou-radius, 22px);
    --shade: 0 1px 2px rgb(60 40 20 / 0.06), 0 4px 14px rgb(60 40 20 / 0.06);
    --lift: 0 2px 8px rgb(60 30 20 / 0.12), 0 18px 50px rgb(60 30 20 / 0.2);
    color-scheme: light;
  }
  :host([data-dark]) {
    --accent: var(--daogou-accent-dark, #ff8597);
    --on-accent: var(--daogou-on-accent-dark, #2b0a10);
    --panel: var(--daogou-panel-dark, #1c1918);
    --bubble: var(--daogou-bubble-dark, #282322);
    --tint: var(--daogou-tint-dark, #30272a);
    --line: var(--daogou-line-dark, #3d3634);
    --ink: var(--daogou-ink-dark, #f4eee9);
    --soft: var(--daogou-soft-dark, #b6aca5);
    --good: var(--daogou-good-dark, #74d6a6);
    --warn: var(--daogou-warn-dark, #f2ba73);
    --shade: 0 1px 2px rgb(0 0 0 / 0.35), 0 4px 14px rgb(0 0 0 / 0.22);
    --lift: 0 2px 8px rgb(0 0 0 / 0.4), 0 18px 50px rgb(0 0 0 / 0.5);
    color-scheme: dark;
  }
  /* Not on the host: rules of the page for all elements reach it, and would be inherited. */
  .launcher,
  .panel {
    color: var(--ink);
    font-family: var(
      --daogou-font,
      system-ui,
      -apple-system,
      "Segoe UI",
      "PingFang SC",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      "Noto Sans SC",
      sans-serif
    );
    font-size: var(--daogou-font-size, 15px);
    line-height: 1.55;
    text-align: start;
    -webkit-font-smoothing: antialiased;
    font-weight: 400;
    font-style: normal;
    letter-spacing: normal;
    text-transform: none;
    white-space: normal;
    cursor: auto;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden],
  [data-empty] {
    display: none !important;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .icon {
    width: 1.35em;
    height: 1.35em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :host(:dir(rtl)) .flip {
    transform: scaleX(-1);
    transform-origin: center;
  }
  ul,
  ol {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  p,
  h2,
  h3 {
    margin: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
