// What one script tag does: defines <daogou-chat>, and puts one on the page where the tag names a shop.
//
//   <script src="https://guide.example/widget.js" data-shop="mine" async></script>
//   <script src="https://guide.example/widget.js" async></script> … <daogou-chat shop="mine"></daogou-chat>

import { DaogouChat } from "./element";

const NAME = "daogou-chat";
const script = document.currentScript as HTMLScriptElement | null;
const origin = script?.src ? new URL(script.src).origin : "";

/** Elements without a `server` of their own talk to where the script came from. */
class Chat extends DaogouChat {
  constructor() {
    super();
    this.server = origin;
  }
}

function place(data: DOMStringMap): void {
  const chat = document.createElement(NAME);
  for (const [key, value] of Object.entries(data)) {
    chat.setAttribute(key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value ?? "");
  }
  document.body.append(chat);
}

// Defined already: a page that has the tag twice gets one chat.
if (!customElements.get(NAME)) {
  customElements.define(NAME, Chat);
  const data = script?.dataset;
  if (data && "shop" in data) {
    if (document.body) place(data);
    else document.addEventListener("DOMContentLoaded", () => place(data));
  }
}
