// The transcript as a live list: what is on record with its times, and what is on its way. Does not know: what surrounds it.

import { html, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";

import type { Conversation } from "../talk/conversation";
import type { QuickReply } from "../talk/shapes";
import { message, unsent, type Room } from "./message";
import { timeLine } from "./times";

const NONE: readonly QuickReply[] = [];

/** `but`: whatever else a message's looks depend on; a message is drawn anew only where something of it changed. */
export function log(talk: Conversation, room: Room, title: string, but: readonly unknown[]): TemplateResult {
  const { record, pending } = talk;
  const { words } = room;
  return html`<div role="log" aria-live="polite" aria-relevant="additions" aria-label=${title}>
    <ol class="log">
      ${repeat(
        record.messages,
        (one) => one.id,
        (one, i) => {
          const replies = one === record.last ? talk.replies : NONE;
          const seen = [one, replies, words, room.writer(one.id), room.sentPicture(one.id), ...but];
          return guard(seen, () => [timeLine(one, record.messages[i - 1], words), message(one, replies, room)]);
        },
      )}
      ${repeat(
        pending,
        (one) => one.message.message_id,
        (one) => unsent(one, room, !talk.online),
      )}
    </ol>
  </div>`;
}
