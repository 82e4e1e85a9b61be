"""The sample shop's families of goods, one module per family.

Owns: the list of all lines. Does not know: reviews, links, pictures, files.
"""

from __future__ import annotations

from knowledge.sample.draft import Line

from . import (
    appliances,
    audio,
    books,
    camping,
    cases,
    charging,
    dresses,
    jackets,
    laptops,
    mice,
    phones,
    shoes,
    skincare,
    snacks,
    tablets,
    televisions,
    toys,
    travel,
    tshirts,
    watches,
)

LINES: tuple[Line, ...] = (
    phones.LINE,
    tablets.LINE,
    watches.LINE,
    audio.LINE,
    cases.LINE,
    *charging.LINES,
    laptops.LINE,
    mice.LINE,
    televisions.LINE,
    *appliances.LINES,
    *skincare.LINES,
    tshirts.LINE,
    jackets.LINE,
    dresses.LINE,
    shoes.LINE,
    snacks.LINE,
    toys.LINE,
    books.LINE,
    travel.LINE,
    *camping.LINES,
)
