"""`daogou train prompts`: decisions of the guide over random talks in one shop, as prompts to tune the writer on.

Owns: making talks that need no understanding: wishes, questions and critiques are made as the understanding would give
them. Does not know: wording, training.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from finetune.contract import TONES, GroundedPrompt
from finetune.tasks import prompts
from knowledge.types import (
    Act,
    Attribute,
    Critique,
    DialogueState,
    Item,
    Locale,
    Preference,
    Question,
    Reference,
    Shop,
    Understanding,
    Unknown,
    UserAct,
)

#: What a shopper does after the first turn, by how often.
_MOVES = (
    (UserAct.INFORM, 5), (UserAct.ASK_ATTRIBUTE, 5), (UserAct.MORE, 2), (UserAct.CRITIQUE, 3), (UserAct.REFUSE, 2),
    (UserAct.PICK, 1), (UserAct.ASK_REVIEWS, 2), (UserAct.NO_PREFERENCE, 1), (UserAct.RETRACT, 1),
    (UserAct.THANK, 1), (UserAct.BYE, 1), (UserAct.OUT_OF_SCOPE, 1), (UserAct.RECOMMEND, 1),
)  # fmt: skip
_ACTIONS = {
    UserAct.ASK_ATTRIBUTE: "action_answer", UserAct.ASK_REVIEWS: "action_answer", UserAct.PICK: "action_close",
    UserAct.THANK: "action_chat", UserAct.BYE: "action_chat", UserAct.GREET: "action_chat",
    UserAct.OUT_OF_SCOPE: "action_chat",
}  # fmt: skip
MAX_TURNS = 5


class Talker:
    """One random shopper after another in one shop, in the language given."""

    def __init__(self, guide: Any, shop: Shop, items: list[Item], seed: int) -> None:
        self._guide, self._shop, self._items = guide, shop, items
        self._rng = random.Random(seed)

    def prompts(self, n: int) -> Iterator[GroundedPrompt]:
        """Yield `n` prompts, of as many talks as that takes."""
        found = 0
        while found < n:
            for prompt in self.talk():
                found += 1
                yield prompt
                if found == n:
                    return

    def talk(self) -> Iterator[GroundedPrompt]:
        """Yield the prompts of one talk."""
        rng = self._rng
        target, state = rng.choice(self._items), DialogueState()
        locale: Locale = rng.choice(("zh", "zh", "en"))
        for turn in range(1, rng.randint(2, MAX_TURNS) + 1):
            said = self._opening(target, locale) if turn == 1 else self._next(target, locale)
            action = _ACTIONS.get(said.acts[0].name, "action_guide")
            state, decision = self._guide.take(action, state, said, self._shop.name)
            yield GroundedPrompt(decision, self._shop, locale, rng.choice(TONES), rng.randrange(1 << 30), turn)
            if decision.act == "handoff":
                return

    def _opening(self, target: Item, locale: Locale) -> Understanding:
        rng = self._rng
        kind = Preference("category", "=", target.category, said_at=1, text=self._category(target.category, locale))
        first = rng.random()
        if first < 0.06:
            return Understanding("", locale, [Act(UserAct.GREET)])
        if first < 0.12:
            unknown = Unknown("brand", rng.choice(("Nokian", "白桦家", "Zeta")), "brand")
            return Understanding(unknown.text, locale, [Act(UserAct.INFORM)], [kind], unknown=[unknown])
        wishes = [kind] if rng.random() < 0.9 else []
        wishes += [w for w in (self._wish(target, locale) for _ in range(rng.randint(0, 3))) if w]
        return Understanding("x", locale, [Act(UserAct.INFORM if wishes else UserAct.RECOMMEND)], wishes)

    def _next(self, target: Item, locale: Locale) -> Understanding:
        rng = self._rng
        act = rng.choices([a for a, _ in _MOVES], [n for _, n in _MOVES])[0]
        more: dict[str, Any] = {}
        if act == UserAct.INFORM and (wish := self._wish(target, locale)):
            more = {"wishes": [wish]}
        elif act == UserAct.ASK_ATTRIBUTE:
            keys = [a.key for a in self._shop.attributes if a.key in target.attributes] or ["price"]
            key = rng.choice([*keys, "price", "stock"])
            more = {"questions": [Question(key, text=self._name(key, locale))], "references": [self._pointed()]}
        elif act == UserAct.ASK_REVIEWS:
            more = {"questions": [Question("reviews", text="评价")], "references": [self._pointed()]}
        elif act == UserAct.CRITIQUE:
            more = {"critiques": [self._critique(target)]}
        elif act == UserAct.PICK:
            more = {"references": [self._pointed()]}
        elif act == UserAct.RETRACT:
            more = {"dropped": ["price"]}
        return Understanding("x", locale, [Act(act)], **more)

    def _pointed(self) -> Reference:
        return Reference("ordinal", float(self._rng.randint(1, 2)))

    def _critique(self, target: Item) -> Critique:
        numeric = [a for a in self._shop.attributes if a.type == "number" and a.better and a.key in target.attributes]
        if not numeric or self._rng.random() < 0.5:
            return Critique("price", -1)
        chosen = self._rng.choice(numeric)
        return Critique(chosen.key, 1 if chosen.better == "higher" else -1)

    def _wish(self, target: Item, locale: Locale) -> Preference | None:
        """A wish that the target meets, in words that a shopper could have used."""
        rng = self._rng
        if target.price and rng.random() < 0.3:
            bound = float(round(target.price * rng.uniform(1.0, 1.6), -1) or target.price)
            text = f"{bound:g}以内" if locale == "zh" else f"under {bound:g}"
            return Preference("price", "<=", bound, said_at=1, text=text)
        known = [
            a for a in self._shop.attributes if a.key in target.attributes and a.type in ("tags", "category", "bool")
        ]
        if not known:
            return None
        attribute = rng.choice(known)
        value = target.attributes[attribute.key]
        if isinstance(value, bool):
            return Preference(attribute.key, "=", value, said_at=1, text=attribute.name(locale)) if value else None
        if isinstance(value, list):
            value = rng.choice(value) if value else ""
        if not isinstance(value, str) or not value:
            return None
        operator: Any = "contains" if attribute.type == "tags" else "="
        return Preference(attribute.key, operator, value, said_at=1, text=_spelling(attribute, value, locale))

    def _category(self, name: str, locale: Locale) -> str:
        names = next((c.names.get(locale) for c in self._shop.categories if c.name == name), None)
        return names[0] if names else name

    def _name(self, key: str, locale: Locale) -> str:
        attribute = self._shop.attribute(key)
        return attribute.name(locale) if attribute else key


def _spelling(attribute: Attribute, value: str, locale: Locale) -> str:
    shown = attribute.shown.get(value, {}).get(locale)
    return shown or (
        value if locale == "zh" else next((a for a in attribute.values.get(value, []) if a.isascii()), value)
    )


@click.command()
@click.option("--shop", required=True, help="Name of the shop.")
@click.option("-n", type=click.IntRange(1), default=2000, show_default=True, help="Prompts.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File of the prompts, JSON lines.")
def train_prompts(shop: str, n: int, seed: int, out: Path) -> None:
    """Let the guide decide over random talks in a shop; `daogou train pairs --prompts` makes pairs of them."""
    from knowledge import settings as knowledge_settings
    from knowledge.catalogue import Catalogue
    from knowledge.errors import KnowledgeError
    from knowledge.guide import Guide
    from knowledge.retrieve import Retriever

    settings = knowledge_settings.load()
    try:
        catalogue = Catalogue(settings)
        view = catalogue.view(shop)
        talker = Talker(
            Guide(catalogue, Retriever(catalogue, settings), settings), view.shop, catalogue.items(shop), seed
        )
        found = prompts.write(view.shop, talker.prompts(n), out)
    except (KnowledgeError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: {found} prompts")
