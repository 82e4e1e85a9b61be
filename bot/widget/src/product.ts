// Finds the product that the page around the widget shows, for `item="auto"`: from what shops put there for search
// engines (schema.org Product as JSON-LD, or the Open Graph tag). Returns its id, "" where the page shows none or several.

const TAGS = 'meta[property="product:retailer_item_id"], meta[name="daogou:item"]';

export function productInView(page: Document): string {
  const tagged = page.querySelector<HTMLMetaElement>(TAGS)?.content.trim();
  if (tagged) return tagged;
  const ids = new Set<string>();
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collect(JSON.parse(script.textContent ?? ""), ids);
    } catch {
      // Not our data: what a page has wrong for search engines is no fault of the chat.
    }
  }
  return ids.size === 1 ? [...ids][0]! : "";
}

function collect(data: unknown, ids: Set<string>): void {
  if (Array.isArray(data)) data.forEach((entry) => collect(entry, ids));
  else if (typeof data === "object" && data !== null) {
    const node = data as Record<string, unknown>;
    const types = Array.isArray(node["@type"]) ? node["@type"] : [node["@type"]];
    const id = node["sku"] ?? node["productID"];
    if (types.includes("Product") && (typeof id === "string" || typeof id === "number")) ids.add(String(id));
    collect(node["@graph"] ?? node["mainEntity"], ids);
  }
}
