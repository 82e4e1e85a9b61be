"""Training data of the shopper model: hand-written examples, their names swapped, joined, in context.

Owns: reading nlu/data/examples and making many utterances of each. Does not know models. Names are drawn from
public word lists, never from the shops that the figures are measured on: what is measured is an unseen shop.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.training import task_talk
from nlu.training.corpus import bucket
from nlu.training.examples import Example, Span
from nlu.training.readers import json_lines

_MARK = re.compile(r"\[([^\[\]]+)\]\((\w+)\)(?:\{(\w+)\})?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: Acts that stand well beside another in one message.
_JOINABLE = {
    "inform", "refuse", "retract", "critique", "ask_attribute", "ask_reviews", "ask_policy", "recommend", "more",
    "greet", "thank", "compare", "complain", "handoff", "affirm", "deny", "wishlist", "pick",
}  # fmt: skip
#: What the bot may have done before; the model reads it as context.
CONTEXTS = (
    "",
    "ask price",
    "ask brand",
    "ask color",
    "ask scene",
    "recommend",
    "recommend",
    "answer",
    "compare",
    "chat",
    "sorry",
)
#: Turns of task dialogues that are taken of each set of acts.
_MOST = 300
_MOST_CONTEXT = {"inform": "ask", "no_preference": "ask", "affirm": "handoff", "deny": "handoff", "more": "recommend",
                 "critique": "recommend", "pick": "recommend", "compare": "recommend"}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """Names to swap in, by span label, Chinese and English apart."""

    zh: dict[str, list[str]]
    en: dict[str, list[str]]


def parse(line: str, act: str) -> Example:
    """Read Rasa's inline markup: [words](label){polarity}. The label of a wish against is `value:against`."""
    text, spans, place = "", [], 0
    for match in _MARK.finditer(line):
        text += line[place : match.start()]
        label = match[2] + (f":{match[3]}" if match[3] in ("against", "drop") else "")
        spans.append(Span(label, len(text), len(text) + len(match[1])))
        text += match[1]
        place = match.end()
    return Example(text + line[place:], acts=(act,), spans=tuple(spans))


def read_examples(folder: Path) -> list[Example]:
    """Read every *.yml of the folder. Raises ValueError that names a file in which nothing was found."""
    out: list[Example] = []
    for path in sorted(folder.glob("*.yml")):
        before = len(out)
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in entry["examples"].splitlines() if line.startswith("- ")]
            out += [parse(line, entry["intent"]) for line in lines if line]
        if len(out) == before:
            raise ValueError(f"{path}: expected Rasa training examples, found none")
    if not out:
        raise ValueError(f"{folder}: expected *.yml with examples, found none")
    return out


def read_words(data: Path) -> Words:
    """Read names from public word lists: product and brand dictionaries, shop categories, film titles."""
    dics = data / "ecommerce_ner/dics"

    def lines(*names: str) -> list[str]:
        found: set[str] = set()
        for name in names:
            found |= {w.strip() for w in (dics / name).read_text(encoding="utf-8").splitlines()}
        return sorted(w for w in found if 2 <= len(w) <= 6 and _HAN.search(w))

    shops = json.loads((data / "bestbuy/categories.json").read_text(encoding="utf-8"))
    english = sorted({s["name"].lower() for s in shops if s["name"] and len(s["name"]) <= 24 and s["name"].isascii()})
    films = [row.get("title", "") for _, row in json_lines(data / "douban_movies/data__douban_all_movies.jsonl")]
    titles = sorted({t.split(" ")[0] for t in films if t and 2 <= len(t.split(" ")[0]) <= 8})
    return Words(
        {"category": lines("product1.dic", "product2.dic"), "brand": lines("brand1.dic", "brand2.dic"), "item": titles},
        {"category": english},
    )


def swapped(example: Example, words: Words, rng: random.Random) -> Example:
    """Return the example with some of its names replaced by others of the same label and script."""
    text, spans, place = "", [], 0
    for span in sorted(example.spans, key=lambda s: s.start):
        text += example.text[place : span.start]
        said = example.text[span.start : span.end]
        pool = (words.zh if _HAN.search(said) else words.en).get(span.label.split(":")[0], [])
        if pool and rng.random() < 0.75:
            said = rng.choice(pool)
        spans.append(Span(span.label, len(text), len(text) + len(said)))
        text += said
        place = span.end
    return Example(text + example.text[place:], example.context, example.acts, tuple(spans))


def joined(first: Example, second: Example, rng: random.Random) -> Example:
    """Return both in one message."""
    chinese = bool(_HAN.search(first.text + second.text))
    between = rng.choice(["，", "。", " ", "，还有", "，另外"] if chinese else [", ", ". ", " and ", "; "])
    offset = len(first.text) + len(between)
    spans = (*first.spans, *(Span(s.label, s.start + offset, s.end + offset) for s in second.spans))
    return Example(first.text + between + second.text, "", tuple(dict.fromkeys(first.acts + second.acts)), spans)


def noisy(example: Example, rng: random.Random) -> Example:
    """Return the example as typed in haste: lost or doubled punctuation, particles. Spans keep their places."""
    text = example.text
    if rng.random() < 0.3 and text and text[-1] in "。？！?.!吗呢吧":
        text = text[:-1]
    elif rng.random() < 0.2:
        text += rng.choice(
            ["啊", "呀", "哦", "！", "??", "。"] if _HAN.search(text) else ["!", " pls", " please", "??", "."]
        )
    return Example(text, example.context, example.acts, tuple(s for s in example.spans if s.end <= len(text)))


def in_context(example: Example, rng: random.Random) -> Example:
    """Give the example something that the bot did before, most often what fits its act."""
    wanted = _MOST_CONTEXT.get(example.acts[0]) if example.acts else None
    pool = [c for c in CONTEXTS if c.startswith(wanted)] if wanted and rng.random() < 0.6 else CONTEXTS
    return Example(example.text, rng.choice(pool or CONTEXTS), example.acts, example.spans, {}, True, example.has_spans)


def others(data: Path, rng: random.Random) -> list[Example]:
    """Return utterances of other worlds: what is out of scope, small talk, bare search queries."""
    out = []
    for _, row in json_lines(data / "clinc150/train_val.jsonl"):
        if rng.random() < 0.12 and "order" not in row["intent"] and "greeting" not in row["intent"]:
            out.append(Example(row["text"], acts=("out_of_scope",), has_spans=False))
    for _, row in json_lines(data / "smp2019_nlu/utterances.jsonl"):
        if rng.random() < 0.6 and bucket(row["text"]) > 1:
            out.append(Example(row["text"], acts=("out_of_scope",), has_spans=False))
    queries = (data / "multi_cpr/ecom/train.query.txt").read_text(encoding="utf-8").splitlines()
    for line in rng.sample(queries, 1500):
        out.append(Example(line.split("\t")[-1], acts=("recommend",), has_spans=False))
    return out


def build(examples: Sequence[Example], data: Path, variants: int, seed: int) -> list[Example]:
    """Return the training set: each example itself and in `variants` forms, joined pairs, and other worlds."""
    rng = random.Random(seed)
    words = read_words(data)
    by_script: dict[bool, list[Example]] = {True: [], False: []}
    for example in examples:
        if example.acts and example.acts[0] in _JOINABLE:
            by_script[bool(_HAN.search(example.text))].append(example)
    out = [in_context(e, rng) for e in examples]
    for example in examples:
        for _ in range(variants):
            form = noisy(swapped(example, words, rng), rng)
            if example.acts[0] in _JOINABLE and rng.random() < 0.3:
                same = by_script[bool(_HAN.search(example.text))]
                other = swapped(rng.choice(same), words, rng)
                form = joined(form, other, rng) if rng.random() < 0.5 else joined(other, form, rng)
            out.append(in_context(form, rng))
    out += [in_context(e, rng) for e in others(data, rng)]
    out += [in_context(e, rng) for e in task_talk.crosswoz_turns(data / "crosswoz", _MOST, seed)]
    out += task_talk.sgd_turns(data / "sgd/train_turns.jsonl.gz", _MOST, seed)
    rng.shuffle(out)
    return out
