"""`daogou evaluate asking`: the id-only benchmark, beside the published figures. Owns: the command, the figures.

Does not know: rules of the talk, agents.
"""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
from rich.progress import track

from knowledge.errors import KnowledgeError
from knowledge.multiround import agents, data, taste
from knowledge.multiround.talk import MAX_TURNS, play
from knowledge.report import Report, write_predictions

#: Name -> agent, whether a "no" rules out the items that have the attribute.
SYSTEMS = {
    "expected gain": (agents.gain, True),
    "expected gain, a no rules nothing out": (agents.gain, False),
    "always recommend": (agents.always, True),
    "random question": (agents.random, True),
    "largest entropy": (agents.entropy, True),
}
PUBLISHED = {
    "lastfm_star": "published (Deng et al., SIGIR 2021): UNICORN on this set's test pairs SR@15 .788, AT 7.58; "
    "on LastFM with its 33 merged attributes UNICORN .535, 11.82, SCPR .465"
}


@click.command()
@click.option(
    "--data",
    "path",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="Folder of train.json, valid.json, item_attributes.json, or a file of user -> items beside them.",
)
@click.option("-n", "n_talks", type=click.IntRange(1), default=1000, show_default=True, help="Talks.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write each talk as a JSON line.")
def asking(path: Path, n_talks: int, seed: int, out: Path | None, predictions: Path | None) -> None:
    """Id-only benchmark of asking: success within 15 turns and average turns, beside SCPR and UNICORN."""
    try:
        found = data.read(path)
    except KnowledgeError as error:
        raise click.ClickException(str(error)) from error
    rng = np.random.default_rng(seed)
    pairs = rng.permutation(found.pairs)[:n_talks]
    # The shopper's first word is drawn once, so that every agent meets the same shoppers.
    openings = [int(rng.choice(found.has[[item]].indices)) for _, item in pairs]
    likes = taste.fit(found, seed)
    report = Report(f"asking ({found.name})", path, seed, len(pairs))
    rows = []
    for name, (agent, no_rules_out) in SYSTEMS.items():
        own = np.random.default_rng(seed)
        turns: list[int | None] = []
        todo = list(zip(pairs, openings, strict=True))
        for (user, item), opening in track(todo, name, transient=True):
            prior = likes.prior(int(user))
            turn, done = play(agent, found.has, prior, int(item), opening, own, no_rules_out)
            turns.append(turn)
            rows.append({"input": [int(user), opening], "gold": int(item), "predicted": done, "system": name})
        report.systems[name] = figures(turns)
    weights = ", ".join(f"{w:.2f}" for w in likes.weights)
    report.notes.append(f"learnt from {len(found.learnt)} talks: weights of popularity, items, attributes {weights}")
    if found.name in PUBLISHED:
        report.notes.append(PUBLISHED[found.name])
    click.echo(report.table())
    if out:
        report.write(out)
    if predictions:
        write_predictions(predictions, rows)


def figures(turns: list[int | None]) -> dict[str, float]:
    """Return the shares of talks that succeed within 5, 10 and 15 turns and the mean turns, a failure as MAX_TURNS."""
    return {
        **{f"success_at_{k}": sum(t is not None and t <= k for t in turns) / len(turns) for k in (5, 10, MAX_TURNS)},
        "turns": sum(t or MAX_TURNS for t in turns) / len(turns),
    }
