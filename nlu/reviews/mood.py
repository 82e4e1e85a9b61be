"""What a review says: positive or negative as a whole, how strongly, and of what.

Owns: turning a model's reading into that. Does not know: shops, items, storage. The model is one made by
`daogou train nlu --format aspects`: its class `sentiment`, its spans of aspects and opinions, its acts
`price:negative` and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nlu.reader import OnnxReader, Reading
from nlu.reviews.aspects import CATEGORIES, AspectOpinion, paired

#: Strength below which a review is neither: the model is as good as undecided.
UNDECIDED = 0.2
#: Probability from which a category counts as spoken of.
SPOKEN_OF = 0.5
#: Confidence from which an opinion's words are kept.
SURE = 0.5
_BATCH = 32
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Mood:
    """`sentiment`: positive, negative or neutral; `strength` 0 (undecided) to 1 (certain), of the calibrated
    probability. `categories`: what is spoken of (`nlu.reviews.aspects.CATEGORIES`) with its polarity. `opinions`: in
    the words of the review.
    """

    sentiment: str
    strength: float
    categories: dict[str, str] = field(default_factory=dict)
    opinions: tuple[AspectOpinion, ...] = ()

    @property
    def score(self) -> float:
        """Return -1 (bad, certain) to 1 (good, certain)."""
        return {"positive": 1.0, "negative": -1.0}.get(self.sentiment, 0.0) * self.strength


class ReviewReader:
    """Reads reviews with a model's folder. Raises FileNotFoundError where it is missing, ValueError where the model has
    no class `sentiment`.
    """

    def __init__(self, folder: Path) -> None:
        self._reader = OnnxReader(folder)
        if "sentiment" not in self._reader.labels["classes"]:
            raise ValueError(f"{folder}: expected a model with a class `sentiment` (daogou train nlu --format aspects)")

    def read(self, texts: Sequence[str]) -> Iterator[Mood | None]:
        """Yield what each text says, in order; None for a text without Chinese words: the model learned no others."""
        for begin in range(0, len(texts), _BATCH):
            batch = [(text, "") for text in texts[begin : begin + _BATCH]]
            for (text, _), reading in zip(batch, self._reader.read_batch(batch), strict=True):
                yield mood_of(text, reading) if _HAN.search(text) else None


def mood_of(text: str, reading: Reading) -> Mood:
    """Return what a reading says of a text."""
    good = reading.classes["sentiment"]["positive"]
    strength = abs(2 * good - 1)
    sentiment = "neutral" if strength < UNDECIDED else "positive" if good > 0.5 else "negative"
    categories: dict[str, tuple[float, str]] = {}
    for name, chance in reading.acts.items():
        category, _, polarity = name.partition(":")
        if category in CATEGORIES and chance >= SPOKEN_OF:
            categories[category] = max(categories.get(category, (0.0, "")), (chance, polarity))
    opinions = tuple(o for o in paired(text, reading.spans) if o.confidence >= SURE)
    return Mood(sentiment, round(strength, 4), {c: p for c, (_, p) in categories.items()}, opinions)
