"""Random shops and random decisions about them, by seed: names, units and values that nobody planned for."""

from __future__ import annotations

import random
from typing import Any

from finetune.contract import TONES, GroundedPrompt
from knowledge.types import (
    Answer,
    Attribute,
    Category,
    Change,
    CompareRow,
    Decision,
    Item,
    Option,
    Payload,
    Preference,
    Question,
    Reason,
    Relaxation,
    Shop,
    Shown,
    Unknown,
)  # fmt: skip

NUMBERS = [
    ("屏幕尺寸", "screen size", "英寸"), ("电池容量", "battery", "mAh"), ("重量", "weight", "kg"), ("净含量",
    "net weight", "g"),
    ("续航", "battery life", "小时"), ("人均消费", "cost per person", "元"), ("星级", "stars", "星"), ("距离",
    "distance", "公里"),
    ("糖分", "sugar", None), ("转速", "speed", "转/分"), ("快充功率", "charging power", "W"), ("功率", "power", "W"),
    ("保质期", "shelf life", "个月"), ("适用温度", "comfort temperature", "℃"), ("页数", "pages", "页"), ("Zoom(x)",
    "zoom", "倍"),
]  # fmt: skip
FLAGS = [
    ("无线充电", "wireless charging"), ("防水", "waterproof"), ("可折叠", "foldable"), ("含早餐",
    "breakfast included"), ("无糖", "sugar-free"),
    ("是否包安装", "installation"), ("自带线", "cable"), ("宠物友好", "pet-friendly"), ("停车位", "parking"), ("NFC",
    "NFC"),
]  # fmt: skip
CHOICES = [
    ("颜色", "colour", {"黑色": "black", "白色": "white", "红色": "red", "墨绿": "dark green"}),
    ("材质", "material", {"纯棉": "cotton", "棉": "cotton blend", "真皮": "leather"}),
    ("分辨率", "resolution", {"8K": "8K", "4K": "4K", "1080P": "1080P"}),
    ("适合人群", "made for", {"老人": "elderly people", "学生": "students", "上班族": "office workers"}),
    ("防水等级", "waterproof rating", {"IP68": "IP68", "IP54": "IP54", "不防水": "not waterproof"}),
]  # fmt: skip
BRANDS = {"松果": "Pinecone", "云雀": "Skylark", "Orbit": "", "半芷": "Banzee", "A&B": "", "朗序7": "Langxu"}
CATEGORIES = [
    ("手机", "phones"),
    ("酒店", "hotels"),
    ("零食", "snacks"),
    ("T恤", "t-shirts"),
    ("睡袋", "sleeping bags"),
    ("书", "books"),
]
TITLES = [
    "{b} 长辈版 X{n} {c}",
    "{b}{k} 第{n}代 {n}00ml 礼盒",
    "{b} Air {n} 轻薄款",
    "北京{k}大酒店（西直门店）{n}",
    "{b}, deluxe: no. {n}",
    "{k}{n}",
]
WORDS = [
    "电池大的",
    "大屏",
    "眼睛不太好",
    "最便宜的",
    "送鼠标",
    "别太贵",
    "light",
    "for my mum",
    "全网第一",
    "防水 的",
    "<b>x</b>",
    "a | b",
    "",
]
TOPICS = [
    ("ask", "category"), ("ask", "attribute"), ("ask", "ambiguous"), ("ask", "clarify"), ("recommend", "fit"),
    ("recommend", "more"),
    ("recommend", "popular"), ("recommend", "accessories"), ("answer", "facts"), ("answer", "values"), ("compare",
    "items"),
    ("compare", "too_few"), ("explain", "reasons"), ("explain", "wishes"), ("handoff", "offer"), ("handoff",
    "requested"),
    *(("chat", t) for t in ("greet", "thanks", "bye", "smalltalk", "praised", "identity", "capability", "insult",
    "picked", "wishlist_added")),
    *(("chat", t) for t in ("wishlist_shown", "started_over", "noted", "privacy", "declined")),
    *(("sorry", t) for t in ("nothing_fits", "no_more", "unknown_category", "unknown_brand", "unknown_value",
    "not_understood")),
    *(("sorry", t) for t in ("no_such_item", "nothing_shown", "nothing_with_it", "out_of_scope", "failure")),
]  # fmt: skip


class World:
    """One random shop with items; `prompt(act, topic)` makes a random decision about it."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        rng = self.rng
        attributes = [
            Attribute(f"n{i}", "number", {"zh": [zh], "en": [en]} if rng.random() < 0.9 else {"zh": [zh]}, unit=unit,
                      askable=rng.random() < 0.5, better=rng.choice([None, "higher", "lower"]))
            for i, (zh, en, unit) in enumerate(rng.sample(NUMBERS, 5))
        ]  # fmt: skip
        attributes += [
            Attribute(f"b{i}", "bool", {"zh": [zh], "en": [en]}) for i, (zh, en) in enumerate(rng.sample(FLAGS, 3))
        ]
        for i, (zh, en, values) in enumerate(rng.sample(CHOICES, 3)):
            kind: Any = rng.choice(["category", "tags"])
            attributes.append(
                Attribute(f"c{i}", kind, {"zh": [zh], "en": [en]}, values={v: [e] for v, e in values.items()},
                          shown={v: {"en": e} for v, e in values.items()}, questions=rng.choice([{},
                          {"zh": f"{zh}要哪种？"}]))
            )  # fmt: skip
        self.shop = Shop(
            "random", {"zh": "随机小店", "en": "Random Shop"}, rng.choice(["zh", "en"]), rng.choice(["CNY", "USD",
            "XTS"]),
            [Category(z, {"zh": [z], "en": [e]}) for z, e in CATEGORIES], attributes,
            {b: [a] if a else [] for b, a in BRANDS.items()},
        )  # fmt: skip
        self.items = [self.item(i) for i in range(rng.randint(1, 5))]

    def item(self, number: int) -> Item:
        rng = self.rng
        brand, category = rng.choice([*BRANDS, None]), rng.choice(CATEGORIES)[0]
        title = rng.choice(TITLES).format(b=brand or "", k=category, n=number + rng.randint(1, 3), c="黑色").strip(", ")
        attributes = {a.key: v for a in self.shop.attributes if rng.random() < 0.8 and (v := self.value(a)) is not None}
        if rng.random() < 0.5:
            attributes["title_en"] = (
                f"{BRANDS.get(brand or '') or 'Plain'} Model {number}, "
                f"{rng.choice(['blue', 'for two, 5 kg', '14-inch'])}"
            )
        return Item(f"i{number}",
        title, category, brand=brand, price=rng.choice([None, 9.9, 1599.0, 12000.0, float(rng.randint(1, 9999))]),
                    stock=rng.choice([None, 0, 3, 50]), url=rng.choice([None, "https://x.example/1?a=2"]),
                    attributes=attributes)  # fmt: skip

    def value(self, attribute: Attribute) -> Any:
        rng = self.rng
        if attribute.type == "number":
            return rng.choice([float(rng.randint(-20, 9000)), round(rng.uniform(0, 50), 2), rng.randint(1, 12), 0.15])
        if attribute.type == "bool":
            return rng.random() < 0.5
        if attribute.type == "tags":
            return rng.sample(list(attribute.values), rng.randint(1, 2))
        return rng.choice(list(attribute.values))

    def wish(self) -> Preference:
        rng = self.rng
        more: dict[str, Any] = {
            "polarity": rng.choice(["for", "for", "against"]), "strength": rng.choice(["hard", "soft"]),
            "said_at": rng.randint(1, 5),
            "text": rng.choice(WORDS),
        }  # fmt: skip
        kind = rng.random()
        if kind < 0.2:
            return Preference(
                "price", rng.choice(["<=", ">=", "~", "<"]), float(rng.choice([100, 999, 2000, 12000, 49.9])), **more
            )
        if kind < 0.3:
            return Preference("category", "=", rng.choice(CATEGORIES)[0], **more)
        if kind < 0.4:
            return Preference("brand", rng.choice(["=", "in"]), rng.choice(list(BRANDS)), **more)
        if kind < 0.45:
            return Preference("text", "~", rng.choice(WORDS) or "x", **more)
        attribute = rng.choice(self.shop.attributes)
        value = self.value(attribute)
        if attribute.type == "number":
            return Preference(attribute.key, rng.choice(["<=", ">=", "~", "=", ">"]), float(value), **more)
        if isinstance(value, list):
            return Preference(attribute.key, "contains", value[0] if rng.random() < 0.7 else value, **more)
        return Preference(attribute.key, "=", value, **more)

    def shown(self, items: list[Item]) -> list[Shown]:
        rng = self.rng
        found = []
        for item in items:
            reasons = []
            for key, value in item.attributes.items():
                if rng.random() < 0.6:
                    reasons.append(
                        Reason(rng.choice(["fact", "wish", "extreme"]), key, value, rng.choice([-1, 1]), self.wish())
                    )  # type: ignore[arg-type]
            if rng.random() < 0.5:
                reasons.append(Reason("extreme", "price", item.price, -1))
            found.append(Shown(item, reasons))
        return found

    def wish_of(self, key: str) -> Preference:
        """A wish for a value of one attribute, as the options of a question are."""
        attribute = self.shop.attribute(key)
        if attribute is None:
            return (
                Preference("price", "<=", 999.0)
                if key == "price"
                else Preference(key, "=", self.rng.choice(list(BRANDS)))
            )
        value = self.value(attribute)
        if attribute.type == "number":
            return Preference(key, self.rng.choice(["<=", ">="]), float(value))
        return Preference(key, "=", value[0] if isinstance(value, list) else value)

    def option(self, key: str = "") -> Option:
        rng = self.rng
        wish = (self.wish_of(key) if key else self.wish()) if rng.random() < 0.7 else None
        acts = [rng.choice(["inform", "retract", "more", "pick", "handoff", "no_preference"])]
        return Option(Payload(acts, wishes=[wish] if wish else []), wish, rng.choice([None, 1, 14, 1200]))

    def answer(self, item: Item) -> Answer:
        rng = self.rng
        key = rng.choice([*(k for k in item.attributes if k != "title_en"), "price", "reviews", "stock", "url", ""])
        question = Question(key, text=rng.choice(WORDS))
        source: Any = rng.choice(["attribute", "none", "reviews", "description", "policy", "stock"])
        value: Any = {"stock": item.stock, "policy": "七天内可退，运费12元", "description": None}.get(
            source, item.value(key) if key else None
        )
        if source == "attribute" and key == "url":
            value = item.url
        if source == "attribute" and value is None:
            source = "none"
        return Answer(question, source, item if source != "policy" else None, value,
                      rng.choice([None, True]) if value is not None else None,
                      "全网第一，用了365天，很好" if source in ("reviews", "description") else "",
                      rng.randint(0, 90), rng.randint(0, 9), 3, 2,
                      rng.choice([None, 0.84]), [("屏幕", 3)], [])  # fmt: skip

    def prompt(self, act: Any, topic: str, locale: Any) -> GroundedPrompt:
        """A random decision of this act and topic, well-formed as docs/decisions/0003 has it."""
        rng = self.rng
        n = 0 if act in ("ask", "handoff", "sorry") or topic in ("values", "wishes", "too_few") else len(self.items)
        items = self.items[: 1 if topic == "picked" else n]
        keys = sorted({k for item in items for k in item.attributes if k != "title_en"})
        rows = [
            CompareRow(k, [i.attributes.get(k) for i in items], self.best([i.attributes.get(k) for i in items]))
            for k in keys
        ]
        wishes = [self.wish() for _ in range(rng.randint(0, 4))]
        asks = act == "ask" or topic == "values"
        attribute = rng.choice([a.key for a in self.shop.attributes] + ["price", "brand"]) if asks else ""
        decision = Decision(
            act, topic, items=self.shown(items), options=[self.option(attribute) for _ in range(rng.randint(0, 5))],
            wishes=wishes,
            attribute=attribute,
            changes=[Change(rng.choice(["added", "replaced", "dropped", "kept"]),
            w) for w in [*wishes, self.wish()][:3]],
            n_matching=len(items) + rng.choice([0, 9, 3000]), rows=rows if act == "compare" else [],
            answers=[self.answer(rng.choice(items)) for _ in range(rng.randint(1, 3))] if topic == "facts" else [],
            relaxations=[Relaxation(self.wish(), rng.choice([None, self.wish()]), rng.randint(1, 40),
            rng.choice([None, 499.0]))],
            blocking=wishes[:2], unknown=[Unknown("brand", rng.choice(["苹果", "Nokia 3310", "8号"]))],
            unchecked=rng.sample(WORDS, 2) if rng.random() < 0.3 else [], text=rng.choice(WORDS),
            sentiment=rng.uniform(-1, 1),
            numbers=rng.choice([{}, {"ahead": 2, "wait_min": 4, "bits.price": 1.2345}]),
        )  # fmt: skip
        return GroundedPrompt(decision, self.shop, locale, rng.choice(TONES), rng.randint(0, 10**6), 3)

    def best(self, values: list[Any]) -> list[int]:
        if any(v is None or isinstance(v, (str, list)) for v in values) or len({float(v) for v in values}) < 2:
            return []
        return [i for i, v in enumerate(values) if v == max(values)]
