// What the shopper said and the gateway has not got yet: kept in order, kept over a reload, sent when it can be.
// Each goes out with the id that it was given here, so that a lost answer doubles nothing. Does not know: the network.

import { Refused } from "./gateway";
import type { Outgoing } from "./shapes";
import { Pause } from "./pause";

const LONGEST_PAUSE_MS = 15_000;

export interface Pending {
  message: Outgoing;
  state: "waiting" | "sending" | "refused";
  /** Why it was refused, in the gateway's words. */
  reason: string;
}

export class Outbox {
  private items: Pending[] = [];
  private draining = false;
  private stopped = false;
  private readonly pause = new Pause();

  /** `deliver`: resolves when the gateway has the message on record. `keep`: stores what is to outlive the page. */
  constructor(
    private readonly deliver: (message: Outgoing) => Promise<void>,
    private readonly keep: (messages: Outgoing[]) => void,
    private readonly changed: () => void,
  ) {}

  get pending(): readonly Pending[] {
    return this.items;
  }

  /** Take up what an earlier page left. */
  load(messages: Outgoing[]): void {
    this.items = messages.map((message) => ({ message, state: "waiting", reason: "" }));
    void this.drain();
  }

  add(message: Outgoing): void {
    this.items.push({ message, state: "waiting", reason: "" });
    this.wrote();
    this.wake();
  }

  /** Try a refused message again. */
  retry(id: string): void {
    for (const item of this.items) if (item.message.message_id === id && item.state === "refused") item.state = "waiting";
    this.wrote();
    this.wake();
  }

  /** The message is on record, or is no longer wanted. */
  remove(id: string): void {
    const left = this.items.filter((item) => item.message.message_id !== id);
    if (left.length === this.items.length) return;
    this.items = left;
    this.wrote();
  }

  clear(): void {
    this.items = [];
    this.wrote();
  }

  /** Do not wait for the next try. */
  wake(): void {
    this.pause.end();
    void this.drain();
  }

  stop(): void {
    this.stopped = true;
    this.pause.end();
  }

  private wrote(): void {
    this.keep(this.items.map((item) => item.message));
    this.changed();
  }

  private async drain(): Promise<void> {
    if (this.draining) return;
    this.draining = true;
    try {
      for (let failures = 0; !this.stopped; ) {
        const next = this.items.find((item) => item.state === "waiting");
        if (!next) return;
        next.state = "sending";
        this.changed();
        try {
          await this.deliver(next.message);
          failures = 0;
          this.remove(next.message.message_id);
        } catch (error) {
          if (error instanceof Refused && !error.passes && !error.gone) {
            Object.assign(next, { state: "refused", reason: error.message });
            this.changed();
            continue;
          }
          next.state = "waiting";
          this.changed();
          failures++;
          const asked = error instanceof Refused ? error.retryAfterMs : 0;
          await this.pause.wait(asked || Math.min(400 * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2));
        }
      }
    } finally {
      this.draining = false;
    }
  }
}
