"""The short names by which people call an item: 云雀L9, Air 14, 故宫, 全聚德王府井店.

Owns: cutting titles into distinctive names. Does not know: the index over them, acts. Standard library only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from nlu.general import common_english, common_words
from nlu.normalise import fold
from nlu.surfaces import han, squeeze

#: A name that more items bear than this points at none of them.
MAX_BEARERS = 6
_PARENTHESES = re.compile(r"\s*[(\[【].*?[)\]】]\s*")
_MODEL = re.compile(
    r"[a-z]+[ -]?\d+[a-z]*(?: (?:pro|max|plus|mini|air|ultra|lite|se|s|gt))*|"
    r"\d+[a-z]+(?: (?:pro|max|plus|mini|ultra|lite))*|[a-z]{2,}(?: [a-z]+)* \d+[a-z]*"
)
#: Numbers with units are facts of an item, not its name.
_MEASURE = re.compile(
    r"\d+(?:\.\d+)?(?:gb|g|tb|t|kg|ml|l|mah|w|hz|cm|mm|m|k|p|寸|英寸|克|斤|升|岁|人|天|日|段|码|支|片|件)?"
)
_SPLIT = re.compile(r"[\s,，/|+、·]+")


def names(title: str, brand: str | None, category: str) -> set[str]:
    """Return normalised surfaces of a title: all of it, without its brackets, brand with model, model, distinctive
    pieces."""
    text = fold(title)
    out = {text}
    bare = _PARENTHESES.sub("", text).strip()
    if len(bare) >= 2:
        out.add(bare)
    inside = re.search(r"[(【](.*?)[)】]", text)
    if inside and bare and len(inside.group(1)) >= 2:
        out.add(bare + inside.group(1))
    brand_text = fold(brand or "")
    category_text = fold(category)
    for match in _MODEL.finditer(bare.replace(brand_text, " ") if brand_text else bare):
        model = match.group().strip()
        if _MEASURE.fullmatch(model) or len(squeeze(model)[0]) < 2:
            continue
        out.add(model)
        if brand_text:
            out.add(brand_text + model)
    rest = bare
    for known in (brand_text, category_text):
        rest = rest.replace(known, " ") if known else rest
    for piece in _SPLIT.split(rest):
        piece = piece.strip()
        if len(piece) >= 3 and not _MEASURE.fullmatch(piece) and any(map(han, piece)) and piece not in common_words():
            out.add(piece)
            if brand_text:
                out.add(brand_text + piece)
    without_category = bare.removesuffix(category_text).strip()
    if category_text and len(without_category) >= 2:
        out.add(without_category)
    return {
        n
        for n in out
        if n == text
        or (
            n not in common_words()
            and n not in common_english()
            and len(squeeze(n)[0]) >= 2
            and not _MEASURE.fullmatch(n)
        )
    }


def distinctive(items: Iterable[tuple[str, str, str, str | None]], known: set[str]) -> dict[str, list[str]]:
    """Return surface -> item ids for (item_id, title, category, brand) rows.

    `known`: squeezed surfaces that mean something else in the shop (categories, values); they never name an item. A
    name that is all of an item's title names that item, however many others begin with it.
    """
    rows = list(items)
    whole: dict[str, list[str]] = {}
    for item_id, title, _, _ in rows:
        whole.setdefault(squeeze(fold(title))[0], []).append(item_id)
    places = _shared_heads(row[1] for row in rows)
    bearers: dict[str, list[str]] = {}
    seen: Counter[str] = Counter()
    for item_id, title, category, brand in rows:
        found = names(title, brand, category)
        found |= {n[2:] for n in found if n[:2] in places and len(n) >= 5}
        for name in found:
            key = squeeze(name)[0]
            if key in known:
                continue
            seen[key] += 1
            if seen[key] <= MAX_BEARERS:
                bearers.setdefault(key, []).append(item_id)
            elif key in bearers:
                del bearers[key]
    for key, ids in whole.items():
        if key not in known and len(ids) <= MAX_BEARERS:
            bearers[key] = ids
    return bearers


def _shared_heads(titles: Iterable[str]) -> set[str]:
    """Return the two-character heads (北京) that so many titles bear that people leave them out."""
    heads = Counter(t[:2] for t in titles if len(t) >= 5 and all(map(han, t[:2])))
    least = max(3, sum(heads.values()) // 50)
    return {head for head, n in heads.items() if n >= least}
