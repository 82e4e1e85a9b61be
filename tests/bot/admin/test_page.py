"""The operator's page in a browser: nothing for axe to find, an import by hand, hostile text shown as text, phones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
ROOMS = ["overview", "shops", "talks", "health", "log"]
HOSTILE = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on the path: install one (Debian: chromium)")
    with sync_playwright() as running:
        yield running.chromium.launch(executable_path=chromium, args=FLAGS)


@pytest.fixture
def opens(browser: Browser, world: Any) -> Iterator[Any]:
    """Open the page as an operator; at the end, no script may have failed and no policy been broken unseen."""
    wrong: list[str] = []
    contexts = []

    def open_(room: str, **profile: Any) -> Page:
        client = world.operator(f"主管{len(contexts)}")
        context = browser.new_context(**({"locale": "zh-CN", "viewport": {"width": 1280, "height": 860}} | profile))
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.add_cookies(
            [{"name": "daogou_desk", "value": client.http.cookies["daogou_desk"], "url": world.gateway.url}]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(f"{world.gateway.url}/admin#{room}")
        page.wait_for_selector("#office:not([hidden])")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong, wrong


def settled(page: Page, room: str) -> None:
    page.goto(page.url.split("#")[0] + f"#{room}")
    page.wait_for_selector(f".room.{room}")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(world, opens, scheme):
    world.seed()
    page, client, kept = opens("shops", color_scheme=scheme), world.operator("导入"), world.actions.outcome
    for file, body, outcome in (("tea.csv", b"item_id,title\n1,x\n", kept), ("bad.json", b"{", {"error": "broken"})):
        world.actions.outcome = outcome
        assert client.http.post(f"/admin/api/imports?shop=tea&file={file}", content=body).status_code == 202
        page.wait_for_selector(f".import-head:has-text('{file}') .badge:not(:text('进行中'))")
    world.actions.outcome = kept
    page.click(".import .small")
    page.wait_for_selector(".rows")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for room in ROOMS:
        settled(page, room)
        if room == "talks":
            page.click(".talk-line >> nth=0")
            page.wait_for_selector(".say.bot")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{room}: {found.generate_report()}"


def test_the_login_has_nothing_for_axe_and_lets_no_agent_in(world, browser):
    world.operator("小林", "agent")
    context = browser.new_context(locale="en")
    page = context.new_page()
    page.goto(f"{world.gateway.url}/admin")
    page.wait_for_selector("#door:not([hidden])")
    assert Axe().run(page).violations_count == 0
    page.fill("#name", "小林")
    page.fill("#password", "correct horse battery")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_have_text("Only a supervisor may enter.")
    expect(page.locator("#office")).to_be_hidden()
    context.close()


def test_an_import_by_hand_shows_its_progress_and_the_refused_rows(world, opens):
    page = opens("shops")
    world.actions.hold.clear()
    page.set_input_files("#file", {"name": "tea.csv", "mimeType": "text/csv", "buffer": b"item_id,title\n1,x\n"})
    page.fill("#import-shop", "tea")
    page.keyboard.press("Enter")
    bar = page.locator(".steps progress >> nth=3")
    expect(bar).to_have_attribute("value", "160")
    expect(bar).to_have_attribute("max", "418")
    world.actions.hold.set()
    rows = page.locator(".rows tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("17")
    expect(rows.first).to_contain_text("found '面议'")
    expect(rows.first).to_contain_text("leave it empty")


def test_a_file_that_is_refused_says_why(world, opens):
    page = opens("shops", locale="en")
    page.set_input_files("#file", {"name": "tea.csv", "mimeType": "text/csv", "buffer": b"PK\x03\x04\0\0"})
    page.fill("#import-shop", "tea")
    page.click(".import-form .main")
    expect(page.locator(".import-form .wrong")).to_contain_text(
        "a workbook or an archive must be exported as CSV first"
    )


def test_hostile_text_is_shown_as_text(world, opens):
    session = world.gateway.open(shop="sample")
    world.gateway.say(session, HOSTILE)
    world.parts.operator.add_unmet(session[0], "sample", world.now, [("unknown_brand", HOSTILE)], f"有 {HOSTILE}")
    page = opens("talks")
    page.click(".talk-line")
    expect(page.locator(".say.user p")).to_have_text(HOSTILE)
    expect(page.locator(".say.bot p")).to_contain_text(HOSTILE)
    settled(page, "overview")
    expect(page.locator(".bars q")).to_have_text(f"有 {HOSTILE}")
    assert page.locator("#room img").count() == 0
    assert page.title() == "Daogou 运营台"


def test_on_a_phone_nothing_is_wider_than_the_screen(world, opens):
    world.seed()
    page = opens("overview", viewport={"width": 390, "height": 844})
    for room in ROOMS:
        settled(page, room)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, room


def test_the_password_dialog_is_made_for_password_managers(world, opens):
    page = opens("overview", locale="en")
    page.click("#own-password")
    now, new = page.locator("#password-now"), page.locator("#password-new")
    expect(now).to_have_attribute("autocomplete", "current-password")
    expect(new).to_have_attribute("autocomplete", "new-password")
    assert new.evaluate("e => e.dispatchEvent(new ClipboardEvent('paste', {cancelable: true}))"), (
        "pasting is not prevented"
    )
    page.check("dialog input[type=checkbox]")
    expect(now).to_have_attribute("type", "text")
    assert Axe().run(page).violations_count == 0
    now.fill("correct horse battery")
    new.fill("123456789012")
    page.click("dialog .main")
    expect(page.locator("dialog .wrong")).to_contain_text("stand in order")
    new.fill("eine lange neue Losung")
    page.click("dialog .main")
    expect(page.locator("dialog")).to_have_count(0)
    settled(page, "log")
    expect(page.locator(".rows td >> text=reset_password").first).to_be_visible()


def test_browser_storage_of_agents_holds_no_login(world, browser):
    world.operator("表单主管")
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{world.gateway.url}/admin")
    page.fill("#name", "表单主管")
    page.fill("#password", "correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_selector("#office:not([hidden])")
    page.click("#theme")
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    token = next(c["value"] for c in context.cookies() if c["name"] == "daogou_desk")
    assert "dark" in stored, "it looked at the storage"
    assert token not in stored
    assert "csrf" not in stored
    assert "daogou_desk" not in stored, "scripts cannot read the cookie"
    context.close()
