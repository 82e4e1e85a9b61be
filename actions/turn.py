"""The shared half of every action: a tracker in, one call of the guide, one message and the new state out.

Owns: reading the tracker, the threads, and the door at which a failure becomes an honest reply. Does not know: how a
move
is decided or worded. Actions may not import nlu, so the few key names stand here; a test holds them equal.
"""

from __future__ import annotations

import asyncio
import json
import logging
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.handing_over import facts
from actions.message import message
from actions.runtime import Runtime
from finetune.contract import Draft, GroundedPrompt
from finetune.tone import has_emoji, tone_of
from knowledge.profiles.audiences import audiences, choices
from knowledge.profiles.learning import learn
from knowledge.types import (
    Colour,
    Decision,
    DialogueState,
    Locale,
    Option,
    Payload,
    Shop,
    Understanding,
    UserAct,
    from_json,
    to_json,
)
from knowledge.view import ShopView

logger = logging.getLogger(__name__)

UNDERSTANDING = "understanding"
META_SHOP = "shop"
META_LOCALE = "locale"
META_PAGE_ITEM = "page_item"
META_VISITOR = "visitor"
META_PICTURE = "picture"
SLOT_STATE = "state"
#: Replies kept in the state, and how much of each: sentences of later ones are held against them.
N_SAID = 4
N_SAID_CHARACTERS = 300

FAILURE = Decision(
    act="sorry",
    topic="failure",
    options=[Option(Payload(acts=[UserAct.HANDOFF]), label={"zh": "转人工", "en": "Talk to a person"})],
)


class BadTurn(ValueError):
    """What Rasa sent is not what the contract says: expected, found, where."""


@dataclass(frozen=True)
class Turn:
    """One call of an action, read from the tracker."""

    shop: str
    state: DialogueState
    understanding: Understanding
    page_item: str | None
    visitor: str | None
    picture: tuple[Colour, ...]
    recent: tuple[str, ...]
    emoji: bool
    seed: int


class GuidedAction(Action):
    """Base of all actions. A subclass gives its `NAME`, which tells the guide what the policy chose."""

    NAME = ""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def name(self) -> str:
        """Return the name that Rasa calls the action by."""
        return self.NAME

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Take the turn in a thread and utter one message. Never raises: a failure is said, the state stays."""
        loop = asyncio.get_running_loop()
        try:
            said, state = await loop.run_in_executor(self._runtime.pool, self._take, tracker)
        except Exception:  # the door: a shopper gets an honest reply whatever broke; the log gets the traceback
            logger.exception("%s failed in conversation %s", self.NAME, tracker.sender_id)
            said, state = await loop.run_in_executor(self._runtime.pool, self._failed, tracker), None
        dispatcher.utter_message(json_message=said)
        return [SlotSet(SLOT_STATE, to_json(state))] if state is not None else []

    def _take(self, tracker: Tracker) -> tuple[dict[str, Any], DialogueState]:
        turn = read(tracker)
        view = self._runtime.catalogue.view(turn.shop)
        shop = view.shop
        today = self._runtime.today()
        profile = self._runtime.profiles.read(turn.visitor, turn.shop) if turn.visitor else None
        whom = audiences(shop, [*turn.state.wishes, *turn.understanding.wishes])
        peers = self._runtime.profiles.peers(turn.shop, whom) if whom else {}
        state, decision = self._runtime.guide.take(
            self.NAME,
            turn.state,
            turn.understanding,
            turn.shop,
            turn.page_item,
            profile,
            today,
            peers,
            turn.picture,
        )
        locale = turn.understanding.locale
        draft = self._runtime.writer.write(prompt(turn, decision, shop, locale))
        state = replace(state, said=[*turn.state.said, draft.text[:N_SAID_CHARACTERS]][-N_SAID:])
        said = message(decision, draft, shop, locale)
        if (decision.act, decision.topic) == ("handoff", "requested"):
            said["handoff"] = facts(decision, state, view, locale, tracker.events or [])
        if turn.visitor:
            self._learn(turn, state, decision, view, today)
        return said, state

    def _learn(self, turn: Turn, state: DialogueState, decision: Decision, view: ShopView, today: date) -> None:
        """Keep what the turn says of a shopper who agreed; of others nothing but that they were asked."""
        profiles, visitor = self._runtime.profiles, turn.visitor or ""

        def price_of(item_id: str) -> float | None:
            item = view.item(item_id)
            return item.price if item else None

        known = profiles.change(
            visitor, turn.shop, lambda p: learn(p, turn.state, state, decision, today, price_of), today.isoformat()
        )
        if decision.topic == "privacy_forgotten":
            profiles.erase_choices(visitor)
        elif known.agreed:
            profiles.choose(visitor, turn.shop, choices(view.shop, decision))

    def _failed(self, tracker: Tracker) -> dict[str, Any]:
        locale = locale_of(tracker)
        shop = Shop(name="", title={}, language=locale, currency="", categories=[], attributes=[])
        draft: Draft = self._runtime.writer.write(GroundedPrompt(FAILURE, shop, locale, seed=_seed(tracker, 0)))
        return message(FAILURE, draft, shop, locale)


def prompt(turn: Turn, decision: Decision, shop: Shop, locale: Locale) -> GroundedPrompt:
    """Put together what the writer may rest on."""
    spoken = turn.understanding
    return GroundedPrompt(
        decision=decision,
        shop=shop,
        locale=locale,
        tone=tone_of(spoken.text, locale, spoken.sentiment) if spoken.source == "text" else "neutral",
        seed=turn.seed,
        turn=turn.state.turn + 1,
        recent=turn.recent,
        emoji=turn.emoji,
    )


def read(tracker: Tracker) -> Turn:
    """Read a turn from the tracker. Raises BadTurn where the contract is broken."""
    parsed: Mapping[str, Any] = tracker.latest_message or {}
    meta = parsed.get("metadata") or {}
    shop = meta.get(META_SHOP)
    if not isinstance(shop, str) or not shop:
        raise BadTurn(
            f"metadata.{META_SHOP}: expected a shop's name, found {shop!r}; the gateway sends it with each message"
        )
    understanding = _shape(Understanding, parsed.get(UNDERSTANDING), f"latest_message.{UNDERSTANDING}")
    saved = tracker.slots.get(SLOT_STATE)
    state = _shape(DialogueState, saved, f"slot {SLOT_STATE}") if saved else DialogueState()
    page_item, visitor = meta.get(META_PAGE_ITEM), meta.get(META_VISITOR)
    return Turn(
        shop=shop,
        state=state,
        understanding=understanding,
        page_item=page_item if isinstance(page_item, str) and page_item else None,
        visitor=visitor if isinstance(visitor, str) and visitor else None,
        picture=tuple(_shape(Colour, colour, f"metadata.{META_PICTURE}") for colour in meta.get(META_PICTURE) or ()),
        recent=tuple(state.said),
        emoji=any(has_emoji(text) for text in _heard(tracker)),
        seed=_seed(tracker, state.turn),
    )


def locale_of(tracker: Tracker) -> Locale:
    """Return the language to fail in: the utterance's, else the session's, else Chinese."""
    parsed = tracker.latest_message or {}
    understood = parsed.get(UNDERSTANDING)
    spoken = understood.get("locale") if isinstance(understood, dict) else None
    wanted = spoken or (parsed.get("metadata") or {}).get(META_LOCALE)
    return "en" if wanted == "en" else "zh"


def _shape(shape: type, data: Any, where: str) -> Any:
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except ValueError as error:
            raise BadTurn(f"{where}: expected JSON, found {data[:80]!r}") from error
    try:
        return from_json(shape, data)
    except ValueError as error:
        raise BadTurn(f"{where}: {error}") from error


def _heard(tracker: Tracker) -> list[str]:
    """Return what the shopper wrote in this turn; the engine sends no events of earlier ones."""
    return [str(event.get("text") or "") for event in tracker.events or [] if event.get("event") == "user"]


def _seed(tracker: Tracker, turn: int) -> int:
    """A number that differs between conversations and turns and is the same when a turn is taken again."""
    return zlib.crc32(f"{tracker.sender_id}/{turn}".encode())
