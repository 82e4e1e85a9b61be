"""Token buckets in SQL, shared by all replicas. Owns: that two who come at once take two tokens. Knows no reasons."""

from __future__ import annotations

import hashlib

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.operator_tables import buckets

#: A bucket untouched for so long, in seconds, is full again whatever its rate, and forgotten.
_FORGET_AFTER_S = 7200.0


class Buckets:
    """The buckets behind one engine. Calls block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, key: str, size: float, per_s: float, now: float, n: float = 1.0) -> float:
        """Take `n` tokens (negative = give back) from a bucket of `size` that fills with `per_s` tokens a second.

        Returns 0, or the seconds until there are enough; then none were taken. `now`: UNIX time.
        """
        hashed = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        try:
            return self._take(hashed, size, per_s, now, n)
        except IntegrityError:  # another replica made the row between our look and our insert
            return self._take(hashed, size, per_s, now, n)

    def _take(self, hashed: str, size: float, per_s: float, now: float, n: float) -> float:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            found = connection.execute(select(buckets).where(buckets.c.key == hashed).with_for_update()).one_or_none()
            tokens = size if found is None else min(size, found.tokens + max(0.0, now - found.at) * per_s)
            if tokens < n:
                return (n - tokens) / per_s
            left = {"tokens": min(size, tokens - n), "at": now}
            if found is None:
                connection.execute(delete(buckets).where(buckets.c.at < now - _FORGET_AFTER_S))
                connection.execute(insert(buckets).values(key=hashed, **left))
            else:
                connection.execute(update(buckets).where(buckets.c.key == hashed).values(**left))
            return 0.0
