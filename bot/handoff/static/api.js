// Talks to the desk's API: JSON with the CSRF token, and the socket that resumes after the last message seen.

export class Api {
  constructor() { this.csrf = ""; }

  async call(method, path, body) {
    const headers = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (method !== "GET") headers["X-CSRF-Token"] = this.csrf;
    const answer = await fetch(`/desk/api${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    if (answer.ok) return answer.status === 204 ? null : answer.json();
    const problem = await answer.json().catch(() => ({}));
    const error = new Error(problem.detail || answer.statusText);
    error.status = answer.status;
    throw error;
  }

  get(path) { return this.call("GET", path); }
  post(path, body) { return this.call("POST", path, body ?? {}); }
  put(path, body) { return this.call("PUT", path, body); }
}

export class Live {
  constructor({ onNews, onState, onOut }) {
    Object.assign(this, { onNews, onState, onOut, chat: "", after: 0, socket: null, wait: 500, closed: false });
    this.open();
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = (this.socket = new WebSocket(`${scheme}://${location.host}/desk/live`));
    socket.addEventListener("open", () => { this.wait = 500; this.onState(true); this.tell(); });
    socket.addEventListener("message", (event) => {
      const news = JSON.parse(event.data);
      // Answered here and not by a timer: browsers slow the timers of hidden pages down.
      if (news.ping) socket.send(JSON.stringify({ pong: news.ping }));
      if (news.chat && news.chat !== this.chat) return;
      for (const { seq } of news.messages ?? []) this.after = Math.max(this.after, seq);
      this.onNews(news);
    });
    socket.addEventListener("close", (event) => {
      if (this.closed) return;
      if (event.code === 4401) { this.closed = true; this.onOut(); return; }
      this.onState(false);
      setTimeout(() => { if (!this.closed) this.open(); }, this.wait);
      this.wait = Math.min(this.wait * 2, 8000);
    });
  }

  follow(chat) { this.chat = chat; this.after = 0; this.tell(); }

  tell() {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ chat: this.chat, after: this.after }));
  }

  close() { this.closed = true; this.socket.close(); }
}
