"""The five measures of a turn, each 0 (bad) to 1 (good), and their mean.

Owns: what each measure looks at and takes off. Does not know: the shop, the bot's code. All is read off the transcript:
what was said, the reply, its goods and quick replies, and what came before. The amounts are reasoned, not fitted: there
are too few rated turns to fit them and to be measured on as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import Any

from bot.judge import signs
from bot.judge.transcript import Message, Turn

#: Characters (zh) or words (en) beside the goods up to which a reply is short, and from which on it is far too long.
SHORT = {"zh": 75, "en": 32}
LONG = {"zh": 220, "en": 90}
#: Earlier replies that a reply is compared with.
N_BACK = 4


def coherence(turn: Turn) -> float:
    """Say how well the reply fits what was said: a question is answered, a wish is not, nothing is dropped unasked."""
    act, text = turn.reply.get("act", ""), turn.text
    score = 1.0
    if signs.is_lost(text) or (act == "handoff" and not signs.wants_person(turn.said)):
        score -= 0.7
    elif signs.is_question(turn.said, turn.locale):
        small = signs.is_small_talk(turn.said) and act in ("chat", "sorry")
        score -= 0.0 if small or act in ("answer", "compare", "explain") else 0.6
    elif act in ("compare", "answer") and not _asks_for_goods(turn):
        score -= 0.3
    if signs.drops(text) and not signs.loosens(turn.said):
        score -= 0.4
    if _finds_nothing(turn.reply):
        score -= 0.2 if not any(_finds_nothing(m) for m in turn.replies_before[-1:]) else 0.5
        score -= 0.3 if _taken_up(turn) == 0.0 else 0.0
    if act == "sorry" and not _has_numbers(text) and turn.replies_before and signs.points(turn.said):
        score -= 0.5  # pointed at goods, told that there are none
    return _within(score)


def repetition(turn: Turn) -> float:
    """Say how little the reply says again: its words, its goods, its question."""
    earlier = turn.replies_before[-N_BACK:]
    likest = max((SequenceMatcher(None, turn.text, str(m["text"])).ratio() for m in earlier), default=0.0)
    score = 1.0 - max(0.0, likest - 0.45) / 0.55
    goods = _ids(turn.reply)
    if turn.reply.get("act") == "recommend" and goods and any(_ids(m) == goods for m in earlier):
        score -= 0.3
    asked = turn.reply.get("attribute")
    if asked and any(m.get("attribute") == asked for m in turn.replies_before):
        score -= 0.3
    return _within(score)


def relevance(turn: Turn) -> float:
    """Say how far the reply takes up what was said: its words return in the reply, its goods or quick replies."""
    if signs.is_lost(turn.text) or (turn.reply.get("act") == "handoff" and not signs.wants_person(turn.said)):
        return 0.0
    if signs.is_social(turn.said) and not signs.is_question(turn.said, turn.locale):
        return 1.0 if turn.reply.get("act") in ("chat", "handoff") else 0.6
    if turn.reply.get("act") == "handoff":
        return 1.0
    score = 0.35 + 0.65 * min(1.0, 1.6 * _taken_up(turn))
    if signs.points(turn.said) and turn.reply["items"]:
        score = max(score, 0.8)  # the goods pointed at are there; pointing has no words to take up
    small = signs.is_small_talk(turn.said) and turn.reply.get("act") in ("chat", "sorry")
    answers = turn.reply.get("act") in ("answer", "compare", "explain")
    if signs.is_question(turn.said, turn.locale) and not small and not answers:
        score -= 0.5
    if signs.admits(turn.text) and turn.reply.get("act") == "answer":
        score -= 0.2
    if _finds_nothing(turn.reply):
        score -= 0.2
    score -= 0.2 * len([q for q in signs.quoted(turn.text) if q in turn.said and signs.admits(turn.text)])
    return _within(score)


def length(turn: Turn) -> float:
    """Say how close the reply keeps to two or three sentences beside its goods; a table counts by its rows."""
    rows = [line for line in turn.text.splitlines() if line.startswith("|")]
    plain = "".join(line for line in turn.text.splitlines() if not line.startswith("|"))
    size = len(plain.split()) if turn.locale == "en" else len(plain)
    over = max(0.0, size - SHORT[turn.locale]) / (LONG[turn.locale] - SHORT[turn.locale])
    return _within(1.0 - over - 0.05 * max(0, len(rows) - 5))


def honesty(turn: Turn) -> float:
    """Say how far the reply claims only what its goods, or what was said, bear out, and passes over no wish."""
    score = 0.6 if turn.reply.get("degraded") else 1.0
    known = _known_numbers(turn)
    score -= 0.25 * len([n for n in signs.numbers(_without_tables(turn.text)) if n not in known])
    prices = [c["price"] for c in turn.reply["items"] if c.get("price") is not None]
    if signs.says_cheapest(turn.text) and prices and min(prices) not in signs.numbers(turn.text) and len(prices) < 2:
        score -= 0.3
    if _goes_on_regardless(turn):
        score -= 0.6 if turn.reply.get("act") == "recommend" else 0.3
    if turn.reply.get("act") == "sorry" and not _has_numbers(turn.text) and signs.points(turn.said):
        score -= 0.4
    if signs.admits(turn.text) and _stated_after_all(turn):
        score -= 0.7
    return _within(score)


MEASURES: dict[str, Callable[[Turn], float]] = {
    "coherence": coherence,
    "repetition": repetition,
    "relevance": relevance,
    "length": length,
    "honesty": honesty,
}


def judge(turn: Turn) -> dict[str, float]:
    """Return every measure of a turn and their mean as `overall`, all 0 to 1."""
    found = {name: measure(turn) for name, measure in MEASURES.items()}
    return {**found, "overall": sum(found.values()) / len(found)}


def mean(rows: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return the mean of each measure over turns."""
    listed = list(rows)
    return {name: sum(row[name] for row in listed) / len(listed) for name in (*MEASURES, "overall")}


def _within(score: float) -> float:
    return min(1.0, max(0.0, score))


def _ids(message: Message) -> list[str]:
    return sorted(str(card["item_id"]) for card in message.get("items") or [])


def _has_numbers(text: str) -> bool:
    return bool(signs.numbers(text))


def _finds_nothing(message: Message) -> bool:
    """A reply that nothing fits, with the ways out that it offers."""
    return (
        message.get("act") == "sorry" and not signs.is_lost(str(message["text"])) and _has_numbers(str(message["text"]))
    )


def _goes_on_regardless(turn: Turn) -> bool:
    """Goods, or that nothing fits, as if nothing had been said: a wish is passed over in silence."""
    if not (turn.reply.get("act") == "recommend" or _finds_nothing(turn.reply)) or not turn.before:
        return False
    return _taken_up(turn) == 0.0 and not signs.loosens(turn.said)


def _asks_for_goods(turn: Turn) -> bool:
    return any(word in turn.said for word in ("有", "比", "看", "any", "compare", "评价"))


def _shown(turn: Turn) -> str:
    """All that a reader sees of the reply: words, titles, reasons, quick replies."""
    parts = [turn.text]
    for card in turn.reply.get("items") or []:
        parts += [str(card["title"]), str(card.get("category") or ""), *map(str, card.get("reasons") or [])]
    parts += [str(q["title"]) for q in turn.reply.get("quick_replies") or []]
    return " ".join(parts)


def _taken_up(turn: Turn) -> float:
    """Return the share of what was said that returns in the reply, 0 to 1; numbers count as words do."""
    wanted: set[Any] = {*signs.content(turn.said, turn.locale), *signs.numbers(turn.said)}
    if not wanted:
        return 1.0
    shown = _shown(turn)
    quotes = " ".join(signs.quoted(turn.text)) if signs.admits(turn.text) else ""
    there: set[Any] = {*signs.content(shown, turn.locale), *signs.numbers(shown)}
    there |= {card["price"] for card in turn.reply.get("items") or [] if card.get("price") is not None}
    # What comes back only as "I cannot check this" was heard, not taken up.
    there -= {p for p in signs.content(quotes, turn.locale) if shown.count(p) <= quotes.count(p)}
    return len(wanted & there) / len(wanted)


def _without_tables(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("|"))


def _known_numbers(turn: Turn) -> set[float]:
    """Numbers that a reply may say: of its goods and quick replies, of what was said or shown, counts of its goods."""
    parts = [turn.said, *(str(m["text"]) for m in turn.before)]
    parts += [str(q["title"]) for q in turn.reply.get("quick_replies") or []]
    known = {float(n) for n in range(len(turn.reply["items"]) + 1)}
    for message in (*turn.before, turn.reply):
        for card in message.get("items") or []:
            parts += [str(card["title"]), str(card.get("price")), *map(str, card.get("reasons") or [])]
            parts += [str(value) for value in (card.get("attributes") or {}).values()]
    found = {n for part in parts for n in signs.numbers(part)}
    # Differences of two goods are said in comparisons; how many fit is said before the first three.
    listed = sorted(found | known)
    if turn.reply.get("act") == "compare":
        return {*listed, *(abs(a - b) for a in listed for b in listed)}
    return {*listed, *_counts(turn)}


def _counts(turn: Turn) -> set[float]:
    """A count of fitting goods cannot be checked from a transcript: the first whole number beside goods is let pass."""
    whole = [n for n in signs.numbers(turn.text) if n == int(n)]
    policy = turn.reply.get("act") == "answer" and not turn.reply["items"]
    found_none = turn.reply.get("act") == "sorry"
    return set(whole) if policy or found_none else set(whole[:1] if len(turn.reply["items"]) >= 2 else [])


def _stated_after_all(turn: Turn) -> bool:
    """A card states what the reply says is not: a word of the question stands in a reason or names an attribute."""
    asked = signs.content(turn.said, turn.locale)
    for card in turn.reply.get("items") or []:
        stated = " ".join([*map(str, card.get("reasons") or []), *map(str, (card.get("attributes") or {}))])
        if asked & signs.content(stated.replace("_", " "), turn.locale):
            return True
    return False
