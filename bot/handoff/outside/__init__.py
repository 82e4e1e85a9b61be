"""Agents who do not sit at /desk: one port, an adapter for Chatwoot and one for a Telegram forum group."""

from __future__ import annotations

from bot.gateway.parts import Parts
from bot.handoff.outside.chatwoot import Chatwoot
from bot.handoff.outside.port import Outside
from bot.handoff.outside.relay import Relay
from bot.handoff.outside.routes import router
from bot.handoff.outside.topics import Topics
from bot.handoff.rules import DeskSettings
from bot.store import Engine
from bot.store.outside import OutsideStore

__all__ = ["relay_of", "router"]


def relay_of(parts: Parts, engine: Engine) -> Relay | None:
    """Return the relay to the desk outside that the settings name, None where there is none."""
    outside = outside_of(parts.desk.rules, parts.settings.telegram_api_url)
    if outside is None:
        return None
    store = OutsideStore(engine, outside.kind)
    return Relay(outside, store, parts.desk, parts.store, parts.blocking, parts.hub, parts.settings.replica)


def outside_of(rules: DeskSettings, telegram_api_url: str) -> Outside | None:
    """Return the desk outside that the settings name."""
    if rules.desk_outside == "chatwoot" and rules.chatwoot_bot_token:
        token = rules.chatwoot_bot_token.get_secret_value()
        return Chatwoot(rules.chatwoot_url, rules.chatwoot_account, rules.chatwoot_inbox, token)
    if rules.desk_outside == "topics" and rules.topics_bot_token:
        return Topics(rules.topics_bot_token.get_secret_value(), rules.topics_group, telegram_api_url)
    return None
