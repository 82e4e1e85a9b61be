"""Text as Telegram counts and reads it: UTF-16 units, a little HTML, pieces that fit.

Owns: lengths, escaping, cutting. Does not know: what is said. Limits count the text without its marks
(https://core.telegram.org/bots/api#sendmessage, #sendphoto), so pieces are cut before they are marked up.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

#: UTF-16 units of a message and of a caption.
MAX_TEXT = 4096
MAX_CAPTION = 1024

_BOLD = re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*")
#: Where a text may be cut, best first: paragraph, line, sentence, clause, word.
_CUTS = ("\n\n", "\n", r"(?<=[。！？!?…])|(?<=\. )", r"(?<=[，；、,;：])", r"(?<= )")


def units(text: str) -> int:
    """Return the number of UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def head(text: str, limit: int) -> str:
    """Return the longest beginning of at most `limit` units that cuts no character in two."""
    if units(text) <= limit:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: limit * 2].decode("utf-16-le", "ignore")


def cut(text: str, limit: int) -> str:
    """Return the text, or its beginning with … where it has more than `limit` units."""
    return text if units(text) <= limit else head(text, limit - 1).rstrip() + "…"


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Return pieces of at most `limit` units, cut at the best place near their ends; nothing is lost but space."""
    pieces = []
    rest = text.strip()
    while units(rest) > limit:
        piece = head(rest, limit)
        at = _place(piece) or len(piece)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if rest:
        pieces.append(rest)
    return [piece for piece in pieces if piece]


def _place(piece: str) -> int:
    for pattern in _CUTS:
        # A cut in the first half would leave a short piece before a long one.
        places = [found.end() for found in re.finditer(pattern, piece) if found.end() > len(piece) // 2]
        if places:
            return places[-1]
    return 0


@dataclass(frozen=True)
class Marked:
    """A text twice: as Telegram's HTML and as plain words, for when the HTML is refused."""

    html: str
    plain: str

    @property
    def units(self) -> int:
        """Return how many units Telegram counts."""
        return units(self.plain)


def marked(text: str) -> Marked:
    """Return the text escaped, its **bold** words marked."""
    return Marked(_BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False)), _BOLD.sub(r"\1", text))


def bold(text: str) -> Marked:
    """Return the text in bold."""
    return Marked(f"<b>{html.escape(text, quote=False)}</b>", text)


def fixed(text: str) -> Marked:
    """Return the text in letters of one width."""
    return Marked(f"<pre>{html.escape(text, quote=False)}</pre>", text)


def link(text: str, url: str) -> Marked:
    """Return the text as a link; only to an http or https address, else in bold."""
    if not url.lower().startswith(("http://", "https://")):
        return bold(text)
    return Marked(f'<a href="{html.escape(url)}">{html.escape(text, quote=False)}</a>', text)


def join(parts: list[Marked], between: str = "\n") -> Marked:
    """Return the parts in one text."""
    return Marked(between.join(p.html for p in parts), between.join(p.plain for p in parts))


def packed(parts: list[Marked], limit: int = MAX_TEXT, between: str = "\n\n") -> Iterator[Marked]:
    """Yield texts of at most `limit` units, made of whole parts; a part that is too long alone loses its marks."""
    held: list[Marked] = []
    for part in parts:
        if part.units > limit:
            if held:
                yield join(held, between)
                held = []
            yield from (marked(piece) for piece in split(part.plain, limit))
            continue
        if held and join([*held, part], between).units > limit:
            yield join(held, between)
            held = []
        held.append(part)
    if held:
        yield join(held, between)
