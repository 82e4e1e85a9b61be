"""A writer of ours is found where it lies, with an adapter for each task; what is missing is told at start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM

from finetune.generate import WriterSettings, own, writer
from finetune.generate.backends import copywriter, own_writer
from finetune.generate.own import NoWriter
from finetune.generate.slot_writer import SlotWriter
from tests.finetune import world
from tests.finetune.tiny import checkpoint


@pytest.fixture(scope="module")
def house(own_writer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny writer with adapters for replies and ads, as models/writer ships."""
    folder = tmp_path_factory.mktemp("models") / "writer"
    shutil.copytree(own_writer, folder)
    tuned = get_peft_model(AutoModelForCausalLM.from_pretrained(folder), LoraConfig(r=2, target_modules="all-linear"))
    for task in ("reply", "adcopy"):
        tuned.save_pretrained(folder / "adapters" / task)
    return folder


def test_the_shipped_writer_is_found_with_its_adapters(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "SHIPPED", house)
    found = own_writer(WriterSettings(writer="local"))
    assert found is not None
    assert found.adapter("reply") == str(house / "adapters" / "reply")
    assert found.adapter("summary") is None, "without an adapter it does not sum up reviews"
    assert copywriter(found) is not None
    served = writer(WriterSettings(writer="local"), found)
    assert isinstance(served._inner, SlotWriter)
    assert served.write(world.prompt(world.recommended())).text


def test_without_one_the_start_fails_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "SHIPPED", tmp_path / "writer")
    with pytest.raises(NoWriter, match=r"found none; set DAOGOU_WRITER_MODEL .*docs/writer\.md"):
        writer(WriterSettings(writer="local"))
    assert own_writer(WriterSettings()) is None, "the template needs none"


def test_adapters_may_lie_elsewhere(house: Path, tmp_path: Path) -> None:
    def found(adapter: str) -> dict[str, str]:
        made = own.load(WriterSettings(writer="local", writer_model=str(house), writer_adapter=adapter))
        assert made is not None
        return dict(made.adapters)

    reply = str(house / "adapters" / "reply")
    assert found(reply) == {"reply": reply}, "a single one words replies"
    assert set(found(str(house / "adapters"))) == {"reply", "adcopy"}
    with pytest.raises(NoWriter, match="expected an adapter, or a folder of reply"):
        found(str(tmp_path))
    shutil.copytree(reply, tmp_path / "adcopy")
    with pytest.raises(NoWriter, match="expected an adapter for replies"):
        found(str(tmp_path))


def test_a_base_alone_words_replies_and_ads(own_writer: Path) -> None:
    made = own.load(WriterSettings(writer="local", writer_model=str(own_writer)))
    assert made is not None
    assert [made.adapter(task) for task in ("reply", "adcopy", "summary", "rewrite")] == ["", "", None, None]


def test_other_models_are_not_ours(tmp_path: Path) -> None:
    assert own.load(WriterSettings(writer="local", writer_model=checkpoint(tmp_path / "other"))) is None
