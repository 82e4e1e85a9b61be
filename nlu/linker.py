"""Link words to one shop: which category, brand, attribute, value or item they name, what is misspelt, what it lacks.

Owns: the order of the steps. Does not know: acts, polarity, dialogue. Which words are no names stands in
nlu/no_names.py, the choice among readings in nlu/choosing.py, misspellings in nlu/mending.py, what the shop lacks in
nlu/not_here.py. Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlu.choosing import MANY_VALUES, Chooser, answering, longest
from nlu.lexicon import Entry, Lexicon
from nlu.links import Link, Linked
from nlu.mending import Mender
from nlu.no_names import named
from nlu.not_here import compounds, unknown
from nlu.spelling import ONE_SLIP

__all__ = ["MANY_VALUES", "Link", "Linked", "Linker"]


class Linker:
    """Links texts to one shop."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._chooser = Chooser(lexicon)
        self._mender = Mender(lexicon)

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
        found = [m for m in self.lexicon.find(text) if not any(m.start < b and a < m.end for a, b in taken)]
        matches = named(text, found)
        chosen = longest(answering(matches, asked) if asked else matches)
        links = self._split(text, [Link(m.start, m.end, m.entries) for m in chosen])
        links += self._mender.mend(text, [*taken, *((k.start, k.end) for k in links)])
        lacking = unknown(self.lexicon, text, [*taken, *((k.start, k.end) for k in links)])
        links, lacking = compounds(self.lexicon, text, links, lacking, showing)
        links, implied = self._chooser.settle(text, sorted(links, key=lambda k: k.start), categories, asked)
        kinds = list(dict.fromkeys(k.entry.value for k in links if k.label == "category"))
        return Linked(links, lacking, kinds, [] if kinds else implied)

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
