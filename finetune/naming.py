"""Short names of the goods on the cards: 松果X2 for "松果 长辈版 X2", unmistakable among the cards.

Owns: the choice of a short name. Every part of a short name is a part of the title. Does not know: sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from finetune.values import Values, is_han
from knowledge.types import Item

_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_MEASURE = re.compile(r"-?\d+(\.\d+)?(ml|mL|L|g|kg|GB|TB|G|T|W|V|Hz|cm|mm|m|K|P|mAh)", re.I)
MAX_WHOLE_CHARS = {"zh": 12, "en": 26}
_QUOTES = (("“", "”"), ("《", "》"), ("「", "」"))
#: The name of a work, at the beginning of a title.
_QUOTED = re.compile(r"“[^“”]+”|《[^《》]+》|「[^「」]+」")
#: A longer name is not spoken where the brand alone tells the goods apart.
MAX_SPOKEN_CHARS = {"zh": 10, "en": 30}
#: A cut that must fall inside an unspaced title falls after at most so many characters.
MAX_CUT_CHARS = {"zh": 18, "en": 40}


def join(tokens: Sequence[str]) -> str:
    """Join title words: no space between Han and anything, one space between Latin words."""
    out = ""
    for token in tokens:
        apart = bool(out) and not is_han(out[-1]) and not is_han(token[0])
        out += f" {token}" if apart else token
    return out


def _candidates(title: str, brand: str, locale: str) -> Iterable[str]:
    """Yield short names, best first; the whole title is the last."""
    if quoted := _QUOTED.match(title):
        yield quoted.group()
    tokens = title.split()
    lead = tokens[0] if tokens else title
    named_by_brand = bool(brand) and lead.lower() == brand.lower()
    if named_by_brand and len(tokens) > 1 and len(join(tokens[:2])) > MAX_SPOKEN_CHARS[locale]:
        yield lead  # the brand alone is what people would say, where it says enough
    if locale == "zh" and named_by_brand and len(tokens) > 1:
        # What an accessory fits is not its own model.
        own = next((i for i, t in enumerate(tokens) if re.match("适用|兼容|适配|搭配", t)), len(tokens))
        rest = tokens[1:own]
        models = [t for t in rest if _MODEL.fullmatch(t) and not _MEASURE.fullmatch(t)]
        for model in reversed(models):
            # A bare number or a single word such as "Note" means little without what stands before it.
            at = rest.index(model)
            if re.fullmatch(r"\d{1,3}|Pro|Max|Plus|Mini|Lite", model) and at:
                yield join([lead, rest[at - 1], model])
                yield join([lead, rest[at - 1], model, tokens[-1]])
            else:
                yield join([lead, model])
                yield join([lead, model, tokens[-1]])
        yield join(tokens[:2])
        yield join(tokens[:3])
        yield join([*tokens[:2], tokens[-1]])  # of two jars of one cream the size
    if locale == "en" and len(tokens) > 3:
        before_comma = title.split(",")[0]
        if "," in title and 2 <= len(before_comma.split()) <= 5 and len(before_comma) <= MAX_CUT_CHARS[locale]:
            yield before_comma
        for n in range(3, min(5, len(tokens)) + 1):
            dangling = r"(for|with|and|of|in|the|a|to)[,:]?|\d[\d.]*"
            following = tokens[n] if n < len(tokens) else ""
            number = re.fullmatch(r"\d[\d.]*", tokens[n - 1]) and not re.fullmatch(r"[A-Za-z°]{1,3},?", following)
            if number or not re.fullmatch(dangling, tokens[n - 1]):
                yield join(tokens[:n]).rstrip(",:;-")
    if len(tokens) > 2 and len(title) > MAX_WHOLE_CHARS[locale]:
        if locale == "zh" and not is_han(join(tokens[:2])) and is_han(title):
            yield join(tokens[:4])  # "Let it" of "Let it go男式内裤" names nothing
        yield join(tokens[:2])
        yield join(tokens[:3])
    if len(title) > MAX_CUT_CHARS[locale]:
        cut = re.match(rf".{{4,{MAX_CUT_CHARS[locale]}}}?(?=[ ,，、（(【/])", title)
        yield cut.group().strip() if cut else title[: MAX_CUT_CHARS[locale]].strip()
    yield title


def short_names(items: Sequence[Item], values: Values) -> dict[str, str]:
    """Return item_id -> a short name for each of these items, no name part of another's title, in the values'
    locale.
    """
    titles = {item.item_id: values.title(item) for item in items}
    squeezed = {item_id: re.sub(r"\s+", "", title).lower() for item_id, title in titles.items()}
    names: dict[str, str] = {}
    for item in items:
        title = titles[item.item_id]
        whole = len(title) <= MAX_WHOLE_CHARS[values.locale] and " " not in title
        brand = values.brand(item.brand) if item.brand else ""
        names[item.item_id] = join(title.split()) or title
        for name in [title] if whole else _candidates(title, brand, values.locale):
            name = name.rstrip(" .,;:，。；：") or name
            if any(name.count(a) != name.count(b) for a, b in _QUOTES):
                continue  # cut within quotes
            words = [w.lower() for w in re.findall(r"[A-Za-z0-9.+-]+|[\u3400-\u9fff]+", name)]
            others = (t for other, t in squeezed.items() if other != item.item_id)
            taken = any(name.lower() == n.lower() for other, n in names.items() if other != item.item_id)
            if not taken and not any(all(w in other for w in words) for other in others):
                names[item.item_id] = name
                break
    return names
