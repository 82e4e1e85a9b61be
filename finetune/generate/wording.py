"""One text that a model of ours is to write: what it is asked, and what a draft must hold to be said.

Owns: the shape that replies, sums of reviews and rewritings share. Does not know: any of them, or the model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from finetune.slots import fill


@dataclass(frozen=True)
class Wording:
    """`asked`: the request (finetune/requests.py); `values`: what its slots stand for, by number; `adapter`: the folder
    of who writes. `wrong`: a draft with slots -> what speaks against it, empty = nothing. `before`, `after`: what code
    says around the draft.
    """

    asked: str
    values: tuple[str, ...]
    adapter: str
    wrong: Callable[[str], list[str]]
    ordered: bool = False
    before: str = ""
    after: str = ""

    def whole(self, slotted: str) -> str:
        """Return the text of a draft, its facts in place. Raises ValueError for a slot without a value."""
        return f"{self.before}{fill(slotted, self.values)}{self.after}"
