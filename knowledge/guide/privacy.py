"""What is kept of the shopper: told, given out, forgotten, and asked for once.

Owns: the moves of consent and memory. Does not know: storage: the topic of the decision tells whoever keeps the profile
what to do (privacy_agreed, privacy_declined, privacy_forgotten; see `knowledge.profiles.learning`). Wording.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.guide import quick, reasons, recommending
from knowledge.guide.turn import Outcome, Turn
from knowledge.profiles.learning import NOT_KEPT
from knowledge.types import Decision, DialogueState, Option, Payload, Question, UserAct

N_FORGETTABLE = 5
#: Goods looked at that stand as cards beside what is given out; `GET /api/sessions/{id}/profile` has all.
N_EXPORTED = 5


def privacy(turn: Turn) -> Outcome:
    """Do what the shopper wants done with their data; without a clear wish, tell what is kept."""
    wanted = next(
        (q.attribute.removeprefix("privacy:") for q in turn.understanding.questions if _is_about_privacy(q)), "show"
    )
    return {"forget": forget, "agree": agree, "decline": decline, "export": export}.get(wanted, show)(turn)


def show(turn: Turn) -> Outcome:
    """Tell what is kept, each wish removable by a tap; where nothing is kept yet, offer to."""
    profile = turn.profile
    if profile is None or not profile.agreed:
        options = [quick.my_wishes(), quick.forget_all()] if turn.state.wishes else []
        offer = None
        if profile is not None and profile.consent != "no":  # there is somewhere to keep it
            options, offer = [*options, quick.remember()], quick.remember().payload
        return turn.decide(
            "chat", "privacy", state=replace(turn.state, offer=offer), options=options or [quick.start_over()]
        )
    facts: dict[str, Any] = {"options": _forgettable(turn), "numbers": _figures(turn), "text": profile.consent_day}
    if not turn.understanding.wishes or not turn.scope.n:
        return turn.decide("chat", "privacy_shown", **facts)
    # A changed wish beside the question is used at once.
    state, shown = recommending.recommend(turn, ask_beside=False)
    return turn.decide("chat", "privacy_shown", items=shown.items, state=state, **facts)


def export(turn: Turn) -> Outcome:
    """Give out all that is kept."""
    profile = turn.profile
    if profile is None or not profile.agreed:
        return show(turn)
    positions = [p for i in profile.of("looked", "listed", "picked") if (p := turn.view.position(i)) is not None]
    return turn.decide(
        "chat",
        "privacy_exported",
        items=reasons.shown(turn.view, turn.scope, positions[:N_EXPORTED]),
        options=_forgettable(turn),
        numbers=_figures(turn),
        text=profile.consent_day,
    )


def forget(turn: Turn) -> Outcome:
    """Forget the shopper: the profile and all that this talk knows."""
    kept = DialogueState(turn=turn.state.turn, locale=turn.state.locale)
    return turn.decide("chat", "privacy_forgotten", state=kept, changes=[], options=[])


def agree(turn: Turn) -> Outcome:
    """Remember from now on."""
    return turn.decide("chat", "privacy_agreed", options=quick.show_goods(turn.scope.n) if turn.state.wishes else [])


def decline(turn: Turn) -> Outcome:
    """Remember nothing beyond this talk, and do not ask again."""
    return turn.decide("chat", "privacy_declined", options=quick.show_goods(turn.scope.n) if turn.state.wishes else [])


def ask_beside(turn: Turn, outcome: Outcome) -> Outcome:
    """Ask once, beside a reply that ends something, whether the shopper wants to be remembered."""
    if turn.profile is None or turn.profile.consent or not (turn.state.shown or turn.state.wishlist):
        return outcome
    state, decision = outcome
    asked: Decision = replace(
        decision,
        options=[quick.remember(), quick.forget_me_not(), *decision.options],
        numbers={**decision.numbers, "asks_consent": 1.0},
    )
    return replace(state, offer=quick.remember().payload), asked


def _is_about_privacy(question: Question) -> bool:
    return question.attribute.startswith("privacy:")


def _forgettable(turn: Turn) -> list[Option]:
    """Return a quick reply for each wish kept, the latest first, then one for all."""
    assert turn.profile is not None
    now = [w for w in turn.state.wishes if w.attribute not in NOT_KEPT]
    changed = {w.attribute for w in now}
    earlier = [r.wish for r in reversed(turn.profile.wishes) if r.wish.attribute not in changed]
    seen: dict[tuple[str, str, str], Option] = {}
    for wish in [*reversed(now), *earlier]:
        seen.setdefault((wish.attribute, wish.operator, str(wish.value)), quick.forget(wish))
    everything = Payload([UserAct.PRIVACY], questions=[Question("privacy:forget")])
    return [*list(seen.values())[:N_FORGETTABLE], Option(everything, label=quick.FORGET_ALL)]


def _figures(turn: Turn) -> dict[str, float]:
    """Return what may be told in figures: goods looked at, the day of consent."""
    assert turn.profile is not None
    day = date.fromisoformat(turn.profile.consent_day)
    return {
        "n_seen": float(len(turn.profile.of("looked", "listed", "picked"))),
        "n_kept_wishes": float(len(turn.profile.wishes)),
        "month": float(day.month),
        "day": float(day.day),
    }
