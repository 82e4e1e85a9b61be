"""Starting: what is checked before anything slow, and that TensorFlow stays out."""

from __future__ import annotations

import argparse
import json
import socket
import sys
from pathlib import Path

import pytest

from bot.policy.failure import failure_message, locale_of_turn
from bot.policy.launch import CannotStart, check, main
from bot.policy.spared import SparedPackage
from knowledge.types import Payload, from_json


def test_missing_model_says_how_to_train_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "1", "--actions-url", "http://x/webhook", "--data", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "python -m bot.policy.train --out" in error


def test_taken_port_is_named(model: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"port {port} is taken"):
            check(argparse.Namespace(port=port, data=tmp_path), model)


def test_unusable_data_folder_is_named(model: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="data folder"):
        check(argparse.Namespace(port=0, data=tmp_path / "file" / "below"), model)


def test_broken_model_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no archive")
    arguments = ["--port", "0", "--actions-url", "http://x/webhook", "--data", str(tmp_path), "--model", str(broken)]
    assert main(arguments) == 1
    assert "broken.tar.gz is no model archive" in capsys.readouterr().err


def test_spared_packages_can_be_named_but_not_used() -> None:
    import tensorflow

    class Below(tensorflow.keras.Model):
        pass

    assert issubclass(Below, Exception)
    with pytest.raises(SparedPackage, match=r"tensorflow\.constant was used"):
        tensorflow.constant(1)
    assert not hasattr(sys.modules["tensorflow"], "__file__")


@pytest.mark.parametrize("locale", ["zh", "en", "fr"])
def test_failure_offers_a_person_by_a_valid_payload(locale: str) -> None:
    message = failure_message(locale)
    assert (message["act"], message["topic"], message["degraded"]) == ("sorry", "failure", True)
    (reply,) = message["quick_replies"]
    assert from_json(Payload, json.loads(reply["payload"])) == Payload(acts=["handoff"])


def test_failure_speaks_the_language_of_the_utterance_first() -> None:
    assert locale_of_turn({"understanding": {"locale": "en"}}, {"locale": "zh"}) == "en"
    assert locale_of_turn({}, {"locale": "en"}) == "en"
    assert locale_of_turn(None, None) == "zh"
