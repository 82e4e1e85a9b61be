"""What a question means when asked of one item: settles what understanding left open, with the item at hand.

Owns: choosing among attributes that share a name, an item's own values said in full, and telling that a longer thing
was asked for than what was linked (a child lock is no question about children). Does not know: answers, dialogue.
A question that cannot be settled so comes back without an attribute: then only texts may answer it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from knowledge.guide import schema, terms
from knowledge.guide.words import listed
from knowledge.tokens import fold, is_han
from knowledge.types import Attribute, Item, Question, Shop

#: What points at goods; it names nothing that is asked for.
_POINTING = re.compile(
    r"(?:你说的|那|这)?(?:第[一二三四五六七八九十\d]+(?:个|款|台|件|家|双|瓶|盒|本|部)?|[一二三四五六七八九\d]号)"
    r"(?:的)?(?:[那这](?:个|款|家|台|件))?"
    r"|(?:[它他她]|[这那该])(?:家(?:店|的)?|们)?|[这那](?:个东西|个地方|家伙|款|个|件|台|儿|里|边)?"
    r"|(?<![a-z])(?:the )?(?:first|second|third|fourth|fifth|last)(?: one)?(?![a-z])|(?<![a-z])(?:number|no\.?) ?\d"
    r"|(?<![a-z])(?:it|its|it's|this|that|these|those)(?: one| place| item)?(?![a-z])"
)
#: Words that ask, tell and bind, beside those of `words.EMPTY`.
#: What asks to be told; it names nothing: 能帮我查一下, 你知道, 可以发给我吗.
_TELL = re.compile(
    r"(?:能不能|可不可以|能否|可否|能|可以|麻烦|请问?)?(?:您|你)?(?:再)?(?:帮我|帮忙|给我|替我|为我)?"
    r"(?:(?:查|看|问|发|说|报|列)(?:一?下|一查|查|询|给我?|我|过来)|告诉|告知|知道|晓得)(?:给我|我|过来|一?下)*"
    r"|(?:能|可以)(?:吗|不)[?？]?$|(?:好吗|好不好|行吗|行不行|可以吗)[?？]?$|有没有?(?=[它他她这那])|(?:你|您)有"
)
_ASKING = frozenset(
    listed(
        """
        看看 瞧瞧 瞅瞅
        告诉 请问 知道 想知道 麻烦 看下 看一下 一下 查 查下 帮 帮我 给 给我 写 写着 写的 标 标的 标着 说 讲 问 具体 大概
        到底 究竟 一般 介绍 资料 商品 东西 产品 算 多 大 少 高 低 重 久 长 行 谢谢
        麻烦您 那么 啥 几 哪 哪个 哪些 哪里 哪儿
        下 啦 哦 哈 呗 什 近 离 附近 用起来 感觉 整体 总体 觉得 表现 效果 如 好吗 值得 买
        着 被 把 让 还有 另外 然后 提到 多久 多长 几点 时候 是否 包含 分别 情况 不 有无 从 到 做 坐 去 名叫 一家 一个 儿
        功能 使用 用 款 型 类型 情况 方面 怎样 咋 咋样 如何 好不好 合适 提供 具备 属于 伙 家伙
        tell know like check please what's whats who where why kind type just see there's also right ok hi hey suitable
        good bad fit fits work works made make makes give gives product item does doesn't isn't contain contains i'd s
        near nearest overall
        """
    )
)
#: How an attribute of a name is asked for where none of its names is said.
_OTHER_NAMES = {
    "rating": ("rated", "打几分", "多少分"),
    "price": ("卖多少", "多少银子", "怎么卖", "贵不贵"),
    "brand": ("who makes", "made by"),
    "opening hours": ("open", "close", "几点开", "开到几点", "几点关"),
    "author": ("who wrote", "written by"),
    "material": ("made of", "made from"),
}
_YES_NO = re.compile(
    r"[吗么没不]\s*[?？]?$|有没有|是不是|能不能|会不会|可不可以|支不支持|带不带|适不适合|^\s*(?:does|is|are|can|will|do|has)(?![a-z])"
)
_QUESTION = re.compile(
    r"[吗么呢嘛]\s*[?？]?$|[?？]$|([\u4e00-\u9fff])不\1|怎么|多少|什么|几[点块钱寸]|哪|谁|啥"
    r"|^\W*(?:so |and |but |ok )?(?:what|how|which|when|where|who|does|is)(?![a-z])"
)
#: What asks for a value and never whether there is one: 防水等级多少.
_HOW_MUCH = re.compile(r"多少|几[级档个]|什么|(?<![a-z])(?:what|which|how much|how many)(?![a-z])")
#: Question words in what is no question: 哪个都行，第一个吧.
_CHOICE = re.compile(r"[都也](?:行|可以|好|成)|吧\s*[。!！~]?$|就(?:要|选|买|它|这)|随便")
_REPUTATION = re.compile(r"口碑|好评|评价")
#: Words that ask for opinions as such; what else a question about reviews names is its topic.
_OPINIONS = frozenset(
    listed(
        """
        评价 评论 点评 口碑 好评 差评 中评 好评率 买家 用户 顾客 网友 客人 别人 人家 人 反馈 反映 抱怨 吐槽 缺点 优点
        买过 用过 住过 吃过 看法 意见 多吗 好吗 好不好
        review reviews reviewed well complaint complaints complain opinion opinions buyer buyers customer customers user
        users feedback others anyone everyone say says said thinks
        """
    )
)
#: What may stand beside a value within one word: 户外用, 跑步时.
_BESIDE = re.compile(
    r"^(?:用|使用|戴|穿|看|玩|吃|喝|时|时候|人群|人|者|的人|款|版|色|型|类|系|感|风|风格|一点|点|些|质|制|做|味)*$"
)
_FUNCTION = re.compile(
    r"有没有|是不是|能不能|会不会|可不可以|支不支持|带不带|适不适合|没有|提供|支持|适合|可以|请问|有|带|是|的|吗|么|呢|吧|啊|呀|没|不"
    r"|能|会|可|和|跟|与|在|给|给|了|,|，|。|？|\?|、|!|！|\s"
)
_AUXILIARY = frozenset(("does", "do", "can", "will", "would", "could"))
_NO_NOUN = frozenset(
    ("a", "an", "the", "for", "with", "of", "in", "on", "at", "to", "and", "or", "some", "any", "very", "by", "as")
)


class _Surfaces:
    """The words of one shop's schema, folded: attribute names, values with their other spellings, everything."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.names: list[tuple[str, str]] = []
        self.values: dict[str, dict[str, str]] = {}
        for attribute in schema.all_of(shop):
            names = [n for ns in attribute.names.values() for n in ns]
            names += [other for n in (attribute.key, *names) for other in _OTHER_NAMES.get(n.lower(), ())]
            self.names += [(fold(n), attribute.key) for n in names]
            said = self.values.setdefault(attribute.key, {})
            for value, others in attribute.values.items():
                for surface in (value, *others, *attribute.shown.get(value, {}).values()):
                    said.setdefault(fold(surface), value)
        for brand, others in shop.brands.items():
            self.values.setdefault("brand", {}).update({fold(s): brand for s in (brand, *others)})
        self.names.sort(key=lambda pair: -len(pair[0]))
        kinds = {fold(n) for c in shop.categories for n in (c.name, *(n for ns in c.names.values() for n in ns))}
        self.known = kinds | {n for n, _ in self.names} | {s for said in self.values.values() for s in said}


@lru_cache(maxsize=16)
def _surfaces_of(key: int, shop: _Held) -> _Surfaces:
    del key
    return _Surfaces(shop.shop)


class _Held:
    """A shop as a key of a cache: a frozen shop holds lists and has no hash of its own."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def __hash__(self) -> int:
        return id(self.shop)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.shop is self.shop


def surfaces(shop: Shop) -> _Surfaces:
    """Return the words of a shop; made once for each version of its schema."""
    return _surfaces_of(id(shop), _Held(shop))


def settle(shop: Shop, item: Item, question: Question, *, corrected: bool = False, unknown: bool = False) -> Question:
    """Return the question as it is meant of `item`; without an attribute where no attribute answers it.

    `corrected`: understanding mended a word's spelling, so that a value may stand in no letter of the text.
    `unknown`: understanding found a thing that the shop does not have.
    """
    words = surfaces(shop)
    text = _without_pointing(question.text, item)
    if question.attribute == "description" and content(question.text, item):
        return replace(question, attribute="")  # how is its adapter: not how is it
    if question.attribute == "" and not content(question.text, item):
        return replace(question, attribute="description")  # nothing is asked of it but how it is
    if not text or question.attribute.startswith(("policy:", "chat:")) or question.attribute in _WHOLE:
        return question
    if not question.attribute and _REPUTATION.search(text):
        return replace(question, attribute="reviews", text="")
    open_ = bool(question.attribute) and question.value is None and bool(_HOW_MUCH.search(text))
    own = None if open_ else _own_value(words, item, text, question.attribute)
    if own is not None:
        return replace(question, attribute=own[0], value=own[1])
    if not question.attribute:
        return _by_name(words, item, question, text)
    if isinstance(question.value, str):
        return _with_value(words, question, text, corrected=corrected, unknown=unknown)
    if question.value is None:
        return _open(words, item, question, text)
    return question


#: Questions that are about no attribute.
_WHOLE = frozenset({"reviews", "description", "stock", "url"})


def asks(text: str) -> bool:
    """Say whether an utterance is worded as a question: 它怎么卖的, what is the first one rated."""
    folded = fold(text)
    return bool(_QUESTION.search(folded)) and not _CHOICE.search(folded)


def asks_how_much(text: str) -> bool:
    """Say whether an utterance asks for a value and not whether there is one: 防水等级多少."""
    return bool(_HOW_MUCH.search(fold(text)))


def topic(text: str, item: Item) -> list[str]:
    """Return what a question about reviews wants to know of them, empty where it asks for opinions as such."""
    return [w for w in content(text, item) if w not in _OPINIONS]


def content(text: str, item: Item) -> list[str]:
    """Return the words of a question that carry content, without what points at the item."""
    kind = fold(item.category)
    return [w for w in terms.content(_without_pointing(text, item)) if w not in _ASKING and w != kind]


def _without_pointing(text: str, item: Item) -> str:
    folded = fold(text)
    for name in (item.title, str(item.attributes.get("title_en") or "")):
        if len(name) > 1:
            folded = folded.replace(fold(name), " ")
    return _POINTING.sub(" ", _TELL.sub(" ", folded)).strip()


def _own_value(words: _Surfaces, item: Item, text: str, asked: str) -> tuple[str, str] | None:
    """Return (attribute, value) of the longest value of the item that the question says in full and alone."""
    found: list[tuple[int, str, str]] = []
    for key, has in item.attributes.items():
        if asked and key != asked:
            continue
        attribute = schema.attribute(words.shop, key)
        if attribute is None or attribute.type not in ("tags", "category"):
            continue
        said = words.values.get(key, {})
        for value in has if isinstance(has, list) else [has]:
            others = [s for s, v in said.items() if v == value]
            surface = max((s for s in {fold(str(value)), *others} if len(s) > 1 and s in text), key=len, default="")
            if surface and not _leftover(words, text, surface, key):
                found.append((len(surface), key, str(value)))
    return max(found)[1:] if found else None


def _by_name(words: _Surfaces, item: Item, question: Question, text: str) -> Question:
    found = [
        (key, name) for name, key in words.names
        if name in text and _may_have(words.shop, item, key) and not _leftover(words, text, name, key)
    ]  # fmt: skip
    if not found:
        return question
    longest = [key for key, name in found if len(name) == len(found[0][1])]
    key = next((k for k in longest if item.value(k) is not None), longest[0])
    return replace(question, attribute=key)


def _with_value(
    words: _Surfaces, question: Question, text: str, *, corrected: bool, unknown: bool
) -> Question:  # fmt: skip
    said = words.values.get(question.attribute, {})
    surfaces_ = {fold(str(question.value)), *(s for s, v in said.items() if v == question.value)}
    surface = max((s for s in surfaces_ if s in text), key=len, default="")
    if not surface:
        return question if corrected else replace(question, attribute="", value=None)
    if unknown or _is_part(words, text, surface):
        return replace(question, attribute="", value=None)
    return question


def _open(words: _Surfaces, item: Item, question: Question, text: str) -> Question:
    attribute = schema.attribute(words.shop, question.attribute)
    if attribute is None:
        return question
    named = next((n for n, key in words.names if key == question.attribute and n in text), "")
    if item.value(question.attribute) is None and named:
        # 续航 is hours of one kind of goods and days of another: the one that the item states is meant.
        shared = [k for n, k in words.names if n == named and item.value(k) is not None]
        if shared:
            return replace(question, attribute=shared[0])
    prose = attribute.type in ("tags", "category", "text")
    if prose and _YES_NO.search(text) and _leftover(words, text, named, question.attribute):
        return replace(question, attribute="")
    return question


def _may_have(shop: Shop, item: Item, key: str) -> bool:
    attribute = schema.attribute(shop, key)
    return item.value(key) is not None or (
        attribute is not None and schema.applies(shop, attribute, [item.category] if item.category else [])
    )


def _leftover(words: _Surfaces, text: str, surface: str, key: str) -> list[str]:
    """Return the content words beside `surface` that say anything more: names of the same attribute do not."""
    rest = text.replace(surface, " ") if surface else text
    for name in sorted((n for n, k in words.names if k == key and len(n) > 1), key=len, reverse=True):
        rest = rest.replace(name, " ")
    return [w for w in terms.content(rest) if w not in _ASKING and w not in words.known and not _BESIDE.match(w)]


def _is_part(words: _Surfaces, text: str, surface: str) -> bool:
    """Say whether the surface is only a part of what is named: 玻璃 in 防弹玻璃, child in child lock."""
    if is_han(surface):
        run = next((r for r in _FUNCTION.split(text) if surface in r), surface)
        around = [part for part in run.split(surface, 1) if part]
        return any(is_han(p) and p not in words.known and not _BESIDE.match(p) and p not in _ASKING for p in around)
    latin = re.findall(r"[a-z][a-z'-]*", text)
    mine = surface.split()
    for at in range(len(latin) - len(mine) + 1):
        if latin[at : at + len(mine)] == mine:
            if at and latin[at - 1] in _AUXILIARY:
                return True  # does it work in the rain: no question about work
            after = latin[at + len(mine)] if at + len(mine) < len(latin) else ""
            return bool(after) and after not in _NO_NOUN and after not in words.known and not _is_empty(after)
    return False


def _is_empty(word: str) -> bool:
    return word in _ASKING or not terms.content(word)


def attribute_of(shop: Shop, question: Question) -> Attribute | None:
    """Return the attribute that a question asks, None where it asks none."""
    return schema.attribute(shop, question.attribute) if question.attribute else None
