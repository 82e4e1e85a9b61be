"""The route of the desk's words, on the running server."""

from __future__ import annotations

import httpx
import pytest


def test_words_are_put_into_a_style(server: httpx.Client) -> None:
    asked = {"shop": "tiny", "style": "俏皮", "text": "云雀L9还有3件。"}
    found = server.post("/rewrite", json=asked).json()
    assert "3件" in found["text"]
    assert (found["backend"], found["degraded"]) == ("rules", False)
    assert found["text"] != asked["text"]


def test_a_complaint_is_answered(server: httpx.Client) -> None:
    found = server.post("/rewrite", json={"shop": "tiny", "style": "formal", "complaint": "屏幕碎了，气死我了"}).json()
    assert "屏幕的问题" in found["text"]


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ({"shop": "tiny", "style": "warm"}, 400, "either text or complaint"),
        ({"shop": "tiny", "style": "warm", "text": "a", "complaint": "b"}, 400, "either"),
        ({"shop": "tiny", "style": "warm", "text": "好" * 2001}, 400, "2000"),
        ({"shop": "tiny", "style": "rude", "text": "好"}, 400, "formal"),
        ({"shop": "nowhere", "style": "warm", "text": "好"}, 404, "nowhere"),
    ],
)
def test_wrong_requests_say_what_is_wrong(server: httpx.Client, asked: dict[str, str], status: int, says: str) -> None:
    answer = server.post("/rewrite", json=asked)
    assert answer.status_code == status
    assert says in answer.json()["error"]
