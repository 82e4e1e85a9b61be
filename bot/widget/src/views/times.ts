// When messages were said: a line between them where some time has passed.

import { html, nothing, type TemplateResult } from "lit";

import type { Message } from "../talk/shapes";
import type { Words } from "../words";

const GAP_MS = 20 * 60_000;

/** The line before a message, nothing where the one before it is recent. */
export function timeLine(said: Message, before: Message | undefined, w: Words): TemplateResult | typeof nothing {
  const at = Date.parse(said.at);
  if (Number.isNaN(at) || (before && at - Date.parse(before.at) < GAP_MS)) return nothing;
  if (!before && Date.now() - at < GAP_MS) return nothing;
  return html`<li class="time"><time datetime=${said.at}>${spoken(new Date(at), w)}</time></li>`;
}

function spoken(at: Date, w: Words): string {
  const clock = at.toLocaleTimeString(w.lang, { hour: "2-digit", minute: "2-digit" });
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (at.getTime() >= midnight) return `${w.today} ${clock}`;
  if (at.getTime() >= midnight - 86_400_000) return `${w.yesterday} ${clock}`;
  return `${at.toLocaleDateString(w.lang, { month: "short", day: "numeric" })} ${clock}`;
}
