"""Reads the conversations in tests/dialogues and holds a reply to what is expected of it.

Owns: the form of those files (described in their README) and what each expectation means. Does not know: HTTP.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Reply = dict[str, Any]
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}
_COMPARISON = re.compile(r"^(<=|>=|!=|<|>)\s*(.+)$")
_REFERENCE = re.compile(r"^turn (\d+)(?: (cheapest|dearest|items?(?: \d+)+))?$")
_OWN_FIELDS = ("item_id", "title", "price", "currency", "category", "brand", "url", "image_url")
_LEFT_OVER = re.compile(r"作为一个AI|[{}]|\bNone\b|\bnan\b|\bnull\b")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Turn:
    """One turn: what the shopper types or presses, and what is expected of the reply."""

    user: str | None = None
    press: str | None = None
    expect: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Dialogue:
    """One conversation. `shop` is the folder that its file lies in."""

    shop: str
    name: str
    about: str
    locale: str
    turns: list[Turn]


def read_dialogue(path: Path) -> Dialogue:
    """Read a conversation. Raises ValueError that names the file and what is wrong with it."""
    written = yaml.safe_load(path.read_text("utf-8"))
    try:
        _known(written, ("about", "locale", "turns"))
        turns = []
        for entry in written["turns"]:
            _known(entry, ("user", "press", "expect"))
            turn = Turn(**entry)
            if (turn.user is None) == (turn.press is None):
                raise ValueError("a turn has either user or press")
            _known(turn.expect, tuple(CHECKS))
            turns.append(turn)
        return Dialogue(path.parent.name, path.stem, written["about"], written["locale"], turns)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from error


def _known(written: Any, names: Sequence[str]) -> None:
    if not isinstance(written, dict):
        raise ValueError(f"expected an object, found {written!r}")
    for key in written:
        if key not in names:
            raise ValueError(f"unknown key {key!r}; known are {', '.join(names)}")


def faults(turn: Turn, reply: Reply, before: Sequence[Reply], locale: str, n_messages: int) -> list[str]:
    """Return what is wrong with a reply, one line each; empty where all is well.

    `before`: the replies of the earlier turns; `n_messages`: messages on record after this turn.
    """
    found = _always(reply, before, locale)
    for key, expected in turn.expect.items():
        wrong = CHECKS[key](expected, reply, before, n_messages)
        if wrong:
            found.append(f"{key}: {wrong}")
    return found


def pressed(reply: Reply, title: str) -> dict[str, str]:
    """Return the quick reply of this title, else the only one whose title holds it. Raises AssertionError."""
    options = reply["quick_replies"]
    for matches in ([o for o in options if o["title"] == title], [o for o in options if title in o["title"]]):
        if len(matches) == 1:
            return matches[0]
    raise AssertionError(f"no single quick reply {title!r} among {[o['title'] for o in options]}")


# ---------------------------------------------------------------- what holds in every turn


def _always(reply: Reply, before: Sequence[Reply], locale: str) -> list[str]:
    found, text = [], reply["text"]
    titles = [o["title"] for o in reply["quick_replies"]]
    ids = [i["item_id"] for i in reply["items"]]
    if reply["degraded"]:
        found.append("the reply is degraded")
    if not text.strip():
        found.append("no text")
    elif locale == "zh" and not _HAN.search(text):
        found.append("a Chinese shopper is answered without a Chinese word")
    elif locale == "en" and len(_HAN.findall(text)) > len(_LATIN.findall(text)):
        found.append("an English shopper is answered in Chinese")
    if left := _LEFT_OVER.search(text):
        found.append(f"left over in the text: {left[0]!r}")
    if len(set(titles)) != len(titles) or not all(t.strip() for t in titles):
        found.append(f"quick replies twice or empty: {titles}")
    if len(set(ids)) != len(ids) or len(ids) > 5:
        found.append(f"items twice or too many: {ids}")
    if reply["act"] == "ask" and any(r["act"] == "ask" and r["attribute"] == reply["attribute"] != "" for r in before):
        found.append(f"asked again: {reply['attribute']}")
    return found


# ---------------------------------------------------------------- expectations


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(value: Any) -> list[str]:
    return [str(v) for v in _listed(value)]


def _value(item: dict[str, Any], name: str) -> Any:
    return item.get(name) if name in _OWN_FIELDS else item["attributes"].get(name)


def meets(item: dict[str, Any], conditions: dict[str, Any]) -> bool:
    """Say whether an item meets all conditions."""
    return all(any(_one(_value(item, name), c) for c in _listed(wanted)) for name, wanted in conditions.items())


def _one(value: Any, condition: Any) -> bool:
    if value is None:
        return False
    comparison = _COMPARISON.match(condition) if isinstance(condition, str) else None
    if comparison:
        wanted: Any = comparison[2]
        if isinstance(value, int | float) and not isinstance(value, bool):
            wanted = float(wanted)
        return _OPERATORS[comparison[1]](value, wanted)
    if isinstance(value, list):
        return condition in value
    return value == condition and isinstance(value, bool) == isinstance(condition, bool)


def _described(reply: Reply, names: Sequence[str]) -> list[str]:
    return [f"{i['title']} { ({n: _value(i, n) for n in names}) }" for i in reply["items"]]


def _items_all(wanted: dict[str, Any], reply: Reply, *_: Any) -> str:
    if not reply["items"]:
        return f"no items; the text is {reply['text']!r}"
    return (
        "" if all(meets(i, wanted) for i in reply["items"]) else f"want {wanted}, shown {_described(reply, [*wanted])}"
    )


def _items_some(wanted: dict[str, Any], reply: Reply, *_: Any) -> str:
    return (
        "" if any(meets(i, wanted) for i in reply["items"]) else f"want {wanted}, shown {_described(reply, [*wanted])}"
    )


def _items_none(wanted: dict[str, Any], reply: Reply, *_: Any) -> str:
    wrong = [i["title"] for i in reply["items"] if any(meets(i, {n: c}) for n, c in wanted.items())]
    return f"shown though {wanted} is not wanted: {wrong}" if wrong else ""


def _n_items(wanted: Any, reply: Reply, *_: Any) -> str:
    n = len(reply["items"])
    if isinstance(wanted, int):
        return "" if n == wanted else f"{n} items, not {wanted}"
    if between := re.fullmatch(r"(\d+)\.\.(\d+)", wanted):
        return "" if int(between[1]) <= n <= int(between[2]) else f"{n} items, not {wanted}"
    return "" if _one(n, wanted) else f"{n} items, not {wanted}"


def _referred(reference: str, before: Sequence[Reply]) -> list[dict[str, Any]]:
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(f"not a reference: {reference!r}")
    items: list[dict[str, Any]] = before[int(match[1]) - 1]["items"]
    which = match[2]
    if which is None:
        return items
    if which == "cheapest":
        return [min(items, key=lambda i: i["price"])]
    if which == "dearest":
        return [max(items, key=lambda i: i["price"])]
    return [items[int(n) - 1] for n in which.split()[1:]]


def _items_are(reference: str, reply: Reply, before: Sequence[Reply], *_: Any) -> str:
    if not before[int(_REFERENCE.match(reference)[1]) - 1]["items"]:  # type: ignore[index]
        return f"no items in {reference}"
    wanted = [i["item_id"] for i in _referred(reference, before)]
    shown = [i["item_id"] for i in reply["items"]]
    return "" if set(shown) == set(wanted) else f"want {wanted} ({reference}), shown {shown}"


def _items_new(wanted: bool, reply: Reply, before: Sequence[Reply], *_: Any) -> str:
    earlier = {i["item_id"] for r in before for i in r["items"]}
    again = [i["title"] for i in reply["items"] if i["item_id"] in earlier]
    return f"shown again: {again}" if wanted and again else ""


def _cheaper_than(reference: str, reply: Reply, before: Sequence[Reply], *_: Any) -> str:
    now, then = [i["price"] for i in reply["items"]], [i["price"] for i in _referred(reference, before)]
    return "" if now and then and max(now) < max(then) else f"prices now {now}, then {then}"


def _text_has(wanted: Any, reply: Reply, *_: Any) -> str:
    missing = [w for w in _words(wanted) if w.casefold() not in reply["text"].casefold()]
    return f"{missing} not in {reply['text']!r}" if missing else ""


def _text_has_any(wanted: Any, reply: Reply, *_: Any) -> str:
    held = any(w.casefold() in reply["text"].casefold() for w in _words(wanted))
    return "" if held else f"none of {wanted} in {reply['text']!r}"


def _text_has_not(wanted: Any, reply: Reply, *_: Any) -> str:
    held = [w for w in _words(wanted) if w.casefold() in reply["text"].casefold()]
    return f"{held} in {reply['text']!r}" if held else ""


def _says(name: str, reply: Reply, *_: Any) -> str:
    if len(reply["items"]) != 1:
        return f"{len(reply['items'])} items, not one"
    value = _value(reply["items"][0], name)
    figures = {f"{value:g}", f"{value:,g}", f"{value:,.0f}"} if isinstance(value, int | float) else {str(value)}
    return "" if any(f in reply["text"] for f in figures) else f"{value!r} not in {reply['text']!r}"


def _act(wanted: Any, reply: Reply, *_: Any) -> str:
    return "" if reply["act"] in _listed(wanted) else f"{reply['act']}, not {wanted}; the text is {reply['text']!r}"


def _asked(wanted: Any, reply: Reply, *_: Any) -> str:
    return "" if reply["attribute"] in _listed(wanted) else f"{reply['attribute']!r}, not {wanted}"


def _asked_not(wanted: Any, reply: Reply, *_: Any) -> str:
    return f"{reply['attribute']!r} is known" if reply["act"] == "ask" and reply["attribute"] in _listed(wanted) else ""


def _quick_replies_have(wanted: Any, reply: Reply, *_: Any) -> str:
    titles = [o["title"] for o in reply["quick_replies"]]
    missing = [w for w in _words(wanted) if not any(w.casefold() in t.casefold() for t in titles)]
    return f"{missing} not among {titles}" if missing else ""


def _quick_replies_have_not(wanted: Any, reply: Reply, *_: Any) -> str:
    titles = [o["title"] for o in reply["quick_replies"]]
    held = [w for w in _words(wanted) if any(w.casefold() in t.casefold() for t in titles)]
    return f"{held} among {titles}" if held else ""


def _history(wanted: int, reply: Reply, before: Sequence[Reply], n_messages: int) -> str:
    return "" if n_messages == wanted else f"{n_messages} messages on record, not {wanted}"


#: Every expectation by its key: (expected, reply, earlier replies, messages on record) -> what is wrong, "" = nothing.
CHECKS: dict[str, Callable[..., str]] = {
    "act": _act,
    "asked": _asked,
    "asked_not": _asked_not,
    "items_all": _items_all,
    "items_some": _items_some,
    "items_none": _items_none,
    "n_items": _n_items,
    "items_are": _items_are,
    "items_new": _items_new,
    "cheaper_than": _cheaper_than,
    "text_has": _text_has,
    "text_has_any": _text_has_any,
    "text_has_not": _text_has_not,
    "says": _says,
    "quick_replies_have": _quick_replies_have,
    "quick_replies_have_not": _quick_replies_have_not,
    "history": _history,
}
