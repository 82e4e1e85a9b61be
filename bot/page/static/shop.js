// The demo shop: goods to browse, a page for each, and the chat widget, which is told the product in view.
// Each view has an address of its own and is a page load of its own, as in most shops: the talk goes on over them.

import * as catalogue from "./catalogue.js";
import { choices, dark, dress, keep } from "./choices.js";
import { WORDS } from "./words.js";

const $ = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const WIDE = "(min-width: 1000px)";
const N_HOME = 3; // categories whose first goods make the selection
const { locale } = choices;
const w = WORDS[locale];

const ready = customElements.whenDefined("daogou-chat");

let shop = null;
let chat = null;

function element(name, className = "", text = "") {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text) e.textContent = text;
  return e;
}

/** An address of this page: what is not named is left out. */
function link(query) {
  const all = Object.entries({ shop: shop.name, ...query }).filter(([, value]) => value);
  return `/?${new URLSearchParams(all)}`;
}

function picture(item, className) {
  const box = element("div", `picture ${className}`);
  box.append(element("span", "blank", [...item.title][0] ?? "?"));
  if (/^(https?:|\/)/.test(item.image_url ?? "")) {
    const img = box.appendChild(element("img"));
    img.alt = "";
    img.loading = "lazy";
    img.addEventListener("error", () => img.remove());
    img.src = item.image_url;
  }
  return box;
}

function tile(item) {
  const li = element("li", "tile");
  const a = li.appendChild(element("a"));
  a.href = link({ item: item.item_id });
  a.append(picture(item, ""), element("strong", "name", item.title));
  a.append(element("span", "price", catalogue.price(item, locale, w.price)));
  if (item.category) a.append(element("span", "kind", named(item.category)));
  return li;
}

function grid(title, items) {
  const section = element("section");
  section.append(element("h2", "", title));
  section.id = "goods";
  const list = section.appendChild(element("ul", "grid"));
  list.append(...items.map(tile));
  if (!items.length) section.append(element("p", "none", w.none));
  return section;
}

function hero() {
  const box = element("section", "hero");
  box.append(element("h1", "", w.hello), element("p", "", w.intro));
  const form = box.appendChild(element("form", "ask"));
  const field = form.appendChild(element("input"));
  field.type = "text";
  field.placeholder = w.ask;
  field.maxLength = 2000;
  field.setAttribute("aria-label", w.ask);
  form.append(element("button", "", w.send));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.value = "";
    if (text) ready.then(() => chat.ask(text));
  });
  return box;
}

function categories(current) {
  const nav = element("nav", "categories");
  nav.setAttribute("aria-label", w.categories);
  const list = nav.appendChild(element("ul"));
  const chip = (title, query, here) => {
    const a = element("a", "", title);
    a.href = link(query);
    if (here) a.setAttribute("aria-current", "page");
    list.appendChild(element("li")).append(a);
  };
  chip(w.all, {}, !current);
  for (const one of shop.categories.filter((c) => c.n_items).slice(0, 14)) {
    chip(named(one.name), { category: one.name }, one.name === current);
  }
  return nav;
}

async function home() {
  const [words, category] = [asked.get("q"), asked.get("category")];
  const goods = element("section");
  goods.id = "goods";
  $("main").replaceChildren(hero(), categories(words ? "-" : category), goods);
  goods.replaceWith(await selection(words, category).catch(() => element("p", "none", w.away)));
}

/** What was searched for, a category, or a few goods of the largest ones. */
async function selection(words, category) {
  if (words) return grid(words, await catalogue.search(shop.name, words, locale));
  if (category) {
    const items = await catalogue.search(shop.name, category, locale);
    return grid(named(category), items.filter((item) => item.category === category));
  }
  const first = shop.categories.filter((c) => c.n_items).slice(0, N_HOME);
  const found = await Promise.all(first.map((c) => catalogue.search(shop.name, c.name, locale)));
  return grid(w.all, found.flatMap((items, i) => items.filter((item) => item.category === first[i].name).slice(0, 4)));
}

const named = (category) => shop.categories.find((c) => c.name === category)?.names?.[locale]?.[0] ?? category;

async function product(id) {
  const item = await catalogue.item(shop.name, id, locale).catch(() => null);
  const back = element("a", "back", w.back);
  back.href = link({ category: item?.category });
  if (!item) return $("main").replaceChildren(back, element("p", "none", w.missing));
  document.title = `${item.title} · ${catalogue.titled(shop, locale)}`;
  const page = element("article", "product");
  const about = element("div", "about");
  about.append(element("p", "kind", named(item.category)), element("h1", "", item.title));
  about.append(element("p", "price", catalogue.price(item, locale, w.price)));
  const facts = [typeof item.stock === "number" && w.stock(item.stock), item.n_reviews && w.reviews(item.n_reviews)];
  about.append(element("p", "soft", facts.filter(Boolean).join(" · ")));
  if (item.reasons.length) {
    const list = about.appendChild(element("ul", "facts"));
    list.append(...item.reasons.map((reason) => element("li", "", reason)));
  }
  const ask = about.appendChild(element("button", "main", w.askItem));
  ask.type = "button";
  ask.addEventListener("click", () => ready.then(() => chat.show()));
  page.append(picture(item, "large"), about);
  if (item.description) page.append(element("p", "description", item.description));
  $("main").replaceChildren(back, page);
  const others = await catalogue.search(shop.name, item.category, locale, 9).catch(() => []);
  const similar = others.filter((other) => other.item_id !== id && other.category === item.category).slice(0, 8);
  if (similar.length) $("main").append(grid(w.similar, similar));
}

function embed() {
  chat = document.createElement("daogou-chat");
  const set = { shop: shop.name, locale, item: asked.get("item") ?? "", "item-url": link({}) + "&item={id}" };
  for (const [name, value] of Object.entries(set)) chat.setAttribute(name, value);
  if (choices.theme) chat.setAttribute("theme", choices.theme);
  // On a wide screen there is room for both. A visitor who closes it finds it closed on the next page.
  if (matchMedia(WIDE).matches) chat.setAttribute("open", "");
  const beside = () => document.body.classList.toggle("chatting", chat.hasAttribute("open"));
  new MutationObserver(beside).observe(chat, { attributes: true, attributeFilter: ["open"] });
  beside();
  chat.addEventListener("daogou:choice", ({ detail }) => {
    const other = detail.locale !== choices.locale;
    keep(detail);
    dress(document.documentElement);
    if (other) location.reload();
  });
  document.body.append(chat);
}

function controls(shops) {
  dress(document.documentElement);
  $("skip").textContent = w.skip;
  for (const [id, text] of [["language", w.languageLabel], ["theme", w.theme], ["shop", w.shop], ["words", w.search]]) {
    $(id).setAttribute("aria-label", text);
    $(id).title = text;
  }
  $("words").placeholder = w.search;
  $("words").value = asked.get("q") ?? "";
  $("language").textContent = w.language;
  $("demo").textContent = w.demo;
  $("full").textContent = w.full;
  $("full").href = `/chat?shop=${encodeURIComponent(shop.name)}`;
  $("home").href = link({});
  $("title").textContent = document.title = catalogue.titled(shop, locale);
  $("shop").hidden = shops.length < 2;
  $("shop").replaceChildren(...shops.map((one) => new Option(catalogue.titled(one, locale), one.name, false, one.name === shop.name)));
  $("shop").addEventListener("change", () => { keep({ shop: $("shop").value }); location.href = `/?shop=${encodeURIComponent($("shop").value)}`; });
  $("language").addEventListener("click", () => {
    keep({ locale: locale === "zh" ? "en" : "zh" });
    const there = new URL(location.href);
    there.searchParams.delete("locale");
    location.href = there.href;
  });
  $("theme").addEventListener("click", () => {
    keep({ theme: dark() ? "light" : "dark" });
    dress(document.documentElement);
    chat.setAttribute("theme", choices.theme);
  });
  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const q = $("words").value.trim();
    location.href = link({ q });
  });
}

dress(document.documentElement);
const shops = await catalogue.shops();
const wanted = shops.find((one) => one.name === choices.shop) ?? shops[0];
shop = await catalogue.shop(wanted.name);
controls(shops);
embed();
await (asked.get("item") ? product(asked.get("item")) : home());
