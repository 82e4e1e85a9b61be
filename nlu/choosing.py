"""Which reading of a word is meant among those that a shop has for it.

Owns: the order of readings: the attribute asked, the goods around, neighbours in a list. Does not know: finding words
(nlu/linker.py). Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.general import degree_words
from nlu.lexicon import Entry, Lexicon, Match
from nlu.links import Link

#: Which kind of thing a word is likelier to name, all else equal.
LABELS = ("category", "brand", "value", "item", "attribute")
#: An attribute with more values than this is no list to choose from.
MANY_VALUES = 100
#: Between an attribute's name and its value.
_SAYS = re.compile(r"\s*(?:得|最好|必须|一定)?(?:要|是|为|用|选|:|不要|别要|must be|should be|is|of)?\s*")


class Chooser:
    """Chooses among the readings of words in one shop."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def settle(
        self, text: str, links: Sequence[Link], categories: Sequence[str], asked: str
    ) -> tuple[list[Link], list[str]]:
        """Return the links with their readings in order, those that mean nothing here left out, and the categories that
        the values alone imply (none where some are named or talked about).
        """
        kinds = [e.value for k in links for e in k.entries if e.label == "category"]
        sure = any(k.entries and all(e.label == "category" for e in k.entries) for k in links)
        above = {c for name in categories for c in self.lexicon.lineage(name)} - set(categories)
        implied = [] if categories or kinds else self._implied(text, links)
        around = (list(categories) or implied) if not kinds or (not sure and set(kinds) <= above) else kinds

        def around_of(link: Link) -> list[str]:
            """Return the categories around a word: what it alone may name says nothing of its other readings."""
            own = {e.value for e in link.entries if e.label == "category"}
            if around is not kinds or not own:
                return around
            others = [e.value for k in links if k is not link for e in k.entries if e.label == "category"]
            return others or list(categories)

        chosen = [
            replace(
                k,
                entries=self.choose(
                    k.entries, around_of(k), named_before(text, links, i) or asked, text[k.start : k.end]
                ),
            )
            for i, k in enumerate(links)
        ]
        chosen = like_neighbours(text, [k for k in chosen if not self._is_degree(k, text, around, asked)])
        return [k for i, k in enumerate(chosen) if not self._names_next(text, chosen, i)], implied

    def _implied(self, text: str, links: Sequence[Link]) -> list[str]:
        """Return the categories that have every value named, at most two: more would tell nothing apart."""
        sets: list[set[str]] = []
        for link in links:
            if any(e.label in ("category", "item", "brand") for e in link.entries) or link.surface:
                continue
            if text[link.start : link.end] in degree_words():
                continue
            of = [self.lexicon.attributes[e.attribute].categories for e in link.entries if e.label == "value"]
            if not of or not all(of):
                continue
            sets.append({c for categories in of for c in categories})
        left = set.intersection(*sets) if sets else set()
        if not left and len(sets) > 2:  # somewhere warm by the sea, from Beijing: one word speaks of other goods
            rests = [set.intersection(*sets[:i], *sets[i + 1 :]) for i in range(len(sets))]
            left = set().union(*rests)
        return sorted(left) if len(left) <= 2 else []

    def choose(
        self, entries: Sequence[Entry], categories: Sequence[str], asked: str = "", words: str = ""
    ) -> tuple[Entry, ...]:
        """Order readings by likelihood and leave out those that cannot be meant where a better one is.

        `words`: what was said; a value that is called just so comes before one that it is another word for.
        """
        if len(entries) == 1:
            return tuple(entries)
        if asked and any(e.attribute == asked and e.label != "attribute" for e in entries):
            return tuple(e for e in entries if e.attribute == asked and e.label != "attribute")
        here = [e for e in entries if e.label in ("category", "item") or self.lexicon.occurs(e.attribute, categories)]
        pool = here or list(entries)
        # 户外 said of sleeping bags is what they are for, not the outdoor gear that they are part of.
        above = {c for name in categories for c in self.lexicon.lineage(name) if c != name}
        if any(e.label == "value" for e in pool):
            pool = [e for e in pool if e.label != "category" or e.value not in above]
        plain = [e for e in pool if e.label == "value" and self.lexicon.calls(e, words)]
        if categories and plain:  # 旅行 said of chargers is what they are for, no package tour
            pool = [e for e in pool if e.label != "category" or self.lexicon.calls(e, words)]
        if any(e.label == "item" for e in pool):  # 云雀L9 names the phone before the cases that fit it
            texts = {k for k, a in self.lexicon.attributes.items() if a.type == "text"}
            pool = [e for e in pool if e.label != "value" or e.attribute not in texts]
        best = min(LABELS.index(e.label) for e in pool)
        kept = [e for e in pool if LABELS.index(e.label) == best]
        if (
            LABELS[best] == "category"
        ):  # 运动鞋 names both a class and one below it: the narrower contains the word's goods
            kept.sort(key=lambda e: -len(list(self.lexicon.lineage(e.value))))
        if LABELS[best] == "value":  # 火锅 is a cuisine before it is one of 5,000 dishes
            goods = {e: self._weight(e, categories) for e in kept}
            kept.sort(key=lambda e: (goods[e] == 0, self._is_open(e.attribute), e not in plain, -(goods[e] or 0)))
        # An attribute may share its word with a value of another (防水: the attribute, or a tag).
        return tuple(dict.fromkeys([*kept, *sorted(pool, key=lambda e: LABELS.index(e.label))]))

    def _names_next(self, text: str, links: Sequence[Link], i: int) -> bool:
        """Say whether a value only names the attribute of the next one: 锻炼动手能力 where there is 锻炼能力."""
        link, after = links[i], links[i + 1] if i + 1 < len(links) else None
        if after is None or link.label != "value" or after.label != "value" or after.start - link.end > 1:
            return False
        attribute = self.lexicon.attributes.get(after.entry.attribute)
        names = [n for ns in attribute.names.values() for n in ns] if attribute else []
        return after.entry.attribute != link.entry.attribute and any(text[link.start : link.end] in n for n in names)

    def _is_degree(self, link: Link, text: str, categories: Sequence[str], asked: str) -> bool:
        """Say whether a word is a value only of other goods and a degree here: a light laptop has no texture."""
        entry = link.entry
        return (
            (
                entry.label == "value"
                and text[link.start : link.end] in degree_words()
                and text[: link.start].endswith((" up ", " down "))  # jackets that fold up small
            )
            or (
                entry.label == "value"
                and entry.attribute != asked
                and not self.lexicon.occurs(entry.attribute, categories)
                and text[link.start : link.end] in degree_words()
            )
        )

    def _weight(self, entry: Entry, categories: Sequence[str]) -> int | None:
        """Return how many goods a reading would be about; what a thing is weighs twice as much as its tags: nuts are
        a snack before they are an allergen. None where only one attribute has the value."""
        goods = self.lexicon.goods_with(entry, categories)
        attribute = self.lexicon.attributes.get(entry.attribute)
        single = attribute is not None and attribute.type == "category"
        return goods if goods is None or not single else 2 * goods

    def _is_open(self, key: str) -> bool:
        """Say whether an attribute has more values than a shopper could choose from, or free text."""
        attribute = self.lexicon.attributes.get(key)
        return (attribute is not None and attribute.type == "text") or self.lexicon.n_values(key) > MANY_VALUES


_LISTED = re.compile(
    r"\s*(?:[,、/和跟与或]|或者|还有|以及|and|or|nor)?\s*(?:也?不要|别放?|不含|无|没有|and|no|not|without|any|也"
    r"|的)*\s*"
)


def like_neighbours(text: str, links: Sequence[Link]) -> list[Link]:
    """Read the values of one list as of one attribute where a neighbour can only be that: no nuts, no eggs."""
    out = list(links)
    for i, link in enumerate(links):
        of = {e.attribute for e in link.entries if e.label == "value"}
        if link.label != "value" or len(of) < 2:
            continue
        for near, gap in [(k, (k.end, link.start)) for k in out[max(0, i - 1) : i]] + [
            (k, (link.end, k.start)) for k in links[i + 1 : i + 2]
        ]:
            sure = {e.attribute for e in near.entries if e.label in ("value", "brand")}
            if near.label != "value" or not _LISTED.fullmatch(text[slice(*gap)]) or link.entry.attribute in sure:
                continue
            shared = sure & of  # no milk, no nuts: a taste and a snack, or what either may contain
            if len(shared) == 1:
                out[i] = replace(link, entries=tuple(sorted(link.entries, key=lambda e: e.attribute not in shared)))
                break
    return out


def named_before(text: str, links: Sequence[Link], i: int) -> str:
    """Return the attribute whose name stands right before link `i`: 填充物要羊毛的 means the filling. Else ""."""
    before = links[i - 1] if i else None
    if before is None or before.label != "attribute" or not _SAYS.fullmatch(text[before.end : links[i].start]):
        return ""
    keys = {e.attribute for e in before.entries if e.label == "attribute"}
    return next((e.attribute for e in links[i].entries if e.attribute in keys and e.label == "value"), "")


def answering(matches: Sequence[Match], asked: str) -> list[Match]:
    """Leave out values of other attributes around a value of the attribute that was asked: women's says for whom,
    though it is a cut of clothes too."""
    answers = [m for m in matches if any(e.attribute == asked and e.label == "value" for e in m.entries)]

    def hides(m: Match) -> bool:
        return all(e.label == "value" and e.attribute != asked for e in m.entries) and any(
            m.start <= a.start and a.end <= m.end and a.end - a.start > 1 for a in answers
        )

    return [m for m in matches if not hides(m)]


def longest(matches: Sequence[Match]) -> list[Match]:
    """Return matches that do not overlap, the longest first to be taken; readings of one span are put together."""

    def rank(m: Match) -> tuple[int, int, int]:
        return (m.start - m.end, min(LABELS.index(e.label) for e in m.entries), m.start)

    taken: list[Match] = []
    for match in sorted(matches, key=rank):
        same = next((i for i, t in enumerate(taken) if (t.start, t.end) == (match.start, match.end)), None)
        if same is not None:
            taken[same] = replace(taken[same], entries=tuple(dict.fromkeys((*taken[same].entries, *match.entries))))
        elif all(match.end <= t.start or t.end <= match.start for t in taken):
            taken.append(match)
    return sorted(taken, key=lambda m: m.start)
