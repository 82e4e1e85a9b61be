"""The terminal: pressing by number, drawing, and a talk against a gateway with the toy Rasa."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.terminal import chat
from bot.terminal.client import ChatClient, ChatError
from bot.terminal.render import message_view, price
from tests.bot.toy import CARD

REPLIES = [{"title": "便宜点", "payload": "p1"}, {"title": "看评价", "payload": "p2"}]


def drawn(message: dict) -> str:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(message_view(message))
    return console.export_text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2", ("看评价", "p2")), ("0", ("0", "")), ("3", ("3", "")), ("2个", ("2个", "")), ("２", ("２", ""))],
)
def test_a_number_presses_a_quick_reply(typed, said):
    assert chat.pressed(typed, REPLIES) == said


def test_cards_and_quick_replies_are_drawn():
    text = drawn({"text": "这款：", "act": "recommend", "items": [CARD], "quick_replies": REPLIES, "degraded": False})
    for part in ("这款：", "松果 X2", "¥1,599", "✓ 屏幕最大", "1  便宜点", "2  看评价"):
        assert part in text


def test_a_catalogue_cannot_move_the_cursor():
    text = drawn({"text": "a\x1b[2Jb", "items": [{**CARD, "title": "x\x1b]0;t\x07y"}], "quick_replies": []})
    assert "\x1b" not in text
    assert "a[2Jb" in text


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"price": 2999.0, "currency": "CNY"}, "¥2,999"),
        ({"price": 9.5, "currency": "USD"}, "$9.50"),
        ({"price": None}, ""),
        ({"price": 3, "currency": "SEK"}, "SEK 3"),
    ],
)
def test_prices_are_written_as_people_do(item, words):
    assert price(item) == words


def test_a_talk_in_the_terminal(gateway, toy, monkeypatch, capsys):
    lines = iter(["推荐手机", "1", "", "/new", "你好", "/quit"])
    monkeypatch.setattr(chat.click, "prompt", lambda *_, **__: next(lines))
    assert chat.talk("toy", None, gateway.settings.port) == 0
    shown = capsys.readouterr().out
    assert "1: 推荐手机" in shown
    assert "2: 便宜点" in shown
    assert "1: 你好" in shown
    assert toy.received[1]["metadata"]["payload"] == '{"acts": ["critique"]}'


def test_an_unknown_shop_is_said_with_exit_code_1(gateway, capsys):
    assert chat.talk("none", None, gateway.settings.port) == 1
    assert "there are en, toy" in capsys.readouterr().err


def test_a_client_that_reaches_nobody_says_so(monkeypatch):
    monkeypatch.setattr("bot.terminal.client.time.sleep", lambda _: None)
    client = ChatClient("http://127.0.0.1:9")
    assert client.is_daogou() is False
    with pytest.raises(ChatError):
        client.open(None, None)
