"""Attribute names and values of a shop as text: 电池6000mAh, 支持无线充电, wireless charging.

Owns: how one value of one attribute reads in one language, for shops never seen before. Does not know: sentences,
wishes.
"""

from __future__ import annotations

import re

from finetune import units
from knowledge.types import Attribute, Item, ItemValue, Shop, Value

_RESERVED: dict[str, Attribute] = {
    a.key: a
    for a in (
        Attribute("category", "category", {"zh": ["品类"], "en": ["category"]}),
        Attribute("brand", "category", {"zh": ["品牌"], "en": ["brand"]}),
        Attribute("price", "number", {"zh": ["价格"], "en": ["price"]}, better="lower"),
        Attribute("stock", "number", {"zh": ["库存"], "en": ["stock"]}),
        Attribute("rating", "number", {"zh": ["评分"], "en": ["rating"]}, better="higher"),
        Attribute("text", "text", {"zh": ["关键词"], "en": ["keywords"]}),
        Attribute("title", "text", {"zh": ["名称"], "en": ["name"]}),
    )
}
_SUPPORT = re.compile(
    "充|蓝牙|wi-?fi|nfc|[45]g|投屏|语音|预约|取消|退|刷卡|支付|连接|互联|控制|解锁|识别|联网|接送|定制|播放|通话|协议|升级",
    re.I,
)
#: Names that are what goods are, not what they have.
_QUIET = re.compile("静音$|省电$|节能$|轻便$|柔软$|透气$|保暖$|便携$")
_VERB = re.compile("^(支持|可|能(?!效)|带|有(?!线|机)|含|是|防|抗|耐|适合|自带|内置|免|无(?!线)|不|低|高|全|双)")
_ADJECTIVE = re.compile(r"(proof|able|ible|less|free|resistant|friendly|ready|included|allowed|safe)$", re.I)
#: Attributes whose values are things that goods have: 有健身房.
_HAD = re.compile("设施|设备|配套|配置|服务|装备$")
#: How long something takes, in words that a catalogue writes.
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(小时|分钟|天|个月|年)(?![\u4e00-\u9fff])")
_IN_ENGLISH = {"小时": "hour", "分钟": "minute", "天": "day", "个月": "month", "年": "year"}
#: Names of a lower bound.
_LEAST = re.compile(r"最小|最低|最少|起步|^minimum|^from |^min ", re.IGNORECASE)
_SELF_EVIDENT = re.compile("[色款型式装性级类风味制]$")
#: Attributes whose values are qualities that speak for themselves, however many.
_QUALITY = re.compile("特点|特色|功能|卖点|优点|风格|口味|菜系|场景|类型")
MAX_VALUE_CHARS = 24
_IN_WORD = re.compile(r"[A-Za-z0-9.×]+$")


def clean(text: str, max_chars: int | None = None) -> str:
    """Make catalogue or shopper text safe to stand inside a sentence or a table: one line, no Markdown or markup."""
    text = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]+", " ", text)
    text = re.sub(r"(?<=\d)\s*[*x]\s*(?=\d)", "×", text)  # 150*200cm
    text = re.sub(r"<[^<>]{0,200}>|[|`*_#<>\[\]{}\\]", " ", text)
    text = re.sub(r"\s+", " ", text).strip()
    if max_chars is not None and len(text) > max_chars:
        kept = text[: max_chars - 1]
        if _IN_WORD.search(kept) and _IN_WORD.search(text[max_chars - 1]):
            kept = _IN_WORD.sub("", kept) or kept  # no number is cut in two
        return kept.rstrip() + "…"
    return text


def is_han(text: str) -> bool:
    """Say whether a text holds a Han character."""
    return bool(re.search(r"[\u3400-\u9fff]", text))


class Values:
    """The attributes of one shop, worded in one locale."""

    def __init__(self, shop: Shop, locale: str) -> None:
        self.shop = shop
        self.locale = locale
        self._attributes = {**_RESERVED, **{a.key: a for a in shop.attributes}}

    def attribute(self, key: str) -> Attribute:
        """Return the schema's attribute, a reserved field, or a bare text attribute for a key that nobody declared."""
        return self._attributes.get(key) or Attribute(key, "text")

    def name(self, key: str) -> str:
        """Return an attribute's name as it stands in running text: no brackets, no 是否, en in lower case."""
        attribute = self.attribute(key)
        reserved = _RESERVED.get(key)
        name = attribute.name(self.locale) if attribute.names or not reserved else reserved.name(self.locale)
        if reserved and not attribute.names.get(self.locale):
            name = reserved.name(self.locale)
        name = clean(re.sub(r"[（(].*?[)）]\s*$", "", name), 20).removeprefix("是否")
        if self.locale == "en":
            name = " ".join(
                w.lower() if (w[:1].isupper() and w[1:].islower()) or len(w) == 1 else w for w in name.split()
            )
            name = name.replace("_", " ")
        return name or key

    def category(self, name: str) -> str:
        """Return a category's name in the locale."""
        category = next((c for c in self.shop.categories if c.name == name), None)
        names = category.names.get(self.locale) if category else None
        shown = names[0] if names else name
        if names and self.locale == "en":
            # Schemas list "phone, phones"; in running text goods stand in the plural.
            shown = next((n for n in names if n.lower() in (shown.lower() + "s", shown.lower() + "es")), shown)
        return clean(shown.lower() if self.locale == "en" and shown.isascii() else shown, MAX_VALUE_CHARS)

    def brand(self, name: str) -> str:
        """Return a brand in the locale: an alias in its script where there is one."""
        names = [name, *self.shop.brands.get(name, [])]
        fitting = [n for n in names if is_han(n) == (self.locale == "zh")]
        shown = name if name in fitting or not fitting else fitting[0]
        return clean(shown.title() if shown.islower() and self.locale == "en" else shown, MAX_VALUE_CHARS)

    def is_money(self, key: str) -> bool:
        """Say whether an attribute is an amount of money."""
        return key == "price" or units.is_money(self.attribute(key).unit)

    def number(self, key: str, value: float, *, decimals: int | None = None, plain: bool = False) -> str:
        """Write a number of an attribute with its unit."""
        if self.is_money(key):
            return units.money(value, self.shop.currency, self.locale, plain=plain)
        if key == "rating" and self.locale == "en":  # nobody is rated 4.2 points
            return units.number(value, n_decimals=decimals) if decimals is not None else units.number(round(value, 1))
        return units.quantity(value, self.attribute(key).unit, self.locale, decimals=decimals)

    def value(self, key: str, value: ItemValue | Value, *, decimals: int | None = None, whole: bool = False) -> str:
        """Write a bare value: 6000mAh, 黑色, 有 / yes, 红色、蓝色. `whole`: nothing is cut, as an answer needs it."""
        if isinstance(value, bool):
            return {"zh": "有" if value else "没有", "en": "yes" if value else "no"}[self.locale]
        if isinstance(value, (int, float)):
            if value == 0 and key == "price":
                return {"zh": "免费", "en": "free"}[self.locale]
            return self.number(key, value, decimals=decimals) + self._and_up(key)
        if isinstance(value, (list, tuple)):
            joined = [self.value(key, v, whole=whole) for v in (value if whole else value[:4])]
            return ("、" if self.locale == "zh" else ", ").join(joined)
        if key == "category":
            return self.category(value)
        if key == "brand":
            return self.brand(value)
        attribute = self.attribute(key)
        shown = attribute.shown.get(value, {}).get(self.locale)
        if shown is None and self.locale == "en" and is_han(value):
            shown = next((alias for alias in attribute.values.get(value, []) if alias.isascii()), None)
        if shown is None and self.locale == "en":
            value = _DURATION.sub(lambda m: f"{m[1]} {_IN_ENGLISH[m[2]]}{'' if m[1] == '1' else 's'}", value)
        return clean(shown if shown is not None else value, None if whole else MAX_VALUE_CHARS)

    def is_least(self, key: str) -> bool:
        """Say whether an attribute is a lower bound by its names: the minimum age that a toy is for."""
        return any(_LEAST.search(name) for names in self.attribute(key).names.values() for name in names)

    def flag(self, key: str, holds: bool) -> str:
        """Word a yes-or-no attribute as a predicate: 支持无线充电, 不防水, waterproof, no wireless charging."""
        name = self.name(key)
        if self.locale == "en":
            if holds:
                return name
            return f"not {name}" if _ADJECTIVE.search(name) else f"no {name}"
        if _VERB.search(name):
            if holds:
                return name
            if name.startswith(("有", "自带", "内置")):
                return f"没{name}" if name.startswith("有") else f"没有{name}"
            return f"不是{name}" if re.match("(免|无|不|低|高|全|双|是)", name) else f"不{name}"
        if _SUPPORT.search(name):
            return f"支持{name}" if holds else f"不支持{name}"
        if _QUIET.search(name):
            return name if holds else f"不{name}"
        return f"有{name}" if holds else f"没有{name}"

    def is_adjective(self, key: str) -> bool:
        """Say whether the English name of a flag follows "is" rather than "has"."""
        return bool(_ADJECTIVE.search(self.name(key)))

    def applies(self, key: str, category: str) -> bool:
        """Say whether the schema has an attribute for a kind of goods: everywhere, for it or for what it lies below."""
        owners = self.attribute(key).categories
        parents = {c.name: c.parent for c in self.shop.categories}
        at: str | None = category
        for _ in range(len(parents) + 1):
            if not owners or at in owners:
                return True
            at = parents.get(at or "")
        return False

    def is_had(self, key: str) -> bool:
        """Say whether the values of an attribute are things that goods have, in Chinese: 健身房 of 酒店设施."""
        return self.locale == "zh" and self.attribute(key).type == "tags" and bool(_HAD.search(self.name(key)))

    def _and_up(self, key: str) -> str:
        if not self.is_least(key):
            return ""
        return {"zh": "以上", "en": " and up"}[self.locale]

    def line(self, key: str, value: ItemValue, *, decimals: int | None = None, whole: bool = False) -> str:
        """Word one fact about an item so that it can stand alone: 电池6000mAh, 支持无线充电, 4星, 黑色."""
        name = self.name(key)
        if isinstance(value, bool):
            return self.flag(key, value)
        if isinstance(value, (int, float)):
            shown = self.number(key, value, decimals=decimals) + self._and_up(key)
            if key == "price":
                return shown
            if key == "rating":
                stars = units.number(round(float(value), 1))
                return f"评分{stars}" if self.locale == "zh" else f"rated {stars}"
            unit = self.attribute(key).unit or ""
            if self.locale == "zh":
                return shown if unit and unit[0] in name and name.startswith(unit[0]) else f"{name}{shown}"
            return shown if key == "price" else f"{name} {shown}"
        shown = self.value(key, value, whole=whole)
        if key in ("category", "brand"):
            return shown
        if self.locale == "zh":
            if fit := re.match("适[合用]", name):
                return f"{fit.group()}{shown}"
            if self.is_had(key):
                return f"有{shown}"
            if isinstance(value, list) and len(value) > 1 and not _QUALITY.search(name):
                return f"{name}{shown}"
            if shown[:1].isascii() and name not in shown:
                return f"{name}{shown}"
            if len(shown) >= 2 or _SELF_EVIDENT.search(shown) or name in shown:
                return shown
            return f"{name}{shown}"
        if re.search(r"\bfor$|audience", name):
            return f"for {shown}"
        return f"{name}: {shown}" if len(shown) <= 3 or shown[0].isdigit() or is_han(shown) else shown

    def title(self, item: Item) -> str:
        """Return an item's title in the locale, whole."""
        english = item.attributes.get("title_en")
        if self.locale == "en" and isinstance(english, str) and english.strip():
            return clean(english)
        return clean(item.title)
