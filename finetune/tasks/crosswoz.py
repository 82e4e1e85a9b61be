"""CrossWOZ's system acts: a stiff sentence for each, the words that people found for them, and the val turns.

Owns: reading acts, templates and dialogues. Does not know: models. A stiff text is what the template would say;
people's words, the facts in slots, are what the reply adapter learns.
"""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from finetune.checks.denial import denies
from finetune.requests import SLOTS, request
from finetune.slots import cut_words, same_slots
from finetune.tasks.pair import TaskPair

#: At most so many wordings of one combination of acts (不客气 stands there 4,285 times), as often as people used them:
#: what is said most is to be learnt as such.
N_WORDINGS = 60
_PLACE = re.compile(r"\[([^\[\]+]+(?:\+[^\[\]+]+)+?)(\d*)\]")
_FIXED = {
    "General+welcome+none": "不客气。", "General+bye+none": "再见。", "General+greet+none": "您好。",
    "General+thank+none": "谢谢。", "General+reqmore+none": "还有别的需要吗？", "": "好的。",
}  # fmt: skip
#: What a wording says of a place beyond its acts: no draft of ours could support it.
_CLAIMS = re.compile(
    "喜欢|这两|这三|都不是|便宜|实惠|好吃|美味|著名|有名|古|历史|环境|风景|口碑|热门|人气|经济型|舒适型|高档|豪华|满足|符合条件的"
)
#: Slots of which several may be listed.
_LISTED = ("周边景点", "周边餐馆", "周边酒店", "推荐菜")


@dataclass(frozen=True)
class Turn:
    """A system turn of val: `acts` (kind, values) in the corpus' order; `said`: what the person wrote."""

    acts: tuple[tuple[str, tuple[str, ...]], ...]
    said: str

    @property
    def values(self) -> list[str]:
        """All values that a reply has to name."""
        return [v for _, values in self.acts for v in values]


def sentence(kind: str, values: Sequence[str]) -> str:
    """Return the stiff sentence of one kind of act (Inform+餐馆+名称) about these values."""
    if kind in _FIXED:
        return _FIXED[kind]
    intent, domain, slot, *rest = kind.split("+")
    listed = "、".join(values)
    if intent == "NoOffer":
        return f"没有符合要求的{domain}。"
    if intent == "Recommend":
        return f"可以选{listed}。"
    if rest == ["无"]:
        return f"没有{slot}。"
    if rest == ["免费"]:
        return f"{slot}免费。"
    if slot == "酒店设施":
        return f"{'有' if rest == ['是'] else '没有'}{listed}。"
    if slot == "名称":
        return f"推荐{listed}。"
    return f"{slot}{'有' if slot in _LISTED else '是'}{listed}。"


def stiff(acts: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the sentences of all acts, names first."""
    order = sorted(acts, key=lambda a: (not a[0].startswith(("NoOffer", "General+greet")), "名称" not in a[0]))
    return "".join(sentence(kind, values) for kind, values in order)


def pairs(folder: Path, seed: int) -> Iterator[TaskPair]:
    """Yield pairs from the system templates, which were made from the train split. Order by seed.

    Wordings that leave an act out, or that name a place or figure which is not in a slot, are left out.
    """
    rng = random.Random(seed)
    names = _names(folder)
    for acts, wordings in _templates(folder).items():
        if acts == ("",):
            continue  # turns that nobody labelled say anything at all
        for wording in rng.sample(wordings, min(N_WORDINGS, len(wordings))):
            if (pair := _pair(acts, wording, names)) is not None:
                yield pair


def wordings(folder: Path) -> dict[tuple[str, ...], list[str]]:
    """Return sorted kinds of acts -> people's wordings with their places, as often as they were used."""
    out: dict[tuple[str, ...], list[str]] = {}
    for acts, found in _templates(folder).items():
        out.setdefault(tuple(sorted(acts)), []).extend(found)
    return out


def _templates(folder: Path) -> dict[tuple[str, ...], list[str]]:
    path = next(iter(sorted(folder.glob("nlg_templates/*system*.json"))), None)
    if path is None:
        raise FileNotFoundError(f"no nlg_templates/*system*.json below {folder}: expected the CrossWOZ folder")
    data = json.loads(path.read_text(encoding="utf-8"))
    return {tuple(acts.split("*")): list(found) for acts, found in data.items()}


def _pair(acts: tuple[str, ...], wording: str, names: set[str]) -> TaskPair | None:
    counts: dict[str, int] = defaultdict(int)
    for act in acts:
        counts[act] += 1
    places = {
        act: [f"[{act}{i + 1}]" for i in range(n)] if n > 1 else [f"[{act}]"]
        for act, n in counts.items()
        if act.count("+") >= 2 and not act.startswith(("General", "NoOffer")) and not act.endswith(("无", "免费"))
    }
    draft = stiff([(act, places.get(act, [])) for act in counts])
    found = list(dict.fromkeys(m.group() for m in _PLACE.finditer(draft)))
    if len(found) > len(SLOTS):
        return None
    for slot, place in zip(SLOTS, found, strict=False):
        draft, wording = draft.replace(place, slot), wording.replace(place, slot)
    free = re.sub("<s\\d+>", "", wording)
    if not same_slots(wording, draft) or re.search(r"[\[\]A-Za-z0-9]", free) or _CLAIMS.search(free):
        return None
    if _names_one(free, names) or denies(wording) != denies(draft):
        return None
    return TaskPair(request("reply", [("draft", draft)]), wording.strip())


def _names(folder: Path) -> set[str]:
    """Names of places long enough to be told from words."""
    found = set()
    for path in sorted(folder.glob("database/*_db.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            name = row[0] if isinstance(row, list) and row and isinstance(row[0], str) else ""
            found |= {name, name.split("(")[0]} if len(name) >= 4 else set()
    return {n for n in found if len(n) >= 4}


def _names_one(text: str, names: set[str]) -> bool:
    return any(text[i : i + n] in names for i in range(len(text)) for n in range(4, min(16, len(text) - i) + 1))


def turns(path: Path) -> list[Turn]:
    """Read the system turns of val.json.zip that say something. Raises OSError where it cannot be read."""
    with zipfile.ZipFile(path) as archive:
        dialogues = json.loads(archive.read(archive.namelist()[0]))
    found = []
    for dialogue in dialogues.values():
        for message in dialogue["messages"]:
            if message["role"] == "sys" and message["dialog_act"]:
                found.append(Turn(_acts(message["dialog_act"]), message["content"].strip()))
    return found


def _acts(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for intent, domain, slot, value in rows:
        kind = f"{intent}+{domain}+{slot}"
        if slot.startswith("酒店设施-"):
            found.setdefault(f"{intent}+{domain}+酒店设施+{value}", []).append(slot.split("-", 1)[1])
        elif value in ("无", "免费"):
            found.setdefault(f"{kind}+{value}", [])
        elif slot == "none" or not value:
            found.setdefault(kind, [])
        else:
            found.setdefault(kind, []).append(value)
    return tuple((kind, tuple(values)) for kind, values in found.items())


def asked(turn: Turn) -> tuple[str, tuple[str, ...]]:
    """Return the request for a turn, and the values of its slots. Raises TooManyFacts."""
    known = cut_words(stiff(turn.acts), turn.values, "zh")
    return request("reply", [("draft", known.text)]), known.values
