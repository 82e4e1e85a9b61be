"""The call itself: payloads from outside, any text at all, time, locale, the acts' order."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.types import Payload, Preference, Reference, to_json
from nlu.lexicon import LexiconError, Lexicons
from nlu.names import ACT_PRIORITY
from nlu.normalise import MAX_CHARACTERS
from nlu.understand import Understander
from tests.nlu import shops

NAUGHTY = [
    "",
    " ",
    "\x00",
    "\ud800",
    "undefined",
    "null",
    "NaN",
    "-1",
    "1e309",
    "0/0",
    "1;DROP TABLE users",
    "<script>alert(1)</script>",
    "${jndi:ldap://x}",
    "../../../../etc/passwd",
    "%s%s%n",
    "Ω≈ç√∫˜µ≤≥÷",
    "田中さんにあげて下さい",
    "찦차를 타고 온",
    "🐵 🙈 🙉 🙊",
    "مُنَاقَشَةُ",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "ﬁ",
    "①②③",
    "一" * 500,
    "不" * 500,
    "a" * 5000,
    "0" * 400,
    "九" * 60,
    "(((((" * 200,
    "的" * 1000 + "手机",
    "第" * 300,
    "和1" * 300,
    "比" * 400,
    "便宜点" * 300,
    "1和2" * 300,
    "不要" * 400,
    "k" * 300,
    "two " * 400,
]


@pytest.mark.parametrize("text", NAUGHTY, ids=[repr(t[:20]) for t in NAUGHTY])
def test_no_text_breaks_it(understander: Understander, text: str) -> None:
    started = time.process_time()
    found = understander.understand(text, {"shop": "digital"})
    assert found.acts
    assert time.process_time() - started < 1.0


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=80), st.sampled_from(["", "ask", "recommend"]), st.sampled_from(["", "price", "color", "nonsense"])
)
def test_any_text_is_understood_as_something(understander: Understander, text: str, act: str, asked: str) -> None:
    found = understander.understand(text, {"shop": "digital", "last_act": act, "last_attribute": asked})
    names = [a.name for a in found.acts]
    assert names == sorted(names, key=ACT_PRIORITY.index)
    assert all(0 <= a.confidence <= 1 for a in found.acts)
    assert all(w.attribute for w in found.wishes)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "不要",
                "除了",
                "手机",
                "云雀",
                "黑色",
                "都行",
                "也行",
                "便宜点",
                "第二个",
                "防水",
                "吗",
                "三千",
                "以内",
                "比",
                "的",
                "，",
                "it",
                "the",
                "cheaper",
                "not",
                "any",
                "but",
                "5",
                "个",
                "k",
            ]
        ),
        max_size=14,
    )
)
def test_any_mix_of_its_own_words_is_understood(understander: Understander, words: list[str]) -> None:
    assert understander.understand("".join(words), {"shop": "digital"}).acts
    assert understander.understand(" ".join(words), {"shop": "digital"}).acts


def test_a_very_long_text_is_cut(understander: Understander) -> None:
    found = understander.understand("想买手机" + "。" + "啊哦呢" * 40_000, {"shop": "digital"})
    assert len(found.text) == MAX_CHARACTERS
    assert [w.value for w in found.wishes] == ["手机"]


def test_usual_utterances_take_few_milliseconds(understander: Understander) -> None:
    texts = [
        "想给我妈换个手机，她眼睛不太好",
        "笔电 轻的 14寸左右 打游戏不用 6k5封顶",
        "is the second one waterproof?",
        "不要苹果的",
        "1和2选哪个",
    ]
    for text in texts:
        understander.understand(text, {"shop": "digital"})
    started = time.process_time()
    for _ in range(20):
        for text in texts:
            understander.understand(text, {"shop": "digital"})
    assert (time.process_time() - started) / 100 < 0.006  # 0.8 ms on a quiet core


def test_an_unknown_shop_is_named_with_its_neighbours(understander: Understander) -> None:
    with pytest.raises(LexiconError, match="digital"):
        understander.understand("你好", {"shop": "digitel"})


def test_a_payload_is_taken_instead_of_the_text(understander: Understander) -> None:
    payload = Payload(["inform"], wishes=[Preference("price", "<=", 1000.0)], references=[Reference("item", "p1")])
    found = understander.understand("1000以内 · 14款", {"shop": "digital", "payload": json.dumps(to_json(payload))})
    assert found.source == "payload"
    assert found.wishes == payload.wishes
    assert found.references == payload.references


@pytest.mark.parametrize(
    "payload",
    [
        "{",
        "[]",
        "1",
        '{"acts": []}',
        '{"acts": ["hack"]}',
        '{"acts": ["inform"], "wishes": [{"attribute": "colour_x", "operator": "=", "value": "a"}]}',
        '{"acts": ["inform"], "wishes": [{"attribute": "price", "operator": "<=", "value": "cheap"}]}',
        '{"acts": ["pick"], "references": [{"kind": "item", "value": "p999"}]}',
        '{"acts": ["inform"], "evil": 1}',
        '{"acts": ["ask_attribute"], "questions": [{"attribute": "secrets"}]}',
        "[" * 3000,
        "x" * 9000,
    ],
)
def test_a_payload_that_the_guide_could_not_have_made_is_read_as_text(understander: Understander, payload: str) -> None:
    found = understander.understand("三千以内", {"shop": "digital", "payload": payload})
    assert found.source == "text"
    assert [(w.attribute, w.operator, w.value) for w in found.wishes] == [("price", "<=", 3000.0)]


@pytest.mark.parametrize(
    ("text", "session", "expected"),
    [
        ("手机", "en", "zh"),
        ("a red tent please", "zh", "en"),
        ("L9", "zh", "zh"),
        ("L9", "en", "en"),
        ("do you have 松果 phones?", "zh", "en"),
        ("iPhone 15 Pro 有吗", "en", "zh"),
        ("1", "en", "en"),
        ("ok", "zh", "zh"),
    ],
)
def test_the_answer_is_in_the_language_of_the_utterance(
    understander: Understander, text: str, session: str, expected: str
) -> None:
    assert understander.understand(text, {"shop": "digital", "locale": session}).locale == expected


def test_a_word_means_what_was_asked(understander: Understander) -> None:
    asked = understander.understand("6.5", {"shop": "digital", "last_act": "ask", "last_attribute": "screen_size"})
    assert [(w.attribute, w.value) for w in asked.wishes] == [("screen_size", 6.5)]
    plausible = understander.understand("5000", {"shop": "digital", "category": "手机"})
    assert [w.attribute for w in plausible.wishes] == ["price"]


def test_the_category_in_view_settles_which_attribute_is_meant(understander: Understander) -> None:
    laptops = understander.understand("续航久一点的", {"shop": "digital", "category": "笔记本电脑"})
    phones = understander.understand("续航久一点的", {"shop": "digital", "category": "手机"})
    assert [c.attribute for c in laptops.critiques] == ["battery_life"]
    assert [c.attribute for c in phones.critiques] == ["battery"]


def test_anger_is_felt(understander: Understander) -> None:
    angry = understander.understand("你们什么破店，气死我了！！", {"shop": "digital"})
    glad = understander.understand("太好了，我很喜欢😍", {"shop": "digital"})
    assert angry.sentiment < -0.5 < 0.5 < glad.sentiment


def test_warming_up_loads_every_shop(understander: Understander, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        understander.lexicons, "get", lambda shop, get=understander.lexicons.get: asked.append(shop) or get(shop)
    )
    understander.warm_up()
    assert set(asked) == {"beijing", "digital", "home", "outfitter"}


def test_a_shop_whose_words_are_broken_keeps_no_other_from_warming_up(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shops.write(tmp_path)
    (tmp_path / "broken.json").write_text("{", "utf-8")
    Understander(Lexicons(tmp_path)).warm_up()
    assert [r.levelname for r in caplog.records if "broken.json" in r.getMessage()] == ["ERROR"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [("第一个含亚麻籽吗", "含亚麻籽"), ("does the second one contain linseed?", "does contain linseed")],
)
def test_what_is_asked_leaves_out_what_points_at_goods(understander: Understander, said: str, asked: str) -> None:
    found = understander.understand(said, {"shop": "home", "last_act": "recommend"})
    assert [(q.attribute, q.text) for q in found.questions] == [("", asked)]
