"""What the sample shop says of a good hangs together: title, attributes, price, series."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import mean

from knowledge.sample.brands import BRANDS
from knowledge.sample.generate import Sample
from knowledge.sample.schema.categories import CATEGORIES
from knowledge.types import Item, Shop

#: A handful of names that must not turn up in an invented shop.
_REAL = (
    "苹果",
    "华为",
    "小米",
    "三星",
    "索尼",
    "联想",
    "戴尔",
    "海尔",
    "美的",
    "格力",
    "耐克",
    "阿迪达斯",
    "优衣库",
    "乐高",
    "三只松鼠",
    "良品铺子",
    "兰蔻",
    "雅诗兰黛",
    "携程",
    "牧高笛",
    "Apple",
    "Huawei",
    "Xiaomi",
    "Samsung",
    "Sony",
    "Lenovo",
    "Nike",
    "Lego",
)
#: Numeric attributes with the least and most that is plausible in any category.
_PLAUSIBLE = {
    "screen_size": (1.2, 100),
    "battery": (3000, 30000),
    "battery_life": (3, 70),
    "battery_days": (1, 30),
    "weight": (0.4, 90),
    "weight_g": (3, 700),
    "memory": (1, 32),
    "storage": (8, 2048),
    "noise_db": (30, 72),
    "capacity_kg": (3, 12),
    "volume_l": (100, 650),
    "spf": (30, 50),
    "age_min": (0, 10),
    "pages": (28, 800),
    "year": (2012, 2025),
    "days": (2, 10),
    "hotel_stars": (3, 5),
    "persons": (1, 6),
    "rain_mm": (1000, 5000),
    "comfort_temp": (-15, 15),
    "calories": (250, 640),
    "power": (10, 140),
    "dpi": (1000, 26000),
    "latency_ms": (30, 200),
    "refresh_rate": (60, 240),
    "net_weight": (50, 800),
}


def _of(sample: Sample, category: str) -> list[Item]:
    found = [i for i in sample.items if i.category == category]
    assert found
    return found


def _both(items: list[Item], a: str, b: str) -> list[tuple[float, float]]:
    pairs = [(i.value(a), i.value(b)) for i in items]
    return [(float(x), float(y)) for x, y in pairs if isinstance(x, int | float) and isinstance(y, int | float)]


def _correlation(pairs: list[tuple[float, float]]) -> float:
    assert len(pairs) > 20
    mx, my = mean(x for x, _ in pairs), mean(y for _, y in pairs)
    covariance = sum((x - mx) * (y - my) for x, y in pairs)
    return covariance / (sum((x - mx) ** 2 for x, _ in pairs) * sum((y - my) ** 2 for _, y in pairs)) ** 0.5


def test_brands_are_the_invented_ones_only(sample: Sample) -> None:
    assert {i.brand for i in sample.items} == set(BRANDS)
    words = " ".join(
        [
            *(f"{i.title} {i.description} {i.attributes['title_en']}" for i in sample.items),
            *(r.text for r in sample.reviews),
        ]
    )
    assert len(words) > 100_000
    assert [name for name in _REAL if name in words] == []


def test_prices_are_positive_and_plausible(sample: Sample) -> None:
    assert all(i.price is not None and 4 <= i.price <= 20_000 for i in sample.items)
    assert mean(i.price or 0 for i in _of(sample, "笔记本电脑")) > 3 * mean(
        i.price or 0 for i in _of(sample, "智能手表")
    )
    assert max(i.price or 0 for i in _of(sample, "手机壳")) < 300


def test_prices_follow_what_the_goods_are(sample: Sample) -> None:
    assert _correlation(_both(_of(sample, "手机"), "price", "memory")) > 0.6
    assert _correlation(_both(_of(sample, "笔记本电脑"), "price", "storage")) > 0.5
    assert _correlation(_both(_of(sample, "电视"), "price", "screen_size")) > 0.5
    assert _correlation(_both(_of(sample, "旅行套餐"), "price", "days")) > 0.5
    assert _correlation(_both(_of(sample, "手机"), "screen_size", "weight_g")) > 0.4
    assert _correlation(_both(_of(sample, "睡袋"), "price", "comfort_temp")) < -0.5


def test_numbers_are_plausible(sample: Sample) -> None:
    seen: Counter[str] = Counter()
    for item in sample.items:
        for key, (least, most) in _PLAUSIBLE.items():
            value = item.attributes.get(key)
            if isinstance(value, int | float):
                seen[key] += 1
                assert least <= value <= most, f"{item.title}: {key} {value}"
    assert set(seen) == set(_PLAUSIBLE)


def test_titles_say_what_the_attributes_say(sample: Sample) -> None:
    for item in sample.items:
        a = item.attributes
        if item.category != "图书":
            assert item.brand is not None
            assert item.title.startswith(item.brand)
        assert BRANDS[item.brand or ""].english in str(a["title_en"]) or item.category == "图书"
        if item.category == "手机":
            storage = "1TB" if a["storage"] == 1024 else f"{a['storage']}GB"
            assert f"{a['memory']}GB+{storage} {a['color']}" in item.title
        if item.category == "电视":
            assert f"{a['screen_size']:g}英寸 {a['resolution']}" in item.title
        if item.category == "帐篷":
            assert f"{a['persons']:g}人" in item.title
        if item.category == "旅行套餐":
            assert f"{a['days']}日游 {a['departure']}出发" in item.title
        for words, key in (
            ("降噪", "noise_cancelling"),
            ("烘一体", "drying"),
            ("无糖", "sugar_free"),
            ("大字版", "large_print"),
        ):
            if words in item.title:
                assert a[key] is True


def test_attributes_fit_the_schema(sample: Sample) -> None:
    shop = sample.shop
    for item in sample.items:
        assert 6 <= len(item.attributes) <= 24
        for key, value in item.attributes.items():
            attribute = shop.attribute(key)
            assert attribute is not None, key
            assert item.category in attribute.categories
            if attribute.type == "number":
                assert isinstance(value, int | float)
                assert not isinstance(value, bool)
            elif attribute.type == "bool":
                assert isinstance(value, bool)
            elif attribute.type == "tags":
                assert isinstance(value, list)
                assert value
                assert len(set(value)) == len(value)
                assert set(value) <= set(attribute.values)
            else:
                assert isinstance(value, str)
                assert attribute.type == "text" or value in attribute.values, f"{key}: {value}"


def test_some_attributes_are_not_stated(sample: Sample) -> None:
    phones = _of(sample, "手机")
    silent = sum("wireless_charging" not in i.attributes for i in phones)
    assert 0.2 < silent / len(phones) < 0.7
    assert all("color" in i.attributes for i in phones)


def test_every_category_of_the_tree_is_sold_or_holds_others() -> None:
    parents = {c.parent for c in CATEGORIES}
    assert {c.parent for c in CATEGORIES if c.parent} <= {c.name for c in CATEGORIES}
    assert len([c for c in CATEGORIES if c.name not in parents]) >= 14


def test_words_of_the_schema_are_complete(sample: Sample) -> None:
    shop: Shop = sample.shop
    assert shop.attributes
    for attribute in shop.attributes:
        assert attribute.names["zh"]
        assert attribute.names["en"]
        if attribute.askable:
            assert attribute.questions["zh"].endswith("？")
            assert attribute.questions["en"].endswith("?")
        for value in attribute.values:
            has_chinese = re.search("[一-鿿]", value)
            assert not has_chinese or "en" in attribute.shown.get(value, {}), f"{attribute.key}: {value}"
    assert all(set(texts) == {"zh", "en"} for texts in shop.policies.values())


def test_no_name_means_two_attributes_of_one_category(sample: Sample) -> None:
    for category in {i.category for i in sample.items}:
        owners: dict[str, set[str]] = defaultdict(set)
        for attribute in sample.shop.attributes:
            if not attribute.categories or category in attribute.categories:
                for name in (n.casefold() for names in attribute.names.values() for n in names):
                    owners[name].add(attribute.key)
        assert {n: keys for n, keys in owners.items() if len(keys) > 1} == {}, category


def test_no_spelling_means_two_values_of_one_attribute(sample: Sample) -> None:
    for attribute in sample.shop.attributes:
        owners: dict[str, set[str]] = defaultdict(set)
        for value, others in attribute.values.items():
            for spelling in (value, *others):
                owners[spelling.casefold()].add(value)
        assert {s: v for s, v in owners.items() if len(v) > 1} == {}, attribute.key


def test_newer_models_are_of_the_same_series(sample: Sample) -> None:
    drafts = {i.item_id: d for i, d in zip(sample.items, sample.drafts, strict=True)}
    newer = [link for link in sample.links if link.relation == "newer_model_of"]
    assert len(newer) > 100
    for link in newer:
        assert drafts[link.item_id].series == drafts[link.other_id].series
        assert drafts[link.item_id].generation > drafts[link.other_id].generation


def test_cases_are_linked_to_the_phone_they_name(sample: Sample) -> None:
    items = {i.item_id: i for i in sample.items}
    links = [
        link for link in sample.links if link.relation == "accessory_of" and items[link.item_id].category == "手机壳"
    ]
    assert {link.item_id for link in links} == {i.item_id for i in _of(sample, "手机壳")}
    for link in links:
        assert items[link.other_id].title.startswith(f"{items[link.item_id].attributes['compatible']} ")
