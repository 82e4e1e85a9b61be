"""The contract of each endpoint (design 4.2), against the toy Rasa."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

MESSAGE_KEYS = {"id", "role", "act", "text", "degraded", "attribute", "items", "quick_replies", "at"}
HANDOFF = '{"acts": ["handoff"]}'


def assert_problem(answer, status: int) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    return body


def test_a_session_has_an_id_and_a_token(gateway):
    answer = gateway.client.post("/api/sessions", json={"shop": "en"})
    assert answer.status_code == 201
    body = answer.json()
    assert body["shop"] == "en"
    assert body["locale"] == "en"
    assert len(body["token"]) >= 40
    assert gateway.client.post("/api/sessions", json={"locale": "zh-CN"}).json()["locale"] == "zh"


def test_a_message_is_answered_with_the_contracts_fields(gateway):
    session = gateway.open()
    answer = gateway.say(session, "推荐手机")
    assert answer.status_code == 200
    (message,) = answer.json()["messages"]
    assert set(message) == MESSAGE_KEYS
    assert message["role"] == "bot"
    assert message["act"] == "recommend"
    assert message["degraded"] is False
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", message["at"])
    assert set(message["items"][0]) == {
        "item_id", "title", "price", "currency", "category", "brand", "attributes", "image_url", "url", "reasons"
    }  # fmt: skip


def test_the_history_holds_both_sides_in_order(gateway):
    session = gateway.open()
    for text in ("一", "二", "三"):
        gateway.say(session, text)
    history = gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()["messages"]
    assert [m["text"] for m in history] == ["一", "1: 一", "二", "2: 二", "三", "3: 三"]
    assert [m["role"] for m in history] == ["user", "bot"] * 3
    assert len({m["id"] for m in history}) == 6


def test_metadata_tells_understanding_where_the_talk_stands(gateway, toy):
    session = gateway.open(shop="toy", locale="en")
    gateway.say(session, "hello")
    gateway.say(session, "便宜点", payload='{"acts": ["critique"]}', page_item="p1")
    metadata = toy.received[-1]["metadata"]
    assert metadata["shop"] == "toy"
    assert metadata["locale"] == "en"
    assert metadata["turn"] == 2
    assert metadata["last_act"] == "recommend"
    assert metadata["last_attribute"] == "brand"
    assert metadata["category"] == ["手机"]
    assert metadata["payload"] == '{"acts": ["critique"]}'
    assert metadata["page_item"] == "p1"


def test_the_same_message_id_answers_the_same_and_does_nothing_twice(gateway, toy):
    session = gateway.open()
    first = gateway.say(session, "推荐手机", message_id="m-1").json()
    again = gateway.say(session, "推荐手机", message_id="m-1").json()
    assert again == first
    assert toy.texts(session[0]) == ["推荐手机"]


def test_the_same_message_id_at_once_is_one_message(gateway, toy):
    session = gateway.open()
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: gateway.say(session, "推荐", message_id="same").json(), range(16)))
    assert all(answer == answers[0] for answer in answers)
    assert toy.texts(session[0]) == ["推荐"]


def test_a_bots_message_id_cannot_be_taken(gateway):
    session = gateway.open()
    bots = gateway.say(session, "推荐").json()["messages"][0]["id"]
    assert_problem(gateway.say(session, "推荐", message_id=bots), 409)


def test_messages_at_once_keep_an_order_and_all_are_answered(gateway, toy):
    session = gateway.open()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: gateway.say(session, f"t{n}"), range(16)))
    assert {answer.status_code for answer in answers} == {200}
    texts = toy.texts(session[0])
    assert sorted(texts) == sorted(f"t{n}" for n in range(16))
    history = gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json()["messages"]
    assert [m["text"] for m in history if m["role"] == "bot"] == [f"{i}: {t}" for i, t in enumerate(texts, 1)]


def test_tokens_are_needed_and_are_the_sessions_own(gateway):
    one, other = gateway.open(), gateway.open()
    path = f"/api/sessions/{one[0]}/messages"
    assert_problem(gateway.client.get(path), 401)
    assert_problem(gateway.client.get(path, headers=other[1]), 401)
    assert_problem(gateway.client.get(path, headers={b"Authorization": b"Bearer \xe9"}), 401)
    assert_problem(gateway.client.get("/api/sessions/none/messages", headers=one[1]), 404)
    for method in ("GET", "DELETE"):
        answer = gateway.client.request(method, path.removesuffix("/messages") + ("/events" if method == "GET" else ""))
        assert answer.headers["www-authenticate"].startswith("Bearer")


SECRET = "s" * 40


def test_a_visitor_is_known_by_a_hash_and_erased_with_all_conversations(gateway, toy):
    first, second, stranger = gateway.open(visitor=SECRET), gateway.open(visitor=SECRET), gateway.open()
    for session in (first, second, stranger):
        gateway.say(session, "想买手机")
    visitor = hashlib.sha256(SECRET.encode()).hexdigest()
    store = gateway.app.state.parts.store
    assert store.session(first[0]).visitor == visitor
    assert store.session(stranger[0]).visitor is None
    toy.profiles[visitor] = {"consent": "yes"}
    path = "/api/sessions/{}/profile"
    assert gateway.client.get(path.format(second[0]), headers=second[1]).json() == {"consent": "yes"}
    assert gateway.client.get(path.format(stranger[0]), headers=stranger[1]).json() == {}
    assert_problem(gateway.client.get(path.format(second[0]), headers=stranger[1]), 401)
    assert gateway.client.delete(f"/api/sessions/{first[0]}", headers=first[1]).status_code == 204
    assert toy.profiles == {}
    assert store.session(first[0]) is store.session(second[0]) is None
    assert store.session(stranger[0]) is not None


def test_a_short_secret_is_refused(gateway):
    assert_problem(gateway.client.post("/api/sessions", json={"visitor": "me"}), 422)


def test_erasing_erases_here_and_in_the_dialogue_engine(gateway, toy):
    session = gateway.open()
    gateway.say(session, "我叫小明")
    path = f"/api/sessions/{session[0]}"
    assert gateway.client.delete(path, headers=session[1]).status_code == 204
    assert session[0] not in toy.trackers
    assert_problem(gateway.client.get(f"{path}/messages", headers=session[1]), 404)
    assert_problem(gateway.say(session, "noch da?"), 404)
    database = gateway.settings.data / "conversations.db"
    wal = database.with_name("conversations.db-wal")
    rows = gateway.app.state.parts.store.history(session[0])
    assert rows == []
    assert database.exists()
    assert wal.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"text": ""}, 422),
        ({"text": " \u0000\n "}, 422),
        ({"text": 7}, 422),
        ({"text": "x", "message_id": "a b"}, 422),
        ({"text": "x", "payload": "{}"}, 422),
        ({"text": "x", "payload": '{"acts": ["dance"]}'}, 422),
        ({"text": "x", "payload": "[" * 9000}, 422),
        ({"text": "x", "image": "http://a/b.png"}, 415),
        ({"text": "x", "image": "data:image/png;base64,AAAA"}, 415),
        ({"text": "x", "image": "data:image/png;base64,***"}, 422),
    ],
)
def test_wrong_messages_are_refused_with_a_reason(gateway, body, status):
    session = gateway.open()
    answer = gateway.client.post(f"/api/sessions/{session[0]}/messages", json=body, headers=session[1])
    assert_problem(answer, status)


def test_other_refusals_are_problems_too(gateway):
    assert_problem(gateway.client.get("/nowhere"), 404)
    assert_problem(gateway.client.put("/api/sessions", json={}), 405)
    assert_problem(
        gateway.client.post("/api/sessions", content=b"{", headers={"Content-Type": "application/json"}), 400
    )
    assert_problem(gateway.client.post("/api/sessions", json={"locale": "fr"}), 422)
    detail = assert_problem(gateway.client.post("/api/sessions", json={"shop": "nowhere"}), 404)["detail"]
    assert "toy" in detail
    assert_problem(gateway.client.post("/api/sessions", content=b" " * 1_100_000), 413)

    def unannounced():
        for _ in range(20):
            yield b" " * 100_000

    assert_problem(gateway.client.post("/api/sessions", content=unannounced()), 413)


def test_long_text_is_answered_by_what_is_read_of_it(gateway, toy):
    session = gateway.open()
    answer = gateway.say(session, "手机" * 50_000)
    assert answer.status_code == 200
    assert len(toy.received[-1]["message"]) == gateway.settings.text_characters
    assert_problem(gateway.say(session, "手机" * 50_001), 422)


def test_control_characters_and_lone_surrogates_do_not_get_through(gateway, toy):
    session = gateway.open()
    raw = b'{"text": "a\\u0000b\\ud800c\\u202ed\\r\\ne"}'
    answer = gateway.client.post(
        f"/api/sessions/{session[0]}/messages", content=raw, headers={**session[1], "Content-Type": "application/json"}
    )
    assert answer.status_code == 200
    assert toy.received[-1]["message"] == "ab\ufffdcd\ne"


def picture(form: str = "PNG", n_bytes: int | None = None) -> str:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(out, form)
    return f"data:image/{form.lower()};base64,{base64.b64encode(out.getvalue()[:n_bytes]).decode()}"


def test_of_a_picture_the_colours_go_to_the_guide_and_nothing_is_kept(gateway, toy):
    session = gateway.open()
    seen = [{"code": "#c81e1e", "share": 1.0}]
    sent = picture("JPEG")
    (reply,) = gateway.say(session, "类似的手机", image=sent).json()["messages"]
    assert reply["text"] == "1: 类似的手机"
    assert toy.received[-1]["metadata"]["picture"] == seen
    assert "payload" not in toy.received[-1]["metadata"]
    (alone,) = gateway.say(session, "", image=sent).json()["messages"]
    assert alone["text"] == "2: [图片]"
    assert json.loads(toy.received[-1]["metadata"]["payload"])["acts"] == ["recommend"]
    assert toy.received[-1]["metadata"]["picture"] == seen
    data = gateway.settings.data
    kept = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert b"#c81e1e" in kept
    whole = sent.partition(",")[2]
    for part in (whole[100:160].encode(), base64.b64decode(whole)[90:130]):
        assert part not in kept, "a piece of the picture lies on the disk"


def test_a_picture_that_breaks_off_is_refused_and_does_nothing(gateway, toy):
    session = gateway.open()
    assert_problem(gateway.say(session, "这个", image=picture("JPEG", n_bytes=1200)), 415)
    assert toy.received == []
    assert gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1]).json() == {"messages": []}


def test_a_picture_that_nobody_can_look_at_now_is_answered_honestly(gateway, toy, monkeypatch):
    monkeypatch.setattr(toy, "sees", False)
    session = gateway.open()
    (alone,) = gateway.say(session, "", image=picture()).json()["messages"]
    assert alone["act"] == "sorry"
    assert alone["degraded"] is True
    assert toy.received == []
    notice, reply = gateway.say(session, "类似的红色手机", image=picture("JPEG")).json()["messages"]
    assert notice["degraded"] is True
    assert reply["text"] == "1: 类似的红色手机"


def test_too_many_messages_are_told_when_to_come_back(make_gateway):
    gateway = make_gateway(session_messages_per_minute=6, address_sessions_per_minute=9)
    session = gateway.open()
    answers = [gateway.say(session, "x") for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert_problem(answers[-1], 429)
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 10
    gateway.open()
    assert gateway.say(gateway.open(), "x").status_code == 200  # another session is not touched
    assert_problem(gateway.client.post("/api/sessions", json={}), 429)


def test_health_metrics_shops_and_search(make_gateway, own_toy):
    gateway = make_gateway()
    session = gateway.open()
    gateway.say(session, "x")
    health = gateway.client.get("/healthz")
    assert health.status_code == 200
    assert health.json()["processes"] == {"gateway": "up", "rasa": "up", "actions": "up", "database": "up"}
    metrics = gateway.client.get("/metrics").text
    assert 'daogou_bot_messages_total{act="recommend",degraded="false"} 1.0' in metrics
    assert [s["name"] for s in gateway.client.get("/api/shops").json()["shops"]] == ["toy", "en"]
    assert gateway.client.get("/api/search", params={"q": "手机"}).json()["items"][0]["item_id"] == "p1"
    assert_problem(gateway.client.get("/api/search", params={"q": "手机", "shop": "none"}), 404)
    assert_problem(gateway.client.get("/api/search"), 422)
    own_toy.stop()
    away = gateway.client.get("/healthz")
    assert away.status_code == 503
    assert away.json()["processes"]["rasa"] == "down"
    assert away.json()["processes"]["database"] == "up"


def test_pictures_of_goods_come_from_their_folder_only(gateway):
    media = gateway.settings.data / "media" / "toy"
    media.mkdir(parents=True)
    (media / "p1.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (media / "notes.txt").write_text("secret")
    (media / "link.svg").symlink_to("/etc/hostname")
    good = gateway.client.get("/media/toy/p1.svg")
    assert good.status_code == 200
    assert good.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in good.headers["content-security-policy"]
    for bad in (
        "toy/none.svg",
        "toy/notes.txt",
        "toy/link.svg",
        "..%2fconversations.db",
        "toy/%00.svg",
        "toy",
        "a" * 5000,
    ):
        assert_problem(gateway.client.get(f"/media/{bad}"), 404)


def test_every_answer_has_the_security_headers(gateway):
    for path in ("/", "/healthz", "/nowhere", "/api/shops"):
        headers = gateway.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in gateway.client.get("/").headers["content-security-policy"]
