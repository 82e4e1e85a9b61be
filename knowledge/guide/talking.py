"""Talk that is not about goods, and turns that were not understood: answer, and offer a way in or back.

Owns: which ways in are offered, and how misunderstanding is met. Does not know: wording.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from knowledge.columns import CodesColumn
from knowledge.guide import (
    asking,
    closing,
    handing_off,
    meant,
    privacy,
    quick,
    reasons,
    recommending,
    returning,
)
from knowledge.guide.turn import Outcome, Turn
from knowledge.types import Option, Payload, Preference, UserAct

N_WAYS_IN = 6
#: Sentiment at and below which small talk is an insult to be met calmly.
HURT = -0.3
#: A turn with nothing linked to the shop and less confidence than this was not understood.
UNSURE = 0.45
N_NOT_UNDERSTOOD = 2
#: Words that praise who is spoken to; with a 不 before them they do not.
_PRAISE = re.compile(
    r"(?<![不没])(?:专业|厉害|真棒|好棒|太棒|聪明|贴心|能干|靠谱)"
    r"|(?<!not )(?<![a-z])(?:smart|clever|helpful|awesome|impressive|professional)(?![a-z])",
    re.IGNORECASE,
)

#: What a reading of an unclear turn may be, with its words.
_READINGS = {
    UserAct.COMPARE: {"zh": "比较商品", "en": "Compare goods"},
    UserAct.MORE: {"zh": "换一批", "en": "Show me others"},
    UserAct.ASK_REVIEWS: {"zh": "看评价", "en": "See reviews"},
    UserAct.SHOW_WISHES: {"zh": "看看记住了什么", "en": "Show what you know"},
    UserAct.RECOMMEND: {"zh": "看看推荐", "en": "Show me the picks"},
    UserAct.START_OVER: {"zh": "重新开始", "en": "Start over"},
    UserAct.HANDOFF: {"zh": "转人工", "en": "Talk to a person"},
}


def chat(turn: Turn) -> Outcome:
    """Greet, thank, take leave, answer small talk, tell about data."""
    said = turn.understanding
    if said.has(UserAct.PRIVACY):
        return privacy.privacy(turn)
    rated = next((q.attribute for q in said.questions if q.attribute.startswith(quick.FEEDBACK)), "")
    if rated:
        return _rated(turn, rated.removeprefix(quick.FEEDBACK))
    if said.has(UserAct.BYE):
        return privacy.ask_beside(turn, closing.bye(turn))
    if said.has(UserAct.THANK):
        return privacy.ask_beside(turn, turn.decide("chat", "thanks", options=ways_on(turn)))
    if said.has(UserAct.GREET):
        new = not (turn.state.wishes or turn.last_list)
        options = [*ways_in(turn)[: N_WAYS_IN - 1], quick.popular()] if new else ways_on(turn)
        return welcomed_back(turn) or turn.decide("chat", "greet", options=options)
    if said.has(UserAct.CHITCHAT):
        return _small_talk(turn)
    return turn.decide("sorry", "out_of_scope", text=said.text, options=ways_on(turn))


def _small_talk(turn: Turn) -> Outcome:
    said = turn.understanding
    if said.sentiment <= HURT:
        if turn.before.last_topic == "insult":
            return handing_off.offer(turn, "anger")
        state = replace(turn.state, offer=Payload([UserAct.HANDOFF]))
        return turn.decide("chat", "insult", state=state, options=[quick.person(), *ways_on(turn)[:2]])
    topic = next(
        (q.attribute.removeprefix("chat:") for q in said.questions if q.attribute.startswith("chat:")), "smalltalk"
    )
    if topic not in ("identity", "capability"):
        topic = "praised" if said.sentiment >= 0 and _PRAISE.search(said.text) else "smalltalk"
    return turn.decide("chat", topic, options=ways_on(turn), text=said.text)


def welcomed_back(turn: Turn) -> Outcome | None:
    """Greet who agreed to be remembered with what they looked at last; None for all others, or in the middle of a
    talk.
    """
    if turn.profile is None or not turn.profile.agreed or turn.today is None or turn.before.shown:
        return None
    item_id = returning.last_seen(turn.view, turn.profile)
    if not item_id:
        return turn.decide("chat", "welcome_back", options=ways_on(turn))
    shown = reasons.shown(turn.view, turn.scope, [turn.view.position(item_id)])  # type: ignore[list-item]
    kind = Preference("category", "=", shown[0].item.category)
    count = asking.checkable_count(turn.scope, kind)
    options = [asking.wish_option(kind, count), quick.reviews(item_id), *ways_in(turn)[:3]]
    return turn.decide(
        "chat",
        "welcome_back",
        items=shown,
        state=turn.listing([item_id]),
        options=options,
    )


def _rated(turn: Turn, rated: str) -> Outcome:
    """Thank for feedback; where it is bad, offer what may mend it."""
    options = [quick.person(), *ways_on(turn)[:2]] if rated == "bad" else []
    return turn.decide("chat", "feedback_bad" if rated == "bad" else "feedback_good", options=options)


def noted(turn: Turn) -> Outcome:
    """Acknowledge a bare "good": with goods on the table, offer to decide among them."""
    item = turn.view.item(turn.state.focus) if turn.state.focus else None
    if item is not None:
        offer = quick.pick(item)
        options = [offer, quick.wish_list(item.item_id)]
        shown_item = reasons.shown(turn.view, turn.scope, [turn.view.position(item.item_id)])  # type: ignore[list-item]
        return turn.decide(
            "chat", "noted", items=shown_item, state=replace(turn.state, offer=offer.payload), options=options
        )
    shown = turn.view.items(turn.last_list)
    options = [quick.pick(i) for i in shown[:3]] or ways_on(turn)
    return turn.decide("chat", "noted", options=options)


def declined(turn: Turn) -> Outcome:
    """Take a "no" to an offer, and go on."""
    return turn.decide("chat", "declined", options=ways_on(turn))


def started_over(turn: Turn) -> Outcome:
    """Begin anew: nothing is kept but the wish list."""
    return turn.decide("chat", "started_over", options=ways_in(turn))


def not_understood(turn: Turn) -> Outcome:
    """Offer the likeliest readings; the second time in a row, a person."""
    # What was not understood leaves no wish behind.
    n_lost = turn.before.misunderstood + 1
    state = replace(turn.before, turn=turn.state.turn, locale=turn.state.locale, misunderstood=n_lost, offer=None)
    turn = replace(turn, state=state, changes=[])
    if state.misunderstood >= N_NOT_UNDERSTOOD:
        return handing_off.offer(replace(turn, state=state), "misunderstood")
    return turn.decide("sorry", "not_understood", text=turn.understanding.text, state=state, options=readings(turn))


#: A bare property, put as a wish.
_WISHED = re.compile(r"(?:我?(?:想)?要|最好|必须|得)?(?:是)?[\u4e00-\u9fff]{2,6}的[吧哈呀啊]?")


def was_lost(turn: Turn, action: str) -> bool:
    """Say whether the turn was not understood: nothing in it linked to this shop, and it is unsure what it does."""
    said = turn.understanding
    if said.source == "payload":
        return False
    linked = (
        said.wishes,
        said.dropped,
        said.critiques,
        turn.beside,
        said.references,
        said.unknown,
        said.ambiguous,
        [q for q in said.questions if q.attribute],
    )
    if any(linked):
        return False
    main = said.acts[0]
    if turn.unlinked and turn.before.shown and _WISHED.fullmatch(said.text.strip()):
        return False  # 防水的, of goods that do not say: named as what cannot be checked
    if main.confidence < UNSURE:
        return not _found(turn)
    if main.name != UserAct.INFORM or (len(said.acts) > 1 and any(a.name != UserAct.INFORM for a in said.acts[1:])):
        return False
    return not _found(turn)


#: Words of who is spoken to or of who speaks: such a question is about no goods.
_OF_PEOPLE = re.compile(r"[你您我咱]|(?<![a-z])(?:you|your|i|me|my|we)(?![a-z])", re.IGNORECASE)


def asks_of_focus(turn: Turn) -> bool:
    """Say whether a turn that linked to nothing asks something of the item under discussion: 好洗吗, 一箱多少."""
    text = turn.understanding.text
    return bool(turn.state.focus) and meant.asks(text) and not _OF_PEOPLE.search(text)


def _found(turn: Turn) -> bool:
    """Say whether the turn's free words are found, as words, in some of the goods."""
    return any(w.attribute in ("text", "title") and w.said_at == turn.state.turn for w in turn.state.wishes)


def readings(turn: Turn) -> list[Option]:
    """Return what an unclear turn most likely means, then the ways on."""
    found = [
        Option(Payload([a.name]), label=_READINGS[a.name])
        for a in turn.understanding.acts
        if a.name in _READINGS and (turn.last_list or a.name != UserAct.COMPARE)
    ]
    if turn.last_list and turn.scope.n:
        found = [*found, quick.more(n)] if (n := recommending.n_unseen(turn)) else found
        found = [*found, quick.my_wishes()] if turn.state.wishes else found
    known = {o.label.get("zh") for o in found}
    return (found + [o for o in ways_on(turn) if o.label.get("zh") not in known or not o.label])[:4]


def ambiguous(turn: Turn) -> Outcome:
    """Ask which of several readings of the same words is meant."""
    first = turn.understanding.ambiguous[0]
    options = []
    for wish in first.options:
        known = asking.checkable_count(turn.scope, wish)
        if known:  # a reading that leaves nothing is not offered
            options.append(asking.wish_option(wish, known))
    return turn.decide("ask", "ambiguous", text=first.text, options=options)


def unknown(turn: Turn) -> Outcome:
    """Say that the shop has no such category, brand or value, and what there is instead."""
    first = turn.understanding.unknown[0]
    key = {"category": "category", "brand": "brand"}.get(first.label, first.attribute)
    topic = {"category": "unknown_category", "brand": "unknown_brand"}.get(first.label, "unknown_value")
    options: list[Option] = []
    if key in turn.view.columns:
        mask = turn.scope.fits if turn.scope.n and key != "category" else turn.scope.sellable
        options = [
            asking.wish_option(Preference(key, "=", v), n)  # type: ignore[arg-type]
            for v, n in turn.view.facet(key, mask)[:N_WAYS_IN]
            if isinstance(v, (str, bool, float))
        ]
    if key != "category" and turn.scope.n and turn.state.wishes:
        options = [*options[: N_WAYS_IN - 1], *quick.show_goods(turn.scope.n)]
    return turn.decide("sorry", topic, text=first.text, attribute=key, options=options)


def ways_in(turn: Turn) -> list[Option]:
    """Return the kinds of goods that are wanted most, as quick replies with counts."""
    sellable = turn.scope.sellable
    column = turn.view.column("category")
    assert isinstance(column, CodesColumn)
    weights = turn.view.popularity[sellable]
    wanted = np.bincount(column.codes[sellable], weights=weights, minlength=len(column.vocabulary.words))
    order = {column.vocabulary.words[i]: place for place, i in enumerate(np.argsort(-wanted, kind="stable"))}
    counts = sorted(turn.view.facet("category", sellable), key=lambda f: order[str(f[0])])
    return [asking.wish_option(Preference("category", "=", str(c)), n) for c, n in counts[:N_WAYS_IN]]


def ways_on(turn: Turn) -> list[Option]:
    """Return the way back to where the talk was: the open question, else the goods, else the ways in."""
    if turn.state.open:
        reopened = asking.reopen(turn.view, turn.scope, turn.ranking, turn.state.open)
        if reopened:
            return asking.options(reopened)
    if turn.state.wishes and not turn.scope.n:
        return recommending.ways_out(turn)
    if turn.state.wishes or turn.last_list:
        return quick.show_goods(turn.scope.n)
    return ways_in(turn)
