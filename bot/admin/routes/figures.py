"""Figures of the last days: conversations, demand, unmet wishes, hand-offs. Does not know: how they are drawn."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter

from bot.admin.routes.parts import Days, LabelsOf, Shop, Supervising
from bot.gateway.parts import PartsOf
from bot.handoff.routes.report import figures as handoff_figures
from bot.handoff.routes.who import errors

_DAY_S, _MINUTE_S = 86_400, 60
_EPOCH = date(1970, 1, 1)

router = APIRouter(prefix="/admin/api", tags=["operator"])


@router.get("/figures", responses=errors(401, 403, 422))
async def figures(
    _login: Supervising, parts: PartsOf, labels: LabelsOf, days: Days = 14, shop: Shop = ""
) -> dict[str, Any]:
    """Return the figures of the last days, of one shop or of all; days are those of the desk's time zone.

    What was wanted stands there as it is on record, and under `shown` in words of each language; so do kinds of goods.
    """
    desk, read, operator = parts.desk, parts.blocking.read, parts.operator
    now = desk.clock()
    zone = ZoneInfo(desk.rules.desk_timezone)
    today = datetime.fromtimestamp(now, zone)
    offset_s = int((today.utcoffset() or timedelta()).total_seconds())
    first = today.date() - timedelta(days=days - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=zone).astimezone(UTC).timestamp()
    unmet = await read(operator.unmet, since, offset_s, shop)
    handoffs = handoff_figures(await desk.read(desk.views.report, since), desk.rules.desk_timezone)
    demand = await read(operator.demand, since, shop)
    asked = sum(line["n"] for line in unmet["days"])
    return {
        "days": [(first + timedelta(days=n)).isoformat() for n in range(days)],
        "n_active": await read(operator.count_active, now - 5 * _MINUTE_S),
        "conversations": _dated(await read(operator.days, since, offset_s, shop)),
        "channels": await read(operator.channels, since, shop),
        "demand": [{"category": name, "n": n, "shown": await labels.kind(shop, name)} for name, n in demand],
        "unmet": {
            "n": asked,
            "days": _dated(unmet["days"]),
            "wanted": [
                row | {"shown": await labels.wish(row["shop"], row["wanted"])}
                if row["topic"] == "nothing_fits"
                else row
                for row in unmet["wanted"]
            ],
        },
        "handoffs": handoffs,
    }


def _dated(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"day": (_EPOCH + timedelta(days=row["day"])).isoformat()} for row in rows]
