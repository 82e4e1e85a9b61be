"""What an advertisement is asked for with, and what comes back.

Owns: the shapes, and the prompt whose facts the guard holds a creative against. Does not know: wording.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from finetune.contract import GroundedPrompt
from finetune.values import Values
from knowledge.types import Decision, Item, Locale, Shop, Shown

#: 正式, 亲切, 俏皮, 简洁.
Style = Literal["formal", "warm", "playful", "brief"]
STYLES: tuple[Style, ...] = get_args(Style)


@dataclass(frozen=True)
class Brief:
    """One item to advertise. `audience`: whom it is for in the shop's or the operator's words, "" = everybody.

    `styles`: which ways of speaking are wanted. `seed`: the same brief and seed give the same creatives. `reasons`:
    attributes of the item that speak for it where it is for the audience, strongest first.
    """

    item: Item
    shop: Shop
    locale: Locale = "zh"
    audience: str = ""
    styles: tuple[Style, ...] = STYLES
    seed: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def prompt(self) -> GroundedPrompt:
        """All that a creative may rest on: this item and nothing else."""
        return GroundedPrompt(Decision("recommend", "ad", [Shown(self.item)]), self.shop, self.locale, seed=self.seed)

    def audience_fact(self) -> tuple[str, str] | None:
        """Return (attribute, value) of the item that says it is for this audience; None where nothing does."""
        wanted = self.audience.strip().casefold()
        if not wanted:
            return None
        values = {locale: Values(self.shop, locale) for locale in ("zh", "en")}
        for key, found in self.item.attributes.items():
            attribute = values["zh"].attribute(key)
            if attribute.type not in ("tags", "category"):
                continue
            for value in found if isinstance(found, list) else [found]:
                if not isinstance(value, str):
                    continue
                known = {value, *attribute.values.get(value, []), *(v.value(key, value) for v in values.values())}
                if wanted in {k.casefold() for k in known}:
                    return key, value
        return None


@dataclass(frozen=True)
class Creative:
    """One advertisement. `appeal`: predicted share of viewers that click, 0 to 1. `said`: keys of the facts it tells.
    `backend`: what wrote it.
    """

    text: str
    style: Style
    appeal: float = 0.0
    said: tuple[str, ...] = field(default_factory=tuple)
    backend: str = "template"
