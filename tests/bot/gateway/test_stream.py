"""Server-sent events: nothing lost, nothing doubled, however often the reader comes and goes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator

import httpx


def read(client: httpx.Client, session, last_id: str | None, timeout: float = 5.0) -> Iterator[tuple[str, dict]]:
    """Yield (event id, message) of one connection until it ends."""
    headers = dict(session[1]) | ({"Last-Event-ID": last_id} if last_id else {})
    with client.stream("GET", f"/api/sessions/{session[0]}/events", headers=headers, timeout=timeout) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        event: dict[str, str] = {}
        for line in answer.iter_lines():
            if line:
                key, _, value = line.partition(": ")
                event[key] = value
            elif event.get("event") == "erased":
                return
            else:
                if "data" in event:
                    yield event["id"], json.loads(event["data"])
                event = {}


def texts_of(gateway, session) -> list[str]:
    answer = gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1])
    return [m["text"] for m in answer.json()["messages"]]


def test_the_stream_tells_the_record_and_goes_on(gateway):
    session = gateway.open()
    gateway.say(session, "一")
    stream = read(gateway.client, session, None)
    got = [next(stream), next(stream)]
    gateway.say(session, "二")
    got += [next(stream), next(stream)]
    assert [m["text"] for _, m in got] == ["一", "1: 一", "二", "2: 二"]
    assert [event_id for event_id, _ in got] == [m["id"] for _, m in got]
    stream.close()


def test_a_hundred_reconnects_in_the_middle_lose_and_double_nothing(gateway):
    session = gateway.open()
    n_messages = 60
    stop = threading.Event()

    def talk() -> None:
        with httpx.Client(base_url=gateway.url, trust_env=False, timeout=30) as client:
            for n in range(n_messages):
                client.post(f"/api/sessions/{session[0]}/messages", json={"text": f"t{n}"}, headers=session[1])
        stop.set()

    talker = threading.Thread(target=talk)
    talker.start()
    got: list[dict] = []
    n_connections = 0
    while n_connections < 100 or not stop.is_set() or len(got) < 2 * n_messages:
        n_connections += 1
        assert n_connections < 2000
        last = got[-1]["id"] if got else None
        taken = 0
        try:
            for event_id, message in read(gateway.client, session, last, timeout=0.15):
                assert event_id == message["id"]
                got.append(message)
                taken += 1
                if taken == 1 + n_connections % 3:
                    break  # drop the line in the middle
        except httpx.ReadTimeout:
            pass
    talker.join()
    assert n_connections >= 100
    assert [m["text"] for m in got] == texts_of(gateway, session)
    assert len({m["id"] for m in got}) == 2 * n_messages


def test_an_unknown_last_event_id_gives_the_whole_record(gateway):
    session = gateway.open()
    gateway.say(session, "一")
    stream = read(gateway.client, session, "never-heard-of")
    assert next(stream)[1]["text"] == "一"
    stream.close()


def test_a_silent_stream_is_kept_alive(make_gateway):
    gateway = make_gateway(heartbeat_s=1)
    session = gateway.open()
    with gateway.client.stream("GET", f"/api/sessions/{session[0]}/events", headers=session[1], timeout=5) as answer:
        lines = answer.iter_lines()
        deadline = time.monotonic() + 4
        while not next(lines).startswith(": still here"):
            assert time.monotonic() < deadline


def test_erasing_ends_the_stream(gateway):
    session = gateway.open()
    gateway.say(session, "一")
    stream = read(gateway.client, session, None, timeout=10)
    next(stream), next(stream)
    gateway.client.delete(f"/api/sessions/{session[0]}", headers=session[1])
    assert list(stream) == []


def test_a_stream_of_one_replica_hears_of_the_other(make_gateway):
    one, other = make_gateway(instance="a"), make_gateway(instance="b")
    session = one.open()
    stream = read(other.client, session, None, timeout=8)
    one.say(session, "一")
    assert [next(stream)[1]["text"], next(stream)[1]["text"]] == ["一", "1: 一"]
    stream.close()
