"""What ships is a writer that is found and served, names no folder of the machine that trained it, and is small."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM

from finetune import shipping
from finetune.generate import WriterSettings, own
from finetune.requests import TASKS
from finetune.shipping import CannotShip, ship


@pytest.fixture(scope="module")
def adapters(own_writer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter for each task, as `daogou train generator` leaves them."""
    folder = tmp_path_factory.mktemp("adapters")
    tuned = get_peft_model(
        AutoModelForCausalLM.from_pretrained(own_writer), LoraConfig(r=2, target_modules="all-linear")
    )
    for task in TASKS:
        tuned.save_pretrained(folder / task)
        shutil.copyfile(own_writer / "tokenizer.json", folder / task / "tokenizer.json")
        (folder / task / "card.json").write_text(json.dumps({"task": task, "base": str(own_writer)}), "utf-8")
    return folder


def test_what_ships_is_served(own_writer: Path, adapters: Path, tmp_path: Path) -> None:
    out = tmp_path / "writer"
    sizes = ship(own_writer, adapters, out)
    assert set(sizes) == {"base", *TASKS}
    found = own.load(WriterSettings(writer="local", writer_model=str(out)))
    assert found is not None
    assert set(found.adapters) == set(TASKS)
    for task in TASKS:
        folder = out / "adapters" / task
        found.model.decoder(str(folder))
        assert {p.name for p in folder.iterdir()} == {"adapter_config.json", "adapter_model.safetensors", "card.json"}
        assert str(own_writer.parent) not in "".join(p.read_text("utf-8") for p in folder.glob("*.json"))
        half, whole = (d / "adapter_model.safetensors" for d in (folder, adapters / task))
        assert half.stat().st_size < 0.8 * whole.stat().st_size
    assert ship(own_writer, adapters, out) == sizes, "again, in place of what was there"


def test_what_is_no_writer_or_too_large_is_refused(
    own_writer: Path, adapters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "writer"
    with pytest.raises(CannotShip, match="daogou train writer"):
        ship(adapters, adapters, out)
    some = tmp_path / "some"
    shutil.copytree(adapters / "reply", some / "reply")
    with pytest.raises(CannotShip, match="found none for adcopy, summary, rewrite"):
        ship(own_writer, some, out)
    monkeypatch.setattr(shipping, "MAX_FILE_MB", 0.001)
    with pytest.raises(CannotShip, match=r"found .* of .* MB"):
        ship(own_writer, adapters, out)
    assert not out.exists()
