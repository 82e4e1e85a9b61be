"""The operator's page and the real processes: what is uploaded is talked about, what is not found is on record."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from bot.handoff.passwords import hashed
from bot.store import open_engine
from bot.store.agents import Agents

PASSWORD = "correct horse battery"
ROWS = """item_id,title,category,brand,price
k1,山岚电热水壶 1.7 升,电热水壶,山岚,129
k2,山岚电热水壶 玻璃款,电热水壶,山岚,259
k3,溪谷电热水壶 0.8 升,电热水壶,溪谷,面议
k4,溪谷养生壶,养生壶,溪谷,199
"""


@pytest.fixture
def operator(house: Any) -> httpx.Client:
    engine = open_engine(f"sqlite:///{house.data / 'conversations.db'}")
    Agents(engine).add("运营", hashed(PASSWORD), "supervisor", time.time())
    engine.dispose()
    http = httpx.Client(base_url=house.base_url, timeout=60, trust_env=False)
    http.headers["X-CSRF-Token"] = http.post("/desk/api/login", json={"name": "运营", "password": PASSWORD}).json()[
        "csrf"
    ]
    return http


def test_a_file_that_is_uploaded_is_talked_about_and_what_is_not_found_is_on_record(house, operator):
    begun = operator.post("/admin/api/imports?shop=kettles&file=kettles.csv", content=ROWS.encode("gb18030"))
    assert begun.status_code == 202, begun.text
    deadline = time.monotonic() + 120
    while (found := operator.get(f"/admin/api/imports/{begun.json()['id']}").json())["state"] == "running":
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
    assert found["state"] == "done", found["error"]
    assert found["report"]["added"] == 3
    assert [problem["line"] for problem in found["report"]["problems"]] == [4]

    talk = house.talk("kettles")
    reply = talk.say("推荐电热水壶，150 以内")
    assert [item["item_id"] for item in reply["items"]] == ["k1"]
    reply = talk.say("50 以内的电热水壶")
    assert reply["act"] == "sorry"
    deadline = time.monotonic() + 10
    while not (wanted := operator.get("/admin/api/figures?shop=kettles").json()["unmet"]["wanted"]):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert wanted[0]["topic"] == "nothing_fits"
    assert "price" in wanted[0]["wanted"]
    assert "50" in wanted[0]["words"]
    live = operator.get("/admin/api/conversations?shop=kettles").json()["conversations"]
    assert [(one["id"], one["n_turns"]) for one in live] == [(talk.id, 2)]
    deadline = time.monotonic() + 40  # health is looked at every 15 s
    while not {p["name"]: p["up"] for p in operator.get("/admin/api/health").json()["processes"]}["rasa"]:
        assert time.monotonic() < deadline
        time.sleep(1)
