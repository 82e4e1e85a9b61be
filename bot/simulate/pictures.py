"""Draws the pictures of a run: success by turn, turns per category. Owns: the files. Does not know how figures arise.

Labels are English: matplotlib ships no Chinese font.
"""

from __future__ import annotations

from pathlib import Path

from bot.simulate import phrases
from bot.simulate.run import MAX_TURNS, Talk, mean_turns


def success_by_turn(talks: list[Talk]) -> list[float]:
    """Return the share of talks that found their good by turn 1, 2, … MAX_TURNS, 0 to 1."""
    found = [talk.found_at or MAX_TURNS + 1 for talk in talks]
    return [sum(f <= turn for f in found) / len(found) for turn in range(1, MAX_TURNS + 1)]


def draw(talks: dict[str, list[Talk]], folder: Path) -> list[Path]:
    """Draw all runs (name -> talks) into `folder`; return the files: success by turn, turns per category of each."""
    # The non-interactive canvas, whatever the machine's display is; nothing global is touched.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    folder.mkdir(parents=True, exist_ok=True)
    figure = Figure(figsize=(7, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for name, found in talks.items():
        axes.step(range(1, MAX_TURNS + 1), success_by_turn(found), where="post", label=name)
    axes.set(xlabel="turn", ylabel="share of shoppers who found their good", ylim=(0, 1.02), xlim=(1, MAX_TURNS))
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right", fontsize=8)
    files = [folder / "success-by-turn.png"]
    figure.savefig(files[0], dpi=110)
    for name, found in talks.items():
        shop = found[0].shopper.world.shop
        turns = mean_turns(found, lambda s, shop=shop: phrases.category_name(shop, s.target.category, "en"))  # type: ignore[misc]
        figure = Figure(figsize=(7, 1 + 0.22 * len(turns)), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        ordered = sorted(turns.items(), key=lambda pair: -pair[1])
        axes.barh([category for category, _ in ordered], [mean for _, mean in ordered])
        axes.set(xlabel="mean turns", title=name)
        axes.tick_params(axis="y", labelsize=7)
        files.append(folder / f"turns-{name.replace(' ', '-')}.png")
        figure.savefig(files[-1], dpi=110)
    return files
