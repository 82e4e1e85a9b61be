"""What ad copy claims beyond its attributes: values of other goods, numbers, properties, superlatives.

Owns: that count, for data that have attributes but no shop. Does not know: models. For a shop's goods the guard
(finetune/guard.py) is stricter and knows each claim's item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from finetune.checks.lists import lists
from finetune.evaluate.adcopy import Example

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: A value must occur with so many goods to be a claim when it is written: rarer ones are plain words.
MIN_GOODS = 3
#: Kinds of goods stand for the item itself.
_KINDS = ("类型", "型", "款式", "名称")


class Claims:
    """The values that goods of a data set have; `of` finds those that a text names and its own goods have not."""

    def __init__(self, known: Iterable[Example]) -> None:
        counts: dict[str, int] = {}
        for example in known:
            for value in {v for k, v in example.pairs if not k.endswith(_KINDS)}:
                counts[value] = counts.get(value, 0) + 1
        self._values = sorted((v for v, n in counts.items() if n >= MIN_GOODS and len(v) >= 2), key=len, reverse=True)

    def of(self, text: str, example: Example) -> list[str]:
        """Return what a text claims that its attributes do not say, none twice."""
        own = example.source + example.kind
        rest = text
        for _, value in sorted(example.pairs, key=lambda p: -len(p[1])):
            rest = rest.replace(value, " ")
        found = [f"number {n}" for n in _NUMBER.findall(rest)]
        for value in self._values:
            if value in rest and value not in own:
                found.append(f"value {value}")
                rest = rest.replace(value, " ")
        found += [f"claim {word}" for word in lists().properties if len(word) > 1 and word in rest and word not in own]
        found += [f"superlative {m}" for m in re.findall("最|第一|国家级|顶级|极致|绝对", rest)]
        return list(dict.fromkeys(found))

    def per_text(self, texts: Sequence[str], examples: Sequence[Example]) -> float:
        """Return the mean number of such claims in a text."""
        return sum(len(self.of(t, e)) for t, e in zip(texts, examples, strict=True)) / max(1, len(texts))
