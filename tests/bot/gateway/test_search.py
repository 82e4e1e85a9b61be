"""Whose data a search takes along: those of a session, with its own token, where they are not switched off."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.actions_client import ActionsClient
from bot.store import Trackers
from tests.bot.conftest import Gateway
from tests.bot.toy import WISH, ToyRasa

STATE = {"turn": 1, "wishes": [{"attribute": "brand", "operator": "=", "value": "云雀"}]}


def search(gateway: Gateway, headers: dict[str, str] | None = None, **params: Any) -> Any:
    return gateway.client.get("/api/search", params={"q": "手机", "shop": "toy", **params}, headers=headers)


def test_a_session_searches_as_its_shopper(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id, token = gateway.open(visitor="v" * 32)
    asked = asked_of(monkeypatch)
    assert search(gateway, token, session_id=session_id).status_code == 200
    body = asked[-1]
    assert body["state"] == STATE
    assert body["visitor"] not in ("", None, "v" * 32)  # a hash, never the secret itself


def test_nobody_else_does(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id, token = gateway.open()
    _, other = gateway.open()
    asked = asked_of(monkeypatch)
    assert search(gateway, other, session_id=session_id).status_code == 401
    assert search(gateway, session_id=session_id).status_code == 401
    assert search(gateway, token, session_id="0" * 32).status_code == 404
    assert asked == []


def test_the_switch_keeps_all_of_it_back(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id, token = gateway.open(visitor="v" * 32)
    asked = asked_of(monkeypatch)
    assert search(gateway, token, session_id=session_id, personal=False).status_code == 200
    assert search(gateway).status_code == 200
    for params in asked:
        assert not {"state", "visitor"} & set(params)


def test_a_visitor_cannot_be_named_from_outside(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_of(monkeypatch)
    assert search(gateway, visitor="somebody", state="{}").status_code == 200
    assert not {"state", "visitor"} & set(asked[-1])


def test_wishes_in_the_query_go_along(gateway: Gateway) -> None:
    assert search(gateway, q="500以内的手机").json()["filters"] == [WISH]
    assert search(gateway).json()["filters"] == []


def test_where_understanding_is_away_words_search_alone_and_it_is_said(gateway: Gateway, toy: ToyRasa) -> None:
    toy.reads = False
    try:
        found = search(gateway, q="500以内的手机").json()
    finally:
        toy.reads = True
    assert found["filters"] is None
    assert found["items"]


def asked_of(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Note from now on what the gateway asks of the action server; every conversation stands at STATE."""
    seen: list[dict[str, Any]] = []

    async def post(_: ActionsClient, path: str, body: dict[str, Any]) -> Any:
        seen.append(body)
        return {"items": []}

    states = [{"event": "slot", "name": "state", "value": value} for value in ({"turn": 0}, STATE)]
    monkeypatch.setattr(Trackers, "events", lambda *_: states)
    monkeypatch.setattr(ActionsClient, "post", post)
    return seen
