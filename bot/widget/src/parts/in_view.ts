// The product that the shopper looks at, until they put it away. Does not know: what is said about it.

import type { ReactiveControllerHost } from "lit";

import { productInView } from "../product";
import type { Gateway } from "../talk/gateway";
import type { Card, Locale } from "../talk/shapes";

export class InView {
  private shown: Card | null = null;
  private wanted = ""; // looked for last
  private readonly left = new Set<string>();

  constructor(private readonly host: ReactiveControllerHost) {}

  get item(): Card | null {
    return this.shown && !this.left.has(this.shown.item_id) ? this.shown : null;
  }

  /** Look the product up. `item`: its id, or "auto" = found in the page's own data; `shop` "" = not known yet. */
  async look(item: string, shop: string, gateway: Gateway, locale: Locale): Promise<void> {
    const id = (item === "auto" ? productInView(document) : item) ?? "";
    this.wanted = shop && id;
    if (!this.wanted) {
      this.shown = null;
      return;
    }
    const card = await gateway.item(shop, id, locale).catch(() => null);
    if (this.wanted !== id) return; // another product came into view meanwhile
    this.shown = card;
    this.host.requestUpdate();
  }

  leave(): void {
    if (this.shown) this.left.add(this.shown.item_id);
    this.host.requestUpdate();
  }
}
