"""The template user's sentences: the corpus' own wordings by combination of acts, with values put in.

Owns: choosing and filling a template. Does not know: goals, dialogue. A template speaks of an act by
`[Intent+domain+slot]`. Some of the corpus' templates kept a value of the dialogue that they were made from
(帮我找个经济型的酒店，最好评分是[…]) or point at what was said in it (在酒店周边找个…): whatever holds a digit or a
word of `leaks` outside its places, or points without an act that does, says more than its acts and is left out.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_PLACE = re.compile(r"\[[^\[\]]+\]")
#: Points at a place or a list of places spoken of before.
_REFERS = re.compile(r"周边|附近|旁边|周围|这[几些两三]|上述|其中|里面哪")
GREETING = "General+greet+none"


@dataclass(frozen=True)
class Act:
    """One act: its key as the templates write it (`Inform+酒店+评分`) and the words to put in, "" = none."""

    key: str
    words: str = ""


class Sentences:
    """The templates by their acts. Seeded through the `random.Random` of each call."""

    def __init__(self, templates: dict[str, list[str]], leaks: Collection[str]) -> None:
        self._templates = {tuple(sorted(key.split("*"))): sentences for key, sentences in templates.items()}
        self._leaks = frozenset(leaks)
        self._lengths = sorted({len(leak) for leak in leaks})
        self._kept: dict[tuple[str, ...], list[str]] = {}

    def _of(self, acts: list[Act]) -> list[str]:
        """Return the templates for exactly these acts that say no more; looked through when first wanted."""
        key = tuple(sorted(a.key for a in acts))
        if key not in self._kept:
            self._kept[key] = [s.strip() for s in self._templates.get(key, []) if self._says_only(s, key)]
        return self._kept[key]

    def _says_only(self, sentence: str, acts: tuple[str, ...]) -> bool:
        bare = _PLACE.sub("|", sentence)
        counts = Counter(acts)
        needed = {
            f"[{key}{n}]" if counts[key] > 1 else f"[{key}]"
            for key in counts if _has_words(key) for n in range(1, counts[key] + 1)
        }  # fmt: skip
        if set(_PLACE.findall(sentence)) != needed or re.search(r"\d", bare):
            return False
        if _REFERS.search(bare) and not any("Select" in key or "周边" in key for key in acts):
            return False
        return not any(bare[i : i + n] in self._leaks for n in self._lengths for i in range(len(bare) - n + 1))

    def say(self, acts: list[Act], rng: random.Random) -> str:
        """Return a sentence for all the acts; where no template has them together, two or more sentences."""
        for size in range(len(acts), 0, -1):
            # The first acts together, the rest in a sentence of its own: a greeting and the first wish stay in front.
            found = self._of(acts[:size])
            if found:
                sentence = fill(rng.choice(found), acts[:size])
                rest = self.say(acts[size:], rng) if acts[size:] else ""
                return sentence + rest
        return self.say(acts[1:], rng) if len(acts) > 1 else ""

    def knows(self, acts: list[Act]) -> bool:
        """Say whether there is a template for exactly these acts."""
        return bool(self._of(acts))


def fill(template: str, acts: list[Act]) -> str:
    """Put the acts' words into a template. Several acts of one key stand as [key1], [key2]."""
    counts = Counter(a.key for a in acts)
    seen: Counter[str] = Counter()
    for act in acts:
        seen[act.key] += 1
        numbered = f"[{act.key}{seen[act.key]}]" if counts[act.key] > 1 else f"[{act.key}]"
        template = template.replace(numbered, act.words)
    return template


def _has_words(key: str) -> bool:
    """An act whose words stand in its sentences: what is informed, and the facility asked about."""
    return key.startswith("Inform+") or key == "Request+酒店+酒店设施"


def read(folder: Path, leaks: Collection[str]) -> Sentences:
    """Read the user's templates of a CrossWOZ folder. Raises FileNotFoundError."""
    file = folder / "nlg_templates" / "auto_user_template_nlg.json"
    return Sentences(json.loads(file.read_text("utf-8")), leaks)
