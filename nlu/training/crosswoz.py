"""CrossWOZ (Zhu et al. 2020, TACL): templates filled from its database for training, dialogues for the exam.

Owns: how its acts become act labels and spans, and back into (intent, domain, slot, value). Does not know models.
Dialogue acts whose value is a stretch of the text are spans; all others (general, request, select, no offer, hotel
facilities, 无) are labels of the whole utterance.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlu.training.examples import Example, Span

DialogueAct = tuple[str, str, str, str]
_SLOT = re.compile(r"\[([^\[\]]+?\+[^\[\]]+?)(\d*)\]")
_DOMAIN_WORDS = {
    "餐馆": "餐馆|餐厅|饭店|吃饭|美食|用餐|吃的", "酒店": "酒店|宾馆|住宿|住的", "景点": "景点|游玩|景区|玩的",
    "地铁": "地铁", "出租": "出租|打车|叫车|车",
}  # fmt: skip
#: How the shopper's side of the corpus writes constraints (its goal generator's ranges).
_USER_VALUES = {
    "餐馆+人均消费": ["50元以下", "50-100元", "100-150元", "150-500元", "500-1000元", "1000元以上"],
    "景点+门票": ["免费", "不免费", "20元以下", "20-50元", "50-100元", "100-150元", "150-200元", "200元以上"],
    "酒店+价格": ["100-200元", "200-300元", "300-400元", "400-500元", "500-600元", "600-700元", "700-800元",
                "800-900元", "900-1000元", "1000元以上"],
    "酒店+酒店类型": ["经济型", "舒适型", "高档型", "豪华型"],
    "评分": ["4分以上", "4.5分以上", "5分"],
}  # fmt: skip
_CARS = ["#CX", "黑色奥迪", "白色大众", "银色现代", "林肯加长", "红色本田", "黑色别克", "蓝色丰田"]


def span_label(act: DialogueAct) -> bool:
    """Say whether this act's value is a stretch of the text."""
    intent, _, slot, value = act
    return intent in ("Inform", "Recommend") and "酒店设施" not in slot and value not in ("无", "none", "")


def label_of(act: DialogueAct) -> str:
    """Return the act label of an utterance-level act."""
    return "+".join(act)


@dataclass(frozen=True)
class Database:
    """Value pools by domain and slot, drawn from the public database."""

    pools: dict[str, list[str]]
    facilities: list[str]

    def draw(self, slot: str, user: bool, random: np.random.Generator) -> str:
        """Return a value for a slot such as `餐馆+推荐菜` as that side would write it."""
        domain, name = slot.split("+")[:2]
        if user and slot in _USER_VALUES:
            pool = _USER_VALUES[slot]
        elif user and name == "评分":
            pool = _USER_VALUES["评分"]
        elif name.startswith("周边"):
            pool = self.pools[f"{name[2:]}+名称"]
        elif domain in ("出租", "地铁") and name in ("出发地", "目的地"):
            pool = self.pools[f"{['餐馆', '酒店', '景点'][int(random.integers(3))]}+名称"]
        elif name in ("出发地附近地铁站", "目的地附近地铁站"):
            pool = self.pools["地铁站"]
        elif name == "车型":
            pool = _CARS
        elif name == "车牌":
            return "#CP" if random.random() < 0.5 else "京" + "".join(map(str, random.integers(0, 10, 6)))
        else:
            pool = self.pools[slot]
        return pool[int(random.integers(len(pool)))]


def read_database(folder: Path) -> Database:
    """Read the value pools below crosswoz/database."""
    pools: dict[str, set[str]] = {}
    facilities: set[str] = set()
    units = {"人均消费": "元", "价格": "元", "门票": "元", "评分": "分"}
    for name in ("restaurant", "hotel", "attraction"):
        for _, row in json.loads((folder / f"{name}_db.json").read_text(encoding="utf-8")):
            for slot, value in row.items():
                values = value if isinstance(value, list) else [value]
                for one in values:
                    if one in (None, ""):
                        continue
                    if slot == "酒店设施":
                        facilities.add(one)
                    if slot in units and isinstance(one, (int, float)):
                        one = "免费" if slot == "门票" and one == 0 else f"{one:g}{units[slot]}"
                    pools.setdefault(f"{row['领域']}+{slot}", set()).add(str(one))
    metro = json.loads((folder / "metro_db.json").read_text(encoding="utf-8"))
    pools["地铁站"] = {row["地铁"] for _, row in metro if row["地铁"]}
    return Database({k: sorted(v) for k, v in pools.items()}, sorted(facilities))


def fill(template: str, key: str, database: Database, user: bool, random: np.random.Generator) -> Example | None:
    """Fill one template; None where its slots do not account for its acts (values that the template has lost)."""
    acts: list[str] = []
    wanted: dict[str, int] = {}
    for part in key.split("*"):
        fields = part.split("+")
        intent, domain, slot = fields[:3]
        value = fields[3] if len(fields) > 3 else ""
        if intent == "General":
            acts.append(f"General+{domain}+none+none")
        elif intent in ("Request", "Select", "NoOffer") and "酒店设施" not in slot:
            acts.append(label_of((intent, domain, slot, value or ("none" if intent == "NoOffer" else ""))))
        elif value == "无":
            acts.append(part)
        else:
            wanted[part] = wanted.get(part, 0) + 1
    text, spans, place = "", [], 0
    for match in _SLOT.finditer(template):
        text += template[place : match.start()]
        place = match.end()
        part = match.group(1)
        if wanted.get(part, 0) <= 0:
            return None
        wanted[part] -= 1
        fields = part.split("+")
        if "酒店设施" in fields[2]:
            value = database.facilities[int(random.integers(len(database.facilities)))]
            acts.append(label_of((fields[0], fields[1], f"酒店设施-{value}", fields[3] if len(fields) > 3 else "")))
        else:
            value = fields[3] if len(fields) > 3 else database.draw("+".join(fields[1:3]), user, random)
            spans.append(Span("+".join(fields[:3]), len(text), len(text) + len(value)))
        text += value
    if any(wanted.values()):
        return None
    return Example(text + template[place:], acts=tuple(dict.fromkeys(acts)), spans=tuple(spans))


def domains_of(example: Example) -> set[str]:
    """Return the domains that an example's labels speak of."""
    labels = (*example.acts, *(s.label for s in example.spans))
    return {label.split("+")[1] for label in labels} & set(_DOMAIN_WORDS)


def filled(folder: Path, times: int, seed: int) -> Iterator[tuple[str, Example]]:
    """Yield (side, example) of every usable template, each filled `times` times."""
    database = read_database(folder / "database")
    random = np.random.default_rng(seed)
    for side in ("user", "system"):
        path = folder / "nlg_templates" / f"auto_{side}_template_nlg.json"
        for key, templates in json.loads(path.read_text(encoding="utf-8")).items():
            if key:
                for template in templates:
                    for _ in range(times):
                        example = fill(template, key, database, side == "user", random)
                        if example is not None:
                            yield side, example


def with_context(pairs: list[tuple[str, Example]], share: float, seed: int) -> list[tuple[str, Example]]:
    """Give a `share` of the examples something that may have been said before.

    The templates are single utterances. What came before mostly speaks of the same domain; where one names its
    domain itself, a third of the time of another.
    """
    random = np.random.default_rng(seed)
    by: dict[tuple[str, str], list[str]] = {}
    for side, example in pairs:
        for domain in domains_of(example):
            by.setdefault((side, domain), []).append(example.text)
    out: list[tuple[str, Example]] = []
    for side, example in pairs:
        domains = sorted(domains_of(example))
        context = ""
        if domains and random.random() < share:
            domain = domains[int(random.integers(len(domains)))]
            names_it = any(re.search(_DOMAIN_WORDS[d], example.text) for d in domains)
            if names_it and random.random() < 0.33:
                domain = list(_DOMAIN_WORDS)[int(random.integers(len(_DOMAIN_WORDS)))]
            pool = by.get(("system" if side == "user" else "user", domain), [])
            if pool:
                context = pool[int(random.integers(len(pool)))]
        out.append((side, Example(example.text, context, example.acts, example.spans)))
    return out


@dataclass(frozen=True)
class Utterance:
    """A turn of a real dialogue with its gold acts and what was said before it."""

    side: str  # "user" or "system"
    text: str
    context: str
    acts: frozenset[DialogueAct]


def read_dialogues(path: Path) -> list[Utterance]:
    """Read a split (json, or json in a zip) into utterances."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            dialogues: dict[str, Any] = json.loads(archive.read(archive.namelist()[0]))
    else:
        dialogues = json.loads(path.read_text(encoding="utf-8"))
    out: list[Utterance] = []
    for dialogue in dialogues.values():
        context = ""
        for message in dialogue["messages"]:
            side = "user" if message["role"] == "usr" else "system"
            acts = frozenset((str(a), str(b), str(c), str(d)) for a, b, c, d in message["dialog_act"])
            out.append(Utterance(side, message["content"], context, acts))
            context = message["content"]
    return out


def canonical(slot: str, value: str, side: str) -> str:
    """Return a value as the corpus writes it: `1小时-2小时` becomes `1小时 - 2小时`."""
    value = value.strip("，。！？、,.!? ")
    if slot == "游玩时间":
        bare = re.sub(r"\s+", "", value)
        match = re.fullmatch(r"([\d.]+)(小时|天)?[-~到至—]+([\d.]+)(小时|天)", bare)
        if match:
            return f"{match[1]}{match[2] or match[4]} - {match[3]}{match[4]}"
        return bare
    if side == "user" and slot == "评分":
        match = re.fullmatch(r"([\d.]+)分?(以上)?", value)
        if match:
            return f"{match[1]}分{match[2] or ''}"
    return value


def to_acts(labels: list[str], spans: list[tuple[str, str]], side: str) -> frozenset[DialogueAct]:
    """Turn predicted act labels and (span label, text) into (intent, domain, slot, value)."""
    acts: set[DialogueAct] = set()
    for label in labels:
        intent, domain, slot, value = label.split("+", 3)
        acts.add((intent, domain, slot, value))
    for label, text in spans:
        intent, domain, slot = label.split("+", 2)
        acts.add((intent, domain, slot, canonical(slot, text, side)))
    return frozenset(acts)
