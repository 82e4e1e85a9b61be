// Fits the panel to its screen: a dialog beside the page, on a phone all there is, as high as what the keyboard leaves.
// Does not know: what is in it, why it opens.

import type { ReactiveController, ReactiveControllerHost } from "lit";

const PHONE = "(max-width: 560px)";

export interface PanelHost extends ReactiveControllerHost {
  readonly shadow: ShadowRoot;
  readonly open: boolean;
}

export class Panel implements ReactiveController {
  private modal = false;
  private readonly phone = matchMedia(PHONE);

  constructor(private readonly host: PanelHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.phone.addEventListener("change", this.fit);
    window.visualViewport?.addEventListener("resize", this.fit);
  }

  hostDisconnected(): void {
    this.phone.removeEventListener("change", this.fit);
    window.visualViewport?.removeEventListener("resize", this.fit);
  }

  get onPhone(): boolean {
    return this.phone.matches;
  }

  /** Bring the dialog into the form that the host's `open` and the screen ask for. */
  readonly fit = (): void => {
    const panel = this.host.shadow.querySelector<HTMLDialogElement>("dialog.panel");
    if (!panel) return;
    const { open } = this.host;
    const modal = open && this.onPhone;
    if (modal !== this.modal || (open && !panel.open)) {
      const focused = this.host.shadow.activeElement as HTMLElement | null;
      if (panel.open) panel.close();
      if (modal) panel.showModal();
      else if (open) panel.open = true; // show() would take the focus from the page
      this.modal = modal;
      focused?.focus();
    } else if (!open && panel.open) panel.close();
    const height = modal ? window.visualViewport?.height : undefined;
    if (height) panel.style.setProperty("--visible", `${height}px`);
    else panel.style.removeProperty("--visible");
  };
}
