"""Search for a person, suggestions and the showcase, as the gateway asks for them."""

from __future__ import annotations

import httpx
import pytest

from knowledge.types import DialogueState, Preference, to_json

STATE = to_json(DialogueState(turn=2, wishes=[Preference("brand", "=", "云雀", strength="soft", said_at=2)]))


def ask(server: httpx.Client, **asked: object) -> dict:
    answer = server.post("/search", json={"shop": "tiny", "q": "手机", **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_wishes_of_the_talk_move_goods_and_it_is_told(server: httpx.Client) -> None:
    plain, own = ask(server), ask(server, state=STATE)
    assert plain["personal"] is None
    first = own["items"][0]
    assert first["brand"] == "云雀"
    assert own["personal"][first["item_id"]]["meets"][0]["value"] == "云雀"
    places = {i["item_id"]: n for n, i in enumerate(plain["items"])}
    for n, item in enumerate(own["items"]):
        assert own["personal"].get(item["item_id"], {"moved": 0})["moved"] == places[item["item_id"]] - n


def test_it_can_be_switched_off(server: httpx.Client) -> None:
    assert ask(server, state=STATE, personal=False) == ask(server)
    assert server.get("/search", params={"shop": "tiny", "q": "手机", "personal": "0"}).json() == ask(server)


def test_wishes_read_out_of_the_query_filter(server: httpx.Client) -> None:
    dearest = max(item["price"] for item in ask(server)["items"])
    below = {"attribute": "price", "operator": "<", "value": dearest}
    found = ask(server, wishes=[below])
    assert [w["value"] for w in found["filters"]] == [dearest]
    assert found["items"]
    assert all(item["price"] < dearest for item in found["items"])


def test_wishes_that_nothing_meets_together_are_said_and_words_choose(server: httpx.Client) -> None:
    found = ask(server, wishes=[{"attribute": "price", "operator": "<", "value": 1}])
    assert found["filters"] == []
    assert [w["attribute"] for w in found["unmet"]] == ["price"]
    assert found["items"] == ask(server)["items"]


def test_a_wish_of_another_form_is_refused(server: httpx.Client) -> None:
    answer = server.post("/search", json={"shop": "tiny", "q": "手机", "wishes": [{"attributes": "price"}]})
    assert answer.status_code == 400
    assert "wishes" in answer.json()["error"]


def test_a_state_of_another_form_is_refused(server: httpx.Client) -> None:
    answer = server.post("/search", json={"shop": "tiny", "q": "手机", "state": {"turns": 1}})
    assert answer.status_code == 400
    assert "turns" in answer.json()["error"]


def test_suggestions_go_on_from_what_is_typed(server: httpx.Client) -> None:
    offers = server.get("/suggest", params={"shop": "tiny", "q": "yunq"}).json()["suggestions"]
    assert "云雀" in offers
    assert "手机" in server.get("/suggest", params={"shop": "tiny"}).json()["suggestions"]
    assert server.get("/suggest").status_code == 400


@pytest.mark.parametrize(("asked", "kinds"), [({}, {"手机", "笔记本"}), ({"category": "手机"}, {"手机"})])
def test_the_showcase_shows_what_can_be_bought(server: httpx.Client, asked: dict, kinds: set[str]) -> None:
    shown = server.get("/shops/tiny/showcase", params={**asked, "season": "summer"}).json()
    assert shown["season"] == "summer"
    assert {i["category"] for i in shown["items"]} == kinds


def test_similar_goods_are_of_the_same_kind(server: httpx.Client) -> None:
    shown = server.get("/shops/tiny/showcase", params={"like": "p1"}).json()["items"]
    assert {i["category"] for i in shown} == {"手机"}
    assert "p1" not in {i["item_id"] for i in shown}
    assert all(i["relation"] for i in shown)


def test_wrong_parameters_are_named(server: httpx.Client) -> None:
    answer = server.get("/shops/tiny/showcase", params={"season": "monsoon"})
    assert answer.status_code == 400
    assert "monsoon" in answer.json()["error"]
    assert server.get("/shops/none/showcase").status_code == 404
