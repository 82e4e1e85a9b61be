"""What people need who do not use a mouse, do not see the screen, or cannot bear things that move."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from tests.bot.widget.conftest import PHONE, Opens

DESKTOP = {"viewport": {"width": 1180, "height": 860}}
WORDS = {
    "zh": {"locale": "zh-CN", "first": "手机", "open": "和导购聊聊", "compare": "比较前两款", "menu": "更多",
           "erase": "清除我的数据", "keep": "不清除"},
    "en": {"locale": "en", "first": "phone", "open": "Chat with the guide", "compare": "Compare the first two",
           "menu": "More", "erase": "Clear my data", "keep": "Keep"},
}  # fmt: skip


def findings(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands, shadow trees included."""
    page.wait_for_timeout(350)  # colours are not settled while things slide in
    page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"], "axe looked at nothing"
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_axe_finds_nothing(opens: Opens, locale: str, scheme: str, screen: str):
    w = WORDS[locale]
    profile = PHONE if screen == "phone" else DESKTOP
    page = opens("/", **(profile | {"locale": w["locale"], "color_scheme": scheme}))
    page.locator(".tile").first.wait_for()
    found = findings(page)  # the shop with the welcome beside it, on a phone with the launcher
    if screen == "phone":
        page.get_by_role("button", name=w["open"]).tap()
    box = page.locator("daogou-chat textarea")
    box.fill(w["first"])
    box.press("Enter")
    page.get_by_role("button", name="1000–2000").click()
    page.locator(".card").nth(2).wait_for()
    found += findings(page)
    page.get_by_role("button", name=w["compare"]).click()
    page.locator("daogou-chat table").wait_for()
    page.locator("daogou-chat summary").click()
    found += findings(page)
    page.get_by_role("menuitem", name=w["erase"]).click()
    found += findings(page)
    assert not found, "\n".join(found)


def test_a_purchase_by_keyboard_alone(opens: Opens):
    page = opens("/?item=p1", viewport={"width": 900, "height": 800})  # too narrow for the panel to stand open
    page.locator(".product").wait_for()
    press = page.keyboard.press
    launcher = page.locator("daogou-chat .launcher")
    for _ in range(60):
        press("Tab")
        if launcher.evaluate("e => e.getRootNode().activeElement === e"):
            break
    press("Enter")
    box = page.locator("daogou-chat textarea")
    expect(box).to_be_focused()
    page.keyboard.type("手机")
    press("Enter")
    page.get_by_role("button", name="1000–2000").wait_for()
    press("ArrowUp")  # from the empty box to the quick replies
    expect(page.get_by_role("button", name="1000–2000")).to_be_focused()
    press("ArrowRight")
    expect(page.get_by_role("button", name="都行")).to_be_focused()
    press("ArrowLeft")
    press("Enter")
    expect(box).to_be_focused()  # the pressed reply is gone, the focus is not
    page.locator(".card").nth(2).wait_for()
    second = page.get_by_role("button", name="就要云雀 L9 8GB+256GB 曜石黑")
    for _ in range(30):
        press("Shift+Tab")
        if second.evaluate("e => e.getRootNode().activeElement === e"):
            break
    expect(second).to_be_in_viewport()
    press("Enter")
    page.get_by_text("那就是云雀 L9").wait_for()
    expect(box).to_be_focused()
    press("Escape")
    expect(launcher).to_be_focused()


def test_what_a_screen_reader_is_told(opens: Opens):
    page = opens("/chat")
    box = page.locator("daogou-chat textarea")
    box.fill("手机")
    box.press("Enter")
    page.get_by_role("button", name="1000–2000").click()
    page.locator(".card").nth(2).wait_for()
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("log").get_by_role("list").first).to_be_visible()
    expect(page.get_by_role("log")).to_match_aria_snapshot(
        """
        - log "松云里":
          - list:
            - listitem: 您 手机
            - listitem:
              - text: 导购
              - paragraph: 给谁用的？预算大概多少？
            - listitem: 您 1000–2000
            - listitem:
              - text: 导购
              - paragraph: 2000元以内、电池大的，这三款最合适：
              - group "商品":
                - list "商品":
                  - listitem:
                    - img "松果 长辈版 X2 8GB+128GB 红色"
                    - button "把松果 长辈版 X2 8GB+128GB 红色加入心愿单"
                    - paragraph:
                      - link "松果 长辈版 X2 8GB+128GB 红色"
                    - paragraph: ¥1,599
              - list "快捷回复":
                - listitem:
                  - button "比较前两款"
                - listitem:
                  - button "便宜点"
        """
    )
    expect(page.get_by_role("group", name="商品")).to_have_attribute("aria-roledescription", "商品轮播")


def test_the_focus_stays_in_the_question_and_comes_back(opens: Opens):
    page = opens("/chat")
    page.locator("daogou-chat summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    question = page.get_by_role("alertdialog")
    expect(question).to_have_accessible_name("清除这段对话的全部数据？")
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => { const r = document.querySelector('daogou-chat').shadowRoot; const a = r.activeElement;"
            "return a === null || r.querySelector('dialog.erase').contains(a); }"
        ), "the focus left the question"
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()


def test_on_a_phone_the_panel_is_all_there_is(opens: Opens):
    page = opens("/", **PHONE)
    page.get_by_role("button", name="和导购聊聊").tap()
    panel = page.locator("daogou-chat dialog.panel")
    expect(panel).to_have_js_property("open", True)
    assert panel.evaluate("e => e.matches(':modal')"), "the page behind can still be reached"
    panel.evaluate("e => Promise.all(e.getAnimations().map(a => a.finished)).then(() => null)")  # it slides in
    box = panel.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    page.set_viewport_size({"width": 1180, "height": 844})
    expect(panel).to_be_visible()
    assert not panel.evaluate("e => e.matches(':modal')"), "on a wide screen the page stays in reach"


def test_nothing_moves_for_who_asked_for_that(opens: Opens):
    page = opens("/chat", reduced_motion="reduce")
    box = page.locator("daogou-chat textarea")
    box.fill("手机")
    box.press("Enter")
    page.get_by_text("给谁用的").wait_for()
    moving = "() => [document.querySelector('daogou-chat').shadowRoot, document].flatMap(e => e.getAnimations()).length"
    assert page.evaluate(moving) == 0


def test_a_page_that_runs_from_right_to_left_is_mirrored(opens: Opens):
    page = opens("/")
    page.locator(".tile").first.wait_for()
    panel = page.locator("daogou-chat dialog.panel")
    left_to_right = panel.bounding_box()
    page.evaluate("document.documentElement.dir = 'rtl'")
    right_to_left = panel.bounding_box()
    assert left_to_right is not None
    assert right_to_left is not None
    assert right_to_left["x"] < 100 < left_to_right["x"]
    box = page.locator("daogou-chat textarea")
    box.fill("手机")
    box.press("Enter")
    page.get_by_role("button", name="1000–2000").click()
    page.locator(".card").nth(2).wait_for()
    first, second = page.locator(".card").nth(0).bounding_box(), page.locator(".card").nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert second["x"] < first["x"]
    page.get_by_role("button", name="下一个").click()
    expect(page.locator(".card").nth(2)).to_be_in_viewport(ratio=0.9)
