"""Hashes and checks agents' passwords with argon2id, the library's parameters (RFC 9106, low-memory profile)."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

#: OWASP ASVS 2.1.1 asks for 12 characters at least.
MIN_CHARACTERS = 12
MAX_CHARACTERS = 128

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """Return the hash to keep."""
    return _HASHER.hash(password)


def matches(password: str, kept: str) -> bool:
    """Say whether the password is the one that was hashed."""
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Say whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


@cache
def nobody() -> str:
    """Return a hash that no password has: checked where there is no such agent, so that both take as long."""
    return hashed(secrets.token_urlsafe(16))


def generated() -> str:
    """Return a fresh password with 96 random bits."""
    return secrets.token_urlsafe(12)
