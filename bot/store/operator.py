"""What the operator's page reads: conversations as they run, demand, unmet wishes, imports. Does not know: HTTP, looks.

Times in UNIX seconds; days are counted from 1970-01-01 in local time, `offset_s` ahead of UTC. Only unmet wishes and
imports are written here.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from sqlalchemy import Engine, and_, func, insert, select, update

from bot.store.handoff_rows import note
from bot.store.operator_tables import imports, unmet
from bot.store.tables import messages, sessions

#: Sessions whose last goods are counted for the demand: enough for a picture, read in some 50 ms.
N_DEMAND = 20_000
N_IMPORTS = 30


class Operator:
    """The operator's reads, and the record of unmet wishes and imports, behind one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def live(self, since: float, n: int, shop: str = "") -> list[dict[str, Any]]:
        """Return at most `n` sessions whose shopper spoke after `since`, the latest first, each with its last message.

        `shop`: only of this shop, "" = of all.
        """
        last = and_(messages.c.session_id == sessions.c.id, messages.c.seq == sessions.c.next_seq - 1)
        found = (
            select(
                sessions.c.id, sessions.c.shop, sessions.c.locale, sessions.c.channel, sessions.c.owner,
                sessions.c.n_turns, sessions.c.created_at, sessions.c.active_at, messages.c.body,
            )
            .outerjoin(messages, last)
            .where(sessions.c.active_at > since, *([sessions.c.shop == shop] if shop else []))
            .order_by(sessions.c.active_at.desc())
            .limit(n)
        )  # fmt: skip
        with self._engine.connect() as connection:
            return [_live(dict(row._mapping)) for row in connection.execute(found)]

    def count_active(self, since: float) -> int:
        """Return how many sessions' shoppers spoke after `since`."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).where(sessions.c.active_at > since)).scalar_one()

    def days(self, since: float, offset_s: int, shop: str = "") -> list[dict[str, Any]]:
        """Return sessions and the shoppers' turns of each day (that the session was last active on), oldest first."""
        day = func.floor((sessions.c.active_at + offset_s) / 86_400).label("day")
        found = (
            select(day, func.count().label("n_sessions"), func.sum(sessions.c.n_turns).label("n_turns"))
            .where(sessions.c.active_at > since, *([sessions.c.shop == shop] if shop else []))
            .group_by(day)
            .order_by(day)
        )
        with self._engine.connect() as connection:
            return [
                {"day": int(row.day), "n_sessions": row.n_sessions, "n_turns": int(row.n_turns)}
                for row in connection.execute(found)
            ]

    def channels(self, since: float, shop: str = "") -> dict[str, int]:
        """Return the sessions of each channel, most first."""
        found = (
            select(sessions.c.channel, func.count().label("n"))
            .where(sessions.c.active_at > since, *([sessions.c.shop == shop] if shop else []))
            .group_by(sessions.c.channel)
            .order_by(func.count().desc())
        )
        with self._engine.connect() as connection:
            return {row.channel: row.n for row in connection.execute(found)}

    def demand(self, since: float, shop: str = "") -> list[tuple[str, int]]:
        """Return the categories of the goods that the latest sessions ended with, and how many sessions, most first."""
        found = (
            select(sessions.c.last_categories)
            .where(sessions.c.active_at > since, *([sessions.c.shop == shop] if shop else []))
            .order_by(sessions.c.active_at.desc())
            .limit(N_DEMAND)
        )
        with self._engine.connect() as connection:
            counted = Counter(name for row in connection.execute(found) for name in set(json.loads(row[0])))
        return counted.most_common(12)

    # ---------------------------------------------------------------- unmet wishes

    def add_unmet(self, session_id: str, shop: str, now: float, missed: list[tuple[str, str]], words: str) -> None:
        """Put wishes that were not met on record: (topic, what was missed) of one turn, and the shopper's words.

        Nothing happens where the session was erased meanwhile.
        """
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            if connection.execute(select(sessions.c.id).where(sessions.c.id == session_id)).one_or_none() is None:
                return
            for topic, wanted in missed:
                connection.execute(
                    insert(unmet).values(
                        at=now, session_id=session_id, shop=shop, topic=topic[:32], wanted=wanted[:120],
                        words=words[:200],
                    )
                )  # fmt: skip

    def unmet(self, since: float, offset_s: int, shop: str = "", n: int = 20) -> dict[str, Any]:
        """Return the unmet wishes since then: by day and topic, and the `n` most frequent with the latest words."""
        where = (unmet.c.at > since, *([unmet.c.shop == shop] if shop else []))
        day = func.floor((unmet.c.at + offset_s) / 86_400).label("day")
        by_day = select(day, unmet.c.topic, func.count().label("n")).where(*where).group_by(day, unmet.c.topic)
        shoppers = func.count(unmet.c.session_id.distinct()).label("n")
        top = (
            select(unmet.c.topic, unmet.c.wanted, shoppers, func.max(unmet.c.id).label("latest"))
            .where(*where)
            .group_by(unmet.c.topic, unmet.c.wanted)
            .order_by(shoppers.desc(), func.max(unmet.c.at).desc())
            .limit(n)
        )
        with self._engine.connect() as connection:
            days = [{"day": int(r.day), "topic": r.topic, "n": r.n} for r in connection.execute(by_day.order_by(day))]
            most = connection.execute(top).all()
            said = select(unmet.c.id, unmet.c.words, unmet.c.shop).where(unmet.c.id.in_([r.latest for r in most]))
            latest = {r.id: r for r in connection.execute(said)}
        wanted = [
            {"topic": r.topic, "wanted": r.wanted, "n": r.n, "words": latest[r.latest].words,
             "shop": latest[r.latest].shop}
            for r in most
        ]  # fmt: skip
        return {"days": days, "wanted": wanted}

    # ---------------------------------------------------------------- imports

    def begin_import(
        self, import_id: str, shop: str, file: str, n_bytes: int, agent: str, dry_run: bool, now: float
    ) -> None:
        """Put an import that begins on record, and in the log."""
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            connection.execute(
                insert(imports).values(
                    id=import_id, shop=shop, file=file[:200], n_bytes=n_bytes, agent=agent, dry_run=dry_run,
                    state="running", steps="{}", report="{}", error="", started_at=now, heard_at=now,
                )
            )  # fmt: skip
            note(connection, now, agent, "import", import_id, after="checking" if dry_run else "running")

    def tell_import(self, import_id: str, steps: dict[str, Any], now: float) -> None:
        """Note how far an import is."""
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            changed = {"steps": json.dumps(steps), "heard_at": now}
            connection.execute(update(imports).where(imports.c.id == import_id).values(**changed))

    def end_import(self, import_id: str, agent: str, now: float, report: dict[str, Any], error: str) -> None:
        """Note how an import ended: `error` "" = well."""
        state = "failed" if error else "done"
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            ended = {"state": state, "report": json.dumps(report, ensure_ascii=False), "error": error}
            connection.execute(
                update(imports).where(imports.c.id == import_id).values(heard_at=now, ended_at=now, **ended)
            )
            note(connection, now, agent, "import", import_id, before="running", after=state)

    def imports(self) -> list[dict[str, Any]]:
        """Return the newest imports, newest first, without the single problems of their rows."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(imports).order_by(imports.c.started_at.desc()).limit(N_IMPORTS))
            found = [_import(dict(row._mapping)) for row in rows]
        for one in found:
            one["report"].pop("problems", None)
        return found

    def one_import(self, import_id: str) -> dict[str, Any] | None:
        """Return one import with its whole report, None where there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(select(imports).where(imports.c.id == import_id)).one_or_none()
        return _import(dict(row._mapping)) if row else None

    def running(self, shop: str, heard_after: float) -> bool:
        """Say whether an import into this shop runs now."""
        found = select(imports.c.id).where(
            imports.c.shop == shop, imports.c.state == "running", imports.c.heard_at > heard_after
        )
        with self._engine.connect() as connection:
            return connection.execute(found.limit(1)).one_or_none() is not None


def _live(row: dict[str, Any]) -> dict[str, Any]:
    last = json.loads(row.pop("body") or "{}")
    return row | {
        "last": {"role": last.get("role", ""), "act": last.get("act", ""), "text": last.get("text", "")[:120]}
    }


def _import(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"steps": json.loads(row["steps"]), "report": json.loads(row["report"])}
