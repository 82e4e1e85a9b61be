// What a visitor of these pages chose: language, colours, shop. The address wins over what is kept.

const KEY = "daogou.page";
const asked = new URLSearchParams(location.search);

export const choices = {
  ...kept(),
  ...pick("locale", ["zh", "en"]),
  ...pick("theme", ["light", "dark"]),
  ...(asked.get("shop") && { shop: asked.get("shop") }),
};
choices.locale ??= navigator.language.startsWith("zh") ? "zh" : "en";

export function keep(change) {
  Object.assign(choices, change);
  try { localStorage.setItem(KEY, JSON.stringify(choices)); } catch { /* storage is blocked: it holds for this page */ }
}

/** Whether the page is dark now. */
export function dark() {
  return choices.theme ? choices.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function dress(root) {
  root.lang = choices.locale === "zh" ? "zh-CN" : "en";
  if (choices.theme) root.dataset.theme = choices.theme;
}

function kept() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
}

function pick(name, valid) {
  return valid.includes(asked.get(name)) ? { [name]: asked.get(name) } : {};
}
