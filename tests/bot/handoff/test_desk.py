"""The desk from outside: login, CSRF, roles, the socket, pages, the report, the command."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import httpx
import pytest
import websockets
from click.testing import CliRunner

from bot.handoff.cli import agent as agent_command
from bot.handoff.passwords import hashed, matches
from bot.handoff.routes import DESK_PAGE
from bot.handoff.routes.report import figures, spread
from tests.bot.handoff.conftest import PASSWORD, DeskClient, person

CHANGES = [
    ("POST", "/logout", None), ("POST", "/available", {"available": False}), ("POST", "/next", None),
    ("POST", "/chats/{chat}/take", None), ("POST", "/chats/{chat}/messages", {"text": "x", "message_id": "1"}),
    ("POST", "/chats/{chat}/return", {}), ("POST", "/chats/{chat}/close", {}), ("POST", "/chats/{chat}/requeue", None),
    ("POST", "/chats/{chat}/done", None), ("POST", "/chats/{chat}/suggest", None),
    ("POST", "/chats/{chat}/rewrite", {"style": "warm"}),
    ("POST", "/chats/{chat}/notes", {"text": "x"}),
    ("PUT", "/chats/{chat}/tags", {"tags": ["x"]}),
]  # fmt: skip
READS = ["/me", "/queue", "/chats/{chat}", "/chats/{chat}/search?q=x", "/report", "/audit", "/agents"]


def waiting(gateway):
    """Return a session whose shopper waits, and the chat's id."""
    session = gateway.open()
    gateway.say(session, "转人工")
    return session, gateway.app.state.parts.desk.views.for_shopper(session[0], 0)["chat"]


# ---------------------------------------------------------------- login


def test_the_cookie_is_for_this_site_only_and_new_at_each_login(desk_gateway):
    client = person(desk_gateway, "小林")
    first = client.http.cookies["daogou_desk"]
    answer = client.log_in()
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    second = client.http.cookies["daogou_desk"]
    assert first != second
    client.http.cookies.clear()
    client.http.cookies.set("daogou_desk", first)
    assert client.get("/me").status_code == 401, "the login before is over"


def test_a_cookie_that_was_planted_is_no_login(desk_gateway):
    person(desk_gateway, "小林")
    planted = {"Cookie": "daogou_desk=planted"}
    assert desk_gateway.client.get("/desk/api/me", headers=planted).status_code == 401
    login = {"name": "小林", "password": PASSWORD}
    answer = desk_gateway.client.post("/desk/api/login", json=login, headers=planted)
    assert answer.status_code == 200
    assert "planted" not in answer.headers["set-cookie"]
    desk_gateway.client.cookies.clear()
    assert desk_gateway.client.get("/desk/api/me", headers=planted).status_code == 401


def test_a_wrong_name_and_a_wrong_password_are_told_alike(desk_gateway):
    person(desk_gateway, "小林")
    wrong = [DeskClient(desk_gateway, name).log_in("wrong") for name in ("小林", "nobody")]
    assert [answer.status_code for answer in wrong] == [401, 401]
    assert wrong[0].json() == wrong[1].json()


def test_guessing_is_slowed_down(desk_gateway):
    person(desk_gateway, "小林")
    client = DeskClient(desk_gateway, "小林")
    answers = [client.log_in("wrong").status_code for _ in range(7)]
    assert 429 in answers


def test_after_the_logout_the_cookie_opens_nothing(desk_gateway):
    client = person(desk_gateway, "小林")
    cookie = client.http.cookies["daogou_desk"]
    assert client.post("/logout").status_code == 204
    assert client.http.get("/desk/api/me", headers={"Cookie": f"daogou_desk={cookie}"}).status_code == 401


def test_passwords_are_kept_as_argon2id(desk_gateway):
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert matches(PASSWORD, kept)
    assert not matches("other", kept)
    assert not matches(PASSWORD, "no hash")


# ---------------------------------------------------------------- who may do what


@pytest.mark.parametrize(("method", "path", "body"), CHANGES)
def test_a_change_needs_the_token_and_our_own_page(desk_gateway, method, path, body):
    client = person(desk_gateway, "小林")
    _, chat = waiting(desk_gateway)
    address = f"/desk/api{path.format(chat=chat)}"
    anonymous = httpx.request(method, desk_gateway.url + address, json=body, trust_env=False)
    assert anonymous.status_code == 401
    for headers in ({"x-csrf-token": ""}, {"x-csrf-token": "wrong"}, {"Origin": "https://evil.example"}):
        assert client.http.request(method, address, json=body, headers=headers).status_code == 403
    assert client.get("/queue").json()["waiting"], "nothing was done"


@pytest.mark.parametrize("path", READS)
def test_reading_needs_a_login(desk_gateway, path):
    answer = desk_gateway.client.get(f"/desk/api{path.format(chat='x')}")
    assert answer.status_code == 401


def test_only_a_supervisor_sees_reports_and_others_chats(desk_gateway):
    one, other = person(desk_gateway, "甲"), person(desk_gateway, "乙")
    boss = person(desk_gateway, "主管", "supervisor")
    _, chat = waiting(desk_gateway)
    assert one.post(f"/chats/{chat}/take").status_code == 200
    for path in ("/report", "/audit", "/agents"):
        assert other.get(path).status_code == 403
        assert boss.get(path).status_code == 200
    assert other.get(f"/chats/{chat}").status_code == 404
    assert boss.get(f"/chats/{chat}").status_code == 200
    assert [len(who.get("/queue").json()["others"]) for who in (other, boss)] == [0, 1]
    for act, body in (("messages", {"text": "x", "message_id": "1"}), ("close", {}), ("requeue", None)):
        assert other.post(f"/chats/{chat}/{act}", body).status_code == 404
    assert boss.post(f"/chats/{chat}/messages", {"text": "x", "message_id": "1"}).status_code == 409
    assert boss.post(f"/chats/{chat}/requeue").status_code == 200
    assert one.post(f"/chats/{chat}/messages", {"text": "x", "message_id": "2"}).status_code == 409
    assert [line["id"] for line in other.get("/queue").json()["waiting"]] == [chat]


def test_the_composer_is_locked_until_the_take_over(desk_gateway):
    client = person(desk_gateway, "小林")
    _, chat = waiting(desk_gateway)
    early = client.post(f"/chats/{chat}/messages", {"text": "x", "message_id": "1"})
    assert early.status_code == 409
    assert client.post(f"/chats/{chat}/take").status_code == 200
    said = [client.post(f"/chats/{chat}/messages", {"text": "x", "message_id": "1"}).status_code for _ in range(2)]
    assert said == [200, 200]
    roles = [m["message"]["role"] for m in client.get(f"/chats/{chat}").json()["messages"]]
    assert roles.count("agent") == 1
    assert client.post(f"/chats/{chat}/messages", {"message_id": "2", "items": ["none"]}).status_code == 404


def test_an_agent_has_so_many_chats_at_once(desk_gateway):
    client = person(desk_gateway, "小林")
    for _ in range(6):
        waiting(desk_gateway)
        assert client.post("/next").status_code == 200
    _, chat = waiting(desk_gateway)
    for path in ("/next", f"/chats/{chat}/take"):
        assert client.post(path).json()["type"].endswith("full")


def test_notes_and_tags_stay_inside_and_every_act_is_logged(desk_gateway):
    boss = person(desk_gateway, "主管", "supervisor")
    session, chat = waiting(desk_gateway)
    boss.post(f"/chats/{chat}/take")
    assert boss.post(f"/chats/{chat}/notes", {"text": "<b>难缠</b>"}).status_code == 204
    assert boss.http.put(f"/desk/api/chats/{chat}/tags", json={"tags": ["发货", "发货"]}).status_code == 204
    found = boss.get(f"/chats/{chat}").json()
    assert (found["notes"][0]["text"], found["tags"]) == ("<b>难缠</b>", ["发货"])
    shopper = desk_gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).text
    assert "难缠" not in shopper
    events = [line["event"] for line in boss.get("/audit").json()["log"] if line["chat_id"] == chat]
    assert {"request", "take", "note", "tag", "read"} <= set(events)
    assert "难缠" not in json.dumps(boss.get("/audit").json(), ensure_ascii=False)


def test_the_guide_suggests_and_the_shopper_hears_nothing_of_it(desk_gateway):
    client = person(desk_gateway, "小林")
    session, chat = waiting(desk_gateway)
    assert client.post(f"/chats/{chat}/suggest").json() == {"text": "", "items": []}, "a person is there already"
    client.post(f"/chats/{chat}/take")
    desk_gateway.say(session, "有红色的吗")
    before = desk_gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()
    found = client.post(f"/chats/{chat}/suggest").json()
    assert found["text"] == "我会说：有红色的吗"
    assert [item["item_id"] for item in found["items"]] == ["p1"]
    after = desk_gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()
    assert before == after
    assert person(desk_gateway, "乙").post(f"/chats/{chat}/suggest").status_code == 404


def test_words_are_put_into_another_tone_and_the_shopper_hears_nothing_of_it(desk_gateway):
    client = person(desk_gateway, "小林")
    session, chat = waiting(desk_gateway)
    client.post(f"/chats/{chat}/take")
    desk_gateway.say(session, "物流太慢了")
    before = desk_gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()
    said = client.post(f"/chats/{chat}/rewrite", {"text": "在查", "style": "formal"}).json()
    assert said == {"text": "formal text 在查", "backend": "rules"}
    answered = client.post(f"/chats/{chat}/rewrite", {"style": "warm"}).json()
    assert answered["text"] == "warm complaint 物流太慢了", (
        "with nothing written, the shopper's last words are answered"
    )
    assert client.post(f"/chats/{chat}/rewrite", {"style": "rude"}).status_code == 422
    after = desk_gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()
    assert before == after
    assert person(desk_gateway, "乙").post(f"/chats/{chat}/rewrite", {"style": "warm"}).status_code == 404


def test_goods_go_out_as_cards_of_the_shop(desk_gateway):
    client = person(desk_gateway, "小林")
    session, chat = waiting(desk_gateway)
    client.post(f"/chats/{chat}/take")
    assert client.get(f"/chats/{chat}/search?q=手机").json()["items"][0]["item_id"] == "p1"
    assert client.post(f"/chats/{chat}/messages", {"message_id": "1", "items": ["p1"]}).status_code == 200
    last = desk_gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()["messages"][-1]
    assert (last["role"], last["items"][0]["title"], last["text"]) == ("agent", "松果 X2", "您看看这个：")


# ---------------------------------------------------------------- the socket


async def _news(socket: Any, wanted: str) -> dict[str, Any]:
    while True:
        news = json.loads(await asyncio.wait_for(socket.recv(), 8))
        if "ping" in news:
            await socket.send(json.dumps({"pong": news["ping"]}))
        if wanted in news:
            return news


def _socket(gateway: Any, client: DeskClient | None, **headers: str) -> Any:
    cookie = {"Cookie": f"daogou_desk={client.http.cookies['daogou_desk']}"} if client else {}
    address = gateway.url.replace("http", "ws") + "/desk/live"
    return websockets.connect(address, additional_headers=cookie | headers, proxy=None)


async def test_the_socket_tells_the_queue_and_resumes_a_transcript(desk_gateway):
    client = person(desk_gateway, "小林", there=False)
    loop = asyncio.get_running_loop()
    async with _socket(desk_gateway, client) as socket:
        await _news(socket, "queue")
        await asyncio.sleep(0.3)  # the page is there now
        session, chat = await loop.run_in_executor(None, waiting, desk_gateway)
        queue = (await _news(socket, "queue"))["queue"]
        assert [line["id"] for line in queue["waiting"]] == [chat]
        await socket.send(json.dumps({"chat": chat, "after": 0}))
        first = await _news(socket, "messages")
        assert [m["message"]["role"] for m in first["messages"]] == ["user", "bot", "system"]
    await loop.run_in_executor(None, client.post, f"/chats/{chat}/take")
    await loop.run_in_executor(None, desk_gateway.say, session, "在吗")
    async with _socket(desk_gateway, client) as socket:
        await socket.send(json.dumps({"chat": chat, "after": first["messages"][-1]["seq"]}))
        again = await _news(socket, "messages")
        assert [m["message"]["text"] for m in again["messages"]][1:] == ["在吗"]
        await loop.run_in_executor(None, desk_gateway.say, session, "还在吗")
        assert [m["message"]["text"] for m in (await _news(socket, "messages"))["messages"]] == ["还在吗"]


async def test_the_socket_is_for_agents_of_this_site_only(desk_gateway):
    client = person(desk_gateway, "小林")
    for who, headers, code in ((None, {}, 4401), (client, {"Origin": "https://evil.example"}, 4403)):
        async with _socket(desk_gateway, who, **headers) as socket:
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await asyncio.wait_for(socket.recv(), 5)
            assert closed.value.rcvd.code == code


async def test_a_page_that_does_not_answer_does_not_count_as_there(desk_gateway):
    client = person(desk_gateway, "小林", there=False)
    desk = desk_gateway.app.state.parts.desk
    async with _socket(desk_gateway, client):
        await asyncio.sleep(0.5)
        first = [a for a in desk.agents.all(0) if a["online"]]
        seen = desk.agents.login
        assert first, "opening the page counts once"
        assert seen
        await asyncio.sleep(2.5)
        since = desk.clock() - 2
        assert not [a for a in desk.agents.all(since) if a["online"]]


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("path", ["/desk", "/desk/report"])
def test_pages_allow_nothing_from_elsewhere_and_nothing_inline(desk_gateway, path):
    answer = desk_gateway.client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", answer.text)


def test_scripts_write_text_and_never_markup():
    files = sorted(DESK_PAGE.glob("*.js"))
    assert len(files) >= 5
    for file in files:
        found = re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", file.read_text("utf-8"))
        assert not found, f"{file.name}: {found}"


def test_every_word_stands_in_both_languages():
    text = (DESK_PAGE / "words.js").read_text("utf-8")
    zh, en = text.split("  en: {", 1)
    keys = [set(re.findall(r"(?:^|[ {,])(\w+): [\"\[{(]", part.split("export const CANNED")[0])) for part in (zh, en)]
    assert len(keys[0]) > 50
    assert keys[0] - {"zh", "en"} == keys[1] - {"zh", "en"}


# ---------------------------------------------------------------- the report


def test_the_figures_of_the_report():
    row = {"state": "closed", "reason": "order", "requested_at": 0.0, "first_assigned_at": 30.0, "n_said": 1,
           "first_answer_at": 40.0, "ended_at": 100.0, "rating": 3, "agent": "甲"}  # fmt: skip
    lost = row | {"first_assigned_at": None, "first_answer_at": None, "rating": None, "agent": None, "reason": "asked"}
    found = figures([row, row | {"first_assigned_at": 50.0, "rating": 1}, lost], "Asia/Shanghai")
    assert found["all"]["n"] == 3
    assert found["all"]["n_taken"] == 2
    assert found["all"]["waiting_s"] == {"mean": 40.0, "p50": 30.0, "p90": 50.0}
    assert found["all"]["ratings"] == [1, 0, 1]
    assert found["reasons"] == {"order": 2, "asked": 1}
    assert [a["agent"] for a in found["agents"]] == ["甲"]
    assert spread([])["mean"] is None


# ---------------------------------------------------------------- the command


def test_agents_are_added_listed_and_removed(tmp_path, monkeypatch):
    monkeypatch.setenv("DAOGOU_DATA", str(tmp_path))
    run = CliRunner().invoke
    added = run(agent_command, ["add", "小林", "--role", "supervisor", "--generate"])
    assert added.exit_code == 0, added.output
    assert len(added.output.strip().split()[-1]) >= 12
    twice = run(agent_command, ["add", "小林", "--generate"])
    assert twice.exit_code == 1
    short = run(agent_command, ["add", "小周"], input="short\nshort\n")
    assert short.exit_code == 2
    good = run(agent_command, ["add", "小周"], input=f"{PASSWORD}\n{PASSWORD}\n")
    assert good.exit_code == 0
    assert PASSWORD not in good.output
    assert "小林\tsupervisor" in run(agent_command, ["list"]).output
    assert run(agent_command, ["remove", "小林"]).exit_code == 0
    assert run(agent_command, ["remove", "小林"]).exit_code == 1
