"""What a search knows of the person who asks: wishes and goods, each with how much it still counts.

Owns: the shape, and how it is folded from the talk so far and from the profile. Does not know: ranking, storage.
Nothing here is kept: the talk lives in the dialogue's state, the profile in the record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.profiles.profile import Profile, freshness
from knowledge.types import DialogueState, Preference

#: Turns after which a wish of this talk counts half: later words outweigh earlier ones.
HALF_LIFE_TURNS = 6.0
#: How much an old wish counts beside one of this talk: people come back for other things.
PROFILE_SHARE = 0.5
#: How much goods say of taste by how they were met; refused ones say the opposite.
_OF_HOW = {"picked": 1.0, "listed": 0.8, "looked": 0.4, "refused": -1.0}
_SHOWN = 0.1


@dataclass(frozen=True)
class Shopper:
    """Wishes and goods with weights; the greater, the more they count.

    `wishes`: (wish, weight above 0), the most telling first. `goods`: item_id -> weight, below 0 = refused.
    """

    wishes: Sequence[tuple[Preference, float]] = ()
    goods: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wishes or self.goods)


def shopper_of(state: DialogueState | None, profile: Profile | None, today: date) -> Shopper:
    """Fold what was said in this talk and what the profile remembers; None = there is none.

    A wish of this talk replaces what the profile says of the same attribute; one taken back in this talk (an attribute
    that the shopper does not mind) is not brought back from the profile.
    """
    wishes: list[tuple[Preference, float]] = []
    goods: dict[str, float] = {}
    if profile is not None:
        settled = {w.attribute for w in state.wishes} | set(state.no_preference) if state else set()
        for kept in profile.wishes:
            if kept.wish.attribute not in settled:
                wishes.append((kept.wish, PROFILE_SHARE * freshness(kept.day, today)))
        for seen in profile.items:
            goods[seen.item_id] = goods.get(seen.item_id, 0.0) + _OF_HOW[seen.how] * freshness(seen.day, today)
    if state is not None:
        for wish in state.wishes:
            age = max(0, state.turn - wish.said_at) if wish.said_at else 0
            wishes.append((wish, float(0.5 ** (age / HALF_LIFE_TURNS))))
        for item_id in {i for shown in state.shown for i in shown}:
            goods[item_id] = goods.get(item_id, 0.0) + _SHOWN
        for item_id in state.wishlist:
            goods[item_id] = goods.get(item_id, 0.0) + _OF_HOW["listed"]
        if state.focus:
            goods[state.focus] = goods.get(state.focus, 0.0) + _OF_HOW["looked"]
        for item_id in state.refused:
            goods[item_id] = _OF_HOW["refused"]
    told = [(w, n) for w, n in wishes if w.attribute != "text" and n > 0.01]
    return Shopper(sorted(told, key=lambda wn: -wn[1]), {i: n for i, n in goods.items() if abs(n) > 0.01})
