"""Pairs ask what serving asks, and their texts say the same facts and nothing beyond them."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from finetune.ads import STYLES, Brief, creatives
from finetune.contract import GroundedPrompt
from finetune.generate.slot_writer import asked_of
from finetune.lora.pairs import read
from finetune.requests import SPECIAL, request
from finetune.slots import cut, same_slots
from finetune.tasks import adcopy, crosswoz, prompts, reply, rewrite
from finetune.tasks.cli import train_pairs
from finetune.tasks.pair import TaskPair
from finetune.tasks.styles import frames, judged, relaxed, restyle, wordings
from finetune.template import TemplateWriter
from tests.finetune import world
from tests.finetune.corpora import DIALOGUE
from tests.finetune.corpora import crosswoz as corpus


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("data") / "crosswoz")


def some_prompts() -> list[GroundedPrompt]:
    return [world.prompt(world.recommended(), locale, seed=seed) for locale in ("zh", "en") for seed in range(4)]


def test_wordings_that_claim_more_or_less_are_left_out(folder: Path) -> None:
    found = list(crosswoz.pairs(folder, 1))
    asked = request("reply", [("draft", "推荐<s0>。评分是<s1>。")])
    assert {p.text for p in found if p.prompt == asked} == {
        "推荐您去<s0>，评分是<s1>。", "<s0>的评分有<s1>，可以去看看。",
    }  # fmt: skip
    assert TaskPair(request("reply", [("draft", "可以选<s0>、<s1>。")]), "可以去<s1>或者<s0>。") in found
    assert TaskPair(request("reply", [("draft", "没有价格。")]), "抱歉，查不到价格。") in found
    assert len(found) == 7


def test_val_turns_ask_what_the_pairs_ask(folder: Path) -> None:
    turns = crosswoz.turns(folder / "val.json.zip")
    assert [t.said for t in turns] == [str(m["content"]) for m in [*DIALOGUE[1:5], DIALOGUE[1]]]
    known = {p.prompt for p in crosswoz.pairs(folder, 1)}
    assert all(crosswoz.asked(t)[0] in known for t in turns)
    assert crosswoz.asked(turns[0])[1] == ("小吊梨汤", "4.6分")
    assert crosswoz.stiff(turns[2].acts) == "有吹风机。"


def test_reply_pairs_are_one_decision_said_in_two_ways() -> None:
    found = list(reply.pairs(some_prompts(), 3))
    assert len(found) > 8
    for pair in found:
        draft = pair.prompt.split("<draft>")[1]
        assert draft != pair.text
        assert same_slots(pair.text, draft)
        assert not re.search(r"\d", re.sub(r"<s\d+>", "", pair.text))
    assert {re.findall("<(zh|en)>", p.prompt)[0] for p in found} == {"zh", "en"}


def test_who_chats_is_chatted_with() -> None:
    rng = random.Random(1)
    found = relaxed("要看<s0>吗？先看这<s1>。<s2>最便宜。", rng)
    assert re.fullmatch("要看<s0>吗？先看这<s1>(哦。|呢。|哈。|～)<s2>最便宜。", found)
    assert relaxed("要看吗？", rng) == "要看吗？"
    casual = [p for p in reply.pairs(some_prompts() * 3, 3) if p.prompt.startswith("<reply><zh><casual>")]
    assert casual
    assert any(re.search("[哦呢哈～]", p.text) for p in casual)
    others = [p for p in reply.pairs(some_prompts() * 3, 3) if "<formal>" in p.prompt or "<angry>" in p.prompt]
    assert not any(re.search("[哦哈～]", p.text) for p in others)


def test_a_reply_is_asked_for_as_in_training() -> None:
    prompt = some_prompts()[0]
    text = TemplateWriter().write(prompt).text
    asked = asked_of(prompt, cut(text, prompt).text)
    assert asked.startswith("<reply><zh><neutral>")
    assert "电池大的" in asked  # the wish in the shopper's own words
    assert all(piece in SPECIAL for piece in re.findall("<[a-z]+>", asked))


def test_every_frame_says_the_same_facts_in_every_style() -> None:
    assert len(frames()) >= 14
    for name, by_style in frames().items():
        assert set(by_style) == set(STYLES), name
        facts = {tuple(sorted(set(re.findall(r"\{\w\}", w)))) for found in by_style.values() for w in found}
        assert len(facts) == 1, name
        assert all(len(set(found)) >= 2 for found in by_style.values()), name
    held = {text for text, _ in judged()}
    assert not held & {w for f in frames() for s in STYLES for w in wordings(f, s, "tuning")}


@pytest.mark.parametrize("style", STYLES)
def test_another_style_keeps_the_facts(style: str) -> None:
    rng = random.Random(1)
    for text in ("推荐您去<s0>，评分是<s1>。你觉得可以吗？", "好的，为您推荐<s0>。", "不客气，祝您愉快！"):
        other = restyle(text, style, rng)  # type: ignore[arg-type]
        assert other
        assert re.findall(r"<s\d>", other) == re.findall(r"<s\d>", text)


def test_rewriting_complaints_and_sums(tmp_path: Path) -> None:
    for pair in rewrite.styled(60, 1):
        assert same_slots(pair.text, pair.prompt)
        assert pair.prompt.startswith("<rewrite>")
    path = tmp_path / "reviews.jsonl"
    rows = [
        {"label": 0, "text": "物流太慢了，等了一周"},
        {"label": 1, "text": "物流很快"},
        {"label": 0, "text": "一般"},
    ]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    (pair,) = rewrite.answered(path, 5, 1)
    assert "<said><s0>太慢了" in pair.prompt
    assert "<s0>的问题" in pair.text
    for pair in rewrite.sums(40, 1):
        assert same_slots(pair.text, pair.prompt)


def test_an_items_copy_is_made_of_slots_as_it_is_asked_for() -> None:
    found = list(adcopy.items(some_prompts(), 20, 1))
    assert len(found) > 10
    for pair in found:
        assert same_slots(pair.text, pair.prompt)
        assert re.match("<adcopy><(zh|en)><(formal|warm|playful|brief)><fact><s0>", pair.prompt)
    brief = Brief(world.X2, world.SHOP, audience="办公")
    fixed, told = adcopy.facts_of(brief)
    asked, values = adcopy.of_item(brief, "warm", fixed, told[:2])
    assert asked.endswith(f"<audience><s{len(values) - 1}>")
    assert values[0] in creatives(brief, 1)[0].text


def test_prompts_go_to_a_file_and_back(tmp_path: Path) -> None:
    asked = some_prompts()
    assert prompts.write(world.SHOP, asked, tmp_path / "p.jsonl") == len(asked)
    assert prompts.read(tmp_path / "p.jsonl") == asked
    with (tmp_path / "p.jsonl").open("a") as lines:
        lines.write("{}\n")
    with pytest.raises(ValueError, match=f"line {len(asked) + 2}"):
        prompts.read(tmp_path / "p.jsonl")


def test_the_command_makes_pairs_that_tuning_reads(folder: Path, tmp_path: Path) -> None:
    prompts.write(world.SHOP, some_prompts(), tmp_path / "p.jsonl")
    out = tmp_path / "pairs.jsonl"
    arguments = [
        "--task",
        "reply",
        "--data",
        str(folder.parent),
        "--prompts",
        str(tmp_path / "p.jsonl"),
        "--out",
        str(out),
    ]
    result = CliRunner().invoke(train_pairs, arguments)
    assert result.exit_code == 0, result.output
    found = read("reply", out, "jsonl")
    assert len(found) > 10
    assert all(p.messages[0][0] == "human" and len(p.messages) == 1 for p in found)
    empty = CliRunner().invoke(train_pairs, ["--task", "reply", "--out", str(out)])
    assert empty.exit_code != 0
    assert "give --data" in empty.output
