"""What a shop's rule says of the goods in question: of "phones a year, washers three years" the half that counts.

Owns: leaving out parts of a rule that name other kinds of goods. Does not know: which rule is asked for, wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.tokens import fold
from knowledge.types import Shop

#: Where one statement of a rule ends and the next begins; a comma within a list of goods is none.
_PARTS = re.compile(r"(?<=[，；;。])\s*")
_ENDS = re.compile(r"[，；,;、\s]+$")


def of_kind(shop: Shop, text: str, kinds: Sequence[str]) -> str:
    """Return the rule without the parts that name only other kinds of goods.

    As it is where none of its parts names a kind in question: then nothing tells what may be left out.
    """
    names = {
        c.name: [fold(n) for n in (c.name, *(n for ns in c.names.values() for n in ns)) if len(n) > 1]
        for c in shop.categories
    }
    own = [n for k in kinds for n in names.get(k, [])]
    others = [n for k, ns in names.items() if k not in kinds for n in ns if n not in own]
    parts = [p for p in _PARTS.split(text) if p]
    folded = [fold(p) for p in parts]
    if not any(n in p for p in folded for n in own):
        return text
    kept = [
        part
        for part, plain in zip(parts, folded, strict=True)
        if any(n in plain for n in own) or not any(n in plain for n in others)
    ]
    if len(kept) == len(parts):
        return text
    return _ENDS.sub("", "".join(kept)) + (
        "" if kept[-1].endswith(("。", ".")) else "。" if shop.language == "zh" else "."
    )
