// The chat page: ties the server, the views and the controls together.

import { Server } from "./server.js";
import { WORDS } from "./words.js";
import { Person } from "./person.js";
import { element, messageView, repliesView } from "./view.js";

const $ = (id) => document.getElementById(id);
const seen = new Map(); // message id -> its element; what is seen twice is shown once
const PREFERENCES = "daogou.page";
const kept = load();
let locale = kept.locale ?? (navigator.language.startsWith("zh") ? "zh" : "en");
let shops = [];
const details = new Map(); // shop name -> its categories
let sending = 0;

const server = new Server({ onMessage: show, onState: online, onErased: () => startOver(WORDS[locale].erased) });

const person = new Person({ server, words, press: (title, payload) => say(title, payload), onDraw: () => { if (atEnd()) toEnd(); } });

function words() { return WORDS[locale]; }

function load() {
  try { return JSON.parse(localStorage.getItem(PREFERENCES)) ?? {}; } catch { return {}; }
}

function keep(change) {
  Object.assign(kept, change);
  localStorage.setItem(PREFERENCES, JSON.stringify(kept));
}

function dress() {
  const w = words();
  document.documentElement.lang = w.lang;
  if (kept.theme) document.documentElement.dataset.theme = kept.theme;
  $("shop-label").textContent = w.shop;
  $("language").textContent = w.switch;
  person.draw();
  label("language", w.switchLabel); label("theme", w.theme); label("menu-button", w.menu); label("send", w.send); label("latest", w.latest);
  $("restart").textContent = w.restart;
  $("erase").textContent = w.erase;
  $("text-label").textContent = w.text;
  $("text").placeholder = w.placeholder;
  $("typing").setAttribute("aria-label", w.typing);
  const box = $("welcome");
  box.replaceChildren();
  const logo = box.appendChild(element("img"));
  logo.src = "/page/icon.svg"; logo.alt = ""; logo.width = 72; logo.height = 72;
  box.append(element("h2", "", w.hello), element("p", "", w.intro));
  const ways = repliesView(waysIn().map((title) => ({ title, payload: "" })), w, (way) => say(way.title));
  ways.className = "ways";
  box.append(ways);
  titles();
}

function label(id, text) { $(id).setAttribute("aria-label", text); $(id).title = text; }

// Ways into the talk: the shop's largest categories, then what can be asked anywhere.
function waysIn() {
  const largest = [...(details.get($("shop").value)?.categories ?? [])].filter((c) => c.n_items).sort((a, b) => b.n_items - a.n_items);
  const named = largest.slice(0, 5).map((c) => words().recommend(c.names?.[locale]?.[0] ?? c.name));
  return [...named, ...words().ways];
}

async function describe() {
  const name = $("shop").value;
  if (!name || details.has(name)) return;
  const about = await server.shop(name).catch(() => null); // without it the welcome is plainer, nothing else
  if (about) { details.set(name, about); dress(); }
}

function titles() {
  const current = $("shop").value;
  const titled = (shop) => shop.title?.[locale] ?? Object.values(shop.title ?? {})[0] ?? shop.name;
  $("shop").replaceChildren(...shops.map((shop) => {
    const option = element("option", "", titled(shop));
    option.value = shop.name;
    return option;
  }));
  if (current) $("shop").value = current;
  const shop = shops.find((s) => s.name === $("shop").value);
  $("title").textContent = shop ? titled(shop) : "Daogou 导购";
  document.title = $("title").textContent;
}

function online(yes) {
  $("state").textContent = yes ? words().ready : words().away;
  $("state").dataset.state = yes ? "ready" : "away";
}

function atEnd() {
  const s = $("scroller");
  return s.scrollHeight - s.scrollTop - s.clientHeight < 120;
}

function toEnd() { $("scroller").scrollTop = $("scroller").scrollHeight; }

function show(message) {
  if (seen.has(message.id)) {
    seen.get(message.id).classList.remove("unsent");
    return;
  }
  const follow = atEnd() || message.role === "user";
  $("welcome").hidden = true;
  document.querySelectorAll("#log .replies").forEach((old) => old.remove()); // a new message makes them stale
  const view = messageView(message, words(), locale);
  seen.set(message.id, view);
  if (message.role !== "user" && (message.role !== "bot" || message.act === "handoff")) person.look();
  $("log").append(view);
  if (message.quick_replies?.length) {
    view.append(repliesView(message.quick_replies, words(), (reply) => say(reply.title, reply.payload)));
  }
  if (follow) requestAnimationFrame(() => {
    // Long answers are read from their beginning.
    if (message.role !== "user" && view.offsetHeight > $("scroller").clientHeight * 0.9) $("scroller").scrollTop = view.offsetTop - $("scroller").offsetTop - 8;
    else toEnd();
  });
  else $("latest").hidden = false;
}

async function say(text, payload = "") {
  text = text.trim();
  if (!text) return;
  const message = { text, message_id: identity(), ...(payload ? { payload } : {}) };
  show({ id: message.message_id, role: "user", text });
  await deliver(message);
}

async function deliver(message) {
  busy(+1);
  try {
    if (!server.session) await server.open($("shop").value, locale);
    await server.send(message);
  } catch (error) {
    const view = seen.get(message.message_id);
    const retry = element("button", "retry", error.status && error.status < 500 && error.status !== 429 ? words().failed + error.message : words().retry);
    retry.type = "button";
    retry.addEventListener("click", () => { retry.remove(); deliver(message); });
    view?.append(retry);
  } finally { busy(-1); }
}

function busy(change) {
  sending += change;
  const follow = change > 0 && atEnd(); // when the answer is there, `show` has scrolled to it
  $("typing").hidden = sending === 0 || person.owns;
  if (follow) toEnd();
}

function identity() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `w-${[...bytes].map((b) => b.toString(16).padStart(2, "0")).join("")}`;
}

function startOver(note = "") {
  server.forget();
  seen.clear();
  person.forget();
  $("log").replaceChildren();
  $("welcome").hidden = false;
  $("latest").hidden = true;
  if (note) $("state").textContent = note;
  $("text").focus();
}

function controls() {
  const text = $("text");
  const grow = () => { text.style.height = "auto"; text.style.height = `${text.scrollHeight}px`; $("send").disabled = !text.value.trim(); };
  text.addEventListener("input", grow);
  text.addEventListener("keydown", (event) => {
    // While a Chinese word is being composed, Enter picks it and must not send.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); $("composer").requestSubmit(); }
  });
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const value = text.value;
    text.value = "";
    grow();
    say(value);
  });
  grow();
  $("shop").addEventListener("change", () => { keep({ shop: $("shop").value }); startOver(); dress(); describe(); });
  $("language").addEventListener("click", () => { locale = locale === "zh" ? "en" : "zh"; keep({ locale }); dress(); online(true); });
  $("theme").addEventListener("click", () => {
    const dark = kept.theme ? kept.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    keep({ theme: dark ? "light" : "dark" });
    document.documentElement.dataset.theme = kept.theme;
  });
  $("restart").addEventListener("click", () => { $("menu").open = false; startOver(); });
  $("erase").addEventListener("click", async () => {
    $("menu").open = false;
    if (!confirm(words().eraseAsk)) return;
    try { if (server.session) await server.erase(); startOver(words().erased); } catch (error) { $("state").textContent = words().failed + error.message; }
  });
  document.addEventListener("click", (event) => { if (!$("menu").contains(event.target)) $("menu").open = false; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && $("menu").open) { $("menu").open = false; $("menu-button").focus(); } });
  $("latest").addEventListener("click", () => { toEnd(); $("latest").hidden = true; });
  $("scroller").addEventListener("scroll", () => { if (atEnd()) $("latest").hidden = true; });
}

async function begin() {
  controls();
  dress();
  for (;;) {
    try { shops = await server.shops(); break; } catch { online(false); await new Promise((done) => setTimeout(done, 1500)); }
  }
  titles();
  const wanted = new URLSearchParams(location.search).get("shop") ?? kept.shop ?? server.stored()?.shop;
  if (shops.some((shop) => shop.name === wanted)) $("shop").value = wanted;
  dress();
  describe();
  online(true);
  await server.resume($("shop").value).catch(() => online(false));
  $("text").focus();
}

begin();
