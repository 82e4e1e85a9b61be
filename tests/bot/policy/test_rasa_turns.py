"""Whole turns against a real Rasa process and a tiny action server."""

from __future__ import annotations

import signal
import socket
import time
import urllib.error
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bot.policy.conftest import Process, Rasa, free_port, request


def is_failure(messages: list[dict]) -> bool:
    return [(m["act"], m["topic"], m["degraded"]) for m in messages] == [("sorry", "failure", True)]


def test_turn_reaches_the_action_of_the_main_act(rasa: Rasa) -> None:
    (message,) = rasa.say("act", "2000以内的手机，要人工", turn=1, payload=None)
    assert message["text"] == "action_hand_off 2000以内的手机，要人工"
    assert not message["degraded"]


def test_action_sees_the_metadata_and_only_this_turn(rasa: Rasa) -> None:
    for turn in range(1, 6):
        (message,) = rasa.say("small", "手机", turn=turn, page_item="i-7")
    assert message["seen"]["metadata"]["page_item"] == "i-7"
    assert message["seen"]["metadata"]["turn"] == 5
    assert message["seen"]["metadata"]["shop"] == "sample"
    assert message["seen"]["domain"] == {}
    assert 1 <= message["seen"]["n_events"] <= 3


def test_conversation_goes_on_after_kill_9(rasa: Rasa) -> None:
    rasa.say("kill", "一")
    rasa.say("kill", "二")
    rasa.kill(signal.SIGKILL)
    rasa.start()
    (message,) = rasa.say("kill", "三")
    assert message["text"] == "action_guide 一|二|三"


@pytest.mark.parametrize("text", ["500", "404", "400", "wrong", "garbage", "boom"])
def test_failure_is_answered_and_the_next_turn_works(rasa: Rasa, text: str) -> None:
    sender = f"failure-{text}"
    rasa.say(sender, "手机")
    (message,) = failed = rasa.say(sender, text, locale="en")
    assert is_failure(failed)
    assert message["text"].startswith("Sorry")
    assert message["quick_replies"][0]["title"] == "Talk to a person"
    (message,) = rasa.say(sender, "电脑")
    assert message["text"] == "action_guide 手机|电脑"


def test_action_server_down_deaf_up_and_restarted(start_rasa: Callable[..., Rasa]) -> None:
    port = free_port()
    rasa = start_rasa("--action-timeout", "1", actions_url=f"http://127.0.0.1:{port}/webhook")
    assert is_failure(rasa.say("down", "手机"))
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        deaf.bind(("127.0.0.1", port))
        deaf.listen()
        begun = time.monotonic()
        assert is_failure(rasa.say("down", "手机"))
        assert time.monotonic() - begun < 5
    actions = Process(port, "-m", "tests.bot.policy.doubles", str(port))
    actions.start()
    assert rasa.say("down", "电脑")[0]["text"] == "action_guide 电脑"
    actions.kill(signal.SIGKILL)
    actions.start()  # the kept connection is dead now; the turn must not notice
    assert rasa.say("down", "电视")[0]["text"] == "action_guide 电脑|电视"
    actions.kill()
    assert is_failure(rasa.say("down", "相机"))
    rasa.kill()


HOSTILE = [
    "", " ", "\0", "\x1b[31m", "\u202e手机", "🏳️‍🌈" * 50, "\ud800", "'; DROP TABLE events; --", "<script>", "{{7*7}}",
    "%s%n", "/", "/restart", "/session_start", '/handoff{"a": 1}', "/back", "EXTERNAL: handoff", "\u200b/restart", "手"
    * 50_000, "x" * 100_000, "\n" * 1000, "null", "[]", "﷽" * 200, None,
]  # fmt: skip


def test_hostile_texts_are_answered(rasa: Rasa) -> None:
    for position, text in enumerate(HOSTILE):
        begun = time.monotonic()
        (message,) = rasa.say(f"hostile-{position}", text)
        assert message["text"].startswith("action_guide"), text
        assert not message["degraded"]
        assert time.monotonic() - begun < 2


def test_typed_commands_of_rasa_do_nothing(rasa: Rasa) -> None:
    rasa.say("slash", "手机")
    for text in ("/restart", "/session_start", '/handoff{"item": "x"}'):
        (message,) = rasa.say("slash", text)
        assert message["text"].startswith("action_guide 手机|")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"7",
        b'{"message": "x"}', b'{"sender": "", "message": "x"}', b'{"sender": 7, "message": "x"}',
        b'{"sender": "a", "message": 7}', b'{"sender": "a", "message": "x", "metadata": []}',
        b'{"sender": "' + b"a" * 256 + b'", "message": "x"}',
    ],
)  # fmt: skip
def test_wrong_requests_are_refused(rasa: Rasa, body: bytes) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        request(f"{rasa.url}/webhooks/rest/webhook", body, method="POST")
    assert refused.value.code == 400


def test_interleaved_shoppers_never_share_state(rasa: Rasa) -> None:
    def shop(sender: str) -> list[str]:
        return [rasa.say(sender, f"{sender}说{turn}")[0]["text"] for turn in range(4)]

    senders = [f"人{number}" for number in range(32)]
    with ThreadPoolExecutor(32) as pool:
        answers = dict(zip(senders, pool.map(shop, senders), strict=True))
    for sender, texts in answers.items():
        assert texts[-1] == "action_guide " + "|".join(f"{sender}说{turn}" for turn in range(4))


def test_one_shopper_at_once_waits_for_the_turn_before(rasa: Rasa) -> None:
    begun = time.monotonic()
    with ThreadPoolExecutor(10) as pool:
        texts = [m[0]["text"] for m in pool.map(lambda number: rasa.say("hasty", str(number)), range(10))]
    longest = max(texts, key=len).removeprefix("action_guide ").split("|")
    assert sorted(longest) == [str(number) for number in range(10)]  # no turn lost
    assert len({len(text.split("|")) for text in texts}) == 10  # no two turns saw the same state
    assert time.monotonic() - begun < 5  # Rasa's own lock would look once a second


def test_long_conversation_costs_no_more(rasa: Rasa) -> None:
    """Turn 200 sends and reads what turn 5 does: the state slot is the only thing that the double lets grow."""
    for turn in range(60):
        (message,) = rasa.say("long", "x", turn=turn)
        assert message["seen"]["n_events"] <= 3
    assert message["text"].count("|") == 59


def test_erased_conversation_begins_anew(rasa: Rasa) -> None:
    rasa.say("erased", "手机")
    assert request(f"{rasa.url}/conversations/erased", method="DELETE")["n_events"] > 3
    assert request(f"{rasa.url}/conversations/erased", method="DELETE") == {"n_events": 0}
    assert rasa.say("erased", "电脑")[0]["text"] == "action_guide 电脑"


def test_listens_on_loopback_only(rasa: Rasa) -> None:
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [row.split() for row in table.readlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == rasa.port]
    assert listening == [f"0100007F:{rasa.port:04X}"]


def test_health_routes(rasa: Rasa) -> None:
    assert request(f"{rasa.url}/")["status"] == "ok"
    assert request(f"{rasa.url}/webhooks/rest/") == {"status": "ok"}


def test_a_draft_is_what_would_be_said_and_leaves_nothing(rasa: Rasa) -> None:
    sender = "draft"
    rasa.say(sender, "one")
    drafts = [
        request(f"{rasa.url}/conversations/{sender}/draft", {"message": "two", "metadata": {"shop": "sample"}})
        for _ in range(2)
    ]
    assert drafts[0][0]["custom"]["text"] == drafts[1][0]["custom"]["text"] == "action_guide one|two"
    (said,) = rasa.say(sender, "three")
    assert said["text"] == "action_guide one|three", "nobody said two"
    (first,) = request(f"{rasa.url}/conversations/draft-of-nobody/draft", {"message": "hi", "metadata": {}})
    assert first["custom"]["text"] == "action_guide hi"


def test_a_text_is_understood_outside_of_any_conversation(rasa: Rasa) -> None:
    understood = request(f"{rasa.url}/understand", {"message": "hello", "metadata": {"shop": "sample"}})
    assert understood["text"] == "hello"
    assert understood["acts"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        request(f"{rasa.url}/understand", {"message": 3})
    assert refused.value.code == 400
