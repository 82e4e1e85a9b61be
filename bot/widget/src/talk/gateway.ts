// Calls the gateway's HTTP API. Knows: addresses, the token, how a refusal is told. Does not know: when to try again.

import type { Card, Channel, Handoff, Link, Locale, Message, Outgoing, Session, Shop } from "./shapes";

/** How long the gateway may take: it gives an honest "sorry" itself after 20 s. */
const ANSWER_WITHIN_MS = 60_000;

/** The gateway said no. `retryAfterMs`: when it may be asked again, 0 = it did not say. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly retryAfterMs: number,
  ) {
    super(detail);
  }

  /** Whether the same request may be granted later. */
  get passes(): boolean {
    return this.status === 429 || this.status === 408 || this.status >= 500;
  }

  /** Whether the session is no more: erased, or of another gateway. */
  get gone(): boolean {
    return this.status === 401 || this.status === 404;
  }
}

export class Gateway {
  /** `base`: address without a slash at its end. */
  constructor(readonly base: string) {}

  shop(name: string): Promise<Shop> {
    return this.call("GET", `/api/shops/${encodeURIComponent(name)}`);
  }

  item(shop: string, item: string, locale: Locale): Promise<Card> {
    return this.call("GET", `/api/shops/${encodeURIComponent(shop)}/items/${encodeURIComponent(item)}?locale=${locale}`);
  }

  /** Open a conversation; `shop` "" = the gateway's default. `visitor`: the device's secret, see Store. */
  open(shop: string, locale: Locale, visitor: string): Promise<Session> {
    return this.call("POST", "/api/sessions", null, { ...(shop && { shop }), locale, visitor });
  }

  /** Send a message; resolves when it was answered. */
  async say(session: Session, message: Outgoing): Promise<Message[]> {
    return (await this.call<{ messages: Message[] }>("POST", path(session, "/messages"), session, message)).messages;
  }

  async history(session: Session): Promise<Message[]> {
    return (await this.call<{ messages: Message[] }>("GET", path(session, "/messages"), session)).messages;
  }

  handoff(session: Session): Promise<Handoff> {
    return this.call("GET", path(session, "/handoff"), session);
  }

  /** Go on in another language. */
  speak(session: Session, locale: Locale): Promise<unknown> {
    return this.call("PATCH", path(session, ""), session, { locale });
  }

  /** The channels in which a conversation can go on. */
  async channels(): Promise<Channel[]> {
    return (await this.call<{ channels: Channel[] }>("GET", "/api/channels")).channels;
  }

  link(session: Session, channel: string): Promise<Link> {
    return this.call("POST", path(session, "/links"), session, { channel });
  }

  erase(session: Session): Promise<void> {
    return this.call("DELETE", path(session, ""), session);
  }

  /** Open the stream of events after the message `lastId` (null = from the start). */
  async events(session: Session, lastId: string | null, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    // EventSource cannot send a token in a header; in an address it would end in logs.
    const headers: Record<string, string> = { Accept: "text/event-stream", Authorization: `Bearer ${session.token}` };
    if (lastId) headers["Last-Event-ID"] = lastId;
    const response = await fetch(this.base + path(session, "/events"), { headers, signal, cache: "no-store" });
    if (!response.ok || !response.body) throw await refusal(response);
    return response.body;
  }

  /** The absolute address of a picture or page; null where it is missing or not http(s). */
  address(value: string | null | undefined): string | null {
    if (!value) return null;
    try {
      const url = new URL(value, `${this.base}/`);
      return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
    } catch {
      return null;
    }
  }

  private async call<T>(method: string, path: string, session: Session | null = null, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (session) headers["Authorization"] = `Bearer ${session.token}`;
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), ANSWER_WITHIN_MS);
    try {
      const response = await fetch(this.base + path, {
        method,
        headers,
        signal: given.signal,
        credentials: "omit",
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (!response.ok) throw await refusal(response);
      return response.status === 204 ? (undefined as T) : await response.json();
    } finally {
      clearTimeout(timer);
    }
  }
}

function path(session: Session, rest: string): string {
  return `/api/sessions/${encodeURIComponent(session.session_id)}${rest}`;
}

async function refusal(response: Response): Promise<Refused> {
  const problem: { detail?: unknown } = await response.json().catch(() => ({}));
  const detail = typeof problem.detail === "string" ? problem.detail : response.statusText || String(response.status);
  return new Refused(response.status, detail, (Number(response.headers.get("Retry-After")) || 0) * 1000);
}
