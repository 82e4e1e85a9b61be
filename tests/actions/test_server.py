"""The running server: what Rasa and the gateway see."""

from __future__ import annotations

import json
import zlib
from typing import Any

import httpx
import pytest

from knowledge.types import Payload, Preference, Question, Reference, UserAct, from_json
from nlu.names import ACTIONS
from tests.actions.calls import call, understood

PHONE = Preference("category", "=", "手机", text="手机", said_at=1)
BUDGET = Preference("price", "<=", 1600.0, text="1600以内", said_at=1)
LIST = understood("推荐手机 1600以内", UserAct.RECOMMEND, UserAct.INFORM, wishes=[PHONE, BUDGET])


def take(server: httpx.Client, body: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Post a call; return the message and the state that it leaves, None where it leaves none."""
    answer = server.post("/webhook", json=body)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert len(found["responses"]) == 1
    slots = {e["name"]: e["value"] for e in found["events"] if e["event"] == "slot"}
    return found["responses"][0]["custom"], slots.get("state")


def test_every_action_of_the_policy_is_served(server: httpx.Client) -> None:
    assert sorted(a["name"] for a in server.get("/actions").json()) == sorted(ACTIONS)


def test_a_recommendation_shows_cards_that_meet_the_wishes(server: httpx.Client) -> None:
    message, state = take(server, call("action_guide", LIST))
    assert message["act"] == "recommend"
    assert not message["degraded"]
    assert {i["item_id"] for i in message["items"]} == {"p1", "p2"}
    for item in message["items"]:
        assert item["price"] <= 1600
        assert item["category"] == "手机"
        assert item["currency"] == "CNY"
        assert isinstance(item["attributes"]["screen"], float)  # raw values by key
        assert item["reasons"]
        assert item["brand"] in message["text"] or item["brand"] in ("松果", "云雀")
    assert state["shown"] == [[i["item_id"] for i in message["items"]]]
    for reply in message["quick_replies"]:
        from_json(Payload, json.loads(reply["payload"]))


def test_the_state_carries_a_conversation_on(server: httpx.Client) -> None:
    message, state = take(server, call("action_guide", LIST))
    first = message["items"][0]
    asked = understood(
        "第一个多少钱", UserAct.ASK_ATTRIBUTE, references=[Reference("ordinal", 1)], questions=[Question("price")]
    )
    message, state = take(server, call("action_answer", asked, state))
    assert message["act"] == "answer"
    assert [i["item_id"] for i in message["items"]] == [first["item_id"]]
    assert f"{first['price']:,.0f}元" in message["text"]
    both = understood("比较前两款", UserAct.COMPARE, references=[Reference("ordinal", 1), Reference("ordinal", 2)])
    message, state = take(server, call("action_compare", both, state))
    assert message["act"] == "compare"
    assert message["text"].count("|") > 8
    assert len(message["items"]) == 2


def test_english_gets_english(server: httpx.Client) -> None:
    said = understood("phones under 1600", UserAct.RECOMMEND, locale="en", wishes=[PHONE, BUDGET])
    message, _ = take(server, call("action_guide", said))
    assert "¥1,600" in message["text"]
    assert {i["title"] for i in message["items"]} == {"Pinecone Senior X2", "Lark L9"}


def test_two_conversations_do_not_meet(server: httpx.Client) -> None:
    _, one = take(server, call("action_guide", LIST, sender="a"))
    _, other = take(server, call("action_guide", understood("你好", UserAct.GREET), sender="b"))
    assert one["wishes"]
    assert not other.get("wishes")


@pytest.mark.parametrize(
    "body",
    [
        call("action_guide", None),
        call("action_guide", LIST, shop=None),
        call("action_guide", LIST, shop="nowhere"),
        call("action_guide", LIST, state={"turn": "three"}),
        call("action_guide", LIST, state={"surprise": 1}),
    ],
    ids=["no understanding", "no shop", "unknown shop", "wrong state", "foreign state"],
)
def test_what_breaks_inside_is_said_and_leaves_the_state(server: httpx.Client, body: dict[str, Any]) -> None:
    message, state = take(server, body)
    assert (message["act"], message["topic"], message["degraded"]) == ("sorry", "failure", True)
    assert state is None
    assert [json.loads(r["payload"])["acts"] for r in message["quick_replies"]] == [["handoff"]]


def test_a_deflated_call_is_read(server: httpx.Client) -> None:
    body = zlib.compress(json.dumps(call("action_chat", understood("你好", UserAct.GREET))).encode())
    answer = server.post(
        "/webhook", content=body, headers={"Content-Encoding": "deflate", "Content-Type": "application/json"}
    )
    assert answer.json()["responses"][0]["custom"]["topic"] == "greet"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 400), (b"\xff\xfe", 400), (json.dumps(call("action_none", LIST)).encode(), 404)],
)
def test_calls_that_are_none_are_refused_and_not_echoed(server: httpx.Client, body: bytes, status: int) -> None:
    answer = server.post("/webhook", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert "tracker" not in answer.json().keys() - {"error"}
    assert set(answer.json()) <= {"error", "action_name"}


def test_shops_and_items_can_be_browsed(server: httpx.Client) -> None:
    # Other tests of this server import shops of their own.
    assert {s["name"]: s["n_items"] for s in server.get("/shops").json()}["tiny"] == 5
    described = server.get("/shops/tiny").json()
    assert {c["name"]: c["n_items"] for c in described["categories"]} == {"手机": 3, "笔记本": 2}
    item = server.get("/shops/tiny/items/p2").json()
    assert (item["title"], item["price"], item["n_reviews"]) == ("云雀 L9", 1399.0, 1)
    assert server.get("/shops/tiny/items/p2", params={"locale": "en"}).json()["title"] == "Lark L9"


def test_search_finds_by_title(server: httpx.Client) -> None:
    found = server.get("/search", params={"shop": "tiny", "q": "云雀", "k": 1}).json()
    assert [i["item_id"] for i in found["items"]] == ["p2"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/shops/nowhere", 404, "nowhere"), ("/shops/tiny/items/zz", 404, "zz"), ("/search?shop=tiny", 400, "no q"),
        ("/search?q=x", 400, "no shop"), ("/search?shop=tiny&q=x&k=0", 400, "1 to 50"),
        ("/search?shop=tiny&q=x&k=ten", 400, "ten"),
        ("/nothing", 404, "nothing"),
    ],
)  # fmt: skip
def test_wrong_requests_say_what_is_wrong(server: httpx.Client, path: str, status: int, says: str) -> None:
    answer = server.get(path)
    assert answer.status_code == status
    assert says in answer.json()["error"]


def test_health(server: httpx.Client) -> None:
    assert server.get("/health").json() == {"status": "ok"}
