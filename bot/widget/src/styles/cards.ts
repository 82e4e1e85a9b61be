// Goods: a card, and the carousel of several.

import { css } from "lit";

export const CARDS = css`
  .carousel {
    position: relative;
    width: calc(100% + 1.8em);
    margin-inline: -0.9em;
  }
  .cards {
    display: flex;
    gap: 0.7em;
    padding: 2px 0.9em 6px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scroll-snap-type: x proximity;
    scroll-padding-inline: 0.9em;
    scrollbar-width: none;
  }
  .cards::-webkit-scrollbar {
    display: none;
  }
  .cards:focus-visible {
    outline-offset: -3px;
    border-radius: 18px;
  }
  .card {
    flex: 0 0 178px;
    scroll-snap-align: start;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    box-shadow: var(--shade);
  }
  .cards.one {
    padding: 2px 0 4px;
    width: 100%;
  }
  .one .card {
    flex: 0 1 24rem;
    flex-direction: row;
  }
  .picture {
    position: relative;
    flex: none;
    aspect-ratio: 1;
    display: grid;
    place-items: center;
    background: var(--tint);
  }
  .one .picture {
    width: 42%;
    aspect-ratio: auto;
    min-height: 132px;
  }
  .picture img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .blank {
    font-size: 2.2em;
    font-weight: 700;
    color: var(--accent);
    opacity: 0.5;
  }
  .rank {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    min-width: 24px;
    height: 24px;
    display: grid;
    place-items: center;
    border-radius: 12px;
    background: var(--bubble);
    border: 1px solid var(--line);
    font-size: 0.83em;
    font-weight: 700;
  }
  .wish {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
    width: 34px;
    height: 34px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--bubble);
    color: var(--accent);
  }
  .wish .icon {
    width: 18px;
    height: 18px;
  }
  .wish:hover .icon {
    fill: currentColor;
  }
  .about {
    display: flex;
    flex: 1;
    min-width: 0;
    flex-direction: column;
    gap: 0.2em;
    padding: 0.65em 0.8em 0.8em;
  }
  .name {
    font-weight: 650;
    line-height: 1.35;
    display: -webkit-box;
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
  .name a {
    color: inherit;
    text-decoration: none;
  }
  .name a:hover {
    text-decoration: underline;
  }
  .name:has(a:focus-visible) {
    overflow: visible;
  }
  .price {
    color: var(--accent);
    font-size: 1.14em;
    font-weight: 750;
    line-height: 1.3;
  }
  .kind {
    color: var(--soft);
    font-size: 0.83em;
  }
  .reasons {
    display: flex;
    flex-direction: column;
    gap: 0.12em;
    margin-block: 0.15em 0.5em;
    font-size: 0.87em;
    line-height: 1.4;
  }
  .reasons li {
    position: relative;
    padding-inline-start: 1.25em;
  }
  .reasons li::before {
    content: "✓" / "";
    position: absolute;
    inset-inline-start: 0;
    color: var(--good);
    font-weight: 700;
  }
  .choose {
    margin-block-start: auto;
    min-height: 36px;
    padding: 0.2em 0.6em;
    border: 1px solid color-mix(in srgb, var(--accent) 40%, var(--line));
    border-radius: 12px;
    background: var(--tint);
    font-size: 0.93em;
    font-weight: 600;
  }
  .choose:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .turn-page {
    position: absolute;
    inset-block-start: 72px;
    width: 38px;
    height: 38px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--bubble);
    box-shadow: 0 2px 10px rgb(40 20 10 / 0.22);
  }
  .turn-page.back {
    inset-inline-start: 6px;
  }
  .turn-page.forth {
    inset-inline-end: 6px;
  }
  @container panel (min-width: 600px) {
    .card {
      flex-basis: 208px;
    }
    .turn-page {
      inset-block-start: 86px;
    }
  }
`;
