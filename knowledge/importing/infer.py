"""Infer a schema from a survey: types, units, which attributes are worth asking, which direction is better, names.

Owns: these decisions and their thresholds. Does not know: files, rows, SQL. The result is written out for editing, so a
decision that is wrong for a shop costs one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from knowledge.importing.rows import OTHER_CATEGORY, OTHER_SCALE
from knowledge.importing.schema_file import SchemaFile
from knowledge.importing.survey import Stats, Survey
from knowledge.importing.tables import table
from knowledge.importing.units import canonical_unit
from knowledge.types import Attribute, AttributeType, Category, Shop
from knowledge.words import fold

#: Share of the values of an attribute that must read as its type; the rest are typing errors to be reported.
MOSTLY = 0.9
#: An attribute is worth asking when at least this share of the items of its categories state it …
ASK_COVERAGE = 0.5
#: … and its values are spread at least this evenly (0 to 1), over at most so many values.
ASK_ENTROPY, ASK_MOST_VALUES = 0.3, 40
_YES_NO_NAMES = re.compile(r"^(is|has|with|supports?)[ _]|^(是否|支持|可|带)|(功能)$")
_ID_NAMES = re.compile(r"(^|\W)(id|sku|code|isbn|uuid)$|(编号|编码|货号|条码)$")
_YES_NO_PREFIX = re.compile(r"^(?:是否(?:支持|可)?|支持)(?=.)")
_SLUG = re.compile(r"[^\w]+")


_SCORE = Attribute(
    OTHER_SCALE,
    "number",
    {"zh": ["评分", "得分"], "en": ["score", "rating"]},
    questions={"zh": "对评分有要求吗？", "en": "Is there a score that it should reach?"},
    better="higher",
)


@dataclass(frozen=True)
class Known:
    """What is known beforehand of an attribute by its name."""

    key: str
    names: dict[str, list[str]]
    better: Literal["higher", "lower"] | None
    ask: bool
    questions: dict[str, str]
    type: AttributeType | None


def infer(survey: Survey, base: SchemaFile, law: frozenset[str]) -> Shop:
    """Complete the shop of `base` by what the survey shows. Sections in `law` stay as they are; others grow."""
    shop = base.shop
    language = shop.language
    if "language" not in law and not shop.title:
        language = "zh" if survey.n_han_titles * 5 >= survey.n_items else "en"
    currency = shop.currency
    if "currency" not in law and not shop.attributes:
        currency = _currency(survey, language)
    shop = replace(shop, language=language, currency=currency, title=shop.title or {language: shop.name})
    if "categories" not in law:
        shop = replace(shop, categories=[*shop.categories, *_new_categories(survey, shop)])
    if "attributes" not in law:
        shop = replace(shop, attributes=[*shop.attributes, *_new_attributes(survey, shop)])
        if survey.greatest_rating > 5 and shop.attribute(OTHER_SCALE) is None and shop.attribute("rating") is None:
            shop = replace(shop, attributes=[_SCORE, *shop.attributes])
    return shop


def type_of(stats: Stats, known: Known | None = None) -> tuple[AttributeType, str | None]:
    """Decide the type of an attribute and, for numbers, the unit."""
    if known is not None and known.type is not None:
        return known.type, None
    hinted = bool(_YES_NO_NAMES.search(fold(stats.name)))
    only_digits = stats.n_numbers == stats.n
    if stats.n_bool >= MOSTLY * stats.n and len(stats.words) <= 4 and (hinted or not only_digits):
        return "bool", None
    if _ID_NAMES.search(_plain(stats.name)):
        return "text", None
    pieces = sum(stats.parts.values())
    piece_length = sum(len(p) * c for p, c in stats.parts.items()) / max(1, pieces)
    if stats.n_lists * 2 >= stats.n:
        return ("tags" if piece_length <= 20 else "text"), None
    unit, fitting = stats.main_unit()
    if stats.n_numbers >= MOSTLY * stats.n and fitting >= MOSTLY and stats.n_id_like * 10 < stats.n:
        return "number", canonical_unit(unit) or None
    mean_length = stats.n_characters / stats.n
    listed = stats.n_separated * 5 >= stats.n and mean_length <= 60 and piece_length <= 12 and not stats.overflowed
    if listed and (len(stats.parts) <= 12 or len(stats.parts) * 2 <= pieces):
        return "tags", None
    few = len(stats.words) <= 12 or len(stats.words) <= 0.3 * stats.n
    if few and not stats.overflowed and mean_length <= 20:
        return "category", None
    return "text", None


def known_attribute(name: str) -> Known | None:
    """Look a column's name up among the attributes that many shops have."""
    return _known_attributes().get(_plain(name))


def _new_categories(survey: Survey, shop: Shop) -> list[Category]:
    taken = {fold(n) for c in shop.categories for n in (c.name, *(n for names in c.names.values() for n in names))}
    new: list[Category] = []
    names = survey.categories or ({"全部商品" if shop.language == "zh" else "goods": None} if not taken else {})
    if survey.categories and survey.in_category[""]:
        names = {**names, OTHER_CATEGORY[shop.language]: None}
    for name, parent in names.items():
        if fold(name) in taken:
            continue
        taken.add(fold(name))
        others = _known_categories().get(fold(name), {})
        new.append(
            Category(
                name, {**others, shop.language: list(dict.fromkeys([name, *others.get(shop.language, [])]))}, parent
            )
        )
    return new


def _new_attributes(survey: Survey, shop: Shop) -> list[Attribute]:
    taken_names = {fold(n) for a in shop.attributes for n in (a.key, *(n for names in a.names.values() for n in names))}
    taken_keys = {a.key for a in shop.attributes}
    new: list[Attribute] = []
    for stats in sorted(survey.attributes.values(), key=lambda s: -s.n):
        if fold(stats.name) in taken_names or fold(stats.name.replace("_", " ")) in taken_names:
            continue
        if not stats.n_distinct:
            continue  # lists of objects and the like: nothing that could be said
        attribute = _attribute(stats, survey, shop, taken_keys)
        taken_keys.add(attribute.key)
        taken_names |= {fold(stats.name)}
        new.append(attribute)
    return new


def _attribute(stats: Stats, survey: Survey, shop: Shop, taken: set[str]) -> Attribute:
    known = known_attribute(stats.name)
    if known is not None and known.key in taken:
        known = None
    key = known.key if known else _key(stats.name, taken)
    kind, unit = type_of(stats, known)
    names = {locale: list(words) for locale, words in known.names.items()} if known else {}
    own = _language(stats.name)
    shown = _shown(stats.name)
    bare = [_YES_NO_PREFIX.sub("", shown)] if kind == "bool" and own == "zh" else []  # 需要是否防水吗 is no question
    names[own] = list(dict.fromkeys([*bare, shown, *names.get(own, [])]))
    categories = [c for c in stats.by_category if c]
    everywhere = set(survey.in_category) <= set(stats.by_category)
    return Attribute(
        key=key,
        type=kind,
        names=names,
        unit=unit,
        # What cannot be worded in the shop's language, or is a number of nobody knows what, is no question.
        askable=(known.ask if known else shop.language in names and (kind != "number" or unit is not None))
        and worth_asking(stats, kind, survey),
        questions=known.questions if known and known.questions else _questions(names, kind),
        better=known.better if known and kind == "number" else None,
        categories=[] if everywhere else categories,
    )


def worth_asking(stats: Stats, kind: AttributeType, survey: Survey) -> bool:
    """Say whether a question about an attribute would tell items apart: enough state it and its values differ."""
    if kind == "text":
        return False
    around = sum(survey.in_category[c] for c in stats.by_category)
    if stats.n < ASK_COVERAGE * around or stats.n < 2:
        return False
    if kind == "number":
        return len(stats.words) >= 5
    counted = stats.parts if kind == "tags" else stats.words
    return 2 <= len(counted) <= ASK_MOST_VALUES and stats.entropy >= ASK_ENTROPY


def _questions(names: dict[str, list[str]], kind: AttributeType) -> dict[str, str]:
    questions = {}
    if names.get("zh"):
        questions["zh"] = f"需要{names['zh'][0]}吗？" if kind == "bool" else f"对{names['zh'][0]}有要求吗？"
    if names.get("en"):
        name = names["en"][0]
        questions["en"] = f"Do you need {name}?" if kind == "bool" else f"Do you have a preference for {name}?"
    return questions


def _currency(survey: Survey, language: str) -> str:
    unit = survey.price_units.most_common(1)[0][0] if survey.price_units else ""
    by_unit = {"元": "CNY", "¥": "CNY", "rmb": "CNY", "cny": "CNY", "usd": "USD", "$": "USD", "eur": "EUR", "€": "EUR"}
    return by_unit.get(fold(unit), "CNY" if language == "zh" else "USD")


def _key(name: str, taken: set[str]) -> str:
    slug = _SLUG.sub("_", fold(name)).strip("_") or "attribute"
    reserved = {"category", "brand", "price", "stock", "rating", "title", "text", "reviews", "url", "description"}
    key, n = slug, 2
    while key in taken or key in reserved:
        key, n = f"{slug}_{n}", n + 1
    return key


def _shown(name: str) -> str:
    return name.replace("_", " ").strip() if name.isascii() else name.strip()


def _plain(name: str) -> str:
    return fold(name.replace("_", " ").replace("-", " ").strip("*# "))


def _language(text: str) -> str:
    return "en" if text.isascii() else "zh"


@cache
def _known_attributes() -> dict[str, Known]:
    found: dict[str, Known] = {}
    for key, entry in table("known")["attributes"].items():
        questions = {locale: entry[f"{locale}_q"] for locale in ("zh", "en") if f"{locale}_q" in entry}
        names = {"zh": entry["zh"], "en": entry["en"]}
        known = Known(key, names, entry.get("better"), entry.get("ask", True), questions, entry.get("type"))
        for name in (key, *entry["zh"], *entry["en"]):
            found.setdefault(_plain(str(name)), known)
    return found


@cache
def _known_categories() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for zh, en in table("known")["categories"].items():
        for name in (zh, *en):
            found.setdefault(fold(name), {"zh": [zh], "en": list(en)})
    return found
