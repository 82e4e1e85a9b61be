// One message of the transcript, and one that is not on record yet. Does not know: where messages come from.

import { html, nothing, type TemplateResult } from "lit";

import type { Pending } from "../talk/outbox";
import type { Message, QuickReply } from "../talk/shapes";
import { cards, type Shelf } from "./cards";
import { FACES } from "./icons";
import { markdown } from "./markdown";

/** What messages need from the widget around them. */
export interface Room extends Shelf {
  /** Name of the agent who wrote a message; "" = not known. */
  writer(id: string): string;
  sentPicture(id: string): string | null;
  pressed(reply: QuickReply): void;
  retried(id: string): void;
  discarded(id: string): void;
}

/** `replies`: the message's quick replies where they still apply. */
export function message(said: Message, replies: readonly QuickReply[], room: Room): TemplateResult {
  const { words } = room;
  if (said.role === "user") return own(said.id, said.text, nothing, room);
  const name = said.role === "agent" ? words.agentNamed(room.writer(said.id)) || words.agent : words.guide;
  return html`<li class="turn ${said.role}" part="message" data-id=${said.id}>
    ${said.role === "agent"
      ? html`<span class="who"><span class="initial" aria-hidden="true">${[...room.writer(said.id)][0] ?? "·"}</span>${name}</span>`
      : said.role === "bot"
        ? html`<span class="sr">${name}</span>`
        : nothing}
    <div class="bubble" part="bubble" dir="auto">
      ${markdown(said.text, words.table)}
      ${said.degraded && said.act !== "sorry" ? html`<p class="note">${words.degraded}</p>` : nothing}
    </div>
    ${said.items.length ? cards(said.items, room) : nothing} ${replies.length ? quickReplies(replies, room) : nothing}
  </li>`;
}

/** A message that the gateway does not have yet. */
export function unsent({ message, state, reason }: Pending, room: Room, offline: boolean): TemplateResult {
  const { words } = room;
  const id = message.message_id;
  const status =
    state === "refused"
      ? html`<span class="status bad"
          >${words.refused}${reason}
          <button type="button" class="small" @click=${() => room.retried(id)}>${words.retry}</button>
          <button type="button" class="small" @click=${() => room.discarded(id)}>${words.discard}</button></span
        >`
      : state === "waiting" || offline
        ? html`<span class="status"
            >${words.waiting}
            <button type="button" class="small" @click=${() => room.discarded(id)}>${words.discard}</button></span
          >`
        : html`<span class="status sr">${words.sending}</span>`;
  return own(id, message.text, status, room);
}

function own(id: string, text: string, status: TemplateResult | typeof nothing, room: Room): TemplateResult {
  const picture = room.sentPicture(id);
  return html`<li class="turn user ${status === nothing ? "" : "unsent"}" part="message" data-id=${id}>
    <span class="sr">${room.words.you}</span>
    ${picture ? html`<img class="sent" src=${picture} alt=${room.words.pictureSent} />` : nothing}
    ${text && !(picture && /^\[(图片|picture)\]$/.test(text)) ? html`<div class="bubble" part="bubble" dir="auto">${text}</div>` : nothing}
    ${status}
  </li>`;
}

function quickReplies(replies: readonly QuickReply[], room: Room): TemplateResult {
  const scores = replies.map(score);
  const rating = scores.every((n) => n > 0);
  return html`<ul
    class="replies ${rating ? "rating" : ""}"
    aria-label=${rating ? room.words.rate : room.words.replies}
    @keydown=${walk}
  >
    ${replies.map(
      (reply, i) =>
        html`<li>
          <button type="button" class="reply" part="reply" data-score=${scores[i] || nothing} @click=${() => room.pressed(reply)}>
            ${FACES[scores[i]!] ?? nothing}${reply.title}
          </button>
        </li>`,
    )}
  </ul>`;
}

/** The score that a reply gives a hand-off, 0 where it rates none. */
function score(reply: QuickReply): number {
  if (!reply.payload.includes('"rate"')) return 0;
  try {
    const { handoff, score } = JSON.parse(reply.payload);
    return handoff === "rate" && FACES[score] ? score : 0;
  } catch {
    return 0;
  }
}

/** Arrow keys walk along the replies; each is also reached by Tab. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll<HTMLButtonElement>("button")];
  const at = buttons.findIndex((button) => button === event.target);
  const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft";
  const sign = sideways && getComputedStyle(list).direction === "rtl" ? -1 : 1;
  buttons[at + step * sign]?.focus();
  event.preventDefault();
}
