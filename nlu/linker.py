"""Link words to one shop: which category, brand, attribute, value or item they name, what is misspelt, what it lacks.

Owns: choosing among readings, misspellings, names of goods and brands that this shop does not have. Does not know:
acts, polarity, dialogue. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from knowledge.types import Unknown
from nlu.general import common_english, common_words, degree_words, known_brands, product_types
from nlu.lexicon import Entry, Lexicon, Match
from nlu.spelling import ONE_SLIP, pinyin
from nlu.surfaces import Hit, SurfaceIndex, han
from nlu.wares import wares

#: Which kind of thing a word is likelier to name, all else equal.
_LABELS = ("category", "brand", "value", "item", "attribute")
#: An attribute with more values than this is no list to choose from.
MANY_VALUES = 100
_LATIN = re.compile(r"[a-z]{4,}")
_MODEL = re.compile(r"\s?\d{1,3}[a-z]?(?:\s?(?:pro|max|plus|ultra|mini|air|se|s))*(?![\d.a-z块元千百寸])")
#: Between an attribute's name and its value.
_SAYS = re.compile(r"\s*(?:得|最好|必须|一定)?(?:要|是|为|用|选|:|不要|别要|must be|should be|is|of)?\s*")
#: A count and its measure word: in 一家做菜好吃的, 家做菜 is no misspelling of 家常菜.
_COUNTED = re.compile(r"[一二两三几这那哪每][个家款件双台条间位]$")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
#: Chinese characters that carry grammar; a word made of them alone is no name.
_GRAMMAR = frozenset(
    "的了吗呢吧有没是不要想给我你这那个和跟比哪几多少来点买在也都就还再能会可以把被对从到向为与很太最更只看用说请问一二三怎么样"
)


@dataclass(frozen=True)
class Link:
    """Words text[start:end] and what they name here: `entries` are the readings left, likeliest first.

    `surface`: the lexicon's spelling where the words were misspelt, else "".
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    score: float = 1.0
    surface: str = ""

    @property
    def entry(self) -> Entry:
        """The likeliest reading."""
        return self.entries[0]

    @property
    def label(self) -> str:
        """The kind of the likeliest reading."""
        return self.entries[0].label


@dataclass
class Linked:
    """What a text names: links from left to right without overlap, goods and brands that the shop lacks, spelling
    mended."""

    links: list[Link] = field(default_factory=list)
    unknown: list[tuple[int, int, Unknown]] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    #: The only categories that can have all the values named: 去桂林 speaks of trips, though none is named.
    implied: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def _general() -> SurfaceIndex[tuple[str, str]]:
    index: SurfaceIndex[tuple[str, str]] = SurfaceIndex()
    for label, groups in (("category", product_types()), ("brand", known_brands())):
        for group in groups:
            for name in group:
                index.add(name.lower(), (label, group[0]))
    return index


class Linker:
    """Links texts to one shop."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def link(
        self,
        text: str,
        taken: Sequence[tuple[int, int]] = (),
        categories: Sequence[str] = (),
        asked: str = "",
        showing: bool = False,
    ) -> Linked:
        """Link a normalised text. `taken`: spans that mean something else already. `categories`: what is talked about.

        `asked`: the attribute that was just asked; a word that is a value of it means that.
        `showing`: goods are in view, see `nlu.wares`.
        """
        matches = [m for m in self.lexicon.find(text) if not any(m.start < b and a < m.end for a, b in taken)]
        # Catalogues hold values such as 没有 among their dishes.
        matches = [m for m in matches if m.end - m.start == 1 or not all(c in _GRAMMAR for c in text[m.start : m.end])]
        matches = [m for m in matches if not _doubled(text, m.start) and text[m.start - 1 : m.start + 1] != "最好"]
        matches = [m for m in matches if not (_own_use(text, m) or _left_open(text, m) or _is_verb(text, m.start))]
        matches = _answering(matches, asked) if asked else matches
        chosen = _longest(matches)
        links = [Link(m.start, m.end, m.entries) for m in chosen]
        busy = [*taken, *((k.start, k.end) for k in links)]
        links = self._split(text, links)
        busy = [*taken, *((k.start, k.end) for k in links)]
        mended = self._misspelt(text, busy)
        links += mended
        unknown = self._unknown(text, [*busy, *((k.start, k.end) for k in mended)])
        links, unknown = self._compounds(text, links, unknown, showing)
        links.sort(key=lambda k: k.start)
        named = [e.value for k in links for e in k.entries if e.label == "category"]
        sure = any(k.entries and all(e.label == "category" for e in k.entries) for k in links)
        above = {c for name in categories for c in self.lexicon.lineage(name)} - set(categories)
        implied = [] if categories or named else self._implied(text, links)
        around = (list(categories) or implied) if not named or (not sure and set(named) <= above) else named

        def around_of(link: Link) -> list[str]:
            """Return the categories around a word: what it alone may name says nothing of its other readings."""
            own = {e.value for e in link.entries if e.label == "category"}
            if around is not named or not own:
                return around
            others = [e.value for k in links if k is not link for e in k.entries if e.label == "category"]
            return others or list(categories)

        links = [
            replace(
                k,
                entries=self.choose(
                    k.entries, around_of(k), _named_before(text, links, i) or asked, text[k.start : k.end]
                ),
            )
            for i, k in enumerate(links)
        ]
        links = [k for k in links if not self._is_degree(k, text, around, asked)]
        links = _like_neighbours(text, links)
        links = [k for i, k in enumerate(links) if not self._names_next(text, links, i)]
        named = list(dict.fromkeys(k.entry.value for k in links if k.label == "category"))
        return Linked(links, unknown, named, [] if named else implied)

    def _split(self, text: str, links: Sequence[Link]) -> list[Link]:
        """Add the names said with words in between, cut short or misspelt in one word; a longer one takes the place of
        what lies within it."""
        out = list(links)
        names = self.lexicon.split_names
        apart = [(a, b, Entry("attribute", key, "")) for a, b, key in names.said_apart(text)]
        short = [
            (k.end, k.end + 1, Entry("category", "category", kind))
            for k in links
            if any(e.label == "value" for e in k.entries) and (kind := names.cut_short(text, k.end))
        ]
        for start, end, entry in (*apart, *short):
            if not any(k.start < end and start < k.end for k in out):
                out.append(Link(start, end, (entry,)))
        spans = [(k.start, k.end) for k in out]
        for start, end, name in names.respelt(text, spans, lambda t: [(m.start, m.end) for m in self.lexicon.find(t)]):
            if any(k.start < end and start < k.end and not (start <= k.start and k.end <= end) for k in out):
                continue
            entries = tuple(e for m in self.lexicon.find(name) if (m.start, m.end) == (0, len(name)) for e in m.entries)
            if entries:
                out = [k for k in out if not (start <= k.start and k.end <= end)]
                out.append(Link(start, end, entries, ONE_SLIP, name))
        return out

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
        best = min(_LABELS.index(e.label) for e in pool)
        kept = [e for e in pool if _LABELS.index(e.label) == best]
        if (
            _LABELS[best] == "category"
        ):  # 运动鞋 names both a class and one below it: the narrower contains the word's goods
            kept.sort(key=lambda e: -len(list(self.lexicon.lineage(e.value))))
        if _LABELS[best] == "value":  # 火锅 is a cuisine before it is one of 5,000 dishes
            goods = {e: self._weight(e, categories) for e in kept}
            kept.sort(key=lambda e: (goods[e] == 0, self._is_open(e.attribute), e not in plain, -(goods[e] or 0)))
        # An attribute may share its word with a value of another (防水: the attribute, or a tag).
        return tuple(dict.fromkeys([*kept, *sorted(pool, key=lambda e: _LABELS.index(e.label))]))

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

    def _unknown(self, text: str, busy: Sequence[tuple[int, int]]) -> list[tuple[int, int, Unknown]]:
        hits = [h for h in _general().find(text) if not any(h.start < b and a < h.end for a, b in busy)]
        hits = [h for h in hits if (h.end - h.start > 1 or not han(text[h.start])) and not _is_verb(text, h.start)]
        out: list[tuple[int, int, Unknown]] = []
        for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
            if any(hit.start < b and a < hit.end for a, b, _ in out):
                continue
            label, _ = self._unknown_label(hit, text)
            if not self.lexicon.in_titles(text[hit.start : hit.end]):
                end = hit.end
                if label == "brand" and (model := _MODEL.match(text, end)):  # iphone 15 pro
                    end = model.end()
                out.append((hit.start, end, Unknown(label, text[hit.start : end])))
        return sorted(out, key=lambda u: u[0])

    def _compounds(
        self, text: str, links: list[Link], unknown: list[tuple[int, int, Unknown]], showing: bool
    ) -> tuple[list[Link], list[tuple[int, int, Unknown]]]:
        """Name goods of kinds that no list holds, by the shape of their names: 冰淇淋机, ice cream makers.

        What is asked for right before and ends like a thing (nlu/wares.py) is one, where no title has it; a name that
        only describes it (cream) links to nothing.
        """
        for start, end in wares(text, showing):
            inside = [k for k in links if k.start < end and start < k.end]
            whole = any(k.start <= start and k.end >= end for k in inside)
            heads = any(k.end == end and k.label != "attribute" for k in inside)
            known = any(a < end and start < b for a, b, _ in unknown)
            if whole or heads or known or self.lexicon.in_titles(text[start:end]):
                continue
            if any(k.label in ("brand", "item") for k in inside):
                continue
            links = [k for k in links if k not in inside]
            unknown = sorted([*unknown, (start, end, Unknown("category", text[start:end]))], key=lambda u: u[0])
        return links, unknown

    def _unknown_label(self, hit: Hit[tuple[str, str]], text: str) -> tuple[str, str]:
        labels = dict(hit.meanings)
        if "category" in labels and "brand" in labels:
            return ("brand", labels["brand"])
        return next(iter(labels.items()))

    def _misspelt(self, text: str, busy: Sequence[tuple[int, int]]) -> list[Link]:
        free = [True] * len(text)
        for a, b in busy:
            free[a:b] = [False] * (b - a)
        found: list[Link] = []
        for match in _LATIN.finditer(text):
            if all(free[match.start() : match.end()]) and match.group() not in common_english():
                found += self._best(match.group(), match.start())
        for run in _HAN_RUN.finditer(text):
            for a, b in _stretches(free, run.start(), run.end()):
                found += self._misspelt_han(text, a, b)
        chosen: list[Link] = []
        for link in sorted(found, key=lambda k: (-k.score, k.start - k.end)):
            if all(link.end <= c.start or c.end <= link.start for c in chosen):
                chosen.append(link)
        return chosen

    def _misspelt_han(self, text: str, a: int, b: int) -> list[Link]:
        loose = _loose(text[a:b])
        found: list[Link] = []
        for length in self.lexicon.near_lengths:
            for i in range(a, b - length + 1):
                word = text[i : i + length]
                if all(c in _GRAMMAR for c in word) or _COUNTED.match(text[max(0, i - 1) : i + 1]):
                    continue
                if length == 2 and (not all(loose[i - a : i - a + 2]) or any(c in _GRAMMAR for c in word)):
                    continue
                found += [k for k in self._best(word, i) if not _grammar_slip(word, k.surface)]
        return found

    def _best(self, word: str, at: int) -> list[Link]:
        near = [] if word in _general() else self.lexicon.near(word)
        if not near:
            return []
        top = near[0].score
        entries = tuple(dict.fromkeys(e for m in near if m.score == top for e in m.entries))
        if len({(e.label, e.attribute, e.value) for e in entries}) > 3:
            return []  # too many things sound like that
        return [Link(at, at + len(word), entries, top, near[0].surface)]


_LISTED = re.compile(
    r"\s*(?:[,、/和跟与或]|或者|还有|以及|and|or|nor)?\s*(?:也?不要|别放?|不含|无|没有|and|no|not|without|any|也"
    r"|的)*\s*"
)


def _like_neighbours(text: str, links: Sequence[Link]) -> list[Link]:
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


def _named_before(text: str, links: Sequence[Link], i: int) -> str:
    """Return the attribute whose name stands right before link `i`: 填充物要羊毛的 means the filling. Else ""."""
    before = links[i - 1] if i else None
    if before is None or before.label != "attribute" or not _SAYS.fullmatch(text[before.end : links[i].start]):
        return ""
    keys = {e.attribute for e in before.entries if e.label == "attribute"}
    return next((e.attribute for e in links[i].entries if e.attribute in keys and e.label == "value"), "")


#: What goods are for, not what they are: 自己吃的, 给孩子玩的, 夏天穿的.
_FOR_USE = re.compile(r"[吃喝玩用穿戴看住]的$")
_OF_WHAT = re.compile(r"(?![有吗么呢都要没不就也吧啊,。!? ])[\u4e00-\u9fff]")
_SEEKS_USE = re.compile(r"(?:^|[找买来有点些个么啥要看卖推荐送,。!? 和或跟、好])$")


def _own_use(text: str, match: Match) -> bool:
    """Say whether a match for a kind of goods such as 吃的 or 玩的 says whose or when they are used."""
    return (
        any(e.label == "category" for e in match.entries)
        and match.end - match.start == 2
        and bool(_FOR_USE.search(text[match.start : match.end]))
        and (not _SEEKS_USE.search(text[: match.start]) or bool(_OF_WHAT.match(text, match.end)))
    )


#: What is done, not what is sought: book the first one, can you book me a room.
_VERB = re.compile(
    r"(?:^|(?<=[,.!?] )|(?<=to )|(?<=please )|(?<=you )|(?<='ll )|(?<=i ))"
    r"book (?:the|it|me|us|this|that|one|a|for|number)(?![a-z])"
)


#: Longer words that begin with the name of a kind or attribute and are none of it.
_LONGER = re.compile(
    r"手机号|手机卡|电话号|电话卡|电视剧|电视台|图书馆|书店|耳机孔|鼠标垫|make (?:it|me|this|that|sure)(?![a-z])"
)


def _is_verb(text: str, start: int) -> bool:
    return _VERB.match(text, start) is not None or _LONGER.match(text, start) is not None


_OPEN = frozenset(("随意", "随便", "任意", "随和"))


def _left_open(text: str, match: Match) -> bool:
    """Say whether a match is a word that leaves something open: 其他随意 asks for no casual style."""
    return text[match.start : match.end] in _OPEN and text[match.end : match.end + 1] not in ("的", "风", "款", "一")


def _doubled(text: str, start: int) -> bool:
    """Say whether a negation at `start` is the middle of a question: 防不防水 asks for 防水, not for 不防水."""
    return start > 0 and text[start] in "不没" and text[start + 1 : start + 2] == text[start - 1]


def _answering(matches: Sequence[Match], asked: str) -> list[Match]:
    """Leave out values of other attributes around a value of the attribute that was asked: women's says for whom,
    though it is a cut of clothes too."""
    answers = [m for m in matches if any(e.attribute == asked and e.label == "value" for e in m.entries)]

    def hides(m: Match) -> bool:
        return all(e.label == "value" and e.attribute != asked for e in m.entries) and any(
            m.start <= a.start and a.end <= m.end and a.end - a.start > 1 for a in answers
        )

    return [m for m in matches if not hides(m)]


def _longest(matches: Sequence[Match]) -> list[Match]:
    def rank(m: Match) -> tuple[int, int, int]:
        return (m.start - m.end, min(_LABELS.index(e.label) for e in m.entries), m.start)

    taken: list[Match] = []
    for match in sorted(matches, key=rank):
        same = next((i for i, t in enumerate(taken) if (t.start, t.end) == (match.start, match.end)), None)
        if same is not None:
            taken[same] = replace(taken[same], entries=tuple(dict.fromkeys((*taken[same].entries, *match.entries))))
        elif all(match.end <= t.start or t.end <= match.start for t in taken):
            taken.append(match)
    return sorted(taken, key=lambda m: m.start)


def _stretches(free: Sequence[bool], start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at: int | None = None
    for i in range(start, end + 1):
        if i < end and free[i]:
            at = i if at is None else at
        elif at is not None:
            if i - at >= 2:
                out.append((at, i))
            at = None
    return out


def _loose(run: str) -> list[bool]:
    """Mark characters that no everyday word of two to four characters covers (longest word first)."""
    loose, i = [True] * len(run), 0
    while i < len(run):
        for length in (4, 3, 2):
            if i + length <= len(run) and run[i : i + length] in common_words():
                loose[i : i + length] = [False] * length
                i += length
                break
        else:
            loose[i] = True
            i += 1
    return loose


def _grammar_slip(word: str, known: str) -> bool:
    """Say whether the wrong character of a long word is one of grammar: 评价怎 is no misspelling of 评价分."""
    if len(word) < 3 or len(word) != len(known):
        return False
    pairs = list(zip(word, known, strict=True))
    same = "".join(a for a, b in pairs if a == b and a not in _GRAMMAR)
    if word != known and "的" in known and same in common_words() and pinyin(word) != pinyin(known):
        return True  # 不错的地方 is no misspelling of 住的地方
    if word != known and sum(a == b and a not in _GRAMMAR for a, b in pairs) < 2:
        return any(a != b for a, b in pairs) and pinyin(word) != pinyin(known)
    return any(a != b and (a in _GRAMMAR or b in _GRAMMAR) for a, b in pairs) and pinyin(word) != pinyin(known)
