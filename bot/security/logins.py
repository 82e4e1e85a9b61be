"""How often a password may be guessed, over all replicas. Owns: the limits. Does not know: passwords.

OWASP ASVS 2.2.1 allows at most 100 failed attempts an hour on one account; here 90, and 38 from one address, so that a
guesser from one address cannot lock the person out who comes from another.
"""

from __future__ import annotations

from bot.gateway.blocking import Blocking
from bot.security.throttle import Throttle
from bot.store.buckets import Buckets


class LoginGuard:
    """Counts failed logins by name, by name and address, and by address."""

    def __init__(self, buckets: Buckets, blocking: Blocking) -> None:
        self._name = Throttle("login", 1, buckets, blocking, burst=30)
        self._pair = Throttle("login-from", 0.5, buckets, blocking, burst=8)
        self._address = Throttle("login-address", 5, buckets, blocking, burst=60)

    async def attempt(self, name: str, address: str) -> None:
        """Count an attempt before the password is looked at, so that many at once count too. Raises a 429 problem."""
        await self._address.check(address, "failed logins from this address")
        await self._pair.check(f"{name}\n{address}", "failed logins under this name")
        await self._name.check(name, "failed logins under this name")

    async def passed(self, name: str, address: str) -> None:
        """Uncount an attempt: the password was right."""
        await self._address.give_back(address)
        await self._pair.give_back(f"{name}\n{address}")
        await self._name.give_back(name)
