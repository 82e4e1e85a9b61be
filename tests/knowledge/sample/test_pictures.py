"""Every picture is small, well-formed SVG that shows its good and nothing from outside."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from knowledge.sample.generate import Sample
from knowledge.sample.pictures import draw
from knowledge.sample.pictures.paint import HEX

_SVG = "{http://www.w3.org/2000/svg}"


def test_pictures_are_small_and_well_formed(sample: Sample) -> None:
    for item, draft in zip(sample.items, sample.drafts, strict=True):
        text = draw(item, draft.attributes)
        assert len(text.encode()) < 3000, item.title
        root = ElementTree.fromstring(text)
        assert root.tag == f"{_SVG}svg"
        assert root.findtext(f"{_SVG}title") == item.title
        assert "href" not in text
        assert "nan" not in text.replace("banana", "")


def test_a_good_is_drawn_in_its_own_colour(sample: Sample) -> None:
    shown = 0
    for item, draft in zip(sample.items, sample.drafts, strict=True):
        if item.category in ("手机", "T恤", "跑鞋", "鼠标") and draft.attributes["color"] in HEX:
            shown += 1
            assert HEX[str(draft.attributes["color"])] in draw(item, draft.attributes)
    assert shown > 200


def test_what_differs_is_drawn_differently(sample: Sample) -> None:
    by_fit = {}
    for item, draft in zip(sample.items, sample.drafts, strict=True):
        if item.category == "蓝牙耳机":
            by_fit.setdefault(
                draft.attributes["fit"], draw(item, {**draft.attributes, "color": "黑色"}).split("<g ")[1]
            )
    assert len(by_fit) == 5
    assert len(set(by_fit.values())) == 5
