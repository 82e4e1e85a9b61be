"""The plain shapes that every layer shares: goods, wishes, what was understood, what was decided.

Owns: names and shapes only. Does not know: storage, ranking, wording, Rasa. Standard library only and Python 3.10
syntax, because both environments import it. Every shape turns into JSON and back with `to_json` / `from_json`.
"""

from knowledge.types.decided import (
    Answer,
    Change,
    CompareRow,
    Decision,
    DialogueState,
    MessageAct,
    Option,
    Payload,
    Reason,
    Relaxation,
    Shown,
)
from knowledge.types.goods import (
    RESERVED_ATTRIBUTES,
    Attribute,
    AttributeType,
    Category,
    Item,
    ItemValue,
    Link,
    Locale,
    Operator,
    Review,
    Scalar,
    Shop,
    Value,
)
from knowledge.types.plain import from_json, to_json
from knowledge.types.understood import (
    Act,
    Ambiguity,
    Critique,
    Preference,
    Question,
    Reference,
    Understanding,
    Unknown,
    UserAct,
)

__all__ = [
    "RESERVED_ATTRIBUTES",
    "Act",
    "Ambiguity",
    "Answer",
    "Attribute",
    "AttributeType",
    "Category",
    "Change",
    "CompareRow",
    "Critique",
    "Decision",
    "DialogueState",
    "Item",
    "ItemValue",
    "Link",
    "Locale",
    "MessageAct",
    "Operator",
    "Option",
    "Payload",
    "Preference",
    "Question",
    "Reason",
    "Reference",
    "Relaxation",
    "Review",
    "Scalar",
    "Shop",
    "Shown",
    "Understanding",
    "Unknown",
    "UserAct",
    "Value",
    "from_json",
    "to_json",
]
