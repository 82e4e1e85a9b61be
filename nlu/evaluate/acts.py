"""Measure acts, intents and spans. Owns: what is compared per format. Does not know how models are trained."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from knowledge.report import Report
from nlu.evaluate.figures import class_figures, expected_calibration_error, set_f1
from nlu.reader import OnnxReader, Reading
from nlu.training import crosswoz, readers
from nlu.training.corpus import is_test
from nlu.training.examples import Example


def read_all(model: Path, pairs: list[tuple[str, str]]) -> tuple[list[Reading], dict[str, float]]:
    """Read all pairs one by one, as a turn does; return readings and p50_ms, p95_ms on one thread."""
    reader = OnnxReader(model)
    times, readings = [], []
    for text, context in pairs:
        began = time.perf_counter()
        readings.append(reader.read(text, context))
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return readings, {"p50_ms": times[len(times) // 2], "p95_ms": times[int(len(times) * 0.95)]} if times else {}


def measured(examples: list[Example], part: str) -> list[Example]:
    """Return what is measured of the examples: all, or the tenth that the hash keeps for tests.

    Raises ValueError where nothing is left.
    """
    chosen = [e for e in examples if part == "all" or is_test(e.text)]
    if not chosen:
        raise ValueError("nothing to measure: expected labelled examples, found none")
    return chosen


def trained(
    model: Path | None, train: Path | None, format_: str, encoder: str, epochs: int | None, seed: int, part: str = "all"
) -> Path:
    """Return the model's folder: the one given, or one trained now (without the tests where those are measured).

    Raises ValueError where neither is given.
    """
    if model is not None:
        return model
    if train is None:
        raise ValueError("expected --model DIR (a trained model) or --train FILE (to train one first); found neither")
    from nlu.training.recipes import cook

    out = Path(tempfile.mkdtemp(prefix="daogou-model-"))
    cook(format_, train, out, encoder, epochs, seed, without_test=part == "test")
    return out


def evaluate_acts(
    data: Path, model: Path | None, train: Path | None, encoder: str, epochs: int | None, seed: int, format_: str,
    context: bool, errors: bool, matrix: Path | None, part: str = "all",
) -> tuple[Report, list[dict[str, Any]]]:  # fmt: skip
    """Run `daogou evaluate nlu`; return the report and the predictions."""
    if format_ == "crosswoz" and train is not None and train.is_file():
        train = train.parent
    folder = trained(model, train, format_, encoder, epochs, seed, part)
    if format_ == "crosswoz":
        report, rows, confusions = _crosswoz(data, folder, seed, context)
    else:
        read = readers.smp if format_ == "smp" else readers.act_lines
        examples = measured(read(data), part)
        report, rows, confusions = _examples(data, folder, seed, examples, context)
        if train is not None:
            known = [e for e in read(train) if part == "all" or not is_test(e.text)]
            report.systems |= baselines(known, examples, seed)
    if errors:
        report.notes.append("commonest confusions (gold -> predicted, count):")
        report.notes += [
            f"  {gold} -> {found}: {n}" for (gold, found), n in confusions.most_common(25) if gold != found
        ]
    if matrix:
        from nlu.evaluate.picture import confusion_picture

        confusion_picture(confusions, matrix)
        report.notes.append(f"confusion matrix: {matrix}")
    return report, rows


def baselines(known: list[Example], examples: list[Example], seed: int) -> dict[str, dict[str, float]]:
    """Return figures of what needs no neural network: TF-IDF with logistic regression for intents, the character CRF
    for spans. Multi-label acts have no such baseline here.
    """
    from nlu.evaluate.baselines import tfidf_logistic
    from nlu.evaluate.crf import character_crf

    out: dict[str, dict[str, float]] = {}
    if any(e.spans for e in known):
        found = character_crf(known, [e.text for e in examples])
        gold = [{(s.label, s.start, s.end) for s in e.spans} for e in examples]
        out["character CRF"] = {f"span_{k}": v for k, v in set_f1(gold, found).items()}
    if all("intent" in e.classes for e in (*known, *examples)):
        said = tfidf_logistic(
            [e.text for e in known], [e.classes["intent"] for e in known], [e.text for e in examples], seed
        )
        out["TF-IDF 1-3 + logistic regression"] = class_figures([e.classes["intent"] for e in examples], said)
    return out


Confusions = Counter[tuple[str, str]]


def confuse(gold: set[str], found: set[str], into: Confusions) -> None:
    """Count hits, and pair what was missed with what was said instead ("nothing" where there is none)."""
    for label in gold & found:
        into[(label, label)] += 1
    missed, wrong = sorted(gold - found), sorted(found - gold)
    for i in range(max(len(missed), len(wrong))):
        into[(missed[i] if i < len(missed) else "nothing", wrong[i] if i < len(wrong) else "nothing")] += 1


def _crosswoz(data: Path, folder: Path, seed: int, context: bool) -> tuple[Report, list[dict[str, Any]], Confusions]:
    turns = crosswoz.read_dialogues(data)
    readings, times = read_all(folder, [(t.text, t.context if context else "") for t in turns])
    found = []
    for turn, reading in zip(turns, readings, strict=True):
        labels = [name for name, p in reading.acts.items() if p >= 0.5]
        spans = [(s.label, turn.text[s.start : s.end]) for s in reading.spans]
        found.append(crosswoz.to_acts(labels, spans, turn.side))
    figures: dict[str, float] = {}
    for side in ("user", "system", "all"):
        chosen = [i for i, t in enumerate(turns) if side in (t.side, "all")]
        scores = set_f1([turns[i].acts for i in chosen], [found[i] for i in chosen])
        figures[f"f1_{side}"] = scores["f1"]
        if side == "all":
            figures.update(scores)
    report = Report("nlu (crosswoz)", data, seed, len(turns), {"joint model": {**figures, **times}})
    report.systems["BERTNLU, published (test, 110 M)"] = {"f1_all": 0.9553 if context else 0.9185}
    confusions: Confusions = Counter()
    for turn, acts in zip(turns, found, strict=True):
        confuse({"+".join(a[:3]) for a in turn.acts}, {"+".join(a[:3]) for a in acts}, confusions)
    rows = [{"input": t.text, "gold": sorted(map(list, t.acts)), "predicted": sorted(map(list, f))}
            for t, f in zip(turns, found, strict=True)]  # fmt: skip
    return report, rows, confusions


def _examples(
    data: Path, folder: Path, seed: int, examples: list[Example], context: bool
) -> tuple[Report, list[dict[str, Any]], Confusions]:
    readings, figures = read_all(folder, [(e.text, e.context if context else "") for e in examples])
    spans = [[(s.label, s.start, s.end) for s in e.spans] for e in examples]
    found_spans = [[(s.label, s.start, s.end) for s in r.spans] for r in readings]
    figures.update({f"span_{k}": v for k, v in set_f1(spans, found_spans).items()})
    confusions: Confusions = Counter()
    rows: list[dict[str, Any]] = []
    if any(e.acts for e in examples):
        found = [{n for n, p in r.acts.items() if p >= 0.5} for r in readings]
        figures.update(set_f1([e.acts for e in examples], found))
        best = [max(r.acts.items(), key=lambda item: item[1]) for r in readings]
        right = [name in e.acts for (name, _), e in zip(best, examples, strict=True)]
        figures["ece"] = expected_calibration_error([p for _, p in best], right)
        for example, names in zip(examples, found, strict=True):
            confuse(set(example.acts), names, confusions)
    if any("intent" in e.classes for e in examples):
        gold = [e.classes["intent"] for e in examples]
        said = [max(r.classes["intent"], key=r.classes["intent"].__getitem__) for r in readings]
        figures.update(class_figures(gold, said))
        sure = [r.classes["intent"][s] for r, s in zip(readings, said, strict=True)]
        figures["ece"] = expected_calibration_error(sure, [g == s for g, s in zip(gold, said, strict=True)])
        confusions.update(zip(gold, said, strict=True))
    for example, reading in zip(examples, readings, strict=True):
        rows.append({
            "input": example.text,
            "gold": {"acts": example.acts, "spans": [[s.label, s.start, s.end] for s in example.spans],
                     **example.classes},
            "predicted": {"acts": [n for n, p in reading.acts.items() if p >= 0.5],
                          "spans": [[s.label, s.start, s.end] for s in reading.spans],
                          **{n: max(c, key=c.__getitem__) for n, c in reading.classes.items()}},
        })  # fmt: skip
    return Report("nlu", data, seed, len(examples), {"joint model": figures}), rows, confusions
