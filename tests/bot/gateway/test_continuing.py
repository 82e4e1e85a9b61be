"""Links with which a conversation goes on in another channel, and another language in the middle of one."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.linking import BadLink, is_link, seal, unseal

KEY = "k" * 40
ID = b"123456789012"


def there(gateway, at: float | None = None) -> None:
    """Have the Telegram channel say that it is there."""
    said = {"username": "daogou_bot", "at": time.time() if at is None else at}
    gateway.app.state.parts.links.put_value("telegram", json.dumps(said))


def link(gateway, session) -> str:
    """Make a link; return its token."""
    there(gateway)
    answer = gateway.client.post(f"/api/sessions/{session[0]}/links", json={"channel": "telegram"}, headers=session[1])
    assert answer.status_code == 201, answer.text
    url, _, token = answer.json()["url"].partition("?start=")
    assert url == "https://t.me/daogou_bot"
    return token


def follow(gateway, token, claim="chat 1"):
    return gateway.client.post("/api/links", json={"token": token, "claim": claim})


@given(st.binary(min_size=12, max_size=12), st.integers(1, 2**32 - 1))
def test_a_token_fits_a_deep_link_and_says_its_id(link_id, expires_at):
    token = seal(KEY, link_id, expires_at)
    assert len(token) <= 64
    assert token.isascii()
    assert token.replace("-", "").replace("_", "").isalnum()
    assert unseal(KEY, token, expires_at - 1) == link_id


@given(st.integers(0, 46), st.characters(codec="ascii"))
def test_no_changed_token_is_taken(place, char):
    token = seal(KEY, ID, 2_000_000_000)
    changed = token[:place] + char + token[place + 1 :]
    try:
        found = unseal(KEY, changed, 0)
    except BadLink:
        return
    # The last letter of each half holds bits that base64 leaves unused.
    assert found == ID


@given(st.text(max_size=64))
def test_no_text_is_taken_for_a_token(text):
    with pytest.raises(BadLink):
        unseal(KEY, text, 0)


def test_another_key_and_another_time_are_refused():
    token = seal(KEY, ID, 1_000)
    assert is_link(token)
    with pytest.raises(BadLink, match="expired"):
        unseal(KEY, token, 1_000)
    with pytest.raises(BadLink, match="signature"):
        unseal("other", token, 0)


def test_who_follows_a_link_goes_on_in_the_same_conversation(gateway):
    session = gateway.open()
    gateway.say(session, "推荐手机")
    answer = follow(gateway, link(gateway, session))
    assert answer.status_code == 201
    body = answer.json()
    assert body["session_id"] == session[0]
    other = (session[0], {"Authorization": f"Bearer {body['token']}"})
    assert gateway.say(other, "便宜点").json()["messages"][0]["text"] == "2: 便宜点"
    assert gateway.say(session, "还有吗").json()["messages"][0]["text"] == "3: 还有吗", "the first token still speaks"
    history = gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=other[1]).json()["messages"]
    assert len(history) == 6


def test_a_link_is_used_by_one_follower(gateway):
    token = link(gateway, gateway.open())
    first = follow(gateway, token).json()["token"]
    assert follow(gateway, token, "chat 2").status_code == 404
    again = follow(gateway, token)
    assert again.status_code == 201, "the same follower may come again, as after a crash"
    headers = [{"Authorization": f"Bearer {t}"} for t in (first, again.json()["token"])]
    path = f"/api/sessions/{again.json()['session_id']}/handoff"
    assert [gateway.client.get(path, headers=h).status_code for h in headers] == [401, 200]


def test_a_link_that_is_over_or_forged_opens_nothing(make_gateway):
    gateway = make_gateway(link_minutes=0.001)
    session = gateway.open()
    token = link(gateway, session)
    time.sleep(1.1)
    assert follow(gateway, token).status_code == 404
    assert follow(gateway, seal("another key", b"x" * 12, time.time() + 60)).status_code == 404
    assert follow(gateway, "nonsense").status_code == 404


def test_a_link_needs_the_sessions_token_and_a_channel_that_is_there(gateway):
    session, other = gateway.open(), gateway.open()
    there(gateway)
    path = f"/api/sessions/{session[0]}/links"
    assert gateway.client.post(path, json={}, headers=other[1]).status_code == 401
    assert gateway.client.get("/api/channels").json() == {"channels": [{"name": "telegram", "title": "@daogou_bot"}]}
    there(gateway, time.time() - 600)
    assert gateway.client.get("/api/channels").json() == {"channels": []}
    assert gateway.client.post(path, json={}, headers=session[1]).status_code == 404


def test_erasing_takes_links_and_tokens_along(gateway):
    session = gateway.open()
    unused, token = link(gateway, session), link(gateway, session)
    other = {"Authorization": f"Bearer {follow(gateway, token).json()['token']}"}
    assert gateway.client.delete(f"/api/sessions/{session[0]}", headers=other).status_code == 204
    assert follow(gateway, unused).status_code == 404
    assert gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=other).status_code == 404


def test_another_language_keeps_the_conversation(gateway, toy):
    session = gateway.open()
    gateway.say(session, "推荐手机")
    answer = gateway.client.patch(f"/api/sessions/{session[0]}", json={"locale": "en"}, headers=session[1])
    assert answer.json() == {"session_id": session[0], "shop": "toy", "locale": "en"}
    assert gateway.say(session, "cheaper").json()["messages"][0]["text"] == "2: cheaper"
    assert [turn["metadata"]["locale"] for turn in toy.received] == ["zh", "en"]
    refused = gateway.client.patch(f"/api/sessions/{session[0]}", json={"locale": "fr"}, headers=session[1])
    assert refused.status_code == 422
