"""The widget with the real processes: a whole purchase talk by keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.bot.widget.conftest import Opens


def focused(page: Page) -> dict[str, str]:
    """Return the name and kind of what has the focus, inside the widget or outside."""
    return page.evaluate(
        "() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
        "return { tag: e.tagName, name: e.getAttribute('aria-label') ?? e.textContent.trim(), set: e.className }; }"
    )


def walk_to(page: Page, key: str, wanted: str, at_most: int = 80) -> str:
    """Press a key until the focus is on an element of the class `wanted`; return its name."""
    for _ in range(at_most):
        page.keyboard.press(key)
        here = focused(page)
        if wanted in here["set"].split():
            return here["name"]
    raise AssertionError(f"no {wanted} is reached by {key}; the focus is on {focused(page)}")


def test_a_whole_purchase_talk_by_keyboard(house, opens: Opens):
    page = opens("/?shop=sample", house.base_url, viewport={"width": 900, "height": 860})
    page.set_default_timeout(60_000)
    page.locator(".tile").first.wait_for()
    walk_to(page, "Tab", "launcher")
    page.keyboard.press("Enter")
    box = page.locator("daogou-chat textarea")
    expect(box).to_be_focused()

    page.keyboard.type("推荐手机，2000元以内")
    page.keyboard.press("Enter")
    answers = page.locator("daogou-chat .turn.bot")
    answers.first.wait_for()
    if page.locator("daogou-chat .card").count() == 0:  # it asks something first: any answer will do
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        answers.nth(1).wait_for()
        if page.locator("daogou-chat .card").count() == 0:
            page.keyboard.type("直接推荐吧")
            page.keyboard.press("Enter")
    page.locator("daogou-chat .card").first.wait_for()
    n_answers = answers.count()

    page.keyboard.type("第一个怎么样")
    page.keyboard.press("Enter")
    answers.nth(n_answers).wait_for()
    expect(box).to_be_focused()

    chosen = walk_to(page, "Shift+Tab", "choose").removeprefix("就要")
    page.keyboard.press("Enter")
    answers.nth(n_answers + 1).wait_for()
    expect(answers.last).to_contain_text(chosen.split()[0])

    titles = page.locator("daogou-chat .card .name a")
    titles.last.focus()
    page.keyboard.press("Enter")
    page.locator(".product").wait_for()  # the item's own page; the talk is still there
    page.locator("daogou-chat .viewing").wait_for()
    expect(answers.last).to_contain_text(chosen.split()[0])
