"""Hand-offs through a running gateway: what the shopper and the agent see, and the failures that users report."""

from __future__ import annotations

import json
import threading
import time

from tests.bot.handoff.conftest import person, rules


def press(message, title):
    return next(r for r in message["quick_replies"] if r["title"] == title)


def history(gateway, session):
    return gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()["messages"]


def state(gateway, session):
    return gateway.client.get(f"/api/sessions/{session[0]}/handoff", headers=session[1]).json()


def taken(gateway, name="小林"):
    """Return an agent who has taken over a fresh session, the session, the chat's id."""
    agent = person(gateway, name)
    session = gateway.open()
    gateway.say(session, "转人工")
    chat = agent.post("/next").json()["chat"]
    return agent, session, chat


def wait_for(what, within_s=5.0):
    deadline = time.monotonic() + within_s
    while not (found := what()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
    return found


def test_nobody_there_is_said_and_a_message_can_be_left(desk_gateway):
    session = desk_gateway.open()
    bot, told = desk_gateway.say(session, "转人工").json()["messages"]
    assert (bot["role"], bot["act"], told["role"], told["act"]) == ("bot", "handoff", "system", "handoff")
    assert "没有客服在线" in told["text"]
    assert "第" not in told["text"]
    write = desk_gateway.say(session, "留言", payload=press(told, "留言")["payload"]).json()["messages"]
    assert [m["role"] for m in write] == ["system"]
    left = desk_gateway.say(session, "订单一直没到，请回电").json()["messages"]
    assert [m["role"] for m in left] == ["system"]
    assert "留言已记下" in left[0]["text"]
    assert desk_gateway.say(session, "推荐手机").json()["messages"][0]["role"] == "bot"
    supervisor = person(desk_gateway, "主管", "supervisor")
    waiting = supervisor.get("/queue").json()["left"]
    assert [line["note"] for line in waiting] == ["订单一直没到，请回电"]
    assert supervisor.post(f"/chats/{waiting[0]['id']}/done").status_code == 200
    assert history(desk_gateway, session)[-1]["text"] == "客服已处理您的留言。"
    assert supervisor.post(f"/chats/{waiting[0]['id']}/done").status_code == 409


def test_the_place_in_the_queue_is_told_and_can_be_given_up(desk_gateway):
    person(desk_gateway, "小林")
    first, second = desk_gateway.open(), desk_gateway.open(locale="en")
    assert "第1位" in desk_gateway.say(first, "转人工").json()["messages"][1]["text"]
    told = desk_gateway.say(second, "转人工").json()["messages"][1]
    assert "number 2" in told["text"]
    assert "wait" not in told["text"], "no waiting time is known yet"
    assert state(desk_gateway, second)["place"] == 2
    cancelled = state(desk_gateway, first)["cancel"]
    assert desk_gateway.say(first, "取消排队", payload=cancelled).json()["messages"][0]["role"] == "system"
    assert state(desk_gateway, first)["state"] == "bot"
    assert state(desk_gateway, second)["place"] == 1
    again = desk_gateway.say(first, "取消排队", payload=cancelled).json()["messages"][0]
    assert "过期" in again["text"]


def test_the_facts_for_the_agent_do_not_reach_the_shopper(desk_gateway):
    agent, session, chat = taken(desk_gateway)
    bot = history(desk_gateway, session)[1]
    assert not {"handoff", "topic", "reason"} & set(bot)
    found = agent.get(f"/chats/{chat}").json()
    assert found["summary"]["mood"] == "upset"
    assert found["summary"]["shown"][0]["item_id"] == "p1"
    assert "session_id" not in found
    assert [m["message"]["role"] for m in found["messages"]] == ["user", "bot", "system", "system"]


def test_the_bot_is_silent_while_a_person_owns_the_chat(desk_gateway, desk_toy):
    agent, session, chat = taken(desk_gateway)
    before = len(desk_toy.received)
    answer = desk_gateway.say(session, "我的订单呢")
    assert answer.json()["messages"] == []
    assert agent.post(f"/chats/{chat}/messages", {"text": "我查一下", "message_id": "1"}).status_code == 200
    assert [m["role"] for m in history(desk_gateway, session)][-2:] == ["user", "agent"]
    assert len(desk_toy.received) == before, "Rasa heard of it"


def test_after_closing_the_bot_goes_on_by_itself_and_asks_for_a_rating(desk_gateway):
    agent, session, chat = taken(desk_gateway)
    agent.post(f"/chats/{chat}/messages", {"text": "已登记退款", "message_id": "1", "items": ["p1"]})
    seen = agent.get(f"/chats/{chat}").json()["messages"][-1]["seq"]
    assert agent.post(f"/chats/{chat}/close", {"outcome": "退款三天内到账", "seen": seen}).status_code == 200
    system, bot = history(desk_gateway, session)[-2:]
    assert (system["role"], bot["role"]) == ("system", "bot")
    assert "1条消息" in bot["text"]
    assert "松果 X2" in bot["text"]
    assert "退款三天内到账" in bot["text"]
    rate = press(bot, "很满意")
    assert "谢谢" in desk_gateway.say(session, "很满意", payload=rate["payload"]).json()["messages"][0]["text"]
    second = desk_gateway.say(session, "不满意", payload=press(bot, "不满意")["payload"]).json()["messages"][0]
    assert "已经评价过" in second["text"]
    assert desk_gateway.say(session, "推荐手机").json()["messages"][0]["role"] == "bot"
    supervisor = person(desk_gateway, "主管", "supervisor")
    assert supervisor.get("/report").json()["all"]["ratings"] == [0, 0, 1]


def test_what_the_agent_did_not_answer_is_answered_by_the_bot_after_the_return(desk_gateway):
    agent, session, chat = taken(desk_gateway)
    agent.post(f"/chats/{chat}/messages", {"text": "您好", "message_id": "1"})
    desk_gateway.say(session, "有便宜点的吗")
    assert agent.post(f"/chats/{chat}/return", {}).status_code == 200
    last = wait_for(lambda: [m for m in history(desk_gateway, session) if "有便宜点的吗" in m["text"]][1:])
    assert [m["role"] for m in last] == ["bot"]


def test_the_last_reply_of_the_bot_is_on_record_before_the_queue(desk_gateway):
    person(desk_gateway, "小林")
    session = desk_gateway.open()
    desk_gateway.say(session, "转人工")
    assert [m["text"][:6] for m in history(desk_gateway, session)][1:] == ["好的，我帮您", "已进入人工排"]


def test_a_message_during_the_take_over_is_answered_once(desk_gateway, desk_toy):
    agent = person(desk_gateway, "小林")
    session = desk_gateway.open()
    desk_gateway.say(session, "转人工")
    desk_toy.failing("slow", 1)
    answers = []
    talking = threading.Thread(target=lambda: answers.append(desk_gateway.say(session, "还在吗").json()["messages"]))
    talking.start()
    wait_for(lambda: len(desk_toy.received) == 2)
    chat = agent.post("/next").json()["chat"]
    assert agent.post(f"/chats/{chat}/messages", {"text": "在的", "message_id": "1"}).status_code == 200
    talking.join(10)
    assert answers == [[]]
    said = [(m["role"], m["text"]) for m in history(desk_gateway, session)]
    assert ("user", "还在吗") in said
    assert [role for role, _ in said[4:]] == ["system", "agent"], said
    assert agent.get(f"/chats/{chat}").json()["draft"] == "", "the agent has answered: no draft is left over"


def test_two_agents_cannot_take_one_chat(desk_gateway):
    agents = [person(desk_gateway, name) for name in ("甲", "乙", "丙")]
    session = desk_gateway.open()
    desk_gateway.say(session, "转人工")
    chat = agents[0].get("/queue").json()["waiting"][0]["id"]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda a=a: answers.append(a.post(f"/chats/{chat}/take").status_code)) for a in agents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(answers)[0] == 200
    assert set(sorted(answers)[1:]) <= {404, 409}, answers
    assert sum("已接入" in m["text"] for m in history(desk_gateway, session)) == 1


def test_a_dropped_connection_puts_the_chat_back(make_gateway):
    gateway = make_gateway(rules=rules(desk_agent_gone_s=2.5, desk_tick_s=0.05))
    other = person(gateway, "小周")
    agent, session, _ = taken(gateway)
    keep = gateway.app.state.parts.desk.agents
    there = keep.password_of("小周")[0]
    deadline = time.monotonic() + 15
    while state(gateway, session)["state"] != "requested":
        assert time.monotonic() < deadline
        keep.seen(there, time.time())
        time.sleep(0.05)
    told = history(gateway, session)[-1]
    assert "小林的连接中断" in told["text"]
    assert gateway.say(session, "你好").json()["messages"][0]["role"] == "bot"
    assert other.post("/next").status_code == 200
    assert agent.get("/queue").json()["mine"] == []


def test_a_person_can_be_asked_for_while_the_guide_is_away(make_gateway, own_toy):
    gateway = make_gateway(rules=rules(desk_agent_gone_s=600), answer_within_s=0.5)
    person(gateway, "小林")
    session = gateway.open()
    own_toy.failing("error")
    bot, told = gateway.say(session, "转人工", payload='{"acts": ["handoff"]}').json()["messages"]
    assert (bot["act"], bot["degraded"]) == ("handoff", True)
    assert "第1位" in told["text"]


def test_erasing_a_session_takes_its_hand_off_along(desk_gateway):
    agent, session, chat = taken(desk_gateway)
    assert desk_gateway.client.delete(f"/api/sessions/{session[0]}", headers=session[1]).status_code == 204
    assert agent.get(f"/chats/{chat}").status_code == 404
    assert agent.get("/queue").json()["mine"] == []


def test_a_broken_press_is_refused(desk_gateway):
    session = desk_gateway.open()
    for payload in (
        {"handoff": "take", "chat": "x"},
        {"handoff": "rate", "chat": "x", "score": 9},
        {"handoff": "cancel"},
    ):
        assert desk_gateway.say(session, "x", payload=json.dumps(payload)).status_code == 422
    other = desk_gateway.say(session, "x", payload=json.dumps({"handoff": "cancel", "chat": "of another"}))
    assert "过期" in other.json()["messages"][0]["text"]
