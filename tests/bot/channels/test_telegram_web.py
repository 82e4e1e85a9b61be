"""The webhook and the process: secrets, bad bodies, health, exit codes."""

from __future__ import annotations

import asyncio
import os
import sys

import httpx
import pytest

from bot.channels.telegram.channel import Channel
from bot.channels.telegram.web import MAX_BODY, create_app
from bot.processes import House, free_port
from bot.settings import CHECKOUT, load
from tests.bot.channels import bot_api
from tests.bot.channels.serving import Serving, until

SECRET = "X-Telegram-Bot-Api-Secret-Token"


def test_the_supervisor_starts_it_where_there_is_a_token_and_tells_the_token_to_no_other(tmp_path, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    house = House(load(data=tmp_path, port=free_port()))
    assert house.processes["telegram"].command[1:3] == ["-m", "bot.channels.telegram"]
    assert house.processes["telegram"].environment["TELEGRAM_BOT_TOKEN"] == "1:secret"
    assert house.processes["telegram"].environment["PORT"] == str(house.settings.port)
    for name in ("rasa", "actions", "gateway"):
        assert "1:secret" not in house.processes[name].environment.values()
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN")
    assert "telegram" not in House(load(data=tmp_path, port=free_port())).processes


@pytest.mark.asyncio(loop_scope="module")
async def test_updates_by_webhook(make_world):
    world = await make_world(settings={"telegram_webhook_url": "https://shop.example/telegram"})
    person = world.person()
    await until(lambda: world.api.webhook, what="the webhook")
    assert world.api.webhook["url"] == "https://shop.example/telegram"
    secret = world.api.webhook["secret_token"]
    assert len(secret) >= 32
    assert bot_api.TOKEN not in secret
    # The channel runs already; its server is made beside it.
    app = create_app(world.channel)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://channel") as http:
        update = person.say("一")
        good = {SECRET: secret}
        assert (await http.post("/telegram", json=update)).status_code == 403
        assert (await http.post("/telegram", json=update, headers={SECRET: "wrong"})).status_code == 403
        assert (await http.post("/telegram", json=update, headers={SECRET: "ß".encode()})).status_code == 403
        assert world.gateway.heard == []
        for _ in range(3):  # Telegram repeats what it thinks was lost
            assert (await http.post("/telegram", json=update, headers=good)).status_code == 200
        for body in (b"nonsense", b"[]", b"{}", b'{"update_id": "x"}', b"null"):
            assert (await http.post("/telegram", content=body, headers=good)).status_code == 400
        assert (await http.post("/telegram", content=b"x" * (MAX_BODY + 1), headers=good)).status_code == 413
        await until(lambda: world.channel.workers.n_waiting == 0)
        assert [call.said for call in person.saw()] == ["1: 一"]
        health = (await http.get("/healthz")).json()
        assert health == {"status": "ok", "mode": "webhook", "waiting": 0}


@pytest.mark.asyncio(loop_scope="module")
async def test_a_secret_of_ones_own(make_world):
    settings = {"telegram_webhook_url": "https://shop.example/telegram", "telegram_webhook_secret": "own-secret"}
    world = await make_world(settings=settings)
    await until(lambda: world.api.webhook, what="the webhook")
    assert world.api.webhook["secret_token"] == "own-secret"


@pytest.mark.asyncio(loop_scope="module")
async def test_polling_has_no_webhook_door(make_world):
    world = await make_world()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(world.channel)), base_url="http://c") as http:
        assert (await http.post("/telegram", json={})).status_code == 404
        assert (await http.get("/healthz")).json()["mode"] == "polling"


@pytest.mark.asyncio(loop_scope="module")
async def test_the_server_is_healthy_while_telegram_is_away(tmp_path):
    settings = load(data=tmp_path, telegram_bot_token="1:x", telegram_api_url="http://127.0.0.1:9")
    server = Serving(create_app(Channel(settings)))
    await server.start()
    async with httpx.AsyncClient(trust_env=False) as http:
        health = (await http.get(f"{server.url}/healthz")).json()
    assert health["status"] == "connecting"
    await server.stop()


async def run(*arguments: str, **environment: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.channels.telegram", *arguments, cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **environment}, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, errors = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, errors.decode()


@pytest.mark.asyncio(loop_scope="module")
async def test_the_process_says_why_it_cannot_go_on(tmp_path, make_world):
    world = await make_world()
    common = {"DAOGOU_DATA": str(tmp_path), "DAOGOU_TELEGRAM_API_URL": world.api.url}
    code, said = await run("--port", str(free_port()), **common, TELEGRAM_BOT_TOKEN="1:wrong")
    assert code == 1
    assert "Telegram refuses TELEGRAM_BOT_TOKEN" in said
    assert "1:wrong" not in said, "a secret is not logged"


@pytest.mark.parametrize("token", [None, ""])
def test_without_a_token_it_says_where_to_get_one(tmp_path, token):
    with pytest.raises(ValueError, match="BotFather"):
        Channel(load(data=tmp_path, telegram_bot_token=token))
