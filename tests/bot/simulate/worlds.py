"""A small shop for the tests of simulated shoppers: two kinds of shoes below one, and a bag."""

from __future__ import annotations

from typing import Any

from bot.simulate.world import World
from knowledge.types import Attribute, Category, Item, Shop

SHOP = Shop(
    name="tiny",
    title={"zh": "小店", "en": "Tiny"},
    language="zh",
    currency="CNY",
    categories=[
        Category("服饰", {"zh": ["服饰"], "en": ["clothes"]}),
        Category("鞋", {"zh": ["鞋"], "en": ["shoes"]}, "服饰"),
        Category("跑鞋", {"zh": ["跑鞋"], "en": ["running shoes"]}, "鞋"),
        Category("包", {"zh": ["包"], "en": ["bags"]}),
    ],
    attributes=[
        Attribute("color", "category", {"zh": ["颜色"], "en": ["color"]}, askable=True,
                  values={"黑色": ["black"], "白色": ["white"]}, shown={"黑色": {"en": "black"}}),
        Attribute("weight", "number", {"zh": ["重量"], "en": ["weight"]}, unit="g", askable=True, better="lower"),
        Attribute("washable", "bool", {"zh": ["可水洗"], "en": ["machine wash"]}, askable=True),
    ],
    brands={"云雀": ["Skylark"], "松果": ["Pinecone"]},
)  # fmt: skip

ITEMS = [
    Item("a", "云雀 轻跑", "跑鞋", brand="云雀", price=399.0, stock=3, attributes={"color": "黑色", "weight": 240.0}),
    Item("b", "松果 长跑", "跑鞋", brand="松果", price=599.0, stock=5, attributes={"color": "白色", "weight": 210.0}),
    Item("c", "松果 便鞋", "鞋", brand="松果", price=199.0, attributes={"color": "黑色", "washable": True}),
    Item("d", "云雀 手提包", "包", brand="云雀", price=299.0, stock=0),
]
WORLD = World(SHOP, {item.item_id: item for item in ITEMS})


def reply(act: str, *item_ids: str, text: str = "好的。", **more: Any) -> dict[str, Any]:
    """Return a message as the gateway sends it, with cards of these goods."""
    cards = []
    for item_id in item_ids:
        item = WORLD.items.get(item_id, Item(item_id, item_id, ""))
        cards.append({"item_id": item_id, "title": item.title, "brand": item.brand, "price": item.price})
    return {"act": act, "text": text, "items": cards, "quick_replies": [], "degraded": False, "attribute": "", **more}
