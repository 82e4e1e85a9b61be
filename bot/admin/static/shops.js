// Shops, and imports with their progress: what was refused is shown with its line, the reason and what to do.

import { h, settle, settleRows } from "./dom.js";

const STEPS = ["survey", "check", "write", "vectors", "lexical", "graph"];
const NAME = "[a-z0-9][a-z0-9_\\-]{0,63}";

export function open({ api, W, locale, box, fail, now }) {
  let file = null, busy = false, shown = "";
  const shops = h("ul", { class: "shop-list" });
  const names = h("datalist", { id: "shop-names" });
  const history = h("ol", { class: "imports" });
  const none = h("p", { class: "hint", hidden: true }, W.noImports);
  const told = h("p", { class: "wrong", role: "alert" });
  const sent = h("span", { class: "fill c2", "width%": 0 });
  const sending = h("div", { class: "sending", hidden: true }, h("span", {}, W.uploading), h("span", { class: "track" }, sent));
  const input = h("input", { type: "file", id: "file", class: "hidden", accept: ".csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.pq", onchange: () => choose(input.files[0]) });
  const chosen = h("strong", {}, W.drop);
  const zone = h("label", { class: "zone", for: "file" }, h("svg", { "aria-hidden": "true" }), chosen, h("small", {}, W.formats));
  zone.firstChild.replaceWith(arrow());
  const shop = h("input", { id: "import-shop", required: true, pattern: NAME, maxLength: 64, autocomplete: "off", list: "shop-names", "aria-describedby": "shop-hint" });
  const role = h("select", { id: "import-role" }, Object.entries(W.roles).map(([value, name]) => h("option", { value }, name)));
  const trial = h("input", { type: "checkbox", onchange: () => { button.textContent = trial.checked ? W.check : W.start; } });
  const replace = h("input", { type: "checkbox" });
  const button = h("button", { class: "main" }, W.start);
  const form = h("form", { class: "card import-form", onsubmit: send }, h("h2", {}, W.newImport), input, zone,
    h("div", { class: "fields" }, h("label", {}, h("span", {}, W.shopName), shop, names, h("small", { id: "shop-hint" }, W.shopHint)), h("label", {}, h("span", {}, W.role), role)),
    h("label", { class: "tick" }, trial, W.dryRun), h("label", { class: "tick" }, replace, W.replace), sending, told, button);
  box.append(shops, h("div", { class: "split even" }, form, h("section", { class: "card" }, h("h2", {}, W.history), none, history)));

  for (const event of ["dragenter", "dragover"]) zone.addEventListener(event, (e) => { e.preventDefault(); zone.classList.add("over"); });
  for (const event of ["dragleave", "drop"]) zone.addEventListener(event, (e) => { e.preventDefault(); zone.classList.remove("over"); });
  zone.addEventListener("drop", (e) => choose(e.dataTransfer.files[0]));

  function choose(picked) {
    if (!picked) return;
    file = picked;
    chosen.textContent = `${picked.name} · ${size(picked.size)}`;
    told.textContent = "";
  }

  async function send(event) {
    event.preventDefault();
    if (busy) return;
    if (!file) { told.textContent = W.pickFile; input.focus(); return; }
    busy = button.disabled = true;
    told.textContent = "";
    sending.hidden = false;
    const asked = new URLSearchParams({ shop: shop.value, file: file.name, role: role.value, dry_run: trial.checked, replace: replace.checked });
    try {
      shown = (await api.upload(`/admin/api/imports?${asked}`, file, (part) => { sent.style.width = `${Math.round(part * 100)}%`; })).id;
    } catch (error) { told.textContent = fail(error); }
    busy = button.disabled = false;
    sending.hidden = true;
    sent.style.width = "0";
    now();
  }

  let running = false;
  return {
    every: () => (running ? 700 : 5_000),
    async refresh() {
      const [{ shops: known }, { imports }] = await Promise.all([api.get("/admin/api/shops"), api.get("/admin/api/imports")]);
      running = imports.some((one) => one.state === "running");
      settle(shops, JSON.stringify([known, W.lang]), () => known.map((one) => shopView(one, W, locale, () => { shop.value = one.name; shop.focus(); })));
      settle(names, JSON.stringify(known.map((one) => one.name)), () => known.map((one) => h("option", { value: one.name })));
      const whole = shown ? await api.get(`/admin/api/imports/${shown}`) : null;
      none.hidden = imports.length > 0;
      settleRows(history, imports, (one) => one.id, (one) => JSON.stringify([one.state, one.steps, one.id === shown]), (one) => importView(one.id === shown ? whole : one, one.id === shown, W, () => { shown = shown === one.id ? "" : one.id; now(); }));
    },
  };
}

const size = (bytes) => (bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function arrow() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M12 16V4m-5 5 5-5 5 5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4");
  svg.append(path);
  return svg;
}

function shopView(one, W, locale, pick) {
  const title = one.title?.[locale] ?? one.title?.[one.language] ?? one.name;
  const number = (n) => (n ?? 0).toLocaleString(W.lang);
  return h("li", {}, h("button", { type: "button", class: "card shop", onclick: pick }, h("b", {}, title), h("code", {}, one.name), h("span", { class: "counts" }, h("span", {}, h("strong", {}, number(one.n_items)), ` ${W.items}`), h("span", {}, h("strong", {}, number(one.n_reviews)), ` ${W.reviews}`)), h("small", {}, [one.currency, one.language, one.version ? `${W.version} ${one.version}` : ""].filter(Boolean).join(" · "))));
}

function importView(one, whole, W, toggle) {
  const mark = { running: "", done: "good", failed: "bad", lost: "bad" }[one.state];
  const r = one.report;
  const counts = one.state === "done" ? [["added", r.added], ["changed", r.changed], ["unchanged", r.unchanged], ["deleted", r.deleted]].filter(([, n]) => n) : [];
  return h("li", { class: "import" },
    h("div", { class: "import-head" }, h("b", {}, one.file), h("span", { class: `badge ${mark}` }, W.states[one.state]), one.dry_run ? h("span", { class: "badge" }, W.dry) : null, h("span", { class: "hint" }, `${one.shop} · ${size(one.n_bytes)} · ${W.by} ${one.agent} · ${new Date(one.started_at * 1000).toLocaleString(W.lang, { dateStyle: "short", timeStyle: "short" })}`)),
    one.state === "running" ? stepsView(one.steps, W) : null,
    one.error ? h("p", { class: "wrong" }, one.error) : null,
    counts.length || r.refused || r.values_left_out ? h("ul", { class: "chips" }, counts.map(([key, n]) => h("li", { class: "chip" }, `${W[key]} ${n.toLocaleString(W.lang)}`)), r.refused ? h("li", { class: "chip bad" }, `${W.refused} ${r.refused}`) : null, r.values_left_out ? h("li", { class: "chip" }, `${W.leftOut} ${r.values_left_out}`) : null, r.refused || r.values_left_out ? h("li", {}, h("button", { type: "button", class: "small", "aria-expanded": String(whole), onclick: toggle }, whole ? W.close : W.show)) : null) : null,
    whole && r.problems?.length ? problemsView(r, W) : null);
}

function stepsView(steps, W) {
  const begun = STEPS.filter((step) => steps[step]);
  return h("ol", { class: "steps" }, begun.map((step, i) => {
    const [done, of] = steps[step];
    const over = i < begun.length - 1; // a step whose end is not known is over when the next one has begun
    const bar = h("progress", { "aria-label": W.steps[step], ...(of || over ? { max: of ?? 1, value: of ? done : 1 } : {}) });
    return h("li", {}, h("span", {}, W.steps[step]), bar, h("small", {}, of ? `${done.toLocaleString(W.lang)} / ${of.toLocaleString(W.lang)}` : done.toLocaleString(W.lang)));
  }));
}

function problemsView(r, W) {
  const more = r.refused + r.values_left_out - r.problems.length;
  return h("div", {}, h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": W.refused }, h("table", { class: "rows" },
    h("thead", {}, h("tr", {}, [W.line, W.reason, W.remedy].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, r.problems.slice(0, 200).map((p) => h("tr", { class: p.refused ? "refused" : "" }, h("td", {}, p.line ? String(p.line) : "—"), h("td", {}, p.field ? h("code", {}, p.field) : null, ` ${p.reason}`), h("td", {}, p.remedy)))))),
  more > 0 ? h("p", { class: "hint" }, W.more(more)) : null);
}
