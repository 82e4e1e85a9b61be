"""The line between widget and gateway breaks, lags or is not there: nothing is lost, nothing is doubled."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page

from tests.bot.conftest import Gateway
from tests.bot.widget.conftest import Opens
from tests.bot.widget.cutting import CuttingProxy
from tests.bot.widget.scripted import Shop

N_CUTS = 100


@pytest.fixture
def proxy(gateway: Gateway) -> Iterator[CuttingProxy]:
    running = CuttingProxy(gateway.settings.port, seed=7).start()
    yield running
    running.stop()


def session_of(page: Page) -> tuple[str, dict[str, str]]:
    """Return the id and headers of the session that the page keeps."""
    kept = page.evaluate("() => JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith('|session'))[1])")
    return kept["session_id"], {"Authorization": f"Bearer {kept['token']}"}


def shown(page: Page) -> list[str]:
    """Return the ids of the messages on the page, in order."""
    return page.evaluate(
        "() => [...document.querySelector('daogou-chat').shadowRoot.querySelectorAll('.turn')].map(e => e.dataset.id)"
    )


def on_record(gateway: Gateway, session: tuple[str, dict[str, str]]) -> list[dict]:
    return gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()["messages"]


def say(page: Page, text: str) -> None:
    box = page.locator("daogou-chat textarea")
    box.fill(text)
    box.press("Enter")


def settle(page: Page, gateway: Gateway, within_s: float = 40.0) -> list[dict]:
    """Wait until the page shows what is on record; return the record."""
    session = session_of(page)
    deadline = time.monotonic() + within_s
    while True:
        record = on_record(gateway, session)
        if shown(page) == [message["id"] for message in record] and record[-1]["role"] != "user":
            return record
        assert time.monotonic() < deadline, f"page {shown(page)} record {[m['id'] for m in record]}"
        page.wait_for_timeout(100)


@pytest.mark.timeout(600)
def test_a_hundred_cuts_in_the_middle_of_messages_lose_and_double_nothing(opens: Opens, gateway, proxy):
    page = opens("/chat", proxy.url)
    say(page, "第一句")
    page.get_by_text("收到：第一句").wait_for()
    session = session_of(page)
    texts = ["第一句"]
    done = threading.Event()

    def elsewhere() -> None:
        with httpx.Client(base_url=gateway.url, trust_env=False, timeout=30) as other:
            for n in itertools.count():
                other.post(f"/api/sessions/{session[0]}/messages", json={"text": f"别处{n}"}, headers=session[1])
                if done.wait(0.05):
                    return

    # Another device of the same shopper speaks too, so that messages come that this page did not ask for.
    other_device = threading.Thread(target=elsewhere)
    other_device.start()
    deadline = time.monotonic() + 400  # some ten seconds where the machine is quiet
    while proxy.n_cuts < N_CUTS and time.monotonic() < deadline:
        texts.append(f"这里{len(texts)}")
        say(page, texts[-1])
        page.wait_for_timeout(100)
    done.set()
    other_device.join()
    assert proxy.n_cuts >= N_CUTS
    proxy.cutting = False
    record = settle(page, gateway, 60)
    said = [m["text"] for m in record if m["role"] == "user"]
    assert [text for text in said if not text.startswith("别处")] == texts, "lost, doubled or out of order"
    assert len(set(said)) == len(said)
    assert len(record) == 2 * len(said)
    assert proxy.n_lost > 0, "no answer was lost, so sending again was not seen"


def test_what_is_said_without_network_is_sent_when_it_is_back_also_after_closing_the_page(opens: Opens, gateway):
    page = opens("/chat")
    say(page, "在线")
    page.get_by_text("收到：在线").wait_for()
    page.context.set_offline(True)
    say(page, "离线一")
    say(page, "离线二")
    page.get_by_text("等网络恢复后发送").nth(1).wait_for()
    page.get_by_text("连接断开").wait_for()
    page.context.set_offline(False)
    texts = [m["text"] for m in settle(page, gateway)]
    assert texts == ["在线", "收到：在线", "离线一", "收到：离线一", "离线二", "收到：离线二"]
    page.context.set_offline(True)
    say(page, "离线三")
    page.get_by_text("等网络恢复后发送").wait_for()
    page.close()
    page = (context := page.context).new_page()
    context.set_offline(False)
    page.goto(f"{gateway.url}/chat")
    page.get_by_text("收到：离线三").wait_for()
    assert [m["text"] for m in settle(page, gateway)].count("离线三") == 1


def test_what_waits_can_be_taken_back(opens: Opens, gateway):
    page = opens("/chat")
    say(page, "在线")
    page.get_by_text("收到：在线").wait_for()
    page.context.set_offline(True)
    say(page, "别发")
    page.get_by_role("button", name="删除").click()
    page.context.set_offline(False)
    say(page, "再来")
    page.get_by_text("收到：再来").wait_for()
    assert "别发" not in [m["text"] for m in settle(page, gateway)]


@pytest.mark.parametrize("status", [429, 503])
def test_an_overloaded_gateway_is_asked_again_with_the_same_id(opens: Opens, gateway, status):
    page = opens("/chat")
    ids: list[str] = []

    def refuse(route) -> None:
        ids.append(route.request.post_data_json["message_id"])
        if len(ids) < 3:
            route.fulfill(status=status, headers={"Retry-After": "0"}, json={"detail": "later"})
        else:
            route.continue_()

    page.route("**/messages", refuse)
    say(page, "手机")
    page.get_by_text("给谁用的").wait_for()
    assert len(ids) == 3
    assert len(set(ids)) == 1
    assert len(settle(page, gateway)) == 2


def test_what_the_gateway_refuses_is_said_with_its_reason_and_can_be_tried_again(opens: Opens, gateway):
    page = opens("/chat")
    page.route("**/messages", lambda route: route.fulfill(status=422, json={"detail": "太长了"}))
    say(page, "手机")
    page.get_by_text("太长了").wait_for()
    page.unroute("**/messages")
    page.get_by_role("button", name="重试").click()
    page.get_by_text("给谁用的").wait_for()
    assert len(settle(page, gateway)) == 2


def test_a_proxy_that_holds_the_stream_up_does_not_silence_the_chat(opens: Opens, gateway):
    page = opens("/chat")
    page.route("**/events", lambda route: route.abort())
    say(page, "手机")
    page.get_by_text("给谁用的").wait_for()
    say(page, "还有呢")
    page.get_by_text("收到：还有呢").wait_for()
    assert len(settle(page, gateway)) == 4


def test_a_session_that_the_gateway_no_longer_knows_is_begun_anew_with_what_was_said(opens: Opens, gateway):
    page = opens("/chat")
    say(page, "第一")
    page.get_by_text("收到：第一").wait_for()
    session = session_of(page)
    page.route("**/events", lambda route: route.abort())  # so that only the POST finds out
    page.reload()
    page.get_by_text("收到：第一").wait_for()
    gateway.client.delete(f"/api/sessions/{session[0]}", headers=session[1])
    page.unroute("**/events")
    say(page, "第二")
    page.get_by_text("收到：第二").wait_for()
    assert session_of(page) != session
    assert [m["text"] for m in settle(page, gateway)] == ["第二", "收到：第二"]


def test_a_hidden_tab_lets_its_line_go_and_takes_it_up_again(opens: Opens, gateway, shop: Shop):
    page = opens("/healthz")
    page.clock.install()
    page.goto(f"{gateway.url}/chat")
    say(page, "第一")
    page.clock.run_for(1_000)
    page.get_by_text("收到：第一").wait_for()

    def look(hidden: bool) -> None:
        page.evaluate(
            "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
            "document.dispatchEvent(new Event('visibilitychange')); }",
            hidden,
        )

    def n_streams() -> int:
        return int(gateway.app.state.parts.metrics.streams._value.get())

    before = n_streams()
    look(hidden=True)
    page.clock.run_for(21_000)
    deadline = time.monotonic() + 20
    while n_streams() >= before:
        assert time.monotonic() < deadline, "the hidden tab kept its line"
        page.wait_for_timeout(50)
    session = session_of(page)
    gateway.say(session, "别处说的")
    look(hidden=False)
    page.clock.run_for(1_000)
    page.get_by_text("收到：别处说的").wait_for()
