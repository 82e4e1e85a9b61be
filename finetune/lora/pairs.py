"""Training pairs of each task: what the writer is told, and what it should say.

Owns: tasks, file formats, the split by hash. Does not know: training. The messages are those of serving: for replies
finetune/generate/prompts.py, for the others `told` below.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from finetune.evaluate.adcopy import READERS, Example

#: One adapter per task, switched at run time.
TASKS = ("reply", "adcopy", "summary", "rewrite")
_ORDERS = {
    "adcopy": "根据商品属性写一段广告文案，只写属性里有的。",
    "summary": "概括下面的评价，只说评价里有的。",
    "rewrite": "换一种语气改写，事实不变。",
    "reply": "把原话改写得更自然，事实不变。",
}


@dataclass(frozen=True)
class Pair:
    """`messages`: (role, content) as in serving; `answer`: what should be said."""

    messages: tuple[tuple[str, str], ...]
    answer: str


def told(task: str, source: str) -> tuple[tuple[str, str], ...]:
    """Return the messages that ask for `task` on a source text."""
    return (("system", _ORDERS[task]), ("human", source))


def read(task: str, path: Path, format_: str) -> list[Pair]:
    """Read a file: `advertisegen`, `taodescribe`, or `jsonl` {"prompt", "text"}, where `prompt` may be a list of
    {"role", "content"}. Raises ValueError with the line that it cannot read.
    """
    if format_ in READERS:
        if task != "adcopy":
            raise ValueError(f"--format {format_} is ad copy: expected --task adcopy, found {task}")
        return [_of_example(e) for e in READERS[format_](path)]
    pairs = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            prompt, text = row["prompt"], row["text"]
            if isinstance(prompt, str) and prompt.startswith(f"<{task}>"):
                messages: tuple[tuple[str, str], ...] = (
                    ("human", prompt),
                )  # a request of our own writer's (finetune/requests.py)
            elif isinstance(prompt, str):
                messages = told(task, prompt)
            else:
                messages = tuple((str(m["role"]), str(m["content"])) for m in prompt)
            if not isinstance(text, str) or not text.strip():
                raise ValueError("`text` is empty")
            pairs.append(Pair(messages, text))
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f'{path.name}, line {number}: expected {{"prompt": …, "text": …}}; {type(error).__name__}: {error}'
            ) from error
    return pairs


def _of_example(example: Example) -> Pair:
    return Pair(told("adcopy", example.source), example.copy)


def split(pairs: Sequence[Pair], share: float = 0.05) -> tuple[list[Pair], list[Pair]]:
    """Return (training, development): `share` of the prompts by hash are for early stopping. The test tenth of
    `daogou evaluate adcopy` is in neither.
    """
    train: list[Pair] = []
    dev: list[Pair] = []
    for pair in pairs:
        place = int(hashlib.sha1(pair.messages[-1][1].encode()).hexdigest()[:8], 16)
        if place % 10 == 0:
            continue
        (dev if place // 10 % 1000 < share * 1000 else train).append(pair)
    return train, dev
