"""Chinese creatives by style. Owns: sentences. Does not know: which facts are told, or whether they hold."""

from __future__ import annotations

import random
from collections.abc import Sequence

from finetune.ads.brief import Style
from finetune.template.measures import measure

#: Measure words of places.
_PLACES = ("家", "处", "座", "间", "个地方")

#: Openings; {name} = short name, {kind} = kind of goods. The plain ones serve names that say the kind themselves.
_OPENINGS: dict[Style, list[str]] = {
    "formal": ["{kind}新选择：{name}。", "{name}{kind}。"],
    "warm": ["想挑{kind}的朋友，看看{name}。", "挑{kind}挑花了眼？{name}值得先看一眼。"],
    "playful": ["叮，{kind}{name}已上线～", "谁还没个心动的{kind}？{name}了解一下～"],
    "brief": ["{kind}，看{name}。", "{name}，{kind}。"],
}
_PLAIN: dict[Style, list[str]] = {
    "formal": ["为您介绍：{name}。", "新选择：{name}。"],
    "warm": ["看看{name}吧。", "挑花了眼？{name}值得先看一眼。"],
    "playful": ["{name}来报到啦！", "叮，{name}已上线～"],
    "brief": ["{name}。"],
}
_FOR: dict[Style, list[str]] = {
    "formal": ["专为{audience}考虑。", "适合{audience}。"],
    "warm": ["给{audience}用，正合适。", "{audience}用着省心。"],
    "playful": ["{audience}看过来～", "{audience}的小帮手就是它！"],
    "brief": ["适合{audience}。"],
}
#: Why it suits whom it is for: facts.
_BECAUSE: dict[Style, list[str]] = {
    "formal": ["适合{audience}：{why}。"],
    "warm": ["给{audience}用，正合适：{why}。", "{audience}用着省心，{why}。"],
    "playful": ["{audience}看过来，{why}～", "{audience}的小帮手就是它：{why}！"],
    "brief": ["适合{audience}：{why}。"],
}
_LINKS: dict[Style, list[str]] = {
    "formal": ["{facts}。", "具备{facts}。"],
    "warm": ["{facts}，想到的都在这儿了。", "{facts}，就是它的样子。"],
    "playful": ["{facts}，一口气都说给您听！", "{facts}，就问您心不心动～"],
    "brief": ["{facts}。"],
}
_CLOSINGS: dict[Style, list[str]] = {
    "formal": ["售价{price}。", "现售{price}，欢迎选购。"],
    "warm": ["{price}，喜欢就带它回家吧。", "{price}，放心慢慢挑。"],
    "playful": ["{price}，把它领走！", "{price}，它等您～"],
    "brief": ["{price}。"],
}
_NO_PRICE: dict[Style, list[str]] = {
    "formal": ["欢迎选购。"], "warm": ["喜欢就带它回家吧。"], "playful": ["把它领走！"], "brief": [""],
}  # fmt: skip
#: Of places, which nobody takes home.
_VISIT: dict[Style, list[str]] = {
    "formal": ["{price}起，欢迎光临。"], "warm": ["{price}起，有空来坐坐。"], "playful": ["{price}起，等您来～"],
    "brief": ["{price}起。"],
}  # fmt: skip
_VISIT_NO_PRICE: dict[Style, list[str]] = {
    "formal": ["欢迎光临。"], "warm": ["有空来看看。"], "playful": ["等您来～"], "brief": [""],
}  # fmt: skip


def write(
    style: Style, name: str, kind: str, facts: list[str], audience: str, price: str, rng: random.Random,
    why: Sequence[str] = (),
) -> str:  # fmt: skip
    """Return one creative of the facts as given; `audience` and `price` may be "". `why`: facts that speak for it."""
    openings = _PLAIN if kind in name else _OPENINGS
    parts = [rng.choice(openings[style]).format(name=name, kind=kind)]
    if audience:
        parts.append(rng.choice((_BECAUSE if why else _FOR)[style]).format(audience=audience, why="，".join(why)))
    if facts:
        parts.append(rng.choice(_LINKS[style]).format(facts="，".join(facts)))
    is_place = measure([kind]) in _PLACES
    closings = (_VISIT if price else _VISIT_NO_PRICE) if is_place else (_CLOSINGS if price else _NO_PRICE)
    parts.append(rng.choice(closings[style]).format(price=price))
    return "".join(parts)
