"""What several goods cost together.

Owns: telling such a question, and which goods it is about. Does not know: wording, delivery costs. Goods whose price
the catalogue does not state are not summed.
"""

from __future__ import annotations

import re

from knowledge.guide import quick
from knowledge.guide.reasons import shown
from knowledge.guide.turn import Outcome, Turn
from knowledge.tokens import fold
from knowledge.types import Item, UserAct

_ASKED = re.compile(
    r"(?:加起来|加一起|加在一起|放一起|一共|总共|合计|合起来|全部|都买|一起买).{0,6}(?:多少|几块|几百|价)|总价"
    r"|(?<![a-z])how much (?:.* )?(?:together|in total|altogether|all in all)(?![a-z])|(?<![a-z])total (?:price|cost)"
)
_HOW_MANY = re.compile(
    r"([两二三四五俩仨2-5])(?:样|个|件|款|种|本|双|台|部)|(?<![a-z])(both|two|three|four|five)(?![a-z])"
)
_NUMBERS = {
    "两": 2, "俩": 2, "二": 2, "三": 3, "仨": 3, "四": 4, "五": 5,
    "both": 2, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
#: Goods that are summed at most.
N_ITEMS = 5


def asked(turn: Turn) -> Outcome | None:
    """Answer what several goods cost together; None where that is not asked, or it is about no two goods with a price.

    Goods pointed at are meant; else one of each kind that was looked at, as many as are named: the one that was spoken
    of, else the first of its list.
    """
    text = fold(turn.understanding.text)
    if turn.understanding.source != "text" or turn.understanding.has(UserAct.PICK) or not _ASKED.search(text):
        return None
    items = turn.view.items(turn.pointed) if len(turn.pointed) > 1 else _one_of_each_kind(turn, _n(text))
    prices = [item.price for item in items if item.price is not None]
    if len(items) < 2 or len(prices) < len(items):
        return None
    positions = [p for item in items if (p := turn.view.position(item.item_id)) is not None]
    ids = [item.item_id for item in items]
    return turn.decide(
        "answer",
        "facts",
        items=shown(turn.view, turn.scope, positions),
        state=turn.listing(ids),
        options=[quick.wish_list_of(ids)],
        numbers={"total": round(sum(prices), 2)},
    )


def _n(text: str) -> int:
    """Return how many goods are named, 0 where no number is."""
    found = _HOW_MANY.search(text)
    word = (found.group(1) or found.group(2)) if found else ""
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)


def _one_of_each_kind(turn: Turn, n: int) -> list[Item]:
    spoken = {turn.state.focus, *turn.state.discussed, *turn.state.wishlist}
    found: dict[str, Item] = {}
    for ids in reversed(turn.state.shown):
        items = turn.view.items(ids)
        chosen = next((i for i in items if i.item_id in spoken), items[0] if items else None)
        if chosen is not None:
            found.setdefault(chosen.category, chosen)
    kinds = list(found.values())[: n or N_ITEMS]
    return kinds[::-1] if len(kinds) >= max(n, 2) else []
