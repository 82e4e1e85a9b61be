"""Pictures of the sample shop's goods: one small SVG each, drawn from the good's own attributes.

Owns: the frame of a picture and which drawing a category has. Does not know: how goods are made. Every picture has
its own pale ground, so that it looks the same on light and dark pages. Shapes, colours and figures follow the
attributes: a round watch is round, a striped shirt striped, a case clear.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from knowledge.sample.brands import brand
from knowledge.types import Item, ItemValue

from . import audio, clothes, devices, gear, home, shelf, toys, trips
from .paint import Paint, hsl, paint

Attributes = Mapping[str, ItemValue]
Drawing = Callable[[Attributes, Paint], str]

#: category -> (drawing, colour where the good has none)
_DRAWINGS: dict[str, tuple[Drawing, str]] = {
    "手机": (devices.phone, "黑色"),
    "平板": (devices.tablet, "灰色"),
    "智能手表": (devices.watch, "黑色"),
    "蓝牙耳机": (audio.earphones, "白色"),
    "手机壳": (devices.case, "透明"),
    "充电器": (gear.charger, "白色"),
    "充电宝": (gear.power_bank, "白色"),
    "笔记本电脑": (devices.laptop, "银色"),
    "鼠标": (gear.mouse, "黑色"),
    "电视": (home.television, "黑色"),
    "洗衣机": (home.washer, "白色"),
    "冰箱": (home.fridge, "银色"),
    "面霜": (shelf.jar, ""),
    "洗面奶": (shelf.tube, ""),
    "防晒霜": (shelf.bottle, ""),
    "T恤": (clothes.tee, "白色"),
    "外套": (clothes.jacket, "黑色"),
    "连衣裙": (clothes.dress, "白色"),
    "跑鞋": (clothes.shoe, "白色"),
    "零食": (shelf.snack, ""),
    "玩具": (toys.toy, ""),
    "图书": (shelf.book, ""),
    "旅行套餐": (trips.postcard, ""),
    "帐篷": (trips.tent, "绿色"),
    "睡袋": (trips.sleeping_bag, "蓝色"),
}

#: Pale goods need a deeper ground to stand out from.
_PALE = ("白色", "透明", "米色", "银色")


def draw(item: Item, attributes: Attributes) -> str:
    """Return the SVG text of an item's picture, under 3,000 bytes.

    `attributes`: all that is known of the good, also what its page leaves out.
    """
    maker = brand(item.brand or "")
    drawing, fallback = _DRAWINGS[item.category]
    color = str(attributes.get("color") or fallback) or hsl(maker.hue, 38, 70)
    colors = paint(color, maker.hue)
    depth = 88 if color in _PALE else 93
    top, bottom = hsl(maker.hue, 42, depth), hsl(maker.hue + 18, 38, depth - 8)
    title = escape(item.title, quote=False)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">'
        f"<title>{title}</title>"
        f'<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/>'
        "</linearGradient></defs>"
        '<rect width="400" height="400" fill="url(#g)"/>'
        f'<circle cx="200" cy="196" r="142" fill="{hsl(maker.hue, 50, 97)}" opacity=".55"/>'
        '<ellipse cx="200" cy="334" rx="112" ry="11" fill="#1d2030" opacity=".12"/>'
        f'<g transform="translate(-20 -33.2) scale(1.1)">{drawing(attributes, colors)}</g>'
        f'<circle cx="42" cy="42" r="18" fill="{colors.accent_dark}" opacity=".9"/>'
        '<text x="42" y="48.5" font-size="18" font-weight="700" fill="#fff" text-anchor="middle" '
        f'font-family="sans-serif">{maker.english[0]}</text>'
        "</svg>\n"
    )
