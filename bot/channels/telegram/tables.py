"""Markdown tables as a phone can show them. Owns: finding, measuring and drawing them. Does not know: goods."""

from __future__ import annotations

import re
import unicodedata

from bot.channels.telegram.text import Marked, bold, fixed, join, marked

#: Columns of letters of one width that fit on a narrow phone.
NARROW = 32

_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")


def blocks(text: str) -> list[Marked]:
    """Return the paragraphs and tables of a text, each ready to send."""
    found: list[Marked] = []
    words: list[str] = []
    rows: list[list[str]] = []

    def close() -> None:
        if rows:
            found.append(drawn(rows))
        said = "\n".join(words).strip()
        if said:
            found.append(marked(said))
        rows.clear()
        words.clear()

    for line in text.split("\n"):
        row = _ROW.match(line)
        if row and not rows:
            close()
        if row:
            if not _RULE.match(line):
                rows.append([cell.strip().replace("**", "") for cell in row.group(1).split("|")])
        elif rows:
            close()
            words.append(line)
        else:
            words.append(line)
    close()
    return found


def drawn(rows: list[list[str]]) -> Marked:
    """Return a table: in columns where it is narrow enough, else one line a row with the names of its columns."""
    n_columns = max(len(row) for row in rows)
    whole = [row + [""] * (n_columns - len(row)) for row in rows]
    widths = [max(width(row[column]) for row in whole) for column in range(n_columns)]
    if sum(widths) + 2 * (n_columns - 1) <= NARROW:
        lines = ["  ".join(padded(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in whole]
        return fixed("\n".join(lines))
    heads, body = whole[0], whole[1:]
    if not body:
        return marked(" · ".join(heads).strip(" ·"))
    lines_of = []
    for row in body:
        cells = [f"{head}：{cell}" if head else cell for head, cell in zip(heads[1:], row[1:], strict=True) if cell]
        lines_of.append(join([bold(row[0]), *(marked(f"· {cell}") for cell in cells)]))
    return join(lines_of)


def width(text: str) -> int:
    """Return how many columns a text takes: wide characters two, marks on letters none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def padded(text: str, columns: int) -> str:
    """Return the text with spaces up to a width in columns."""
    return text + " " * (columns - width(text))
