"""Pairs of the rewrite and summary tasks: the same facts in another style, a complaint answered, reviews summed up.

Owns: which texts make a pair. Does not know: models. Sources: wordings in four styles (styles.toml), CrossWOZ's people
restyled by rule, and real complaints (reviews of label 0).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from finetune.ads.brief import STYLES, Style
from finetune.requests import SLOTS, request
from finetune.slots import same_slots
from finetune.tasks.pair import TaskPair
from finetune.tasks.styles import frames, restyle, wordings

#: What complaints are about, as their writers say it.
_WORDS = (
    "物流", "快递", "发货", "送货", "包装", "质量", "客服", "态度", "味道", "口味", "尺寸", "尺码", "颜色", "做工",
    "气味", "安装", "屏幕", "电池", "声音", "价格", "服务", "商家", "配送", "漏水", "色差", "掉色", "破损",
)  # fmt: skip
#: Finds what a complaint is about.
TOPICS = re.compile("|".join(_WORDS))
MAX_COMPLAINT_CHARS = 60
_SUMS = ("reviews_both", "reviews_good", "reviews_bad")
_ALONE = ("complaint", *_SUMS)


def styled(n: int, seed: int) -> Iterator[TaskPair]:
    """Yield `n` pairs of one to three frames said in one style and in another."""
    rng = random.Random(seed)
    names = [f for f in frames() if f not in _ALONE]
    for _ in range(n):
        chosen = rng.sample(names, rng.choice((1, 1, 2, 2, 3)))
        asked, given = rng.choice(STYLES), rng.choice(STYLES)
        draft, text = (_said(chosen, style, rng) for style in (given, asked))
        if draft != text:
            yield TaskPair(request("rewrite", [("draft", draft)], manner=asked), text)


def _said(chosen: Sequence[str], style: Style, rng: random.Random) -> str:
    parts, n_slots = [], 0
    for frame in chosen:
        text = rng.choice(wordings(frame, style, "tuning"))
        letters = [letter for letter in "abcd" if f"{{{letter}}}" in "".join(frames()[frame][style])]
        slots = {letter: SLOTS[n_slots + i] for i, letter in enumerate(letters)}
        n_slots += len(letters)
        parts.append(text.format(**slots))
    return "".join(parts)


def restyled(texts: Sequence[str], seed: int) -> Iterator[TaskPair]:
    """Yield a pair of each text (with slots) and a style drawn by seed."""
    rng = random.Random(seed)
    for text in texts:
        style = rng.choice(STYLES)
        other = restyle(text, style, rng)
        if other != text and same_slots(other, text):
            yield TaskPair(request("rewrite", [("draft", text)], manner=style), other)


def answered(reviews: Path, n: int, seed: int) -> Iterator[TaskPair]:
    """Yield up to `n` pairs of a real complaint and a polite answer that names what it is about.

    `reviews`: JSON lines {"label": 0 or 1, "text"}.
    """
    rng = random.Random(seed)
    rows = [json.loads(line) for line in reviews.read_text("utf-8").splitlines() if line.strip()]
    bad = [r["text"].strip("\ufeff ") for r in rows if str(r.get("label")) == "0"]
    short = [t for t in bad if len(t) <= MAX_COMPLAINT_CHARS and TOPICS.search(t)]
    for text in rng.sample(short, min(n, len(short))):
        topic = TOPICS.search(text)
        assert topic is not None
        style = rng.choice(STYLES)
        said = text.replace(topic.group(), SLOTS[0], 1)
        answer = rng.choice(wordings("complaint", style, "tuning")).format(a=f"{SLOTS[0]}的问题")
        yield TaskPair(request("rewrite", [("said", said)], manner=style), answer)


def sums(n: int, seed: int) -> Iterator[TaskPair]:
    """Yield `n` pairs of a review's figures and their summary in a style. Praise or blame may be missing.

    Figures are slots; what is praised and blamed is slots, mostly one each as in serving
    (finetune/generate/review_sums.py), or words.
    """
    rng = random.Random(seed)
    for _ in range(n):
        frame, style = rng.choice(_SUMS), rng.choice(STYLES)
        n_reviews, share, *free = SLOTS
        topics = iter(free if rng.random() < 0.7 else rng.sample(_WORDS, 6))
        praised, blamed = (
            "" if frame == without else "、".join(next(topics) for _ in range(rng.choice((1, 1, 2, 3))))
            for without in ("reviews_bad", "reviews_good")
        )
        text = rng.choice(wordings(frame, style, "tuning")).format(a=n_reviews, b=share, c=praised, d=blamed)
        yield TaskPair(request("summary", [("fact", figures(n_reviews, share, praised, blamed))], manner=style), text)


def figures(n_reviews: str, share: str, praised: str, blamed: str) -> str:
    """Return what a summary is made of, as its request has it: number, share of good ones, topics."""
    told = [f"评价{n_reviews}条", f"好评{share}"]
    told += [f"夸{praised}"] if praised else []
    told += [f"怨{blamed}"] if blamed else []
    return "，".join(told)
