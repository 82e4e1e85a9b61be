"""The real processes together: kills, many shoppers at once, hostile texts."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.bot.hostile import texts

N_SHOPPERS = int(os.environ.get("SHOPPERS", "200"))
N_TEXTS = int(os.environ.get("HOSTILE_TEXTS", "200"))


def say_until_answered(house, talk, text: str, message_id: str) -> dict:
    """Say it as a client does that retries: with one id, until there is an answer."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            answer = talk.post(text, message_id=message_id)
        except httpx.HTTPError:
            time.sleep(0.3)
            continue
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"][-1]
    raise AssertionError("no answer")


@pytest.mark.parametrize("name", ["rasa", "actions", "gateway"])
@pytest.mark.parametrize("when", ["before the turn", "in the turn"])
def test_a_kill_in_mid_conversation_loses_and_doubles_nothing(house, name, when):
    talk = house.talk("sample", "zh")
    first = talk.say("推荐手机，2000元以内的")
    if first["act"] == "ask":
        first = talk.press(first, len(first["quick_replies"]))
    said = len(talk.history())
    if when == "before the turn":
        house.kill(name)
    answers: list[dict] = []
    speaker = threading.Thread(
        target=lambda: answers.append(say_until_answered(house, talk, "还有别的吗", f"k-{name}-{when.split()[0]}"))
    )
    speaker.start()
    if when == "in the turn":
        time.sleep(0.02)
        house.kill(name)
    time.sleep(0.5)
    house.revive(name)
    speaker.join(150)
    house.await_well()
    assert answers, "no answer"
    assert answers[0]["act"] != "sorry" or not answers[0]["degraded"], answers[0]["text"]
    history = talk.history()
    assert len(history) == said + 2
    assert [m["text"] for m in history if m["role"] == "user"].count("还有别的吗") == 1
    # The talk goes on where it stood: the wishes are known still.
    after = talk.say("推荐几款")
    for item in after["items"] + answers[0]["items"]:
        assert item["category"] == "手机"
        assert item["price"] <= 2000


def test_many_interleaved_shoppers_never_see_each_others_state(house):
    categories = [c["name"] for c in house.http.get("/api/shops/sample").json()["categories"] if c["n_items"] >= 20]
    assert len(categories) >= 8
    shoppers = [
        (house.talk("sample", "zh"), categories[n % len(categories)], 200 * (1 + n % 7)) for n in range(N_SHOPPERS)
    ]
    wrong: list[str] = []

    def check(message, category, budget) -> None:
        for item in message["items"]:
            if item["category"] != category or (budget and (item["price"] is None or item["price"] > budget)):
                wrong.append(f"wanted {category} <= {budget}: {item['title']} {item['category']} {item['price']}")

    with ThreadPoolExecutor(16) as pool:
        firsts = list(pool.map(lambda s: s[0].say(f"推荐{s[1]}"), shoppers))
        seconds = list(pool.map(lambda s: s[0].say(f"{s[2]}元以内"), shoppers))
        thirds = list(pool.map(lambda s: s[0].say("直接推荐吧"), shoppers))
    n_items = 0
    for (_, category, budget), first, second, third in zip(shoppers, firsts, seconds, thirds, strict=True):
        check(first, category, None)
        check(second, category, budget)
        check(third, category, budget)
        n_items += len(second["items"]) + len(third["items"])
    assert not wrong, "\n".join(wrong[:10])
    assert n_items > N_SHOPPERS, "hardly anything was shown, so nothing was checked"
    for talk, category, budget in shoppers[:: max(1, N_SHOPPERS // 20)]:
        users = [m["text"] for m in talk.history() if m["role"] == "user"]
        assert users == [f"推荐{category}", f"{budget}元以内", "直接推荐吧"]


def test_hostile_texts_never_break_the_house(house):
    slowest = 0.0

    def one(text: str) -> tuple[int, float]:
        started = time.monotonic()
        code = house.talk("sample").post(text).status_code
        return code, time.monotonic() - started

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(one, texts(N_TEXTS)))
    slowest = max(seconds for _, seconds in results)
    assert {code for code, _ in results} == {200, 422}
    assert sum(code == 200 for code, _ in results) > 0.8 * N_TEXTS
    assert slowest < 20, f"an answer took {slowest:.1f} s"


def test_rasa_and_the_actions_listen_on_loopback_only(house):
    listening: dict[int, set[str]] = {}
    for name in ("rasa", "actions"):
        inodes = set()
        for fd in os.listdir(f"/proc/{house.pids[name]}/fd"):
            try:
                target = os.readlink(f"/proc/{house.pids[name]}/fd/{fd}")
            except OSError:
                continue
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
        for table in ("tcp", "tcp6"):
            with open(f"/proc/net/{table}") as rows:
                for row in list(rows)[1:]:
                    columns = row.split()
                    if columns[3] == "0A" and columns[9] in inodes:
                        listening.setdefault(house.pids[name], set()).add(columns[1].split(":")[0])
    assert len(listening) == 2
    assert set.union(*listening.values()) == {"0100007F"}, "only 127.0.0.1"


def test_erasing_leaves_nothing_in_the_dialogue_engine(house):
    import sqlite3

    talk = house.talk("sample", "zh")
    talk.say("推荐手机")
    with sqlite3.connect(house.data / "tracker.sqlite") as record:
        count = "SELECT count(*) FROM events WHERE sender_id = ?"
        assert record.execute(count, (talk.id,)).fetchone()[0] > 0
        assert house.http.delete(f"/api/sessions/{talk.id}", headers=talk.headers).status_code == 204
        assert record.execute(count, (talk.id,)).fetchone()[0] == 0
