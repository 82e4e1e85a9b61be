"""A tiny shop whose right answers are known by looking: phones, earphones, televisions, cases for phones.

Built in memory, without SQL or stores, so that the guide's tests test the guide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge import tokens
from knowledge.columns import Mask
from knowledge.item_text import fields as text_fields
from knowledge.popularity import popularity
from knowledge.retrieve import Candidate
from knowledge.snapshot import _columns
from knowledge.types import (
    Act,
    Attribute,
    Category,
    Critique,
    DialogueState,
    Item,
    Link,
    Preference,
    Question,
    Reference,
    Review,
    Shop,
    Understanding,
)  # fmt: skip
from knowledge.view import ShopView

A = Attribute
SHOP = Shop(
    name="tiny",
    title={"zh": "小店", "en": "Tiny"},
    language="zh",
    currency="CNY",
    categories=[
        Category("数码"), Category("家电"),
        Category("手机", {"en": ["phone"]}, "数码"), Category("耳机", {"en": ["earphones"]}, "数码"),
        Category("电视", {"en": ["television"]}, "家电"), Category("手机壳", {"en": ["case"]}, "数码"),
    ],
    attributes=[
        A("screen", "number", {"zh": ["屏幕"], "en": ["screen"]}, "英寸", True, {}, "higher",
          categories=["手机", "电视"]),
        A("battery", "number", {"zh": ["电池"], "en": ["battery"]}, "mAh", True, {}, "higher", categories=["手机"]),
        A("color", "category", {"zh": ["颜色"], "en": ["colour"]}, None, True),
        A("features", "tags", {"zh": ["特点"], "en": ["features"]}, None, True, categories=["手机", "耳机"]),
        A("nfc", "bool", {"zh": ["NFC"], "en": ["NFC"]}, None, True, {}, "higher", categories=["手机"]),
        A("waterproof", "category", {"zh": ["防水"], "en": ["waterproof"]}, None, True, categories=["手机", "耳机"]),
        A("form", "category", {"zh": ["佩戴"], "en": ["form"]}, None, True, categories=["耳机"]),
        A("resolution", "category", {"zh": ["清晰度"], "en": ["resolution"]}, None, True, categories=["电视"]),
    ],
    policies={"returns": {"zh": "七天无理由退货。", "en": "Return within seven days."}},
)  # fmt: skip


def _phone(n: int, brand: str, price: float, screen: float, battery: float, color: str, **more: Any) -> Item:
    attributes = {"screen": screen, "battery": battery, "color": color, **more}
    return Item(
        f"p{n}",
        f"{brand} 手机{n}",
        "手机",
        brand=brand,
        price=price,
        stock=5,
        url=f"https://shop/p{n}",
        attributes=attributes,
    )


ITEMS = [
    _phone(1, "松果", 1599, 6.9, 6000, "黑色", features=["大字体", "快充"], nfc=True, waterproof="IP53"),
    _phone(2, "云雀", 1399, 6.8, 5800, "白色", features=["大字体"], nfc=False, waterproof="IP54"),
    _phone(3, "凌峰", 1899, 6.7, 6500, "黑色", features=["快充"], nfc=True, waterproof="IP68"),
    _phone(4, "凌峰", 2999, 6.5, 5000, "蓝色", features=["拍照"], nfc=True),
    _phone(5, "松果", 3999, 6.7, 5000, "白色", features=["拍照", "快充"], nfc=True, waterproof="IP68"),
    _phone(6, "云雀", 899, 6.5, 5000, "黑色", features=["大字体"], nfc=False),
    _phone(7, "星禾", 699, 6.3, 4500, "蓝色", nfc=False),
    _phone(8, "星禾", 2199, 6.4, 4800, "白色", features=["拍照"], nfc=True),
    _phone(9, "墨格", 4999, 6.8, 5500, "黑色", features=["拍照", "游戏"], nfc=True, waterproof="IP68"),
    _phone(10, "墨格", 2499, 6.7, 5200, "绿色", features=["游戏"], nfc=True),
    _phone(11, "朗序", 1199, 6.6, 5000, "绿色", nfc=False),
    Item("p12", "朗序 手机12", "手机", brand="朗序", price=1799, stock=0, attributes={"screen": 6.9, "battery": 7000}),
    Item(
        "e1", "凌峰 耳塞", "耳机", brand="凌峰", price=299, stock=9, attributes={"form": "入耳", "waterproof": "IPX4"}
    ),
    Item(
        "e2",
        "云雀 耳塞",
        "耳机",
        brand="云雀",
        price=199,
        stock=9,
        attributes={"form": "入耳", "waterproof": "IPX5", "features": ["防掉"]},
    ),
    Item(
        "e3", "松果 耳夹", "耳机", brand="松果", price=399, stock=9, attributes={"form": "骨传导", "waterproof": "IPX7"}
    ),
    Item(
        "e4", "星禾 半耳", "耳机", brand="星禾", price=159, stock=9, attributes={"form": "半入耳", "waterproof": "IPX4"}
    ),
    Item(
        "e5", "墨格 头戴", "耳机", brand="墨格", price=899, stock=9, attributes={"form": "头戴", "features": ["降噪"]}
    ),
    Item(
        "e6", "云雀 半耳", "耳机", "续航八小时。支持无线充电，充电盒轻。", "云雀", 259, 9, attributes={"form": "半入耳"}
    ),
    Item("t1", "松果 电视A", "电视", brand="松果", price=899, stock=3, attributes={"screen": 43, "resolution": "4K"}),
    Item("t2", "云雀 电视B", "电视", brand="云雀", price=999, stock=3, attributes={"screen": 43, "resolution": "4K"}),
    Item("t3", "凌峰 电视C", "电视", brand="凌峰", price=1999, stock=3, attributes={"screen": 55, "resolution": "4K"}),
    Item("t4", "墨格 电视D", "电视", brand="墨格", price=6999, stock=3, attributes={"screen": 65, "resolution": "8K"}),
    Item("t5", "墨格 电视E", "电视", brand="墨格", price=8999, stock=3, attributes={"screen": 75, "resolution": "8K"}),
    Item("c1", "清透壳", "手机壳", brand="松果", price=29, stock=9, attributes={"color": "白色"}),
    Item("c2", "皮壳", "手机壳", brand="云雀", price=59, stock=0, attributes={"color": "黑色"}),
]
REVIEWS = {
    "p2": [
        Review("p2", "用着很流畅，屏幕大", 5.0), Review("p2", "流畅，老人喜欢", 5.0), Review("p2", "一直流畅", 4.0),
        Review("p2", "用了半年有点卡，清理后好了", 3.0), Review("p2", "物流快", 5.0),
    ],
}  # fmt: skip
LINKS = [Link("c1", "accessory_of", "p1"), Link("c2", "accessory_of", "p1")]


def view(shop: Shop = SHOP, items: Sequence[Item] = ITEMS) -> ShopView:
    """Build the view of a tiny shop."""
    fields: dict[str, list[Any]] = {
        f: [getattr(i, f) for i in items] for f in ("item_id", "title", "category", "brand", "price", "stock")
    }
    columns = _columns(shop, fields, [i.attributes for i in items])
    n_reviews = np.array([len(REVIEWS.get(i.item_id, [])) for i in items], dtype=np.int32)
    rating = np.array(
        [np.mean([r.rating for r in REVIEWS[i.item_id]]) if i.item_id in REVIEWS else np.nan for i in items]
    )
    columns["rating"] = type(columns["price"])("rating", rating)  # type: ignore[call-arg]
    in_stock = np.array([i.stock is None or i.stock > 0 for i in items])
    return ShopView(
        shop=shop, version=1, ids=[i.item_id for i in items], columns=columns,
        descriptions=[i.description for i in items],
        urls=[i.url for i in items], image_urls=[None] * len(items),
        rating=rating.astype(np.float32), n_reviews=n_reviews,
        popularity=popularity(rating, n_reviews, in_stock), in_stock=in_stock,
        read_reviews=lambda item_id: REVIEWS.get(item_id, []),
    )  # fmt: skip


class WordFinder:
    """Finds goods that share words with the query. Enough of a retriever for a shop of two dozen items."""

    def candidates(
        self, view: ShopView, text: str, mask: Mask, k: int, focus: Sequence[str] | None = None
    ) -> list[Candidate]:
        query = set(tokens.words(text))
        found = []
        for position in np.flatnonzero(mask):
            shared = query & set(tokens.words(" ".join(text_fields(view.item_at(int(position)), view.shop))))
            if shared:
                score = len(shared) / len(query)
                found.append(Candidate(int(position), score, {"lexical": score}))
        return sorted(found, key=lambda c: -c.score)[:k]

    def related(self, view: ShopView, item_id: str, relation: str, mask: Mask | None = None, k: int = 10) -> list[str]:
        ids = [link.item_id for link in LINKS if link.relation == relation and link.other_id == item_id]
        return [i for i in ids if mask is None or mask[view.position(i)]][:k]


class OneShop:
    """A catalogue of one view."""

    def __init__(self, view: ShopView) -> None:
        self._view = view

    def view(self, name: str) -> ShopView:
        assert name == self._view.shop.name
        return self._view


# ---------------------------------------------------------------- what shoppers say


def want(attribute: str, value: Any, operator: str = "=", **more: Any) -> Preference:
    """A wish."""
    return Preference(attribute, operator, value, **more)  # type: ignore[arg-type]


def say(*acts: str, text: str = "…", **more: Any) -> Understanding:
    """An utterance that is understood."""
    return Understanding(text=text, locale=more.pop("locale", "zh"), acts=[Act(a) for a in acts], **more)


__all__ = [
    "ITEMS", "LINKS", "SHOP", "Critique", "DialogueState", "OneShop", "Question", "Reference", "WordFinder",
    "say", "view", "want",
]  # fmt: skip
