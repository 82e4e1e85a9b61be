// The transcript: bubbles, quick replies, tables, typing.

import { css } from "lit";

export const TALK = css`
  .scroller {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 0.7em 0.9em 0.9em;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
    mask-image: linear-gradient(transparent, #000 10px);
  }
  .scroller:focus-visible {
    outline-offset: -3px;
    border-radius: 12px;
  }
  .log {
    display: flex;
    flex-direction: column;
    gap: 0.75em;
  }
  .notice {
    text-align: center;
    color: var(--soft);
    font-size: 0.9em;
  }
  .notice:not(:empty) {
    padding: 0.4em 0 0.8em;
  }
  .time {
    align-self: center;
    color: var(--soft);
    font-size: 0.8em;
    padding-block-start: 0.3em;
  }
  .turn {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.55em;
    max-width: 100%;
    position: relative;
    animation: rise 0.24s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .turn.user {
    align-items: flex-end;
  }
  .bubble {
    max-width: min(42rem, 94%);
    width: fit-content;
    padding: 0.6em 0.95em;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    border-start-start-radius: 6px;
    box-shadow: var(--shade);
    overflow-wrap: anywhere;
  }
  .user .bubble {
    max-width: min(36rem, 84%);
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
    border-radius: 18px;
    border-end-end-radius: 6px;
    white-space: pre-wrap;
  }
  .unsent .bubble {
    opacity: 0.86;
  }
  .sent {
    max-width: 60%;
    max-height: 180px;
    border-radius: 16px;
    border: 1px solid var(--line);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: 0.4em;
    font-size: 0.83em;
    color: var(--soft);
  }
  .status.bad {
    color: var(--warn);
  }
  .status .small {
    color: var(--ink);
    min-height: 30px;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 0.45em;
    font-size: 0.85em;
    color: var(--soft);
  }
  .who .initial {
    width: 24px;
    height: 24px;
    font-size: 0.9em;
  }
  .agent .bubble {
    border-color: color-mix(in srgb, var(--good) 45%, var(--line));
    background: color-mix(in srgb, var(--good) 6%, var(--bubble));
  }
  .turn.system {
    align-items: center;
  }
  .system .bubble {
    padding: 0.25em 0.9em;
    background: none;
    border-style: dashed;
    border-radius: 14px;
    box-shadow: none;
    color: var(--soft);
    font-size: 0.9em;
    text-align: center;
  }
  .system .replies {
    justify-content: center;
  }
  .bubble p,
  .bubble ul,
  .bubble ol {
    margin: 0 0 0.5em;
  }
  .bubble > :last-child {
    margin-block-end: 0;
  }
  .bubble ul {
    list-style: disc;
    padding-inline-start: 1.3em;
  }
  .bubble ol {
    list-style: decimal;
    padding-inline-start: 1.5em;
  }
  .bubble code {
    padding: 0.05em 0.35em;
    border-radius: 5px;
    background: var(--tint);
    font-size: 0.95em;
  }
  .bubble .note {
    margin: 0.35em 0 0;
    font-size: 0.85em;
    color: var(--warn);
  }

  .scroll {
    overflow-x: auto;
    max-width: 100%;
    margin: 0 0 0.6em;
    scrollbar-width: thin;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    font-size: 0.95em;
    line-height: 1.4;
  }
  th,
  td {
    padding: 0.45em 0.7em;
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    border-block-end: 1px solid var(--line);
  }
  thead th {
    font-weight: 650;
    min-width: 5.5em;
  }
  tbody th {
    color: var(--soft);
    white-space: nowrap;
    padding-inline-start: 0;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }

  .replies {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .reply {
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: 40px;
    padding: 0.35em 0.95em;
    border: 1px solid color-mix(in srgb, var(--accent) 40%, var(--line));
    border-radius: 20px;
    background: var(--tint);
    color: var(--ink);
    text-align: start;
    transition:
      background 0.15s,
      color 0.15s;
  }
  .reply:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .rating .reply {
    flex-direction: column;
    gap: 0.15em;
    min-width: 5.6em;
    padding: 0.55em 0.9em;
    border-radius: 16px;
    font-size: 0.92em;
  }
  .rating .icon {
    width: 2em;
    height: 2em;
    stroke-width: 1.5;
  }

  .welcome {
    text-align: center;
    padding: clamp(0.8em, 5cqb, 3em) 0.4em 1em;
  }
  .welcome .logo.big {
    width: 64px;
    height: 64px;
    border-radius: 21px;
    margin: 0 auto;
  }
  .big .icon {
    width: 42px;
    height: 42px;
  }
  .welcome h3 {
    margin: 0.7em 0 0.25em;
    font-size: 1.4em;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .welcome > p {
    margin: 0 auto 1.2em;
    max-width: 27em;
    color: var(--soft);
  }
  .welcome .replies {
    justify-content: center;
  }

  .typing {
    display: flex;
    gap: 0.3em;
    width: fit-content;
    margin-block-start: 0.75em;
    padding: 0.85em 1em;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    border-start-start-radius: 6px;
    box-shadow: var(--shade);
  }
  .typing i {
    width: 0.5em;
    height: 0.5em;
    border-radius: 50%;
    background: var(--soft);
    animation: blink 1.2s infinite;
  }
  .typing i:nth-of-type(2) {
    animation-delay: 0.2s;
  }
  .typing i:nth-of-type(3) {
    animation-delay: 0.4s;
  }
  @keyframes blink {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
      transform: translateY(-3px);
    }
  }
  .latest {
    position: relative;
    align-self: center;
    display: flex;
    align-items: center;
    gap: 0.35em;
    min-height: 38px;
    min-width: 38px;
    justify-content: center;
    margin-block: -46px 8px;
    padding: 0 0.6em;
    border: 1px solid var(--line);
    border-radius: 19px;
    background: var(--bubble);
    box-shadow: var(--lift);
    font-size: 0.9em;
  }
  .latest span {
    padding-inline-start: 0.35em;
  }
`;
