// Health: the last hour of each process, and how long the shoppers wait for an answer.

import { histogram, plot, strip } from "./charts.js";
import { h, settle } from "./dom.js";

export function open({ api, W, box }) {
  const processes = h("ul", { class: "processes" });
  const turns = h("div", { class: "plots" });
  const from = h("p", { class: "hint" });
  box.append(processes, turns, from);

  return {
    every: () => 5_000,
    async refresh() {
      const found = await api.get("/admin/api/health");
      processes.replaceChildren(...found.processes.map((one) => processView(one, found.now, W)));
      from.textContent = `${W.seenFrom} ${found.replica} · ${W.lastHourStrip}`;
      const used = found.turns.filter((b, i) => b.n || found.turns.slice(i).some((c) => c.n));
      settle(turns, JSON.stringify([found.turns, W.lang]), () => plot(W.turnTimes, histogram(W.turnTimes, used.length ? used : found.turns.slice(0, 8)), { wide: true, note: W.turnTimesHint }));
    },
  };
}

function processView({ name, up, seen }, now, W) {
  const answers = seen.map(([, ms]) => ms).filter((ms) => ms !== null);
  const title = W.processes[name] ?? name;
  const state = up ? W.up : W.down;
  const last = seen.at(-1)?.[1];
  return h("li", { class: "card process" },
    h("div", {}, h("h2", {}, title), h("span", { class: `badge ${up ? "good" : "bad"}` }, state), h("small", {}, last === null || last === undefined ? "" : `${W.answer} ${last.toFixed(last < 10 ? 1 : 0)} ms`)),
    strip(`${title}: ${state}; ${answers.length}/${seen.length}`, seen, now));
}
