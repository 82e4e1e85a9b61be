"""The goals of CrossWOZ dialogues as lists of sub-goals. Owns: reading them. Does not know: how they are spoken."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.simulate.crosswoz.places import NEAR

_NEAR = re.compile(r"出现在id=(\d+)的周边")
_ID = re.compile(r"id=(\d+)")


@dataclass(frozen=True)
class SubGoal:
    """One errand. `constraints`: slot -> value; `near`: id of the errand whose place it must be near, None = anywhere;
    `ends`: ids of the two places that a ride joins; `requests`: slots to be told.
    """

    id: int
    domain: str
    constraints: dict[str, Any] = field(default_factory=dict)
    near: int | None = None
    ends: tuple[int, ...] = ()
    requests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goal:
    """One dialogue's errands in their order. `kind`: the corpus' type of goal."""

    id: str
    kind: str
    parts: list[SubGoal]

    @property
    def domains(self) -> set[str]:
        """The domains of all errands."""
        return {part.domain for part in self.parts}


def read(folder: Path) -> list[Goal]:
    """Read the val goals of a CrossWOZ folder. Raises FileNotFoundError, or ValueError where a goal is not of the shape
    the corpus documents.
    """
    packed = folder / "val.json.zip"
    if packed.is_file():
        with zipfile.ZipFile(packed) as archive:
            dialogues = json.loads(archive.read(archive.namelist()[0]))
    else:
        dialogues = json.loads((folder / "val.json").read_text("utf-8"))
    return [Goal(key, dialogue["type"], parts(dialogue["goal"])) for key, dialogue in sorted(dialogues.items())]


def parts(rows: list[list[Any]]) -> list[SubGoal]:
    """Gather a goal's rows (id, domain, slot, value, said) into errands."""
    out: list[SubGoal] = []
    for number in dict.fromkeys(row[0] for row in rows):
        own = [row for row in rows if row[0] == number]
        domain, constraints, near, requests = own[0][1], {}, None, []
        ends: dict[str, int] = {}
        for _, _, slot, value, *_ in own:
            if value in ("", [], None):
                requests.append(slot)
            elif slot in ("出发地", "目的地"):
                ends[slot] = _id(value)
            elif isinstance(value, str) and (found := _NEAR.search(value)):
                near = int(found[1])
            else:
                constraints[slot] = value
        joined = (ends["出发地"], ends["目的地"]) if ends else ()
        out.append(SubGoal(number, domain, constraints, near, joined, tuple(requests)))
    return out


def _id(value: str) -> int:
    found = _ID.search(value)
    if not found:
        raise ValueError(f"expected id=N as one end of a ride, found {value!r}")
    return int(found[1])


def constraints_of(part: SubGoal, picked: dict[int, str]) -> dict[str, Any]:
    """Return all constraints of an errand, with the name of the place that it must be near."""
    near = {NEAR: picked[part.near]} if part.near is not None and part.near in picked else {}
    return {**part.constraints, **near}
