"""Replies are measured by what they leave out and make up, styles by a judge that saw other wordings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from finetune.ads.brief import STYLES
from finetune.compress.distil import DistilSettings, distil
from finetune.compress.prune import pruned
from finetune.decode import weights
from finetune.decode.decoder import Decoder
from finetune.evaluate.adcopy import Example, adcopy
from finetune.evaluate.claims import Claims
from finetune.evaluate.compression import compression
from finetune.evaluate.decoding import decoding
from finetune.evaluate.reply import repeated, reply, slot_errors
from finetune.evaluate.style import StyleJudge, accuracy, style
from finetune.requests import request
from finetune.tasks.crosswoz import Turn, turns
from finetune.tasks.styles import frames, wordings
from tests.finetune.corpora import crosswoz


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crosswoz(tmp_path_factory.mktemp("data") / "crosswoz")


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("推荐小吊梨汤，评分4.6分。", 0.0),
        ("推荐小吊梨汤。", 0.5),  # the rating is missing
        ("推荐小吊梨汤，评分4.6分，人均80元。", 0.5),  # a figure is made up
        ("推荐小吊梨，评分4.8分。", 1.5),
    ],
)
def test_slot_errors_are_what_is_missing_or_made_up(text: str, errors: float) -> None:
    turn = Turn((("Inform+餐馆+名称", ("小吊梨汤",)), ("Inform+餐馆+评分", ("4.6分",))), "")
    assert slot_errors([turn], [text]) == errors


def test_peoples_wordings_are_filled(folder: Path) -> None:
    found = repeated(turns(folder / "val.json.zip"), folder)
    assert "小吊梨汤" in found[0]
    assert found[1] == "可以去颐和园或者圆明园。"
    assert found[2] == "有的，提供吹风机。"
    assert not any("[" in text for text in found)


def test_the_command_prints_the_writer_beside_its_baselines(folder: Path, own_writer: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    arguments = [
        "--data",
        str(folder),
        "--model",
        str(own_writer),
        "--out",
        str(out),
        "--predictions",
        str(tmp_path / "p"),
    ]
    result = CliRunner().invoke(reply, arguments)
    assert result.exit_code == 0, result.output
    systems = json.loads(out.read_text("utf-8"))["systems"]
    assert list(systems) == ["writer", "template", "commonest wording"]
    assert systems["writer"]["ser"] == systems["template"]["ser"] == 0
    assert 0 < systems["template"]["bleu4"] < 1
    assert len((tmp_path / "p").read_text("utf-8").splitlines()) == 5


def test_the_judge_knows_styles_that_it_never_saw() -> None:
    judge = StyleJudge()
    own = [(text, s) for f in frames() for s in STYLES for text in wordings(f, s, "tuning")]
    assert accuracy(judge, [t for t, _ in own], [s for _, s in own]) > 0.85
    assert judge.styles(["请您参考，敬请谅解。", "来报到啦～嘿嘿！", "缺货。"]) == ["formal", "playful", "brief"]
    assert accuracy(judge, ["缺货。"], ["formal"]) == 0


def test_style_is_measured_beside_rules_and_drafts(folder: Path, own_writer: Path) -> None:
    result = CliRunner().invoke(style, ["--data", str(folder), "--model", str(own_writer), "--limit", "3"])
    assert result.exit_code == 0, result.output
    for name in ("writer", "rules", "draft as it is", "never saw"):
        assert name in result.output


def test_claims_beyond_the_attributes_are_counted() -> None:
    known = [Example((("类型", "裤"), ("材质", v)), "裤", "") for v in ("牛仔布", "雪纺") * 3]
    own = Example((("类型", "裤"), ("材质", "牛仔布"), ("长", "120厘米")), "裤", "")
    claims = Claims(known)
    assert claims.of("牛仔布的裤子，长120厘米", own) == []
    assert claims.of("雪纺的裤子，2米长，防水，最美", own) == ["number 2", "value 雪纺", "claim 防水", "superlative 最"]
    assert claims.per_text(["雪纺裤", "裤子"], [own, own]) == 0.5


def test_copy_of_a_model_stands_beside_the_baselines(own_writer: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"content": f"类型#裤*颜色#{c}{i}", "summary": f"{c}裤子显瘦{i}"} for i in range(12) for c in "红黄蓝"]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    result = CliRunner().invoke(adcopy, ["--data", str(path), "--model", str(own_writer), "--limit", "2"])
    assert result.exit_code == 0, result.output
    assert result.output.index("writer") < result.output.index("template")
    assert "claims" in result.output


def test_speed_stands_beside_transformers(own_writer: Path) -> None:
    arguments = ["--model", str(own_writer), "--prompt-pieces", "5", "--pieces", "3", "-n", "1"]
    result = CliRunner().invoke(decoding, arguments)
    assert result.exit_code == 0, result.output
    for name in ("ours, int8", "ours, fp32", "transformers, fp32", "transformers, bf16", "times as fast"):
        assert name in result.output


def test_a_pruned_model_is_smaller_and_still_itself(own_writer: Path) -> None:
    whole = weights.read(own_writer)
    less = pruned(whole, 0.5)
    assert less.config["intermediate_size"] == 32
    assert less.tensors["model.layers.1.mlp.down_proj.weight"].shape == (32, 32)
    assert Decoder.of(less).n_bytes < Decoder.of(whole).n_bytes
    same = Decoder.of(pruned(whole, 0.0), "fp32").read([5, 6])[0]
    assert (same == Decoder.of(whole, "fp32").read([5, 6])[0]).all()
    with pytest.raises(ValueError, match="share"):
        pruned(whole, 1.0)


def test_a_student_learns_and_stands_in_the_table(own_writer: Path, tmp_path: Path) -> None:
    import numpy as np

    rows = np.random.default_rng(1).integers(60, 500, (20, 16)).astype(np.uint16)
    np.savez(tmp_path / "packed.npz", train=rows)
    settings = DistilSettings(32, 1, 2, 1, 32, 16, batch=4, steps=20)
    assert distil(own_writer, tmp_path / "packed.npz", tmp_path / "student", settings)["from_teacher"] < 20
    pairs = tmp_path / "pairs.jsonl"
    asked = request("reply", [("draft", "地址是<s0>。")])
    pairs.write_text(json.dumps({"prompt": asked, "text": "地址在<s0>。"}, ensure_ascii=False) + "\n", "utf-8")
    arguments = [
        "--model",
        str(own_writer),
        "--data",
        str(pairs),
        "--student",
        str(tmp_path / "student"),
        "--share",
        "0.5",
    ]
    result = CliRunner().invoke(compression, [*arguments, "--out", str(tmp_path / "r.json")])
    assert result.exit_code == 0, result.output
    systems = json.loads((tmp_path / "r.json").read_text("utf-8"))["systems"]
    assert list(systems) == ["bf16", "int8", "pruned 50%, int8", "distilled, int8"]
    assert systems["bf16"]["loss"] < 1 < systems["distilled, int8"]["loss"]  # it was taught this pair
    assert systems["distilled, int8"]["MB"] < systems["int8"]["MB"]
