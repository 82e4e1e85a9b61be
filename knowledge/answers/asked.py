"""Questions with known answers, drawn from a shop's own facts; a third of them ask what no text of the item states.

Owns: which facts are asked, of which item, in which words, and what a right answer is. Does not know: understanding,
the guide. The same view, half and seed give the same questions.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import jieba.posseg as posseg

from knowledge.answers.paraphrases import Half, half_of, paraphrases
from knowledge.answers.wording import Wording
from knowledge.guide import meant, schema, terms
from knowledge.tokens import fold, is_han, plain_words
from knowledge.types import Attribute, Item, ItemValue, Locale

Kind = Literal["open", "yes_no", "reviews", "described", "compare", "silent"]
#: How many of a hundred questions are of each kind; a third has no answer.
SHARES: dict[Kind, int] = {"open": 28, "yes_no": 18, "reviews": 7, "described": 6, "compare": 7, "silent": 34}
SHARE_ENGLISH = 0.3
N_SHOWN = 3
#: Attributes whose values nobody asks for.
_NOT_ASKED = frozenset({"category", "title", "title_en", "stock", "url"})
_SUITS = frozenset({"audience", "scene", "skin_type", "season"})
_ADJECTIVES = tuple("无不可含防")


@dataclass(frozen=True)
class Gold:
    """A right answer. `attribute` "" = no attribute but a text; `value`: the item's value; `holds`: for a yes-no
    question. `word`: what the quoted sentence must speak of. `item_ids`: the items that the answer is about.
    """

    kind: Kind
    item_ids: list[str]
    attribute: str = ""
    value: ItemValue | None = None
    holds: bool | None = None
    word: str = ""


@dataclass(frozen=True)
class Asked:
    """One question of the exam: what stands on the screen (`shown`), what is under discussion (`focus`), what is said
    (`turns`: one or two utterances, the last one is judged), in which language, and what is right.
    """

    shop: str
    shown: list[str]
    focus: str
    turns: list[str]
    locale: Locale
    gold: Gold = field(repr=False)


def draw(view: Any, half: Half, n: int, seed: int) -> list[Asked]:
    """Draw `n` questions of a shop (`knowledge.view.ShopView`), a third without an answer. Items and wordings are
    those of the half. Raises ValueError where a shop has too few facts to draw so many.
    """
    maker = _Maker(view, half, random.Random(f"answers-{view.shop.name}-{half}-{seed}"))
    counts = {kind: round(n * share / 100) for kind, share in SHARES.items()}
    if not int(view.n_reviews.sum()):
        counts["open"] += counts.pop("reviews")
    counts["open"] += n - sum(counts.values())
    found: list[Asked] = []
    for kind, wanted in counts.items():
        made = list(maker.of_kind(kind, wanted))
        if len(made) < wanted and kind in ("described", "reviews"):
            made += maker.of_kind("open", wanted - len(made))  # a shop whose texts say little
        if len(made) < wanted:
            raise ValueError(f"shop {view.shop.name}: only {len(made)} of {wanted} questions of kind {kind}")
        found += made
    return found


class _Maker:
    def __init__(self, view: Any, half: Half, rng: random.Random) -> None:
        self.view, self.half, self.rng, self.words = view, half, rng, paraphrases()
        self.say = Wording(self.words, half, rng)
        self.of_category: dict[str, list[str]] = {}
        for item_id in view.ids:
            self.of_category.setdefault(str(view.item(item_id).value("category")), []).append(item_id)
        self.targets = [i for i in view.ids if half_of(i) == half and self._has_company(i)]
        self.is_place = view.shop.attribute("address") is not None

    def of_kind(self, kind: Kind, n: int) -> Iterator[Asked]:
        makers: dict[Kind, Callable[[Item, Locale], Asked | None]] = {
            "open": self.open, "yes_no": self.yes_no, "reviews": self.reviews, "described": self.described,
            "compare": self.compare, "silent": self.silent,
        }  # fmt: skip
        seen: set[tuple[str, ...]] = set()
        for _ in range(60 * n):
            if n == 0:
                return
            item = self.view.item(self.rng.choice(self.targets))
            locale: Locale = "en" if self.rng.random() < SHARE_ENGLISH else "zh"
            asked = makers[kind](item, locale)
            if asked is not None and (item.item_id, *asked.turns) not in seen:
                seen.add((item.item_id, *asked.turns))
                n -= 1
                yield asked

    # ------------------------------------------------------------ kinds

    def open(self, item: Item, locale: Locale) -> Asked | None:
        owners = self._stated(item)
        if not owners:
            return None
        owner = self.rng.choice(owners)
        gold = Gold("open", [item.item_id], owner.key, item.value(owner.key))
        wordings = self.words["asked_plainly"].get(owner.key)
        if wordings and self.rng.random() < 0.6:
            return self._ask(item, locale, self.say.pick(wordings[locale]), gold)
        name = self.say.name(owner, locale)
        if not name:
            return None
        others = [o for o in owners if o.key != owner.key and self.say.name(o, locale)]
        if others and self.rng.random() < 0.2:  # in the second turn, without naming the item again
            first = self.say.pick(self.words["open"][locale]).replace(
                "{name}", self.say.name(self.rng.choice(others), locale)
            )
            then = self.say.pick(self.words["follow_up"][locale]).format(name=name)
            return self._ask(item, locale, first, gold, then=then)
        return self._ask(item, locale, self.say.pick(self.words["open"][locale]).replace("{name}", name), gold)

    def yes_no(self, item: Item, locale: Locale) -> Asked | None:
        owners = [o for o in self._stated(item) if o.type in ("bool", "category", "tags")]
        if not owners:
            return None
        owner = self.rng.choice(owners)
        has = item.value(owner.key)
        name = self.say.name(owner, locale, short=True)
        if not name:
            return None
        if isinstance(has, bool):
            group = "flag_adjective" if name.startswith(_ADJECTIVES) else "flag"
            gold = Gold("yes_no", [item.item_id], owner.key, has, has)
            return self._ask(item, locale, self.say.pick(self.words[group][locale]).replace("{name}", name), gold)
        asked = self._value_to_ask(owner, item, has) if has is not None else None
        if asked is None or has is None:
            return None
        said = self.say.said(owner, asked, locale)
        if not said:
            return None
        group = "suits" if owner.key in _SUITS else "has" if owner.type == "tags" else "value"
        wording = self.say.pick(self.words[group][locale]).replace("{value}", said).replace("{name}", name)
        holds = fold(asked) in {fold(str(v)) for v in (has if isinstance(has, list) else [has])}
        return self._ask(item, locale, wording, Gold("yes_no", [item.item_id], owner.key, has, holds))

    def reviews(self, item: Item, locale: Locale) -> Asked | None:
        if not self.view.n_reviews[self.view.position(item.item_id)]:
            return None
        return self._ask(item, locale, self.say.pick(self.words["reviews"][locale]), Gold("reviews", [item.item_id]))

    def described(self, item: Item, locale: Locale) -> Asked | None:
        """Ask for a word that only the description has."""
        del locale  # descriptions are in the shop's language
        stated = fold(" ".join([item.title, *(str(v) for v in item.attributes.values())]))
        names = meant.surfaces(self.view.shop).known
        nouns = {word for word, flag in posseg.cut(item.description) if flag in ("n", "nz")}
        cut = set(plain_words(item.description))
        words = [
            w for w in terms.content(item.description)
            if is_han(w) and w in nouns and w in cut and w not in stated and not any(n in w or w in n for n in names)
        ]  # fmt: skip
        if not words:
            return None
        word = self.rng.choice(words)
        wording = self.say.pick(self.words["described"]["zh"]).replace("{word}", word)
        return self._ask(item, "zh", wording, Gold("described", [item.item_id], word=word))

    def compare(self, item: Item, locale: Locale) -> Asked | None:
        shown = self._screen(item)
        if self.rng.random() < 0.4:
            gold = Gold("compare", shown)
            return Asked(
                self.view.shop.name, shown, "", [self.say.pick(self.words["compare_all"][locale])], locale, gold
            )
        other = self.rng.choice([i for i in shown if i != item.item_id])
        keys = [k for k in self.words["more"] if self._both_differ(k, item, self.view.item(other))]
        if not keys:
            return None
        key = self.rng.choice(keys)
        refs = [self.say.ordinal(shown.index(i) + 1, locale) for i in (item.item_id, other)]
        owner = schema.attribute(self.view.shop, key)
        wording = self.say.pick(self.words["compare"][locale]).format(
            ref=refs[0],
            other=refs[1],
            more=self.words["more"][key][locale][0],
            name=owner.name(locale) if owner else key,
        )
        gold = Gold("compare", [item.item_id, other], key)
        return Asked(self.view.shop.name, shown, "", [wording], locale, gold)

    def silent(self, item: Item, locale: Locale) -> Asked | None:
        texts = fold(self._all_text(item))
        if self.rng.random() < 0.5:
            things = self.words["silent"]["places" if self.is_place else "goods"]
            thing = self.rng.choice([t for t in things if half_of(t["zh"]) == self.half])
            if any(fold(w) in texts for w in thing["words"]):
                return None
            return self._ask(item, locale, thing[locale], Gold("silent", [item.item_id]))
        owners = [
            a for a in self.view.shop.attributes
            if a.key not in _NOT_ASKED and item.value(a.key) is None and a.key in self.view.columns
            and schema.applies(self.view.shop, a, [item.category]) and self._used_by_kin(a, item)
        ]  # fmt: skip
        if not owners:
            return None
        owner = self.rng.choice(owners)
        name = self.say.name(owner, locale)
        # A text that speaks of it may answer; only what no text speaks of is without an answer.
        if not name or any(fold(n) in texts for ns in owner.names.values() for n in ns):
            return None
        flag = "flag_adjective" if name.startswith(_ADJECTIVES) else "flag"
        group = flag if owner.type == "bool" else "open"
        wording = self.say.pick(self.words[group][locale]).replace("{name}", name)
        return self._ask(item, locale, wording, Gold("silent", [item.item_id], owner.key))

    # ------------------------------------------------------------ words

    def _ask(self, item: Item, locale: Locale, wording: str, gold: Gold, then: str = "") -> Asked:
        shown = self._screen(item)
        place = shown.index(item.item_id) + 1
        roll = self.rng.random()
        if roll < 0.3:
            group = self.words["references"][locale]["place" if self.is_place else "focus"]
            ref, focus = self.rng.choice(group), item.item_id
        elif roll < 0.45 and self._nameable(item, locale):
            ref, focus = item.title, ""
        else:
            ref, focus = self.say.ordinal(place, locale), ""
        turns = [wording.replace("{ref}", ref)]
        return Asked(self.view.shop.name, shown, focus, [*turns, then] if then else turns, locale, gold)

    def _nameable(self, item: Item, locale: Locale) -> bool:
        return locale == "zh" and len(item.title) <= 14

    # ------------------------------------------------------------ facts

    def _stated(self, item: Item) -> list[Attribute]:
        """Return the attributes that an item states and that alone of those sharing a name it states."""
        keys = ["price", "brand", *(a.key for a in self.view.shop.attributes)]
        owners = [schema.attribute(self.view.shop, k) for k in dict.fromkeys(keys) if k not in _NOT_ASKED]
        return [o for o in owners if o is not None and item.value(o.key) not in (None, [], "")]

    def _value_to_ask(self, owner: Attribute, item: Item, has: ItemValue) -> str | None:
        own = [str(v) for v in (has if isinstance(has, list) else [has])]
        if self.rng.random() < 0.5:
            return self.rng.choice(own)
        kin = [self.view.item(i).value(owner.key) for i in self.of_category[item.category][:60]]
        others = sorted({str(v) for k in kin if k is not None for v in (k if isinstance(k, list) else [k])} - set(own))
        return self.rng.choice(others) if others else None

    def _used_by_kin(self, owner: Attribute, item: Item) -> bool:
        return any(self.view.item(i).value(owner.key) is not None for i in self.of_category[item.category][:60])

    def _both_differ(self, key: str, one: Item, other: Item) -> bool:
        a, b = one.value(key), other.value(key)
        return isinstance(a, (int, float)) and isinstance(b, (int, float)) and a != b

    def _all_text(self, item: Item) -> str:
        values = [f"{k} {v}" for k, v in item.attributes.items()]
        return "\n".join([item.title, item.description, *values, *(r.text for r in self.view.reviews(item.item_id))])

    def _has_company(self, item_id: str) -> bool:
        return len(self.of_category[str(self.view.item(item_id).value("category"))]) >= N_SHOWN

    def _screen(self, item: Item) -> list[str]:
        others = [i for i in self.of_category[item.category] if i != item.item_id]
        shown = [item.item_id, *self.rng.sample(others, N_SHOWN - 1)]
        self.rng.shuffle(shown)
        return shown
