"""Opinions about aspects in a review: 物流很快 = (物流, 很快, positive), and how they are told as labels of spans.

Owns: the labels, and the pairing of aspects with opinions that they encode. Does not know models. An opinion's label
says on which side its aspect stands, so that pairing is learned with the spans: `opinion:positive:left` belongs to the
nearest aspect on its left, `opinion:positive:none` names none; `aspect:negative` is judged without an opinion word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.reader import ReadSpan

POLARITIES = ("positive", "negative", "neutral")
#: What opinions are about; "overall" is the thing as a whole.
CATEGORIES = (
    "overall", "use", "effect", "price", "delivery", "smell", "packaging", "authenticity", "service", "ingredients",
    "size", "freshness", "other",
)  # fmt: skip
#: Stands for the aspect or the opinion that is not named.
UNNAMED = "_"


@dataclass(frozen=True)
class AspectOpinion:
    """An opinion about an aspect: texts as written ("_" where not named), polarity, and the confidence 0..1.

    `category`: one of CATEGORIES, "" where it was not determined. `start`, `end`: characters from the first of both
    to the last.
    """

    aspect: str
    opinion: str
    polarity: str
    category: str = ""
    confidence: float = 1.0
    start: int = 0
    end: int = 0


def opinion_label(polarity: str, side: str) -> str:
    """Return the label of an opinion's span; `side` of its aspect: left, right or none."""
    return f"opinion:{polarity}:{side}"


def paired(text: str, spans: Sequence[ReadSpan]) -> list[AspectOpinion]:
    """Return the opinions that spans of a text tell, in the order of the text."""
    aspects = sorted((s for s in spans if s.label.startswith("aspect")), key=lambda s: s.start)
    out = []
    for span in spans:
        kind, *rest = span.label.split(":")
        if kind == "opinion":
            polarity, side = rest
            aspect = _nearest(span, aspects, side)
            ends = [(span.start, span.end), *([(aspect.start, aspect.end)] if aspect else [])]
            out.append(
                AspectOpinion(
                    text[aspect.start : aspect.end] if aspect else UNNAMED,
                    text[span.start : span.end],
                    polarity,
                    confidence=min(span.confidence, aspect.confidence if aspect else 1.0),
                    start=min(a for a, _ in ends),
                    end=max(b for _, b in ends),
                )
            )
        elif kind == "aspect" and rest:
            said = text[span.start : span.end]
            out.append(AspectOpinion(said, UNNAMED, rest[0], "", span.confidence, span.start, span.end))
    return sorted(out, key=lambda o: (o.start, o.end))


def _nearest(opinion: ReadSpan, aspects: Sequence[ReadSpan], side: str) -> ReadSpan | None:
    if side == "left":
        before = [a for a in aspects if a.end <= opinion.start]
        return before[-1] if before else None
    if side == "right":
        return next((a for a in aspects if a.start >= opinion.end), None)
    return None
