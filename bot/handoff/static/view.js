// Builds the elements of one message. All text becomes text nodes; addresses of links and pictures are checked.

import { render } from "./markdown.js";

export function messageView(message, words, locale) {
  const turn = element("li", `turn ${message.role}`);
  turn.dataset.id = message.id;
  if (message.role === "agent") turn.append(element("span", "who", words.agent));
  const bubble = turn.appendChild(element("div", "bubble"));
  if (message.role === "user") bubble.textContent = message.text;
  else bubble.append(render(message.text));
  if (message.degraded && message.act !== "sorry") bubble.append(element("p", "note", words.degraded));
  if (message.items?.length) turn.append(cards(message, words, locale));
  return turn;
}

function cards(message, words, locale) {
  const list = element("ul", "cards");
  list.setAttribute("aria-label", words.cards);
  list.tabIndex = 0;
  message.items.forEach((item, i) => {
    const card = list.appendChild(element("li", "card"));
    const picture = card.appendChild(element("div", "picture"));
    const source = address(item.image_url, ["http:", "https:"]);
    const blank = () => picture.append(element("span", "blank", [...item.title][0] ?? "?"));
    if (source) {
      const img = picture.appendChild(element("img"));
      img.alt = item.title;
      img.loading = "lazy";
      img.addEventListener("error", () => { img.remove(); blank(); });
      img.src = source;
    } else blank();
    if (message.items.length > 1) picture.append(element("span", "rank", String(i + 1)));
    const about = card.appendChild(element("div", "about"));
    const title = about.appendChild(element("p", "name"));
    const link = address(item.url, ["http:", "https:"]);
    if (link) {
      const a = title.appendChild(element("a", "", item.title));
      a.href = link;
      a.target = "_blank";
      a.rel = "noopener noreferrer nofollow";
    } else title.textContent = item.title;
    about.append(element("span", "price", price(item, words, locale)));
    const kind = [item.brand, item.category].filter(Boolean).join(" · ");
    if (kind) about.append(element("span", "kind", kind));
    if (item.reasons?.length) {
      const reasons = about.appendChild(element("ul", "reasons"));
      item.reasons.slice(0, 4).forEach((reason) => reasons.append(element("li", "", reason)));
    }
  });
  return list;
}

export function price(item, words, locale) {
  if (typeof item.price !== "number") return words.price;
  try {
    const digits = Number.isInteger(item.price) ? 0 : 2;
    return new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en", {
      style: "currency", currency: item.currency || "CNY", currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits, maximumFractionDigits: digits,
    }).format(item.price);
  } catch { return `${item.price} ${item.currency}`; }
}

function address(value, protocols) {
  if (!value) return null;
  try {
    const url = new URL(value, location.origin);
    return protocols.includes(url.protocol) ? url.href : null;
  } catch { return null; }
}

export function element(name, className = "", text = "") {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text) e.textContent = text;
  return e;
}
