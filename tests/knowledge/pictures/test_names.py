"""What people call a colour, and what a shop does."""

from __future__ import annotations

import pytest

from knowledge.pictures.names import WORDS, basic_of, called, colour_attribute, values_for
from knowledge.sample.pictures.paint import HEX
from knowledge.types import Attribute, Colour, Shop

COLOUR = Attribute("color", "category", {"zh": ["颜色"], "en": ["colour"]}, values={"曜石": ["黑", "black"]})


@pytest.mark.parametrize(
    ("code", "basic"),
    [("#1f2020", "black"), ("#ffffff", "white"), ("#8e8d8a", "grey"), ("#cfd4da", "silver"), ("#b3202c", "red"),
     ("#f6d5dc", "pink"), ("#f28c28", "orange"), ("#f4e04d", "yellow"), ("#d4af37", "gold"), ("#1f3d2b", "green"),
     ("#8ec5e8", "blue"), ("#1f2a44", "navy"), ("#8b5a2b", "brown"), ("#f3ead7", "beige"), ("#c3b1e1", "purple")],
)  # fmt: skip
def test_every_basic_colour_is_called_by_its_name(code, basic):
    assert called(code)[0] == basic


def test_the_sample_shops_paints_are_called_as_the_shop_calls_them():
    named = {value: code for value, code in HEX.items() if basic_of(value)}
    assert len(named) == len(HEX) - 1  # clear is no colour
    assert all(basic_of(value) in called(code) for value, code in named.items())


@pytest.mark.parametrize(
    ("value", "basic"),
    [("曜石黑", "black"), ("藏青色", "navy"), ("米白", "beige"), ("Navy Blue", "navy"), ("玫红", "pink"),
     ("深空灰", "grey"), ("khaki", "beige"), ("tangram", ""), ("透明", "")],
)  # fmt: skip
def test_the_longest_word_decides(value, basic):
    assert basic_of(value) == basic
    assert basic in WORDS or basic == ""


def test_values_are_the_shops_own_and_by_their_other_spellings():
    assert values_for(COLOUR, ["曜石", "红色"], [Colour("#1f2020", 0.9)]) == ["曜石"]
    assert values_for(COLOUR, ["红色"], [Colour("#1f2020", 0.9)]) == [], "no colour is named that the shop has not"


def test_a_second_colour_counts_where_there_is_enough_of_it():
    two = [Colour("#1f2020", 0.6), Colour("#b3202c", 0.4)]
    assert values_for(COLOUR, ["黑色", "红色"], two) == ["黑色", "红色"]
    assert values_for(COLOUR, ["黑色", "红色"], [two[0], Colour("#b3202c", 0.2)]) == ["黑色"]


def test_the_attribute_is_found_by_its_name():
    def shop(*attributes):
        return Shop("s", {}, "zh", "", [], list(attributes))

    frame = Attribute("frame", "category", {"zh": ["镜框颜色"]}, categories=["眼镜"])
    assert colour_attribute(shop(Attribute("size", "category", {"zh": ["尺码"]})), []) is None
    assert colour_attribute(shop(COLOUR, frame), ["眼镜"]).key == "color"
    assert (
        colour_attribute(shop(Attribute("color", "category", {"zh": ["颜色"]}, categories=["衣"]), frame), ["眼镜"]).key
        == "frame"
    )
