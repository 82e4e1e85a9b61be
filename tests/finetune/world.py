"""A tiny shop with known answers for the writer's tests, and short ways to build decisions of it."""

from __future__ import annotations

from typing import Any

from finetune.contract import GroundedPrompt
from knowledge.types import Attribute, Category, Decision, Item, Preference, Reason, Shop, Shown

SHOP = Shop(
    name="tiny",
    title={"zh": "小店", "en": "Tiny Shop"},
    language="zh",
    currency="CNY",
    categories=[
        Category("手机", {"zh": ["手机"], "en": ["phones", "phone"]}),
        Category("耳机", {"zh": ["耳机"], "en": ["earphones"]}),
        Category("笔记本", {"zh": ["笔记本", "笔电"], "en": ["laptops"]}),
    ],
    attributes=[
        Attribute("price", "number", {"zh": ["价格"], "en": ["price"]}, unit="元", askable=True,
                  questions={"zh": "预算大概多少？", "en": "What's your budget?"}, better="lower"),
        Attribute("screen", "number", {"zh": ["屏幕"], "en": ["screen"]}, unit="英寸", askable=True, better="higher"),
        Attribute("battery", "number", {"zh": ["电池"], "en": ["battery"]}, unit="mAh", better="higher"),
        Attribute("weight", "number", {"zh": ["重量"], "en": ["weight"]}, unit="kg", better="lower"),
        Attribute("hours", "number", {"zh": ["续航"], "en": ["battery life"]}, unit="小时", better="higher"),
        Attribute("color", "category", {"zh": ["颜色"], "en": ["colour"]}, askable=True,
                  values={"黑色": ["黑", "black"], "白色": ["白", "white"], "红色": ["红", "red"]}),
        Attribute("wearing", "category", {"zh": ["佩戴方式"], "en": ["wearing style"]},
                  values={"入耳式": ["入耳", "in-ear"], "半入耳式": ["半入耳", "semi in-ear"],
                  "骨传导": ["bone conduction"]}),
        Attribute("wireless", "bool", {"zh": ["无线充电"], "en": ["wireless charging"]}, askable=True),
        Attribute("big_font", "bool", {"zh": ["放大字体模式"], "en": ["large-font mode"]}),
        Attribute("waterproof", "bool", {"zh": ["防水"], "en": ["waterproof"]}),
        Attribute("use", "tags", {"zh": ["用途"], "en": ["use"]}, askable=True,
                  values={"通勤": ["commuting"], "运动": ["sports"], "办公": ["office"]}),
    ],
    brands={"松果": ["Pinecone"], "云雀": ["Lark"], "凌峰": ["Lingfeng"], "墨格": ["Moge"], "星禾": ["Xinghe"]},
)  # fmt: skip

X2 = Item("p1", "松果 长辈版 X2", "手机", brand="松果", price=1599.0, stock=20, attributes={
    "title_en": "Pinecone Senior X2", "screen": 6.9, "battery": 6000, "big_font": True, "color": "黑色",
    "use": ["通勤", "办公"]})  # fmt: skip
L9 = Item("p2", "云雀 L9", "手机", brand="云雀", price=1399.0, stock=3, attributes={
    "title_en": "Lark L9", "screen": 6.8, "battery": 5800, "waterproof": True, "color": "白色"})  # fmt: skip
NOTE8 = Item("p3", "凌峰 Note 8", "手机", brand="凌峰", price=1899.0, stock=0, attributes={
    "title_en": "Lingfeng Note 8", "screen": 6.7, "battery": 6500, "wireless": False, "color": "红色"})  # fmt: skip
AIR = Item("n1", "墨格 Air 14", "笔记本", brand="墨格", price=5799.0, stock=9, attributes={
    "title_en": "Moge Air 14", "weight": 1.2, "hours": 14, "color": "黑色"})  # fmt: skip
S14 = Item("n2", "星禾 S14", "笔记本", brand="星禾", price=4999.0, stock=9, attributes={
    "title_en": "Xinghe S14", "weight": 1.35, "hours": 11, "color": "黑色"})  # fmt: skip
PHONES = [X2, L9, NOTE8]

BUDGET = Preference("price", "<=", 2000, said_at=2, text="别超过两千吧")
BATTERY = Preference("battery", ">=", 5500, strength="soft", said_at=2, text="电池大的")
PHONE = Preference("category", "=", "手机", said_at=1, text="手机")
NOT_IN_EAR = Preference("wearing", "=", "入耳式", "against", said_at=1, text="不要入耳的")
NOT_LINGFENG = Preference("brand", "=", "凌峰", "against", said_at=1, text="不要凌峰家的")


def prompt(decision: Decision, locale: Any = "zh", **more: Any) -> GroundedPrompt:
    """A prompt of the tiny shop."""
    return GroundedPrompt(decision, SHOP, locale, **more)


def recommended() -> Decision:
    """The phones of the first conversation in the transcripts."""
    met = Reason("wish", "battery", preference=BATTERY)
    return Decision(
        "recommend", "fit",
        items=[
            Shown(X2, [Reason("extreme", "screen", 6.9, 1), Reason("fact", "big_font", True), met]),
            Shown(L9, [Reason("extreme", "price", 1399, -1), met]),
            Shown(NOTE8, [Reason("extreme", "battery", 6500, 1), met]),
        ],
        wishes=[PHONE, BUDGET, BATTERY], n_matching=31,
    )  # fmt: skip
