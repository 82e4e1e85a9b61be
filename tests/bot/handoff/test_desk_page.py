"""The desk as an agent has it: in a browser, from the login to the report, mostly by keyboard."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.bot.handoff.conftest import PASSWORD, DeskClient, person

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture
def page(desk_gateway) -> Iterator[Page]:
    """A page of a fresh profile; nothing may break in it unseen."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on the path: install one (Debian: chromium)")
    wrong: list[str] = []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=FLAGS)
        opened = browser.new_context(locale="zh-CN", viewport={"width": 1360, "height": 900}).new_page()
        opened.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        yield opened
        browser.close()
    assert wrong == []


def test_a_day_at_the_desk(desk_gateway, page, tmp_path):
    person(desk_gateway, "王主管", "supervisor", there=False)
    session = desk_gateway.open()
    page.goto(f"{desk_gateway.url}/desk")
    page.fill("#name", "王主管")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#who")).to_have_text("王主管 · 主管")
    desk_gateway.say(session, "推荐手机")
    desk_gateway.say(session, "转人工")
    expect(page.locator("#lists .line")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#log")).to_contain_text("推荐手机")
    expect(page.locator("#facts")).to_contain_text("主动要求人工")
    expect(page.locator("#facts")).to_contain_text("松果 X2")
    expect(page.locator("#text")).to_be_enabled()

    desk_gateway.say(session, "有红色的吗")
    suggested = page.locator("#suggest button", has_text="导购建议 [1]: 我会说：有红色的吗")
    suggested.click()
    expect(page.locator("#text")).to_have_value("我会说：有红色的吗")
    page.locator("#text").press("Enter")
    expect(page.locator("#log .agent .card")).to_have_count(1)
    expect(suggested).to_have_count(0)
    page.locator("#suggest button", has_text="请稍等").click()
    page.locator("#text").press("Enter")
    expect(page.locator("#log .agent")).to_have_count(2)

    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.type("老顾客")
    page.keyboard.press("Enter")
    expect(page.locator("#facts .notes li")).to_contain_text("老顾客")
    page.fill("#tag", "售后")
    page.keyboard.press("Enter")
    expect(page.locator("#facts button.chip")).to_have_text("售后 ×")
    page.fill("#find", "手机")
    page.keyboard.press("Enter")
    page.locator(".found button").click()
    expect(page.locator("#log .agent .card")).to_have_count(2)
    page.screenshot(path=tmp_path / "desk.png")

    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("已退款")
    page.locator("#ending button.main").click()
    expect(page.locator("#log")).to_contain_text("处理结果：已退款")
    expect(page.locator("#text")).to_be_disabled()
    history = desk_gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()["messages"]
    assert [m["text"] for m in history if m["role"] == "agent"] == [
        "我会说：有红色的吗", "我查一下，请稍等一两分钟。", "您看看这个：",
    ]  # fmt: skip
    good = history[-1]["quick_replies"][0]
    desk_gateway.say(session, good["title"], payload=good["payload"])

    page.goto(f"{desk_gateway.url}/desk/report")
    expect(page.locator("#plots svg")).to_have_count(5)
    expect(page.locator("#figures")).to_contain_text(re.compile(r"100% \(1\)"))
    expect(page.locator("#log-rows tr", has_text="人工 → 已结束")).to_contain_text("王主管")
    heads, row = page.locator("#log-head th").nth(2), page.locator("#log-rows tr").first.locator("td").nth(2)
    assert abs((heads.bounding_box() or {"x": 0})["x"] - (row.bounding_box() or {"x": 9999})["x"]) < 2, "in columns"
    page.screenshot(path=tmp_path / "report.png", full_page=True)


def test_an_agent_changes_their_own_password_and_goes_on(desk_gateway, page):
    person(desk_gateway, "小林", there=False)
    elsewhere = person(desk_gateway, "小林二")
    session = desk_gateway.open()
    page.goto(f"{desk_gateway.url}/desk")
    page.fill("#name", "小林")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    desk_gateway.say(session, "转人工")
    expect(page.locator("#lists .line")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#log")).to_contain_text("转人工")
    page.click("#own-password")
    now, new = page.locator("#password-now"), page.locator("#password-new")
    now.fill("not the password")
    new.fill("一二三四五六")
    expect(page.locator("#password-strength")).to_have_text("强度: 太短")
    new.fill("eine lange neue Losung")
    expect(page.locator("#password-strength")).to_have_text("强度: 强")
    assert page.locator("dialog[open] meter").evaluate("e => e.value") == 3
    assert Axe().run(page).violations_count == 0
    page.click("dialog[open] .main")
    expect(page.locator("dialog[open] .wrong")).to_have_text("现在的密码不对")
    now.fill(PASSWORD)
    page.click("dialog[open] .main")
    expect(page.locator("#toast")).to_contain_text("密码已修改")
    expect(page.locator("#door")).to_be_hidden()
    desk_gateway.say(session, "还在吗")
    expect(page.locator("#log")).to_contain_text("还在吗")
    page.fill("#text", "在的")
    page.keyboard.press("Enter")
    expect(page.locator("#log .agent")).to_have_count(1)
    assert DeskClient(desk_gateway, "小林").log_in().status_code == 401
    assert DeskClient(desk_gateway, "小林").log_in("eine lange neue Losung").status_code == 200
    assert elsewhere.get("/me").status_code == 200
    lines = desk_gateway.app.state.parts.desk.views.audit()
    assert [(line["actor"], line["event"]) for line in lines if line["event"] == "reset_password"] == [
        ("小林", "reset_password")
    ]
