"""The graph components one by one and in their order, without a trained model."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.types import Act, Understanding
from nlu.components import understanding
from nlu.components.normaliser import NORMALISED, ShopperTextNormaliser
from nlu.components.tokenizer import CharacterPieceTokenizer, pieces
from nlu.components.understanding import DATA_VARIABLE, MODEL_VARIABLE, ShopUnderstanding, main_act
from nlu.names import ACT_PRIORITY, UNDERSTANDING

DOUBLE = f"{__name__}.Echo"


class Echo:
    """Says back what it was given; a text of acts' names means these acts."""

    def __init__(self, lexicons: Any, reader: Any = None) -> None:
        self.lexicons, self.reader, self.warm = lexicons, reader, False

    def warm_up(self) -> None:
        self.warm = True

    def understand(self, text: str, metadata: dict[str, Any]) -> Understanding:
        acts = [Act(name, 0.7) for name in text.split() if name in ACT_PRIORITY] or [Act("inform", 0.5)]
        return Understanding(text, "zh", acts, keywords=str(metadata.get("shop", "")))


def make(component: Any, folder: Path, **config: Any) -> Any:
    return component.create(
        {**component.get_default_config(), **config},
        LocalModelStorage(folder),
        Resource("test"),
        ExecutionContext(GraphSchema({})),
    )


def process(text: Any, folder: Path, **metadata: Any) -> Message:
    """Run a text through the pipeline of config.yml and Rasa's handler of typed intents behind it."""
    messages = [Message({"text": text, "metadata": metadata or None}, output_properties={"text_tokens"})]
    for component in (
        make(ShopperTextNormaliser, folder),
        make(CharacterPieceTokenizer, folder),
        make(ShopUnderstanding, folder, understander=DOUBLE),
        RegexMessageHandler(),
    ):
        messages = component.process(messages)
    return messages[0]


def tokens(text: str, folder: Path) -> list[tuple[str, str]]:
    """Return each token's text and the characters of the typed text that it covers."""
    return [(token.text, text[token.start : token.end]) for token in process(text, folder).get("text_tokens")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要14寸的", ["要", "14", "寸", "的"]),
        ("iPhone15 pro", ["iphone", "15", "pro"]),
        ("6.1英寸", ["6.1", "英", "寸"]),
        ("3k5，红", ["3", "k", "5", ",", "红"]),
        ("", []),
        ("   ", []),
    ],
)
def test_cuts_chinese_by_character_and_the_rest_by_piece(text: str, expected: list[str], tmp_path: Path) -> None:
    assert [token for token, _ in tokens(text, tmp_path)] == expected


def test_tokens_point_into_the_text_as_typed(tmp_path: Path) -> None:
    assert tokens("ＡＢ　 紅色", tmp_path) == [("ab", "ＡＢ"), ("红", "紅"), ("色", "色")]


@pytest.mark.parametrize("seed", range(50))
def test_pieces_cover_every_character_but_spaces_once(seed: int) -> None:
    text = "".join(random.Random(seed).choices("手机ab1.5 \n，😀-é\u0301", k=30))
    covered = [position for start, end in pieces(text) for position in range(start, end)]
    assert covered == [position for position, character in enumerate(text) if not character.isspace()]


def test_intent_is_the_strongest_act_and_understanding_is_output(tmp_path: Path) -> None:
    message = process("greet inform compare", tmp_path, shop="books")
    parsed = message.as_dict(only_output_properties=True)
    assert parsed["intent"] == {"name": "compare", "confidence": 0.7}
    assert [act["name"] for act in parsed[UNDERSTANDING]["acts"]] == ["greet", "inform", "compare"]
    assert parsed[UNDERSTANDING]["keywords"] == "books"
    assert parsed["entities"] == []
    assert NORMALISED not in parsed
    assert "text_tokens" not in parsed


def test_every_act_has_its_place_and_unknown_ones_come_last() -> None:
    for position, name in enumerate(ACT_PRIORITY):
        weaker = [Act(other) for other in ACT_PRIORITY[position:]]
        assert main_act([Act("not_an_act"), *reversed(weaker)]).name == name
    with pytest.raises(ValueError, match="found none"):
        main_act([])


@pytest.mark.parametrize("text", ["/restart", " /greet", '/handoff{"item": "x"}', "/", "//", "/unknown"])
def test_typed_intents_of_rasa_change_nothing(text: str, tmp_path: Path) -> None:
    message = process(text, tmp_path)
    assert message.get("intent")["name"] == "inform"
    assert message.get(UNDERSTANDING)["text"] == text


@pytest.mark.parametrize("text", [None, "", "\0\x1b", "x" * 100_000, "手" * 100_000, "😀" * 3000, "\ud800"])
def test_hostile_texts_pass(text: Any, tmp_path: Path) -> None:
    assert process(text, tmp_path).get("intent")["name"] == "inform"


def test_lexicons_lie_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    component = make(ShopUnderstanding, tmp_path, understander=DOUBLE)
    assert Path(component._understander.lexicons.directory) == tmp_path / "lexicon"


def test_is_warm_before_the_first_shopper(tmp_path: Path) -> None:
    assert make(ShopUnderstanding, tmp_path, understander=DOUBLE)._understander.warm


def test_without_a_model_the_rules_are_alone_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.setattr(understanding, "_CHECKOUT", tmp_path)
    with caplog.at_level("WARNING"):
        component = make(ShopUnderstanding, tmp_path, understander=DOUBLE)
    assert component._understander.reader is None
    assert [r for r in caplog.records if "rules understand alone" in r.getMessage()]


def test_a_model_that_is_named_and_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(FileNotFoundError, match=r"none, which is no folder"):
        make(ShopUnderstanding, tmp_path, understander=DOUBLE)


def test_an_incomplete_model_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path))
    with pytest.raises(FileNotFoundError, match=r"model\.onnx"):
        make(ShopUnderstanding, tmp_path, understander=DOUBLE)


def test_wrong_understander_is_named(tmp_path: Path) -> None:
    with pytest.raises(AttributeError, match="NoSuch"):
        make(ShopUnderstanding, tmp_path, understander="nlu.understand.NoSuch")


def test_training_data_is_normalised_and_cut(tmp_path: Path) -> None:
    data = TrainingData([Message({"text": "ＡＢ 12"}), Message({"intent": "greet"})])
    data = make(ShopperTextNormaliser, tmp_path).process_training_data(data)
    data = make(CharacterPieceTokenizer, tmp_path).process_training_data(data)
    assert [token.text for token in data.training_examples[0].get("text_tokens")] == ["ab", "12"]
    assert data.training_examples[1].get("text_tokens") is None


def test_names_are_not_those_of_rasas_own_components() -> None:
    import re

    import rasa

    source = (Path(rasa.__file__).parent / "engine" / "recipes" / "default_components.py").read_text("utf-8")
    theirs = set(re.findall(r"\b[A-Z]\w+", source))
    ours = {
        name for name, entry in DefaultV1Recipe._registered_components.items() if entry.clazz.__module__[:4] != "rasa"
    }
    assert ours >= {"ShopperTextNormaliser", "CharacterPieceTokenizer", "ShopUnderstanding"}
    assert len(theirs) > 20
    assert not ours & theirs
