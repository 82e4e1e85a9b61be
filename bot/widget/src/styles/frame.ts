// Launcher, panel, header, menu, the line about a person.

import { css } from "lit";

export const FRAME = css`
  .launcher {
    position: fixed;
    z-index: var(--daogou-z, 2147483000);
    inset-block-end: calc(var(--daogou-offset, 20px) + env(safe-area-inset-bottom, 0px));
    inset-inline-end: var(--daogou-offset, 20px);
    width: 60px;
    height: 60px;
    display: grid;
    place-items: center;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    cursor: pointer;
    box-shadow: var(--lift);
    transition: transform 0.18s;
  }
  :host([position="start"]) .launcher {
    inset-inline: var(--daogou-offset, 20px) auto;
  }
  .launcher:hover {
    transform: translateY(-2px) scale(1.04);
  }
  .launcher .icon {
    width: 32px;
    height: 32px;
  }
  .launcher .dots {
    fill: var(--accent);
    stroke: none;
  }
  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-width: 23px;
    height: 23px;
    padding: 0 6px;
    display: grid;
    place-items: center;
    border-radius: 12px;
    background: var(--ink);
    color: var(--panel);
    font-size: 13px;
    font-weight: 700;
    border: 2px solid var(--panel);
  }

  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    padding: 0;
    margin: 0;
    border: 0;
    background: linear-gradient(var(--tint), transparent 150px), var(--panel);
    overflow: hidden;
    container: panel / inline-size;
  }
  dialog.panel:not([open]) {
    display: none;
  }
  dialog.panel {
    position: fixed;
    z-index: var(--daogou-z, 2147483000);
    inset: auto;
    inset-block-end: calc(var(--daogou-offset, 20px) + env(safe-area-inset-bottom, 0px));
    inset-inline-end: var(--daogou-offset, 20px);
    width: min(var(--daogou-width, 410px), calc(100vw - 2 * var(--daogou-offset, 20px)));
    height: min(var(--daogou-height, 760px), calc(100dvh - 2 * var(--daogou-offset, 20px)));
    max-width: none;
    max-height: none;
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--lift);
    animation: open 0.22s ease-out;
  }
  :host([position="start"]) dialog.panel {
    inset-inline: var(--daogou-offset, 20px) auto;
  }
  @keyframes open {
    from {
      opacity: 0;
      transform: translateY(14px) scale(0.985);
    }
  }
  @media (max-width: 560px) {
    dialog.panel {
      inset: 0;
      width: 100vw;
      height: var(--visible, 100dvh);
      border: 0;
      border-radius: 0;
    }
    dialog.panel::backdrop {
      background: var(--panel);
    }
  }
  :host([mode="inline"]) {
    display: block;
    height: var(--daogou-height, 640px);
  }
  :host([mode="inline"]) .panel {
    height: 100%;
    border-radius: var(--round);
  }

  .header {
    display: flex;
    align-items: center;
    gap: 0.65em;
    padding: 0.85em 0.8em 0.7em 1.05em;
    padding-block-start: max(0.85em, env(safe-area-inset-top, 0px));
  }
  .logo {
    flex: none;
    width: 40px;
    height: 40px;
    display: grid;
    place-items: center;
    border-radius: 13px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .logo .icon {
    width: 26px;
    height: 26px;
  }
  .logo .face {
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .initial {
    display: grid;
    place-items: center;
    background: var(--good);
    color: var(--panel);
    font-weight: 700;
    border-radius: 50%;
  }
  .names {
    flex: 1;
    min-width: 0;
  }
  h2 {
    font-size: 1.08em;
    font-weight: 700;
    line-height: 1.3;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .state {
    font-size: 0.83em;
    line-height: 1.35;
    color: var(--soft);
  }
  .state::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--good);
  }
  .state.down {
    color: var(--warn);
  }
  .state.down::before {
    background: var(--warn);
  }
  .tool {
    flex: none;
    display: inline-grid;
    place-items: center;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--soft);
    cursor: pointer;
    list-style: none;
    transition: background 0.15s;
  }
  .tool::-webkit-details-marker {
    display: none;
  }
  .tool:hover,
  .menu[open] .tool {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    color: var(--ink);
  }
  .menu {
    position: relative;
  }
  .sheet {
    position: absolute;
    z-index: 5;
    inset-block-start: calc(100% + 6px);
    inset-inline-end: 0;
    min-width: 13.5em;
    padding: 6px;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 16px;
    box-shadow: var(--lift);
  }
  .sheet button {
    display: flex;
    align-items: center;
    gap: 0.8em;
    width: 100%;
    padding: 0.6em 0.8em;
    border: 0;
    border-radius: 11px;
    background: none;
    text-align: start;
  }
  .sheet button:hover,
  .sheet button:focus-visible {
    background: var(--tint);
    outline-offset: -2px;
  }
  .sheet .icon {
    color: var(--soft);
  }

  .person {
    display: flex;
    align-items: center;
    gap: 0.7em;
    margin: 0 0.9em 0.6em;
    padding: 0.5em 0.6em 0.5em 0.9em;
    border: 1px solid color-mix(in srgb, var(--good) 45%, var(--line));
    border-radius: 16px;
    background: color-mix(in srgb, var(--good) 7%, var(--bubble));
    font-size: 0.93em;
    line-height: 1.4;
  }
  .person p {
    flex: 1;
    min-width: 0;
  }
  .person strong {
    display: block;
    font-weight: 650;
  }
  .person p span {
    color: var(--soft);
    font-size: 0.92em;
  }
  .person .icon {
    color: var(--good);
  }
  .person .initial {
    width: 32px;
    height: 32px;
  }
  .small {
    flex: none;
    min-height: 36px;
    padding: 0.25em 0.95em;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--bubble);
    font-size: 0.95em;
  }
  a.small {
    display: inline-grid;
    place-items: center;
    text-decoration: none;
  }
  .small:hover {
    border-color: var(--accent);
  }
  .small.bad {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  @media (forced-colors: active) {
    .launcher,
    .send,
    .composer,
    .panel {
      border: 1px solid;
    }
  }
`;
