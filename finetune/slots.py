"""Facts out of a text and back in: `cut` puts slots in their place, `fill` puts them back.

Owns: which parts of an honest text are facts that a model must not touch: names, values, numbers with their units, who
has the most of something, words of the shopper or a catalogue. Does not know: models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from finetune import units
from finetune.checks.clauses import any_of
from finetune.contract import GroundedPrompt
from finetune.facts import facts
from finetune.requests import N_SLOTS, SLOTS, disarmed
from finetune.values import Values, is_han

_SLOT = re.compile("<s\\d+>")
_UNITS = "|".join(re.escape(s) for s in units.SPELLINGS)
_NUMBER = re.compile(
    rf"(?:JP¥|HK\$|NT\$|S\$|A\$|C\$|[¥￥$€£₩₹])?\s?-?\d[\d,]*(?:\.\d+)?(?:[万kK](?![A-Za-z]))?\s?(?:块钱|元|块|%|{_UNITS})?"
)
_HAN_COUNT = re.compile(r"[两二三四五六七八九十]+[款家处本个件条位种台双张次]")
#: Runs of Latin letters and digits within Chinese text are names.
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+\-/]*")
_MOST = r"(?:最|更)(?:便宜|实惠|省钱|划算|[大小轻重高低长短多少快慢新旧薄厚贵近远宽窄强])"
_MOST_EN = re.compile(
    r"(?<![A-Za-z])(?:(?:light|heavi|cheap|larg|bigg|small|long|short|new|old|fast|quick|thinn?|thick|quiet|bright|strong"
    r"|high|low|wid|narrow|near|clos|dear|warm|soft)est|(?:most|least) [a-z]+)(?![A-Za-z])"
)


class TooManyFacts(ValueError):
    """A text holds more facts than there are slots."""


@dataclass(frozen=True)
class Cut:
    """`text` with slots; `values`: what stood in their places, by number."""

    text: str
    values: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots of the text, each once, in order of their numbers."""
        return SLOTS[: len(self.values)]

    @property
    def n_free(self) -> int:
        """Characters that are no slot."""
        return len(_SLOT.sub("", self.text))


def cut(text: str, prompt: GroundedPrompt) -> Cut:
    """Return a text with slots for its facts, numbered as they first occur. Raises TooManyFacts."""
    return cut_words(text, _words(prompt, text), prompt.locale, attribute_names(prompt))


def cut_words(text: str, words: Iterable[str], locale: str, attributes: Iterable[str] = ()) -> Cut:
    """Return a text with slots for these words, longer ones first, and for numbers and foreign names."""
    text = disarmed(_SLOT.sub("", text))
    spans: list[tuple[int, int]] = []

    def take(pattern: re.Pattern[str]) -> None:
        for match in pattern.finditer(text):
            begin, end = match.span()
            end -= len(match.group()) - len(match.group().rstrip())
            begin += len(match.group()) - len(match.group().lstrip())
            if end > begin and not any(b < end and begin < e for b, e in spans):
                spans.append((begin, end))

    known = tuple(sorted({w for w in words if w}, key=lambda w: (-len(w), w)))
    if known:
        take(any_of(known))
    if locale == "zh":
        names = "|".join(re.escape(n) for n in sorted(attributes, key=len, reverse=True))
        take(re.compile(f"(?:{names})?{_MOST}" if names else _MOST))
    else:
        take(_MOST_EN)
    take(_NUMBER)
    if locale == "zh":
        take(_HAN_COUNT)
        take(_LATIN)
    values: list[str] = []
    parts, at = [], 0
    for begin, end in sorted(spans):
        value = text[begin:end]
        if value not in values:
            values.append(value)
        if len(values) > N_SLOTS:
            raise TooManyFacts(f"expected at most {N_SLOTS} facts in one text")
        parts += [text[at:begin], SLOTS[values.index(value)]]
        at = end
    return Cut("".join([*parts, text[at:]]), tuple(values))


def fill(text: str, values: tuple[str, ...]) -> str:
    """Return a text with its slots replaced. Raises ValueError for a slot that has no value."""

    def value(match: re.Match[str]) -> str:
        number = int(match.group()[2:-1])
        if number >= len(values):
            raise ValueError(f"expected slots below {len(values)}, found {match.group()}")
        return values[number]

    return _SLOT.sub(value, text)


def numbered(found: Cut, values: tuple[str, ...]) -> str:
    """Return a cut text with its slots numbered as `values` are; "" where its facts are not those."""
    if set(found.values) != set(values):
        return ""
    return _SLOT.sub(lambda m: SLOTS[values.index(found.values[int(m.group()[2:-1])])], found.text)


def same_slots(text: str, other: str) -> bool:
    """Say whether a text holds exactly the slots of another, each once."""
    found = _SLOT.findall(text)
    return len(found) == len(set(found)) and set(found) == set(_SLOT.findall(other))


def _words(prompt: GroundedPrompt, text: str) -> list[str]:
    """The words of a prompt's facts that stand in a text, flags as this language says them among them."""
    found = {f.text for f in facts(prompt) if f.text and f.text in text}
    values = Values(prompt.shop, prompt.locale)
    for shown in prompt.decision.items:
        for key, value in shown.item.attributes.items():
            if isinstance(value, bool) and (flag := values.flag(key, value)) in text:
                found.add(flag)
    return [w for w in found if len(w) > 1 or is_han(w)]


def attribute_names(prompt: GroundedPrompt) -> set[str]:
    """Return what the prompt's shop calls its attributes, in the prompt's language."""
    values = Values(prompt.shop, prompt.locale)
    return {values.name(a.key) for a in prompt.shop.attributes}
