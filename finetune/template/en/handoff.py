"""English hand-off: the trouble is taken seriously, no cheer, no selling, one apology at most."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en.words import sentences

ANGRY = -0.5


def write(ctx: Context) -> str:
    """Word an offer of a person, or that one has been asked for."""
    upset = ctx.tone == "angry" or ctx.decision.sentiment <= ANGRY
    if ctx.decision.topic == "requested":
        # Whether somebody is there, and for how long one waits, only the gateway knows: it adds that.
        told = ["All right, I'll ask for a person. Whoever takes over sees what you've told me: no need to repeat it."]
        told.append(
            "Let me ask for a person. Whoever joins sees this conversation, so there's no need to say it again."
        )
        return ctx.say(told)
    if ctx.decision.attribute == "misunderstood":
        return ctx.say(
            [
                "I'm not following you well. Would you rather talk to a person?",
                "I don't want to waste your time. Shall I get a person?",
            ]
        )
    if ctx.decision.attribute == "refusals":
        return ctx.say(
            [
                "None of these were right. Would you like a person to help?",
                "I keep missing the mark. Shall I get a person?",
            ]
        )
    feel = (
        ctx.say(["I see why that's upsetting.", "That shouldn't happen.", "That's really annoying."]) if upset else ""
    )
    need = ctx.say(
        ["This needs a person. Shall I put you through now?", "A colleague has to look into this. Shall I connect you?"]
    )
    if ctx.decision.attribute == "safety":
        feel = "Please stop using it and unplug it first; if anybody is hurt or unwell, see a doctor."
    elif ctx.decision.attribute == "payment":
        need = "I can neither look into payments nor change them. Shall I put you through to a person now?"
    return sentences(feel, need, queue(ctx))


def queue(ctx: Context) -> str:
    """Say how long it takes, only where that is known."""
    ahead, wait_min = ctx.decision.numbers.get("ahead"), ctx.decision.numbers.get("wait_min")
    if ahead is None:
        return ""
    if not ahead:
        return "Someone is free right away."
    return f"{int(ahead)} ahead of you" + (f", about {int(wait_min)} minutes." if wait_min else ".")
