"""Takes the pictures of the shopper's pages in docs/images: talks with a running house, in headless Chromium.

Usage: `.venv/bin/python scripts/screenshots.py http://127.0.0.1:8000 [PART OF A NAME…]`. Needs a Chromium on the path.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).resolve().parent.parent / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]

#: What the shopper says.
MUM = {
    "zh": ["想给我妈换个手机，她眼睛不太好", "别超过两千吧，她老忘充电"],
    "en": ["I need a phone for my mother, large screen", "under 2000, with a long battery life"],
}
TENT = {
    "zh": ["想买个双人帐篷，一千以内", "比较前两款"],
    "en": ["I need a tent for two people, under 1000", "compare the first two"],
}
ITEM = {"zh": ["这款怎么样？", "有更便宜的吗？"], "en": ["How is this one?", "Anything cheaper?"]}


@dataclass(frozen=True)
class View:
    """One picture: which page, in which language and colours, how large, after which talk."""

    name: str
    path: str
    locale: str
    scheme: str
    phone: bool
    says: dict[str, list[str]] | None = None


VIEWS = (
    View("chat-light", "/chat", "zh", "light", False, MUM),
    View("chat-dark", "/chat", "zh", "dark", False, TENT),
    View("chat-phone", "/chat", "zh", "light", True, MUM),
    View("chat-phone-en-dark", "/chat", "en", "dark", True, TENT),
    View("widget-desktop-light", "/", "zh", "light", False, MUM),
    View("widget-desktop-dark", "/", "zh", "dark", False, MUM),
    View("widget-desktop-en-light", "/", "en", "light", False, TENT),
    View("widget-desktop-en-dark", "/", "en", "dark", False),
    View("widget-item-light", "ITEM", "zh", "light", False, ITEM),
    View("widget-phone-shop-light", "/", "zh", "light", True),
    View("widget-phone-light", "/", "zh", "light", True, MUM),
    View("widget-phone-dark", "/", "zh", "dark", True, TENT),
    View("widget-phone-en-light", "/", "en", "light", True, TENT),
    View("widget-phone-en-dark", "/", "en", "dark", True, MUM),
)


def say(page: Page, text: str) -> None:
    """Say a line and wait until its answer is drawn."""
    box = page.locator("daogou-chat textarea")
    box.fill(text)
    with page.expect_response(lambda r: r.url.endswith("/messages") and r.request.method == "POST", timeout=90_000):
        box.press("Enter")
    page.locator("daogou-chat .turn").last.wait_for()
    page.wait_for_timeout(900)


def take(browser: Browser, base: str, view: View) -> None:
    """Take one picture."""
    size = {"width": 390, "height": 844} if view.phone else {"width": 1280, "height": 860}
    context = browser.new_context(
        viewport=size, color_scheme=view.scheme, locale="zh-CN" if view.locale == "zh" else "en",
        is_mobile=view.phone, has_touch=view.phone, device_scale_factor=2 if view.phone else 1,
    )  # fmt: skip
    context.set_default_timeout(120_000)  # the house may be busy with its first answers
    page = context.new_page()
    path = "/" if view.path == "ITEM" else view.path
    page.goto(f"{base}{path}?shop=sample&locale={view.locale}")
    page.locator("daogou-chat").wait_for(state="attached")
    if view.path != "/chat":
        page.locator(".tile").first.wait_for()
    if view.path == "ITEM":
        page.locator(".tile a").nth(1).click()
        page.locator(".viewing").wait_for()
    if view.says:
        if view.phone and view.path != "/chat":
            page.locator("daogou-chat .launcher").tap()
        for line in view.says[view.locale]:
            say(page, line)
    page.wait_for_timeout(1_500)  # pictures in view are drawn
    page.screenshot(path=str(OUT / f"{view.name}.png"))
    context.close()


def main() -> None:
    """Take every picture, or those whose name holds one of the words given."""
    base, words = sys.argv[1].rstrip("/"), sys.argv[2:]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium on the path: install one (Debian: chromium)")
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for view in VIEWS:
            if not words or any(word in view.name for word in words):
                take(browser, base, view)
        browser.close()


if __name__ == "__main__":
    main()
