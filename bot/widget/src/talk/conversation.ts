// One shopper's conversation as this page knows it: the gateway's record in its order, then what is not on record yet.
// The event stream is what fills the record; the answer to a POST only says that the message arrived. Does not know: how
// anything looks.

import { Follower } from "./follower";
import { Refused, type Gateway } from "./gateway";
import { Outbox, type Pending } from "./outbox";
import { randomHex } from "./identity";
import { Presence } from "./presence";
import type { Handoff, Locale, Message, Outgoing, QuickReply, Session } from "./shapes";
import type { Store } from "./store";
import { Transcript } from "./transcript";

const BOT: Handoff = { state: "bot", place: null, wait_s: null, agent: null, cancel: null };
const NONE: readonly QuickReply[] = [];
/** How often the place in the queue is asked for while a person is waited for or speaks. */
const LOOK_EVERY_MS = 5_000;
/** How long the stream may lag behind the answer to a POST before the record is fetched instead. */
const STREAM_LAG_MS = 1_500;
/** How long after reopening a page the answer to what was said on the earlier one is awaited. */
const ANSWER_WITHIN_MS = 25_000;
/** A line that is taken up again at once is not worth a word. */
const AWAY_AFTER_MS = 1_500;

export interface Listener {
  /** Anything changed. `fresh`: messages that have just come, not those of an earlier page. */
  changed(fresh: readonly Message[]): void;
  /** The conversation is no more: "erased" in another tab, or "gone" with a gateway that does not know it. */
  ended(how: "erased" | "gone"): void;
}

export class Conversation {
  readonly record = new Transcript();
  /** Pictures sent from this page, by message id: the gateway keeps none. */
  readonly pictures = new Map<string, string>();
  session: Session | null = null;
  handoff: Handoff = BOT;
  /** False while the gateway cannot be heard. */
  online = true;
  private readonly arrived = new Map<string, () => void>();
  private readonly follower: Follower;
  private readonly outbox: Outbox;
  private readonly presence: Presence;
  private opening: Promise<Session> | null = null;
  private caughtUp = true; // the record holds what earlier pages saw
  private n_asked = 0;
  private awaitedUntil = 0;
  private lookTimer = 0;
  private awayTimer = 0;

  constructor(
    private readonly gateway: Gateway,
    private readonly store: Store,
    private readonly shop: string,
    private readonly locale: () => Locale,
    private readonly listener: Listener,
  ) {
    this.follower = new Follower(gateway, {
      onMessage: (message) => this.record.add(message) && this.noted([message], true),
      onLine: (up) => this.line(up),
      onGone: (how) => {
        this.lose();
        listener.ended(how);
      },
    });
    this.outbox = new Outbox(
      (message) => this.deliver(message),
      (messages) => (store.unsent = messages),
      () => listener.changed([]),
    );
    this.presence = new Presence({
      onReturn: () => this.back(),
      onLeave: () => this.follower.stop(),
      onOffline: () => this.line(false),
      onStorage: (event) => this.otherTab(event),
    });
  }

  get pending(): readonly Pending[] {
    return this.outbox.pending;
  }

  /** Whether an answer of the bot is on its way. */
  get answering(): boolean {
    if (this.handoff.state === "assigned") return false;
    if (this.pending.some((item) => item.state === "sending")) return true;
    return this.record.last?.role === "user" && (this.n_asked > 0 || Date.now() < this.awaitedUntil);
  }

  /** The quick replies that still apply: those of the newest message. */
  get replies(): readonly QuickReply[] {
    const last = this.record.last;
    return this.pending.length || !last || last.role === "user" ? NONE : last.quick_replies;
  }

  /** Take up where an earlier page stopped. */
  resume(): void {
    this.presence.start();
    const unsent = this.store.unsent;
    this.adopt(this.store.session);
    this.outbox.load(unsent);
  }

  /** Say something; it is sent as soon as that is possible. */
  say(text: string, more: Omit<Outgoing, "message_id" | "text"> = {}): void {
    const message = { message_id: messageId(), text, ...more };
    if (more.image) this.pictures.set(message.message_id, more.image);
    this.outbox.add(message);
    this.follower.wake();
  }

  retry(id: string): void {
    this.outbox.retry(id);
  }

  discard(id: string): void {
    this.outbox.remove(id);
  }

  /** Go on in another language; what was said stays. */
  speak(locale: Locale): void {
    const session = this.session;
    if (!session || session.locale === locale) return;
    // Where it fails the guide still follows the language that the shopper writes.
    this.gateway.speak(session, locale).then(
      () => this.session === session && (this.session = this.store.session = { ...session, locale }),
      () => {},
    );
  }

  /** Begin anew; the gateway keeps the old conversation. Who waits for a person leaves the queue. */
  startOver(): void {
    const { session, handoff } = this;
    if (session && handoff.cancel) {
      const leave = { message_id: messageId(), text: "", payload: handoff.cancel };
      this.gateway.say(session, leave).catch(() => {}); // else the desk's own timer ends it
    }
    this.lose();
    this.outbox.clear();
  }

  /** Erase all that the gateway keeps of this conversation. Rejects where it could not. */
  async erase(): Promise<void> {
    if (this.session) {
      try {
        await this.gateway.erase(this.session);
      } catch (error) {
        if (!(error instanceof Refused && error.gone)) throw error;
      }
    }
    this.store.forgetVisitor();
    this.lose();
    this.outbox.clear();
  }

  /** Leave the page, or another shop's talk takes this one's place. */
  close(): void {
    this.presence.stop();
    this.follower.stop();
    this.outbox.stop();
    clearTimeout(this.lookTimer);
    clearTimeout(this.awayTimer);
  }

  /** Get a message on record: resolves when the gateway has answered it, or when the stream shows it. */
  private deliver(message: Outgoing): Promise<void> {
    const id = message.message_id;
    const seen = new Promise<void>((done) => this.arrived.set(id, done));
    return Promise.race([this.post(message, seen), seen]).finally(() => this.arrived.delete(id));
  }

  private async post(message: Outgoing, seen: Promise<void>): Promise<void> {
    const session = await this.ensure();
    this.n_asked++;
    try {
      const answer = await this.gateway.say(session, message);
      // Where the stream does not bring what is surely on record (a proxy may hold it up), the record is fetched.
      await Promise.race([seen, sleep(STREAM_LAG_MS)]);
      // If that fails too, the message goes out again under the same id, which does nothing twice.
      if (!this.record.has(message.message_id)) await this.sync(session, true);
      setTimeout(() => void this.check(session, answer), STREAM_LAG_MS);
    } catch (error) {
      if (error instanceof Refused && error.gone && this.session === session) {
        this.lose();
        this.listener.ended("gone");
      }
      throw error;
    } finally {
      this.n_asked--;
      this.listener.changed([]);
    }
  }

  private async check(session: Session, answer: readonly Message[]): Promise<void> {
    if (this.session !== session || answer.every((message) => this.record.has(message.id))) return;
    await this.sync(session, true).catch(() => {}); // the stream brings it when there is a line again
  }

  private async sync(session: Session, fresh: boolean): Promise<void> {
    const history = await this.gateway.history(session);
    if (this.session !== session) return;
    this.noted(this.record.merge(history), fresh);
  }

  private noted(news: readonly Message[], fresh: boolean): void {
    for (const message of news) {
      this.outbox.remove(message.id);
      this.arrived.get(message.id)?.();
    }
    // Who answers changes only with a message that is not the bot's, or with its offer of a person.
    if (fresh && news.some((m) => m.role !== "user" && (m.role !== "bot" || m.act === "handoff"))) void this.look();
    this.listener.changed(fresh ? news : []);
  }

  private ensure(): Promise<Session> {
    if (this.session) return Promise.resolve(this.session);
    this.opening ??= this.gateway
      .open(this.shop, this.locale(), this.store.visitor)
      .then((session) => {
        this.session = this.store.session = session;
        this.follow();
        return session;
      })
      .finally(() => (this.opening = null));
    return this.opening;
  }

  /** Take up a session that another page opened; null = there is none. */
  private adopt(session: Session | null): void {
    this.session = session;
    this.caughtUp = session === null;
    if (session) this.follow();
    this.listener.changed([]);
  }

  private follow(): void {
    const session = this.session;
    if (!session) return;
    this.follower.start(session, async () => {
      if (!this.caughtUp) {
        await this.sync(session, false);
        this.caughtUp = true;
        if (this.record.last?.role === "user") this.await(ANSWER_WITHIN_MS);
        void this.look();
      }
      return this.record.last?.id ?? null;
    });
  }

  private line(up: boolean): void {
    clearTimeout(this.awayTimer);
    if (up === this.online) return;
    if (up) {
      this.online = true;
      this.outbox.wake();
      void this.look();
      this.listener.changed([]);
    } else {
      const say = () => {
        this.online = false;
        this.listener.changed([]);
      };
      if (navigator.onLine) this.awayTimer = window.setTimeout(say, AWAY_AFTER_MS);
      else say();
    }
  }

  /** Ask who answers now, and again while that may change. */
  private async look(): Promise<void> {
    const session = this.session;
    if (!session) return;
    try {
      const now = await this.gateway.handoff(session);
      if (this.session !== session) return;
      this.handoff = now;
      this.listener.changed([]);
    } catch {
      // The line says by itself that the gateway is away; the last state known stands until it is back.
    }
    clearTimeout(this.lookTimer);
    const moving = ["requested", "assigned", "writing"].includes(this.handoff.state);
    if (moving && !document.hidden) this.lookTimer = window.setTimeout(() => void this.look(), LOOK_EVERY_MS);
  }

  private await(ms: number): void {
    this.awaitedUntil = Date.now() + ms;
    setTimeout(() => this.listener.changed([]), ms + 50);
  }

  /** The shopper or the network is back. */
  private back(): void {
    if (!navigator.onLine) return;
    if (!this.follower.following) this.follow();
    this.follower.wake();
    this.outbox.wake();
    void this.look();
  }

  /** Another tab opened, left or erased the conversation: all tabs show the same one. */
  private otherTab(event: StorageEvent): void {
    const kept = this.store.session;
    if (!this.store.concerns(event) || kept?.session_id === this.session?.session_id) return;
    this.reset();
    this.adopt(kept);
  }

  private lose(): void {
    this.reset();
    this.store.forget();
    this.store.unsent = this.outbox.pending.map((item) => item.message);
    this.listener.changed([]);
  }

  private reset(): void {
    this.follower.stop();
    this.session = null;
    this.record.clear();
    this.handoff = BOT;
    this.online = true;
    clearTimeout(this.lookTimer);
    clearTimeout(this.awayTimer);
  }
}

const messageId = (): string => `w-${randomHex(12)}`;
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
