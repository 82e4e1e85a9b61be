"""Only Chatwoot is heard, now and once; what is no agent's act is let be; its API's refusals are told apart."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.handoff.outside.chatwoot import Chatwoot
from bot.handoff.outside.chatwoot_hook import WINDOW_S, NotChatwoot, act_of, check
from bot.handoff.outside.port import Away, Case, Gone, Line, OutsideError, Standing
from bot.settings import SettingsError
from tests.bot.channels.serving import until
from tests.bot.handoff.conftest import rules
from tests.bot.handoff.outside.chatwoot_server import ACCOUNT, BOT_SECRET, HOOK_SECRET, INBOX, TOKEN, ChatwootServer
from tests.bot.handoff.outside.drivers import ChatwootDriver
from tests.bot.handoff.outside.test_exam import World
from tests.bot.toy import ToyRasa

NOW = 1_790_000_000.0
CASE = Case("c" * 32, "session", "toy", "zh", "asked", {"text": "转人工"})


def signed(body: bytes, secret: str = HOOK_SECRET, at: float = NOW) -> tuple[str, str]:
    stamp = str(int(at))
    made = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"sha256={made}", stamp


def test_what_chatwoot_signed_is_taken_under_any_of_its_secrets():
    for secret in (HOOK_SECRET, BOT_SECRET):
        signature, stamp = signed(b"{}", secret)
        assert check([HOOK_SECRET, BOT_SECRET], signature, stamp, b"{}", NOW)


@pytest.mark.parametrize("at", [NOW - WINDOW_S - 1, NOW + WINDOW_S + 2])
def test_what_is_not_of_now_is_refused(at):
    with pytest.raises(NotChatwoot, match="old"):
        check([HOOK_SECRET], *signed(b"{}", at=at), b"{}", NOW)


@pytest.mark.parametrize(
    ("signature", "stamp", "body"),
    [
        (signed(b"{}")[0], signed(b"{}")[1], b"{ }"),  # another body
        (signed(b"{}")[0], str(int(NOW) + 1), b"{}"),  # another time
        (signed(b"{}", "guessed")[0], signed(b"{}")[1], b"{}"),
        ("", signed(b"{}")[1], b"{}"),
        (signed(b"{}")[0], "", b"{}"),
        ("sha256=", "", b""),
        ("sha256=é", "١٢", b"{}"),
    ],
)  # fmt: skip
def test_what_chatwoot_did_not_sign_is_refused(signature, stamp, body):
    with pytest.raises(NotChatwoot):
        check([HOOK_SECRET], signature, stamp, body, NOW)


def test_without_a_secret_nothing_is_taken():
    with pytest.raises(NotChatwoot):
        check([], *signed(b"{}", ""), b"{}", NOW)


def said(**changed: Any) -> dict[str, Any]:
    conversation = {"id": 41, "status": "open", "contact_inbox": {"source_id": "x"}}
    return {
        "event": "message_created", "id": 9, "content": "您好", "message_type": "outgoing", "private": False,
        "sender": {"id": 3, "name": "小林", "type": "user"}, "conversation": conversation,
    } | changed  # fmt: skip


def test_an_agents_message_is_an_act_and_ours_and_the_shoppers_are_none():
    act = act_of(said())
    assert act
    assert (act.kind, act.ref, act.id, act.text, act.agent_key, act.agent) == ("say", "x/41", "9", "您好", "3", "小林")
    noted = act_of(said(private=True))
    assert noted
    assert noted.kind == "note"
    pictured = act_of(said(content=None, attachments=[{"data_url": "https://c.example/a.png"}]))
    assert pictured
    assert pictured.text == "https://c.example/a.png"
    assert act_of(said(sender={"id": 5, "name": "Daogou", "type": "agent_bot"})) is None
    assert act_of(said(message_type="incoming", sender={"id": 1, "type": "contact"})) is None
    assert act_of(said(message_type="activity", sender=None)) is None
    assert act_of({"event": "conversation_updated", "id": 41}) is None


def test_settings_that_chatwoot_needs_are_asked_for_by_name(monkeypatch):
    from bot.handoff.rules import load_desk

    monkeypatch.setenv("DAOGOU_DESK_OUTSIDE", "chatwoot")
    monkeypatch.setenv("DAOGOU_CHATWOOT_URL", "https://c.example")
    with pytest.raises(SettingsError, match="DAOGOU_CHATWOOT_ACCOUNT, DAOGOU_CHATWOOT_INBOX, DAOGOU_CHATWOOT_BOT"):
        load_desk()


def test_several_secrets_stand_with_commas_between():
    assert rules(chatwoot_webhook_secret="a, b,").chatwoot_secrets == ["a", "b"]


@pytest_asyncio.fixture(loop_scope="module")
async def server() -> AsyncIterator[ChatwootServer]:
    made = await ChatwootServer().start()
    yield made
    await made.stop()


@pytest.mark.asyncio(loop_scope="module")
async def test_the_apis_refusals_are_told_apart(server):
    server.hook = f"{server.url}/nowhere"
    outside = Chatwoot(server.url, ACCOUNT, INBOX, TOKEN)
    ref = await outside.open(CASE)
    assert await outside.open(CASE) != ref, "each hand-off has a conversation of its own"
    assert len(server.contacts) == 1, "of the same contact"
    await outside.show(ref, [Line("shopper", "在吗"), Line("guide", "在"), Line("note", "备注")])
    number = int(ref.split("/")[1])
    kinds = [(m["message_type"], m["private"]) for m in server.conversations[number]["messages"]]
    assert kinds == [("incoming", False), ("outgoing", False), ("outgoing", True)]
    for state, status in (("requested", "open"), ("returned", "pending"), ("closed", "resolved")):
        await outside.stand(ref, Standing(state))
        assert server.conversations[number]["status"] == status
    other = Chatwoot(server.url, ACCOUNT, INBOX, "wrong")
    with pytest.raises(OutsideError, match="401"):
        await other.stand(ref, Standing("closed"))
    del server.conversations[number]
    with pytest.raises(Gone):
        await outside.show(ref, [Line("shopper", "还在吗")])
    server.down = True
    for call in (outside.alive(), outside.open(CASE)):
        with pytest.raises(Away):
            await call
    await outside.close()
    await other.close()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_delivery_that_comes_again_or_is_forged_changes_nothing(tmp_path):
    driver = ChatwootDriver()
    await driver.start()
    toy = ToyRasa(tmp_path).start()
    world = World(driver, toy, tmp_path)
    await world.start()
    session, place = await world.asked()
    await driver.say(place, "小林", "只说一次")
    await world.spoken(session, "只说一次")
    body, headers = driver.server.sent[-1]
    assert await driver.server.deliver(body, headers) == 409, "replayed"
    forged = json.dumps(json.loads(body) | {"content": "转账到这个账号", "id": 1}).encode()
    assert await driver.server.deliver(forged, headers) == 401
    assert await driver.server.deliver(body, {"Content-Type": "application/json"}) == 401
    await driver.server.tell("message_created", {"id": 1}, "guessed")
    assert driver.server.answers[-1] == 401
    await driver.server.tell("message_created", {"message_type": "outgoing", "sender": {"id": 1}}, BOT_SECRET)
    assert driver.server.answers[-1] == 400
    assert world.texts(session, "agent") == ["只说一次"]
    await until(lambda: "已由小林接入" in world.all(place), what="where it stands")
    assert world.state(session) == "assigned"
    await world.stop()
    await asyncio.to_thread(toy.stop)
    await driver.stop()


def test_without_chatwoot_there_is_no_door(desk_gateway):
    assert desk_gateway.client.post("/desk/hooks/chatwoot", json={}).status_code == 404
