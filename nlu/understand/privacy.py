"""What a shopper wants done with their data: shown, given out, forgotten, kept, no longer kept.

Owns: the words of it. Does not know: what is kept, acts. The kind stands in the question "privacy:<kind>".
"""

from __future__ import annotations

import re

from knowledge.types import Act, Question, UserAct
from nlu.understand.frame import Frame

_KINDS = (
    ("export", re.compile(r"导出|下载|拷贝|备份|发给我|export|download|copy of|give me (?:all )?my data")),
    (
        "decline",
        re.compile(
            r"(?:别|不要|不许|停止|不想让你?|不用)(?:再)?(?:记|记录|保存|收集|追踪|跟踪)|撤回同意|不同意"
            r"|(?:don'?t|do not|stop) (?:track|stor|remember|sav|record)|withdraw"
        ),
    ),
    (
        "forget",
        re.compile(
            r"删|清(?:除|掉|空|了)|抹|忘(?:了|掉|记)|注销|forget|delete|erase|remove|wipe|clear",
        ),
    ),
    (
        "agree",
        re.compile(
            r"(?:可以|同意|愿意|帮我)(?:你)?记|记住我"
            r"|(?:下次|以后)(?:来)?(?:还)?记得我|remember me|you (?:may|can) remember"
        ),
    ),
)


def read(frame: Frame, settled: list[Act]) -> list[Act]:
    """Note what is wanted as a question ("show" where that is not said) and return the acts.

    To forget one thing of the shopper's wishes (忘掉我的预算) takes that back and leaves the rest.
    """
    kind = next((kind for kind, words in _KINDS if words.search(frame.text)), "show")
    named = [k.entry.attribute for k in frame.linked.links if k.label == "attribute"]
    if kind == "forget" and named:
        for attribute in named:
            frame.drop(attribute)
        return [Act(UserAct.RETRACT), *(a for a in settled if a.name != UserAct.PRIVACY)]
    frame.questions.append(Question(f"privacy:{kind}", text=frame.text))
    return settled
