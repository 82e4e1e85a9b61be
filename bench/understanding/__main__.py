"""The joint model beside the stock pipeline on the same split: `python -m bench.understanding --format smp --data …`.

Owns: the split, the order of the measurement, the table. Does not know how either is trained. Training and test come
from one file by the hash that all trainings here leave out (`corpus.is_test`), unless --test gives the latter; of
`examples`, the hand-written ones, an eighth is the test, as in the recipe of the shopper model; --test may name turns
of loaded shops (`daogou evaluate turns`), whose main act is compared.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.understanding.diet import diet, intent_of
from knowledge.report import Report
from nlu.evaluate.acts import baselines, read_all
from nlu.evaluate.figures import class_figures, expected_calibration_error, set_f1
from nlu.evaluate.turns import parts, read_turns
from nlu.training import readers, shopper_talk
from nlu.training.corpus import is_test
from nlu.training.examples import Example
from nlu.understand.second_opinion import context_of
from nlu.understand.understander import context_of as context

_READ = {"smp": readers.smp, "bioes": readers.bioes, "jsonl": readers.act_lines}
Spans = set[tuple[str, int, int]]


def split(format_: str, data: Path, test: Path | None) -> tuple[list[Example], list[Example]]:
    """Return (training, test) examples."""
    if format_ == "examples" and test is not None:
        turns = read_turns(test)
        contexts = [context_of(context(t.before)) for t in turns]
        exam = [Example(t.text, c, acts=(parts(t.means[0])[0],)) for t, c in zip(turns, contexts, strict=True)]
        return shopper_talk.read_examples(data), exam
    if format_ == "examples":
        from nlu.training.recipes import held_out

        return held_out(shopper_talk.read_examples(data), 0.125, 7)
    if test is not None:
        return _READ[format_](data), _READ[format_](test)
    examples = _READ[format_](data)
    return [e for e in examples if not is_test(e.text)], [e for e in examples if is_test(e.text)]


def figures_of(
    test: Sequence[Example], intents: Sequence[str], sure: Sequence[float], spans: Sequence[Spans], ms: Sequence[float]
) -> dict[str, float]:
    """Return what both systems are compared by."""
    gold = [intent_of(e) for e in test]
    out: dict[str, float] = {}
    if len(set(gold)) > 1:
        out |= class_figures(gold, intents)
        out["acts_f1"] = set_f1([g.split("+") for g in gold], [i.split("+") for i in intents])["f1"]
        out["ece"] = expected_calibration_error(sure, [g == i for g, i in zip(gold, intents, strict=True)])
    if any(e.spans for e in test):
        wanted = [{(s.label, s.start, s.end) for s in e.spans} for e in test]
        out |= {f"span_{k}": v for k, v in set_f1(wanted, spans).items()}
    ordered = sorted(ms)
    return out | {"p50_ms": ordered[len(ordered) // 2], "p95_ms": ordered[int(len(ordered) * 0.95)]}


def ours(folder: Path, test: Sequence[Example]) -> dict[str, float]:
    """Read the test with a trained model."""
    readings, times = read_all(folder, [(e.text, e.context) for e in test])
    intents, sure = [], []
    for reading in readings:
        if chances := reading.classes.get("intent"):
            best = max(chances, key=chances.__getitem__)
            intents.append(best)
            sure.append(chances[best])
        else:
            acts = sorted((n for n, p in reading.acts.items() if p >= 0.5), key=lambda n: -reading.acts[n])
            best = max(reading.acts, key=reading.acts.__getitem__, default="")
            intents.append("+".join(acts) or best)
            sure.append(reading.acts.get(best, 0.0))
    spans = [{(s.label, s.start, s.end) for s in r.spans} for r in readings]
    size = sum((folder / name).stat().st_size for name in ("model.onnx", "tokenizer.json", "labels.json")) / 2**20
    figures = figures_of(test, intents, sure, spans, [0.0]) | times
    return figures | {"model_mib": round(size, 1), "peak_mib": _peak()}


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.understanding", description=__doc__)
    parser.add_argument("--format", choices=["smp", "bioes", "jsonl", "examples"], required=True)
    parser.add_argument("--data", type=Path, required=True, help="training data (a folder for `examples`)")
    parser.add_argument("--test", type=Path, help="test data; left out: the tenth of --data that a hash keeps for it")
    parser.add_argument("--model", type=Path, help="our model, trained with --without-test; left out: trained now")
    parser.add_argument("--encoder", default="models/encoder/encoder", help="what ours is trained from")
    parser.add_argument("--diet-epochs", type=int, default=100, help="0 leaves DIET out")
    parser.add_argument("--epochs", type=int, help="epochs of ours; left out: the recipe's")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--work", type=Path, help="folder of what is made; left out: a temporary one")
    parser.add_argument("--out", type=Path, help="write the report as JSON")
    a = parser.parse_args()
    train, test = split(a.format, a.data, a.test)
    with tempfile.TemporaryDirectory() as temporary:
        work = a.work or Path(temporary)
        folder, seconds = a.model, None
        if folder is None:
            from nlu.training.recipes import cook

            if a.format == "examples":
                parser.error("--format examples needs --model: train it with `daogou train nlu --format shopper`")
            folder, began = work / "joint", time.monotonic()
            cook(a.format, a.data, folder, a.encoder, a.epochs, a.seed, without_test=a.test is None)
            seconds = time.monotonic() - began
        data = a.data if a.data.is_file() else sorted(a.data.glob("*.yml"))[0]
        report = Report(f"understanding ({a.format})", data, a.seed, len(test))
        report.systems["joint model"] = ours(folder, test)
        if seconds is not None:
            report.systems["joint model"]["train_s"] = round(seconds)
        if a.diet_epochs:
            read = diet(train, [e.text for e in test], a.diet_epochs, work / "diet")
            report.systems[f"DIET, {a.diet_epochs} epochs"] = {
                **figures_of(test, read.intents, read.confidences, read.spans, read.milliseconds),
                "peak_mib": read.parse_peak_mib, "train_s": read.train_seconds, "train_cpu_s": read.train_cpu_seconds,
                "train_peak_mib": read.train_peak_mib,
            }  # fmt: skip
        report.systems |= baselines(train, test, a.seed)
        print(report.table())
        if a.out:
            report.write(a.out)


if __name__ == "__main__":
    main()
