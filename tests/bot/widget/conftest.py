"""A browser, and a real gateway with a scripted guide for it to talk to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.bot.conftest import Gateway
from tests.bot.handoff.conftest import rules
from tests.bot.widget.scripted import Shop

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="package")
def playwright_() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright_: Playwright) -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on the path: install one (Debian: chromium)")
    running = playwright_.chromium.launch(executable_path=chromium, args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shop, Gateway]]:
    """One shop and one gateway for all tests here: each test opens a browser profile of its own."""
    data = tmp_path_factory.mktemp("widget")
    shop = Shop(data).start()
    settings = {
        "data": data, "rasa_url": shop.url, "actions_url": shop.url, "session_messages_per_minute": 0,
        "address_messages_per_minute": 0, "address_sessions_per_minute": 0, "answer_within_s": 8.0,
        "allowed_origins": "*",
    }  # fmt: skip
    gateway = Gateway(rules=rules(desk_agent_gone_s=600), **settings).start()
    yield shop, gateway
    gateway.stop()
    shop.stop()


@pytest.fixture
def shop(world: tuple[Shop, Gateway]) -> Shop:
    world[0].wait_s = 0.0
    world[0].received.clear()
    return world[0]


@pytest.fixture
def gateway(world: tuple[Shop, Gateway], shop: Shop) -> Gateway:
    return world[1]


Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, gateway: Gateway) -> Iterator[Opens]:
    """Open a page in a profile of its own; at the end, nothing may have gone wrong in it that nobody saw."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(path: str = "/", base: str = "", **profile: Any) -> Page:
        context = browser.new_context(**({"locale": "zh-CN", "viewport": {"width": 1180, "height": 860}} | profile))
        contexts.append(context)
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto((base or gateway.url) + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong, wrong
