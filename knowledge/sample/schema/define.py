"""How an attribute of the sample shop is written down in one compact call.

Owns: the notation. Does not know: any attribute. "a|b" lists names, the first one is shown; a value's line is
"English shown|alias|alias", with an empty first part where the value is shown alike in both languages.
"""

from __future__ import annotations

from typing import Literal

from knowledge.types import Attribute, AttributeType

Values = dict[str, str]


def attribute(
    key: str,
    type: AttributeType,
    zh: str,
    en: str,
    *,
    unit: str | None = None,
    ask: tuple[str, str] | None = None,
    better: Literal["higher", "lower"] | None = None,
    values: Values | None = None,
) -> Attribute:
    """Build an attribute from "|"-separated names and value lines; `ask` is the question in zh and en."""
    spellings, shown = {}, {}
    for value, line in (values or {}).items():
        english, *others = (part.strip() for part in line.split("|"))
        spellings[value] = list(dict.fromkeys(s for s in (english, *others) if s and s != value))
        if english and english != value:
            shown[value] = {"en": english}
    return Attribute(
        key=key,
        type=type,
        names={"zh": zh.split("|"), "en": en.split("|")},
        unit=unit,
        askable=ask is not None,
        questions={} if ask is None else {"zh": ask[0], "en": ask[1]},
        better=better,
        values=spellings,
        shown=shown,
    )
