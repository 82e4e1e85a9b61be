"""Takes the pictures of the agents' and the operator's pages in docs/images, in headless Chromium.

Usage: `.venv/bin/python scripts/office_screenshots.py [PART OF A NAME…]`. Needs a Chromium on the path. Nothing of a
running house is seen: the tests' gateways are started, with two weeks of made-up talks, and a shopper at the desk.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.bot.admin.conftest import World
from tests.bot.admin.toy_actions import ToyActions
from tests.bot.conftest import Gateway, _settings
from tests.bot.handoff.conftest import person, rules
from tests.bot.toy import ToyRasa

OUT = Path(__file__).resolve().parent.parent / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
DESKTOP, PHONE = {"width": 1360, "height": 820}, {"width": 390, "height": 844}
#: Name of the picture -> (room, language, colours, screen, all of it or what is in view).
ADMIN = {
    "admin-overview-light": ("overview", "zh-CN", "light", DESKTOP, True),
    "admin-overview-dark": ("overview", "zh-CN", "dark", DESKTOP, True),
    "admin-overview-en-light": ("overview", "en", "light", DESKTOP, True),
    "admin-overview-phone": ("overview", "zh-CN", "light", PHONE, False),
    "admin-shops-light": ("shops", "zh-CN", "light", DESKTOP, False),
    "admin-talks-light": ("talks", "zh-CN", "light", DESKTOP, False),
    "admin-health-light": ("health", "zh-CN", "light", DESKTOP, False),
}
#: Name of the picture -> (page, language, colours, screen).
DESK = {
    "desk-light": ("/desk", "zh-CN", "light", DESKTOP),
    "desk-dark": ("/desk", "zh-CN", "dark", DESKTOP),
    "desk-en-light": ("/desk", "en", "light", DESKTOP),
    "desk-phone": ("/desk", "zh-CN", "light", PHONE),
    "desk-password": ("password", "zh-CN", "light", DESKTOP),
    "desk-report": ("/desk/report", "zh-CN", "light", DESKTOP),
}


@contextmanager
def opened(browser: Browser, url: str, cookie: str, locale: str, scheme: str, screen: Any) -> Iterator[Page]:
    """Open a page as whoever has this login."""
    context = browser.new_context(locale=locale, color_scheme=scheme, viewport=screen)  # type: ignore[arg-type]
    context.add_cookies([{"name": "daogou_desk", "value": cookie, "url": url}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def admin(browser: Browser, wanted: list[str]) -> None:
    """Take the operator's pages."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        toy, actions = ToyRasa(data).start(), ToyActions().start()
        gateway = Gateway(**(_settings(toy, data) | {"actions_url": actions.url})).start()
        world = World(toy, actions, gateway)
        world.seed()
        client = world.operator("王主管")
        client.http.post("/admin/api/imports?shop=tea&file=tea.csv", content=b"item_id,title\n1,x\n")
        for name, (room, locale, scheme, screen, whole) in ADMIN.items():
            if wanted and not any(part in name for part in wanted):
                continue
            cookie = client.http.cookies["daogou_desk"]
            with opened(browser, gateway.url, cookie, locale, scheme, screen) as page:
                page.goto(f"{gateway.url}/admin#{room}")
                page.wait_for_selector(f".room.{room}")
                page.wait_for_load_state("networkidle")
                if room == "talks":
                    page.click(".talk-line >> nth=0")
                    page.wait_for_selector(".say.bot")
                page.wait_for_timeout(500)
                page.screenshot(path=OUT / f"{name}.png", full_page=whole)
                print(name)
        gateway.stop()
        actions.stop()
        toy.stop()


def desk(browser: Browser, wanted: list[str]) -> None:
    """Take the agents' pages: one talk in the middle, two shoppers waiting."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        toy = ToyRasa(data).start()
        gateway = Gateway(rules=rules(desk_agent_gone_s=600), **_settings(toy, data)).start()
        agent = person(gateway, "小林", "supervisor")
        session = gateway.open(shop="toy")
        for text in ("想要大屏手机", "转人工"):
            gateway.say(session, text)
        for _ in range(2):
            other = gateway.open(shop="toy")
            gateway.say(other, "转人工")
        chat = agent.post("/next").json()["chat"]
        agent.post(
            f"/chats/{chat}/messages", {"text": "您好，我是客服，刚看完前面的对话。", "message_id": "a1", "items": []}
        )
        gateway.say(session, "我之前下的单为什么还没发货？")
        agent.post(f"/chats/{chat}/messages", {"text": "已帮您催仓库，今天发出。", "message_id": "a2", "items": []})
        agent.post(f"/chats/{chat}/notes", {"text": "老顾客，催过一次"})
        agent.http.put(f"/desk/api/chats/{chat}/tags", json={"tags": ["VIP", "发货"]})
        gateway.say(session, "好的谢谢，能送贴膜吗")
        for name, (path, locale, scheme, screen) in DESK.items():
            if wanted and not any(part in name for part in wanted):
                continue
            cookie = agent.http.cookies["daogou_desk"]
            with opened(browser, gateway.url, cookie, locale, scheme, screen) as page:
                page.goto(gateway.url + (path if path.startswith("/") else "/desk"))
                if path == "/desk/report":
                    page.wait_for_selector("#plots svg")
                else:
                    page.click(f".line[data-id='{chat}']")
                    page.wait_for_selector("#suggest button")
                if path == "password":
                    page.click("#own-password")
                    page.fill("#password-new", "eine lange neue Losung")
                page.wait_for_timeout(700)
                page.screenshot(path=OUT / f"{name}.png", full_page=path == "/desk/report")
                print(name)
        gateway.stop()
        toy.stop()


def main() -> int:
    """Take the pictures whose names hold one of the arguments, all without any."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium on the path: install one (Debian: chromium)", file=sys.stderr)
        return 1
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=FLAGS)
        admin(browser, sys.argv[1:])
        desk(browser, sys.argv[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
