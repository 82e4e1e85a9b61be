// Conversations as they run: the latest on the left, one transcript on the right, both kept up to date.

import { h, settleRows } from "./dom.js";

export function open({ api, W, box, now }) {
  let shown = "", after = 0;
  const period = h("select", { onchange: now, "aria-label": W.period }, [[60, W.lastHour], [1440, W.lastDay], [10_080, W.lastWeek]].map(([minutes, name]) => h("option", { value: minutes, selected: minutes === 1440 }, name)));
  const none = h("p", { class: "hint", hidden: true }, W.noTalks);
  const list = h("ol", { class: "talk-list" });
  const head = h("div", { class: "talk-head" });
  const said = h("ol", { class: "said" });
  const pane = h("section", { class: "card talk-pane", "aria-label": W.conversations }, h("p", { class: "hint" }, W.pick), h("p", { class: "hint" }, W.logged));
  box.append(h("div", { class: "pickers" }, period), h("div", { class: "split" }, h("nav", { class: "card", "aria-label": W.live }, none, list), pane));

  async function follow() {
    if (!shown) return;
    const wanted = shown;
    let found;
    try { found = await api.get(`/admin/api/conversations/${shown}?after=${after}`); } catch (error) {
      if (error.status === 404) { shown = ""; pane.replaceChildren(h("p", { class: "hint" }, error.message)); return; }
      throw error;
    }
    if (wanted !== shown) return; // another one was picked meanwhile
    head.replaceChildren(h("button", { type: "button", class: "back", onclick: () => { shown = ""; box.classList.remove("reading"); now(); } }, W.back), h("strong", {}, `#${shown.slice(0, 6)}`), h("span", {}, `${found.shop} · ${found.channel}`), h("span", { class: found.owner === "person" ? "badge bad" : "badge good" }, found.owner === "person" ? W.person : W.bot));
    const low = said.scrollHeight - said.scrollTop - said.clientHeight < 60 || !after;
    for (const { seq, message } of found.messages) {
      after = Math.max(after, seq);
      said.append(sayView(message, W));
    }
    if (low && found.messages.length) said.scrollTop = said.scrollHeight;
  }

  return {
    every: () => 2_000,
    async refresh() {
      const found = await api.get(`/admin/api/conversations?minutes=${period.value}`);
      none.hidden = found.conversations.length > 0;
      settleRows(list, found.conversations, (one) => one.id, (one) => JSON.stringify([one, one.id === shown, ago(found.now - one.active_at, W)]), (one) => h("li", {}, h("button", { type: "button", class: "talk-line", "aria-current": one.id === shown ? "true" : null, onclick: () => { shown = one.id; after = 0; said.replaceChildren(); pane.replaceChildren(head, said); box.classList.add("reading"); now(); } },
        h("span", { class: "top" }, h("b", {}, `#${one.id.slice(0, 6)}`), h("span", {}, `${one.shop} · ${W.nTurns(one.n_turns)}`), h("time", {}, ago(found.now - one.active_at, W))),
        h("span", { class: "words" }, one.owner === "person" ? h("i", { class: "badge bad" }, W.person) : null, `${W.roleNames[one.last.role] ?? ""} ${one.last.text}`))));
      await follow();
    },
  };
}

function ago(seconds, W) {
  const format = new Intl.RelativeTimeFormat(W.lang, { style: "narrow", numeric: "auto" });
  return seconds < 60 ? format.format(0, "second") : seconds < 5400 ? format.format(-Math.round(seconds / 60), "minute") : seconds < 129_600 ? format.format(-Math.round(seconds / 3600), "hour") : format.format(-Math.round(seconds / 86_400), "day");
}

function sayView(message, W) {
  const at = new Date(message.at);
  return h("li", { class: `say ${message.role}` }, h("span", { class: "by" }, `${W.roleNames[message.role] ?? message.role} · ${Number.isNaN(at.valueOf()) ? "" : at.toLocaleTimeString(W.lang, { hour: "2-digit", minute: "2-digit" })}`), h("p", {}, message.text),
    message.items?.length ? h("ul", { class: "chips", "aria-label": W.goods }, message.items.map((item) => h("li", { class: "chip" }, item.title, item.price === null || item.price === undefined ? null : h("small", {}, ` ${item.currency} ${item.price}`)))) : null);
}
