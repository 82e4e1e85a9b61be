// The custom element <daogou-chat>: the panel with its launcher, or the chat as part of a page (mode="inline").
// Owns: its attributes, what is open, what a press leads to. Does not know: HTTP, and the parts' own business (parts/).

import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";

import { GoingOn } from "./parts/going_on";
import { InView } from "./parts/in_view";
import { Looks, type LooksHost } from "./parts/looks";
import { Panel, type PanelHost } from "./parts/panel";
import { roomOf, type RoomHost } from "./parts/room";
import { STYLES } from "./styles";
import { Conversation } from "./talk/conversation";
import { Gateway } from "./talk/gateway";
import type { Card, Channel, Handoff, Message, Shop } from "./talk/shapes";
import { Store, type Choices } from "./talk/store";
import { edges } from "./views/cards";
import { Composer, type ComposerHost } from "./views/composer";
import { eraseQuestion, goOnQuestion, header, launcher, personLine, welcome } from "./views/frame";
import { DOWN } from "./views/icons";
import { log } from "./views/log";
import { Scroller } from "./views/scroller";
import { waysIn } from "./views/ways";

const ASKS_FOR_A_PERSON = JSON.stringify({ acts: ["handoff"] });

export class DaogouChat extends LitElement implements ComposerHost, LooksHost, PanelHost, RoomHost {
  static override styles = STYLES;
  static override properties = {
    shop: {},
    server: {},
    locale: {},
    theme: {},
    item: {},
    itemUrl: { attribute: "item-url" },
    mode: { reflect: true },
    position: { reflect: true },
    heading: {},
    open: { type: Boolean, reflect: true },
  };

  /** Name of the shop; "" = the gateway's default. */
  declare shop: string;
  /** Address of the gateway; "" = where the script came from. */
  declare server: string;
  /** "zh" or "en"; "" = the shopper's choice, else the page's, else the browser's. */
  declare locale: string;
  /** "light" or "dark"; "" = the shopper's choice, else the system's. */
  declare theme: string;
  /** Id of the product in view; "auto" = found in the page's own data; "" = none. */
  declare item: string;
  /** Address of an item's page, {id} standing for its id; "" = the catalogue's. */
  declare itemUrl: string;
  declare mode: "bubble" | "inline";
  declare position: "end" | "start";
  /** What the header says; "" = the shop's title. */
  declare heading: string;
  /** Whether the panel is open. */
  declare open: boolean;

  talk: Conversation | null = null;
  gateway = new Gateway("");
  store = new Store("", "");
  about: Shop | null = null;
  readonly agents = new Map<string, string>(); // who wrote which message
  readonly looks = new Looks(this);
  private n_unread = 0;
  private said = ""; // to who cannot see it
  private readonly inView = new InView(this);
  private readonly goingOn = new GoingOn(this);
  private readonly composer = new Composer(this, () => this.looks.words);
  private readonly scroller = new Scroller(this);
  private readonly panel = new Panel(this);

  constructor() {
    super();
    this.shop = this.server = this.locale = this.theme = this.item = this.itemUrl = this.heading = "";
    this.mode = "bubble";
    this.position = "end";
    this.open = false;
  }

  get shadow(): ShadowRoot {
    return this.renderRoot as ShadowRoot;
  }

  // ---- what a page can do with it ----

  /** Open the panel and move the focus into it. */
  show(): void {
    this.setOpen(true, true);
  }

  /** Close the panel. */
  hide(): void {
    this.setOpen(false, true);
  }

  /** Open the panel and say something as the shopper. */
  ask(text: string): void {
    this.setOpen(true, true);
    this.send(text, "");
  }

  // ---- life ----

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.talk?.close();
    this.talk = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.talk || changed.has("shop") || changed.has("server")) this.begin();
    if (this.hasUpdated) this.looks.overrule(changed);
    if (changed.has("item") || changed.has("shop") || changed.has("locale")) void this.inView.look(this.item, this.shop, this.gateway, this.looks.language);
    this.toggleAttribute("data-dark", this.looks.dark);
    this.lang = this.looks.words.lang;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("open") || changed.has("mode")) this.panel.fit();
    for (const list of this.shadow.querySelectorAll<HTMLElement>(".carousel .cards")) edges(list);
  }

  /** Take up the talk with this shop. */
  private begin(): void {
    this.talk?.close();
    this.gateway = new Gateway((this.server || location.origin).replace(/\/+$/, ""));
    this.store = new Store(this.gateway.base, this.shop);
    // What the shopper did on an earlier page of this tab; a phone's screen is left to the page that was asked for.
    if (this.store.open !== null && this.mode === "bubble") this.open = this.store.open && !this.panel.onPhone;
    this.about = null;
    this.n_unread = 0;
    const talk: Conversation = (this.talk = new Conversation(this.gateway, this.store, this.shop, () => this.looks.language, {
      changed: (fresh) => this.talk === talk && this.changed(fresh),
      ended: (how) => this.talk === talk && this.tell(this.looks.words[how]),
    }));
    talk.resume();
    if (this.shop) {
      this.gateway.shop(this.shop).then(
        (about) => this.talk === talk && ((this.about = about), this.requestUpdate()),
        () => {}, // without it the welcome is plainer, nothing else
      );
    }
  }

  private changed(fresh: readonly Message[]): void {
    const talk = this.talk!;
    const told = fresh.filter((message) => message.role !== "user");
    for (const one of told) if (one.role === "agent" && talk.handoff.agent) this.agents.set(one.id, talk.handoff.agent);
    if (this.visible) {
      if (talk.record.last) this.store.read = talk.record.last.id;
      this.n_unread = 0;
      this.scroller.came(fresh);
    } else {
      const read = this.store.read;
      const from = talk.record.messages.findIndex((one) => one.id === read);
      this.n_unread = talk.record.messages.slice(from + 1).filter((one) => one.role !== "user").length;
      if (told.length) {
        this.said = this.looks.words.openUnread(this.n_unread);
        this.emit("daogou:unread", { unread: this.n_unread });
      }
    }
    this.requestUpdate();
  }

  // ---- open and closed ----

  private get visible(): boolean {
    return this.mode === "inline" || this.open;
  }

  private setOpen(open: boolean, focus: boolean): void {
    if (this.mode === "inline") return this.composer.focus();
    if (open === this.open) return;
    this.open = open;
    this.store.open = open;
    this.n_unread = 0;
    this.said = "";
    if (open) {
      const last = this.talk?.record.last;
      if (last) this.store.read = last.id;
      this.scroller.toEnd();
    }
    this.emit(open ? "daogou:open" : "daogou:close", {});
    if (!focus) return;
    void this.updateComplete.then(() => {
      // On a phone the keyboard would cover what there is to read.
      const coarse = matchMedia("(pointer: coarse)").matches;
      if (!open) this.shadow.querySelector<HTMLElement>(".launcher")?.focus();
      else if (coarse) this.shadow.querySelector<HTMLElement>("#title")?.focus();
      else this.composer.focus();
    });
  }

  // ---- language and colours ----

  private choose(change: Choices): void {
    this.store.choices = { ...this.store.choices, ...change };
    if (change.locale) this.talk?.speak(change.locale);
    this.emit("daogou:choice", { locale: this.looks.language, theme: this.looks.dark ? "dark" : "light" });
    this.requestUpdate();
  }

  // ---- the product in view ----

  leaveItem(): void {
    this.inView.leave();
    this.composer.focus();
  }

  // ---- talking ----

  send(text: string, image: string, payload = ""): void {
    const { item } = this.inView;
    this.talk?.say(text, {
      ...(payload && { payload }),
      ...(image && { image }),
      ...(item && { page_item: item.item_id }),
    });
    this.scroller.toEnd();
  }

  tell(text: string): void {
    this.said = text;
    this.requestUpdate();
  }

  toReplies(): boolean {
    const lists = [...this.shadow.querySelectorAll<HTMLElement>(".replies")];
    const first = lists[lists.length - 1]?.querySelector<HTMLElement>("button");
    first?.focus();
    return first !== undefined && first !== null;
  }

  private restart(): void {
    this.talk?.startOver();
    this.said = "";
    this.composer.focus();
  }

  private async erase(): Promise<void> {
    const w = this.looks.words;
    try {
      await this.talk?.erase();
      this.tell(w.erased);
    } catch (error) {
      this.tell(w.eraseFailed + (error instanceof Error ? error.message : ""));
    }
    this.composer.focus();
  }

  private async goOn(channel: Channel): Promise<void> {
    const session = this.talk?.session;
    if (!session) return;
    try {
      await this.goingOn.ask(this.gateway, session, channel);
    } catch (error) {
      this.tell(this.looks.words.goOnFailed + (error instanceof Error ? error.message : ""));
    }
  }

  private emit(name: string, detail: unknown): Event {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true });
    this.dispatchEvent(event);
    return event;
  }

  act(text: string, payload: string): void {
    this.send(text, "", payload);
    this.composer.focus(); // what was pressed may go away
  }

  follows(card: Card): boolean {
    return !this.emit("daogou:item", { item: card }).defaultPrevented;
  }

  // ---- what is seen ----

  override render(): TemplateResult {
    const w = this.looks.words;
    if (this.mode === "inline") {
      return html`<section class="panel" part="panel" aria-labelledby="title" @drop=${this.dropped} @dragover=${stop}>
        ${this.inside()}
      </section>`;
    }
    return html`${this.open ? nothing : launcher(this.n_unread, w, () => this.show())}
      <dialog
        class="panel"
        part="panel"
        aria-labelledby="title"
        @cancel=${(event: Event) => (event.target === event.currentTarget && (event.preventDefault(), this.hide()))}
        @keydown=${this.key}
        @drop=${this.dropped}
        @dragover=${stop}
      >
        ${this.inside()}
      </dialog>
      <p class="sr" role="status">${this.open ? "" : this.said}</p>`;
  }

  private inside(): TemplateResult {
    const w = this.looks.words;
    const talk = this.talk!;
    const handoff: Handoff = talk.handoff;
    const agent = handoff.state === "assigned" ? (handoff.agent ?? "") : "";
    const { record, pending } = talk;
    const title = this.heading || this.about?.title?.[this.looks.language] || Object.values(this.about?.title ?? {})[0] || w.guide;
    const last = record.last;
    const { item } = this.inView;
    const empty = !last && !pending.length;
    return html`${header(title, talk.online, agent, this.looks.dark, talk.session ? this.goingOn.channels : [], w, {
        restart: () => this.restart(),
        erase: () => this.shadow.querySelector<HTMLDialogElement>("dialog.erase")?.showModal(),
        person: () => this.send(w.personAsk, "", ASKS_FOR_A_PERSON),
        language: () => this.choose({ locale: this.looks.language === "zh" ? "en" : "zh" }),
        theme: () => this.choose({ theme: this.looks.dark ? "light" : "dark" }),
        goOn: (channel) => void this.goOn(channel),
        opened: () => void this.goingOn.find(this.gateway),
        close: this.mode === "inline" ? null : () => this.hide(),
      })}
      <div class="scroller" part="log" tabindex="0" role="region" aria-label=${title} @scroll=${this.scroller.scrolled}>
        <p class="notice" role="status">${this.visible ? this.said : ""}</p>
        ${empty ? welcome(item, waysIn(item, this.about, this.looks.language, w), w, (text) => this.act(text, "")) : nothing}
        ${log(talk, roomOf(this), title, [this.about, this.itemUrl])}
        <div class="typing" role="status" ?data-empty=${!talk.answering}>
          ${talk.answering ? html`<span class="sr">${w.typing}</span><i></i><i></i><i></i>` : nothing}
        </div>
      </div>
      ${this.scroller.away
        ? html`<button type="button" class="latest" aria-label=${w.latest} @click=${() => this.scroller.toEnd()}>
            ${this.scroller.n_below ? html`<span>${w.fresh(this.scroller.n_below)}</span>` : nothing}${DOWN}
          </button>`
        : nothing}
      ${personLine(handoff, w, () => handoff.cancel && this.act(w.leaveQueue, handoff.cancel))}
      ${this.composer.view(item, item && this.gateway.address(item.image_url), agent)}
      ${eraseQuestion(w, () => void this.erase())} ${goOnQuestion(this.goingOn.asked?.link ?? null, this.goingOn.asked?.channel ?? null, w)}`;
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    if (this.shadow.querySelector("dialog.question[open]")) return;
    event.preventDefault();
    this.hide();
  };

  private readonly dropped = (event: DragEvent): void => {
    this.composer.files(event, event.dataTransfer);
  };
}

function stop(event: Event): void {
  event.preventDefault();
}
