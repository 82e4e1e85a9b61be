"""The operator's page at /admin: shops and imports, live conversations, unmet wishes, hand-offs, health.

Operators are the desk's supervisors. Everything is read from SQL or asked of the other processes; nothing is kept here
but the last hour of each process' health, by the gateway that looked.
"""

from __future__ import annotations

import asyncio

from bot.admin.health import Health
from bot.admin.importing import Importing
from bot.admin.labels import Labels
from bot.gateway.parts import Parts
from bot.gateway.routes.continuing import TELEGRAM
from bot.gateway.routes.continuing import _telegram as telegram_name
from bot.store import StoreError

__all__ = ["health_of", "importing_of", "labels_of"]


def health_of(parts: Parts) -> Health:
    """Return what looks at the processes that this gateway talks to."""

    async def database() -> bool:
        try:
            await parts.blocking.read(parts.store.ping)
        except StoreError:
            return False
        return True

    async def gateway() -> bool:
        await asyncio.sleep(0)  # takes as long as the event loop is behind
        return True

    async def telegram() -> bool | None:
        if await parts.blocking.read(parts.links.value, TELEGRAM) is None:
            return None  # it was never there
        return await telegram_name(parts) is not None

    return Health(
        {"gateway": gateway, "rasa": parts.rasa.alive, "actions": parts.actions.alive, "database": database,
         "telegram": telegram}
    )  # fmt: skip


def importing_of(parts: Parts) -> Importing:
    """Return what runs this gateway's imports."""
    return Importing(parts.operator, parts.blocking, parts.settings.actions_url)


def labels_of(parts: Parts) -> Labels:
    """Return what names attributes and kinds of goods as the shops do."""
    return Labels(parts.actions)
