// The operator's page: who may come in, which room is open, what is asked for how often. The rooms draw themselves.

import { Api } from "./api.js";
import { h } from "./dom.js";
import * as health from "./health.js";
import * as log from "./log.js";
import * as overview from "./overview.js";
import * as password from "/desk/static/password.js";
import * as shops from "./shops.js";
import * as talks from "./talks.js";
import { WORDS } from "./words.js";

const ROOMS = { overview, shops, talks, health, log };
const KEPT = "daogou.desk"; // language and colours are those of the desk
const $ = (id) => document.getElementById(id);

const kept = (() => { try { return JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { return {}; } })();
const keep = (changed) => { Object.assign(kept, changed); try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* private mode */ } };

const api = new Api();
let locale = kept.locale ?? (navigator.language.startsWith("zh") ? "zh" : "en");
let open = { name: "", refresh: async () => {}, every: 5000 };
let timer = 0, busy = false, again = false;

function word() {
  const W = WORDS[locale];
  document.documentElement.lang = W.lang;
  document.title = `Daogou ${W.title}`;
  for (const e of document.querySelectorAll("[data-w]")) e.textContent = W[e.dataset.w];
  $("language").textContent = W.language;
  $("language").setAttribute("aria-label", W.languageLabel);
  $("own-password").setAttribute("aria-label", password.WORDS[locale].change);
  $("own-password").title = password.WORDS[locale].change;
  $("theme").setAttribute("aria-label", W.theme);
  $("rooms").setAttribute("aria-label", W.rooms);
}

function enter(name) {
  const W = WORDS[locale];
  const room = ROOMS[name] ? name : "overview";
  $("rooms").firstElementChild.replaceChildren(...Object.keys(ROOMS).map((key) => h("li", {}, h("a", { href: `#${key}`, "aria-current": key === room ? "page" : null }, W[key]))));
  const box = h("div", { class: `room ${room}` }, h("h2", { class: "hidden" }, W[room]));
  $("room").replaceChildren(box);
  open = { name: room, ...ROOMS[room].open({ api, W, locale, box, fail, now: () => turn() }) };
  turn();
}

// One at a time: two that overlap would show the same news twice.
async function turn() {
  clearTimeout(timer);
  again = true;
  if (busy) return;
  busy = true;
  while (again) {
    again = false;
    try {
      await open.refresh();
      $("state").textContent = "";
    } catch (error) {
      if (error.status === 401) door();
      else $("state").textContent = error.status ? fail(error) : WORDS[locale].away;
    }
  }
  busy = false;
  if (!$("office").hidden) timer = setTimeout(turn, document.hidden ? 30_000 : open.every());
}

const fail = (error) => WORDS[locale].failed + error.message;

function door(reason = "") {
  clearTimeout(timer);
  $("office").hidden = true;
  $("door").hidden = false;
  $("wrong").textContent = reason;
  $("name").focus();
}

async function begin() {
  let me;
  try { me = await api.get("/desk/api/me"); } catch (error) { return door(error.status === 401 ? "" : error.message); }
  api.csrf = me.csrf;
  if (me.role !== "supervisor") return door(WORDS[locale].noRole);
  $("door").hidden = true;
  $("office").hidden = false;
  enter(location.hash.slice(1));
}

$("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await api.post("/desk/api/login", { name: $("name").value, password: $("password").value });
    $("password").value = "";
    begin();
  } catch (error) { $("wrong").textContent = error.status === 401 ? WORDS[locale].wrong : error.message; }
});
$("logout").addEventListener("click", async () => { try { await api.post("/desk/api/logout"); } finally { door(); } });
$("own-password").addEventListener("click", () => password.ask(locale, async (current, next) => {
  api.csrf = (await api.post("/desk/api/password", { current, new: next })).csrf;
}));
$("language").addEventListener("click", () => { locale = locale === "zh" ? "en" : "zh"; keep({ locale }); word(); if (!$("office").hidden) enter(open.name); });
$("theme").addEventListener("click", () => {
  const dark = (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  keep({ theme: document.documentElement.dataset.theme });
});
addEventListener("hashchange", () => { if (!$("office").hidden) { enter(location.hash.slice(1)); $("room").focus(); } });
document.addEventListener("visibilitychange", () => { if (!document.hidden && !$("office").hidden) turn(); });

if (kept.theme) document.documentElement.dataset.theme = kept.theme;
word();
begin();
