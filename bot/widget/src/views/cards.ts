// The goods of a message: one card, or a carousel of them. Knows how a card looks; does not know what a press leads to.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Card, Locale } from "../talk/shapes";
import type { Words } from "../words";
import { BACK, FORTH, HEART } from "./icons";

const MAX_REASONS = 3;

/** What cards need from the widget around them. */
export interface Shelf {
  words: Words;
  locale: Locale;
  /** The item's page; null = it has none. */
  page(card: Card): string | null;
  picture(card: Card): string | null;
  /** The item's category in the shopper's language. */
  category(card: Card): string;
  /** Whether the address belongs to the page around the widget. */
  own(address: string): boolean;
  opened(card: Card, event: Event): void;
  chosen(card: Card): void;
  wished(card: Card): void;
}

export function cards(items: readonly Card[], shelf: Shelf): TemplateResult {
  const { words } = shelf;
  const list = html`<ul
    class="cards ${items.length === 1 ? "one" : ""}"
    tabindex=${items.length === 1 ? nothing : 0}
    aria-label=${words.goods}
    @scroll=${(event: Event) => edges(event.currentTarget as HTMLElement)}
  >
    ${repeat(items, (item) => item.item_id, (item, i) => one(item, i, items.length, shelf))}
  </ul>`;
  if (items.length === 1) return list;
  return html`<div class="carousel" role="group" aria-roledescription=${words.carousel} aria-label=${words.goods}>
    ${list}
    <button type="button" class="turn-page back" aria-label=${words.previous} @click=${page(-1)}>${BACK}</button>
    <button type="button" class="turn-page forth" aria-label=${words.next} @click=${page(1)}>${FORTH}</button>
  </div>`;
}

/** Hide the button that leads nowhere; called when the list is laid out and when it is scrolled. */
export function edges(list: HTMLElement): void {
  const carousel = list.parentElement;
  if (!carousel?.classList.contains("carousel")) return;
  const at = Math.abs(list.scrollLeft); // negative where text runs from right to left
  const most = list.scrollWidth - list.clientWidth;
  const [back, forth] = [carousel.querySelector<HTMLButtonElement>(".back"), carousel.querySelector<HTMLButtonElement>(".forth")];
  if (back) back.hidden = at < 8;
  if (forth) forth.hidden = at > most - 8;
}

function page(direction: number) {
  return (event: Event) => {
    const list = (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLElement>(".cards");
    if (!list) return;
    const sign = getComputedStyle(list).direction === "rtl" ? -direction : direction;
    list.scrollBy({ left: sign * Math.max(160, list.clientWidth * 0.7) });
  };
}

function one(item: Card, i: number, n: number, shelf: Shelf): TemplateResult {
  const { words } = shelf;
  const address = shelf.page(item);
  const own = address !== null && shelf.own(address);
  const title = address
    ? html`<a
        href=${address}
        target=${own ? nothing : "_blank"}
        rel=${own ? nothing : "noopener noreferrer nofollow"}
        @click=${(event: Event) => shelf.opened(item, event)}
        >${item.title}</a
      >`
    : item.title;
  const kind = shelf.category(item);
  return html`<li class="card" part="card">
    <div class="picture">
      ${picture(item, shelf)} ${n > 1 ? html`<span class="rank" aria-hidden="true">${i + 1}</span>` : nothing}
      <button
        type="button"
        class="wish"
        aria-label=${words.wishOf(item.title)}
        title=${words.wish}
        @click=${() => shelf.wished(item)}
      >
        ${HEART}
      </button>
    </div>
    <div class="about">
      <p class="name" dir="auto">${title}</p>
      <p class="price">${price(item, shelf)}</p>
      ${kind ? html`<p class="kind">${kind}</p>` : nothing}
      ${item.reasons.length
        ? html`<ul class="reasons">
            ${item.reasons.slice(0, MAX_REASONS).map((reason) => html`<li dir="auto">${reason}</li>`)}
          </ul>`
        : nothing}
      <button type="button" class="choose" aria-label=${words.chooseOf(item.title)} @click=${() => shelf.chosen(item)}>
        ${words.choose}
      </button>
    </div>
  </li>`;
}

function picture(item: Card, shelf: Shelf): TemplateResult {
  const source = shelf.picture(item);
  const blank = html`<span class="blank" aria-hidden="true">${[...item.title][0] ?? "?"}</span>`;
  if (!source) return blank;
  const broken = (event: Event) => ((event.target as HTMLElement).hidden = true);
  return html`${blank}<img src=${source} alt=${item.title} loading="lazy" decoding="async" @error=${broken} />`;
}

export function price(item: Card, { words, locale }: { words: Words; locale: Locale }): string {
  if (typeof item.price !== "number") return words.price;
  const digits = Number.isInteger(item.price) ? 0 : 2;
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  try {
    return new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en", {
      ...style,
      style: "currency",
      currency: item.currency || "CNY",
      currencyDisplay: "narrowSymbol",
    }).format(item.price);
  } catch {
    return `${item.price} ${item.currency}`; // a currency that is no ISO code
  }
}
