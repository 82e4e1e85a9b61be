"""Measures of generated text: BLEU-4 and ROUGE as the ChatGLM-6B evaluation has them, distinct-n, coverage.

Owns: those figures, all as fractions. Does not know: models, data sets. BLEU-4: characters, nltk's `sentence_bleu` with
smoothing method 3, mean over sentences; ROUGE-1/2/L: F1 on jieba's words, mean over sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

import jieba
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from rouge_score import tokenizers
from rouge_score.rouge_scorer import RougeScorer


class _Words(tokenizers.Tokenizer):  # type: ignore[misc]
    def tokenize(self, text: str) -> list[str]:
        return [w for w in jieba.cut(text) if w.strip()]


def overlap(references: Sequence[str], written: Sequence[str]) -> dict[str, float]:
    """Return bleu4, rouge1, rouge2, rougeL of `written` against one reference each. Raises ValueError where they differ
    in number or there are none.
    """
    if len(references) != len(written) or not references:
        raise ValueError(f"expected as many texts as references, found {len(written)} and {len(references)}")
    jieba.setLogLevel("ERROR")
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=_Words())
    smooth = SmoothingFunction().method3
    sums = {"bleu4": 0.0, "rouge1": 0.0, "rouge2": 0.0, "rougeL": 0.0}
    for reference, text in zip(references, written, strict=True):
        if len(text) >= 4:
            sums["bleu4"] += sentence_bleu([list(reference)], list(text), smoothing_function=smooth)
        for name, score in scorer.score(reference, text).items():
            sums[name] += score.fmeasure
    return {name: total / len(references) for name, total in sums.items()}


def distinct(written: Sequence[str], n: int = 2) -> float:
    """Return the share of different character n-grams among all (Li et al. 2016, 1510.03055)."""
    grams = [t[i : i + n] for t in written for i in range(len(t) - n + 1)]
    return len(set(grams)) / max(1, len(grams))


def coverage(values: Sequence[Sequence[str]], written: Sequence[str]) -> float:
    """Return the mean share of an item's values that its text names, items without values left out."""
    shares = [sum(v in t for v in vs) / len(vs) for vs, t in zip(values, written, strict=True) if vs]
    return sum(shares) / max(1, len(shares))
