"""The whole house, started once for all tests that talk to the real processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
DATA_SETS = CHECKOUT.parent / "shared" / "data"

#: Files of the real shops (shops/README.md), below the folder of data sets.
REAL_SHOPS = {
    "litemall": ("litemall/goods.jsonl", "litemall/comments.jsonl"),
    "crosswoz": tuple(f"crosswoz/database/{kind}_db.json" for kind in ("hotel", "restaurant", "attraction")),
}


class Talk:
    """One shopper's conversation with a house."""

    def __init__(self, http: httpx.Client, shop: str | None, locale: str | None) -> None:
        new = {key: value for key, value in {"shop": shop, "locale": locale}.items() if value}
        answer = http.post("/api/sessions", json=new)
        assert answer.status_code == 201, answer.text
        self.id: str = answer.json()["session_id"]
        self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}
        self._http = http

    def post(self, text: str, **more: Any) -> httpx.Response:
        """Say something; return the raw answer."""
        # json.dumps escapes lone surrogates; the client's own encoder would refuse them.
        body = json.dumps({"text": text, **more})
        headers = self.headers | {"Content-Type": "application/json"}
        return self._http.post(f"/api/sessions/{self.id}/messages", content=body, headers=headers)

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        """Say something; return the bot's last message."""
        answer = self.post(text, **more)
        assert answer.status_code == 200, answer.text
        messages = answer.json()["messages"]
        assert messages, f"no answer to {text!r}"
        return messages[-1]

    def press(self, message: dict[str, Any], number: int) -> dict[str, Any]:
        """Press a quick reply of a message, counted from 1."""
        reply = message["quick_replies"][number - 1]
        return self.say(reply["title"], payload=reply["payload"])

    def history(self) -> list[dict[str, Any]]:
        """Return all messages on record."""
        return self._http.get(f"/api/sessions/{self.id}/messages", headers=self.headers).json()["messages"]


class RunningHouse:
    """`base_url`: of the gateway; `shops`: names of the loaded shops; `data`: the folder that all its data lies in."""

    def __init__(self, house: Any, shops: list[str]) -> None:
        self._house = house
        self.base_url: str = house.url
        self.shops = shops
        self.data: Path = house.settings.data
        self.http = httpx.Client(base_url=self.base_url, timeout=60, trust_env=False)

    @property
    def pids(self) -> dict[str, int]:
        """Process id by name: rasa, actions, gateway."""
        return self._house.pids()

    def talk(self, shop: str | None = None, locale: str | None = None) -> Talk:
        """Open a session."""
        return Talk(self.http, shop, locale)

    def kill(self, name: str) -> None:
        """Kill a process the hard way and leave it dead."""
        os.kill(self.pids[name], signal.SIGKILL)
        self._house.processes[name].popen.wait(10)

    def revive(self, name: str) -> None:
        """Start a killed process; return at once."""
        self._house.processes[name].start()

    def restart(self, name: str) -> None:
        """Kill a process, start it again and wait until all are well."""
        self.kill(name)
        self.revive(name)
        self.await_well()

    def await_well(self, within_s: float = 60.0) -> None:
        """Wait until every process answers."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            try:
                if self.http.get("/healthz").status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"not well within {within_s} s; see {self.data / 'logs'}")


def shop_files(name: str) -> tuple[Path, list[str]] | None:
    """Return schema and files of a real shop whose data is at hand, None where it is not."""
    schema = CHECKOUT / "shops" / name / "shop.yml"
    files = [DATA_SETS / path for path in REAL_SHOPS[name]]
    return (schema, [str(path) for path in files]) if all(path.is_file() for path in files) else None


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """The real processes on free ports; the sample shop and, where their data is at hand, litemall and crosswoz."""
    from bot.preparing import import_shop, prepare
    from bot.processes import House, free_port
    from bot.settings import load

    data = tmp_path_factory.mktemp("house")
    settings = load(
        data=data,
        port=free_port(),
        session_messages_per_minute=0,
        address_messages_per_minute=0,
        address_sessions_per_minute=0,
        answer_within_s=45,  # a process that was killed is back within that also on a busy machine
        default_shop="sample",
    )
    trained = CHECKOUT / "var" / "rasa"
    if trained.is_dir():
        shutil.copytree(trained, data / "rasa")  # trained anew where it is not current
    prepare(settings, print)
    shops = ["sample"]
    for name in REAL_SHOPS:
        if found := shop_files(name):
            import_shop(settings, name, *found)
            shops.append(name)
    running = House(settings)
    running.start(lambda waiting: print(f"waiting for {waiting}"))
    try:
        yield RunningHouse(running, shops)
    finally:
        running.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all tests of the real house on one worker of pytest-xdist (--dist loadgroup), so that there is one house."""
    for item in items:
        if "house" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("house"))
            item.add_marker(pytest.mark.slow)
