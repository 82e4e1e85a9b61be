"""Rasa's server: one process, loopback only, the gateway's channel and nothing else.

Owns: the Sanic app and how agent, stores and channel are put together. Does not know: command lines.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import UserMessage, register
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.policy.channel import BadRequest, GatewayInput, read_request
from bot.policy.drafts import draft
from bot.policy.locks import AwaitedLockStore, RedisTurnLocks
from bot.policy.processor import TurnProcessor
from bot.policy.remote import KeptEndpoint
from bot.policy.trackers import RecentTrackerStore
from nlu.names import UNDERSTANDING

logger = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
MAX_BODY_BYTES = 1_000_000


@dataclass(frozen=True)
class ServerSettings:
    """What one Rasa process needs. `timeout_s`: how long an action may take. "" = not used; see bot.policy.launch."""

    model: Path
    data: Path
    actions_url: str
    port: int
    database_url: str = ""
    redis_url: str = ""
    broker_url: str = ""
    broker_queue: str = "daogou_events"
    timeout_s: float = 15.0


def tracker_store(settings: ServerSettings, broker: EventBroker | None) -> RecentTrackerStore:
    """Open the tracker store: `database_url`, else the SQLite file `tracker.sqlite` in `data`."""
    if settings.database_url:
        # The app environment names psycopg 3 in such a URL, or leaves the driver open; Rasa's has psycopg 2.
        url = re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg2://", settings.database_url)
        return RecentTrackerStore(event_broker=broker, host=url)
    settings.data.mkdir(parents=True, exist_ok=True)
    return RecentTrackerStore(event_broker=broker, dialect="sqlite", db=str(settings.data / "tracker.sqlite"))


async def load_agent(settings: ServerSettings) -> Agent:
    """Return an agent that is ready to talk. Raises what the model, the stores or the broker raise.

    Rasa's own loader answers any of these with an agent that swallows every message, and puts a store in front of ours
    that goes on with an empty conversation when SQL fails. A shop must rather see the error.
    """
    broker = None
    if settings.broker_url:
        endpoint = EndpointConfig(settings.broker_url, type="pika", queues=[settings.broker_queue])
        broker = await EventBroker.create(endpoint, loop=asyncio.get_running_loop())
    store = tracker_store(settings, broker)
    locks = RedisTurnLocks(settings.redis_url) if settings.redis_url else AwaitedLockStore()
    endpoint = KeptEndpoint(settings.actions_url, settings.timeout_s)
    agent = Agent(lock_store=locks, action_endpoint=endpoint)
    agent.tracker_store = store
    agent.processor = TurnProcessor(
        model_path=settings.model,
        tracker_store=store,
        lock_store=locks,
        action_endpoint=endpoint,
        generator=agent.nlg,
    )
    agent.domain = store.domain = agent.processor.domain
    return agent


def create_app(settings: ServerSettings) -> Sanic:
    """Return the app; it loads the agent before it listens, so an open port means ready."""
    app = Sanic("daogou_rasa", configure_logging=False)
    app.config.ACCESS_LOG = False
    app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.RESPONSE_TIMEOUT = 60 + settings.timeout_s  # a turn may wait for the one before it
    app.config.MOTD = False
    register([GatewayInput()], app, route="/webhooks/")

    @app.listener("before_server_start")
    async def load(app: Sanic, loop: Any) -> None:
        app.ctx.agent = await load_agent(settings)

    @app.listener("after_server_stop")
    async def close(app: Sanic, loop: Any) -> None:
        agent = getattr(app.ctx, "agent", None)
        if agent is None:
            return
        await agent.action_endpoint.close()
        if agent.tracker_store.event_broker:
            await agent.tracker_store.event_broker.close()

    @app.get("/")
    async def health(request: Request) -> HTTPResponse:
        agent = request.app.ctx.agent
        return json({"status": "ok", "model_id": agent.model_id, "model": agent.model_name})

    @app.post("/conversations/<sender_id:str>/draft")
    async def say_nothing(request: Request, sender_id: str) -> HTTPResponse:
        try:
            sender, text, metadata = read_request({**(request.json or {}), "sender": sender_id})
        except BadRequest as error:
            return json({"title": "Bad request", "status": 400, "detail": str(error)}, status=400)
        return json(await draft(request.app.ctx.agent.processor, sender, text, metadata))

    @app.post("/understand")
    async def understand(request: Request) -> HTTPResponse:
        try:
            _, text, metadata = read_request({**(request.json or {}), "sender": "nobody"})
        except BadRequest as error:
            return json({"title": "Bad request", "status": 400, "detail": str(error)}, status=400)
        parsed = await request.app.ctx.agent.processor.parse_message(UserMessage(text, metadata=metadata))
        return json(parsed[UNDERSTANDING])

    @app.delete("/conversations/<sender_id:str>")
    async def forget(request: Request, sender_id: str) -> HTTPResponse:
        agent = request.app.ctx.agent
        async with agent.lock_store.lock(sender_id):
            return json({"n_events": agent.tracker_store.forget(sender_id)})

    return app
