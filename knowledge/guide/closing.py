"""Close: the shopper decides for an item, keeps a wish list, is shown what goes with it.

Owns: the moves of deciding. Does not know: carts, payment, wording.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.guide import critiques, privacy, quick, reasons
from knowledge.guide.recommending import going_with, more, recommend
from knowledge.guide.turn import Outcome, Turn
from knowledge.types import Option, Shown, UserAct

N_WISH_LIST = 30
#: Stands among the attributes asked once feedback was asked for.
FEEDBACK_ASKED = "feedback"


def close(turn: Turn) -> Outcome:
    """Take a decision for an item, or a call for the wish list."""
    if turn.understanding.has(UserAct.WISHLIST):
        return wish_list(turn)
    return pick(turn)


def pick(turn: Turn) -> Outcome:
    """Take note that the shopper decides for one item; ask which one where several could be meant."""
    if not turn.pointed and turn.n_missed:
        return no_such_item(turn)
    ids = turn.pointed or _decided(turn)
    items = turn.view.items(ids)
    if not items:
        return (
            recommend(turn)
            if turn.scope.n and turn.state.wishes
            else turn.decide(
                "sorry", "nothing_shown", text=turn.understanding.text, options=quick.show_goods(turn.scope.n)
            )
        )
    if len(items) > 1 and turn.understanding.has(UserAct.MORE):
        return more(turn)  # 就这两个？还有没有
    if _takes_all(turn):
        return _pick_several(turn, ids)
    if len(items) > 1:
        return turn.decide(
            "ask",
            "clarify",
            text=turn.understanding.text,
            items=_shown(turn, ids),
            options=[quick.pick(i) for i in items[:4]],
            numbers=_how_many(turn),
        )
    item = items[0]
    position = turn.view.position(item.item_id)
    assert position is not None
    wishes = critiques.without_measured(turn.view, turn.state, position)
    state = replace(turn.state, focus=item.item_id, open="", wishes=wishes)
    rating, n_reviews = float(turn.view.rating[position]), int(turn.view.n_reviews[position])
    # What others say reassures, where enough of them say it and it is good.
    praised = n_reviews >= reasons.N_REVIEWS_TO_SAY and rating >= reasons.GOOD_RATING
    return turn.decide(
        "chat",
        "picked",
        items=_shown(turn, [item.item_id]),
        state=state,
        options=_after_pick(turn, item.item_id, listed=item.item_id in turn.state.wishlist),
        numbers={"n_reviews": float(n_reviews)} if praised else {},
    )


def _takes_all(turn: Turn) -> bool:
    """Say whether several goods are decided for: as many as were named, each by its place or together."""
    if len(turn.pointed) < 2:
        return False
    said = turn.understanding.references
    together = [r for r in said if r.kind == "all"]
    return any(r.value == len(turn.pointed) for r in together) or (not together and len(said) == len(turn.pointed))


def _how_many(turn: Turn) -> dict[str, float]:
    """Return how many goods the shopper says to take, where it is said: 就这两个."""
    named = [r.value for r in turn.understanding.references if r.kind == "all" and isinstance(r.value, float)]
    return {"several": float(named[0])} if named else {}


def _pick_several(turn: Turn, ids: list[str]) -> Outcome:
    """Take note that the shopper decides for several goods: what they cost together, where all say it."""
    items = turn.view.items(ids)
    prices = [i.price for i in items if i.price is not None]
    total = {"total": round(sum(prices), 2)} if len(prices) == len(items) else {}
    options = [quick.wish_list_of([i.item_id for i in items])]
    state = replace(turn.state, open="", focus="", discussed=[*(i for i in turn.state.discussed if i not in ids), *ids])
    return turn.decide("chat", "picked", items=_shown(turn, ids), state=state, options=options, numbers=total)


def bye(turn: Turn) -> Outcome:
    """Take leave; once, where something was decided or kept, ask whether this was of help. Nothing is sold any more."""
    asks = (
        bool(turn.state.wishlist or turn.before.last_topic in ("picked", "wishlist_added")) and not turn.state.refusals
    )
    if not asks or FEEDBACK_ASKED in turn.state.asked:
        return turn.decide("chat", "bye")
    state = replace(turn.state, asked=[*turn.state.asked, FEEDBACK_ASKED])
    return turn.decide("chat", "bye", state=state, options=quick.feedback(), numbers={"asks_feedback": 1.0})


def wish_list(turn: Turn) -> Outcome:
    """Add what is pointed at, or what was just spoken of, to the wish list; else show the list."""
    if not turn.pointed and turn.n_missed:
        return no_such_item(turn)
    ids = turn.pointed
    if not ids and turn.state.focus and turn.state.focus not in turn.state.wishlist:
        ids = [turn.state.focus]
    if not ids and turn.before.last_topic == "accessories":
        ids = turn.state.discussed[-1:]  # what goes with it was looked at beside: it is what is kept
    kept = [i for i in turn.state.wishlist if turn.view.position(i) is not None]
    if ids:
        listed = [*kept, *(i for i in ids if i not in kept)][-N_WISH_LIST:]
        focus = ids[0] if len(ids) == 1 else turn.state.focus
        state = replace(turn.state, wishlist=listed, focus=focus)
        options = _after_pick(turn, ids[0], listed=True) if len(ids) == 1 else [quick.compare(ids[:2])]
        added = turn.decide("chat", "wishlist_added", items=_shown(turn, ids), state=state, options=options)
        return privacy.ask_beside(replace(turn, state=state), added)
    in_view = turn.view.items(turn.last_list)
    if not kept and in_view:
        return turn.decide(
            "ask",
            "clarify",
            text=turn.understanding.text,
            items=_shown(turn, [i.item_id for i in in_view[:4]]),
            options=[quick.pick(i) for i in in_view[:4]],
        )
    if not kept:
        return turn.decide(
            "sorry",
            "nothing_shown",
            text=turn.understanding.text,
            options=quick.show_goods(turn.scope.n),
        )
    # The list is what is now looked at, so ordinals count in it.
    state = turn.listing(kept, replace(turn.state, wishlist=kept))
    options = [quick.compare(kept[:2])] if len(kept) > 1 else [quick.page(i) for i in kept[:1] if _has_page(turn, i)]
    return turn.decide("chat", "wishlist_shown", items=_shown(turn, kept), state=state, options=options)


def no_such_item(turn: Turn) -> Outcome:
    """Say that what was pointed at is not there: nothing was shown yet, or not so many, or not such a one."""
    shown = turn.view.items(turn.last_list)
    topic = "no_such_item" if shown else "nothing_shown"
    options = [quick.pick(i) for i in shown[:3]] or (quick.show_goods(turn.scope.n))
    return turn.decide("sorry", topic, text=turn.understanding.text, options=options)


def _decided(turn: Turn) -> list[str]:
    """Return the items that "I'll take it" may mean."""
    if turn.state.focus and turn.view.position(turn.state.focus) is not None:
        return [turn.state.focus]
    shown = [i for i in turn.last_list if turn.view.position(i) is not None]
    if not shown and turn.page_item:
        return [turn.page_item]
    return shown


def _after_pick(turn: Turn, item_id: str, *, listed: bool) -> list[Option]:
    options = [] if listed else [quick.wish_list(item_id)]
    if _has_page(turn, item_id):
        options.append(quick.page(item_id))
    others = [i for i in turn.last_list if i != item_id and turn.view.position(i) is not None]
    n_with = len(going_with(turn, item_id))
    if n_with:
        options.append(quick.accessories(item_id, n_with))
    if others and item_id in turn.last_list:
        options.append(quick.compare_again([item_id, others[0]]))
    return options


def _has_page(turn: Turn, item_id: str) -> bool:
    item = turn.view.item(item_id)
    return item is not None and bool(item.url)


def _shown(turn: Turn, ids: list[str]) -> list[Shown]:
    positions = [p for i in ids if (p := turn.view.position(i)) is not None]
    return reasons.shown(turn.view, turn.scope, positions)
