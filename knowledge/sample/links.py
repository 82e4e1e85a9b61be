"""Links between the sample shop's goods: what goes with what, what belongs to one series, what is newer.

Owns: the rules by which goods are linked. Does not know: how links are stored or used. A link reads "item relation
other": mouse accessory_of laptop; new phone newer_model_of old phone.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge.types import Item, Link

from .draft import Draft

#: accessory's category -> (categories that it goes with, how many of their goods each accessory is linked to)
_GOES_WITH: dict[str, tuple[tuple[str, ...], int]] = {
    "鼠标": (("笔记本电脑",), 6),
    "充电器": (("手机", "平板", "笔记本电脑"), 6),
    "充电宝": (("手机", "平板"), 6),
    "蓝牙耳机": (("手机", "平板"), 3),
    "睡袋": (("帐篷",), 5),
    "智能手表": (("手机",), 2),
}
#: Pairs of categories whose goods are often bought on one day.
_TOGETHER = (
    ("手机", "手机壳"),
    ("面霜", "防晒霜"),
    ("洗面奶", "面霜"),
    ("帐篷", "睡袋"),
    ("笔记本电脑", "鼠标"),
    ("跑鞋", "T恤"),
    ("玩具", "图书"),
    ("洗衣机", "冰箱"),
    ("连衣裙", "外套"),
    ("零食", "图书"),
    ("旅行套餐", "充电宝"),
    ("电视", "零食"),
)
_SERIES_NEIGHBOURS = 3
#: Watts that a charger needs to be of use to a laptop.
_LAPTOP_WATTS = 45


def link_all(items: Sequence[Item], drafts: Sequence[Draft], rng: random.Random) -> list[Link]:
    """Link the items; `drafts` in the same order. No link twice, none from an item to itself."""
    links = dict.fromkeys(
        [*_models(items, drafts), *_cases(items, drafts), *_accessories(items, rng), *_together(items, rng)]
    )
    return [link for link in links if link.item_id != link.other_id]


def _models(items: Sequence[Item], drafts: Sequence[Draft]) -> Iterator[Link]:
    """Link goods of one series, and each model to its forerunner."""
    series: dict[tuple[str, str], list[tuple[int, Item]]] = defaultdict(list)
    for item, draft in zip(items, drafts, strict=True):
        if draft.series:
            series[(draft.category, draft.series)].append((draft.generation, item))
    for members in series.values():
        for n, (generation, item) in enumerate(members):
            following = [
                members[(n + k) % len(members)] for k in range(1, min(_SERIES_NEIGHBOURS, len(members) - 1) + 1)
            ]
            yield from (Link(item.item_id, "same_series", other.item_id) for _, other in following)
            older = [g for g, _ in members if g < generation]
            if older:
                previous = next(other for g, other in members if g == max(older))
                yield Link(item.item_id, "newer_model_of", previous.item_id)


def _cases(items: Sequence[Item], drafts: Sequence[Draft]) -> Iterator[Link]:
    """Link each case to every variant of the phone that it was made for."""
    phones: dict[tuple[str, int], list[str]] = defaultdict(list)
    for item, draft in zip(items, drafts, strict=True):
        if draft.category == "手机":
            phones[(draft.series, draft.generation)].append(item.item_id)
    for item, draft in zip(items, drafts, strict=True):
        if draft.fits is not None:
            yield from (Link(item.item_id, "accessory_of", phone) for phone in phones[draft.fits])


def _accessories(items: Sequence[Item], rng: random.Random) -> Iterator[Link]:
    by_category = _by_category(items)
    for category, (hosts, n_links) in _GOES_WITH.items():
        for item in by_category[category]:
            watts = item.attributes.get("power")
            weak = category == "充电器" and isinstance(watts, (int, float)) and watts < _LAPTOP_WATTS
            candidates = [h for host in hosts if not (weak and host == "笔记本电脑") for h in by_category[host]]
            liked = [h for h in candidates if h.brand == item.brand or _shares_audience(h, item)] or candidates
            for host in rng.sample(liked, min(n_links, len(liked))):
                yield Link(item.item_id, "accessory_of", host.item_id)


def _shares_audience(a: Item, b: Item) -> bool:
    ours, theirs = a.attributes.get("audience"), b.attributes.get("audience")
    return isinstance(ours, list) and isinstance(theirs, list) and bool(set(ours) & set(theirs))


def _together(items: Sequence[Item], rng: random.Random) -> Iterator[Link]:
    by_category = _by_category(items)
    for first, second in _TOGETHER:
        for item in by_category[first]:
            liked = [o for o in by_category[second] if _shares_audience(item, o)] or by_category[second]
            for other in rng.sample(liked, min(2, len(liked))):
                yield Link(item.item_id, "bought_together", other.item_id)


def _by_category(items: Sequence[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.category].append(item)
    return found
