"""Cleans text that comes from outside. Does not know what it means: understanding normalises it further."""

from __future__ import annotations

import re

#: C0 and C1 control characters but tab and line feed, and the marks that turn the direction of what follows.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def repair(text: str) -> str:
    """Replace lone surrogates, which JSON can carry and UTF-8 cannot."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean(text: str, limit: int | None = None) -> str:
    """Return the text without control characters and outer spaces, at most `limit` characters (None = all)."""
    text = repair(text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip()[:limit].strip()
