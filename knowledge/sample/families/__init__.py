"""The sample shop's families of goods, one module per family.

Owns: the list of all lines. Does not know: reviews, links, pictures, files.
"""

from __future__ import annotations

from knowledge.sample.draft import Line

from . import (
    accessories,
    appliances,
    audio,
    books,
    camping,
    clothes,
    computers,
    phones,
    shoes,
    skincare,
    snacks,
    tablets,
    televisions,
    toys,
    travel,
    watches,
)

LINES: tuple[Line, ...] = (
    phones.LINE,
    tablets.LINE,
    watches.LINE,
    audio.LINE,
    *accessories.LINES,
    *computers.LINES,
    televisions.LINE,
    *appliances.LINES,
    *skincare.LINES,
    *clothes.LINES,
    shoes.LINE,
    snacks.LINE,
    toys.LINE,
    books.LINE,
    travel.LINE,
    *camping.LINES,
)
