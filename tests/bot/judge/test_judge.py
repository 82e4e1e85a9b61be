"""The judge marks planted faults down and leaves a good turn alone; it says what is wrong with what it cannot read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.judge import agreement, measures
from bot.judge.task import judge
from bot.judge.transcript import BadTranscript, Turn, read, turns

CARD = {"item_id": "a", "title": "云雀 轻跑 黑色", "price": 399.0, "category": "跑鞋", "reasons": ["重量240g"],
        "attributes": {"weight_g": 240.0, "waterproof": "不防水"}}  # fmt: skip
OTHER = {**CARD, "item_id": "b", "title": "松果 长跑 白色", "price": 299.0}


def bot(act: str, text: str, *cards: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"role": "bot", "act": act, "text": text, "items": list(cards), "quick_replies": [], **more}


def turn(said: str, reply: dict[str, Any], *before: dict[str, Any], locale: str = "zh") -> Turn:
    return Turn("t", locale, len(before) + 1, list(before), said, reply)


SHOWN = bot("recommend", "跑鞋的话，先看这两款。松果长跑最便宜，299元。", CARD, OTHER)
GOOD = turn("想买跑鞋", SHOWN)


def test_a_good_turn_loses_nothing_much() -> None:
    found = measures.judge(GOOD)
    assert found["overall"] > 0.95
    assert all(0 <= value <= 1 for value in found.values())


@pytest.mark.parametrize(
    ("measure", "bad"),
    [
        ("coherence", turn("第一个多重？", bot("recommend", "跑鞋先看这款。", CARD), SHOWN)),
        ("coherence", turn("黑色的", bot("sorry", "没太明白，可以换个说法吗？"), SHOWN)),
        ("coherence", turn("黑色的", bot("recommend", "好，不限预算了。黑色的有这款。", CARD), SHOWN)),
        ("coherence", turn("黑色的", bot("handoff", "要不要转人工？"), SHOWN)),
        ("coherence", turn("第一个加到心愿单", bot("sorry", "还没给您看过商品呢，想找什么？"), SHOWN)),
        ("repetition", turn("还有吗", SHOWN, SHOWN)),
        ("repetition", turn("轻", bot("ask", "预算？", attribute="price"), bot("ask", "多少？", attribute="price"))),
        ("relevance", turn("防水的", bot("recommend", "先看这款。云雀轻跑最便宜，399元。", CARD), SHOWN)),
        ("relevance", turn("羽绒的", bot("answer", "“羽绒”商品资料里没有写，我不乱猜。", CARD), SHOWN)),
        ("length", turn("想买跑鞋", bot("recommend", "跑鞋的话，" + "这一款很好，那一款也很好。" * 20, CARD))),
        ("honesty", turn("想买跑鞋", bot("recommend", "跑鞋先看这款，只要199元，重188g。", CARD))),
        ("honesty", turn("防水的", bot("recommend", "先看这款。云雀轻跑，399元。", CARD), SHOWN)),
        ("honesty", turn("想买跑鞋", bot("recommend", "跑鞋先看这款。", CARD, degraded=True))),
        ("honesty", turn("what is the weight?", bot("answer", "The product data doesn't say.", CARD), locale="en")),
    ],
)  # fmt: skip
def test_a_planted_fault_is_marked_down(measure: str, bad: Turn) -> None:
    assert measures.MEASURES[measure](bad) <= measures.MEASURES[measure](GOOD) - 0.25


@pytest.mark.parametrize(
    "fine",
    [
        turn("谢谢", bot("chat", "不客气。"), SHOWN),
        turn("第一个多重", bot("answer", "云雀轻跑的重量是240g。", CARD), SHOWN),
        turn("转人工", bot("handoff", "好的，帮您转人工。"), SHOWN),
        turn("黑色的，预算无所谓了", bot("recommend", "好，不限预算了。黑色的有这款。", CARD), SHOWN),
        turn("are you a bot?", bot("chat", "Yes, I am a bot."), locale="en"),
        turn("就第一个", bot("chat", "好，就云雀轻跑，399元。", CARD), SHOWN),
    ],
)
def test_what_is_right_is_not_marked_down(fine: Turn) -> None:
    found = measures.judge(fine)
    assert min(found["coherence"], found["relevance"], found["honesty"]) >= 0.75


def test_turns_are_the_replies_to_what_was_said() -> None:
    talk = {"talk": "x", "locale": "en", "messages": [
        {"role": "user", "text": "hi"}, bot("chat", "Hello"), bot("chat", "And welcome"),
        {"role": "user", "text": "shoes"}, bot("recommend", "Here", CARD),
    ]}  # fmt: skip
    found = turns(talk)
    assert [(t.at, t.said, t.text) for t in found] == [(1, "hi", "Hello"), (4, "shoes", "Here")]
    assert [m["text"] for m in found[1].replies_before] == ["Hello", "And welcome"]


@pytest.mark.parametrize("line", ["{", "{}", '{"messages": [{"role": "bot"}]}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "talks.jsonl"
    file.write_text('{"messages": []}\n' + line)
    with pytest.raises(BadTranscript, match=r"talks\.jsonl:2"):
        read(file)
    result = CliRunner().invoke(judge, ["--data", str(file)])
    assert result.exit_code == 1


def test_marks_out_of_range_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    file.write_text(json.dumps({"talk": "x", "at": 1, **dict.fromkeys(measures.MEASURES, 6)}))
    with pytest.raises(BadTranscript, match="between 1 and 5"):
        agreement.read(file)


def test_spearman_is_of_ranks() -> None:
    assert agreement.spearman([1, 2, 3, 40], [0.1, 0.2, 0.3, 0.4]) == pytest.approx(1)
    assert agreement.spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert agreement.spearman([1, 1, 1], [3, 2, 1]) == 0


def test_the_judge_agrees_with_the_hundred_turns_rated_by_hand(tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    result = CliRunner().invoke(judge, ["--out", str(out)])
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text("utf-8"))
    assert "mean mark of 100, as share" in report["systems"]
    assert report["systems"]["Spearman with marks"]["overall"] > 0.6
