// The dialog in which one changes one's own password. The new login's token comes with the answer.

import { h } from "./dom.js";

export function ask(api, W) {
  const field = (name, complete, more = {}) => h("input", { type: "password", required: true, autocomplete: complete, maxLength: 128, id: `password-${name}`, ...more });
  const current = field("now", "current-password"), next = field("new", "new-password", { minLength: 12, "aria-describedby": "password-hint" });
  const told = h("p", { class: "wrong", role: "alert" });
  const seen = h("input", { type: "checkbox", onchange: () => { current.type = next.type = seen.checked ? "text" : "password"; } });
  const dialog = h("dialog", { "aria-labelledby": "password-title", onclose: () => dialog.remove() },
    h("form", { class: "password-form", onsubmit: send }, h("h2", { id: "password-title" }, W.changePassword), h("label", {}, W.passwordNow, current), h("label", {}, W.passwordNew, next, h("small", { id: "password-hint" }, W.passwordHint)), h("label", { class: "tick" }, seen, W.passwordShow), told,
      h("menu", {}, h("button", { type: "button", onclick: () => dialog.close() }, W.cancel), h("button", { class: "main" }, W.confirm))));

  async function send(event) {
    event.preventDefault();
    try {
      api.csrf = (await api.post("/desk/api/password", { current: current.value, new: next.value })).csrf;
      dialog.close();
    } catch (error) { told.textContent = error.status === 403 ? W.passwordWrong : error.message; }
  }

  document.body.append(dialog);
  dialog.showModal();
}
