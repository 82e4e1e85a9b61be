// The icons, drawn here so that the widget is one file and asks nobody for fonts.

import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const CHAT = icon(svg`<path d="M12 3.5c-5 0-9 3.4-9 7.7 0 2.4 1.3 4.6 3.3 6l-.6 3.3 3.7-1.8c.8.2 1.7.3 2.6.3 5 0 9-3.4 9-7.8s-4-7.7-9-7.7z" fill="currentColor" stroke="none"/><g class="dots"><circle cx="8" cy="11.3" r="1.25"/><circle cx="12" cy="11.3" r="1.25"/><circle cx="16" cy="11.3" r="1.25"/></g>`);
export const BAG = icon(svg`<path d="M6 8h12l.9 10.2a2.5 2.5 0 0 1-2.5 2.8H7.6a2.5 2.5 0 0 1-2.5-2.8z" fill="currentColor" stroke="none"/><path d="M8.8 8V6.7a3.2 3.2 0 0 1 6.4 0V8"/><g class="face"><circle cx="9.6" cy="13" r="1"/><circle cx="14.4" cy="13" r="1"/><path d="M9.4 15.7c1.4 1.5 3.8 1.5 5.2 0"/></g>`);
export const CLOSE = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const DOWN = icon(svg`<path d="m6 9 6 6 6-6"/>`);
export const MENU = icon(svg`<g fill="currentColor" stroke="none"><circle cx="12" cy="5" r="1.7"/><circle cx="12" cy="12" r="1.7"/><circle cx="12" cy="19" r="1.7"/></g>`);
export const SEND = icon(svg`<path d="M4 12 20.5 4.2 15.6 20.2l-3.9-6.5z" fill="currentColor" stroke-width="1.2"/>`);
export const PICTURE = icon(svg`<rect x="3.5" y="4.5" width="17" height="15" rx="3"/><circle cx="8.8" cy="9.6" r="1.6"/><path d="m4 17 4.8-4.5 3.4 3 3.6-4.2L20 16"/>`);
export const PERSON = icon(svg`<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20c.6-4 3.4-6.2 7.2-6.2s6.6 2.2 7.2 6.2"/>`);
export const HEART = icon(svg`<path d="M12 20S4 15.4 4 9.6C4 7 6 5 8.3 5c1.6 0 2.9.8 3.7 2.1C12.8 5.8 14.1 5 15.7 5 18 5 20 7 20 9.6 20 15.4 12 20 12 20z"/>`);
export const BACK = icon(svg`<path class="flip" d="m14.5 6-6 6 6 6"/>`);
export const FORTH = icon(svg`<path class="flip" d="m9.5 6 6 6-6 6"/>`);
export const RESTART = icon(svg`<path d="M5 12a7 7 0 1 0 2.3-5.2M5 4.5v3.8h3.8"/>`);
export const BIN = icon(svg`<path d="M5 7h14M10 7V4.8h4V7M7 7l.8 12.2h8.4L17 7M10.4 10.5v5.5M13.6 10.5v5.5"/>`);
export const GLOBE = icon(svg`<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c2.6 2.3 3.7 5 3.7 8s-1.1 5.7-3.7 8c-2.6-2.3-3.7-5-3.7-8S9.4 6.3 12 4z"/>`);
export const MOON = icon(svg`<path d="M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z"/>`);
export const CLOCK = icon(svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`);

export const PLANE = icon(svg`<path d="M20.5 4 3.5 11l5.5 2.2L18 7l-6.5 7.5 5.5 4z"/>`);

const face = (mouth: string): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="9"/><g fill="currentColor" stroke="none"><circle cx="9" cy="10" r="1.2"/><circle cx="15" cy="10" r="1.2"/></g><path d=${mouth}/>`);
/** Faces by rating, 1 = worst. */
export const FACES: Record<number, TemplateResult> = {
  1: face("M8.5 16.2c1.8-2 5.2-2 7 0"),
  2: face("M8.5 15.3h7"),
  3: face("M8.3 14.2c1.8 2.6 5.6 2.6 7.4 0"),
};
