"""Training: what makes a model current, and what happens when it goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy import train as training
from bot.policy.train import CONFIG, DOMAIN, FINGERPRINT, MODEL, RULES, fingerprint, is_current


def test_trained_model_is_current_until_a_file_changes(model: Path, tiny_config: Path, tmp_path: Path) -> None:
    assert is_current(model.parent, fingerprint(config=tiny_config))
    assert not is_current(model.parent, fingerprint())  # the project's own config is another file
    changed = tmp_path / DOMAIN.name
    changed.write_text(DOMAIN.read_text("utf-8") + "\n# changed\n", "utf-8")
    assert not is_current(model.parent, fingerprint(config=tiny_config, domain=changed))
    assert sorted(path.name for path in model.parent.iterdir()) == [MODEL, FINGERPRINT]  # no leftovers


def test_current_model_is_not_trained_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / MODEL).write_bytes(b"model")
    (tmp_path / FINGERPRINT).write_text(fingerprint())
    assert training.main(["--out", str(tmp_path)]) == 0
    assert "is current" in capsys.readouterr().out
    assert (tmp_path / MODEL).read_bytes() == b"model"


def test_failed_training_says_why_and_keeps_the_old_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / MODEL).write_bytes(b"old")
    wrong = tmp_path / "config.yml"
    wrong.write_text(CONFIG.read_text("utf-8").replace("MainActPolicy", "NoSuchPolicy"), "utf-8")
    monkeypatch.setattr(training, "train", lambda out, run=training.train: run(out, config=wrong))
    assert training.main(["--out", str(tmp_path)]) == 1
    assert "NoSuchPolicy" in capsys.readouterr().err
    assert (tmp_path / MODEL).read_bytes() == b"old"


def test_domain_and_rules_say_what_the_shared_names_say() -> None:
    import yaml

    from nlu.names import ACTION_OF_ACT, ACTIONS, ACTS, SLOT_STATE, SPAN_LABELS

    domain = yaml.safe_load(DOMAIN.read_text("utf-8"))
    assert [next(iter(intent)) for intent in domain["intents"]] == list(ACTS)
    assert domain["entities"] == list(SPAN_LABELS)
    assert domain["actions"] == list(ACTIONS)
    assert list(domain["slots"]) == [SLOT_STATE]
    assert domain["session_config"]["session_expiration_time"] == 0
    rules = yaml.safe_load(RULES.read_text("utf-8"))["rules"]
    assert rules
    for rule in rules:
        intent, action = rule["steps"]
        assert ACTION_OF_ACT[intent["intent"]] == action["action"], rule["rule"]
