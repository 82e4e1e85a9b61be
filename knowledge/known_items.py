"""Known-item search from pairs of title and description: a sentence about a thing asks, the thing is the answer.

Owns: reading taodescribe, the split by hash, which sentence asks. Does not know: retrieval, figures.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from knowledge.types import Category, Item, Shop

SHOP = Shop("known-items", {"zh": "已知商品"}, "zh", "CNY", [Category("商品")], [])
_SENTENCE_ENDS = re.compile(r"[。！？!?；;]")
_N_MIN_CHARS = 12


@dataclass(frozen=True)
class KnownItems:
    """`items`: one per title, with all its descriptions but one; `queries`: (text, item_id), sentences of that one."""

    items: list[Item]
    queries: list[tuple[str, str]]


def read_known_items(file: Path, half: str, seed: int = 1) -> KnownItems:
    """Read title and description pairs; queries come from titles of one half ("dev" or "test", by hash of the title).

    All items stand in the shop, whichever half asks. A title with one description is indexed by its title alone, and
    the query's sentence is in no item's text. Raises ValueError where the file has no pair.
    """
    descriptions: dict[str, list[str]] = {}
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            title, text = row["title"].strip(), row["description"].strip()
            if title and text and text not in descriptions.setdefault(title, []):
                descriptions[title].append(text)
    if not descriptions:
        raise ValueError(f"{file}: no pair of title and description")
    items, queries = [], []
    for title, texts in descriptions.items():
        item_id = blake2b(title.encode(), digest_size=8).hexdigest()
        draw = random.Random(f"{seed}-{item_id}")
        asked = draw.choice(texts)
        items.append(Item(item_id, title, "商品", " ".join(t for t in texts if t != asked)))
        if half == ("dev" if int(item_id, 16) % 2 else "test"):
            sentences = [s for s in _sentences(asked) if len(s) >= _N_MIN_CHARS]
            if sentences:
                queries.append((draw.choice(sentences), item_id))
    return KnownItems(items, queries)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_ENDS.split(text):
        # The longest clause-free piece would be too short to tell goods apart; a sentence of two to four clauses is
        # what people remember of a thing.
        clauses = [c for c in re.split(r"[，,、\s]+", sentence) if c]
        for start in range(0, len(clauses), 3):
            yield "，".join(clauses[start : start + 3])
