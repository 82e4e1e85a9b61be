// Makes elements. All text becomes text nodes: nothing that people or models wrote is ever read as markup.

export function h(name, props = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else if (key === "class") e.className = value;
    else if (key === "width%") e.style.width = `${Math.max(0, Math.min(100, value))}%`;
    else if (key in e && key !== "role" && key !== "list") e[key] = value;
    else e.setAttribute(key, value === true ? "" : value);
  }
  e.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== ""));
  return e;
}

const NS = "http://www.w3.org/2000/svg";

export function s(name, attributes = {}, ...children) {
  const e = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  e.append(...children);
  return e;
}

// Puts new children in place only where something changed, so that focus and scrolling stay.
export function settle(box, key, make) {
  if (box.dataset.key === key) return;
  box.dataset.key = key;
  box.replaceChildren(...[make()].flat());
}

// The same for a list: a row that has not changed stays the same element, so that a press on it does not miss.
export function settleRows(list, rows, keyOf, stateOf, make) {
  const old = new Map([...list.children].map((e) => [e.dataset.key, e]));
  const wanted = rows.map((row) => {
    const key = keyOf(row), state = stateOf(row), found = old.get(key);
    if (found?.dataset.state === state) return found;
    const made = make(row);
    made.dataset.key = key;
    made.dataset.state = state;
    return made;
  });
  wanted.forEach((e, i) => { if (list.children[i] !== e) list.insertBefore(e, list.children[i] ?? null); });
  while (list.children.length > wanted.length) list.lastElementChild.remove();
}
