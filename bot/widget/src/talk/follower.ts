// Keeps one event stream open: resumes after the last message seen, waits longer after each failure, and gives a line
// up that has been silent for too long. Does not know: what the messages say.

import { Refused, type Gateway } from "./gateway";
import type { Message, Session } from "./shapes";
import { events } from "./sse";
import { Pause } from "./pause";

/** The gateway sends a heartbeat every 15 s; three missed ones mean that the line is dead, whatever the network says. */
const SILENT_MS = 45_000;
const LONGEST_PAUSE_MS = 15_000;
const STOOD_MS = 5_000;

export interface Ears {
  onMessage(message: Message): void;
  /** The line is up, or down. */
  onLine(up: boolean): void;
  /** The session is no more: erased just now, or unknown to the gateway. */
  onGone(how: "erased" | "gone"): void;
}

export class Follower {
  private current: AbortController | null = null;
  private readonly pause = new Pause();

  constructor(
    private readonly gateway: Gateway,
    private readonly ears: Ears,
  ) {}

  get following(): boolean {
    return this.current !== null;
  }

  /** Follow a session after the message `lastId()`, asked anew at each connection. */
  start(session: Session, lastId: () => Promise<string | null>): void {
    this.stop();
    const mine = (this.current = new AbortController());
    void this.run(session, lastId, mine.signal);
  }

  stop(): void {
    this.current?.abort();
    this.current = null;
    this.pause.end();
  }

  /** Do not wait for the next try: the network is back, or the shopper is. */
  wake(): void {
    this.pause.end();
  }

  private async run(session: Session, lastId: () => Promise<string | null>, stopped: AbortSignal): Promise<void> {
    for (let failures = 0; !stopped.aborted; ) {
      let heard = false;
      try {
        heard = await this.listen(session, await lastId(), stopped);
      } catch (error) {
        if (stopped.aborted) return;
        if (error instanceof Refused && error.gone) return this.ears.onGone("gone");
      }
      if (stopped.aborted) return;
      this.ears.onLine(false);
      failures = heard ? 0 : failures + 1;
      // A line that worked is taken up again at once; one that never did, ever more patiently. The random
      // half keeps a thousand widgets from coming back in the same moment after a restart.
      const longest = failures ? Math.min(500 * 2 ** (failures - 1), LONGEST_PAUSE_MS) : 100;
      await this.pause.wait(longest * (0.5 + Math.random() / 2));
    }
  }

  /** Listen until the line ends; return whether it worked: carried a message, or stood for a while. */
  private async listen(session: Session, lastId: string | null, stopped: AbortSignal): Promise<boolean> {
    const line = new AbortController();
    const end = () => line.abort();
    stopped.addEventListener("abort", end);
    let silence = setTimeout(end, SILENT_MS);
    let heard = false;
    const began = performance.now();
    try {
      for await (const event of events(await this.gateway.events(session, lastId, line.signal))) {
        clearTimeout(silence);
        silence = setTimeout(end, SILENT_MS);
        if (stopped.aborted) return heard;
        if (event?.type === "erased") {
          this.ears.onGone("erased");
          return heard;
        }
        this.ears.onLine(true);
        if (event?.type === "message" && event.id) {
          heard = true;
          this.ears.onMessage(JSON.parse(event.data));
        }
      }
    } catch (error) {
      if (error instanceof Refused) throw error;
    } finally {
      clearTimeout(silence);
      stopped.removeEventListener("abort", end);
    }
    return heard || performance.now() - began > STOOD_MS;
  }
}
