// The panel beside the talk: what is known of the shopper, goods to send, notes, tags. All text becomes text nodes.

import { element, price } from "./view.js";

export function factsView(chat, w, on, keep) {
  const s = chat.summary ?? {};
  const parts = [];
  const about = section(w.facts);
  const dl = about.appendChild(element("dl"));
  const pair = (name, value) => { if (value) dl.append(element("dt", "", name), value instanceof Node ? wrap(value) : element("dd", "", value)); };
  pair(w.reason, w.reasons[chat.reason] ?? chat.reason);
  pair(w.mood, element("span", `mood ${s.mood ?? ""}`, w.moods[s.mood ?? ""] ?? s.mood));
  pair(w.words, s.text);
  pair(w.message, chat.note);
  if (chat.rating) pair(w.rated, "★".repeat(chat.rating));
  parts.push(about);
  const wishes = (title, list, className) => {
    if (!list?.length) return;
    const box = section(title).appendChild(element("div", "chips"));
    for (const wish of list) {
      const chip = box.appendChild(element("span", `chip ${className}`, wish.text));
      chip.append(element("small", "", ` ${w[wish.strength] ?? ""}${wish.checked === false ? ` · ${w.unchecked}` : ""}`));
    }
    parts.push(box.parentElement);
  };
  wishes(w.wants, s.wishes, "");
  wishes(w.rejects, s.against, "against");
  for (const [title, list] of [[w.shown, s.shown], [w.refused, s.refused], [w.wishlist, s.wishlist]]) {
    if (!list?.length) continue;
    const box = section(title).appendChild(element("ul", "goods"));
    for (const item of list) {
      const line = box.appendChild(element("li"));
      line.append(element("span", "", item.title), element("span", "price", price(item, w, w.lang.slice(0, 2))));
    }
    parts.push(box.parentElement);
  }
  parts.push(goods(w, on, keep), tags(chat, w, on), notes(chat, w, on, keep));
  return parts;
}

function goods(w, on, keep) {
  const box = section(w.goods);
  const input = field(box, "find", w.find, keep);
  const list = box.appendChild(element("ul", "found"));
  input.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || event.isComposing || !input.value.trim()) return;
    event.preventDefault();
    list.replaceChildren();
    for (const item of await on.search(input.value.trim())) {
      const line = list.appendChild(element("li"));
      line.append(element("span", "", item.title), element("span", "price", price(item, w, w.lang.slice(0, 2))));
      const button = line.appendChild(element("button", "", w.sendItem));
      button.type = "button";
      button.disabled = !on.mine();
      button.setAttribute("aria-label", `${w.sendItem} ${item.title}`);
      button.addEventListener("click", () => on.sendItem(item));
    }
  });
  return box;
}

function tags(chat, w, on) {
  const box = section(w.tags);
  const chips = box.appendChild(element("div", "chips"));
  for (const tag of chat.tags ?? []) {
    const chip = chips.appendChild(element("button", "chip", `${tag} ×`));
    chip.type = "button";
    chip.addEventListener("click", () => on.tags(chat.tags.filter((t) => t !== tag)));
  }
  const input = field(box, "tag", w.tag, {});
  input.maxLength = 40;
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !input.value.trim()) return;
    event.preventDefault();
    on.tags([...new Set([...(chat.tags ?? []), input.value.trim()])]);
  });
  return box;
}

function notes(chat, w, on, keep) {
  const box = section(w.notes);
  const list = box.appendChild(element("ul", "notes"));
  for (const note of chat.notes ?? []) {
    const line = list.appendChild(element("li", "", note.text));
    line.prepend(element("small", "", `${note.agent} · ${new Date(note.at * 1000).toLocaleTimeString(w.lang, { hour: "2-digit", minute: "2-digit" })}`));
  }
  const input = field(box, "note", w.note, keep);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !input.value.trim()) return;
    event.preventDefault();
    on.note(input.value.trim());
    input.value = "";
  });
  return box;
}

function field(box, id, label, keep) {
  const input = box.appendChild(element("input"));
  input.id = id;
  input.placeholder = label;
  input.setAttribute("aria-label", label);
  if (keep[id]) input.value = keep[id];
  return input;
}

function section(title) {
  const box = element("section");
  box.append(element("h3", "", title));
  return box;
}

function wrap(node) {
  const dd = element("dd");
  dd.append(node);
  return dd;
}
