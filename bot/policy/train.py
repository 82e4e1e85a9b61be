"""Trains the Rasa model: `python -m bot.policy.train --out DIR`.

Owns: which files make the model, the fingerprint that tells whether training can be skipped. Does not know: serving.

Rasa's own `rasa train` needs TensorFlow (20 s of imports); the same graph trains here without it, in a few seconds.
What is learnt is little: understanding brings its own model, and our policy maps acts to actions.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

from bot.policy.quiet import set_up
from bot.policy.spared import spare

CHECKOUT = Path(__file__).resolve().parents[2]
MODEL = "daogou.tar.gz"
FINGERPRINT = "fingerprint"
CONFIG, DOMAIN, RULES = CHECKOUT / "config.yml", CHECKOUT / "bot" / "domain.yml", CHECKOUT / "bot" / "rules.yml"


def fingerprint(config: Path = CONFIG, domain: Path = DOMAIN, rules: Path = RULES) -> str:
    """Return a hash of all that the model depends on: its three files, our components and policies, their names."""
    code = [*(CHECKOUT / "nlu" / "components").glob("*.py"), *(CHECKOUT / "bot" / "policy").glob("*.py")]
    code += [CHECKOUT / "nlu" / "names.py"]
    digest = hashlib.sha256()
    for path in (config, domain, rules, *sorted(code)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current(out: Path, wanted: str) -> bool:
    """Say whether `out` holds a model made from files with this fingerprint."""
    mark = out / FINGERPRINT
    return (out / MODEL).is_file() and mark.is_file() and mark.read_text("utf-8").strip() == wanted


def train(out: Path, config: Path = CONFIG, domain: Path = DOMAIN, rules: Path = RULES) -> Path:
    """Train into `out` and return the model's path; an older model stays in place until the new one is whole.

    Raises rasa.shared.exceptions.RasaException for a wrong file.
    """
    spare()
    set_up("error")
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # Rasa would keep a cache of training steps in the working directory.
    import rasa.engine.validation
    from rasa.engine.caching import LocalTrainingCache
    from rasa.engine.recipes.recipe import Recipe
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.training.graph_trainer import GraphTrainer
    from rasa.shared.data import TrainingType
    from rasa.shared.importers.importer import TrainingDataImporter

    from bot.policy.runner import OrderedGraphRunner

    out.mkdir(parents=True, exist_ok=True)
    importer = TrainingDataImporter.load_from_config(str(config), str(domain), [str(rules)])
    recipe = Recipe.recipe_for_name("default.v1")
    graph = recipe.graph_config_for_recipe(importer.get_config(), {}, training_type=TrainingType.BOTH)
    rasa.engine.validation.validate(graph)
    with tempfile.TemporaryDirectory(dir=out) as work:
        os.environ["RASA_CACHE_DIRECTORY"] = work
        trainer = GraphTrainer(LocalModelStorage(Path(work) / "storage"), LocalTrainingCache(), OrderedGraphRunner)
        fresh = Path(work) / MODEL
        (Path(work) / "storage").mkdir()
        trainer.train(graph, importer, fresh, force_retraining=True)
        (out / FINGERPRINT).unlink(missing_ok=True)
        os.replace(fresh, out / MODEL)
        (out / FINGERPRINT).write_text(fingerprint(config, domain, rules) + "\n", "utf-8")
    return out / MODEL


def main(arguments: list[str] | None = None) -> int:
    """Train unless the model is current; return 0, or 1 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bot.policy.train", description="Train the Rasa model.")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model; made if absent")
    parser.add_argument("--force", action="store_true", help="train even where the model is current")
    given = parser.parse_args(arguments)
    if not given.force and is_current(given.out, fingerprint()):
        print(f"Rasa model: {given.out / MODEL} is current")
        return 0
    print("Rasa model: training ...", end="", flush=True)
    begun = time.perf_counter()
    try:
        train(given.out)
    except Exception as error:  # a door: whatever went wrong becomes one line and exit code 1
        print(" failed")
        print(f"bot.policy.train: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(f" {time.perf_counter() - begun:.1f} s, {given.out / MODEL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
