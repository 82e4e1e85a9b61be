"""Memory and storage said in one breath: 16+512, 8加256, 12G+1T.

Owns: that pair. Does not know: other amounts (nlu/understand/amounts.py).
"""

from __future__ import annotations

import re

from knowledge.types import Preference, UserAct
from nlu.understand.frame import Frame

_PAIR = re.compile(
    r"(?<![\d.])(?P<memory>[2468]|1[268]|2[4]|32|48|64|96|128)\s*(?:gb?)?\s*[+加]\s*"
    r"(?P<storage>1|2|4|8|64|128|256|512|1024|2048)\s*(?P<unit>tb?|gb?)?(?![\d.a-z])"
)
_LEAST_TERA = 8  # a bare 1 to 8 after a plus counts terabytes


def read(frame: Frame) -> None:
    """Read the pair where goods have both; its words are used up."""
    keys = [
        next((k for k in frame.lexicon.concepts.get(c, ()) if frame.lexicon.occurs(k, frame.categories)), "")
        for c in ("memory", "storage")
    ]
    if not all(keys) or keys[0] == keys[1]:
        return
    for match in frame.finditer(_PAIR):
        size = float(match["storage"])
        tera = (match["unit"] or "").startswith("t") or (not match["unit"] and size <= _LEAST_TERA)
        for key, value in zip(keys, (float(match["memory"]), size * 1024 if tera else size), strict=True):
            frame.wish(Preference(key, "=", value, text=frame.words(*match.span())))
        frame.say(UserAct.INFORM)
        frame.take(*match.span())
