"""What a shop's guide must not sell over: money that went wrong, and harm that goods have done.

Owns: the words of both, and what such a turn means. Does not know: queues, wording. What has happened counts; what is
asked about goods (会不会爆炸, is it flame-proof) or wished of them (防过敏) does not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.types import Act, Understanding, UserAct

_PAYMENT = re.compile(
    r"(?:付款|支付|付钱|结账|刷卡|扣款|转账)[^，。！？,.!?]{0,6}(?:失败|不了|不成功|报错|出错|没成功|异常|不上|卡住)"
    r"|付不了(?:款|钱)|支付不了|扣不了款"
    r"|(?:重复|多|乱)(?:扣|收)(?:了|款|钱|费)|重复付款|(?:钱|款|费)?(?:被)?(?:扣|付|收)了(?:钱|款)?(?:两|二|2|三|3|好几|几)(?:次|遍|笔|份)"
    r"|盗刷|付了(?:钱|款|费)[^。！？]{0,8}(?:没有?|不见|查不到|看不到)[^。！？]{0,4}(?:订单|单|记录|了)"
    r"|payment (?:has |was |is |keeps )?(?:failed|failing|fails|declined|rejected|error|not going through)"
    r"|payment (?:did ?n[o']t|does ?n[o']t|wo ?n[o']t|will not) (?:go through|work)"
    r"|(?:charged|billed|paid)(?: me| my card)? (?:twice|two times|double|three times)|double[- ]charged|overcharged"
    r"|unauthori[sz]ed (?:charge|payment|transaction)|card was (?:declined|charged)|(?:can'?t|cannot|unable to) pay\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"(?:冒烟|起火|着火|自燃|爆炸|炸|漏电|触电|鼓包|过敏|起疹子|红肿|烫伤|划伤|割伤|受伤|中毒|流血|呛到|卡住喉咙)(?:了|啦)"
    r"|电到(?:了|我|他|她|人|孩子|手)|吞(?:下去|下|进去|进)?了|误食了?|(?:起|出)了?(?:一身|满脸|很多|好多)?(?:疹子|红疹)"
    r"|(?:caught|is on|was on|catching) fire|(?:is|was|started|keeps) smoking|exploded|blew up|electric shock"
    r"|shocked (?:me|my|him|her|us)|(?:burn(?:ed|t)|hurt|injured|cut) (?:me|my|us|our|him|her|himself|herself|myself)\b"
    r"|battery (?:is |has |got )?(?:swollen|swelled|bulging|leaking)|(?:got|have|has|gave (?:me|her|him)) an? rash"
    r"|allergic reaction|swallowed (?:a|an|the|some|part|one)|(?:is|was) choking|poisoned",
    re.IGNORECASE,
)
#: Another time or another shop's goods: what is wished for now follows from it.
_ELSEWHERE = re.compile(
    r"以前|之前|上次|从前|别家|别的牌子|其他牌子|怕|担心|防止|避免|\b(?:last time|used to|before|another brand)\b", re.I
)
#: In answer to what the shop can tell anybody, nobody needs a person.
_NOT = (UserAct.HANDOFF, UserAct.PRIVACY)


def reason(text: str) -> str:
    """Return "safety" or "payment" where that is what a text tells of, else ""."""
    if _HARM.search(text) and not _ELSEWHERE.search(text):
        return "safety"
    return "payment" if _PAYMENT.search(text) else ""


def heard(said: Understanding) -> Understanding:
    """Return a typed turn that tells of payment trouble or harm as the complaint that it is, others unchanged.

    What it names (the charger that caught fire) is no wish for such goods.
    """
    if said.source != "text" or said.has(*_NOT) or not reason(said.text):
        return said
    return replace(
        said, acts=[Act(UserAct.COMPLAIN)], wishes=[], dropped=[], critiques=[], references=[], questions=[],
        unknown=[], ambiguous=[], keywords="",
    )  # fmt: skip
