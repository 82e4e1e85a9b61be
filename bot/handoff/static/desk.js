// The desk: login, queue, one chat at a time, keyboard.

import { element, messageView } from "./view.js";
import { Api, Live } from "./api.js";
import { factsView } from "./facts.js";
import * as password from "./password.js";
import { CANNED, WORDS } from "./words.js";

const $ = (id) => document.getElementById(id);
const KEY = "daogou.desk";
const kept = load();
const api = new Api();
let locale = kept.locale ?? (navigator.language.startsWith("zh") ? "zh" : "en");
let me = null;
let live = null;
let queue = { waiting: [], mine: [], left: [], others: [] };
let chat = null; // facts of the chat in view
let current = "";
let skew = 0; // the server's clock minus ours, in seconds
const seen = new Set(); // message ids in view
const unread = new Set();
let lastSeq = 0;
let heard = 0; // number of the shopper's newest message, 0 once an agent has answered
let asked = 0; // and the one for which the guide was asked
let guide = null; // what it would say: { text, items }
let goods = []; // ids of the goods that go along with the words in the composer

const w = () => WORDS[locale];

function load() { try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; } }
function keep(change) { Object.assign(kept, change); localStorage.setItem(KEY, JSON.stringify(kept)); }

function dress() {
  document.documentElement.lang = w().lang;
  if (kept.theme) document.documentElement.dataset.theme = kept.theme;
  document.querySelectorAll("[data-w]").forEach((e) => { e.textContent = w()[e.dataset.w]; });
  document.title = `Daogou ${w().desk}`;
  for (const [id, text] of [["theme", w().theme], ["keys", w().keys], ["language", w().languageLabel], ["own-password", password.WORDS[locale].change]]) { $(id).setAttribute("aria-label", text); $(id).title = text; }
  $("language").textContent = w().language;
  for (const [id, key] of [["take", "T"], ["back", "B"], ["close", "E"], ["requeue", ""], ["done", ""], ["next", "N"]]) {
    $(id).textContent = w()[id];
    if (key) { $(id).title = `${w()[id]} (${key})`; $(id).setAttribute("aria-keyshortcuts", key); }
  }
  $("text").setAttribute("aria-label", w().say);
  $("queue-title").textContent = w().waiting;
  $("log-box").setAttribute("aria-label", w().transcript);
  $("scroller").setAttribute("aria-label", w().transcript);
  $("help-list").replaceChildren(...w().help.flatMap(([key, what]) => [element("dt", "", key), element("dd", "", what)]));
  if (me) { drawMe(); drawQueue(); drawChat(); }
}

// ---------------------------------------------------------------- login

async function begin() {
  dress();
  try { enter(await api.get("/me")); } catch { door(); }
}

function door() {
  live?.close();
  me = null;
  $("desk").hidden = true;
  $("door").hidden = false;
  $("name").focus();
}

function enter(who) {
  me = who;
  api.csrf = who.csrf;
  $("door").hidden = true;
  $("desk").hidden = false;
  $("wrong").textContent = "";
  drawMe();
  drawChat();
  listen();
}

function listen() {
  live = new Live({ onNews: take, onState: (yes) => { $("state").textContent = yes ? "" : w().lost; }, onOut: door });
  Object.assign(live, { chat: current, after: lastSeq });
}

$("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  try { enter(await api.post("/login", { name: $("name").value, password: $("password").value })); $("password").value = ""; } catch (error) {
    $("wrong").textContent = error.status === 401 ? w().wrong : w().failed + error.message;
  }
});

function drawMe() {
  $("who").textContent = `${me.name} · ${w().roles[me.role]}`;
  $("report").hidden = me.role !== "supervisor";
  $("available").checked = me.available;
  $("available-text").textContent = me.available ? w().available : w().away;
}

// ---------------------------------------------------------------- queue

function take(news) {
  if (news.now) skew = news.now - Date.now() / 1000;
  if (news.queue) {
    const before = new Map(queue.mine.map((line) => [line.id, line.waiting_since]));
    for (const line of news.queue.mine) if (line.id !== current && line.waiting_since && before.get(line.id) !== line.waiting_since) unread.add(line.id);
    queue = news.queue;
    drawQueue();
  }
  if (news.gone === current && current) { toast(w().goneChat); open(""); }
  if (news.chat === current && current) {
    chat = news.facts;
    const end = $("scroller").scrollHeight - $("scroller").scrollTop - $("scroller").clientHeight < 120;
    for (const { seq, message } of news.messages) {
      lastSeq = Math.max(lastSeq, seq);
      if (seen.has(message.id)) continue;
      seen.add(message.id);
      if (message.role === "user" || message.role === "agent") {
        heard = message.role === "user" ? seq : 0;
        guide = null;
      }
      $("log").append(messageView(message, w(), locale));
    }
    if (heard && mine()) suggest(heard);
    drawChat();
    if (end && news.messages.length) requestAnimationFrame(() => { $("scroller").scrollTop = $("scroller").scrollHeight; });
  }
}

function ago(since) {
  const seconds = Math.max(0, Date.now() / 1000 + skew - since);
  return seconds < 3600 ? `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}` : `${Math.floor(seconds / 3600)} h`;
}

function drawQueue() {
  const focused = document.activeElement?.dataset?.id;
  const lists = [["waiting", queue.waiting], ["mine", queue.mine], ["left", queue.left], ...(me?.role === "supervisor" ? [["others", queue.others]] : [])];
  $("lists").replaceChildren(...lists.map(([name, lines]) => {
    const box = element("section");
    const title = box.appendChild(element("h3", "", w()[name]));
    title.append(element("span", "", String(lines.length)));
    const list = box.appendChild(element("ul"));
    for (const line of lines) {
      const button = list.appendChild(element("li")).appendChild(element("button", `line ${unread.has(line.id) ? "unread" : ""}`));
      button.type = "button";
      button.dataset.id = line.id;
      if (line.id === current) button.setAttribute("aria-current", "true");
      const top = button.appendChild(element("span", "top"));
      top.append(element("span", "", w().reasons[line.reason] ?? line.reason), element("span", "number", `#${line.id.slice(0, 4)}`));
      const time = top.appendChild(element("span", "time"));
      time.dataset.since = name === "mine" ? line.waiting_since ?? "" : line.queued_at;
      button.append(element("span", "words", line.note || line.words || line.shop));
      button.addEventListener("click", () => open(line.id));
      if (line.id === focused) requestAnimationFrame(() => button.focus());
    }
    return box;
  }));
  $("next").disabled = !queue.waiting.length;
  clock();
}

function clock() {
  document.querySelectorAll("[data-since]").forEach((e) => { e.textContent = e.dataset.since ? ago(Number(e.dataset.since)) : ""; });
}
setInterval(clock, 1000);

function open(id) {
  current = id;
  chat = null;
  lastSeq = heard = asked = 0;
  guide = null;
  goods = [];
  seen.clear();
  unread.delete(id);
  $("log").replaceChildren();
  live.follow(id);
  drawQueue();
  drawChat();
}

// ---------------------------------------------------------------- one chat

const mine = () => chat?.state === "assigned" && chat.agent === me.name;

function drawChat() {
  const there = Boolean(chat);
  $("empty").hidden = there;
  for (const id of ["bar", "scroller", "composer", "facts"]) $(id).hidden = !there;
  $("suggest").hidden = !mine();
  if (!there) return;
  $("bar-title").textContent = `${w().reasons[chat.reason] ?? chat.reason} #${chat.id.slice(0, 4)}`;
  $("bar-about").textContent = [chat.shop, w().speaks[chat.locale] ?? chat.locale, chat.agent ? `${w().agent} ${chat.agent}` : "", chat.ended_at ? w().ended : ""].filter(Boolean).join(" · ");
  $("take").hidden = !["requested", "left"].includes(chat.state);
  $("done").hidden = chat.state !== "left";
  for (const id of ["back", "close"]) $(id).hidden = !mine();
  $("requeue").hidden = !(mine() || (me.role === "supervisor" && chat.state === "assigned"));
  // Nobody writes into a chat that is the bot's.
  $("text").disabled = $("send").disabled = !mine();
  $("text").placeholder = mine() ? w().say : w().locked;
  const draft = chat.draft ? [suggestion(chat.draft, "draft", `${w().draft}: `)] : [];
  if (guide?.text) {
    const more = guide.items.length ? ` [${guide.items.length}]` : "";
    const button = suggestion(guide.text, "draft", `${w().suggested}${more}: `);
    button.addEventListener("click", () => { goods = guide.items.map((item) => item.item_id); });
    draft.push(button);
  }
  const tones = chat.locale === "zh" ? Object.keys(w().styles).map(tone) : []; // only Chinese is reworded
  $("suggest").replaceChildren(...draft, ...tones, ...CANNED[chat.locale].map((text) => suggestion(text, "", "")));
  const inside = $("facts").contains(document.activeElement) ? document.activeElement.id : "";
  const typed = Object.fromEntries(["find", "note"].map((id) => [id, $(id)?.value ?? ""]));
  const found = $("facts").querySelector(".found");
  $("facts").replaceChildren(...factsView(chat, w(), actions, typed));
  if (found?.children.length) $("facts").querySelector(".found").replaceWith(found);
  if (inside) $(inside)?.focus();
}

function suggestion(text, className, before) {
  const button = element("button", className, before + text);
  button.type = "button";
  button.title = text;
  button.addEventListener("click", () => { $("text").value = text; goods = []; $("text").focus(); });
  return button;
}

// Puts what the agent has written into another tone; with nothing written, an answer to the shopper's last words.
function tone(style) {
  const button = element("button", "", w().styles[style]);
  button.type = "button";
  button.title = w().restyle;
  button.addEventListener("click", () => {
    const id = current;
    attempt(() => api.post(`/chats/${id}/rewrite`, { text: $("text").value.trim(), style }).then((said) => {
      if (id === current) { $("text").value = said.text; $("text").focus(); }
    }));
  });
  return button;
}

// What the guide would say to a message: asked once for each, shown only if nothing newer was said meanwhile.
async function suggest(seq) {
  if (seq <= asked) return;
  asked = seq;
  const id = current;
  const said = await api.post(`/chats/${id}/suggest`).catch(() => null);
  if (id !== current || seq !== heard) return;
  guide = said;
  drawChat();
}

const actions = {
  mine,
  search: async (q) => (await attempt(() => api.get(`/chats/${current}/search?q=${encodeURIComponent(q)}`)))?.items ?? [],
  sendItem: (item) => attempt(() => api.post(`/chats/${current}/messages`, { text: $("text").value.trim(), message_id: identity(), items: [item.item_id] }).then(() => { $("text").value = ""; })),
  tags: (tags) => attempt(() => api.put(`/chats/${current}/tags`, { tags })),
  note: (text) => attempt(() => api.post(`/chats/${current}/notes`, { text })),
};

async function attempt(work) {
  try { return await work(); } catch (error) {
    if (error.status === 401) door();
    else toast(w().failed + error.message);
    return null;
  }
}

function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, 5000);
}

function identity() { return [...crypto.getRandomValues(new Uint8Array(9))].map((b) => b.toString(16).padStart(2, "0")).join(""); }

async function say() {
  const text = $("text").value.trim();
  if (!text || !mine()) return;
  const id = identity();
  const items = goods;
  goods = [];
  $("text").value = "";
  const sent = await attempt(() => api.post(`/chats/${current}/messages`, { text, message_id: id, items }));
  if (!sent && !$("text").value) { $("text").value = text; goods = items; }
}

async function next() {
  const taken = await attempt(() => api.post("/next"));
  if (taken) { open(taken.chat); $("text").focus(); }
}

async function takeOver() {
  if (await attempt(() => api.post(`/chats/${current}/take`))) setTimeout(() => $("text").focus(), 150);
}

function end(how) {
  if (!mine()) return;
  const box = $("ending");
  $("ending-title").textContent = w()[how];
  $("outcome").value = "";
  box.returnValue = "no";
  box.onclose = () => {
    if (box.returnValue === "yes") attempt(() => api.post(`/chats/${current}/${how === "back" ? "return" : "close"}`, { outcome: $("outcome").value.trim(), seen: lastSeq }));
  };
  box.showModal();
  $("outcome").focus();
}

$("composer").addEventListener("submit", (event) => { event.preventDefault(); say(); });
$("text").addEventListener("keydown", (event) => {
  // While a Chinese word is being composed, Enter picks it and must not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); say(); }
});
$("next").addEventListener("click", next);
$("take").addEventListener("click", takeOver);
$("back").addEventListener("click", () => end("back"));
$("close").addEventListener("click", () => end("close"));
$("requeue").addEventListener("click", () => attempt(() => api.post(`/chats/${current}/requeue`)));
$("done").addEventListener("click", () => attempt(() => api.post(`/chats/${current}/done`)));
$("keys").addEventListener("click", () => $("help").showModal());
$("own-password").addEventListener("click", () => password.ask(locale, async (now, next) => {
  live.close(); // with the password the login changes, and the socket is the login's
  try { api.csrf = (await api.post("/password", { current: now, new: next })).csrf; } finally { listen(); }
  toast(password.WORDS[locale].done);
}));
$("logout").addEventListener("click", async () => { await attempt(() => api.post("/logout")); door(); });
$("available").addEventListener("change", async () => {
  me.available = $("available").checked;
  drawMe();
  await attempt(() => api.post("/available", { available: me.available }));
});
$("language").addEventListener("click", () => { locale = locale === "zh" ? "en" : "zh"; keep({ locale }); dress(); });
$("theme").addEventListener("click", () => {
  const dark = kept.theme ? kept.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  keep({ theme: dark ? "light" : "dark" });
  document.documentElement.dataset.theme = kept.theme;
});

function step(by) {
  const ids = [...queue.waiting, ...queue.mine, ...queue.left, ...(queue.others ?? [])].map((line) => line.id);
  if (ids.length) open(ids[(ids.indexOf(current) + by + ids.length) % ids.length]);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, dialog");
  if (event.key === "Escape" && typing && !event.target.closest("dialog")) { event.target.blur(); return; }
  if (!me || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const does = { n: next, t: () => current && !$("take").hidden && takeOver(), j: () => step(1), k: () => step(-1), r: () => $("text").focus(), g: () => $("find")?.focus(), m: () => $("note")?.focus(), b: () => end("back"), e: () => end("close"), "?": () => $("help").showModal() }[event.key.toLowerCase()];
  if (does) { event.preventDefault(); does(); }
});

begin();
