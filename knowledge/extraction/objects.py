"""Cut a stretch of text into the objects that it lists.

Owns: lists, quantities, what trails behind a noun. Does not know: relations.
"""

from __future__ import annotations

import re

_AND = re.compile(r"、|和|与|及|以及|或者?|/|&|，|,|(?<![a-z])(?:and|or)(?![a-z])")
_MEASURE = "[个张条只支把对件双包盒瓶套本枚片副根袋台块份位月]"
_QUANTITY = re.compile(
    rf"^(?:了|的)?(?:(?:一|两|二|三|四|五|六|几|数|多|\d)+\s*{_MEASURE}月?|个|了|的|\d+\s*)|^(?:同款|配套|全新|免费|精美|同系列的?|大多数|市面上|多数)+"
    r"|^(?:an?|the|two|three|four|one|some|free|new|my|your|most|any|extra) ", re.IGNORECASE,
)  # fmt: skip
_TRAIL = re.compile(
    rf"(?:(?:一|两|二|三|四|五|六|\d)+{_MEASURE}|的?(?:使用|人群|朋友|接口的.*|等.*|系列.*|全系列.*|全系|机型|型号|设备|手机均可)|的|用|们|时|者)$"
    r"| (?:devices|models|users|people|alike)$"
)


def listed(stretch: str, *, n_max: int = 8) -> list[str]:
    """Return the objects of a list, without quantities, in order; pieces without any letter are left out."""
    found = []
    for piece in _AND.split(stretch):
        words = piece.strip(" 。.!！：:“”\"'（）()")
        before = None
        while before != words:
            before = words
            words = _TRAIL.sub("", _QUANTITY.sub("", words)).strip()
        if words and re.search(r"[a-z\u4e00-\u9fff]", words, re.IGNORECASE):
            found.append(words)
    return found[:n_max]
