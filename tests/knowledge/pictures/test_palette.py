"""The colours of the thing in a picture, its ground left out."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from knowledge.pictures.palette import MAX_PIXELS, NoPicture, lab_of, lab_of_code, palette
from tests.knowledge.pictures.drawing import picture


def far(one: str, other: str) -> float:
    return float(np.linalg.norm(lab_of_code(one) - lab_of_code(other)))


@pytest.mark.parametrize(("rgb", "lab"), [((255, 255, 255), (100, 0, 0)), ((255, 0, 0), (53.24, 80.09, 67.2)),
                                          ((0, 0, 255), (32.3, 79.19, -107.86))])  # fmt: skip
def test_lab_is_the_standards(rgb, lab):
    assert lab_of([rgb])[0] == pytest.approx(lab, abs=0.05)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("thing", ["#202124", "#b3202c", "#2f6fb0", "#7fb08a", "#f5f5f5"])
def test_the_things_colour_comes_first_whatever_the_form(thing, form):
    assert far(palette(picture(thing, "#c9b79a", form=form))[0].code, thing) < 4


def test_a_ground_of_two_parts_and_a_gradient_are_left_out():
    assert far(palette(picture("#b3202c", "#dfe6ee", floor="#8a6f52"))[0].code, "#b3202c") < 4
    rows = np.linspace(215, 150, 300)[:, None, None] * np.ones((1, 400, 3))
    rows[80:220, 140:260] = (47, 111, 176)
    out = io.BytesIO()
    Image.fromarray(rows.astype(np.uint8)).save(out, "PNG")
    found = palette(out.getvalue())
    assert far(found[0].code, "#2f6fb0") < 4
    assert found[0].share > 0.9


def test_a_thing_of_two_colours_has_both():
    found = palette(picture("#202124", second="#b3202c"))
    assert {min(("#202124", "#b3202c"), key=lambda c: far(c, one.code)) for one in found[:2]} == {"#202124", "#b3202c"}
    assert all(0.35 < one.share < 0.65 for one in found[:2])


def test_white_upon_white_is_white():
    assert far(palette(picture("#ffffff", "#ffffff"))[0].code, "#ffffff") < 2


def test_what_is_clear_stands_on_white():
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    image.paste((179, 32, 44, 255), (60, 60, 140, 140))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert far(palette(out.getvalue())[0].code, "#b3202c") < 3


def test_a_drawn_picture_is_drawn_and_loads_nothing():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#eee"/>'
    assert far(palette(svg + b'<circle cx="4.5" cy="4.5" r="3" fill="#2f6fb0"/></svg>')[0].code, "#2f6fb0") < 3
    with pytest.raises(NoPicture, match="loads other files"):
        palette(svg + b'<image href="file:///etc/passwd"/></svg>')


def bomb(side: int) -> bytes:
    """Return a PNG of a few kB that says it has side x side pixels, and has them."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer, rows = zlib.compressobj(9), []
    for _ in range(side):
        rows.append(packer.compress(bytes(side // 8 + 2)[: side // 8 + 1 + (side % 8 > 0)]))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", b"".join(rows) + packer.flush())
        + chunk(b"IEND", b"")
    )


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = bomb(8000)
    assert len(data) < 20_000
    assert MAX_PIXELS < 8000 * 8000
    with pytest.raises(NoPicture, match="pixels at most"):
        palette(data)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 5000))
def test_broken_pictures_are_told_and_nothing_else_is_raised(noise, cut):
    whole = picture("#2f6fb0", size=(64, 48))
    for data in (noise, whole[: cut % len(whole)], whole[:100] + noise + whole[100:]):
        with contextlib.suppress(NoPicture):
            assert palette(data)
