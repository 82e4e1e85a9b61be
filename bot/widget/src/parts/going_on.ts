// Going on elsewhere: which channels there are, and the signed link into one. Does not know: the talk's contents.

import type { ReactiveControllerHost } from "lit";

import type { Gateway } from "../talk/gateway";
import type { Channel, Link, Session } from "../talk/shapes";

export class GoingOn {
  channels: readonly Channel[] = [];
  /** What is asked now, null = nothing. */
  asked: { channel: Channel; link: Link } | null = null;

  constructor(private readonly host: ReactiveControllerHost & { readonly shadow: ShadowRoot }) {}

  async find(gateway: Gateway): Promise<void> {
    this.channels = await gateway.channels().catch(() => []);
    this.host.requestUpdate();
  }

  /** Ask whether to follow a link into the channel. Throws what the gateway refuses. */
  async ask(gateway: Gateway, session: Session, channel: Channel): Promise<void> {
    this.asked = { channel, link: await gateway.link(session, channel.name) };
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.shadow.querySelector<HTMLDialogElement>("dialog.go-on")?.showModal();
  }
}
