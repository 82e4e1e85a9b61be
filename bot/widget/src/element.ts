// The custom element <daogou-chat>: the panel with its launcher, or the chat as part of a page (mode="inline").
// Owns: what is open, in which language and colours, and which product is in view. Does not know: HTTP.

import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";

import { productInView } from "./product";
import { STYLES } from "./styles";
import { Conversation } from "./talk/conversation";
import { Gateway } from "./talk/gateway";
import type { Card, Category, Channel, Handoff, Link, Locale, Message, QuickReply, Shop } from "./talk/shapes";
import { Store, type Choices } from "./talk/store";
import { edges } from "./views/cards";
import { Composer, type ComposerHost } from "./views/composer";
import { eraseQuestion, goOnQuestion, header, launcher, personLine, welcome } from "./views/frame";
import { DOWN } from "./views/icons";
import { message, unsent, type Room } from "./views/message";
import { Scroller } from "./views/scroller";
import { timeLine } from "./views/times";
import { WORDS, type Words } from "./words";

const PHONE = "(max-width: 560px)";
const NONE: readonly QuickReply[] = [];
const N_CATEGORIES = 3;
const ASKS_FOR_A_PERSON = JSON.stringify({ acts: ["handoff"] });
const about = (act: string, item: string) => JSON.stringify({ acts: [act], references: [{ kind: "item", value: item }] });

export class DaogouChat extends LitElement implements ComposerHost {
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

  private talk: Conversation | null = null;
  private gateway = new Gateway("");
  private store = new Store("", "");
  private about: Shop | null = null;
  private shown: Card | null = null; // the product in view
  private readonly leftItems = new Set<string>();
  private n_unread = 0;
  private said = ""; // to who cannot see it
  private modal = false;
  private channels: readonly Channel[] = [];
  private goingOn: { channel: Channel; link: Link } | null = null;
  private readonly agents = new Map<string, string>(); // who wrote which message
  private readonly composer = new Composer(this, () => this.words);
  private readonly scroller = new Scroller(this);
  private readonly phone = matchMedia(PHONE);
  private readonly systemDark = matchMedia("(prefers-color-scheme: dark)");

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
    this.phone.addEventListener("change", this.fit);
    this.systemDark.addEventListener("change", this.redraw);
    window.visualViewport?.addEventListener("resize", this.fit);
    if (this.hasUpdated) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.phone.removeEventListener("change", this.fit);
    this.systemDark.removeEventListener("change", this.redraw);
    window.visualViewport?.removeEventListener("resize", this.fit);
    this.talk?.close();
    this.talk = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.talk || changed.has("shop") || changed.has("server")) this.begin();
    // An attribute that changes later is the page's own switch: it stands over an earlier choice in the menu.
    const { locale, theme } = this.store.choices;
    if (this.hasUpdated && changed.has("locale")) this.store.choices = { theme };
    if (this.hasUpdated && changed.has("theme")) this.store.choices = { locale };
    if (changed.has("item") || changed.has("shop") || changed.has("locale")) void this.lookAtItem();
    this.toggleAttribute("data-dark", this.dark);
    this.lang = this.words.lang;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("open") || changed.has("mode")) this.fit();
    for (const list of this.shadow.querySelectorAll<HTMLElement>(".carousel .cards")) edges(list);
  }

  /** Take up the talk with this shop. */
  private begin(): void {
    this.talk?.close();
    this.gateway = new Gateway((this.server || location.origin).replace(/\/+$/, ""));
    this.store = new Store(this.gateway.base, this.shop);
    // What the shopper did on an earlier page of this tab; a phone's screen is left to the page that was asked for.
    if (this.store.open !== null && this.mode === "bubble") this.open = this.store.open && !this.phone.matches;
    this.about = null;
    this.n_unread = 0;
    const talk: Conversation = (this.talk = new Conversation(this.gateway, this.store, this.shop, () => this.language, {
      changed: (fresh) => this.talk === talk && this.changed(fresh),
      ended: (how) => this.talk === talk && this.tell(this.words[how]),
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
        this.said = this.words.openUnread(this.n_unread);
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

  /** On a phone the panel is all there is: modal, as high as what the keyboard leaves. */
  private readonly fit = (): void => {
    const panel = this.shadow.querySelector<HTMLDialogElement>("dialog.panel");
    if (!panel) return;
    const modal = this.open && this.phone.matches;
    if (modal !== this.modal || (this.open && !panel.open)) {
      const focused = this.shadow.activeElement as HTMLElement | null;
      if (panel.open) panel.close();
      if (modal) panel.showModal();
      else if (this.open) panel.open = true; // show() would take the focus from the page
      this.modal = modal;
      focused?.focus();
    } else if (!this.open && panel.open) panel.close();
    const height = modal ? window.visualViewport?.height : undefined;
    if (height) panel.style.setProperty("--visible", `${height}px`);
    else panel.style.removeProperty("--visible");
  };

  private readonly redraw = (): void => this.requestUpdate();

  // ---- language and colours ----

  private get language(): Locale {
    const wanted = this.store.choices.locale || this.locale || document.documentElement.lang || navigator.language;
    return wanted.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  private get words(): Words {
    return WORDS[this.language];
  }

  private get dark(): boolean {
    const theme = this.store.choices.theme || this.theme;
    return theme ? theme === "dark" : this.systemDark.matches;
  }

  private choose(change: Choices): void {
    this.store.choices = { ...this.store.choices, ...change };
    if (change.locale) this.talk?.speak(change.locale);
    this.emit("daogou:choice", { locale: this.language, theme: this.dark ? "dark" : "light" });
    this.requestUpdate();
  }

  // ---- the product in view ----

  private async lookAtItem(): Promise<void> {
    const id = this.item === "auto" ? productInView(document) : this.item;
    if (!id || !this.shop) {
      this.shown = null;
      return;
    }
    const card = await this.gateway.item(this.shop, id, this.language).catch(() => null);
    if (this.item !== "auto" && this.item !== id) return; // another product came into view meanwhile
    this.shown = card;
    this.requestUpdate();
  }

  private get itemInView(): Card | null {
    return this.shown && !this.leftItems.has(this.shown.item_id) ? this.shown : null;
  }

  leaveItem(): void {
    if (this.shown) this.leftItems.add(this.shown.item_id);
    this.requestUpdate();
    this.composer.focus();
  }

  // ---- talking ----

  send(text: string, image: string, payload = ""): void {
    const item = this.itemInView;
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

  private press(reply: QuickReply): void {
    this.send(reply.title, "", reply.payload);
    this.composer.focus(); // the pressed button goes away
  }

  private restart(): void {
    this.talk?.startOver();
    this.said = "";
    this.composer.focus();
  }

  private async erase(): Promise<void> {
    const w = this.words;
    try {
      await this.talk?.erase();
      this.tell(w.erased);
    } catch (error) {
      this.tell(w.eraseFailed + (error instanceof Error ? error.message : ""));
    }
    this.composer.focus();
  }

  private async findChannels(): Promise<void> {
    this.channels = await this.gateway.channels().catch(() => []);
    this.requestUpdate();
  }

  private async goOn(channel: Channel): Promise<void> {
    const session = this.talk?.session;
    if (!session) return;
    try {
      this.goingOn = { channel, link: await this.gateway.link(session, channel.name) };
    } catch (error) {
      return this.tell(this.words.goOnFailed + (error instanceof Error ? error.message : ""));
    }
    this.requestUpdate();
    await this.updateComplete;
    this.shadow.querySelector<HTMLDialogElement>("dialog.go-on")?.showModal();
  }

  private emit(name: string, detail: unknown): Event {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true });
    this.dispatchEvent(event);
    return event;
  }

  private get room(): Room {
    const act = (text: string, payload: string) => {
      this.send(text, "", payload);
      this.composer.focus();
    };
    const w = this.words;
    return {
      words: w,
      locale: this.language,
      page: (card) =>
        this.itemUrl
          ? new URL(this.itemUrl.replaceAll("{id}", encodeURIComponent(card.item_id)), document.baseURI).href
          : this.gateway.address(card.url),
      picture: (card) => this.gateway.address(card.image_url),
      category: (card) => this.named(this.about?.categories?.find((one) => one.name === card.category)) || card.category,
      own: (address) => new URL(address).origin === location.origin,
      opened: (card, event) => {
        if (this.emit("daogou:item", { item: card }).defaultPrevented) event.preventDefault();
      },
      chosen: (card) => act(w.chooseOf(card.title), about("pick", card.item_id)),
      wished: (card) => act(w.wishOf(card.title), about("wishlist", card.item_id)),
      writer: (id) => this.agents.get(id) ?? "",
      sentPicture: (id) => this.talk?.pictures.get(id) ?? null,
      pressed: (reply) => this.press(reply),
      retried: (id) => this.talk?.retry(id),
      discarded: (id) => this.talk?.discard(id),
    };
  }

  // ---- what is seen ----

  override render(): TemplateResult {
    const w = this.words;
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
    const w = this.words;
    const talk = this.talk!;
    const handoff: Handoff = talk.handoff;
    const agent = handoff.state === "assigned" ? (handoff.agent ?? "") : "";
    const { record, pending } = talk;
    const title = this.heading || this.about?.title?.[this.language] || Object.values(this.about?.title ?? {})[0] || w.guide;
    const room = this.room;
    const last = record.last;
    const item = this.itemInView;
    const empty = !last && !pending.length;
    return html`${header(title, talk.online, agent, this.dark, talk.session ? this.channels : [], w, {
        restart: () => this.restart(),
        erase: () => this.shadow.querySelector<HTMLDialogElement>("dialog.erase")?.showModal(),
        person: () => this.send(w.personAsk, "", ASKS_FOR_A_PERSON),
        language: () => this.choose({ locale: this.language === "zh" ? "en" : "zh" }),
        theme: () => this.choose({ theme: this.dark ? "light" : "dark" }),
        goOn: (channel) => void this.goOn(channel),
        opened: () => void this.findChannels(),
        close: this.mode === "inline" ? null : () => this.hide(),
      })}
      <div class="scroller" part="log" tabindex="0" role="region" aria-label=${title} @scroll=${this.scroller.scrolled}>
        <p class="notice" role="status">${this.visible ? this.said : ""}</p>
        ${empty ? welcome(item, this.ways(), w, (text) => (this.send(text, ""), this.composer.focus())) : nothing}
        <div role="log" aria-live="polite" aria-relevant="additions" aria-label=${title}>
          <ol class="log">
            ${repeat(
              record.messages,
              (one) => one.id,
              (one, i) => {
                const replies = one === last ? talk.replies : NONE;
                const seen = [one, replies, w, this.about, this.itemUrl, room.writer(one.id), room.sentPicture(one.id)];
                return guard(seen, () => [timeLine(one, record.messages[i - 1], w), message(one, replies, room)]);
              },
            )}
            ${repeat(
              pending,
              (one) => one.message.message_id,
              (one) => unsent(one, room, !talk.online),
            )}
          </ol>
        </div>
        <div class="typing" role="status" ?data-empty=${!talk.answering}>
          ${talk.answering ? html`<span class="sr">${w.typing}</span><i></i><i></i><i></i>` : nothing}
        </div>
      </div>
      ${this.scroller.away
        ? html`<button type="button" class="latest" aria-label=${w.latest} @click=${() => this.scroller.toEnd()}>
            ${this.scroller.n_below ? html`<span>${w.fresh(this.scroller.n_below)}</span>` : nothing}${DOWN}
          </button>`
        : nothing}
      ${personLine(handoff, w, () => handoff.cancel && this.press({ title: w.leaveQueue, payload: handoff.cancel }))}
      ${this.composer.view(item, item && this.gateway.address(item.image_url), agent)}
      ${eraseQuestion(w, () => void this.erase())} ${goOnQuestion(this.goingOn?.link ?? null, this.goingOn?.channel ?? null, w)}`;
  }

  /** Ways into the talk: about the product in view, else the largest categories, then what can be asked anywhere. */
  private ways(): string[] {
    const w = this.words;
    if (this.itemInView) return w.itemWays;
    const largest = [...(this.about?.categories ?? [])].filter((one) => one.n_items).sort((a, b) => b.n_items - a.n_items);
    const named = largest.slice(0, N_CATEGORIES).map((one) => w.recommend(this.named(one)));
    return [...named, ...w.ways];
  }

  private named(category: Category | undefined): string {
    return category?.names?.[this.language]?.[0] ?? category?.name ?? "";
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
