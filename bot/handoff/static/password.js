// The dialog in which one changes one's own password, at the desk and on the operator's page; with its words.
// Does not know: how it is sent.

import { element } from "./view.js";

export const WORDS = {
  zh: { change: "修改密码", now: "现在的密码", next: "新密码", hint: "12 到 128 个字符；长一点比复杂好", show: "显示密码", wrong: "现在的密码不对", cancel: "取消", confirm: "确定", done: "密码已修改，其他地方的登录已退出", strength: "强度", strengths: ["太短", "太弱", "一般", "强"] },
  en: { change: "Change password", now: "The password now", next: "The new one", hint: "12 to 128 characters; longer is better than odder", show: "Show passwords", wrong: "The password now is another one", cancel: "Cancel", confirm: "OK", done: "The password is changed; other logins have ended", strength: "Strength", strengths: ["too short", "too weak", "fair", "strong"] },
};

// How hard a password is to guess, 0 to 3: what is repeated or runs on (aaa, 1234) counts once. The server decides.
export function strength(password) {
  const letters = [...password];
  if (letters.length < 12) return 0;
  const runs = letters.filter((c, i) => i && Math.abs(c.codePointAt(0) - letters[i - 1].codePointAt(0)) <= 1).length;
  const fresh = Math.min(letters.length - runs, 2 * new Set(letters).size);
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\x00-\x7f]/, /[ -\/:-@[-`{-~]/].filter((kind) => kind.test(password)).length;
  const bits = fresh * (3 + kinds);
  return bits < 36 ? 1 : bits < 60 ? 2 : 3;
}

// `send(current, next)` resolves once the password is changed; rejects with `status` and `message`.
export function ask(locale, send) {
  const W = WORDS[locale];
  const field = (name, text, complete) => {
    const label = element("label", "", text);
    const input = label.appendChild(element("input"));
    Object.assign(input, { type: "password", required: true, maxLength: 128, autocomplete: complete, id: `password-${name}` });
    return { label, input };
  };
  const current = field("now", W.now, "current-password"), next = field("new", W.next, "new-password");
  next.input.minLength = 12;
  next.input.setAttribute("aria-describedby", "password-hint password-strength");
  const meter = next.label.appendChild(element("meter"));
  Object.assign(meter, { min: 0, max: 3, low: 1.5, high: 2.5, optimum: 3, value: 0 });
  meter.setAttribute("aria-label", W.strength);
  const hint = next.label.appendChild(element("small", "", W.hint));
  hint.id = "password-hint";
  const verdict = next.label.appendChild(element("small"));
  verdict.id = "password-strength";
  next.input.addEventListener("input", () => {
    meter.value = strength(next.input.value);
    verdict.textContent = next.input.value ? `${W.strength}: ${W.strengths[meter.value]}` : "";
  });
  const tick = element("label", "tick");
  const seen = tick.appendChild(element("input"));
  seen.type = "checkbox";
  seen.addEventListener("change", () => { current.input.type = next.input.type = seen.checked ? "text" : "password"; });
  tick.append(W.show);
  const told = element("p", "wrong");
  told.setAttribute("role", "alert");

  const dialog = element("dialog");
  dialog.setAttribute("aria-labelledby", "password-title");
  const form = dialog.appendChild(element("form", "password-form"));
  const title = element("h2", "", W.change);
  title.id = "password-title";
  const menu = element("menu");
  const cancel = menu.appendChild(element("button", "", W.cancel));
  cancel.type = "button";
  cancel.addEventListener("click", () => dialog.close());
  menu.append(element("button", "main", W.confirm));
  form.append(title, current.label, next.label, tick, told, menu);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await send(current.input.value, next.input.value);
      dialog.close();
    } catch (error) { told.textContent = error.status === 403 ? W.wrong : error.message; }
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
