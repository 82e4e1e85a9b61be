"""shop.yml: what it may say, what is refused and where, and that it is read back as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import BadSchema
from knowledge.importing.schema_file import load_schema, write_schema
from knowledge.types import Attribute, Category

SHOPS = Path(__file__).resolve().parents[3] / "shops"
FULL = """
title: 试试
language: zh
categories:
- 鞋
- name: 数码
  names: [数码产品]
  children: [手机, {name: 电脑, names: {en: computer}}]
attributes:
- {key: screen, type: number, unit: 英寸, names: {zh: 屏幕, en: [screen, display]}, questions: 多大的？, askable: true}
- {key: foldable, type: bool, names: 折叠}
- key: color
  type: category
  values: {黑色: black, 白色: [white]}
  shown: {黑色: {en: black}}
  categories: [手机]
- {key: on, type: category, values: [yes, no]}
brands: {松果: Pinecone, 云雀: }
policies: {returns: 七天, shipping: {zh: 包邮, en: free}}
"""


def load(tmp_path: Path, text: str, name: str = "t") -> object:
    path = tmp_path / "shop.yml"
    path.write_text(text, encoding="utf-8")
    return load_schema(path, name)


def test_shorthand_is_read(tmp_path: Path) -> None:
    schema = load(tmp_path, FULL)
    shop = schema.shop  # type: ignore[attr-defined]
    assert shop.title == {"zh": "试试"}
    assert shop.currency == "CNY"
    assert shop.categories == [
        Category("鞋"),
        Category("数码", {"zh": ["数码产品"]}),
        Category("手机", {}, "数码"),
        Category("电脑", {"en": ["computer"]}, "数码"),
    ]
    screen, foldable, color, on = shop.attributes
    assert screen == Attribute(
        "screen", "number", {"zh": ["屏幕"], "en": ["screen", "display"]}, "英寸", True, {"zh": "多大的？"}
    )
    assert foldable.names == {"zh": ["折叠"]}
    assert color.values == {"黑色": ["black"], "白色": ["white"]}
    assert on.key == "on", "YAML 1.1 would read True"
    assert list(on.values) == ["yes", "no"]
    assert shop.brands == {"松果": ["Pinecone"], "云雀": []}
    assert shop.policies == {"returns": {"zh": "七天"}, "shipping": {"zh": "包邮", "en": "free"}}


def test_a_schema_that_was_written_is_read_back(tmp_path: Path) -> None:
    shop = load(tmp_path, FULL).shop  # type: ignore[attr-defined]
    mapping = {"items": {"fields": {"title": "name"}}}
    write_schema(tmp_path / "out.yml", shop, mapping, "two\nlines")
    again = load_schema(tmp_path / "out.yml", "t")
    assert again.shop == shop
    assert again.mapping == mapping
    assert (tmp_path / "out.yml").read_text(encoding="utf-8").startswith("# two\n# lines\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1\nb: 2", r"shop.yml:2: broken YAML"),
        ("- a", "expected an object"),
        ("atributes: []", "unknown section 'atributes'.*did you mean attributes"),
        ("attributes: [{key: a, type: numbr}]", r"attributes\[0\].*expected one of .*'number'"),
        ("attributes: [{key: a, type: number, nam: x}]", r"attributes\[0\].*unknown field 'nam'"),
        ("attributes: [{type: number}]", r"attributes\[0\].*key"),
        ("attributes: [{key: a, type: text}, {key: a, type: text}]", "attribute 'a' stands twice"),
        ("attributes: [{key: a, type: text, unit: kg}]", "unit on type text"),
        ("attributes: [{key: price, type: text}]", "attribute price"),
        ("categories: [a]\nattributes: [{key: x, type: text, categories: [b]}]", "no category 'b'"),
        ("categories: [{name: a, parent: b}]", "no category 'b'"),
        ("categories: [a, a]", "category 'a' stands twice"),
        ("language: de", "expected one of 'zh', 'en'"),
        ("mapping: {item: {}}", "unknown key 'item'.*did you mean items"),
        ("mapping: {items: {fields: {name: x}}}", "mapping.items.*unknown key 'name'"),
        ("mapping: {items: {fields: {item_id: x}}}", "no 'title'"),
        ("mapping: {reviews: {fields: {item_id: x, text: y}, links: {}}}", "unknown key 'links'"),
        ("mapping: {items: {fields: {title: 'a['}}}", r"mapping.items\[0\].fields.title.*JMESPath"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadSchema, match=message):
        load(tmp_path, text)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSchema, match="check --schema"):
        load_schema(tmp_path / "none.yml", "t")


@pytest.mark.parametrize("name", sorted(p.parent.name for p in SHOPS.glob("*/shop.yml")))
def test_the_schemas_of_the_repository_are_whole(name: str) -> None:
    schema = load_schema(SHOPS / name / "shop.yml", name)
    assert {"categories", "attributes", "mapping"} <= schema.given
    for attribute in schema.shop.attributes:
        if attribute.key not in ("category", "brand", "price", "rating", "stock"):
            assert attribute.names["zh"], attribute.key
            assert attribute.names["en"], attribute.key
        if attribute.askable:
            assert set(attribute.questions) == {"zh", "en"}, attribute.key
    for category in schema.shop.categories:
        assert category.names["zh"], category.name
        assert category.names["en"], category.name


def test_there_are_schemas_in_the_repository() -> None:
    assert len(list(SHOPS.glob("*/shop.yml"))) >= 2
