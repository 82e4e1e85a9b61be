"""Takes the pictures in docs/images: a talk with a running house, in headless Chromium.

Usage: `.venv/bin/python scripts/screenshots.py http://127.0.0.1:8000`. Needs a Chromium on the path.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

OUT = Path(__file__).resolve().parent.parent / "docs" / "images"
TALKS = {
    "zh": ["想给我妈换个手机，她眼睛不太好", "别超过两千吧，她老忘充电"],
    "en": ["I need a tent for two people, under 1000", "compare the first two"],
}
VIEWS = {
    "chat-light": ("zh", "light", 1180, 900),
    "chat-dark": ("zh", "dark", 1180, 900),
    "chat-phone": ("zh", "light", 390, 844),
    "chat-phone-en-dark": ("en", "dark", 390, 844),
}


def talk(page: Page, base: str, locale: str) -> None:
    """Open the page in a language and say the lines, waiting for each answer."""
    page.goto(f"{base}/?shop=sample&locale={locale}")
    box = page.locator("textarea, input[type=text]").first
    box.wait_for()
    for line in TALKS[locale]:
        box.fill(line)
        with page.expect_response(lambda r: r.url.endswith("/messages") and r.request.method == "POST", timeout=60_000):
            box.press("Enter")
        page.wait_for_timeout(900)


def main() -> None:
    """Take every picture."""
    base, chromium = sys.argv[1].rstrip("/"), shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium on the path: install one (Debian: chromium)")
    OUT.mkdir(parents=True, exist_ok=True)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for name, (locale, scheme, width, height) in VIEWS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                locale="zh-CN" if locale == "zh" else "en",
            )
            page = context.new_page()
            talk(page, base, locale)
            page.screenshot(path=str(OUT / f"{name}.png"))
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
