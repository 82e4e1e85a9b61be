"""One turn in the guide's hands: the shop, the state before and after folding, and what is worked out from them once.

Owns: what every move needs, and how a move's facts become a decision and the next state. Does not know: which move is
made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from knowledge.columns import Mask
from knowledge.guide import place, season, strategies
from knowledge.guide.asking import AskedQuestion
from knowledge.guide.ranking import PICTURE, Ranking
from knowledge.guide.references import in_focus, last_list
from knowledge.guide.returning import price_change
from knowledge.guide.scope import Scope, categories_of, scope
from knowledge.guide.strategies import Strategy
from knowledge.guide.taste import Taste, taste
from knowledge.profiles import Profile
from knowledge.retrieve import Candidate
from knowledge.types import (
    Act,
    Change,
    Colour,
    Decision,
    DialogueState,
    MessageAct,
    Preference,
    Shown,
    Understanding,
    UserAct,
)
from knowledge.view import ShopView

#: Candidates fetched for free words.
N_CANDIDATES = 200
#: Lists of shown goods kept in the state; older ones can no longer be pointed at.
N_LISTS = 40
#: Items that were under discussion, kept in the state.
N_DISCUSSED = 10
#: The likeliest goods whose pictures are looked at beside a shopper's picture: a fraction of a second the first time.
N_LOOKED_AT = 60

Outcome = tuple[DialogueState, Decision]


class Finds(Protocol):
    """What the guide needs of a retriever."""

    def candidates(
        self, view: Any, text: str, mask: Mask, k: int, focus: Sequence[str] | None = None
    ) -> list[Candidate]:
        """See `knowledge.retrieve.Retriever.candidates`."""
        ...

    def related(self, view: Any, item_id: str, relation: str, mask: Mask | None = None, k: int = 10) -> list[str]:
        """See `knowledge.retrieve.Retriever.related`."""
        ...


class SeesColours(Protocol):
    """What the guide needs of the goods' pictures."""

    def likeness(self, view: Any, positions: Sequence[int], colours: Sequence[Colour]) -> dict[int, float]:
        """See `knowledge.pictures.goods.GoodsPictures.likeness`."""
        ...


@dataclass(frozen=True)
class Turn:
    """`before`: the state as it came in. `state`: after folding, before the move. `pointed`: items that the shopper
    pointed at, in order; `n_missed`: references that pointed at nothing. `unlinked`: critiques that came to nothing,
    in the shopper's words; `spent`: what critiques ask for that nothing which fits goes as far as; `beside`: what is
    wished of the accessories in view. `heard_acts`: the acts before a bare yes or no was given its meaning; `declined`:
    it declines an offer; `agreed`: it merely agrees.
    `critiqued`: something was wished for relative to what was shown. `strategy`: how the next question is chosen.
    `profile`: of the shopper, None where there is nowhere to keep one. `today`: None = not known. `peers`: item_id ->
    how many others chose it for the same audience. `pictures`: those of the goods, None where they are not looked at.
    """

    view: ShopView
    retriever: Finds
    before: DialogueState
    state: DialogueState
    understanding: Understanding
    page_item: str | None = None
    changes: list[Change] = field(default_factory=list)
    pointed: list[str] = field(default_factory=list)
    n_missed: int = 0
    unlinked: list[str] = field(default_factory=list)
    spent: list[Preference] = field(default_factory=list)
    beside: list[Preference] = field(default_factory=list)
    heard_acts: list[Act] = field(default_factory=list)
    declined: bool = False
    agreed: bool = False
    critiqued: bool = False
    strategy: Strategy = "gain"
    profile: Profile | None = None
    today: date | None = None
    peers: dict[str, int] = field(default_factory=dict)
    pictures: SeesColours | None = None

    @cached_property
    def scope(self) -> Scope:
        """The goods in question after this turn."""
        return scope(self.view, self.state.wishes, self.state.refused)

    @cached_property
    def found_by_words(self) -> list[Candidate]:
        """What the shopper's free words find among the goods that fit, best first; empty where there are none."""
        if not self.state.keywords or not self.scope.n:
            return []
        return self.retriever.candidates(self.view, self.state.keywords, self.scope.fits, N_CANDIDATES)

    @cached_property
    def ranking(self) -> Ranking:
        """The goods that fit, likeliest first."""
        best = max((c.score for c in self.found_by_words), default=0.0)
        words = {c.position: c.score / best for c in self.found_by_words} if best > 0 else {}
        # A comparison shows again what was shown: no further sign that the items are not wanted.
        lists = self.state.shown
        seen = [i for n, shown in enumerate(lists) if not n or not set(shown) <= set(lists[n - 1]) for i in shown]
        ranked = strategies.ranking(
            self.strategy, self.view, self.scope, words=words, seen=seen, like=self.like,
            liked=self.state.liked, taste=self.taste, season=self.season, place=self.place, peers=self.peers,
        )  # fmt: skip
        if self.pictures is None or not self.state.picture:
            return ranked
        likeliest = ranked.positions[ranked.best(N_LOOKED_AT)].tolist()
        return ranked.raised("picture", self.pictures.likeness(self.view, likeliest, self.state.picture), PICTURE)

    @property
    def like(self) -> str:
        """The item that goods should resemble from now on: one pointed at in a turn that also wishes ("like the second
        but white") or that asks for others like it.
        """
        said = self.understanding
        wished = said.wishes or said.critiques or said.has(UserAct.MORE, UserAct.CRITIQUE)
        refused = set(self.state.refused)
        if any(w.attribute in self.view.relations for w in said.wishes):
            return ""  # what lies near it need not be like it
        return self.pointed[0] if len(self.pointed) == 1 and wished and self.pointed[0] not in refused else ""

    @cached_property
    def taste(self) -> Taste:
        """What a shopper who is remembered leans to without having said so in this talk."""
        if self.today is None or self.profile is None or not self.profile.agreed:
            return []
        liked = taste(self.view, self.profile, categories_of(self.state.wishes), self.today)
        return [(wish, weight) for wish, weight in liked if wish.attribute not in self._spoken_of]

    @cached_property
    def season(self) -> list[Preference]:
        """What the time of the year speaks for; nothing where the day is not known."""
        if self.today is None:
            return []
        found = season.leanings(self.view, self.state.wishes, self.today)
        return [wish for wish in found if wish.attribute not in self.state.no_preference]

    @cached_property
    def place(self) -> list[Preference]:
        """What the place that the talk is about speaks for."""
        return place.leanings(self.view, self.state)

    @property
    def first_of_kind(self) -> bool:
        """Whether no goods of the kind in question were shown last."""
        kind = [w for w in self.state.wishes if w.attribute == "category" and w.polarity == "for"]
        last = [p for i in self.last_list if (p := self.view.position(i)) is not None]
        return not last or any(not self.view.mask(w)[last].any() for w in kind)

    @property
    def _spoken_of(self) -> set[str]:
        return {w.attribute for w in self.state.wishes} | set(self.state.no_preference)

    @cached_property
    def question(self) -> AskedQuestion | None:
        """The question to ask now, None where none is worth its cost."""
        # Where the talk is need not be asked.
        state = replace(self.state, asked=[*self.state.asked, *(w.attribute for w in self.place)])
        return strategies.question(self.strategy, self.view, self.scope, self.ranking, state)

    @property
    def focus(self) -> str:
        """The item that "it" means, "" where there is none."""
        return in_focus(self.view, self.state, self.page_item)

    @property
    def last_list(self) -> list[str]:
        """Ids of the list last shown."""
        return last_list(self.view, self.state)

    @property
    def only_unknown_is_refused(self) -> bool:
        """A refusal of a brand that the shop does not have is met by every item."""
        said = self.understanding
        return (
            said.has(UserAct.REFUSE)
            and all(u.label != "category" for u in said.unknown)
            and not said.has(UserAct.RECOMMEND)
        )

    def ever_shown(self) -> set[str]:
        """Ids of everything shown in this conversation."""
        return {i for shown in self.state.shown for i in shown}

    def unchecked(self) -> list[str]:
        """Name, in the shopper's words, the wishes that the catalogue cannot check and that were not yet named with
        goods.
        """
        moved = any(c.kind == "replaced" and c.preference.attribute == "category" for c in self.changes)
        unsaid = moved or not self.before.shown
        firm = [w for w in self.scope.unchecked if w.strength == "hard"]  # what only ranks is not missed
        fresh = [w for w in firm if unsaid or w.said_at >= self.state.turn]
        return [w.text or _plain(w) for w in fresh] + self.unlinked

    def decide(
        self,
        act: MessageAct,
        topic: str,
        *,
        items: Sequence[Shown] = (),
        state: DialogueState | None = None,
        **facts: Any,
    ) -> Outcome:
        """Make the decision and the state that goes with it. `state`: the state after the move, None = as folded.

        `facts`: further fields of the decision.
        """
        after = state or self.state
        facts.setdefault("n_matching", self.scope.n)
        facts.setdefault("sentiment", self.understanding.sentiment)
        facts.setdefault("unknown", self.understanding.unknown)
        # A wish that nothing can check must not be claimed as met: in the decision it is soft, in the state as it was
        # said.
        unmet = self.scope.unchecked
        wishes = [replace(w, strength="soft") if w in unmet else w for w in after.wishes]
        facts.setdefault("changes", self.changes)
        if len(items) == 1 and self.profile and self.profile.agreed and self.today:
            item_id = items[0].item.item_id
            facts["numbers"] = facts.get("numbers", {}) | price_change(self.view, self.profile, item_id, self.today)
        decision = Decision(act, topic, items=list(items), wishes=wishes, **facts)
        return replace(_discussed(after), last_act=act, last_topic=topic), decision

    def listing(self, ids: list[str], state: DialogueState | None = None) -> DialogueState:
        """Return the state after showing a list of goods."""
        state = state or self.state
        return replace(state, shown=[*state.shown, ids][-N_LISTS:], focus=ids[0] if len(ids) == 1 else "")


def _discussed(state: DialogueState) -> DialogueState:
    """Note the item under discussion as the latest one that was."""
    if not state.focus:
        return state
    return replace(state, discussed=[*(i for i in state.discussed if i != state.focus), state.focus][-N_DISCUSSED:])


def _plain(wish: Preference) -> str:
    return " ".join(wish.value) if isinstance(wish.value, list) else str(wish.value)
