// The gateway's record of one conversation as far as this page has it: each message once, in the gateway's order.

import type { Message } from "./shapes";

export class Transcript {
  private list: readonly Message[] = [];
  private readonly ids = new Set<string>();

  get messages(): readonly Message[] {
    return this.list;
  }

  get last(): Message | undefined {
    return this.list[this.list.length - 1];
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Add a message at the end; return whether it was new. */
  add(message: Message): boolean {
    if (this.ids.has(message.id)) return false;
    this.ids.add(message.id);
    this.list = [...this.list, message];
    return true;
  }

  /** Take over the whole history; return what was new in it. What the stream brought meanwhile is newer than it. */
  merge(history: readonly Message[]): Message[] {
    const inHistory = new Set(history.map((message) => message.id));
    const news = history.filter((message) => !this.ids.has(message.id));
    this.list = [...history, ...this.list.filter((message) => !inHistory.has(message.id))];
    for (const message of news) this.ids.add(message.id);
    return news;
  }

  clear(): void {
    this.list = [];
    this.ids.clear();
  }
}
