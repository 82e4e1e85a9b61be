// Where the shopper writes, and the questions that are asked in a dialog.

import { css } from "lit";

export const COMPOSER = css`
  .composer {
    margin: 0 0.9em max(0.9em, env(safe-area-inset-bottom, 0px));
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 25px;
    box-shadow: var(--shade);
  }
  .composer:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 22%, transparent);
  }
  .line {
    display: flex;
    align-items: flex-end;
    padding: 4px;
  }
  textarea {
    flex: 1;
    min-width: 0;
    max-height: 8.5em;
    margin: 0;
    padding: 8px 4px;
    border: 0;
    background: none;
    resize: none;
    font-size: max(1em, 16px); /* iOS zooms into smaller ones */
    line-height: 1.5;
  }
  textarea:focus-visible {
    outline: none; /* the composer around it shows the focus */
  }
  textarea::placeholder {
    color: var(--soft);
    opacity: 1;
    white-space: nowrap;
    text-overflow: ellipsis;
    overflow: hidden;
  }
  .send {
    flex: none;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    transition: background 0.15s;
  }
  .send:disabled {
    background: var(--line);
    color: var(--soft);
    cursor: default;
  }
  :host(:dir(rtl)) .send .icon {
    transform: scaleX(-1);
  }
  .viewing,
  .attached {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin: 5px 5px 0;
    padding: 4px 4px 4px 10px;
    padding-inline: 10px 4px;
    border-radius: 20px;
    background: var(--tint);
    font-size: 0.88em;
  }
  .viewing img {
    width: 26px;
    height: 26px;
    border-radius: 8px;
    object-fit: cover;
  }
  .viewing .title {
    flex: 1;
    min-width: 0;
    font-weight: 600;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .viewing .soft {
    color: var(--soft);
    white-space: nowrap;
  }
  .attached {
    width: fit-content;
    padding: 6px;
    align-items: flex-start;
  }
  .attached img {
    max-width: 110px;
    max-height: 84px;
    border-radius: 12px;
    display: block;
  }
  .tiny {
    display: grid;
    place-items: center;
    flex: none;
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--soft);
  }
  .tiny:hover {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    color: var(--ink);
  }
  .tiny .icon {
    width: 16px;
    height: 16px;
  }
  .trouble {
    margin: 6px 14px 0;
    color: var(--warn);
    font-size: 0.9em;
  }

  .question {
    width: min(22rem, calc(100% - 3em));
    padding: 1.3em 1.4em 1.2em;
    border: 1px solid var(--line);
    border-radius: 20px;
    background: var(--panel);
    color: var(--ink);
    box-shadow: var(--lift);
  }
  .question::backdrop {
    background: rgb(20 10 5 / 0.45);
  }
  .question h3 {
    font-size: 1.1em;
  }
  .question p {
    margin: 0.4em 0 1.1em;
    color: var(--soft);
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 0.6em;
  }
`;
