"""Goods and brands that a text names and a shop does not have: iphone 15 pro, 冰淇淋机, ice cream makers.

Owns: finding them. Does not know: wishes. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.types import Unknown
from nlu.general import known_brands, product_types
from nlu.lexicon import Lexicon
from nlu.links import Link
from nlu.no_names import other_word
from nlu.surfaces import Hit, SurfaceIndex, han
from nlu.wares import wares

_MODEL = re.compile(r"\s?\d{1,3}[a-z]?(?:\s?(?:pro|max|plus|ultra|mini|air|se|s))*(?![\d.a-z块元千百寸])")


@lru_cache(maxsize=1)
def _general() -> SurfaceIndex[tuple[str, str]]:
    index: SurfaceIndex[tuple[str, str]] = SurfaceIndex()
    for label, groups in (("category", product_types()), ("brand", known_brands())):
        for group in groups:
            for name in group:
                index.add(name.lower(), (label, group[0]))
    return index


def is_known(word: str) -> bool:
    """Say whether a normalised word is the name of a kind of goods or of a brand that people know."""
    return word in _general()


def unknown(lexicon: Lexicon, text: str, busy: Sequence[tuple[int, int]]) -> list[tuple[int, int, Unknown]]:
    """Return the known goods and brands of a text outside of the `busy` spans that no title of the shop has."""
    hits = [h for h in _general().find(text) if not any(h.start < b and a < h.end for a, b in busy)]
    hits = [h for h in hits if (h.end - h.start > 1 or not han(text[h.start])) and not other_word(text, h.start)]
    out: list[tuple[int, int, Unknown]] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if any(hit.start < b and a < hit.end for a, b, _ in out):
            continue
        label = _label(hit)
        if not lexicon.in_titles(text[hit.start : hit.end]):
            end = hit.end
            if label == "brand" and (model := _MODEL.match(text, end)):  # iphone 15 pro
                end = model.end()
            out.append((hit.start, end, Unknown(label, text[hit.start : end])))
    return sorted(out, key=lambda u: u[0])


def compounds(
    lexicon: Lexicon, text: str, links: list[Link], lacking: list[tuple[int, int, Unknown]], showing: bool
) -> tuple[list[Link], list[tuple[int, int, Unknown]]]:
    """Name goods of kinds that no list holds, by the shape of their names: 冰淇淋机, ice cream makers.

    What is asked for right before and ends like a thing (nlu/wares.py) is one, where no title has it; a name that
    only describes it (cream) links to nothing.
    """
    for start, end in wares(text, showing):
        inside = [k for k in links if k.start < end and start < k.end]
        whole = any(k.start <= start and k.end >= end for k in inside)
        heads = any(k.end == end and k.label != "attribute" for k in inside)
        known = any(a < end and start < b for a, b, _ in lacking)
        if whole or heads or known or lexicon.in_titles(text[start:end]):
            continue
        if any(k.label in ("brand", "item") for k in inside):
            continue
        links = [k for k in links if k not in inside]
        lacking = sorted([*lacking, (start, end, Unknown("category", text[start:end]))], key=lambda u: u[0])
    return links, lacking


def _label(hit: Hit[tuple[str, str]]) -> str:
    """Return what a name that people know is of; a name of both is a brand's (小米, 华为)."""
    labels = dict(hit.meanings)
    return "brand" if "brand" in labels else next(iter(labels))
