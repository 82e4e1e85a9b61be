// What stands around the talk: launcher, header with its menu, the line about a person, the welcome, the question before
// data is erased. Does not know: the conversation.

import { html, nothing, type TemplateResult } from "lit";

import type { Card, Channel, Handoff, Link } from "../talk/shapes";
import type { Words } from "../words";
import { BAG, BIN, CHAT, CLOCK, DOWN, GLOBE, MENU, MOON, PERSON, PLANE, RESTART } from "./icons";

export function launcher(n_unread: number, w: Words, press: () => void): TemplateResult {
  return html`<button
    type="button"
    class="launcher"
    part="launcher"
    aria-haspopup="dialog"
    aria-label=${n_unread ? w.openUnread(n_unread) : w.open}
    @click=${press}
  >
    ${CHAT} ${n_unread ? html`<span class="badge" part="badge" aria-hidden="true">${n_unread > 9 ? "9+" : n_unread}</span>` : nothing}
  </button>`;
}

export interface HeaderActs {
  restart(): void;
  erase(): void;
  person(): void;
  language(): void;
  theme(): void;
  /** Go on in another channel. */
  goOn(channel: Channel): void;
  /** The menu was opened. */
  opened(): void;
  close: (() => void) | null;
}

/** `person`: name of the agent who answers, "" = the guide. */
export function header(
  title: string,
  online: boolean,
  person: string,
  dark: boolean,
  channels: readonly Channel[],
  w: Words,
  acts: HeaderActs,
): TemplateResult {
  const entry = (icon: TemplateResult, text: string, act: () => void) =>
    html`<button type="button" role="menuitem" tabindex="-1" @click=${(event: Event) => (shut(event), act())}>${icon}${text}</button>`;
  return html`<div class="header" part="header">
    ${person ? html`<span class="logo initial" aria-hidden="true">${[...person][0]}</span>` : html`<span class="logo">${BAG}</span>`}
    <div class="names">
      <h2 id="title" tabindex="-1">${person ? w.agentNamed(person) : title}</h2>
      <p class="state ${online ? "" : "down"}" role="status">${online ? (person ? title : w.online) : w.away}</p>
    </div>
    <slot name="header"></slot>
    <details class="menu" @toggle=${(event: Event) => toggled(event) && acts.opened()} @keydown=${walked} @focusout=${left}>
      <summary class="tool" aria-label=${w.menu} title=${w.menu} aria-haspopup="menu">${MENU}</summary>
      <div class="sheet" role="menu" aria-label=${w.menu}>
        ${entry(PERSON, w.person, acts.person)}
        ${channels.map((channel) => entry(PLANE, w.goOn(channel.title), () => acts.goOn(channel)))} ${entry(RESTART, w.restart, acts.restart)}
        ${entry(GLOBE, w.language, acts.language)} ${entry(MOON, dark ? w.light : w.dark, acts.theme)}
        ${entry(BIN, w.erase, acts.erase)}
      </div>
    </details>
    ${acts.close ? html`<button type="button" class="tool" aria-label=${w.close} title=${w.close} @click=${acts.close}>${DOWN}</button>` : nothing}
  </div>`;
}

function menuOf(event: Event): HTMLDetailsElement | null {
  return (event.target as HTMLElement).closest("details");
}

function shut(event: Event): void {
  const menu = menuOf(event);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

function toggled(event: Event): boolean {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (menu.open) menu.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  return menu.open;
}

function left(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (!menu.contains(event.relatedTarget as Node | null)) menu.open = false;
}

function walked(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (!menu.open) return;
  if (event.key === "Escape") {
    event.stopPropagation();
    event.preventDefault();
    return shut(event);
  }
  const entries = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = entries.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + entries.length, Home: 0, End: entries.length - 1 }[event.key];
  if (to === undefined) return;
  entries[to % entries.length]?.focus();
  event.preventDefault();
}

/** The line about a person: place in the queue, who answers, a message that is kept. Nothing while the bot answers. */
export function personLine(now: Handoff, w: Words, leave: () => void): TemplateResult {
  const wait = now.wait_s === null ? "" : w.wait(now.wait_s);
  const lines: Record<string, () => TemplateResult> = {
    requested: () => html`${CLOCK}
      <p><strong>${now.place ? w.queued(now.place) : w.queuedNoPlace}</strong>${wait ? html`<span>${wait}</span>` : nothing}</p>
      ${now.cancel ? html`<button type="button" class="small" @click=${leave}>${w.leaveQueue}</button>` : nothing}`,
    assigned: () => html`<span class="initial" aria-hidden="true">${[...(now.agent ?? "")][0] ?? "·"}</span>
      <p><strong>${w.personHere(now.agent ?? "")}</strong><span>${w.personSub}</span></p>`,
    writing: () => html`${PERSON}<p><strong>${w.writing}</strong></p>`,
    left: () => html`${PERSON}<p><span>${w.left}</span></p>`,
  };
  const line = lines[now.state];
  // The live region stands there before it speaks; one that comes with its words is often not read out.
  return html`<div class="person" role="status" ?data-empty=${!line}>${line ? line() : nothing}</div>`;
}

/** What is seen before a word was said. `ways`: texts to begin with. */
export function welcome(item: Card | null, ways: readonly string[], w: Words, say: (text: string) => void): TemplateResult {
  return html`<section class="welcome" aria-label=${w.starters}>
    <span class="logo big">${BAG}</span>
    <h3>${item ? w.helloItem : w.hello}</h3>
    <p>${w.intro}</p>
    <ul class="replies" aria-label=${w.starters}>
      ${ways.map((way) => html`<li><button type="button" class="reply" part="reply" @click=${() => say(way)}>${way}</button></li>`)}
    </ul>
  </section>`;
}

/** Asked before data is erased: a modal dialog, so that the browser keeps the focus in it and Escape means no. */
export function eraseQuestion(w: Words, yes: () => void): TemplateResult {
  return html`<dialog class="question erase" role="alertdialog" aria-labelledby="ask" aria-describedby="hint">
    <h3 id="ask">${w.eraseAsk}</h3>
    <p id="hint">${w.eraseHint}</p>
    <div class="answers">
      <button type="button" class="small" @click=${close}>${w.cancel}</button>
      <button type="button" class="small bad" @click=${(event: Event) => (close(event), yes())}>${w.eraseYes}</button>
    </div>
  </dialog>`;
}

/** The link to another channel, as something to press: a window that opens by itself is blocked. */
export function goOnQuestion(link: Link | null, channel: Channel | null, w: Words): TemplateResult {
  const minutes = link ? Math.max(1, Math.round((Date.parse(link.expires_at) - Date.now()) / 60_000)) : 0;
  return html`<dialog class="question go-on" aria-labelledby="go-on" aria-describedby="go-on-hint">
    <h3 id="go-on">${w.goOnAsk}</h3>
    <p id="go-on-hint">${w.goOnHint(minutes)}</p>
    <div class="answers">
      <button type="button" class="small" @click=${close}>${w.stay}</button>
      ${link && channel
        ? html`<a class="small bad" href=${link.url} target="_blank" rel="noopener noreferrer" @click=${close}>${w.goOn(channel.title)}</a>`
        : nothing}
    </div>
  </dialog>`;
}

function close(event: Event): void {
  (event.target as HTMLElement).closest("dialog")?.close();
}
