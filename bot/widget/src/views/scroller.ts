// Keeps the newest message in view while the shopper is at the end, and leaves them alone while they read further up.

import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Message } from "../talk/shapes";

const NEAR_PX = 80;

export interface ScrollerHost extends ReactiveControllerHost {
  readonly shadow: ShadowRoot;
}

export class Scroller implements ReactiveController {
  /** Messages that came while the shopper was reading further up. */
  n_below = 0;
  private atEnd = true;
  private held = false; // a long answer is shown from its beginning: what grows below does not pull it up
  private to: string | null = null; // "" = the end, else the id of a message whose beginning is to be seen
  private readonly sizes = new ResizeObserver(() => this.atEnd && !this.held && this.jump());
  private watched: Element | null = null;

  constructor(private readonly host: ScrollerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.sizes.disconnect();
    this.watched = null;
  }

  /** Messages came; the next update shows them. */
  came(messages: readonly Message[]): void {
    const told = messages.filter((message) => message.role !== "user");
    if (this.atEnd) this.to = told[0]?.id ?? "";
    else this.n_below += told.length;
  }

  /** Show the end after the next update. */
  toEnd(): void {
    this.to = "";
    this.atEnd = true;
    this.n_below = 0;
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    const [box, content] = [this.box, this.host.shadow.querySelector(".log")];
    if (content !== this.watched) {
      this.sizes.disconnect();
      if (content) this.sizes.observe(content);
      if (box) this.sizes.observe(box);
      this.watched = content;
      if (this.atEnd) this.jump();
    }
    if (this.to === null || !box) return;
    const first = this.to && box.querySelector<HTMLElement>(`[data-id="${CSS.escape(this.to)}"]`);
    this.to = null;
    const tall = first && box.scrollHeight - first.offsetTop > box.clientHeight - NEAR_PX / 2;
    this.held = Boolean(tall);
    if (tall) {
      // A long answer is read from its beginning.
      this.atEnd = false;
      box.scrollTop = first.offsetTop - 12;
    } else {
      this.atEnd = true;
      this.jump();
    }
  }

  readonly scrolled = (): void => {
    const box = this.box;
    if (!box) return;
    const left = box.scrollHeight - box.scrollTop - box.clientHeight;
    const atEnd = left < NEAR_PX;
    if (left < 2) this.held = false;
    if (atEnd === this.atEnd) return;
    this.atEnd = atEnd;
    if (atEnd) this.n_below = 0;
    this.host.requestUpdate();
  };

  get away(): boolean {
    return !this.atEnd;
  }

  private get box(): HTMLElement | null {
    return this.host.shadow.querySelector(".scroller");
  }

  private jump(): void {
    const box = this.box;
    if (box) box.scrollTop = box.scrollHeight;
  }
}
