"""The record of conversations: order, once only, leases, erasure; with SQLite, and PostgreSQL where a server is at
hand.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, text

from bot.store import Conversations, IdTaken, Lease, NoSession, Session, TooManyPending, migrate, open_engine

URLS = ["sqlite"] + (["postgresql"] if os.environ.get("TEST_POSTGRES_URL") else [])


@pytest.fixture(params=URLS)
def engine(request, tmp_path):
    postgres = request.param == "postgresql"
    engine = open_engine(os.environ["TEST_POSTGRES_URL"] if postgres else f"sqlite:///{tmp_path / 'a' / 'store.db'}")
    migrate(engine)
    yield engine
    if postgres:
        with engine.begin() as connection:
            for table in inspect(engine).get_table_names():
                connection.execute(text(f"DROP TABLE {table} CASCADE"))
    engine.dispose()


@pytest.fixture
def store(engine) -> Conversations:
    store = Conversations(engine)
    store.create(Session("s", "hash", "toy", "zh", "web", "bot"), "2026-01-01T00:00:00.000Z")
    return store


def said(message_id: str, words: str = "你好") -> dict:
    return {"id": message_id, "role": "user", "text": words}


def reply(message_id: str, words: str = "好", act: str = "chat", category: str = "") -> dict:
    items = [{"category": category}] if category else []
    return {"id": message_id, "role": "bot", "text": words, "act": act, "attribute": "brand", "items": items}


def test_migrating_twice_changes_nothing_and_has_its_own_version_table(engine):
    migrate(engine)
    assert {"bot_sessions", "bot_messages", "bot_schema_version"} <= set(inspect(engine).get_table_names())


def test_the_tables_are_those_the_code_speaks_of(engine):
    from bot.store.tables import metadata

    for table in metadata.tables.values():
        assert {c["name"] for c in inspect(engine).get_columns(table.name)} == {c.name for c in table.columns}


def test_a_message_waits_until_it_is_answered(store):
    accepted = store.accept("s", said("m1"), {"payload": "{}"}, 20)
    assert (accepted.seq, accepted.new, accepted.replies) == (1, True, None)
    assert store.owing() == ["s"]
    job = store.take("s", Lease("a", 0, 10))
    assert (job.seq, job.turn, job.text, job.request) == (1, 1, "你好", {"payload": "{}"})
    assert store.answer_to("s", 1) is None
    assert store.finish("s", 1, [reply("r1")]) == ([reply("r1")], None)
    assert store.owing() == []
    assert store.answer_to("s", 1) == [reply("r1")]
    assert [m["id"] for _, m in store.history("s")] == ["m1", "r1"]


def test_an_answer_is_stored_once(store):
    store.accept("s", said("m1"), {}, 20)
    store.finish("s", 1, [reply("r1")])
    assert store.finish("s", 1, [reply("r2")]) == ([reply("r1")], None)
    assert len(store.history("s")) == 2


def test_the_same_id_is_the_same_message(store):
    first = store.accept("s", said("m1"), {}, 20)
    again = store.accept("s", said("m1", "anders"), {}, 20)
    assert (again.seq, again.new, again.replies) == (first.seq, False, None)
    store.finish("s", 1, [reply("r1")])
    assert store.accept("s", said("m1"), {}, 20).replies == [reply("r1")]
    with pytest.raises(IdTaken):
        store.accept("s", said("r1"), {}, 20)


def test_the_same_id_from_many_threads_is_one_message(store):
    with ThreadPoolExecutor(8) as pool:
        accepted = list(pool.map(lambda _: store.accept("s", said("m1"), {}, 20), range(40)))
    assert sum(a.new for a in accepted) == 1
    assert {a.seq for a in accepted} == {1}


def test_numbers_are_given_once_to_many_threads(store):
    with ThreadPoolExecutor(8) as pool:
        accepted = list(pool.map(lambda n: store.accept("s", said(f"m{n}"), {}, 100), range(60)))
    assert sorted(a.seq for a in accepted) == list(range(1, 61))


def test_messages_are_taken_oldest_first_with_what_was_said_before(store):
    store.accept("s", said("m1"), {}, 20)
    store.accept("s", said("m2", "二"), {}, 20)
    assert store.take("s", Lease("a", 0, 10)).id == "m1"
    store.finish("s", 1, [reply("r1", act="recommend", category="手机")])
    job = store.take("s", Lease("a", 0, 10))
    assert (job.id, job.turn, job.last_act, job.last_attribute, job.last_categories) == (
        "m2",
        2,
        "recommend",
        "brand",
        ["手机"],
    )
    store.finish("s", 2, [reply("r2")])
    store.accept("s", said("m3"), {}, 20)
    job = store.take("s", Lease("a", 0, 10))
    assert (job.last_act, job.last_categories) == ("chat", ["手机"])  # the goods last shown stay known


def test_one_replica_at_a_time_until_its_lease_ends(store):
    store.accept("s", said("m1"), {}, 20)
    assert store.take("s", Lease("a", 100, 110))
    assert store.take("s", Lease("b", 105, 115)) is False
    assert store.take("s", Lease("a", 105, 115))  # the same replica, back after a crash
    assert store.take("s", Lease("b", 116, 126))
    store.finish("s", 1, [])
    assert store.take("s", Lease("b", 200, 210)) is None


def test_limits_and_absent_sessions_are_refused(store):
    for n in range(3):
        store.accept("s", said(f"m{n}"), {}, 3)
    with pytest.raises(TooManyPending):
        store.accept("s", said("m9"), {}, 3)
    assert store.accept("s", said("m1"), {}, 3).new is False
    with pytest.raises(NoSession):
        store.accept("none", said("m1"), {}, 3)


def test_erasing_leaves_no_row(store, engine):
    store.accept("s", said("m1"), {}, 20)
    assert store.erase("s") is True
    assert store.erase("s") is False
    with engine.connect() as connection:
        for table in ("bot_sessions", "bot_messages"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
    assert store.finish("s", 1, [reply("r1")]) == ([], None)


def test_what_is_committed_survives_the_engine(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    migrate(engine)
    store = Conversations(engine)
    store.create(Session("s", "hash", "toy", "zh", "web", "bot"), "2026")
    store.accept("s", said("m1"), {}, 20)
    other = open_engine(url)  # the first is not closed, as after a kill
    assert Conversations(other).owing() == ["s"]
    engine.dispose()
    other.dispose()


def test_a_message_is_taken_as_it_is_accepted_where_nothing_stands_before_it(store):
    first = store.accept("s", said("m1"), {"page_item": "p"}, 20, Lease("a", 0, 10))
    assert (first.job.id, first.job.turn, first.job.request) == ("m1", 1, {"page_item": "p"})
    assert store.accept("s", said("m2"), {}, 20, Lease("a", 0, 10)).job is None
    assert store.take("s", Lease("b", 5, 15)) is False
    stored, following = store.finish("s", 1, [reply("r1", act="ask")], Lease("a", 5, 15))
    assert stored == [reply("r1", act="ask")]
    assert (following.id, following.last_act) == ("m2", "ask")
    assert store.take("s", Lease("b", 10, 20)) is False  # the lease goes on with the next message
    assert store.finish("s", 3, [], Lease("a", 6, 16)) == ([], None)


def test_nobody_owes_an_answer_where_a_person_owns_the_chat(store, engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE bot_sessions SET owner = 'person'"))
    accepted = store.accept("s", said("m1"), {}, 20, Lease("a", 0, 10))
    assert (accepted.replies, accepted.job) == ([], None)
    assert store.owing() == []
