"""What stands beside a wish and is none: leeway (grey if possible), and what a price is each of (800 per night).

Owns: those words. Does not know: wishes as such, folding. What leaves leeway ranks goods, it rules none out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nlu.understand.frame import Frame

#: Leeway in so many words. 最好 and preferably are left out: most who say so mean it.
_LEEWAY = re.compile(
    r"(?<![a-z])(?:if (?:at all )?possible|if you can|would be (?:nice|great|a plus))(?![a-z])"
    r"|可能的话|可以的话|有的话更好|就更好|更好了|尽可能|尽量"
)
_EACH = re.compile(r"\s*(?:/|per|a|an|each|every)\s*(?:night|person|head|piece|item|day|week|month)s?(?![a-z])")


def each(frame: Frame) -> None:
    """Use up what a price is each of: it is nothing to look for."""
    for amount in frame.amounts:
        if found := _EACH.match(frame.text, amount.end):
            frame.take(amount.end, found.end())


def leeway(frame: Frame) -> None:
    """Make soft what is wished for with leeway, in the same clause or right before it; use its words up."""
    for found in frame.finditer(_LEEWAY):
        start = frame.clause_at(found.start()).start
        for place, wish in enumerate(frame.wishes):
            at = frame.text.find(wish.text.lower(), start) if wish.text else -1
            if at >= 0 and wish.polarity == "for" and wish.attribute != "category":
                frame.wishes[place] = replace(wish, strength="soft")
        frame.take(found.start(), found.end())
