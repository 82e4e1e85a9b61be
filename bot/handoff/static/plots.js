// Small plots as inline SVG: lines over days, stacked shares, bars. Knows no words and no figures of its own.

const NS = "http://www.w3.org/2000/svg";
const W = 420, H = 170, LEFT = 44, BOTTOM = 24, TOP = 12;

function svg(name, attributes = {}, text = "") {
  const e = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  if (text) e.textContent = text;
  return e;
}

function frame(label) {
  const root = svg("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": label });
  root.append(svg("title", {}, label));
  return root;
}

// Round steps up to above the largest value.
function ticks(most) {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 86400].find((s) => most / s <= 4) ?? most / 4;
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, i) => i * step);
}

// points: [{x: label, y: number or null}]; `show` words a value.
export function line(label, points, show) {
  const root = frame(label);
  const known = points.filter((p) => p.y !== null);
  const marks = ticks(Math.max(1, ...known.map((p) => p.y)));
  const top = marks.at(-1);
  const x = (i) => LEFT + (points.length < 2 ? (W - LEFT - 10) / 2 : (i * (W - LEFT - 12)) / (points.length - 1));
  const y = (v) => H - BOTTOM - (v / top) * (H - BOTTOM - TOP);
  axis(root, marks, y, show);
  let path = "";
  points.forEach((p, i) => { if (p.y !== null) path += `${path ? "L" : "M"}${x(i).toFixed(1)} ${y(p.y).toFixed(1)}`; });
  root.append(svg("path", { class: "path", d: path }));
  points.forEach((p, i) => {
    if (p.y === null) return;
    const dot = svg("circle", { class: "dot", cx: x(i).toFixed(1), cy: y(p.y).toFixed(1), r: 3.2 });
    dot.append(svg("title", {}, `${p.x}: ${show(p.y)}`));
    root.append(dot);
  });
  days(root, points, x);
  return root;
}

// rows: [{x: label, parts: [number …]}], drawn upon each other in the classes bar-a, bar-b, bar-c.
export function stacked(label, rows, show = String) {
  const root = frame(label);
  const marks = ticks(Math.max(1, ...rows.map((r) => r.parts.reduce((a, b) => a + b, 0))));
  const y = (v) => H - BOTTOM - (v / marks.at(-1)) * (H - BOTTOM - TOP);
  const wide = Math.min(34, (W - LEFT - 12) / Math.max(1, rows.length) - 3);
  const x = (i) => LEFT + ((i + 0.5) * (W - LEFT - 12)) / rows.length;
  axis(root, marks, y, show);
  rows.forEach((row, i) => {
    let sum = 0;
    row.parts.forEach((part, k) => {
      const bar = svg("rect", { class: ["bar-a", "bar-b", "bar-c"][k], x: (x(i) - wide / 2).toFixed(1), width: Math.max(2, wide).toFixed(1), y: y(sum + part).toFixed(1), height: (y(sum) - y(sum + part)).toFixed(1), rx: 2 });
      bar.append(svg("title", {}, `${row.x}: ${show(part)}`));
      root.append(bar);
      sum += part;
    });
  });
  days(root, rows, x);
  return root;
}

// rows: [{x: label, y: number}], longest first.
export function bars(label, rows, show = String) {
  const root = svg("svg", { viewBox: `0 0 ${W} ${Math.max(40, rows.length * 26 + 8)}`, role: "img", "aria-label": label });
  root.append(svg("title", {}, label));
  const most = Math.max(1, ...rows.map((r) => r.y));
  rows.forEach((row, i) => {
    root.append(svg("text", { x: 0, y: i * 26 + 19 }, row.x));
    root.append(svg("rect", { class: "bar-a", x: 130, y: i * 26 + 6, height: 16, width: Math.max(2, (row.y / most) * 230).toFixed(1), rx: 4 }));
    root.append(svg("text", { x: 136 + (row.y / most) * 230, y: i * 26 + 19 }, show(row.y)));
  });
  return root;
}

function axis(root, marks, y, show) {
  for (const mark of marks) {
    root.append(svg("line", { class: "axis", x1: LEFT, x2: W - 6, y1: y(mark), y2: y(mark) }));
    root.append(svg("text", { x: LEFT - 6, y: y(mark) + 4, "text-anchor": "end" }, show(mark)));
  }
}

function days(root, points, x) {
  const each = Math.ceil(points.length / 7) || 1;
  points.forEach((p, i) => { if (i % each === 0) root.append(svg("text", { x: x(i), y: H - 7, "text-anchor": "middle" }, p.x)); });
}
