"""Measure spans in titles, classes of texts, and similarity, each beside a plain baseline in the same run.

Owns: what is compared. Does not know training.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.report import Report
from nlu.evaluate.acts import measured, read_all, trained
from nlu.evaluate.figures import class_figures, expected_calibration_error, set_f1
from nlu.evaluate.sentences import SentenceReader
from nlu.training import readers
from nlu.training.corpus import is_test

Result = tuple[Report, list[dict[str, Any]]]


def evaluate_spans(
    data: Path, model: Path | None, train: Path | None, encoder: str, epochs: int | None, seed: int, format_: str,
    part: str = "all",
) -> Result:  # fmt: skip
    """Run `daogou evaluate ner`: exact spans; with --train, a character CRF and a dictionary of the training spans
    (longest match first) stand beside.
    """
    from nlu.evaluate.crf import character_crf

    folder = trained(model, train, "bioes", encoder, epochs, seed, part)
    examples = measured(readers.bioes(data), part)
    readings, times = read_all(folder, [(e.text, "") for e in examples])
    gold = [{(s.label, s.start, s.end) for s in e.spans} for e in examples]
    found = [{(s.label, s.start, s.end) for s in r.spans} for r in readings]
    report = Report("ner", data, seed, len(examples), {"joint model": {**set_f1(gold, found), **times}})
    if train is not None:
        known = [e for e in readers.bioes(train) if part == "all" or not is_test(e.text)]
        crf = character_crf(known, [e.text for e in examples])
        report.systems["character CRF"] = set_f1(gold, crf)
        words = {e.text[s.start : s.end]: s.label for e in known for s in e.spans}
        report.systems["dictionary of training spans"] = set_f1(gold, [_match(e.text, words) for e in examples])
    rows = [{"input": e.text, "gold": sorted(g), "predicted": sorted(f)}
            for e, g, f in zip(examples, gold, found, strict=True)]  # fmt: skip
    return report, rows


def _match(text: str, words: dict[str, str]) -> set[tuple[str, int, int]]:
    longest, out, i = max(map(len, words), default=0), set(), 0
    while i < len(text):
        n = next((n for n in range(min(longest, len(text) - i), 1, -1) if text[i : i + n] in words), 0)
        if n:
            out.add((words[text[i : i + n]], i, i + n))
        i += n or 1
    return out


def evaluate_class(
    name: str, data: Path, model: Path | None, train: Path | None, encoder: str, epochs: int | None, seed: int,
    format_: str, part: str = "all",
) -> Result:  # fmt: skip
    """Run `daogou evaluate sentiment|category`; with --train, TF-IDF with logistic regression stands beside."""
    folder = trained(model, train, "reviews", encoder, epochs, seed, part)
    examples = [e for e in readers.labelled_texts(data) if name in e.classes]
    if not examples:
        raise ValueError(f"{data.name} has no example with a {name}: expected {{text, {name}}} on each line")
    examples = measured(examples, part)
    readings, times = read_all(folder, [(e.text, "") for e in examples])
    if name not in readings[0].classes:
        raise ValueError(
            f"the model in {folder} has no head {name!r}; it has {', '.join(readings[0].classes) or 'none'}"
        )
    gold = [e.classes[name] for e in examples]
    found = [max(r.classes[name], key=r.classes[name].__getitem__) for r in readings]
    figures = class_figures(gold, found)
    sure = [r.classes[name][f] for r, f in zip(readings, found, strict=True)]
    figures["ece"] = expected_calibration_error(sure, [g == f for g, f in zip(gold, found, strict=True)])
    report = Report(name, data, seed, len(examples), {"joint model": {**figures, **times}})
    if train is not None:
        from nlu.evaluate.baselines import tfidf_logistic

        known = [e for e in readers.labelled_texts(train) if name in e.classes]
        known = [e for e in known if part == "all" or not is_test(e.text)]
        said = tfidf_logistic(
            [e.text for e in known], [e.classes[name] for e in known], [e.text for e in examples], seed
        )
        report.systems["TF-IDF 1-3 + logistic regression"] = class_figures(gold, said)
    rows = [{"input": e.text, "gold": g, "predicted": f, "probability": r.classes[name][f]}
            for e, g, f, r in zip(examples, gold, found, readings, strict=True)]  # fmt: skip
    return report, rows


def evaluate_similarity(
    data: Path, model: Path | None, train: Path | None, encoder: str, epochs: int | None, seed: int, format_: str
) -> Result:
    """Run `daogou evaluate similarity`: AUC for 0/1 labels, Spearman for grades; character TF-IDF beside."""
    import numpy as np
    from scipy.stats import spearmanr
    from sklearn.metrics import roc_auc_score

    from nlu.evaluate.baselines import tfidf_cosine

    if train is not None:
        raise ValueError("similarity has no --train: tune an encoder with `python -m nlu.training.similarity`")
    pairs = readers.pairs(data)
    encoder_ = SentenceReader(model or Path("models/encoder"))
    left, right = encoder_.embed([a for a, _, _ in pairs]), encoder_.embed([b for _, b, _ in pairs])
    labels = np.array([g for _, _, g in pairs])
    binary = set(np.unique(labels)) <= {0.0, 1.0}
    name = "auc" if binary else "spearman"

    def figure(scores: np.ndarray) -> float:
        return float(roc_auc_score(labels, scores) if binary else spearmanr(labels, scores).statistic)

    ours = (left * right).sum(axis=1)
    report = Report("similarity", data, seed, len(pairs), {"encoder": {name: figure(ours)}})
    report.systems["character TF-IDF"] = {name: figure(tfidf_cosine([(a, b) for a, b, _ in pairs]))}
    rows = [{"input": [a, b], "gold": g, "predicted": float(s)} for (a, b, g), s in zip(pairs, ours, strict=True)]
    return report, rows
