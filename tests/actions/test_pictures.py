"""A shopper's picture at the action server: colours out, nothing kept, and an honest sentence before the answer."""

from __future__ import annotations

import httpx
import pytest

from knowledge.types import Preference, UserAct
from nlu import names
from tests.actions.calls import call, understood
from tests.knowledge.pictures.drawing import picture


def test_the_colours_of_a_picture_are_told(server: httpx.Client) -> None:
    answer = server.post("/pictures/colours", content=picture("#1f2020"))
    assert answer.status_code == 200
    (colour,) = answer.json()["colours"]
    assert colour["share"] > 0.9
    assert max(int(colour["code"][i : i + 2], 16) for i in (1, 3, 5)) < 60


@pytest.mark.parametrize("body", [b"", b"GIF89a", picture("#1f2020")[:700]], ids=["empty", "a gif", "cut off"])
def test_what_is_no_picture_is_refused(server: httpx.Client, body: bytes) -> None:
    answer = server.post("/pictures/colours", content=body)
    assert answer.status_code == 422
    assert "picture" in answer.json()["error"]


@pytest.mark.parametrize(
    ("locale", "said"), [("zh", "照片里是什么我认不出来"), ("en", "I cannot recognise what is in")]
)
def test_the_answer_says_first_what_was_made_of_the_picture(server: httpx.Client, locale: str, said: str) -> None:
    wish = Preference("category", "=", "手机", said_at=1)
    heard = understood("类似这样的手机", UserAct.CHITCHAT, wishes=[wish], locale=locale)
    body = call("action_chat", heard, **{names.META_PICTURE: [{"code": "#1f2020", "share": 0.9}]})
    answer = server.post("/webhook", json=body).json()
    message = answer["responses"][0]["custom"]
    assert message["act"] == "recommend"
    assert message["items"]
    assert message["text"].startswith(said)
    assert not message["degraded"]


def test_colours_that_are_none_fail_loudly_and_change_nothing(server: httpx.Client) -> None:
    heard = understood("手机", UserAct.INFORM)
    answer = server.post("/webhook", json=call("action_guide", heard, **{names.META_PICTURE: ["red"]})).json()
    assert answer["responses"][0]["custom"]["degraded"]
    assert answer["events"] == []
