"""No message is lost or answered twice, whatever breaks on the way (the toy Rasa breaks on demand)."""

from __future__ import annotations

import threading
import time

import pytest

from tests.bot.toy import ToyRasa


def history(gateway, session):
    answer = gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1])
    return [(m["role"], m["text"]) for m in answer.json()["messages"]]


@pytest.mark.parametrize("how", ["empty", "error"])
def test_a_turn_that_fails_once_is_tried_again(gateway, toy, how):
    session = gateway.open()
    toy.failing(how, 1)
    (message,) = gateway.say(session, "推荐").json()["messages"]
    assert message["text"] == "1: 推荐"
    assert message["degraded"] is False


def test_an_answer_lost_on_the_way_is_found_in_the_record_not_asked_for_again(gateway, toy):
    session = gateway.open()
    toy.failing("after", 1)
    (message,) = gateway.say(session, "还有吗").json()["messages"]
    assert message["text"] == "1: 还有吗"
    assert toy.texts(session[0]) == ["还有吗"]


def test_a_dialogue_engine_that_is_down_is_said_and_a_person_offered(make_gateway, own_toy):
    gateway = make_gateway(answer_within_s=0.5)
    session = gateway.open(locale="en")
    own_toy.stop()
    answer = gateway.say(session, "hello")
    assert answer.status_code == 200
    (message,) = answer.json()["messages"]
    assert message["act"] == "sorry"
    assert message["degraded"] is True
    assert "handoff" in message["quick_replies"][0]["payload"]
    assert message["quick_replies"][0]["title"] == "Talk to a person"


def test_a_dialogue_engine_that_comes_back_answers(make_gateway, own_toy, tmp_path):
    gateway = make_gateway()
    session = gateway.open()
    gateway.say(session, "一")
    own_toy.stop()
    back: list[ToyRasa] = []
    later = threading.Timer(1.0, lambda: back.append(ToyRasa(tmp_path, own_toy.port).start()))
    later.start()
    (message,) = gateway.say(session, "二").json()["messages"]
    later.join()
    assert message["degraded"] is False
    assert back[0].texts(session[0]) == ["二"]
    back[0].stop()


def test_a_dialogue_engine_that_is_slow_is_not_asked_twice(make_gateway, own_toy):
    gateway = make_gateway(answer_within_s=0.5)
    session = gateway.open()
    own_toy.failing("slow", 1)
    started = time.monotonic()
    (message,) = gateway.say(session, "慢").json()["messages"]
    assert time.monotonic() - started < 2
    assert message["act"] == "sorry"
    assert len(own_toy.received) == 1


@pytest.mark.parametrize("how", ["bad", "failure"])
def test_what_breaks_the_contract_or_broke_inside_is_an_honest_sorry(gateway, toy, how):
    session = gateway.open()
    toy.failing(how, 1)
    (message,) = gateway.say(session, "推荐").json()["messages"]
    assert message["act"] == "sorry"
    assert message["degraded"] is True


def test_a_message_accepted_before_a_crash_is_answered_once_after_the_restart(make_gateway, own_toy):
    first = make_gateway()
    session = first.open()
    store = first.app.state.parts.store
    said = {"id": "m-1", "role": "user", "act": "", "text": "推荐", "degraded": False, "attribute": "", "items": [],
            "quick_replies": [], "at": "2026-01-01T00:00:00.000Z"}  # fmt: skip
    store.accept(session[0], said, {}, 20)  # on record, and then the process is gone
    first.stop()
    second = make_gateway()
    deadline = time.monotonic() + 10
    while len(history(second, session)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert history(second, session) == [("user", "推荐"), ("bot", "1: 推荐")]
    again = second.say(session, "推荐", message_id="m-1").json()["messages"]
    assert [m["text"] for m in again] == ["1: 推荐"]
    assert own_toy.texts(session[0]) == ["推荐"]


def test_a_message_answered_inside_before_the_crash_is_not_asked_again(make_gateway, own_toy):
    first = make_gateway()
    session = first.open()
    parts = first.app.state.parts
    hang = threading.Event()
    parts.store.finish = lambda *_: hang.wait(60) and ([], None)  # the process hangs before the answer is on record
    waiting = threading.Thread(target=lambda: first.say(session, "更多", message_id="m-2"), daemon=True)
    waiting.start()
    deadline = time.monotonic() + 5
    while not own_toy.texts(session[0]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    second = make_gateway(instance=first.settings.replica)
    (message,) = second.say(session, "更多", message_id="m-2").json()["messages"]
    assert message["text"] == "1: 更多"
    assert own_toy.texts(session[0]) == ["更多"]
    hang.set()


def test_two_replicas_never_answer_one_session_at_once(make_gateway, own_toy):
    one, other = make_gateway(instance="a"), make_gateway(instance="b")
    session = one.open()
    own_toy.failing("slow", 1)
    results = []
    first = threading.Thread(target=lambda: results.append(one.say(session, "一").json()["messages"][0]["text"]))
    first.start()
    time.sleep(0.3)
    second = threading.Thread(target=lambda: results.append(other.say(session, "二").json()["messages"][0]["text"]))
    second.start()
    first.join()
    second.join()
    assert own_toy.texts(session[0]) == ["一", "二"]
    assert sorted(results) == ["1: 一", "2: 二"]


def test_answers_are_kept_when_the_caller_goes_away(gateway, toy):
    session = gateway.open()
    toy.failing("slow", 1)
    with pytest.raises(Exception, match="timed out"):
        gateway.client.post(
            f"/api/sessions/{session[0]}/messages",
            json={"text": "走了", "message_id": "m-3"},
            headers=session[1],
            timeout=0.3,
        )
    (message,) = gateway.say(session, "走了", message_id="m-3").json()["messages"]
    assert message["text"] == "1: 走了"
    assert toy.texts(session[0]) == ["走了"]


def test_more_unanswered_messages_than_allowed_are_refused(make_gateway, own_toy):
    gateway = make_gateway(pending_messages=2)
    session = gateway.open()
    own_toy.failing("slow", 1)
    threads = [threading.Thread(target=gateway.say, args=(session, f"{n}")) for n in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    answer = gateway.say(session, "too many")
    assert answer.status_code == 429
    assert "retry-after" in answer.headers
    for thread in threads:
        thread.join()


def test_while_a_person_owns_the_chat_the_bot_is_silent(gateway, toy):
    from sqlalchemy import update

    from bot.store.tables import sessions

    session = gateway.open()
    with gateway.app.state.parts.store._writing() as connection:
        connection.execute(update(sessions).values(owner="person"))
    assert gateway.say(session, "在吗").json() == {"messages": []}
    assert toy.received == []
    assert history(gateway, session) == [("user", "在吗")]
