// What outlives a page, in the browser's own storage: the session, unsent words, what was read, the shopper's choices.
// A browser that refuses storage gets a talk that ends with the page. Keeps no messages: the gateway has the history.

import { randomHex } from "./identity";
import type { Locale, Outgoing, Session } from "./shapes";

export interface Choices {
  locale?: Locale;
  theme?: "light" | "dark";
}

export class Store {
  private readonly prefix: string;

  /** One talk for each gateway and shop. */
  constructor(base: string, shop: string) {
    this.prefix = `daogou|${base}|${shop}|`;
  }

  get session(): Session | null {
    const kept = get<Session>(localStorageOrNull(), this.prefix + "session");
    return kept?.session_id && kept.token ? kept : null;
  }

  set session(session: Session | null) {
    put(localStorageOrNull(), this.prefix + "session", session);
  }

  get unsent(): Outgoing[] {
    const kept = get<Outgoing[]>(localStorageOrNull(), this.prefix + "unsent");
    return Array.isArray(kept) ? kept : [];
  }

  set unsent(messages: Outgoing[]) {
    put(localStorageOrNull(), this.prefix + "unsent", messages.length ? messages : null);
  }

  /** A secret of this browser, the same in each conversation: who agrees to it in the chat is known again by it. */
  get visitor(): string {
    const key = this.prefix + "visitor";
    const kept = get<string>(localStorageOrNull(), key);
    if (kept) return kept;
    const made = randomHex(24);
    put(localStorageOrNull(), key, made);
    return made;
  }

  forgetVisitor(): void {
    put(localStorageOrNull(), this.prefix + "visitor", null);
  }

  /** Id of the last message that the shopper has had in view. */
  get read(): string | null {
    return get(localStorageOrNull(), this.prefix + "read");
  }

  set read(id: string | null) {
    put(localStorageOrNull(), this.prefix + "read", id);
  }

  /** Whether the panel stands open, as long as this tab lives. */
  get open(): boolean | null {
    return get(sessionStorageOrNull(), this.prefix + "open");
  }

  set open(open: boolean | null) {
    put(sessionStorageOrNull(), this.prefix + "open", open);
  }

  get choices(): Choices {
    return get<Choices>(localStorageOrNull(), "daogou|choices") ?? {};
  }

  set choices(choices: Choices) {
    put(localStorageOrNull(), "daogou|choices", choices);
  }

  /** Whether a storage event of another tab speaks of this talk's session. */
  concerns(event: StorageEvent): boolean {
    return event.key === null || event.key === this.prefix + "session";
  }

  /** Forget this talk. */
  forget(): void {
    this.session = null;
    this.unsent = [];
    this.read = null;
  }
}

// Reading `localStorage` itself throws where storage is blocked.
function localStorageOrNull(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function sessionStorageOrNull(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function get<T>(storage: Storage | null, key: string): T | null {
  try {
    return JSON.parse(storage?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function put(storage: Storage | null, key: string, value: unknown): void {
  try {
    if (value === null) storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(value));
  } catch {
    // Full or blocked: what stands in memory still serves this page.
  }
}
