"""Near-duplicates among creatives. Owns: the measure of likeness. Does not know: advertisements."""

from __future__ import annotations

from collections.abc import Iterable

#: Jaccard likeness of character trigrams from which two texts say the same.
SAME = 0.6


def likeness(a: str, b: str) -> float:
    """Return the Jaccard likeness of two texts' character trigrams, 0 to 1."""
    one, other = _trigrams(a), _trigrams(b)
    return len(one & other) / max(1, len(one | other))


def is_new(text: str, kept: Iterable[str]) -> bool:
    """Say whether a text is no near-duplicate of those kept."""
    return all(likeness(text, other) < SAME for other in kept)


def _trigrams(text: str) -> set[str]:
    plain = "".join(c for c in text if c.isalnum())
    return {plain[i : i + 3] for i in range(max(1, len(plain) - 2))}
