"""One labelled utterance, in the one shape that every reader makes and every head learns from.

Owns: the shape, and the alignment of character spans to pieces. Does not know models or data sets.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tokenizers import Encoding, Tokenizer

from nlu.reader import text_places


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` (exclusive) of the text, and what they are."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """An utterance with its gold labels. `context`: what was said before, "" = nothing.

    `acts`: multi-label. `classes`: one label per named head, absent = not labelled. A head learns from an example only
    where `has_acts` / `has_spans` / its class says that it is labelled, so that data sets of different labels mix.
    """

    text: str
    context: str = ""
    acts: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    classes: dict[str, str] = field(default_factory=dict)
    has_acts: bool = True
    has_spans: bool = True


def encode(tokenizer: Tokenizer, text: str, context: str, max_length: int) -> Encoding:
    """Encode `text` (sequence 0) and its context (sequence 1): the text first, so that long contexts are cut."""
    encoding = tokenizer.encode(text, context) if context else tokenizer.encode(text)
    if len(encoding.ids) > max_length:
        encoding.truncate(max_length)
    return encoding


def tag_pieces(encoding: Encoding, spans: tuple[Span, ...], tag_ids: dict[str, int]) -> list[int]:
    """Return a BIO tag id per piece, -100 where no tag is learned (specials, context). Longer spans win overlaps."""
    places = text_places(encoding)
    tags = [-100] * len(encoding.ids)
    for i in places:
        tags[i] = 0
    for span in sorted(spans, key=lambda s: s.end - s.start):
        if f"B-{span.label}" not in tag_ids:
            continue
        inside = [i for i in places if encoding.offsets[i][0] < span.end and encoding.offsets[i][1] > span.start]
        for position, i in enumerate(inside):
            tags[i] = tag_ids[("I-" if position else "B-") + span.label]
    return tags
