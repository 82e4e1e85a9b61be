"""A writer model of ours in this process: where it lies, and which adapter does which task.

Owns: finding the folders, one model for all tasks. Does not know: what is written, or under which rules. A model of
ours is a folder that `daogou train writer` makes; its adapters lie in `adapters/` there, a folder for each task.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from finetune.decode.model import WriterModel
from finetune.decode.weights import can_read
from finetune.requests import TASKS, WRITE, Task
from finetune.settings import WriterSettings

#: The writer that comes with the checkout (`make models`).
SHIPPED = Path(__file__).resolve().parents[2] / "models" / "writer"
ADAPTERS = "adapters"
_ADAPTER_FILE = "adapter_config.json"


class NoWriter(ValueError):
    """The settings want a writer in this process, and there is none where they point."""


@dataclass(frozen=True)
class OwnWriter:
    """`model`, and `adapters`: the folder of each task that has one. Without any adapter the base writes replies and
    ads by itself, as a merged model does; sums and rewriting are then left to the template.
    """

    model: WriterModel
    adapters: dict[Task, str]

    def adapter(self, task: Task) -> str | None:
        """Return the folder of a task's adapter, "" = the base alone, None = this writer does not do the task."""
        if self.adapters:
            return self.adapters.get(task)
        return "" if task in ("reply", "adcopy") else None


def place(settings: WriterSettings) -> str:
    """Return the folder or hub name of the local model: the one named, else the shipped one.

    Raises NoWriter where none is named and none ships.
    """
    if settings.writer_model:
        return settings.writer_model
    if is_ours(SHIPPED):
        return str(SHIPPED)
    raise NoWriter(
        f"DAOGOU_WRITER=local: expected a writer in {SHIPPED}, found none; set DAOGOU_WRITER_MODEL to a folder or hub"
        " name of a causal language model, or make one (docs/writer.md)"
    )


def load(settings: WriterSettings) -> OwnWriter | None:
    """Return the writer of ours that the settings name; None where they name another model.

    Raises NoWriter, and what weights.read raises for a folder that cannot be read.
    """
    folder = Path(place(settings))
    if not is_ours(folder):
        return None
    adapters = _adapters(settings.writer_adapter, folder)
    model = WriterModel(folder, max_pieces=settings.writer_pieces)
    model.decoder(adapters.get("reply", ""))  # what every shopper needs is made at start, the others when first used
    return OwnWriter(model, adapters)


def is_ours(folder: Path) -> bool:
    """Say whether a folder holds a model made by `daogou train writer`: one that knows our requests."""
    path = folder / "tokenizer.json"
    return can_read(folder) and path.is_file() and f'"{WRITE}"' in path.read_text("utf-8")


def _adapters(named: str, model: Path) -> dict[Task, str]:
    """Return task -> folder below the folder named, else below the model's own; a single adapter words replies."""
    folder = Path(named) if named else model / ADAPTERS
    if (folder / _ADAPTER_FILE).is_file():
        return {"reply": str(folder)}
    found = {task: str(folder / task) for task in TASKS if (folder / task / _ADAPTER_FILE).is_file()}
    if named and not found:
        raise NoWriter(f"DAOGOU_WRITER_ADAPTER: expected an adapter, or a folder of {', '.join(TASKS)}, in {named}")
    if found and "reply" not in found:
        raise NoWriter(f"{folder}: expected an adapter for replies in reply/, found {', '.join(found)}")
    return found
