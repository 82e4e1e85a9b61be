// In which language and colours the widget shows itself: what the shopper chose, else what the page asks for, else what
// the browser and the system say. Does not know: what is shown.

import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Locale } from "../talk/shapes";
import type { Store } from "../talk/store";
import { WORDS, type Words } from "../words";

export interface LooksHost extends ReactiveControllerHost {
  readonly locale: string;
  readonly theme: string;
  readonly store: Store;
}

export class Looks implements ReactiveController {
  private readonly systemDark = matchMedia("(prefers-color-scheme: dark)");

  constructor(private readonly host: LooksHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.systemDark.addEventListener("change", this.redraw);
  }

  hostDisconnected(): void {
    this.systemDark.removeEventListener("change", this.redraw);
  }

  get language(): Locale {
    const wanted = this.host.store.choices.locale || this.host.locale || document.documentElement.lang || navigator.language;
    return wanted.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  get words(): Words {
    return WORDS[this.language];
  }

  get dark(): boolean {
    const theme = this.host.store.choices.theme || this.host.theme;
    return theme ? theme === "dark" : this.systemDark.matches;
  }

  /** An attribute that changes later is the page's own switch: it stands over an earlier choice in the menu. */
  overrule(changed: { has(name: string): boolean }): void {
    const { locale, theme } = this.host.store.choices;
    if (changed.has("locale")) this.host.store.choices = { theme };
    if (changed.has("theme")) this.host.store.choices = { locale };
  }

  private readonly redraw = (): void => this.host.requestUpdate();
}
