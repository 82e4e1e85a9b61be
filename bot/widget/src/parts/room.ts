// What a message needs of its surroundings: words, addresses, and what its buttons do. Owns the payloads of the cards'
// own buttons. Does not know: how messages look.

import type { Conversation } from "../talk/conversation";
import type { Gateway } from "../talk/gateway";
import type { Card, Category, Locale, QuickReply, Shop } from "../talk/shapes";
import type { Room } from "../views/message";
import type { Words } from "../words";

const about = (act: string, item: string) => JSON.stringify({ acts: [act], references: [{ kind: "item", value: item }] });

export interface RoomHost {
  readonly itemUrl: string;
  readonly gateway: Gateway;
  readonly talk: Conversation | null;
  readonly about: Shop | null;
  readonly looks: { readonly language: Locale; readonly words: Words };
  readonly agents: ReadonlyMap<string, string>;
  /** Say something as the shopper, and move the focus to where they write. */
  act(text: string, payload: string): void;
  /** Tell the page that a card's link was pressed; false = the page takes care of it. */
  follows(card: Card): boolean;
}

export function roomOf(host: RoomHost): Room {
  const { language, words } = host.looks;
  return {
    words,
    locale: language,
    page: (card) =>
      host.itemUrl
        ? new URL(host.itemUrl.replaceAll("{id}", encodeURIComponent(card.item_id)), document.baseURI).href
        : host.gateway.address(card.url),
    picture: (card) => host.gateway.address(card.image_url),
    category: (card) => named(host.about?.categories?.find((one) => one.name === card.category), language) || card.category,
    own: (address) => new URL(address).origin === location.origin,
    opened: (card, event) => {
      if (!host.follows(card)) event.preventDefault();
    },
    chosen: (card) => host.act(words.chooseOf(card.title), about("pick", card.item_id)),
    wished: (card) => host.act(words.wishOf(card.title), about("wishlist", card.item_id)),
    writer: (id) => host.agents.get(id) ?? "",
    sentPicture: (id) => host.talk?.pictures.get(id) ?? null,
    pressed: (reply: QuickReply) => host.act(reply.title, reply.payload),
    retried: (id) => host.talk?.retry(id),
    discarded: (id) => host.talk?.discard(id),
  };
}

/** Return a category's name in a language, "" where there is none. */
export function named(category: Category | undefined, language: Locale): string {
  return category?.names?.[language]?.[0] ?? category?.name ?? "";
}
