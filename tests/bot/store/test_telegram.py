"""The channel's record: an update counts once, a chat's data goes when told to."""

from __future__ import annotations

import pytest

from bot.store import migrate, open_engine
from bot.store.telegram import KEPT_KEYBOARDS, REMEMBERED_S, Chat, Keyboard, TelegramStore, Update


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('store') / 'c.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine):
    from bot.store.telegram_tables import chats, files, keyboards, sessions, updates

    with engine.begin() as connection:
        for table in (updates, chats, sessions, keyboards, files):
            connection.execute(table.delete())
    return TelegramStore(engine)


def test_an_update_counts_once_and_in_order(store):
    assert [u.update_id for u in store.accept([Update(5, "c1", "{}"), Update(3, "c1", "{}")], 1.0)] == [3, 5]
    assert [u.update_id for u in store.accept([Update(5, "c1", "{}"), Update(6, "c2", "{}")], 2.0)] == [6]
    store.close([5])
    assert [u.update_id for u in store.pending()] == [3, 6]
    assert store.accept([Update(5, "c1", "{}")], 3.0) == []


def test_what_was_said_is_not_kept_after_its_answer_and_numbers_go_in_time(store, engine):
    store.accept([Update(1, "c1", "secret words")], 0.0)
    store.close([1])
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT body FROM telegram_updates").scalar_one() == ""
    store.accept([Update(2, "c1", "{}")], REMEMBERED_S + 1)
    assert [u.update_id for u in store.accept([Update(1, "c1", "{}")], REMEMBERED_S + 2)] == [1]


def test_a_pending_update_is_never_forgotten(store):
    store.accept([Update(1, "c1", "{}")], 0.0)
    store.accept([Update(2, "c1", "{}")], 10 * REMEMBERED_S)
    assert [u.update_id for u in store.pending()] == [1, 2]


def test_a_chat_keeps_what_was_saved_and_all_its_sessions(store):
    assert store.chat(7) is None
    store.save(Chat(7, "en", "toy", "s1", "t1"))
    store.save(Chat(7, "zh", "toy", "s2", "t2", pictures=False, reply={"keyboard": "1.0"}))
    store.save(Chat(8, "zh", "toy", "s3", "t3"))
    assert store.chat(7) == Chat(7, "zh", "toy", "s2", "t2", pictures=False, reply={"keyboard": "1.0"})
    assert sorted(store.sessions(7)) == [("s1", "t1"), ("s2", "t2")]
    store.add_keyboard(Keyboard("1.0", 7, 1, [("a", "b")]))
    store.forget(7)
    assert (store.chat(7), store.sessions(7), store.keyboard("1.0", 7)) == (None, [], None)
    assert store.chat(8) is not None


def test_steps_that_are_out_survive(store):
    store.save(Chat(7))
    store.accept([Update(1, "c7", "{}")], 0.0)
    store.sent(Chat(7, reply={"update": 1}), 1, 2)
    assert store.pending() == [Update(1, "c7", "{}", 2)]
    assert store.chat(7).reply == {"update": 1}


def test_a_keyboard_is_of_one_chat_and_the_oldest_go(store):
    for number in range(KEPT_KEYBOARDS + 5):
        store.add_keyboard(Keyboard(f"{number:x}.0", 7, number, [("便宜点", "{}")]))
    assert store.keyboard("22.0", 7).buttons == [("便宜点", "{}")]
    assert store.keyboard("22.0", 8) is None, "another chat's number opens nothing"
    assert store.keyboard("0.0", 7) is None
    store.use("22.0", 99)
    assert store.keyboard("22.0", 7).state == "99"


def test_another_bot_starts_without_the_numbers_of_the_first(store):
    store.belong_to(1)
    store.accept([Update(1, "c7", "{}")], 0.0)
    store.keep_file("/a.svg", "f1")
    store.save(Chat(7, session_id="s", token="t"))
    store.belong_to(1)
    assert len(store.pending()) == 1
    assert store.file_id("/a.svg") == "f1"
    store.belong_to(2)
    assert store.pending() == []
    assert store.file_id("/a.svg") is None
    assert store.chat(7) is not None
