// The log: who did what, and when. Rows are names and acts, never words of shoppers.

import { h, settle } from "./dom.js";

export function open({ api, W, box }) {
  const body = h("tbody");
  box.append(h("section", { class: "card" }, h("p", { class: "hint" }, W.logHint), h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": W.log }, h("table", { class: "rows" }, h("thead", {}, h("tr", {}, W.logColumns.map((name) => h("th", { scope: "col" }, name)))), body))));
  return {
    every: () => 5_000,
    async refresh() {
      const { log } = await api.get("/desk/api/audit");
      settle(body, JSON.stringify([log[0]?.id, log.length]), () => log.map((entry) => h("tr", {}, [new Date(entry.at * 1000).toLocaleString(W.lang), entry.actor, entry.event, entry.chat_id.slice(0, 8), [entry.before, entry.after].filter(Boolean).join(" → ")].map((text) => h("td", {}, text)))));
    },
  };
}
