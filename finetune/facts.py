"""The facts that a reply may state: `facts(prompt)` lists them, each bound to the item it is true of.

Owns: what follows from a decision (values of the cards, the shopper's wishes, counts, differences of compared values).
Does not know: how a text is read (guard.py) or written (template).
"""

from __future__ import annotations

import calendar
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from threading import Lock
from typing import Literal

from finetune import units
from finetune.contract import GroundedPrompt
from finetune.kept import KeptByShop
from finetune.naming import short_names
from finetune.values import Values, clean
from knowledge.types import Answer, Decision, Item, ItemValue, Payload, Preference, Shop

#: Goods whose facts are kept for each shop; about 10 kB each.
N_ITEMS = 2000
FactKind = Literal["number", "name", "value", "flag", "words"]


#: Stands for the shop's currency.
MONEY = "money"
#: Figures of a decision that may be told, with their unit; the others are for the log.
SAID_NUMBERS = {
    "ahead": "", "wait_min": "分钟", "n_reviews": "", "n_seen": "", "peers": "", "month": "月", "day": "日",
    "cheaper_by": MONEY, "dearer_by": MONEY, "with_from": MONEY, "total": MONEY, "several": "",
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One thing a draft may say.

    `kind`: "number" (`number` with `unit`, "" = a bare count), "name" (of an item), "value" (a text value of an
    attribute,
    a brand or a category), "flag" (`holds`: a yes-or-no attribute), "words" (text that may be quoted as it stands).
    `subject`: the item_id it is true of; "" = it holds of the conversation (a wish, a count, a policy).
    """

    kind: FactKind
    text: str = ""
    number: float = 0.0
    unit: str = ""
    attribute: str = ""
    subject: str = ""
    holds: bool = True


def facts(prompt: GroundedPrompt) -> list[Fact]:
    """List all facts of a prompt. The order is of no meaning; a fact may occur twice."""
    return list(_Collector(prompt).collect())


class _ShopFacts:
    """What the goods and values of one shop make true, whatever the prompt. Facts of goods seen lately are kept."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.values = {locale: Values(shop, locale) for locale in ("zh", "en")}
        self._seen: OrderedDict[str, tuple[Item, list[Fact]]] = OrderedDict()
        self._lock = Lock()

    def item(self, item: Item) -> list[Fact]:
        """Return the facts of an item; listing them took a third of the guard's time."""
        seen = self._seen.get(item.item_id)
        if seen is None or seen[0] != item:
            seen = (item, list(self._item(item)))
            with self._lock:
                self._seen[item.item_id] = seen
                if len(self._seen) > N_ITEMS:
                    self._seen.popitem(last=False)
        return seen[1]

    def _item(self, item: Item) -> Iterator[Fact]:
        for values in self.values.values():
            yield Fact("name", values.title(item), subject=item.item_id)
        yield Fact("name", item.title, subject=item.item_id)
        if item.url:
            yield Fact("words", item.url, subject=item.item_id)
        yield from self.pair("category", item.category, item.item_id)
        if item.brand:
            yield from self.pair("brand", item.brand, item.item_id)
        for key in ("price", "stock"):
            if (value := item.value(key)) is not None:
                yield from self.pair(key, value, item.item_id)
        for key, value in item.attributes.items():
            yield from self.pair(key, value, item.item_id)

    def pair(self, key: str, value: ItemValue | object, subject: str) -> Iterator[Fact]:
        """List the facts that one attribute's value makes."""
        attribute = self.values["zh"].attribute(key)
        if isinstance(value, bool):
            yield Fact("flag", attribute=key, subject=subject, holds=value)
        elif isinstance(value, (int, float)):
            unit = self.shop.currency if self.values["zh"].is_money(key) else attribute.unit or ""
            yield Fact("number", number=float(value), unit=unit, attribute=key, subject=subject)
            known = units.find(unit)
            if known and known.dimension in ("people", "inch"):  # for three people, a 14-inch laptop
                yield Fact("number", number=float(value), unit="", attribute=key, subject=subject)
            if key == "rating":  # told with one decimal, with or without its unit
                for said in {unit, ""}:
                    yield Fact("number", number=round(float(value), 1), unit=said, attribute=key, subject=subject)
            if value == 0 and self.values["zh"].is_money(key):
                yield from (Fact("value", word, attribute=key, subject=subject) for word in ("免费", "free"))
        elif isinstance(value, (list, tuple)):
            for part in value:
                yield from self.pair(key, part, subject)
        elif isinstance(value, str):
            spellings = {value, clean(value), *(v.value(key, value) for v in self.values.values())}
            spellings |= {*attribute.values.get(value, []), *attribute.shown.get(value, {}).values()}
            if key == "brand":
                spellings |= set(self.shop.brands.get(value, []))
            if key == "category":
                category = next((c for c in self.shop.categories if c.name == value), None)
                spellings |= {n for names in (category.names.values() if category else ()) for n in names}
            for spelling in sorted(s for s in spellings if s):
                yield Fact("value", spelling, attribute=key, subject=subject)


_shop_facts = KeptByShop(_ShopFacts)


class _Collector:
    def __init__(self, prompt: GroundedPrompt) -> None:
        self.prompt = prompt
        self.shop = prompt.shop
        self.known = _shop_facts(prompt.shop)
        self.values, self.item, self.pair = self.known.values, self.known.item, self.known.pair

    def collect(self) -> Iterator[Fact]:
        decision = self.prompt.decision
        items = [shown.item for shown in decision.items]
        for locale, values in self.values.items():
            for item_id, name in short_names(items, values).items():
                yield Fact("name", name, subject=item_id)
            yield Fact("words", self.shop.title.get(locale, self.shop.name))
        for item in items:
            yield from self.item(item)
        for shown in decision.items:
            for reason in shown.reasons:  # the rating may be of the reviews, no attribute of the item
                if reason.kind == "rating" and reason.value is not None:
                    yield from self.pair("rating", reason.value, shown.item.item_id)
        for answer in decision.answers:
            yield from self.answer(answer)
        for wish in self.wishes(decision):
            yield from self.wish(wish)
        yield from self.counts(decision)
        yield from self.differences(items)
        yield from self.words(decision)

    def wishes(self, decision: Decision) -> Iterator[Preference]:
        """Every wish that the decision mentions, wherever it stands."""
        yield from decision.wishes
        yield from decision.blocking
        yield from (change.preference for change in decision.changes)
        for relaxation in decision.relaxations:
            yield relaxation.wish
            if relaxation.instead:
                yield relaxation.instead
        for option in decision.options:
            if option.preference:
                yield option.preference
            yield from self.payload(option.payload)
        for shown in decision.items:
            yield from (r.preference for r in shown.reasons if r.preference)

    def payload(self, payload: Payload) -> Iterator[Preference]:
        yield from payload.wishes

    def wish(self, wish: Preference) -> Iterator[Fact]:
        yield from self.pair(wish.attribute, wish.value, "")
        if wish.text:
            yield Fact("words", clean(wish.text))

    def counts(self, decision: Decision) -> Iterator[Fact]:
        numbers: list[float] = [decision.n_matching, len(decision.items)]
        for name, unit in SAID_NUMBERS.items():
            if name in decision.numbers:
                known = self.shop.currency if unit == MONEY else unit
                yield Fact(
                    "number", number=decision.numbers[name], unit=known, attribute="price" if unit == MONEY else ""
                )
        if "month" in decision.numbers and "day" in decision.numbers:
            month, day = int(decision.numbers["month"]), int(decision.numbers["day"])
            yield Fact("words", f"{day} {calendar.month_name[month]}")
        numbers += [option.count for option in decision.options if option.count is not None]
        for relaxation in decision.relaxations:
            numbers.append(relaxation.count)
            if relaxation.lowest_price is not None:
                yield Fact("number", number=relaxation.lowest_price, unit=self.shop.currency, attribute="price")
        for answer in decision.answers:
            numbers += [answer.n_reviews, answer.n_mention, answer.n_positive, answer.n_negative]
            numbers += [n for _, n in (*answer.praised, *answer.blamed)]
            if answer.share_positive is not None:
                yield Fact("number", number=round(answer.share_positive * 100), unit="%")
        for number in {*numbers, *range(1, len(decision.items) + 1)}:
            yield Fact("number", number=float(number))

    def answer(self, answer: Answer) -> Iterator[Fact]:
        subject = answer.item.item_id if answer.item else ""
        key = answer.question.attribute
        if answer.item:
            yield from self.item(answer.item)
        if answer.value is not None and answer.source in ("attribute", "stock"):
            yield from self.pair(key, answer.value, subject)
        elif answer.value is not None:
            yield Fact("words", clean(str(answer.value)), subject=subject)
        if answer.holds is not None and self.values["zh"].attribute(key).type == "bool":
            yield Fact("flag", attribute=key, subject=subject, holds=answer.holds)
        if answer.question.value is not None:
            yield from self.pair(key, answer.question.value, "")
        for text in (answer.quote, answer.question.text, *(t for t, _ in (*answer.praised, *answer.blamed))):
            if text:
                yield Fact("words", clean(text))

    def differences(self, items: list[Item]) -> Iterator[Fact]:
        """How far the cards lie apart in each number, so that 贵800元 and 轻150克 can be checked."""
        for one, other in combinations(items, 2):
            for key in ("price", *one.attributes):
                a, b = one.value(key), other.value(key)
                if isinstance(a, (int, float)) and isinstance(b, (int, float)) and not isinstance(a, bool):
                    unit = (
                        self.shop.currency if self.values["zh"].is_money(key) else self.values["zh"].attribute(key).unit
                    )
                    yield Fact("number", number=round(abs(a - b), 6), unit=unit or "", attribute=key)
                    if key == "rating":  # rated 0.5 higher
                        yield Fact("number", number=round(abs(a - b), 1), unit="", attribute=key)

    def words(self, decision: Decision) -> Iterator[Fact]:
        asked = self.values["zh"].attribute(decision.attribute) if decision.attribute else None
        texts = list(asked.questions.values()) if asked else []
        texts += [decision.text, *decision.unchecked, *(u.text for u in decision.unknown)]
        texts += [c.preference.text for c in decision.changes]
        texts += [label for option in decision.options for label in option.label.values()]
        for text in texts:
            if text:
                yield Fact("words", clean(text))
