"""Expressions find values in rows of any shape."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.errors import BadSchema
from knowledge.importing.expressions import compile_expression

ROW = {
    "id": 7,
    "name": "澳洲羊毛盖毯 日式",
    "属性": {"材质": "羊毛", "颜色": None},
    "category": ["居家", "床品"],
    "products": [{"stock": 2}, {"stock": 3}],
    "周边 景点": ["故宫"],
    "周边餐馆": ["全聚德", "其他"],
    "list": [{"k": 1}],
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("id", 7),
        ("属性.材质", "羊毛"),
        ("属性.没有.更深", None),
        ("id.deeper", None),
        ("category[-1]", "床品"),
        ("sum(products[].stock)", 5),
        ("'酒店'", "酒店"),
        ("属性.颜色 || 属性.材质", "羊毛"),
        ('["周边 景点", 周边餐馆][]', ["故宫", "全聚德", "其他"]),
        ("周边餐馆[?@ != '其他']", ["全聚德"]),
        ('join(`"\\n"`, [name, 属性.颜色][?@])', "澳洲羊毛盖毯 日式"),
        ({"from": "name", "words": {"枕头": ["枕"], "毯子": ["盖毯", "毛毯"]}}, "毯子"),
        ({"from": "name", "words": {"枕头": ["枕"]}}, None),
        ({"from": "name", "words": {"枕头": ["枕"]}, "else": "category[-1]"}, "床品"),
        (
            {"from": "[name, 属性]", "words": {"羊毛": ["羊毛"], "日式": ["日式"], "棉": ["棉"]}, "all": True},
            ["羊毛", "日式"],
        ),
    ],
)
def test_finds(written: Any, expected: Any) -> None:
    assert compile_expression(written, "here")(ROW) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        3,
        None,
        "a[",
        "]",
        {"words": {}},
        {"from": "a"},
        {"from": "a", "words": {}, "typo": 1},
        {"from": "a[", "words": {}},
    ],
)
def test_a_wrong_expression_names_its_place(written: Any) -> None:
    with pytest.raises(BadSchema, match=r"mapping\.items\[0\]"):
        compile_expression(written, "mapping.items[0]")
