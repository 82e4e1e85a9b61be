"""`daogou evaluate reply`: replies from CrossWOZ's system acts (val), beside the stiff template and people's wordings.

Owns: slot error rate, the baselines. Does not know: how a model writes. Slot error rate: values of the acts that the
text does not name, and numbers that no act has, over all values (Wen et al. 2015, 1508.01745).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from finetune.decode.model import WriterModel
from finetune.evaluate.measures import distinct, overlap
from finetune.generate.slot_writer import write_drafts
from finetune.slots import TooManyFacts, fill
from finetune.tasks import crosswoz
from finetune.tasks.crosswoz import Turn
from knowledge.report import Report, write_predictions

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PLACE = re.compile(r"\[[^\[\]+]+\+[^\[\]]+\]")


def slot_errors(turns: Sequence[Turn], texts: Sequence[str]) -> float:
    """Return (values missing + numbers invented) / values, over all turns; 0 where there are no values at all."""
    wrong = n_values = 0
    for turn, text in zip(turns, texts, strict=True):
        n_values += len(turn.values)
        wrong += sum(v not in text for v in turn.values)
        rest = text
        for value in sorted(turn.values, key=len, reverse=True):
            rest = rest.replace(value, " ")
        wrong += len(_NUMBER.findall(rest))
    return wrong / n_values if n_values else 0.0


def repeated(turns: Sequence[Turn], folder: Path) -> list[str]:
    """Return for each turn the wording that people used most for the same acts and that names every value, its places
    filled; else the stiff text.
    """
    known = {key: [w for w, _ in Counter(found).most_common(20)] for key, found in crosswoz.wordings(folder).items()}
    out = []
    for turn in turns:
        key = tuple(sorted(kind for kind, values in turn.acts for _ in (values or ("",))))
        filled = (_filled(wording, turn) for wording in known.get(key, []))
        whole = (text for text in filled if text and all(value in text for value in turn.values))
        out.append(next(whole, crosswoz.stiff(turn.acts)))
    return out


def _filled(wording: str, turn: Turn) -> str:
    for kind, values in turn.acts:
        for i, value in enumerate(values):
            wording = wording.replace(f"[{kind}{i + 1 if len(values) > 1 else ''}]", value)
    return "" if _PLACE.search(wording) else wording


def written(turns: Sequence[Turn], model: WriterModel, adapter: str, seed: int) -> tuple[list[str], float]:
    """Return the model's text of each turn, and the share of turns for which the stiff text had to stand in."""
    out, n_stiff = [], 0
    for i, turn in enumerate(turns):
        text = ""
        try:
            asked, values = crosswoz.asked(turn)
            drafts = write_drafts(model, asked, len(values), adapter=adapter, seed=seed + i, n=1)
            text = fill(drafts[0], values) if drafts else ""
        except TooManyFacts:
            pass  # more facts than slots: the template speaks, as in serving
        n_stiff += not text
        out.append(text or crosswoz.stiff(turn.acts))
    return out, n_stiff / max(1, len(turns))


def figures(turns: Sequence[Turn], texts: Sequence[str], unseen: Sequence[int]) -> dict[str, float]:
    """Return ser, bleu4, rougeL, distinct2, and bleu4 over the turns whose words stand in no template."""
    whole = overlap([t.said for t in turns], texts)
    found = {"ser": slot_errors(turns, texts), "bleu4": whole["bleu4"], "rougeL": whole["rougeL"],
             "distinct2": distinct(texts)}  # fmt: skip
    if unseen:
        found["bleu4_unseen"] = overlap([turns[i].said for i in unseen], [texts[i] for i in unseen])["bleu4"]
    return found


def _unseen(turns: Sequence[Turn], folder: Path) -> list[int]:
    """About a tenth of longer utterances equal a template once their values are slots."""
    known = {_PLACE.sub("#", w) for found in crosswoz.wordings(folder).values() for w in found}
    out = []
    for i, turn in enumerate(turns):
        text = turn.said
        for value in sorted(turn.values, key=len, reverse=True):
            text = text.replace(value, "#")
        if text not in known:
            out.append(i)
    return out


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="CrossWOZ.")
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Our writer's folder.")
@click.option("--adapter", type=click.Path(exists=True, file_okay=False), default=None, help="The reply adapter.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many turns, drawn by seed.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write the report as JSON.")
@click.option("--predictions", type=click.Path(path_type=Path), help="Write one JSON line per turn.")
def reply(
    data: Path, model: Path | None, adapter: str | None, limit: int | None, seed: int, out: Path | None,
    predictions: Path | None,
) -> None:  # fmt: skip
    """Replies from CrossWOZ's system acts: slot error rate, BLEU-4, ROUGE-L, distinct-2."""
    try:
        turns = crosswoz.turns(data / "val.json.zip")
        if limit and limit < len(turns):
            turns = random.Random(seed).sample(turns, limit)
        systems = {"template": [crosswoz.stiff(t.acts) for t in turns], "commonest wording": repeated(turns, data)}
        unseen = _unseen(turns, data)
        report = Report("reply", data, seed, len(turns))
        if model:
            texts, share = written(turns, WriterModel(model), adapter or "", seed)
            systems = {"writer": texts, **systems}
            report.notes.append(f"template in the writer's place: {share:.3f} of the turns")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    for name, texts in systems.items():
        report.systems[name] = figures(turns, texts, unseen)
    report.notes.append(f"bleu4_unseen: {len(unseen)} turns whose words are no template's")
    click.echo(report.table())
    if out:
        report.write(out)
    if predictions:
        rows = [{"input": list(t.acts), "gold": t.said} | {n: s[i] for n, s in systems.items()}
                for i, t in enumerate(turns)]  # fmt: skip
        write_predictions(predictions, rows)
