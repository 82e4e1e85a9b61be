"""Forms in the widget: a carousel that is turned, a comparison as a table, a picture, a talk that goes elsewhere."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.bot.widget.conftest import Opens
from tests.bot.widget.scripted import Shop
from tests.bot.widget.test_talking import last_metadata, menu, say
from tests.knowledge.pictures.drawing import picture


def test_a_carousel_says_what_it_is_and_is_turned_by_named_buttons(opens: Opens):
    page = opens("/", viewport={"width": 1180, "height": 860})
    page.locator("daogou-chat").evaluate("e => e.show()")
    say(page, "手机")
    page.get_by_role("button", name="1000–2000").click()
    carousel = page.get_by_role("group", name="商品")
    expect(carousel).to_have_attribute("aria-roledescription", "商品轮播")
    expect(carousel.get_by_role("listitem").first).to_be_visible()
    expect(carousel.get_by_role("img").first).to_have_attribute("alt", re.compile("松果"))
    forth, back = carousel.get_by_role("button", name="下一个"), carousel.get_by_role("button", name="上一个")
    shelf = carousel.locator(".cards")
    expect(back).to_be_hidden()
    forth.click()
    expect(back).to_be_visible()
    assert shelf.evaluate("e => e.scrollLeft") > 0
    back.click()
    expect(back).to_be_hidden()


def test_a_comparison_is_a_table_with_heads(opens: Opens):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_role("button", name="1000–2000").click()
    page.get_by_role("button", name="比较前两款").click()
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="松果X2")).to_be_visible()
    expect(table.get_by_role("row", name=re.compile("屏幕"))).to_contain_text("6.8英寸")
    expect(page.locator(".turn.bot .bubble strong").last).to_have_text("便宜200元")


@pytest.mark.parametrize("words", ["", "类似这样的"])
def test_of_a_picture_the_colours_reach_the_guide(opens: Opens, shop: Shop, tmp_path: Path, words: str):
    page = opens("/chat")
    (tmp_path / "shirt.jpg").write_bytes(picture("#202124"))
    page.locator("daogou-chat input[type=file]").set_input_files(tmp_path / "shirt.jpg")
    page.locator(".attached img").wait_for()
    say(page, words)
    page.locator(".turn.bot").wait_for()
    metadata = last_metadata(shop)
    assert metadata["picture"] == [{"code": "#c81e1e", "share": 1.0}]
    assert ("payload" in metadata) == (not words), "without words it means: show me such goods"


def test_a_talk_goes_on_in_telegram_by_a_signed_link(opens: Opens, gateway):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_role("button", name="1000–2000").wait_for()
    links = gateway.app.state.parts.links
    links.put_value("telegram", json.dumps({"username": "daogou_bot", "at": time.time()}))
    try:
        page.locator("daogou-chat summary").click()
        page.get_by_role("menuitem", name="到 @daogou_bot 接着聊").click()
        link = page.locator("dialog.go-on").get_by_role("link")
        expect(link).to_have_attribute("href", re.compile(r"^https://t\.me/daogou_bot\?start=go-[\w-]+$"))
        expect(link).to_have_attribute("rel", "noopener noreferrer")
    finally:
        links.put_value("telegram", json.dumps({"username": "daogou_bot", "at": 0}))


def test_starting_over_begins_an_empty_talk(opens: Opens):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_role("button", name="1000–2000").wait_for()
    menu(page, "重新开始")
    expect(page.locator(".turn")).to_have_count(0)
    say(page, "别的")
    expect(page.locator(".turn.bot")).to_have_count(1)
