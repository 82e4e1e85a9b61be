"""The places of CrossWOZ as its database writes them, and what a goal's constraint means on them.

Owns: reading the database, the meaning of constraints, the true answers to requests. Does not know: house, dialogue.
The meaning is that of the corpus (Zhu et al., TACL 2020, and its database query): prices lie within the range named, a
rating reaches the number named, a stay contains the time named, dishes and facilities are all there.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILES = {"酒店": "hotel_db.json", "餐馆": "restaurant_db.json", "景点": "attraction_db.json"}
PRICES = ("价格", "人均消费", "门票")
NEAR = "附近"  # the constraint of lying near the place of another sub-goal; its value is that place's name
FACILITY = "酒店设施-"
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Places:
    """All places by name; names are unique in the corpus."""

    by_name: dict[str, dict[str, Any]]

    def fitting(self, domain: str, constraints: dict[str, Any]) -> list[str]:
        """Return the names of a domain's places that meet all constraints (slot -> value)."""
        return [
            name for name, place in self.by_name.items()
            if place["领域"] == domain and all(self.meets(name, slot, value) for slot, value in constraints.items())
        ]  # fmt: skip

    def meets(self, name: str, slot: str, value: Any) -> bool:
        """Say whether a place meets one constraint. What the database does not state meets none."""
        place = self.by_name[name]
        if slot == NEAR:
            return name in self.neighbours(value, place["领域"])
        if slot.startswith(FACILITY):
            return slot.removeprefix(FACILITY) in (place.get("酒店设施") or [])
        found = place.get(slot)
        if slot == "推荐菜":
            return set(dishes(value)) <= set(found or [])
        if found is None:
            return False
        if slot in PRICES:
            return _within(float(found), str(value))
        if slot == "评分":
            wanted = float(_NUMBER.search(str(value))[0])  # type: ignore[index]
            return float(found) >= wanted if "以上" in value else float(found) == wanted
        return str(value) in str(found)

    def neighbours(self, name: str, domain: str) -> list[str]:
        """Return the places of a domain near a place, as the database lists them."""
        return list(self.by_name[name].get(f"周边{domain}") or [])


def dishes(value: Any) -> list[str]:
    """Return the dishes of a constraint, which the corpus writes as a list or in one string."""
    return [str(v) for v in value] if isinstance(value, list) else str(value).split()


def read(folder: Path) -> Places:
    """Read the database of a CrossWOZ folder. Raises FileNotFoundError."""
    rows = [row for file in FILES.values() for row in json.loads((folder / "database" / file).read_text("utf-8"))]
    return Places(dict(rows))


def _within(found: float, value: str) -> bool:
    if value == "免费":
        return found == 0
    if value == "不免费":
        return found > 0
    if between := _RANGE.search(value):
        return float(between[1]) <= found <= float(between[2])
    limit = float(_NUMBER.search(value)[0])  # type: ignore[index]
    return found >= limit if "以上" in value else found <= limit


def answered(text: str, value: Any) -> bool:
    """Say whether a reply states the value: a text or number whole, of a list at least one entry; where the database
    has none, that the reply says so.
    """
    plain = _plain(text)
    if value in (None, "", []):
        return any(word in plain for word in ("没有", "没写", "未注明", "没标"))
    if isinstance(value, list):
        return any(_plain(str(v)) in plain for v in value)
    if isinstance(value, (int, float)):
        # 0 yuan is "free" in a shop's words
        return number_in(float(value), plain) or (value == 0 and "免费" in plain)
    return _plain(str(value)) in plain


def number_in(value: float, text: str) -> bool:
    """Say whether a text holds the number, thousands separators or not."""
    return any(float(found) == value for found in _NUMBER.findall(text.replace(",", "")))


def _plain(text: str) -> str:
    """Fold what differs in writing only: widths of brackets and commas, spaces."""
    return re.sub(r"\s", "", text.translate(str.maketrans("（），：；～－–", "(),:;~--")))
