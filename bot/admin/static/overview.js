// The overview: how many talk, what they want and do not find, how often a person is needed.

import { bars, lines, plot, share, spark, stacked } from "./charts.js";
import { h, settle } from "./dom.js";

const TOPICS = ["nothing_fits", "unknown_category", "unknown_brand", "unknown_value", "unchecked", "not_understood", "no_such_item", "no_more", "out_of_scope"];
// Nine topics in five colours: what the catalogue lacks, value by value, and what the guide did not understand.
const COLOR = { nothing_fits: "c1", unknown_category: "c3", unknown_brand: "c3", unknown_value: "c3", no_such_item: "c3", unchecked: "c4", no_more: "c5", not_understood: "c2", out_of_scope: "c2" };

export function open({ api, W, locale, box, now }) {
  const days = h("select", { onchange: now, "aria-label": W.period }, [7, 14, 30, 90].map((n) => h("option", { value: n, selected: n === 14 }, W.days(n))));
  const shop = h("select", { onchange: now, "aria-label": W.shop }, h("option", { value: "" }, W.allShops));
  const tiles = h("ul", { class: "tiles" });
  const plots = h("div", { class: "plots" });
  box.append(h("div", { class: "pickers" }, shop, days), tiles, plots);
  let known = false;

  return {
    every: () => 10_000,
    async refresh() {
      if (!known) {
        const { shops } = await api.get("/admin/api/shops");
        shop.append(...shops.map((one) => h("option", { value: one.name }, one.title?.[locale] ?? one.title?.[one.language] ?? one.name)));
        known = true;
      }
      const found = await api.get(`/admin/api/figures?days=${days.value}&shop=${encodeURIComponent(shop.value)}`);
      settle(tiles, JSON.stringify([found, W.lang]), () => tilesView(found, W));
      // Who is here right now changes all the time and is on a tile only: the plots need not be drawn anew for it.
      settle(plots, JSON.stringify([{ ...found, n_active: 0 }, W.lang]), () => plotsView(found, W, locale));
    },
  };
}

const span = (seconds, W) => (seconds === null ? "—" : seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`);

function perDay(found, rows, value) {
  const of = new Map(rows.map((row) => [row.day, value(row)]));
  return found.days.map((day) => of.get(day) ?? 0);
}

function tilesView(found, W) {
  const sessions = perDay(found, found.conversations, (row) => row.n_sessions);
  const { all, days } = found.handoffs;
  const rated = all.ratings.reduce((a, b) => a + b, 0);
  const unmet = found.days.map((day) => found.unmet.days.filter((row) => row.day === day).reduce((sum, row) => sum + row.n, 0));
  const tile = (value, label, values, note = "") => h("li", { class: "card tile" }, h("strong", {}, value), h("span", {}, label), note ? h("small", {}, note) : null, values ? spark(values) : null);
  return [
    tile(String(found.n_active), W.now),
    tile(String(sessions.reduce((a, b) => a + b, 0)), W.conversations, sessions),
    tile(String(found.unmet.n), W.unmet, unmet),
    tile(String(all.n), W.handoffs, perDay(found, days, (row) => row.n), `${W.wait} ${span(all.waiting_s.p50, W)}`),
    tile(rated ? `${Math.round((100 * all.ratings[2]) / rated)}%` : "—", W.good, null, rated ? `n = ${rated}` : ""),
  ];
}

function plotsView(found, W, locale) {
  const xs = found.days.map((day) => day.slice(5).replace("-", "/"));
  const empty = (text) => h("p", { class: "hint" }, text);
  const card = (title, inside, { wide = false, note = "" } = {}) => h("section", { class: wide ? "card plot wide" : "card plot" }, h("h2", {}, title), note ? h("p", { class: "hint" }, note) : null, inside);

  const talk = [{ name: W.turns, color: "c2", values: perDay(found, found.conversations, (row) => row.n_turns) }, { name: W.conversations, color: "c1", values: perDay(found, found.conversations, (row) => row.n_sessions) }];
  const unmet = TOPICS.map((topic) => ({ name: W.topics[topic], color: COLOR[topic], values: found.days.map((day) => found.unmet.days.find((row) => row.day === day && row.topic === topic)?.n ?? 0) })).filter((one) => one.values.some(Boolean));
  const groups = [...new Map(unmet.map((one) => [one.color, { color: one.color, name: unmet.filter((other) => other.color === one.color).map((other) => other.name).join(" / ") }])).values()];
  const { days, reasons } = found.handoffs;
  const handed = [{ name: W.taken, color: "c3", values: perDay(found, days, (row) => row.n_taken) }, { name: W.missed, color: "c1", values: perDay(found, days, (row) => row.n - row.n_taken) }];
  const colors = ["c1", "c2", "c3", "c4", "c5"];
  const wanted = found.unmet.wanted.map((one) => ({ name: (one.shown?.[locale] ?? one.wanted).replace(/ ([≤≥<>≈≠]) /g, "\u00a0$1\u00a0"), kind: W.topics[one.topic] ?? one.topic, color: COLOR[one.topic], n: one.n, words: one.words && one.words !== one.wanted ? one.words : "" }));

  return [
    plot(W.byDay, lines(W.byDay, xs, talk), { legend: talk, wide: true }),
    unmet.length ? plot(W.unmetByDay, stacked(W.unmetByDay, xs, unmet), { legend: groups }) : card(W.unmetByDay, empty(W.nothingUnmet)),
    days.length ? plot(W.handoffByDay, stacked(W.handoffByDay, xs, handed), { legend: handed }) : card(W.handoffByDay, empty(W.nothing)),
    card(W.wanted, wanted.length ? bars(wanted) : empty(W.nothingUnmet), { note: wanted.length ? W.wantedHint : "" }),
    h("div", { class: "column" },
      card(W.demand, found.demand.length ? bars(found.demand.map(({ category, shown, n }) => ({ name: shown?.[locale] ?? category, n })), "c2") : empty(W.nothing)),
      card(W.channels, Object.keys(found.channels).length ? share(Object.entries(found.channels).map(([name, n], i) => ({ name: W.channelNames[name] ?? name, n, color: colors[i % 5] }))) : empty(W.nothing)),
      card(W.reasons, h("div", {}, Object.keys(reasons).length ? bars(Object.entries(reasons).map(([name, n]) => ({ name: W.reasonNames[name] ?? name, n })), "c4") : empty(W.nothing), h("a", { class: "more", href: "/desk/report" }, W.report)))),
  ];
}
