// Renders a small, safe part of Markdown by building elements: paragraphs, lists, bold, code, tables. Never parses HTML:
// text from models and catalogues only ever becomes text nodes.

export function render(text) {
  const out = document.createDocumentFragment();
  const lines = text.replaceAll("\r", "").split("\n");
  let paragraph = [];
  const flush = () => {
    if (paragraph.length) {
      const p = document.createElement("p");
      paragraph.forEach((line, i) => { if (i) p.append(document.createElement("br")); inline(p, line); });
      out.append(p);
    }
    paragraph = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (isRow(line) && i + 1 < lines.length && /^\s*\|?\s*:?-{2,}/.test(lines[i + 1])) {
      flush();
      const rows = [];
      let end = i + 2;
      while (end < lines.length && isRow(lines[end])) rows.push(cells(lines[end++]));
      out.append(table(cells(line), rows));
      i = end - 1;
    } else if (/^\s*([-*•]|\d{1,2}[.)、])\s+/.test(line)) {
      flush();
      const list = document.createElement(/^\s*\d/.test(line) ? "ol" : "ul");
      const mark = /^\s*([-*•]|\d{1,2}[.)、])\s+/;
      while (i < lines.length && mark.test(lines[i])) {
        const item = document.createElement("li");
        inline(item, lines[i++].replace(mark, ""));
        list.append(item);
      }
      i--;
      out.append(list);
    } else if (!line.trim()) flush();
    else paragraph.push(line);
  }
  flush();
  return out;
}

const isRow = (line) => /^\s*\|.*\|\s*$/.test(line);
const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function table(head, rows) {
  const box = document.createElement("div");
  box.className = "scroll";
  box.tabIndex = 0;
  const t = box.appendChild(document.createElement("table"));
  const tr = t.createTHead().insertRow();
  for (const cell of head) {
    const th = tr.appendChild(document.createElement(cell ? "th" : "td"));
    if (cell) th.scope = "col";
    inline(th, cell);
  }
  const body = t.createTBody();
  for (const row of rows) {
    const r = body.insertRow();
    head.forEach((_, i) => {
      const cell = r.appendChild(document.createElement(i ? "td" : "th"));
      if (!i) cell.scope = "row";
      inline(cell, row[i] ?? "");
    });
  }
  return box;
}

function inline(parent, text) {
  for (const part of text.split(/(\*\*[^*]+\*\*|`[^`]+`)/)) {
    if (/^\*\*.+\*\*$/.test(part)) parent.appendChild(document.createElement("strong")).textContent = part.slice(2, -2);
    else if (/^`.+`$/.test(part)) parent.appendChild(document.createElement("code")).textContent = part.slice(1, -1);
    else if (part) parent.append(part);
  }
}
