"""The operator's API: who may do what, uploads and their progress, figures, transcripts, health; the page's files."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from typing import Any

import httpx
import pytest

from bot.admin.health import Health
from bot.admin.labels import wish_in
from bot.admin.routes import ADMIN_PAGE
from bot.gateway import unmet
from bot.gateway.problems import ProblemError
from knowledge.types import Shop, from_json
from tests.bot.admin.toy_actions import SCHEMA

READS = ["/figures", "/shops", "/imports", "/imports/x", "/conversations", "/conversations/x", "/health"]
ROWS = "item_id,title\n1,红茶\n".encode()


def upload(client: Any, body: bytes = ROWS, **params: Any) -> httpx.Response:
    return client.http.post("/admin/api/imports", params={"shop": "tea", "file": "tea.csv"} | params, content=body)


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize("path", READS)
def test_only_a_supervisor_reads(world, path):
    assert world.gateway.client.get(f"/admin/api{path}").status_code == 401
    assert world.operator("小林", "agent").http.get(f"/admin/api{path}").status_code == 403
    assert world.operator().http.get(f"/admin/api{path}").status_code in (200, 404)


def test_only_a_supervisor_from_our_own_page_imports(world):
    assert world.gateway.client.post("/admin/api/imports?shop=a&file=a.csv", content=ROWS).status_code == 401
    assert upload(world.operator("小林", "agent")).status_code == 403
    client = world.operator()
    del client.http.headers["x-csrf-token"]
    assert upload(client).status_code == 403
    client = world.operator("另一位")
    client.http.headers["origin"] = "https://evil.example"
    assert upload(client).status_code == 403
    assert world.actions.received == []


# ---------------------------------------------------------------- imports


def test_an_import_tells_how_far_it_is_and_what_it_refused(world, await_import):
    client = world.operator()
    world.actions.hold.clear()
    begun = upload(client, role="items", replace="true")
    assert begun.status_code == 202, begun.text
    import_id = begun.json()["id"]
    deadline = time.monotonic() + 10
    while "vectors" not in (found := await_import(client, import_id, "running"))["steps"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert found["steps"]["write"] == [418, 418]
    assert upload(client).status_code == 409, "one import into a shop at a time"
    world.actions.hold.set()
    found = await_import(client, import_id, "done")
    assert [problem["line"] for problem in found["report"]["problems"]] == [17, 23, 61]
    assert all(problem["reason"] and problem["remedy"] for problem in found["report"]["problems"])
    params, body = world.actions.received[0]
    assert body == ROWS
    assert params == {"shop": "tea", "file": "tea.csv", "role": "items", "dry_run": "0", "replace": "1"}
    listed = client.http.get("/admin/api/imports").json()["imports"][0]
    assert (listed["agent"], listed["state"], listed["report"]["refused"]) == ("王主管", "done", 3)
    assert "problems" not in listed["report"]
    log = client.get("/audit").json()["log"]
    assert [(e["actor"], e["after"]) for e in log if e["event"] == "import"] == [
        ("王主管", "done"),
        ("王主管", "running"),
    ]


def test_an_import_that_fails_says_why(world, await_import):
    client = world.operator()
    world.actions.outcome = {"error": "tea.csv: two columns named 'title'; rename one of them"}
    try:
        found = await_import(client, upload(client).json()["id"], "failed")
        assert "rename one of them" in found["error"]
    finally:
        from tests.bot.admin.toy_actions import REPORT

        world.actions.outcome = {"report": REPORT}


def test_an_import_whose_server_goes_away_does_not_run_for_ever(make_gateway, own_toy, await_import):
    from tests.bot.handoff.conftest import person

    gateway = make_gateway(actions_url="http://127.0.0.1:9")
    client = person(gateway, "王主管", "supervisor")
    found = await_import(client, upload(client).json()["id"], "failed")
    assert "went away" in found["error"]


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "x" * 1000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("a.csv", workbook(), 415), ("a.xlsx", workbook(), 415), ("a.parquet", ROWS, 415), ("a.json", ROWS, 415),
        ("a.parquet", b"PAR1" + b"x" * 50, 415), ("a.exe", b"MZ\0", 415), ("a.csv", b"", 422),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", 415), ("a.csv", b"x" * 100_001, 413), ("evil.csv.html", ROWS, 415),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_goes_no_further(world, name, body, status):
    answer = upload(world.operator(), body, file=name)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert world.actions.received == []


def test_a_files_name_reaches_nowhere_else(world, await_import):
    client = world.operator()
    for name in ("../../etc/x.csv", "..\\..\\x.csv", "a/b/x.csv", "x\r\nSet-Cookie: a=b.csv"):
        await_import(client, upload(client, file=name).json()["id"], "done")
        sent = world.actions.received.pop()[0]["file"]
        assert "/" not in sent
        assert "\\" not in sent
        assert sent.isprintable()
    assert upload(client, shop="../x").status_code == 422


# ---------------------------------------------------------------- what is seen


def test_what_people_want_and_do_not_find(world):
    world.seed()
    client = world.operator()
    found = client.http.get("/admin/api/figures?days=14").json()
    assert len(found["days"]) == 14
    assert sum(day["n_sessions"] for day in found["conversations"]) > 200
    assert found["unmet"]["wanted"][0] == {
        "topic": "unknown_brand", "wanted": "小米", "n": 9, "words": "有小米的平板吗", "shop": "sample"
    }  # fmt: skip
    assert sum(row["n"] for row in found["unmet"]["days"]) == found["unmet"]["n"] == 32
    assert (found["demand"][0]["category"], found["demand"][0]["shown"]["en"]) == ("手机", "phones")
    (tight,) = [row for row in found["unmet"]["wanted"] if row["topic"] == "nothing_fits"]
    assert tight["wanted"] == "price ≤ 500 · screen ≥ 6.7"
    assert tight["shown"] == {"zh": "价格 ≤ 500 · 屏幕 ≥ 6.7 英寸", "en": "price ≤ 500 · screen ≥ 6.7"}
    assert set(found["channels"]) == {"web", "telegram"}
    assert found["handoffs"]["all"]["n"] == 40
    assert client.http.get("/admin/api/figures?shop=other").json()["conversations"] == []


def test_a_day_begins_at_midnight_of_the_desks_time_zone(world):
    # 2026-03-01 00:30 in Shanghai is still February in UTC.
    world.session("night", 1772296200.0)
    rows = world.parts.operator.days(1772200000.0, 8 * 3600)
    assert [row["day"] for row in rows] == [1772296200 // 86400 + 1]


def test_an_unmet_wish_is_put_on_record_and_goes_with_the_session(world):
    session = world.gateway.open(shop="sample")
    world.parts.operator.add_unmet(session[0], "sample", world.now, [("nothing_fits", "price ≤ 5")], "5块的手机")
    world.parts.operator.add_unmet("erased", "sample", world.now, [("nothing_fits", "price ≤ 6")], "6块的手机")
    assert [w["wanted"] for w in world.parts.operator.unmet(0, 0)["wanted"]] == ["price ≤ 5"]
    assert world.gateway.client.delete(f"/api/sessions/{session[0]}", headers=session[1]).status_code == 204
    assert world.parts.operator.unmet(0, 0)["wanted"] == []


def test_a_wish_is_named_as_the_shop_names_it():
    schema = from_json(Shop, SCHEMA)
    assert wish_in(schema, "color 红色 / 绿色 · category 手机", "en") == "colour red / 绿色 · phones"
    assert wish_in(schema, "brand ≠ 云雀", "zh") == "品牌 ≠ 云雀"
    assert wish_in(schema, "nfc True", "zh") == "nfc True", "what the schema has not stays as it is"
    assert wish_in(None, "price ≤ 500", "zh") == "price ≤ 500"
    assert wish_in(schema, "", "zh") == ""


def test_figures_do_without_a_catalogue_that_is_away(world, monkeypatch):
    world.seed()
    client = world.operator()
    labels = world.gateway.app.state.labels

    async def away(*_: object) -> None:
        raise ProblemError(503, "catalogue-away", "away")

    monkeypatch.setattr(labels, "_kept", {})
    monkeypatch.setattr(labels._actions, "get", away)
    found = client.http.get("/admin/api/figures").json()
    assert found["demand"][0]["shown"] == {"zh": "手机", "en": "手机"}
    monkeypatch.setattr(labels, "_kept", {})


def test_which_wishes_a_reply_could_not_meet():
    blocking = [
        {"attribute": "price", "operator": "<=", "value": 500.0},
        {"attribute": "color", "operator": "in", "value": ["红", "蓝"]},
    ]
    against = [{"attribute": "brand", "operator": "=", "value": "云雀", "polarity": "against"}]

    def said(topic: str, **why: Any) -> list[dict[str, Any]]:
        return [{"custom": {"act": "sorry", "topic": topic, "why": why}}]

    assert unmet.of(said("nothing_fits", blocking=blocking)) == [("nothing_fits", "price ≤ 500 · color 红 / 蓝")]
    assert unmet.of(said("nothing_fits", blocking=against)) == [("nothing_fits", "brand ≠ 云雀")]
    assert unmet.of(said("unknown_brand", unknown=[{"label": "brand", "text": "小米"}])) == [("unknown_brand", "小米")]
    assert unmet.of(said("not_understood")) == [("not_understood", "")]
    assert unmet.of(said("failure")) == []
    fits = [{"custom": {"act": "recommend", "topic": "fit", "why": {"unchecked": ["noise"]}}}]
    assert unmet.of(fits) == [("unchecked", "noise")]
    assert unmet.of([{"text": "hi"}, {"custom": {"act": "sorry", "topic": "nothing_fits", "why": None}}]) == [
        ("nothing_fits", "")
    ]


def test_live_conversations_and_a_transcript_whose_reading_is_logged(world):
    session = world.gateway.open(shop="sample")
    world.gateway.say(session, "推荐手机")
    client = world.operator()
    found = client.http.get("/admin/api/conversations").json()["conversations"]
    assert [(one["id"], one["n_turns"], one["last"]["role"]) for one in found] == [(session[0], 1, "bot")]
    read = client.http.get(f"/admin/api/conversations/{session[0]}").json()
    assert [line["message"]["role"] for line in read["messages"]] == ["user", "bot"]
    assert "token" not in json.dumps(read)
    after = client.http.get(f"/admin/api/conversations/{session[0]}?after={read['messages'][-1]['seq']}").json()
    assert after["messages"] == []
    log = [e for e in client.get("/audit").json()["log"] if e["event"] == "read_session"]
    assert [(e["actor"], e["chat_id"]) for e in log] == [("王主管", session[0][:12])], "once for each opening"


async def test_health_keeps_what_it_saw():
    now = [1000.0]
    answers = {"a": True, "b": False}

    async def broken() -> bool:
        raise OSError("gone")

    async def absent() -> None:
        return None

    def probe(name):
        async def look() -> bool:
            return answers[name]

        return look

    health = Health({"a": probe("a"), "b": probe("b"), "c": broken, "d": absent}, lambda: now[0])
    await health.look()
    now[0], answers["a"] = 1015.0, False
    await health.look()
    seen = health.seen()
    assert [at for at, _ in seen["a"]] == [1000.0, 1015.0]
    assert [ms is None for _, ms in seen["a"]] == [False, True]
    assert [ms is None for _, ms in seen["b"] + seen["c"]] == [True] * 4
    assert seen["d"] == []


def test_health_is_told_for_each_process(world):
    found = world.operator().http.get("/admin/api/health").json()
    assert [(p["name"], p["up"]) for p in found["processes"]] == [
        ("gateway", True), ("rasa", True), ("actions", True), ("database", True)
    ]  # fmt: skip
    assert found["turns"][-1]["up_to_ms"] is None


# ---------------------------------------------------------------- the page's files


def test_the_page_allows_nothing_from_elsewhere_nothing_inline_and_no_markup_from_scripts(world):
    answer = world.gateway.client.get("/admin")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", answer.text)
    for address in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        assert address.startswith("/"), address
        assert world.gateway.client.get(address).status_code == 200, address


def test_scripts_write_text_and_never_markup():
    scripts = sorted(ADMIN_PAGE.glob("*.js"))
    assert len(scripts) >= 8
    for script in scripts:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", script.read_text("utf-8")
        )


def test_every_word_stands_in_both_languages():
    words = (ADMIN_PAGE / "words.js").read_text("utf-8")
    zh, en = words.split("  en: {")
    halves = (zh.split("  zh: {")[1], en)
    names = [set(re.findall(r"[{,]\s*(\w+): ", "{" + half)) for half in halves]
    assert len(names[0]) > 80
    assert names[0] ^ names[1] == set()
