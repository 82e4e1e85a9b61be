"""The exam of extraction: sentences with hand-checked relations, split by hash, beside a dictionary match.

Owns: reading sentences.tsv, the split, precision and recall. Does not know: how relations are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from knowledge.extraction.extract import RELATIONS, Mention, extract
from knowledge.extraction.vocabulary import Vocabulary, general
from knowledge.tokens import fold

FILE = "sentences.tsv"
#: Brands of the sentences' imagined shops.
BRANDS = {
    "松果": "pinecone", "云雀": "skylark", "凌峰": "ridgepeak", "墨格": "mogrid", "星禾": "starhe", "朗序": "langxu",
    "岭宿": "ridgestay",
}  # fmt: skip
Fact = tuple[str, str, bool]


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it stands ("title", "description", "review"), and the relations that it states."""

    source: str
    text: str
    gold: frozenset[Fact]


def vocabulary() -> Vocabulary:
    """Return the words that the exam's sentences may use: the general ones and the imagined brands."""
    return Vocabulary(general(), {fold(s): b for b, other in BRANDS.items() for s in (b, other)})


def sentences(half: str, file: Path | None = None) -> list[Sentence]:
    """Read the sentences of a half ("tune" or "test", by hash of the text) or "all". Raises ValueError."""
    text = (file or files("knowledge.extraction").joinpath(FILE)).read_text("utf-8")
    words = vocabulary()
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) < 2 or parts[0] not in ("title", "description", "review"):
            raise ValueError(f"line {number}: expected source, sentence, relations; found {line!r}")
        if half in ("all", half_of(parts[1])):
            gold = frozenset(_fact(f, words) for f in _split(parts[2] if len(parts) > 2 else ""))
            found.append(Sentence(parts[0], parts[1], gold))
    return found


def half_of(text: str) -> str:
    """Tell the half of a sentence."""
    return "tune" if blake2b(text.encode(), digest_size=1).digest()[0] % 2 else "test"


def ours(sentence: Sentence, words: Vocabulary) -> set[Fact]:
    """Return what extraction finds."""
    return {_key(m) for m in extract(sentence.text, words, sentence.source)}  # type: ignore[arg-type]


def by_dictionary(sentence: Sentence, words: Vocabulary) -> set[Fact]:
    """Return what a match of the same vocabulary finds: each word that stands there, never denied."""
    found = {(r, f.name, True) for r in words.values for f in words.find(sentence.text, r)}
    return {(r, fold(o), h) for r, o, h in found | {("brand", f.name, True) for f in words.brands_in(sentence.text)}}


def score(
    examples: Iterable[Sentence], words: Vocabulary, reader: Callable[[Sentence, Vocabulary], set[Fact]]
) -> tuple[dict[str, float], list[tuple[Sentence, set[Fact]]]]:
    """Return (precision, recall and f1 over all relations, and recall by relation; the sentences read wrongly)."""
    right, found_n, gold_n = Counter[str](), 0, Counter[str]()
    wrong = []
    for sentence in examples:
        found = reader(sentence, words)
        found_n += len(found)
        gold_n.update(r for r, _, _ in sentence.gold)
        right.update(r for r, _, _ in found & sentence.gold)
        if found != sentence.gold:
            wrong.append((sentence, found))
    n_right, n_gold = right.total(), gold_n.total()
    precision, recall = n_right / max(found_n, 1), n_right / max(n_gold, 1)
    figures = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}
    return figures | {r: right[r] / gold_n[r] for r in RELATIONS if gold_n[r]}, wrong


def _key(mention: Mention) -> Fact:
    return (mention.relation, fold(mention.object), mention.holds)


def _split(written: str) -> list[str]:
    """Split "a=b c d=e" at the relations: objects may hold spaces."""
    parts: list[str] = []
    for word in written.split():
        if "=" in word and word.lstrip("!").split("=", 1)[0] in RELATIONS:
            parts.append(word)
        elif parts:
            parts[-1] += f" {word}"
    return parts


def _fact(written: str, words: Vocabulary) -> Fact:
    relation, _, name = written.lstrip("!").partition("=")
    return (relation, fold(words.canonical(relation, name)), not written.startswith("!"))
