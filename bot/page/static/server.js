// Talks to the gateway: opens sessions, sends each message once, follows the event stream with resume.
// Does not know how anything looks.

const KEY = "daogou.session";

export class Server {
  constructor({ onMessage, onState, onErased }) {
    this.onMessage = onMessage;
    this.onState = onState;
    this.onErased = onErased;
    this.session = null;
    this.lastId = null;
    this.following = null;
  }

  shop(name) { return this.call("GET", `/api/shops/${encodeURIComponent(name)}`); }

  stored() { return read(); }

  async shops() { return (await this.call("GET", "/api/shops")).shops; }

  // Take up the stored session of this shop, or return false.
  async resume(shop) {
    const stored = read();
    if (!stored || (shop && stored.shop !== shop)) return false;
    this.session = stored;
    try {
      const { messages } = await this.call("GET", this.path("/messages"));
      messages.forEach((message) => this.take(message));
    } catch (error) {
      if (error.status === 401 || error.status === 404) { this.forget(); return false; }
      throw error;
    }
    this.follow();
    return true;
  }

  async open(shop, locale) {
    this.session = await this.call("POST", "/api/sessions", { ...(shop ? { shop } : {}), locale });
    localStorage.setItem(KEY, JSON.stringify(this.session));
    this.follow();
  }

  // Send one message; tries again with the same id, so that a lost answer doubles nothing.
  async send(message) {
    for (let attempt = 0; ; attempt++) {
      try {
        const { messages } = await this.call("POST", this.path("/messages"), message);
        messages.forEach((m) => this.onMessage(m));
        return;
      } catch (error) {
        const worth = error.status === undefined || error.status === 429 || error.status >= 500;
        if (!worth || attempt >= 3) throw error;
        await sleep(error.retryAfter ? error.retryAfter * 1000 : 600 * 2 ** attempt);
      }
    }
  }

  // Who answers: {state, place, wait_s, agent, cancel}.
  handoff() { return this.call("GET", this.path("/handoff")); }

  async erase() {
    await this.call("DELETE", this.path(""));
    this.forget();
  }

  forget() {
    this.following?.abort();
    this.following = null;
    this.session = null;
    this.lastId = null;
    localStorage.removeItem(KEY);
  }

  path(rest) { return `/api/sessions/${this.session.session_id}${rest}`; }

  take(message) {
    this.lastId = message.id;
    this.onMessage(message);
  }

  // EventSource cannot send a token; so the stream is read by hand, from the last message that was seen.
  async follow() {
    this.following?.abort();
    const mine = (this.following = new AbortController());
    for (let wait = 500; !mine.signal.aborted; wait = Math.min(wait * 2, 15000)) {
      try {
        const headers = { Authorization: `Bearer ${this.session.token}`, Accept: "text/event-stream" };
        if (this.lastId) headers["Last-Event-ID"] = this.lastId;
        const answer = await fetch(this.path("/events"), { headers, signal: mine.signal });
        if (answer.status === 401 || answer.status === 404) { this.forget(); this.onErased(); return; }
        if (!answer.ok) throw new Error(String(answer.status));
        this.onState(true);
        wait = 500;
        await this.read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
      } catch {
        if (mine.signal.aborted) return;
      }
      if (mine.signal.aborted) return;
      this.onState(false);
      await sleep(wait);
    }
  }

  async read(reader) {
    let buffer = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      buffer = (buffer + value).replaceAll("\r\n", "\n");
      let end;
      while ((end = buffer.indexOf("\n\n")) >= 0) {
        const lines = buffer.slice(0, end).split("\n");
        buffer = buffer.slice(end + 2);
        const of = (name) => lines.filter((l) => l.startsWith(`${name}: `)).map((l) => l.slice(name.length + 2)).join("\n");
        if (of("event") === "erased") { this.forget(); this.onErased(); return; }
        if (of("data") && of("id")) this.take(JSON.parse(of("data")));
      }
    }
  }

  async call(method, path, body) {
    const headers = { Accept: "application/json" };
    if (body) headers["Content-Type"] = "application/json";
    if (this.session) headers.Authorization = `Bearer ${this.session.token}`;
    const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    if (answer.ok) return answer.status === 204 ? null : answer.json();
    const problem = await answer.json().catch(() => ({}));
    const error = new Error(problem.detail || answer.statusText);
    error.status = answer.status;
    error.retryAfter = Number(answer.headers.get("Retry-After")) || 0;
    throw error;
  }
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

function read() {
  try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
}
