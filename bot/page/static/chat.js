// The chat as a page of its own: the widget, as large as the window, with a choice of shops.

import * as catalogue from "./catalogue.js";
import { choices, dress, keep } from "./choices.js";
import { WORDS } from "./words.js";

dress(document.documentElement);
const shops = await catalogue.shops();
const shop = shops.find((one) => one.name === choices.shop) ?? shops[0];

const chat = document.createElement("daogou-chat");
const set = { mode: "inline", shop: shop.name, locale: choices.locale, "item-url": `/?shop=${encodeURIComponent(shop.name)}&item={id}` };
for (const [name, value] of Object.entries(set)) chat.setAttribute(name, value);
if (choices.theme) chat.setAttribute("theme", choices.theme);
chat.addEventListener("daogou:choice", ({ detail }) => {
  keep(detail);
  dress(document.documentElement);
  title();
});

if (shops.length > 1) {
  const select = document.createElement("select");
  select.slot = "header";
  select.setAttribute("aria-label", WORDS[choices.locale].shop);
  select.replaceChildren(...shops.map((one) => new Option(catalogue.titled(one, choices.locale), one.name, false, one === shop)));
  select.addEventListener("change", () => {
    keep({ shop: select.value });
    location.href = `/chat?shop=${encodeURIComponent(select.value)}`;
  });
  chat.append(select);
}

function title() {
  document.title = document.getElementById("title").textContent = catalogue.titled(shop, choices.locale);
}

title();
document.querySelector("main").append(chat);
