// The shapes of the gateway's HTTP API (see /docs of a running gateway) that the widget uses.

export type Locale = "zh" | "en";

export interface Card {
  item_id: string;
  title: string;
  price: number | null;
  currency: string;
  category: string;
  brand: string | null;
  attributes: Record<string, unknown>;
  image_url: string | null;
  url: string | null;
  reasons: string[];
}

export interface QuickReply {
  title: string;
  payload: string;
}

export interface Message {
  id: string;
  role: "bot" | "user" | "agent" | "system";
  act: string;
  text: string;
  degraded: boolean;
  attribute: string;
  items: Card[];
  quick_replies: QuickReply[];
  at: string;
}

/** Who answers: the bot, or the state of an open hand-off to a person. `wait_s`: estimate in seconds, null = not known. */
export interface Handoff {
  state: "bot" | "requested" | "assigned" | "offered" | "writing" | "left";
  place: number | null;
  wait_s: number | null;
  agent: string | null;
  cancel: string | null;
}

export interface Session {
  session_id: string;
  token: string;
  shop: string;
  locale: Locale;
}

/** What the shopper sends. The same `message_id` twice does nothing twice. */
export interface Outgoing {
  message_id: string;
  text: string;
  payload?: string;
  image?: string;
  page_item?: string;
}

/** A channel in which the conversation can go on. `title`: how people know it, for Telegram the bot's @name. */
export interface Channel {
  name: string;
  title: string;
}

/** A link that its first follower may use until `expires_at`. */
export interface Link {
  url: string;
  expires_at: string;
}

export interface ShopSummary {
  name: string;
  language?: string;
  title?: Record<string, string>;
}

export interface Category {
  name: string;
  names?: Record<string, string[]>;
  n_items: number;
}

export interface Shop extends ShopSummary {
  categories?: Category[];
}
