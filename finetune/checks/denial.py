"""Whether a text denies something. Owns: that reading, in both languages. Does not know: what is denied."""

from __future__ import annotations

import re

_DENIAL = re.compile(r"没|不|无|别(?!的|墅|家|人|处|款)|\b(?:no|not|none|never|without|nothing)\b|n't\b", re.I)
#: Hold a word of denial and deny nothing.
_NO_DENIAL = re.compile(
    "不错|不妨|差不多|不过|不仅|不但|[不别]客气|不用谢|没问题|没关系|对不起|不好意思|no problem"
    "|有没有|是不是|要不要|能不能|好不好|喜不喜欢",
    re.I,
)


def denies(text: str) -> bool:
    """Say whether a text denies something: 没有<s0> must not become 有<s0>."""
    return bool(_DENIAL.search(_NO_DENIAL.sub("", text)))
