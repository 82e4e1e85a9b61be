// The line above the composer while a person is waited for or answers. Asks the gateway, which alone knows the queue.

const $ = (id) => document.getElementById(id);
const LOOK_EVERY_MS = 5000;

export class Person {
  constructor({ server, words, press, onDraw }) {
    Object.assign(this, { server, words, press, onDraw, now: { state: "bot" }, timer: 0 });
    $("person-cancel").addEventListener("click", () => {
      if (this.now.cancel) this.press(this.words().cancelQueue, this.now.cancel);
    });
  }

  get owns() { return this.now.state === "assigned"; }

  // Look now, and again while the place in the queue may change.
  async look() {
    clearTimeout(this.timer);
    try { if (this.server.session) this.now = await this.server.handoff(); } catch { /* the stream says that we are offline */ }
    this.draw();
    if (["requested", "assigned", "writing"].includes(this.now.state)) this.timer = setTimeout(() => this.look(), LOOK_EVERY_MS);
  }

  forget() {
    clearTimeout(this.timer);
    this.now = { state: "bot" };
    this.draw();
  }

  draw() {
    const before = $("person").hidden;
    const w = this.words(), { state, place, wait_s, agent } = this.now;
    const text = { requested: () => w.queued(place, wait_s ?? null), assigned: () => w.person(agent), writing: () => w.writing }[state]?.() ?? "";
    $("person").hidden = !text;
    if ($("person-text").textContent !== text) $("person-text").textContent = text;
    $("person-cancel").hidden = state !== "requested";
    $("person-cancel").textContent = w.cancelQueue;
    if (before !== $("person").hidden) this.onDraw();
  }
}
