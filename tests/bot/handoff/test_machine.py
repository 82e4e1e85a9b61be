"""The state machine in SQL: any order of events leaves exactly one side to answer, and makes each move once."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from bot.handoff.machine import OPEN, TRANSITIONS, Event, State, after, answers
from bot.handoff.presses import Press, payload
from bot.store import open_engine
from bot.store.tables import messages, metadata
from tests.bot.handoff.conftest import Core, rules

#: Sequences of events; HANDOFF_SEQUENCES=10000 for the long run.
N_EXAMPLES = int(os.environ.get("HANDOFF_SEQUENCES", "20"))
N_STEPS = 40
#: Sequences that make every transition of the table.
ENOUGH = 5000
#: How often each transition was made by the sequences.
MADE: Counter[tuple[State | None, Event]] = Counter()


def test_every_state_but_the_last_ones_can_be_left_and_reached():
    starts = {state for state, _ in TRANSITIONS if state}
    assert starts == OPEN
    assert set(TRANSITIONS.values()) == set(State)
    assert all(answers(state) == "bot" for state in set(State) - OPEN)


@pytest.mark.parametrize(("state", "event"), [(State.CLOSED, Event.TAKE), (State.ASSIGNED, Event.TAKE)])
def test_an_event_that_comes_too_late_leads_nowhere(state, event):
    assert after(state, event) is None


@cache
def empty_record() -> bytes:
    """Return a database without rows, made once: copying it takes a hundredth of the time of making it."""
    engine = open_engine("sqlite://")
    metadata.create_all(engine)  # what migrating makes, see tests/bot/store
    made: bytes = engine.raw_connection().driver_connection.serialize()
    engine.dispose()
    return made


class Desk(RuleBasedStateMachine):
    """Two shoppers, two agents, time, and everything that they can do, in any order."""

    @initialize(there=st.booleans())
    def begin(self, there):
        engine = open_engine("sqlite://")  # one connection: memory
        # The driver's own connection, for what is asked after every step; the record itself goes through SQLAlchemy.
        self.raw = engine.raw_connection().driver_connection
        self.raw.deserialize(empty_record())
        self.core = Core(engine, rules())
        self.shoppers = [self.core.shopper("s1"), self.core.shopper("s2", "en")]
        self.agents = [self.core.agent("甲", there=there), self.core.agent("乙", there=False)]
        self.moves: list[tuple[State | None, Event]] = []
        self.owed: list[tuple[str, int]] = []  # messages that the bot is answering now

    def who(self, n):
        return self.shoppers[n]

    def ask(self, query):
        """Return the rows of a query in plain SQL."""
        return self.raw.execute(query).fetchall()

    def chat_ids(self):
        """Return all hand-offs, the newest first."""
        return [row[0] for row in self.ask("SELECT id FROM handoff_chats ORDER BY rowid DESC")]

    def at_desk(self, a):
        """Return an agent who acts now: their page has just been heard of."""
        self.core.agents.seen(self.agents[a], self.core.now)
        return self.agents[a]

    def presses(self):
        """Return (session, payload) of every button that was ever shown, the newest first."""
        told = self.ask("SELECT session_id, body FROM bot_messages WHERE body LIKE '%payload%' ORDER BY rowid DESC")
        return [(session, r["payload"]) for session, body in told for r in json.loads(body)["quick_replies"]]

    def one_of(self, data, found):
        """Draw one, half of the time of the newest: of many old ones most lead nowhere."""
        return data.draw(st.sampled_from(found[:4] if data.draw(st.booleans()) else found))

    @rule(n=st.integers(0, 1), text=st.sampled_from(["推荐手机", "你好"]))
    def hear(self, n, text):
        before = self.core.state(self.who(n))
        accepted = self.core.hear(self.who(n), text)
        owner = answers(State(before)) if before != "bot" else "bot"
        assert (accepted.replies is None) == (owner == "bot"), (before, accepted)
        if owner == "desk":
            assert [m["role"] for m in accepted.replies] == ["system"]
        if accepted.replies is None:
            self.owed.append((self.who(n), accepted.seq))

    @rule(n=st.integers(0, 1))
    def asks_for_a_person(self, n):
        if self.core.state(self.who(n)) not in ("assigned", "writing"):
            self.core.ask(self.who(n))

    @precondition(lambda self: self.owed)
    @rule(wants_a_person=st.booleans(), data=st.data())
    def bot_answers(self, wants_a_person, data):
        session, seq = self.owed.pop(data.draw(st.integers(0, len(self.owed) - 1)))
        taken = self.core.state(session) == "assigned"
        said = self.core.answer(session, seq, "答", {"reason": "asked"} if wants_a_person else None)
        if taken:
            assert said == [], "the bot spoke while a person owned the chat"

    @precondition(lambda self: self.presses())
    @rule(data=st.data())
    def shopper_presses(self, data):
        session, pressed = self.one_of(data, self.presses())
        self.core.hear(session, "按", press=pressed)

    @precondition(lambda self: self.chat_ids())
    @rule(a=st.integers(0, 1), data=st.data())
    def take(self, a, data):
        chat = self.one_of(data, self.chat_ids())
        self.core.handoffs.take(chat, self.at_desk(a), self.core.now)

    @precondition(lambda self: self.chat_ids())
    @rule(a=st.integers(0, 1), data=st.data())
    def agent_says(self, a, data):
        chat = self.one_of(data, self.chat_ids())
        found = self.core.views.chat(chat)
        spoke = self.core.says(self.at_desk(a), chat, "人说")
        assert spoke == (found["state"] == "assigned" and found["agent"] == self.agents[a].name)

    @precondition(lambda self: self.chat_ids())
    @rule(a=st.integers(0, 1), event=st.sampled_from([Event.RETURN, Event.CLOSE, Event.DROP]), data=st.data())
    def end(self, a, event, data):
        chat = self.one_of(data, self.chat_ids())
        self.core.handoffs.end(chat, self.at_desk(a), event, self.core.now, "", 10**6)
        again = self.core.handoffs.end(chat, self.agents[a], event, self.core.now, "", 10**6)
        assert not again.ok, "the same end came twice"
        self.owe()

    @precondition(lambda self: self.chat_ids())
    @rule(a=st.integers(0, 1), data=st.data())
    def settle(self, a, data):
        self.core.handoffs.settle(self.one_of(data, self.chat_ids()), self.agents[a], self.core.now)

    @rule(a=st.integers(0, 1), available=st.booleans())
    def agent_is_seen(self, a, available):
        self.core.agents.seen(self.agents[a], self.core.now, available)

    @rule(there=st.sampled_from([(True, True), (True, False), (False, False)]))
    def desk_fills_or_empties(self, there):
        for agent, available in zip(self.agents, there, strict=True):
            self.core.agents.seen(agent, self.core.now, available)

    @rule(seconds=st.sampled_from([1, 5, 20, 100, 200, 1000]), watched=st.booleans())
    def time_passes(self, seconds, watched):
        """Let time pass. `watched`: the agents' pages were open all the while."""
        self.core.now += seconds
        for agent in self.agents if watched else ():
            self.core.agents.seen(agent, self.core.now)
        for chat in self.core.handoffs.due(self.core.now):
            assert self.core.handoffs.tick(chat, self.core.now).ok, "a timer was due and did nothing"
            assert not self.core.handoffs.tick(chat, self.core.now).ok or self.core.views.chat(chat)["state"] in OPEN
        self.owe()

    def owe(self):
        """Take up what the bot is owed again, as the gateway's workers do."""
        for session, seq in self.ask("SELECT session_id, seq FROM bot_messages WHERE state = 'pending'"):
            if (session, seq) not in self.owed:
                self.owed.append((session, seq))

    @invariant()
    def one_side_answers(self):
        if not hasattr(self, "core"):
            return
        pending = {row[0] for row in self.ask("SELECT session_id FROM bot_messages WHERE state = 'pending'")}
        found = self.ask(
            "SELECT session_id, state, agent_id, waiting_since, silent_since FROM handoff_chats "
            f"WHERE state IN ({', '.join(repr(state.value) for state in OPEN)})"
        )
        now_open = {session_id: chat for session_id, *chat in found}
        assert len(now_open) == len(found), "a session has two open hand-offs"
        for session_id, owner in self.ask("SELECT id, owner FROM bot_sessions"):
            state, agent_id, waiting_since, silent_since = now_open.get(session_id, [None] * 4)
            assert owner == answers(State(state) if state else None)
            if state == State.ASSIGNED:
                assert session_id not in pending, "the bot owes an answer in a chat that a person owns"
                assert agent_id
                assert (waiting_since is None) != (silent_since is None)

    @invariant()
    def every_move_is_logged_once_and_told_once(self):
        if not hasattr(self, "core"):
            return
        states: dict[str, str] = {}
        moves = self.ask("SELECT chat_id, event, before, after FROM handoff_log WHERE before != after ORDER BY id")
        for chat, event, before, reached in moves:
            state = states.get(chat, "")
            assert before == state, "a move from a state that the chat was not in"
            assert after(State(state) if state else None, Event(event)) == reached
            states[chat] = reached
        self.moves = [(State(before) if before else None, Event(event)) for _, event, before, _ in moves]
        assert states == dict(self.ask("SELECT id, state FROM handoff_chats"))  # type: ignore[arg-type]
        told = Counter(self.ask("SELECT session_id, id FROM bot_messages"))
        assert max(told.values(), default=1) == 1

    def teardown(self):
        if hasattr(self, "core"):
            MADE.update(self.moves)
            self.core.engine.dispose()


class TestDesk(Desk.TestCase):
    """All the sequences; with many of them, that they left no transition of the table out."""

    settings = settings(
        max_examples=N_EXAMPLES, stateful_step_count=N_STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )

    @classmethod
    def tearDownClass(cls):
        print(json.dumps({f"{state or 'none'} {event}": n for (state, event), n in MADE.most_common()}))
        if N_EXAMPLES >= ENOUGH:
            assert set(MADE) == set(TRANSITIONS), "some transition was never made"


def test_twenty_agents_and_two_hundred_shoppers(core):
    """Agents take whoever waits longest, some disappear: no chat has two owners, nobody is passed over."""
    rng = random.Random(20)
    agents = [core.agent(f"客服{n}") for n in range(20)]
    shoppers = [core.shopper(f"s{n}") for n in range(200)]
    for n, session in enumerate(shoppers):
        core.now = 1_000_000.0 + n * 0.001
        assert core.ask(session)[1]["text"].startswith(f"已进入人工排队，您排第{n + 1}位")
    served: list[str] = []
    have: dict[str, str] = {}  # chat -> agent

    def attempt(agent):
        return agent, core.handoffs.take_next(agent, core.now)

    with ThreadPoolExecutor(8) as pool:
        for _ in range(60):
            core.now += 1
            gone = set(rng.sample([a.name for a in agents], 2))
            for agent in agents:
                if agent.name not in gone:
                    core.agents.seen(agent, core.now)
            free = [a for a in agents if a.name not in have.values() and a.name not in gone]
            for agent, done in pool.map(attempt, free):
                if done.ok:
                    assert done.chat_id not in have, "one chat, two owners"
                    have[done.chat_id] = agent.name
            for chat, name in list(have.items()):
                agent = next(a for a in agents if a.name == name)
                if rng.random() < 0.7:
                    assert core.says(agent, chat, "好")
                    assert core.handoffs.end(chat, agent, Event.CLOSE, core.now, "", 10**6).ok
                    served.append(chat)
                    del have[chat]
            waiting = [line["id"] for line in core.views.queue() if line["state"] == "requested"]
            assert not set(waiting) & set(have)
            if len(served) == 200:
                break
    assert len(set(served)) == 200, f"{200 - len(set(served))} starved"
    rows = core.views.report(0)
    taken = [row["first_assigned_at"] for row in rows]
    assert taken == sorted(taken), "somebody was served before one who had asked earlier"


def test_the_expected_wait_is_what_others_waited(core):
    agent = core.agent()
    core.shopper("a")
    core.shopper("b")
    assert "预计" not in core.ask("a")[1]["text"]
    core.now += 25
    core.agents.seen(agent, core.now)
    assert core.handoffs.take_next(agent, core.now).ok
    core.now += 1
    assert "预计等待不到1分钟" in core.ask("b")[1]["text"]
    assert core.views.for_shopper("b", 0)["wait_s"] == pytest.approx(25)


def test_nobody_takes_it_in_time(core):
    agent = core.agent()
    core.shopper()
    core.ask()
    chat = core.chat()
    core.now += core.rules.desk_take_within_s
    assert core.handoffs.due(core.now) == [chat]
    assert core.handoffs.tick(chat, core.now).ok
    assert core.state() == "offered"
    assert "没人能接待" in core.texts(role="system")[-1]
    assert not core.handoffs.take(chat, agent, core.now).ok
    assert not core.handoffs.tick(chat, core.now).ok


def test_an_agent_who_does_not_answer_loses_the_chat(core):
    agent, other = core.agent(), core.agent("小周")
    core.shopper()
    core.ask()
    chat = core.chat()
    core.handoffs.take(chat, agent, core.now)
    assert core.says(agent, chat, "您好")
    core.now += 100
    core.hear("s", "在吗")
    core.now += core.rules.desk_agent_idle_s
    for there in (agent, other):
        core.agents.seen(there, core.now)
    done = core.handoffs.tick(chat, core.now)
    assert (done.ok, done.owed) == (True, True), "the bot owes what the agent left"
    assert core.state() == "requested"
    assert not core.says(agent, chat, "来了"), "it is not theirs any more"


def test_an_agent_who_is_gone_alone_leaves_no_queue_behind(core):
    agent = core.agent()
    core.shopper()
    core.ask()
    chat = core.chat()
    core.handoffs.take(chat, agent, core.now)
    core.now += core.rules.desk_agent_gone_s
    assert core.handoffs.tick(chat, core.now).ok
    assert core.state() == "offered"
    assert "没有其他客服在线" in core.texts(role="system")[-1]


def test_a_shopper_who_is_gone_ends_the_chat(core):
    agent = core.agent()
    core.shopper()
    core.ask()
    chat = core.chat()
    core.handoffs.take(chat, agent, core.now)
    assert core.says(agent, chat, "已退款")
    core.now += core.rules.desk_shopper_idle_s
    core.agents.seen(agent, core.now)
    done = core.handoffs.tick(chat, core.now)
    assert (done.ok, done.owed) == (True, False)
    system, bot = [m for _, m in core.store.history("s")][-2:]
    assert (system["role"], bot["role"], len(bot["quick_replies"])) == ("system", "bot", 3)


def test_what_the_agent_had_seen_when_closing_is_not_answered_again(core):
    agent = core.agent()
    core.shopper()
    core.ask()
    chat = core.chat()
    core.handoffs.take(chat, agent, core.now)
    core.says(agent, chat, "已退款")
    thanks = core.hear("s", "谢谢")
    unseen = core.hear("s", "再推荐个手机")
    done = core.handoffs.end(chat, agent, Event.CLOSE, core.now, "", thanks.seq)
    assert done.owed
    with core.engine.connect() as connection:
        pending = connection.execute(select(messages.c.seq).where(messages.c.state == "pending")).scalars()
        assert list(pending) == [unseen.seq]


def test_the_same_end_is_made_once_and_a_message_said_once(core):
    agent = core.agent()
    core.shopper()
    core.ask()
    chat = core.chat()
    assert core.handoffs.take(chat, agent, core.now).ok
    assert core.handoffs.take(chat, agent, core.now).ok, "who has it has it"
    message = {"id": "once", "role": "agent", "text": "好", "act": "", "items": []}
    assert [core.handoffs.say(chat, agent, message, core.now).ok for _ in range(2)] == [True, True]
    assert core.texts(role="agent") == ["好"]
    assert [core.handoffs.end(chat, agent, Event.CLOSE, core.now).ok for _ in range(2)] == [True, False]
    assert sum("已结束服务" in text for text in core.texts(role="system")) == 1


def test_the_draft_of_the_turn_that_was_cut_is_the_agents_suggestion(core):
    agent = core.agent()
    core.shopper()
    core.ask()
    cut = core.hear("s", "有红色吗")
    core.handoffs.take(core.chat(), agent, core.now)
    assert core.answer("s", cut.seq, "有，红色有货") == []
    assert core.views.chat(core.chat())["draft"] == "有，红色有货"
    assert "有，红色有货" not in core.texts()


def test_a_message_that_was_left_is_not_lost_when_the_queue_is_left(core):
    core.shopper()
    told = core.ask()[1]
    core.hear("s", "留言", press=told["quick_replies"][0]["payload"])
    core.hear("s", "请回电")
    agent = core.agent()
    core.ask()
    chat = core.chat()
    assert core.state() == "requested"
    core.hear("s", "取消", press=payload(Press("cancel", chat)))
    assert core.state() == "left"
    assert core.handoffs.take(chat, agent, core.now).ok, "an agent may answer a left message by taking the chat"


@pytest.mark.parametrize(
    ("hours", "clock", "there"),
    [("", 3, True), ("09:00-21:00", 10, True), ("09:00-21:00", 22, False), ("22:00-06:00", 2, True),
     ("22:00-06:00", 12, False), ("09:00-24:00", 23, True)],
)  # fmt: skip
def test_hours(hours, clock, there):
    midnight = 1_767_196_800  # 2026-01-01T00:00 in Shanghai
    assert rules(desk_hours=hours).in_hours(midnight + clock * 3600) is there


def test_out_of_hours_says_when(core):
    closed = Core(core.engine, rules(desk_hours="00:00-00:01"))
    closed.now = 1_767_196_800 + 3600
    closed.agent()
    closed.shopper()
    assert "（服务时间00:00-00:01）" in closed.ask()[1]["text"]
