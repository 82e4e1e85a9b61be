"""Which attribute an amount is an amount of, and the wishes it makes.

Owns: choosing the attribute by name beside it, unit, question asked and plausible range. Does not know: the grammar
of amounts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.types import Preference, Question, UserAct
from nlu.linker import Link
from nlu.numbers import Amount
from nlu.understand import beside_amounts
from nlu.understand.frame import Clause, Frame
from nlu.units import canonical, convert

#: How far outside of the numbers that occur a bare number may lie and still be meant: a budget is often below the
#: cheapest.
_BELOW, _NAMED = 0.1, 0.3
_COUNTING = re.compile(r"(?:推荐|介绍|来|看|给|选|挑|要|找|买|再|订|换|吃)(?:给)?(?:我们?|咱们?|一下)?\s*$")
_INSTEAD = re.compile(
    r"(?:改成|改为|换成|变成|调到|加到|降到|提高到|放宽到|涨到|改到|其实|还是|make it|"
    r"change (?:it )?to|up to|actually)\s*$"
)
#: A demand made smaller; of what is the better for being more it is the least.
_EASED = re.compile(r"(?:再)?(?:降低?|减|放宽|调低)(?:到|至)|(?:lower|drop|down)", re.IGNORECASE)
_FREE = re.compile(
    r"免费的?|(?:收|付)费的|不要钱的?|不花钱的?|(?:不要|不用|不收|免)(?:买)?门?票(?:钱|费)?的?"
    r"|(?<![a-z])(?:free(?: of charge| entry| admission)?|for free)(?![a-z])"
)
_GLUE = re.compile(
    r"[\s的是在要为:有得最好大概约左右需]*(?:(?:of|is|at|a|the|to be|for|should be|must be|preferably|ideally)\s*)*"
)


def read(frame: Frame) -> None:
    """Turn the amounts of the utterance into wishes; those that fit no attribute are left for the keywords."""
    _for_free(frame)
    for amount in frame.amounts:
        if not frame.free(amount.start, amount.end):
            continue
        if amount.kind == "discount":  # 5折的有吗: prices of old are no part of a catalogue
            frame.questions.append(Question("policy:promotion", text=frame.words(amount.start, amount.end)))
            frame.say(UserAct.ASK_POLICY)
            frame.take(amount.start, amount.end)
            continue
        if beside_amounts.no_wish(frame, amount):
            frame.take(amount.start, amount.end)
            continue
        clause = frame.clause_at(amount.start)
        key, reading = attribute_of(frame, amount, clause)
        if not key or reading is None:
            continue
        if _ONE.fullmatch(frame.text[amount.start : amount.end]) and not _measured(frame, amount, clause, key):
            continue  # 一游, 这俩菜, 吃一顿: counts, asks for no amount
        refused = beside_amounts.refused(frame, amount, clause)
        for wish in wishes(frame, key, reading):
            frame.wish(beside_amounts.turned(wish, frame.words(*refused)) if refused else wish)
        frame.say(UserAct.REFUSE if refused else UserAct.INFORM)
        frame.take(amount.start, max(amount.end, refused[1] if refused else 0))


#: Written numbers that mostly only count.
_ONE = re.compile(r"[一两俩仨](?:个?人|[个家款位份顿块]|次)?")
_TOGETHER = re.compile(r"一块(?![钱的多以左上下]|$)")


def _measured(frame: Frame, amount: Amount, clause: Clause, key: str) -> bool:
    """Say whether "one" or "two" measures attribute `key`: it is named beside it, was asked for, or has that unit."""
    if key in _beside(frame, amount, clause) or frame.context.asked == key:
        return True
    if _TOGETHER.match(frame.text, amount.start):
        return False
    return amount.unit not in ("", "piece") and canonical(frame.lexicon.unit(key)) == amount.unit


def _for_free(frame: Frame) -> None:
    """Read 免费 as a price of nothing where the shop has such goods."""
    # What was shown last may be of another kind than what is talked about: some goods of the shop are free.
    spans = [r for kinds in (frame.categories, ()) if (r := frame.lexicon.range("price", kinds))]
    span = min(spans, default=None)
    for match in frame.finditer(_FREE):
        inside = any(
            k.start < match.end() and match.start() < k.end and k.entry.attribute != "price" for k in frame.linked.links
        )
        if any(q.value is not None and match.group() in q.text.lower() for q in frame.questions):
            frame.take(*match.span())  # is breakfast free: of breakfast, no price of goods
            continue
        if span and span[0] <= 0 and not inside:
            paid = frame.text[match.start() - 1 : match.start()] in ("不", "非") or match.group().startswith(
                ("收", "付")
            )
            frame.wish(Preference("price", ">" if paid else "=", 0.0, text=frame.words(*match.span())))
            frame.say(UserAct.INFORM)
            frame.take(*match.span())


def measures(frame: Frame, amount: Amount) -> bool:
    """Say whether the shop has an attribute that an amount of this unit may be one of."""
    if amount.unit in ("", "money"):
        return True
    units = {canonical(frame.lexicon.unit(k)) for k in frame.lexicon.numbers()}
    return bool(units & {reading.unit for reading in (amount, *amount.others)})


def attribute_of(frame: Frame, amount: Amount, clause: Clause) -> tuple[str, Amount | None]:
    """Return the key of the attribute and the amount in that attribute's unit; "" where none fits."""
    beside = _beside(frame, amount, clause) or beside_amounts.named_keys(frame, amount)
    if (
        amount.unit == "piece"
        and (_COUNTING.search(frame.text[: amount.start]) or frame.text.startswith("一", amount.start))
        and not any(canonical(frame.lexicon.unit(k)) == "piece" for k in beside)
    ):
        frame.take(amount.start, amount.end)  # 想找一个评分4.5以上的: how many, no rating
        return "", None
    for keys in (beside, [frame.context.asked] if frame.context.asked else []):
        for key in keys:
            for reading in (amount, *amount.others):
                if fitted := fit(frame, key, reading):
                    if reading.unit in ("", "money") and key != "price" and reading.unit == "money":
                        continue
                    for link in frame.linked.links:
                        if (
                            link.label == "attribute"
                            and any(e.attribute == key for e in link.entries)
                            and _near(frame, link, amount)
                        ):
                            frame.take(link.start, link.end)
                    return key, fitted
    if amount.budget:
        return ("price", amount) if fit(frame, "price", amount) else ("", None)
    for reading in (amount, *amount.others):
        if reading.unit == "money":
            return ("price", fit(frame, "price", reading)) if "price" in frame.lexicon.attributes else ("", None)
        if reading.unit == "piece" and (_COUNTING.search(frame.text[: amount.start]) or reading.exact):
            frame.take(amount.start, amount.end)  # 推荐三款: how many to show, no wish
            return "", None
        found = [(key, f) for key in frame.lexicon.numbers() if (f := fit(frame, key, reading))]
        here = [(k, f) for k, f in found if frame.lexicon.occurs(k, frame.categories)]
        # A fridge's 100度 are no temperature, nor 三口之家 the persons of a tent.
        own = reading.unit == "degree" or (
            reading.unit in ("person", "age", "day", "month")
            and bool(frame.linked.categories or frame.context.categories)
        )
        found = here if own else here or found
        if reading.unit == "":
            found = [(k, f) for k, f in found if _plausible(frame, k, f)]
            if any(k == "price" for k, _ in found):
                return next((k, f) for k, f in found if k == "price")
            if len(found) != 1:
                continue
        if found:
            same = [(k, f) for k, f in found if canonical(frame.lexicon.unit(k)) == reading.unit != ""]
            found = same or found  # 4星 is the class of a hotel where the shop has that, not its rating
            likely = [(k, f) for k, f in found if _plausible(frame, k, f)] or found
            return likely[0]
    return "", None


def fit(frame: Frame, key: str, amount: Amount) -> Amount | None:
    """Return the amount in the unit of attribute `key`, None where it is no number or the units differ in kind."""
    attribute = frame.lexicon.attributes.get(key)
    if attribute is None or attribute.type != "number":
        return None
    to = "元" if key == "price" else frame.lexicon.unit(key)
    if amount.unit and not to and key in ("rating",) and amount.unit in ("point", "star"):
        to = "分"

    def change(value: float | None) -> float | None:
        return None if value is None else convert(value, amount.unit, to)

    low, high = change(amount.low), change(amount.high)
    if (low is None) != (amount.low is None) or (high is None) != (amount.high is None):
        return None
    return replace(amount, low=low, high=high, others=())


def wishes(frame: Frame, key: str, amount: Amount) -> list[Preference]:
    """Return the wishes that an amount (in the attribute's unit) makes."""
    words = frame.words(amount.start, amount.end)
    if amount.about and amount.low is not None:
        return [Preference(key, "~", amount.low, text=words)]
    if amount.low is not None and amount.low == amount.high:
        ceiling = key == "price" and (
            amount.budget
            or frame.context.asked == "price"
            or bool(_INSTEAD.search(frame.text[: amount.start]))
            or bool(re.match(r"\s*(?:也行|也可以|都行|够|就行|也ok)", frame.text[amount.end :]))
        )
        if key == "price":
            # A bare price is a mark to stay near; money at hand is a ceiling.
            return [Preference(key, "<=" if ceiling else "~", amount.low, text=words)]
        # For a child of five, what is from three on: a limit of the goods is none of the person's age.
        end = key.rpartition("_")[2] if amount.unit == "age" else ""
        return [Preference(key, "<=" if end == "min" else ">=" if end == "max" else "=", amount.low, text=words)]
    if amount.low is None and frame.lexicon.attributes[key].better == "higher" and _EASED.match(words):
        return [Preference(key, ">=", amount.high or 0.0, text=words)]  # 评分降到四分也行 asks for four at least
    out = []
    if amount.low is not None:
        out.append(Preference(key, ">" if amount.low_strict else ">=", amount.low, text=words))
    if amount.high is not None:
        out.append(Preference(key, "<" if amount.high_strict else "<=", amount.high, text=words))
    return out


def _beside(frame: Frame, amount: Amount, clause: Clause) -> list[str]:
    """Return the number attributes named right before or after the amount."""
    keys: list[str] = []
    links = [k for k in frame.links if k.label == "attribute" and clause.start <= k.start < clause.end]
    for link in sorted(links, key=lambda k: abs(k.start - amount.start)):
        if _near(frame, link, amount):
            named = [e.attribute for e in link.entries if e.label == "attribute"]
            within = amount.start <= link.start < amount.end  # the days of "ten days" name no attribute of a watch
            keys += [k for k in named if not within or frame.lexicon.occurs(k, frame.categories)]
    return keys


def _near(frame: Frame, link: Link, amount: Amount) -> bool:
    if link.end <= amount.start:
        return bool(_GLUE.fullmatch(frame.text[link.end : amount.start]))
    if amount.end <= link.start:
        return bool(_GLUE.fullmatch(frame.text[amount.end : link.start]))
    return amount.start <= link.start < amount.end


def _plausible(frame: Frame, key: str, amount: Amount) -> bool:
    span = frame.lexicon.range(key, frame.categories)
    if span is None:
        return key == "price"
    low, high = span
    if key == "price" and amount.exact and not amount.budget and (amount.low or 0) < low * _NAMED:
        return False
    if key == "price":
        return all(v is None or v <= max(high * 20, 1000) for v in (amount.low, amount.high)) and (
            amount.high or amount.low or 0
        ) >= min(low * _BELOW, 10)
    return all(v is None or low - 0.2 * abs(low) <= v <= high + 0.25 * abs(high) for v in (amount.low, amount.high))
