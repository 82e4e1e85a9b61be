// Plots as inline SVG, drawn for the width that they get. Knows no words and no figures of its own.

import { h, s } from "./dom.js";

const LEFT = 40, RIGHT = 10, TOP = 12, BOTTOM = 26;

// draw: (width) -> SVG; drawn again when the box changes its width.
export function plot(title, draw, { legend = [], wide = false, note = "" } = {}) {
  const canvas = h("div", { class: "canvas" });
  const box = h("section", { class: wide ? "card plot wide" : "card plot" }, h("h2", {}, title), legendView(legend), canvas, note ? h("p", { class: "hint" }, note) : null);
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width && width !== drawn) { drawn = width; canvas.replaceChildren(draw(width)); }
  }).observe(canvas);
  return box;
}

function legendView(legend) {
  if (!legend.length) return null;
  return h("ul", { class: "legend" }, legend.map(({ name, color }) => h("li", {}, h("i", { class: `swatch ${color}`, "aria-hidden": "true" }), name)));
}

function ticks(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1) / 3));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => most / n <= 4) ?? most);
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, i) => i * step);
}

function frame(label, width, height, marks, xs) {
  const root = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label });
  const y = (v) => height - BOTTOM - (v / marks.at(-1)) * (height - BOTTOM - TOP);
  for (const mark of marks) {
    root.append(s("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(mark), y2: y(mark) }), s("text", { x: LEFT - 8, y: y(mark) + 4, "text-anchor": "end" }, mark >= 1000 ? `${mark / 1000}k` : String(mark)));
  }
  const each = Math.ceil((xs.length * 46) / (width - LEFT - RIGHT)) || 1;
  const column = (width - LEFT - RIGHT) / Math.max(1, xs.length);
  const x = (i) => LEFT + (i + 0.5) * column;
  xs.forEach((name, i) => { if ((xs.length - 1 - i) % each === 0) root.append(s("text", { x: x(i), y: height - 8, "text-anchor": "middle" }, name)); });
  return { root, x, y, column };
}

// series: [{name, color, values}]; the area below the first is filled.
export function lines(label, xs, series, height = 210) {
  return (width) => {
    const marks = ticks(Math.max(1, ...series.flatMap((one) => one.values)));
    const { root, x, y } = frame(label, width, height, marks, xs);
    series.forEach(({ name, color, values }, n) => {
      const path = values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
      if (n === 0) root.append(s("path", { class: `area ${color}`, d: `${path}L${x(xs.length - 1).toFixed(1)} ${y(0)}L${x(0).toFixed(1)} ${y(0)}Z` }));
      root.append(s("path", { class: `curve ${color}`, d: path }));
      values.forEach((v, i) => root.append(s("circle", { class: `dot ${color}`, cx: x(i).toFixed(1), cy: y(v).toFixed(1), r: 3 }, s("title", {}, `${xs[i]} · ${name}: ${v}`))));
    });
    return root;
  };
}

// series: [{name, color, values}], drawn upon each other.
export function stacked(label, xs, series, height = 210) {
  return (width) => {
    const sums = xs.map((_, i) => series.reduce((sum, one) => sum + one.values[i], 0));
    const { root, x, y, column } = frame(label, width, height, ticks(Math.max(1, ...sums)), xs);
    const wide = Math.max(3, Math.min(34, column * 0.62));
    xs.forEach((name, i) => {
      let sum = 0;
      for (const one of series) {
        const v = one.values[i];
        if (!v) continue;
        const top = y(sum + v), foot = y(sum);
        root.append(s("rect", { class: `fill ${one.color}`, x: (x(i) - wide / 2).toFixed(1), width: wide.toFixed(1), y: top.toFixed(1), height: Math.max(1, foot - top - 1).toFixed(1), rx: 2.5 }, s("title", {}, `${name} · ${one.name}: ${v}`)));
        sum += v;
      }
    });
    return root;
  };
}

// rows: [{name, n, words?, kind?}], most first; a list and no picture, so that long names wrap.
export function bars(rows, color = "c1") {
  const most = Math.max(1, ...rows.map((row) => row.n));
  return h("ol", { class: "bars" }, rows.map((row) => h("li", {},
    h("span", { class: "bar-name" }, row.kind ? h("span", { class: `kind ${row.color ?? ""}` }, row.kind) : null, row.name, row.words ? h("q", {}, row.words) : null),
    h("span", { class: "track", "aria-hidden": "true" }, h("span", { class: `fill ${row.color ?? color}`, "width%": (100 * row.n) / most })),
    h("b", {}, String(row.n)))));
}

// parts: [{name, n, color}] as one bar.
export function share(parts) {
  const all = parts.reduce((sum, part) => sum + part.n, 0) || 1;
  return h("div", {},
    h("div", { class: "share", "aria-hidden": "true" }, parts.map((part) => h("span", { class: `fill ${part.color}`, "width%": (100 * part.n) / all }))),
    h("ul", { class: "legend" }, parts.map((part) => h("li", {}, h("i", { class: `swatch ${part.color}`, "aria-hidden": "true" }), `${part.name} ${Math.round((100 * part.n) / all)}% (${part.n})`))));
}

// seen: [[at, ms or null]]; one cell for each minute of the last hour.
export function strip(label, seen, now) {
  const root = s("svg", { viewBox: "0 0 360 26", preserveAspectRatio: "none", class: "strip", role: "img", "aria-label": label });
  for (let minute = 0; minute < 60; minute += 1) {
    const from = now - (60 - minute) * 60;
    const looks = seen.filter(([at]) => at >= from && at < from + 60);
    const state = !looks.length ? "unseen" : looks.some(([, ms]) => ms === null) ? "down" : "up";
    root.append(s("rect", { class: state, x: minute * 6, y: 0, width: 4.6, height: 26, rx: 1.6 }));
  }
  return root;
}

// buckets: [{up_to_ms or null, n}].
export function histogram(label, buckets, height = 210) {
  const name = (b) => (b.up_to_ms === null ? "∞" : b.up_to_ms < 1000 ? `${b.up_to_ms}` : `${b.up_to_ms / 1000}s`);
  return stacked(label, buckets.map(name), [{ name: label, color: "c2", values: buckets.map((b) => b.n) }], height);
}

export function spark(values) {
  const root = s("svg", { viewBox: "0 0 100 26", preserveAspectRatio: "none", class: "spark", "aria-hidden": "true" });
  const most = Math.max(1, ...values);
  const x = (i) => (values.length < 2 ? 50 : (100 * i) / (values.length - 1));
  const path = values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${(24 - (v / most) * 21).toFixed(1)}`).join("");
  root.append(s("path", { class: "area c1", d: `${path}L100 26L0 26Z` }), s("path", { class: "curve c1", d: path }));
  return root;
}
