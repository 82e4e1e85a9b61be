"""What shoppers do with the widget, through a real gateway whose guide is scripted."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.bot.handoff.conftest import person
from tests.bot.widget.conftest import PHONE, Opens
from tests.bot.widget.scripted import HOSTILE, Shop


def say(page: Page, text: str) -> None:
    box = page.locator("daogou-chat textarea")
    box.fill(text)
    box.press("Enter")


def menu(page: Page, entry: str) -> None:
    page.locator("daogou-chat summary").click()
    page.get_by_role("menuitem", name=entry).click()


def last_metadata(shop: Shop) -> dict:
    return shop.received[-1]["metadata"]


def test_quick_replies_go_away_when_used_and_when_stale(opens: Opens):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_role("button", name="1000–2000").click()
    page.locator(".card").nth(2).wait_for()
    expect(page.get_by_role("button", name="1000–2000")).to_have_count(0)
    expect(page.get_by_role("button", name="便宜点")).to_be_visible()
    say(page, "别的")
    page.get_by_text("收到：别的").wait_for()
    expect(page.get_by_role("button", name="便宜点")).to_have_count(0)


def test_a_card_can_be_wished_for_chosen_and_opened(opens: Opens, shop: Shop):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_role("button", name="1000–2000").click()
    page.get_by_role("button", name="把松果 长辈版 X2 8GB+128GB 红色加入心愿单").click()
    page.get_by_text("已放进心愿单：松果").wait_for()
    wanted = json.loads(last_metadata(shop)["payload"])
    assert wanted == {"acts": ["wishlist"], "references": [{"kind": "item", "value": "p1"}]}
    page.get_by_role("link", name="松果 长辈版 X2 8GB+128GB 红色").last.click()
    page.locator(".product").wait_for()
    assert "item=p1" in page.url


def test_what_models_and_catalogues_write_never_becomes_html(opens: Opens):
    page = opens("/chat")
    say(page, "hostile")
    card = page.locator(".card")
    card.wait_for()
    assert page.title() == "松云里"
    expect(card.locator(".name")).to_have_text(HOSTILE)
    expect(card.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"^http://127\.0\.0\.1:\d+/\?shop=toy&item=p1$")
    )
    bubble = page.locator(".turn.bot .bubble")
    expect(bubble.locator("strong")).to_have_text("<b>bold</b>")
    expect(bubble.locator("img, a, b")).to_have_count(0)


def test_the_talk_goes_on_over_pages_and_reloads_and_counts_what_is_unread(opens: Opens, gateway):
    page = opens("/")
    say(page, "手机")
    page.get_by_text("给谁用的").wait_for()
    page.locator(".tile a").first.click()
    page.locator(".product").wait_for()
    expect(page.get_by_text("给谁用的")).to_be_visible()  # still open, and the history is there
    page.get_by_role("button", name="收起").click()
    kept = page.evaluate("JSON.parse(Object.entries(localStorage).find(([k]) => k.endsWith('|session'))[1])")
    session = kept["session_id"], {"Authorization": f"Bearer {kept['token']}"}
    gateway.say(session, "别处说的")
    page.get_by_role("button", name="和导购聊聊，1条新消息").wait_for()
    page.reload()
    page.get_by_role("button", name="和导购聊聊，1条新消息").click()
    expect(page.get_by_text("收到：别处说的")).to_be_visible()
    page.reload()
    page.get_by_text("收到：别处说的").wait_for()
    assert page.locator("daogou-chat .launcher").count() == 0  # it stood open, and does so again


def test_two_tabs_show_one_conversation(opens: Opens):
    page = opens("/chat")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("daogou-chat textarea").wait_for()
    say(page, "手机")
    page.get_by_text("给谁用的").wait_for()
    other.get_by_text("给谁用的").wait_for()
    menu(page, "重新开始")
    expect(page.get_by_text("给谁用的")).to_have_count(0)
    expect(other.get_by_text("给谁用的")).to_have_count(0)


def test_erasing_leaves_nothing_here_or_there(opens: Opens, gateway):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_text("给谁用的").wait_for()
    kept = page.evaluate("JSON.parse(Object.entries(localStorage).find(([k]) => k.endsWith('|session'))[1])")
    menu(page, "清除我的数据")
    page.get_by_role("button", name="清除", exact=True).click()
    page.get_by_text("数据已清除。").wait_for()
    expect(page.get_by_text("给谁用的")).to_have_count(0)
    headers = {"Authorization": f"Bearer {kept['token']}"}
    assert gateway.client.get(f"/api/sessions/{kept['session_id']}/messages", headers=headers).status_code == 404
    left = page.evaluate("() => Object.keys(localStorage).filter(key => !key.startsWith('daogou|choices'))")
    assert [key for key in left if key.startswith("daogou|")] == []


def test_a_failed_erasure_is_not_called_done(opens: Opens):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_text("给谁用的").wait_for()
    page.route("**/api/sessions/*", lambda route: route.fulfill(status=503, json={"detail": "请稍后再试"}))
    menu(page, "清除我的数据")
    page.get_by_role("button", name="清除", exact=True).click()
    page.get_by_text("没能清除：请稍后再试").wait_for()
    expect(page.get_by_text("给谁用的")).to_be_visible()


def test_enter_picks_the_word_that_is_being_composed_and_does_not_send(opens: Opens, shop: Shop):
    page = opens("/chat")
    box = page.locator("daogou-chat textarea")
    box.fill("shou ji")
    box.evaluate("e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))")
    box.evaluate("e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))")
    expect(box).to_have_value("shou ji")
    box.press("Shift+Enter")
    assert shop.received == []
    box.press("Enter")
    page.get_by_text("收到：shou ji").wait_for()


def test_the_product_in_view_goes_along_until_it_is_put_away(opens: Opens, shop: Shop):
    page = opens("/?item=p2")
    page.locator("daogou-chat .viewing").wait_for()
    page.get_by_role("button", name="这款怎么样？").click()
    page.get_by_text("p2: 这款怎么样？").wait_for()
    assert last_metadata(shop)["page_item"] == "p2"
    page.get_by_role("button", name="不谈这款").click()
    say(page, "别的")
    page.get_by_text("收到：别的").wait_for()
    assert "page_item" not in last_metadata(shop)


def test_a_product_that_the_shop_does_not_have_is_not_named(opens: Opens, shop: Shop):
    page = opens("/?item=nowhere")
    page.get_by_text("这件商品不在店里了。").wait_for()
    say(page, "你好")
    page.get_by_text("收到：你好").wait_for()
    assert "page_item" not in last_metadata(shop)


def test_a_large_picture_is_made_smaller_and_sent_with_its_words(opens: Opens, tmp_path: Path):
    large = tmp_path / "large.webp"
    Image.radial_gradient("L").resize((3000, 1500)).convert("RGB").save(large)
    page = opens("/chat")
    page.locator("daogou-chat input[type=file]").set_input_files(large)
    page.get_by_role("img", name="已选好的图片").wait_for()
    page.locator("daogou-chat textarea").fill("类似的")
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/messages")) as sent:
        page.locator("daogou-chat textarea").press("Enter")
    body = sent.value.post_data_json
    assert body["text"] == "类似的"
    assert body["image"].startswith("data:image/jpeg;base64,")
    assert len(body["image"]) < 600_000
    assert sent.value.response().status == 200  # the gateway reads it as a picture
    page.get_by_role("img", name="发出的图片").wait_for()


def test_a_file_that_is_no_picture_is_refused_with_a_word(opens: Opens, tmp_path: Path):
    page = opens("/chat")
    field = page.locator("daogou-chat input[type=file]")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    field.set_input_files(tmp_path / "a.pdf")
    page.get_by_text("请选PNG、JPEG或WebP图片。").wait_for()
    (tmp_path / "b.png").write_bytes(b"not a picture")
    field.set_input_files(tmp_path / "b.png")
    page.get_by_text("这张图片打不开。").wait_for()
    expect(page.get_by_role("button", name="发送", exact=True)).to_be_disabled()


def test_language_and_colours_are_switched_in_the_menu_and_kept(opens: Opens, gateway):
    page = opens("/chat")
    say(page, "手机")
    page.get_by_text("给谁用的").wait_for()
    with page.expect_response(lambda answer: answer.request.method == "PATCH") as spoken:
        menu(page, "English")
    assert spoken.value.status == 200
    say(page, "phone")
    page.get_by_text("Who is it for").wait_for()  # the guide goes on in it too
    page.locator("daogou-chat summary").click()
    page.get_by_role("menuitem", name="Dark").click()
    page.reload()
    page.locator("daogou-chat summary").wait_for()
    expect(page.locator("daogou-chat")).to_have_attribute("data-dark", "")


def test_waiting_for_a_person_talking_to_one_and_rating_them(opens: Opens, gateway):
    agent = person(gateway, f"小林{time.time_ns()}"[:8])
    page = opens("/chat")
    menu(page, "找人工客服")
    page.get_by_text("排队中，您排第1位").wait_for()
    chat = agent.post("/next").json()["chat"]
    page.get_by_text(f"客服{agent.name}正在为您服务").wait_for()
    say(page, "在吗")
    expect(page.get_by_role("status").filter(has_text="正在输入")).to_have_count(0)
    agent.post(f"/chats/{chat}/messages", {"text": "您好，我是客服", "message_id": "a1"})
    expect(page.locator(".turn.agent")).to_contain_text(agent.name)
    expect(page.locator("daogou-chat h2")).to_have_text(f"客服 {agent.name}")
    agent.post(f"/chats/{chat}/close", {"outcome": "已解决"})
    rating = page.get_by_role("list", name="给这次人工服务打分")
    rating.get_by_role("button", name="很满意").click()
    page.get_by_text("谢谢您的评价").wait_for()
    expect(rating).to_have_count(0)
    expect(page.locator("daogou-chat h2")).to_have_text("松云里")


def test_the_queue_can_be_left(opens: Opens, gateway):
    person(gateway, f"小王{time.time_ns()}"[:8])
    page = opens("/chat")
    menu(page, "找人工客服")
    page.locator(".person").get_by_role("button", name="取消排队").click()
    page.get_by_text("已取消排队").wait_for()
    expect(page.locator(".person")).to_be_hidden()


def test_a_degraded_answer_says_so(opens: Opens):
    page = opens("/chat")
    say(page, "degraded")
    page.get_by_text("刚才有一步没成功").wait_for()


def test_typing_shows_while_the_answer_is_made(opens: Opens, shop: Shop):
    page = opens("/chat")
    shop.wait_s = 1.0
    say(page, "慢慢说")
    page.get_by_role("status").filter(has_text="正在输入").wait_for()
    page.get_by_text("收到：慢慢说").wait_for()
    expect(page.get_by_role("status").filter(has_text="正在输入")).to_have_count(0)


def test_a_newer_message_does_not_pull_a_reader_down(opens: Opens, gateway):
    page = opens("/chat", viewport={"width": 700, "height": 520})
    for n in range(8):
        say(page, f"第{n}句")
        page.get_by_text(f"收到：第{n}句").wait_for()
    scroller = page.locator("daogou-chat .scroller")
    scroller.evaluate("e => { e.scrollTop = 0; }")
    page.get_by_role("button", name="跳到最新").wait_for()
    kept = page.evaluate("JSON.parse(Object.entries(localStorage).find(([k]) => k.endsWith('|session'))[1])")
    gateway.say((kept["session_id"], {"Authorization": f"Bearer {kept['token']}"}), "新的")
    page.get_by_text("条新消息").wait_for()
    assert scroller.evaluate("e => e.scrollTop") < 40
    page.get_by_role("button", name="跳到最新").click()
    expect(page.get_by_text("收到：新的")).to_be_in_viewport()


@pytest.mark.parametrize("profile", [{}, PHONE], ids=["desktop", "phone"])
def test_the_shops_own_field_asks_the_guide(opens: Opens, profile):
    page = opens("/", **profile)
    field = page.get_by_placeholder("想买点什么")
    field.fill("手机")
    field.press("Enter")
    page.get_by_text("给谁用的").wait_for()
