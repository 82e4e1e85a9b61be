// Asks the gateway for shops and goods. Does not know how anything looks.

export async function shops() {
  for (let wait = 500; ; wait = Math.min(wait * 2, 5000)) {
    try { return (await get("/api/shops")).shops; } catch { await new Promise((done) => setTimeout(done, wait)); }
  }
}

export const shop = (name) => get(`/api/shops/${encodeURIComponent(name)}`);

export const item = (name, id, locale) => get(`/api/shops/${encodeURIComponent(name)}/items/${encodeURIComponent(id)}?locale=${locale}`);

export async function search(name, words, locale, n = 24) {
  const query = new URLSearchParams({ shop: name, q: words, k: n, locale });
  return (await get(`/api/search?${query}`)).items;
}

/** A text in a language out of {zh: …, en: …}; the first where there is none. */
export const titled = (about, locale) => about.title?.[locale] ?? Object.values(about.title ?? {})[0] ?? about.name;

export function price(item, locale, unknown) {
  if (typeof item.price !== "number") return unknown;
  const digits = Number.isInteger(item.price) ? 0 : 2;
  try {
    return new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en", {
      style: "currency", currency: item.currency || "CNY", currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits, maximumFractionDigits: digits,
    }).format(item.price);
  } catch { return `${item.price} ${item.currency}`; }
}

async function get(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
