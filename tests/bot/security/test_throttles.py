"""Limits that replicas share, how often a password may be guessed, and that every change by cookie needs its token."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from bot.gateway.blocking import Blocking
from bot.gateway.problems import ProblemError
from bot.handoff.routes.who import acting, reading
from bot.security.logins import LoginGuard
from bot.security.throttle import Throttle
from bot.store import migrate, open_engine
from bot.store.buckets import Buckets
from bot.store.operator_tables import buckets as table
from tests.bot.handoff.conftest import DeskClient, person


@pytest.fixture
def buckets(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'b.db'}")
    migrate(engine)
    yield Buckets(engine)
    engine.dispose()


def test_a_bucket_fills_with_time_and_no_further_than_its_size(buckets):
    assert [buckets.take("k", 2, 0.5, 100.0) for _ in range(3)] == [0.0, 0.0, 2.0]
    assert buckets.take("other", 2, 0.5, 100.0) == 0.0
    assert buckets.take("k", 2, 0.5, 102.0) == 0.0
    assert buckets.take("k", 2, 0.5, 102.0) == 2.0
    assert [buckets.take("k", 2, 0.5, 10_000.0) for _ in range(3)] == [0.0, 0.0, 2.0]
    buckets.take("k", 2, 0.5, 10_000.0, -1.0)
    assert buckets.take("k", 2, 0.5, 10_000.0) == 0.0, "a token that was given back"
    assert buckets.take("k", 2, 0.5, 9_000.0) > 0, "a clock that went back fills nothing"


def test_what_is_limited_is_kept_as_a_hash_only_and_forgotten(buckets):
    buckets.take("session:203.0.113.9", 2, 1, 100.0)
    buckets.take("session:203.0.113.10", 2, 1, 100.0 + 3 * 3600)
    with buckets._engine.connect() as connection:
        rows = connection.execute(table.select()).all()
    assert len(rows) == 1
    assert "203" not in rows[0].key[:3] or len(rows[0].key) == 64


def test_many_at_once_take_no_token_twice(buckets):
    allowed = []

    def take() -> None:
        for _ in range(10):
            if buckets.take("k", 17, 0.001, 100.0) == 0.0:
                allowed.append(1)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) == 17


async def test_two_replicas_that_share_allow_no_more_than_one(buckets):
    blocking = Blocking(one_writer=True)
    shared = [Throttle("m", 6, buckets, blocking, burst=3, clock=lambda: 100.0) for _ in range(2)]
    own = [Throttle("m", 9, None, blocking) for _ in range(2)]

    refused: list[ProblemError] = []

    async def n_allowed(throttles: list[Throttle]) -> int:
        n = 0
        for i in range(20):
            try:
                await throttles[i % 2].check("one", "messages")
                n += 1
            except ProblemError as error:
                refused.append(error)
        return n

    assert await n_allowed(shared) == 3
    assert await n_allowed(own) == 6, "each for itself: twice as many"
    assert {error.status for error in refused} == {429}
    assert all(int(error.headers["Retry-After"]) >= 1 for error in refused)
    await Throttle("m", 0, buckets, blocking).check("one", "messages")
    blocking.close()


def test_the_setting_makes_replicas_share(make_gateway):
    one, two = (make_gateway(rate_limits="shared", address_sessions_per_minute=6) for _ in range(2))
    answers = [gateway.client.post("/api/sessions", json={}).status_code for gateway in (one, two) * 2]
    assert answers == [201, 201, 429, 429]


# ---------------------------------------------------------------- passwords


async def test_an_account_takes_fewer_than_a_hundred_guesses_an_hour(buckets):
    blocking, now = Blocking(one_writer=True), [0.0]
    guard = LoginGuard(buckets, blocking)
    for throttle in (guard._name, guard._pair, guard._address):
        throttle._clock = lambda: now[0]
    n = {"one": 0, "many": 0}
    for second in range(0, 3600, 10):
        now[0] = 1e6 + second
        for kind, address in (("one", "a"), ("many", f"address{second}")):
            with contextlib.suppress(ProblemError):
                await guard.attempt(f"name {kind}", address)
                n[kind] += 1
    assert n["one"] <= 40
    assert n["many"] <= 100, "from however many addresses"
    blocking.close()


def test_a_right_password_is_not_counted_and_wrong_ones_are_logged(gateway):
    person(gateway, "小赵")
    parts = gateway.app.state.parts
    client = DeskClient(gateway, "小赵")
    assert client.log_in("wrong").status_code == 401
    assert DeskClient(gateway, "correct horse battery").log_in("x").status_code == 401
    for _ in range(12):
        parts.desk.name_logins._buckets.clear()
        assert client.log_in().status_code == 200
    events = [(e["actor"], e["event"]) for e in parts.desk.views.audit()]
    assert events.count(("小赵", "log_in_failed")) == 1
    assert not [actor for actor, _ in events if "horse" in actor], "a password in the wrong field is not logged"


def test_guesses_are_counted_over_replicas_and_restarts(make_gateway):
    first = make_gateway()
    person(first, "小钱")
    assert [DeskClient(first, "小钱").log_in("wrong").status_code for _ in range(4)] == [401] * 4
    second = make_gateway()
    assert 429 in [DeskClient(second, "小钱").log_in("wrong").status_code for _ in range(5)]


# ---------------------------------------------------------------- CSRF


def test_every_change_by_cookie_needs_the_token(gateway):
    """Looks at all routes: who reads the login's cookie and changes something asks for the token too."""

    def needs(route: APIRoute) -> set[object]:
        found, todo = set(), [route.dependant]
        while todo:
            dependant = todo.pop()
            found.add(dependant.call)
            todo += dependant.dependencies
        return found

    def routes() -> Iterator[APIRoute]:
        for entry in gateway.app.routes:  # FastAPI keeps an included router as one entry
            inner = entry.original_router.routes if hasattr(entry, "original_router") else [entry]
            yield from (route for route in inner if isinstance(route, APIRoute))

    login = [route for route in routes() if reading in needs(route)]
    changing = [route for route in login if route.methods & {"POST", "PUT", "PATCH", "DELETE"}]
    assert len(changing) >= 12
    assert "/admin/api/imports" in [route.path for route in changing]
    assert [route.path for route in changing if acting not in needs(route)] == []
    behind = [route for route in routes() if route.path.startswith(("/desk/api/", "/admin/api/"))]
    assert len(behind) > 20
    assert [route.path for route in behind if reading not in needs(route)] == ["/desk/api/login"]
