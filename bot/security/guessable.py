"""Which passwords are guessed first. Owns: the check of a new password beyond its length. Does not know: hashing.

OWASP ASVS 2.1.7 asks for a list of breached passwords that fit the policy. Of the ten thousand most common ones few are
that long; those follow the patterns below or stand in the list.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

#: Common passwords of twelve characters and more that no rule below catches, one a line.
_COMMON = Path(__file__).parent / "common_passwords.txt"


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text("utf-8").splitlines())


def why_guessable(password: str, name: str) -> str:
    """Return why a password would soon be guessed, "" = it would not. `name`: of whose it is."""
    plain = password.casefold()
    if plain in _common():
        return "it is on every list of common passwords"
    if len(set(plain)) < 5:
        return "it has fewer than five different characters"
    if any(plain == plain[:n] * (len(plain) // n) for n in range(1, len(plain) // 2 + 1) if len(plain) % n == 0):
        return "it repeats itself"
    steps = {ord(b) - ord(a) for a, b in pairwise(plain)}
    if steps <= {1, -9} or steps <= {-1, 9}:
        return "its characters stand in order"
    if len(name) > 2 and name.casefold() in plain and len(plain) - len(name) < 8:
        return "it is little more than the name"
    return ""
