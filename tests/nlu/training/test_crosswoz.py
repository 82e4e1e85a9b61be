from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nlu.training import crosswoz
from nlu.training.crosswoz import Database, canonical, fill, to_acts
from nlu.training.examples import Example, Span

DATABASE = Database({"餐馆+名称": ["全聚德"], "景点+名称": ["故宫"]}, ["叫醒服务"])


def one(template: str, key: str, user: bool = True) -> Example | None:
    return fill(template, key, DATABASE, user, np.random.default_rng(0))


def test_a_filled_slot_becomes_a_span_and_the_rest_acts() -> None:
    example = one("[Inform+餐馆+名称]的地址，谢谢", "Inform+餐馆+名称*Request+餐馆+地址*General+thank+none")
    assert example is not None
    assert example.text == "全聚德的地址，谢谢"
    assert example.spans == (Span("Inform+餐馆+名称", 0, 3),)
    assert set(example.acts) == {"Request+餐馆+地址+", "General+thank+none+none"}


def test_facilities_become_acts() -> None:
    example = one("有[Inform+酒店+酒店设施+是1]的酒店", "Inform+酒店+酒店设施+是")
    assert example is not None
    assert example.text == "有叫醒服务的酒店"
    assert example.acts == ("Inform+酒店+酒店设施-叫醒服务+是",)


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ("去吃饭", "Inform+餐馆+名称"),
        ("[Inform+餐馆+名称]", "Request+餐馆+地址"),
        ("[Inform+景点+名称]", "Inform+餐馆+名称"),
    ],
)
def test_a_template_that_lost_its_values_is_left_out(template: str, key: str) -> None:
    assert one(template, key) is None


@pytest.mark.parametrize(
    ("slot", "value", "wanted"),
    [
        ("游玩时间", "1小时-2小时", "1小时 - 2小时"),
        ("游玩时间", "3-4小时", "3小时 - 4小时"),
        ("评分", "4.5以上", "4.5分以上"),
        ("名称", "故宫，", "故宫"),
    ],
)
def test_values_are_written_as_the_corpus_does(slot: str, value: str, wanted: str) -> None:
    assert canonical(slot, value, "user") == wanted


def test_gold_acts_survive_the_round_trip(tmp_path: Path) -> None:
    acts = [["Inform", "景点", "名称", "故宫"], ["Request", "景点", "门票", ""], ["General", "greet", "none", "none"]]
    dialogue = {"1": {"messages": [{"role": "usr", "content": "你好，故宫门票多少", "dialog_act": acts},
                                   {"role": "sys", "content": "60元", "dialog_act": []}]}}  # fmt: skip
    path = tmp_path / "val.json"
    path.write_text(json.dumps(dialogue, ensure_ascii=False), "utf-8")
    first, second = crosswoz.read_dialogues(path)
    assert second.context == first.text
    labels = [crosswoz.label_of(a) for a in first.acts if not crosswoz.span_label(a)]
    spans = [("+".join(a[:3]), a[3]) for a in first.acts if crosswoz.span_label(a)]
    assert to_acts(labels, spans, "user") == first.acts
