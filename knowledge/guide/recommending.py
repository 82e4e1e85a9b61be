"""Show goods: which ones, with which reasons, and what is offered beside them.

Owns: the moves that end in goods, and what is said when none fit. Does not know: the score, how wishes are folded,
wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import Mask, NumberColumn
from knowledge.guide import alongside, asking, figures, place, quick, reasons, relaxing, returning, vague
from knowledge.guide.diversity import diverse
from knowledge.guide.meeting import can_meet, meets
from knowledge.guide.scope import scope
from knowledge.guide.turn import Outcome, Turn
from knowledge.types import Answer, Option, Payload, Preference, Relaxation, UserAct
from knowledge.view import ShopView

N_SHOWN = 3
#: Items that were liked, kept in the state.
N_LIKED = 5
N_OPTIONS = 5
#: Times that it is said that nothing fits before a person is offered beside the ways out.
N_TOLD = 2


def recommend(turn: Turn, *, answers: Sequence[Answer] = (), ask_beside: bool = True, unseen: bool = False) -> Outcome:
    """Show the best goods that fit, or say that nothing does. `answers`: to be given in the same breath. `unseen`: the
    shopper spoke of goods of an earlier talk that nothing is known of.
    """
    if not turn.scope.n:
        return nothing_fits(turn, answers)
    allowed: Mask = np.ones(turn.view.n_items, dtype=bool)
    if turn.like:
        allowed[turn.view.position(turn.like)] = False
    positions = _pick(turn, allowed)
    if not positions:  # only the item that others should resemble is left
        positions = _pick(turn, np.ones(turn.view.n_items, dtype=bool))
    topic = "fit" if turn.state.wishes else "popular"
    state, decision = _show(turn, topic, positions, answers=answers, ask_beside=ask_beside)
    return state, replace(decision, numbers={**decision.numbers, "unseen": 1.0}) if unseen else decision


def still_these(turn: Turn) -> Outcome | None:
    """Show the same goods again, with a word that they are so, where a turn only says anew what stands already and all
    of the goods in view meet it; None for all other turns.
    """
    said, before = turn.understanding, turn.before
    plain = [w for w in said.wishes if w.attribute != "text"]
    anew = said.source == "text" and plain and not (turn.changes or said.critiques or said.references or said.questions)
    if not anew or before.last_act != "recommend" or len(plain) != len(said.wishes) or said.has(UserAct.MORE):
        return None
    standing = {(w.attribute, str(w.value), w.polarity) for w in before.wishes}
    positions = [p for i in turn.last_list if (p := turn.view.position(i)) is not None]
    fitting = positions and all(turn.scope.fits[p] for p in positions)
    if not fitting or any((w.attribute, str(w.value), w.polarity) not in standing for w in plain):
        return None
    state, decision = _show(turn, "fit", positions)
    state = replace(state, shown=before.shown)
    return state, replace(decision, numbers={**decision.numbers, "restated": float(len(plain))})


def more(turn: Turn) -> Outcome:
    """Show others for the same wishes: nothing that was shown before."""
    if not turn.scope.n:
        return nothing_fits(turn)
    fresh = ~_positions_mask(turn.view, turn.ever_shown())
    positions = _pick(turn, fresh)
    if not positions:
        return no_more(turn)
    return _show(turn, "more", positions)


def alike(turn: Turn) -> Outcome:
    """Show others like an item that was pointed at, and remember that it was liked."""
    fresh = ~_positions_mask(turn.view, {*turn.ever_shown(), turn.like})
    positions = _pick(turn, fresh)
    liked = [*(i for i in turn.state.liked if i != turn.like), turn.like][-N_LIKED:]
    turn = replace(turn, state=replace(turn.state, liked=liked))
    return _show(turn, "alike", positions) if positions else no_more(turn)


def accessories(turn: Turn, item_id: str, category: str = "", wished: Sequence[Preference] = ()) -> Outcome:
    """Show goods in stock that go with an item, from the graph. `category`: only this kind, "" = any; `wished`: only
    those that meet these wishes.
    """
    ids = going_with(turn, item_id, category, wished)
    if not ids:
        return turn.decide("sorry", "nothing_with_it", options=quick.show_goods(turn.scope.n))
    positions = [p for i in ids[:N_SHOWN] if (p := turn.view.position(i)) is not None]
    # Wishes for the main item are none for what goes with it.
    shown = reasons.shown(turn.view, scope(turn.view, wished), positions, dict.fromkeys(positions, "accessory_of"))
    discussed = [*(i for i in turn.state.discussed if i != item_id), item_id]
    state = turn.listing([s.item.item_id for s in shown], replace(turn.state, open="", discussed=discussed))
    return turn.decide(
        "recommend",
        "accessories",
        items=shown,
        state=state,
        n_matching=len(ids),
        options=quick.show_goods(turn.scope.n),
    )


def going_with(turn: Turn, item_id: str, category: str = "", wished: Sequence[Preference] = ()) -> list[str]:
    """Return ids of goods in stock that are accessories of an item, best first. `category`: only these, "" = any;
    `wished`: only those that meet these wishes.
    """
    mask = alongside.fitting(turn.view, wished, turn.scope.sellable)
    if category:
        kind = Preference("category", "=", category)
        mask = mask & meets(turn.view, kind) if can_meet(turn.view, kind, mask) else np.zeros_like(mask)
    return turn.retriever.related(turn.view, item_id, "accessory_of", mask)


def nothing_fits(turn: Turn, answers: Sequence[Answer] = ()) -> Outcome:
    """Say which wishes rule everything out, with the smallest ways out."""
    conflict = relaxing.conflict(turn.scope)
    alone = all(w.attribute in turn.view.relations for w in conflict.blocking)
    options = quick.show_goods(sum(r.count for r in conflict.relaxations)) if alone else _ways_out(turn, conflict)
    same = _same_district(turn, conflict, alone)
    relaxations = [*same, *conflict.relaxations]
    options = [*map(relaxation_option, same), *options]
    stuck = turn.state.stuck + 1 if turn.before.last_topic == "nothing_fits" else 1
    # Told once, the ways out are a choice; told again, one of them is offered to be taken with a bare yes.
    offer = options[0].payload if len(options) == 1 or stuck > 1 else None
    if stuck > N_TOLD and not any(UserAct.HANDOFF in o.payload.acts for o in options):
        options = [*options, quick.person()]
    state = replace(turn.state, open="", offer=offer, stuck=stuck)
    if alone:
        # Nothing of that kind is known to lie there: said once, it must not stand in the way of what comes next.
        state = replace(state, wishes=[w for w in state.wishes if w not in conflict.blocking], stuck=0)
    return turn.decide(
        "sorry",
        "nothing_fits",
        state=state,
        blocking=conflict.blocking,
        relaxations=relaxations,
        options=options,
        answers=list(answers),
        unchecked=turn.unchecked(),
        numbers={"stuck": float(stuck)},
    )


def _same_district(turn: Turn, conflict: relaxing.Conflict, alone: bool) -> list[Relaxation]:
    """Return what lies in the same district where nothing that fits is known to lie near. `alone`: nothing of the kind
    at all is.
    """
    near = [w for w in turn.scope.hard if w.attribute in turn.view.relations and w.polarity == "for"]
    if not near or not (alone or any(r.wish in near for r in conflict.relaxations)):
        return []
    away = replace(turn.state, wishes=[w for w in turn.state.wishes if w not in near])
    found = []
    for wish in place.leanings(turn.view, away):
        count = int(np.count_nonzero(turn.scope.without(near) & meets(turn.view, wish)))
        found += [Relaxation(near[0], replace(wish, strength="hard"), count)] if count else []
    return found


def ways_out(turn: Turn) -> list[Option]:
    """Return the quick replies that lead out where nothing fits."""
    return _ways_out(turn, relaxing.conflict(turn.scope))


def _ways_out(turn: Turn, conflict: relaxing.Conflict) -> list[Option]:
    options = [relaxation_option(r) for r in conflict.relaxations]
    options += [quick.without(gone, count) for gone, count in conflict.joint]
    return options or [quick.start_over(), quick.person()]


def no_more(turn: Turn) -> Outcome:
    """Say that all that fit were shown, and what would widen the choice."""
    relaxations = relaxing.widened(turn.scope)
    options = [relaxation_option(r) for r in relaxations]
    options += quick.show_goods(turn.scope.n)
    return turn.decide("sorry", "no_more", state=replace(turn.state, open=""), relaxations=relaxations, options=options)


def relaxation_option(relaxation: Relaxation) -> Option:
    """Turn a way out into a quick reply: the wish is taken back, or said anew."""
    if relaxation.instead is None:
        payload = Payload([UserAct.RETRACT], wishes=[relaxation.wish])
        return Option(payload, preference=relaxation.wish, count=relaxation.count)
    gone = [] if relaxation.instead.attribute == relaxation.wish.attribute else [relaxation.wish.attribute]
    payload = Payload([UserAct.INFORM], wishes=[relaxation.instead], dropped=gone)
    return Option(payload, preference=relaxation.instead, count=relaxation.count)


def _pick(turn: Turn, allowed: Mask) -> list[int]:
    wished = {w.attribute for w in turn.scope.hard if w.polarity == "for"}
    spread = [key for key in ("brand",) if key not in wished]
    if "category" not in wished:
        spread.append("category")
    if turn.profile and turn.profile.agreed:
        # What was bought or refused in an earlier talk comes again only where nothing else fits.
        fresh = allowed & ~_positions_mask(turn.view, set(returning.had(turn.profile)))
        if found := diverse(turn.view, turn.ranking, N_SHOWN, fresh, spread):
            return found
    return diverse(turn.view, turn.ranking, N_SHOWN, allowed, spread)


def _show(
    turn: Turn, topic: str, positions: list[int], *, answers: Sequence[Answer] = (), ask_beside: bool = True
) -> Outcome:
    if turn.like and turn.like not in turn.state.liked:
        turn = replace(turn, state=replace(turn.state, liked=[*turn.state.liked, turn.like][-N_LIKED:]))
    shown = reasons.shown(turn.view, turn.scope, positions, speaking={"season": turn.season, "place": turn.place})
    ids = [s.item.item_id for s in shown]
    left = n_unseen(turn) - len([i for i in ids if i not in turn.ever_shown()])
    # Who has no wish yet may show their taste by picking one of three; else a question stands beside the goods.
    by_picking = topic == "popular" and len(ids) > 1
    question = turn.question if ask_beside and not by_picking and turn.scope.n > 2 * len(ids) else None
    options: list[Option] = []
    state = replace(turn.state, open="")
    if question:
        # The question stands beside the goods: answering it is as good as going on with them.
        options += asking.options(question, no_preference=False)[:3]
        state = replace(state, open=question.attribute, asked=[*state.asked, question.attribute])
    numbers = figures.of_goods(turn, positions)
    free = next((a.question for a in answers if a.question.attribute == "policy:gift" and a.source == "none"), None)
    if free is not None:
        # Nothing is given away with it; what goes with it can at least be bought.
        wanted = free.value if isinstance(free.value, str) else ""
        ids_with = going_with(turn, ids[0], wanted)
        prices = [i.price for i in turn.view.items(ids_with) if i.price is not None]
        options += [quick.accessories(ids[0], len(ids_with), wanted)] if ids_with else []
        numbers |= {"with_from": min(prices)} if prices else {}
    if by_picking:
        options += [quick.alike(i) for i in ids]
    if len(ids) >= 2 and not by_picking:
        options.append(quick.compare(ids[:2]))
    cheaper = n_cheaper(turn, positions)
    if cheaper and not by_picking:
        options.append(quick.cheaper(cheaper))
    if any(turn.view.n_reviews[p] for p in positions[:1]) and not by_picking:
        options.append(quick.reviews(ids[0]))
    if left > 0:
        options.append(quick.more(left))
    for wish in [w for w in turn.scope.soft if vague.is_extreme(w)]:
        numbers |= _extreme(turn, wish, positions)
    if chosen := [turn.peers[i] for i in ids[:1] if i in turn.peers]:
        numbers["peers"] = float(chosen[0])
    numbers |= figures.of_time_and_place(turn, shown) | figures.unmet(turn)
    if turn.state.refusals > turn.before.refusals:
        numbers["refused_now"] = float(len(turn.state.refused) - len(turn.before.refused))
    if question:
        numbers |= question.numbers
    return turn.decide(
        "recommend",
        topic,
        items=shown,
        state=turn.listing(ids, state),
        attribute=question.attribute if question else "",
        options=options[:N_OPTIONS],
        answers=list(answers),
        unchecked=turn.unchecked(),
        numbers=numbers,
    )


def _extreme(turn: Turn, wish: Preference, positions: Sequence[int]) -> dict[str, float]:
    """Return that the first of these has the most (1) or least (-1) of what the wish asks of all that fit, if so."""
    column = turn.view.columns.get(wish.attribute)
    if not isinstance(column, NumberColumn):
        return {}
    sign = 1.0 if wish.operator in (">", ">=") else -1.0
    fitting = column.values[turn.scope.fits] * sign
    return {f"extreme.{wish.attribute}": sign} if column.values[positions[0]] * sign >= np.nanmax(fitting) else {}


def n_cheaper(turn: Turn, positions: Sequence[int]) -> int:
    """Count the fitting goods that cost less than the cheapest of these."""
    column = turn.view.column("price")
    if not isinstance(column, NumberColumn):
        return 0
    prices = column.values[list(positions)]
    if np.all(np.isnan(prices)):
        return 0
    return int(np.count_nonzero(turn.scope.fits & (column.values < np.nanmin(prices))))


def n_unseen(turn: Turn) -> int:
    """Count the fitting goods that were not shown in this conversation."""
    seen = _positions_mask(turn.view, turn.ever_shown())
    return int(np.count_nonzero(turn.scope.fits & ~seen))


def _positions_mask(view: ShopView, ids: set[str]) -> Mask:
    mask: Mask = np.zeros(view.n_items, dtype=bool)
    for item_id in ids:
        if (position := view.position(item_id)) is not None:
            mask[position] = True
    return mask
