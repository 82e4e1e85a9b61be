"""Watch over a shop's derived stores in a process that answers: notice what is missing, damaged or behind, repair it.

Owns: when a repair starts, and that only one runs. Does not know: how stores are made (`derive`), searching.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from knowledge import derive
from knowledge.derived import Derived, made_with
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

#: How often stores are compared with the shop's version, seconds; a look costs three `stat`.
_LOOK_EVERY_S = 1.0
#: Pause after a repair that failed, seconds: the reason (a full disk, a server that is down) will not be gone at once.
_RETRY_S = 60.0


class Keeper:
    """Keeps the derived stores of one shop. `derived` reads them. Thread-safe."""

    def __init__(self, catalogue: Any, settings: Any, shop: str, patience_s: float) -> None:
        self.derived = Derived(settings, shop)
        self._catalogue, self._settings, self._shop = catalogue, settings, shop
        self._patience_s = patience_s
        self._looked_at = -float("inf")
        self._behind_since: float | None = None
        self._not_before = -float("inf")
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def check(self, version: int) -> None:
        """Look whether the stores are at `version`; start a repair in the background when they are wrong too long.

        A store that is only behind is given `patience_s`: the import that made the new version is about to bring it up.
        """
        now = time.monotonic()
        if now - self._looked_at < _LOOK_EVERY_S:
            return
        self._looked_at = now
        wrong = self.derived.lag(version, made_with(derive.embedder_for(self._settings).name))
        if not wrong:
            self._behind_since = None
            return
        if self._behind_since is None:
            self._behind_since = now
        broken = any(kind in self.derived.faults for kind in wrong)
        if (broken or now - self._behind_since >= self._patience_s) and now >= self._not_before:
            self._start(wrong)

    def check_now(self, version: int) -> None:
        """Repair what is wrong before returning."""
        if self.derived.lag(version, made_with(derive.embedder_for(self._settings).name)):
            derive.repair(self._catalogue, self._shop)

    def wait(self, timeout_s: float | None = None) -> None:
        """Wait for a repair in the background to end."""
        if (worker := self._worker) is not None:
            worker.join(timeout_s)

    def _start(self, wrong: dict[str, str]) -> None:
        with self._lock:
            if self._worker is not None and self._worker.is_alive():
                return
            logger.warning("shop %s: repairing in the background: %s", self._shop, wrong)
            self._worker = threading.Thread(target=self._repair, name=f"repair-{self._shop}", daemon=True)
            self._worker.start()

    def _repair(self) -> None:
        try:
            derive.repair(self._catalogue, self._shop)
        except KnowledgeError:
            logger.exception("shop %s: the repair failed; next try in %g s", self._shop, _RETRY_S)
            self._not_before = time.monotonic() + _RETRY_S
