"""The one door of the guide: a state and what was understood go in, a new state and a decision come out.

Owns: the order of a turn (what a bare yes means, wishes, then the move) and which move is made. Does not know:
wording, Rasa, channels, stores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from knowledge.catalogue import Catalogue
from knowledge.guide import (
    alongside,
    asking,
    closing,
    comparing,
    explaining,
    furthest,
    handing_off,
    meant,
    picturing,
    privacy,
    questions,
    quick,
    recommending,
    strategies,
    talking,
    totals,
    urgent,
    vague,
    values_compared,
)
from knowledge.guide.hearing import hear
from knowledge.guide.scope import categories_of
from knowledge.guide.turn import Finds, Outcome, SeesColours, Turn
from knowledge.profiles import Profile
from knowledge.settings import Settings
from knowledge.types import Colour, Decision, DialogueState, Preference, Question, Understanding, UserAct

#: Rasa actions, as in nlu.names, which lies above this layer.
ACTION_GUIDE = "action_guide"
ACTION_ANSWER = "action_answer"
ACTION_COMPARE = "action_compare"
ACTION_EXPLAIN = "action_explain"
ACTION_CLOSE = "action_close"
ACTION_HAND_OFF = "action_hand_off"
ACTION_START_OVER = "action_start_over"
ACTION_CHAT = "action_chat"

#: 刚才那个云雀的呢: tell me of it.
_WHAT_OF = re.compile(r"呢[?？。]*$|怎么样[?？。]*$|^(?:what|how) about\b", re.IGNORECASE)

_GUIDING = (
    UserAct.RECOMMEND,
    UserAct.INFORM,
    UserAct.REFUSE,
    UserAct.RETRACT,
    UserAct.NO_PREFERENCE,
    UserAct.CRITIQUE,
    UserAct.MORE,
)


class Guide:
    """Decides the next move of a conversation. Holds no state of any shopper; safe to share between threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        retriever: Finds,
        settings: Settings | None = None,
        pictures: SeesColours | None = None,
    ) -> None:
        """`settings`: None = defaults; of them the guide reads `guide_asking`. `pictures`: of the goods, None = not to
        be looked at.
        """
        self._catalogue = catalogue
        self._pictures = pictures
        self._retriever = retriever
        self._strategy: strategies.Strategy = settings.guide_asking if settings else "gain"

    def take(
        self,
        action: str,
        state: DialogueState,
        understanding: Understanding,
        shop_name: str,
        page_item: str | None = None,
        profile: Profile | None = None,
        today: date | None = None,
        peers: Mapping[str, int] | None = None,
        picture: Sequence[Colour] = (),
    ) -> tuple[DialogueState, Decision]:
        """Take one turn: fold what was understood into `state` and decide the reply.

        `action` is the Rasa action that the policy chose, a hint that a clearer reading of the turn may overrule.
        `page_item` is the item_id of the product page in view, None where there is none; `profile` what is remembered
        of the shopper, None where there is nowhere to remember it; `today` the shopper's day, None = not known; `peers`
        item_id -> how many others chose it for the same audience; `picture` the main colours of a picture that came
        with the words, empty where none did. Returns the state after the turn, to be passed to the next call, and the
        decision. Raises UnknownShop where there is no such shop.
        """
        view = self._catalogue.view(shop_name)
        if (understood := urgent.heard(understanding)) is not understanding:
            understanding, action = understood, ACTION_HAND_OFF
        looked = picturing.look(view, state, understanding, picture, page_item) if picture else None
        if looked and looked.used:
            understanding, action = picturing.meaning(view, state, understanding, looked, page_item), ACTION_GUIDE
            state = replace(state, picture=looked.colours)
        turn = replace(
            hear(view, self._retriever, state, understanding, page_item, profile, today),
            strategy=self._strategy,
            peers=dict(peers or {}),
            pictures=self._pictures,
        )
        turn = replace(turn, state=picturing.while_it_stands(view, turn.state))
        after, decision = _move(turn, _action(turn, action))
        return after, picturing.told(turn, decision, looked) if looked else decision


def _action(turn: Turn, hint: str) -> str:
    """Return the action to take. The hint was chosen from the acts as heard; a bare yes or no may have become
    others.
    """
    said = turn.understanding
    pointing = bool(said.references) and not said.wishes and not said.questions and not said.critiques
    vague = said.source == "text" and said.acts[0].name in (UserAct.PICK, UserAct.INFORM)
    if vague and pointing and meant.asks(said.text):
        return ACTION_ANSWER  # pointing at goods in a question takes none of them and wishes for none
    if hint in _MOVES and said.acts == turn.heard_acts and said.source == "text":
        return hint
    return next((action for act, action in _BY_ACT if said.has(act)), ACTION_GUIDE)


def _move(turn: Turn, action: str) -> Outcome:
    if (summed := totals.asked(turn)) is not None:
        return summed
    if talking.was_lost(turn, action):
        return questions.answer(turn) if talking.asks_of_focus(turn) else talking.not_understood(turn)
    turn = replace(turn, state=replace(turn.state, misunderstood=0))
    return _MOVES[action](turn)


def guide(turn: Turn) -> Outcome:
    """Ask or recommend: the main road."""
    said, state = turn.understanding, turn.state
    if turn.declined:
        return talking.declined(turn)
    if turn.agreed:
        return talking.noted(turn)
    if state.refusals >= handing_off.N_REFUSALS and state.refusals > turn.before.refusals:
        return handing_off.offer(turn, "refusals")
    if turn.beside and (goes_with := alongside.of_what(turn.before)):
        kind = alongside.kind_in_view(turn.view, turn.before)
        return recommending.accessories(turn, goes_with, kind, turn.beside)
    asked_with = next((q for q in said.questions if q.attribute == quick.ACCESSORIES), None)
    if asked_with:
        item_id = turn.pointed[0] if turn.pointed else turn.focus
        kind = asked_with.value if isinstance(asked_with.value, str) else ""
        return recommending.accessories(turn, item_id, kind) if item_id else closing.no_such_item(turn)
    if said.ambiguous:
        return talking.ambiguous(turn)
    if said.unknown and not turn.only_unknown_is_refused:
        return talking.unknown(turn)
    if turn.n_missed and not turn.pointed and not said.wishes:
        return closing.no_such_item(turn)
    if turn.profile and turn.profile.agreed and turn.before.last_topic.startswith("privacy") and _takes_back(turn):
        return privacy.show(turn)  # one more may be forgotten
    if turn.spent and turn.scope.n:
        return furthest.furthest(turn)
    if turn.like and not turn.critiqued and said.has(UserAct.MORE, UserAct.CRITIQUE):
        return recommending.alike(turn)
    if said.has(UserAct.MORE) and not said.wishes and not turn.critiqued:
        return recommending.more(turn)
    if not turn.scope.n:
        return recommending.nothing_fits(turn)
    if (same := recommending.still_these(turn)) is not None:
        return same
    if _ask_first(turn):
        return _ask(turn)
    return recommending.recommend(turn)


def compare(turn: Turn) -> Outcome:
    """Compare goods, or goods that stand for the values asked about."""
    ids, key = values_compared.goods(turn)
    if not ids:
        return comparing.compare(turn)
    said = replace(turn.understanding, questions=[])
    state, decision = comparing.compare(replace(turn, pointed=ids, understanding=said), asked=[key])
    return state, replace(decision, attribute=key, numbers={**decision.numbers, "values": float(len(ids))})


def _takes_back(turn: Turn) -> bool:
    return turn.understanding.has(UserAct.RETRACT) and turn.understanding.source == "payload"


def _ask_first(turn: Turn) -> bool:
    """Say whether a question is worth more than goods now."""
    if turn.question is None:
        return False
    if turn.understanding.has(UserAct.NO_PREFERENCE) and not turn.state.wishes:
        return False  # who only looks around is shown around
    if turn.state.picture and categories_of(turn.state.wishes):
        return False  # who shows a picture wants to see goods
    if categories_of(turn.state.wishes) and any(vague.is_extreme(w) for w in turn.scope.soft):
        return False  # the cheapest phone: that is to be shown
    if turn.strategy == "gain" and not asking.worth_alone(turn.view, turn.question):
        return False
    if turn.state.refusals >= 2 and turn.state.refusals > turn.before.refusals:
        return True  # two lists refused in a row: guessing again helps less than asking
    return not strategies.goods_now(turn.strategy, turn.scope, turn.state)


def _ask(turn: Turn) -> Outcome:
    question = turn.question
    assert question is not None
    state = replace(turn.state, open=question.attribute, asked=[*turn.state.asked, question.attribute])
    topic = "category" if question.attribute == "category" else "attribute"
    return turn.decide(
        "ask",
        topic,
        attribute=question.attribute,
        state=state,
        options=asking.options(question),
        unchecked=turn.unchecked(),
        numbers=question.numbers,
    )


def answer(turn: Turn) -> Outcome:
    """Answer; where wishes came along and the question is about no item shown, answer beside the goods."""
    said = turn.understanding
    if any(q.attribute == quick.ACCESSORIES for q in said.questions):
        return guide(turn)
    if not said.questions and said.has(UserAct.ASK_ATTRIBUTE):
        turn = replace(turn, understanding=replace(said, questions=_extremes_asked(said)))
        said = turn.understanding
    if compared := questions.compared(turn):
        return comparing.compare(replace(turn, pointed=compared[0]), asked=compared[1])
    if turn.pointed and said.questions and all(not q.attribute for q in said.questions) and _WHAT_OF.search(said.text):
        turn = replace(turn, understanding=replace(said, questions=[Question("description", text=said.text)]))
    if (forgotten := _of_an_earlier_talk(turn)) is not None:
        return forgotten
    if _asks_around(turn):
        return recommending.recommend(turn, answers=questions.told(turn), ask_beside=False)
    policies = [q for q in said.questions if q.attribute.startswith("policy:")]
    only_kind = all(w.attribute == "category" for w in said.wishes) and not turn.critiqued
    if only_kind and said.wishes and not turn.pointed and any(q.attribute and not q.value for q in said.questions):
        return questions.answer(turn)  # 你们的电视有哪些品牌
    about_no_item = not turn.pointed and (len(policies) == len(said.questions) or not turn.before.shown)
    if (said.wishes or turn.critiqued) and about_no_item and not turn.state.focus and turn.scope.n:
        answers = [questions.policy(turn, q) for q in policies]
        return recommending.recommend(turn, answers=answers, ask_beside=not answers)
    return questions.answer(turn)


def _asks_around(turn: Turn) -> bool:
    """Say whether what lies near an item is asked beside something of it: 电话多少？周边有什么景点."""
    wishes = turn.understanding.wishes
    around = any(w.attribute in turn.view.relations and w.polarity == "for" for w in wishes)
    return around and any(w.attribute == "category" for w in wishes)


def _of_an_earlier_talk(turn: Turn) -> Outcome | None:
    """Meet a question about goods that were looked at before this talk and are not remembered: goods of that kind."""
    missed = [r for r in turn.understanding.references if r.kind == "value" and r.attribute == "category"]
    if turn.before.shown or turn.pointed or not turn.n_missed or not missed or turn.scope.n == 0:
        return None
    kind = Preference("category", "=", missed[0].value, said_at=turn.state.turn)
    wished = [w for w in turn.state.wishes if w.attribute != "category"]
    turn = replace(turn, state=replace(turn.state, wishes=[*wished, kind]))
    return recommending.recommend(turn, unseen=True) if turn.scope.n else None


def _extremes_asked(said: Understanding) -> list[Question]:
    """Which is the lightest: the item is pointed at by its weight, so its weight is the answer."""
    extremes = [r for r in said.references if r.kind == "superlative" and isinstance(r.value, str)]
    return (
        [Question(str(extremes[0].value), text=extremes[0].text)] if len(extremes) == len(said.references) == 1 else []
    )


_MOVES: dict[str, Callable[[Turn], Outcome]] = {
    ACTION_GUIDE: guide,
    ACTION_ANSWER: answer,
    ACTION_COMPARE: compare,
    ACTION_EXPLAIN: explaining.explain,
    ACTION_CLOSE: closing.close,
    ACTION_HAND_OFF: handing_off.hand_off,
    ACTION_START_OVER: talking.started_over,
    ACTION_CHAT: talking.chat,
}

#: Which act decides where the hint cannot: the order of nlu.names.ACT_PRIORITY.
_BY_ACT = (
    (UserAct.HANDOFF, ACTION_HAND_OFF), (UserAct.COMPLAIN, ACTION_HAND_OFF), (UserAct.ORDER, ACTION_HAND_OFF),
    (UserAct.PRIVACY, ACTION_CHAT), (UserAct.START_OVER, ACTION_START_OVER), (UserAct.COMPARE, ACTION_COMPARE),
    (UserAct.ASK_REVIEWS, ACTION_ANSWER), (UserAct.ASK_ATTRIBUTE, ACTION_ANSWER), (UserAct.ASK_POLICY, ACTION_ANSWER),
    (UserAct.EXPLAIN, ACTION_EXPLAIN), (UserAct.SHOW_WISHES, ACTION_EXPLAIN), (UserAct.PICK, ACTION_CLOSE),
    (UserAct.WISHLIST, ACTION_CLOSE), *((act, ACTION_GUIDE) for act in _GUIDING),
    (UserAct.AFFIRM, ACTION_GUIDE), (UserAct.DENY, ACTION_GUIDE), (UserAct.THANK, ACTION_CHAT),
    (UserAct.GREET, ACTION_CHAT), (UserAct.BYE, ACTION_CHAT), (UserAct.CHITCHAT, ACTION_CHAT),
    (UserAct.OUT_OF_SCOPE, ACTION_CHAT),
)  # fmt: skip
