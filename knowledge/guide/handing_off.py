"""Hand the shopper to a person: offer it, or ask the gateway for it.

Owns: when and why a person is offered. Does not know: queues, agents, what the gateway does with the request. The
reason stands in the decision's `attribute`: asked, complaint, order, payment, safety, misunderstood, refusals, anger.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.guide import quick, urgent
from knowledge.guide.turn import Outcome, Turn
from knowledge.types import Payload, Question, UserAct

#: Shown lists refused in a row after which a person is offered.
N_REFUSALS = 3
#: Before the reason in the question of an offer that stands in the state; never sent out.
_REASON = "handoff:"


def hand_off(turn: Turn) -> Outcome:
    """Meet a request for a person, trouble after a purchase, or a question about an order."""
    said = turn.understanding
    if said.has(UserAct.HANDOFF):
        reason, text = _offered(turn)
        return requested(turn, reason, text)
    reason = urgent.reason(said.text) if said.source == "text" else ""
    reason = reason or ("order" if said.has(UserAct.ORDER) and not said.has(UserAct.COMPLAIN) else "complaint")
    return offer(turn, reason)


def offer(turn: Turn, reason: str) -> Outcome:
    """Offer a person; a bare "yes" then asks for one. What the shopper said goes along, so that nothing is said
    twice.
    """
    question = Question(_REASON + reason, text=turn.understanding.text)
    state = replace(turn.state, offer=Payload([UserAct.HANDOFF], questions=[question]))
    return turn.decide(
        "handoff",
        "offer",
        state=state,
        attribute=reason,
        text=turn.understanding.text,
        options=[quick.person(), quick.not_now()],
    )


def requested(turn: Turn, reason: str, text: str) -> Outcome:
    """Ask the gateway to open the hand-off. `text`: the words that the person who takes over should see first."""
    state = replace(turn.state, misunderstood=0, refusals=0)
    return turn.decide("handoff", "requested", state=state, attribute=reason, text=text)


def _offered(turn: Turn) -> tuple[str, str]:
    """Return (why a person is wanted, in which words): the reason of the offer that is taken up, else that it was
    asked.
    """
    offered = turn.before.offer.questions if turn.before.offer else []
    for question in offered:
        if question.attribute.startswith(_REASON):
            return question.attribute.removeprefix(_REASON), question.text
    return "asked", turn.understanding.text
