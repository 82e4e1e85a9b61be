// Tells when the page is looked at, the network is there and other tabs change what is shared. Owns the listeners.

/** A tab out of sight lets its line go: browsers allow six to a host, and shoppers open many tabs. */
const HIDDEN_MS = 20_000;

export interface Watcher {
  /** The page is in view again, or the network is back. */
  onReturn(): void;
  /** Nobody looks: the page is being left, or was out of sight for a while. */
  onLeave(): void;
  onOffline(): void;
  onStorage(event: StorageEvent): void;
}

export class Presence {
  private timer = 0;

  constructor(private readonly watcher: Watcher) {}

  start(): void {
    this.listen("addEventListener");
  }

  stop(): void {
    clearTimeout(this.timer);
    this.listen("removeEventListener");
  }

  private listen(change: "addEventListener" | "removeEventListener"): void {
    window[change]("online", this.back);
    window[change]("offline", this.offline);
    window[change]("pageshow", this.back);
    window[change]("pagehide", this.leave); // an open line keeps a page out of the back/forward cache
    window[change]("storage", this.storage as EventListener);
    document[change]("visibilitychange", this.visible);
  }

  private readonly back = (): void => this.watcher.onReturn();
  private readonly leave = (): void => this.watcher.onLeave();
  private readonly offline = (): void => this.watcher.onOffline();
  private readonly storage = (event: StorageEvent): void => this.watcher.onStorage(event);
  private readonly visible = (): void => {
    clearTimeout(this.timer);
    if (document.hidden) this.timer = window.setTimeout(this.leave, HIDDEN_MS);
    else this.back();
  };
}
