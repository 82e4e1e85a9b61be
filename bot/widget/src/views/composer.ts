// Where the shopper writes: the text, a picture, the product in view. Owns what is not sent yet.

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";

import { BadPicture, TYPES, prepared } from "../pictures";
import type { Card } from "../talk/shapes";
import type { Words } from "../words";
import { CLOSE, PICTURE, SEND } from "./icons";

export interface ComposerHost extends ReactiveControllerHost {
  readonly shadow: ShadowRoot;
  send(text: string, image: string): void;
  /** Say something to who cannot see it. */
  tell(text: string): void;
  /** Move to the quick replies; returns whether there were any. */
  toReplies(): boolean;
  leaveItem(): void;
}

export class Composer implements ReactiveController {
  private image = "";
  private trouble = "";
  private empty = true;

  constructor(
    private readonly host: ComposerHost,
    private readonly words: () => Words,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  focus(): void {
    this.box?.focus();
  }

  /** `item`: the product in view, null = none. `agent`: who answers, "" = the guide. */
  view(item: Card | null, itemPicture: string | null, agent: string): TemplateResult {
    const w = this.words();
    return html`<form
      class="composer"
      part="composer"
      autocomplete="off"
      @submit=${this.submit}
      @paste=${(event: ClipboardEvent) => this.files(event, event.clipboardData)}
    >
      ${item
        ? html`<p class="viewing">
            ${itemPicture ? html`<img src=${itemPicture} alt="" />` : nothing}
            <span class="soft">${w.viewing}</span><span class="title" dir="auto">${item.title}</span>
            <button type="button" class="tiny" aria-label=${w.viewingOff} title=${w.viewingOff} @click=${() => this.host.leaveItem()}>
              ${CLOSE}
            </button>
          </p>`
        : nothing}
      ${this.image
        ? html`<p class="attached">
            <img src=${this.image} alt=${w.pictureReady} />
            <button type="button" class="tiny" aria-label=${w.pictureRemove} title=${w.pictureRemove} @click=${this.drop}>${CLOSE}</button>
          </p>`
        : nothing}
      ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
      <div class="line">
        <input type="file" accept=${TYPES.join(",")} hidden @change=${this.chosen} />
        <button type="button" class="tool" aria-label=${w.attach} title=${w.attach} @click=${this.choose}>${PICTURE}</button>
        <textarea
          rows="1"
          maxlength="2000"
          enterkeyhint="send"
          aria-label=${w.text}
          placeholder=${agent ? w.placeholderPerson(agent) : w.placeholder}
          @input=${this.typed}
          @keydown=${this.key}
        ></textarea>
        <button type="submit" class="send" part="send" aria-label=${w.send} title=${w.send} ?disabled=${this.empty && !this.image}>
          ${SEND}
        </button>
      </div>
    </form>`;
  }

  /** Take a picture from a drop or a paste; returns whether there was one. */
  files(event: Event, data: DataTransfer | null): boolean {
    const file = [...(data?.files ?? [])].find((one) => one.type.startsWith("image/"));
    if (!file) return false;
    event.preventDefault();
    void this.take(file);
    return true;
  }

  private get box(): HTMLTextAreaElement | null {
    return this.host.shadow.querySelector("textarea");
  }

  private readonly typed = (): void => {
    const box = this.box;
    if (!box) return;
    // The height follows the text; set through the object model, which a content security policy allows.
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
    const empty = !box.value.trim();
    if (empty !== this.empty) {
      this.empty = empty;
      this.host.requestUpdate();
    }
  };

  private readonly key = (event: KeyboardEvent): void => {
    // While a Chinese word is being composed, Enter picks it and must not send.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit(event);
    } else if (event.key === "ArrowUp" && !this.box?.value && this.host.toReplies()) event.preventDefault();
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const text = this.box?.value.trim() ?? "";
    const image = this.image;
    if (!text && !image) return;
    if (this.box) this.box.value = "";
    this.image = this.trouble = "";
    this.typed();
    this.host.requestUpdate();
    this.host.send(text, image);
  };

  private readonly choose = (): void => {
    this.host.shadow.querySelector<HTMLInputElement>('input[type="file"]')?.click();
  };

  private readonly chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = ""; // the same file can be chosen again
    if (file) void this.take(file);
  };

  private readonly drop = (): void => {
    this.image = "";
    this.host.requestUpdate();
    this.focus();
  };

  private async take(file: Blob): Promise<void> {
    try {
      this.image = await prepared(file);
      this.trouble = "";
      this.host.tell(this.words().pictureReady);
    } catch (error) {
      if (!(error instanceof BadPicture)) throw error;
      this.trouble = this.words()[error.trouble];
    }
    this.host.requestUpdate();
    this.focus();
  }
}
