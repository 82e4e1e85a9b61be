"""Relations read from sentences: what is said, what is denied, and what is only asked, wished or likened."""

from __future__ import annotations

import pytest

from knowledge.extraction import exam
from knowledge.extraction.build import Linker, claims
from knowledge.extraction.extract import extract
from knowledge.extraction.objects import listed
from knowledge.extraction.sentences import sentences
from knowledge.graph import attribute_iri, category_iri, item_iri, value_iri
from knowledge.graph_claims import contradictions
from knowledge.memory import make_view
from knowledge.types import Attribute, Category, Item, Review, Shop

WORDS = exam.vocabulary()
SHOP = Shop(
    "小店",
    {"zh": "小店"},
    "zh",
    "CNY",
    [Category("面霜"), Category("手机"), Category("数据线", {"zh": ["充电线"]})],
    [
        Attribute("skin", "tags", {"zh": ["适合肤质"]}, values={"油皮": ["油性皮肤"], "敏感肌": ["敏感皮"]}),
        Attribute("fabric", "category", {"zh": ["材质"]}, values={"棉": ["纯棉"]}),
    ],
    brands={"松果": ["Pinecone"]},
)


def shop_view():
    both = {"skin": ["油皮", "敏感肌"]}
    items = [
        Item("f1", "松果 清爽面霜", "面霜", "适合油性皮肤。不适合敏感肌。内附充电线。", "松果", attributes=both),
        Item("p1", "松果 X2 手机", "手机", "松果旗下。兼容松果 X2。", "松果"),
    ]
    view = make_view(SHOP, items)
    reviews = {"f1": [Review("f1", "敏感肌用着没刺痛，回购了。有适合干皮的吗？")]}
    object.__setattr__(view, "read_reviews", lambda item_id: reviews.get(item_id, []))
    return view


def read(text: str, source: str = "description") -> set[tuple[str, str, bool]]:
    return {(m.relation, m.object, m.holds) for m in extract(text, WORDS, source)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("适合油性皮肤使用。", {("suits", "油皮", True)}),
        ("不适合敏感肌。", {("suits", "敏感肌", False)}),
        ("适合油皮吗？", set()),
        ("要是适合敏感肌就好了。", set()),
        ("兼容松果X2和云雀L9。", {("compatible_with", "松果 X2", True), ("compatible_with", "云雀 L9", True)}),
        ("不兼容松果 X3。", {("compatible_with", "松果 X3", False)}),
        ("支持七天无理由退货。", set()),
        ("松果旗下的新品牌。", {("brand", "松果", True)}),
        ("比云雀好用。", set()),
        ("附赠数据线一根。", {("includes", "数据线", True)}),
        ("不含充电头。", {("includes", "充电头", False)}),
        ("送货上门。", set()),
        ("像羊毛一样软。", set()),
        ("面料采用纯棉。", {("material", "棉", True)}),
        ("Not suitable for dry skin.", {("suits", "干皮", False)}),
        ("Comes with a carrying case.", {("includes", "carrying case", True)}),
    ],
)
def test_what_a_sentence_states(text, found):
    assert read(text) == found


def test_the_mood_of_a_review_tells_whether_it_suits():
    assert read("跑步戴着不掉，很稳。", "review") == {("suits", "跑步", True)}
    assert read("打游戏有点卡。", "review") == {("suits", "打游戏", False)}


def test_lists_are_cut_into_objects_without_quantities():
    assert listed("茶壶一把、茶杯四只和两个茶盘") == ["茶壶", "茶杯", "茶盘"]
    assert listed("数据线") == ["数据线"]
    assert sentences("一。二？Three. Four") == ["一。", "二？", "Three.", "Four"]


def test_the_exam_is_passed_ahead_of_a_dictionary_match():
    examples = exam.sentences("test")
    assert len(examples) >= 100
    assert len(examples) + len(exam.sentences("tune")) == len(exam.sentences("all")) >= 200
    ours, _ = exam.score(examples, WORDS, exam.ours)
    dictionary, _ = exam.score(examples, WORDS, exam.by_dictionary)
    assert ours["precision"] >= 0.90
    assert ours["recall"] >= 0.75
    assert ours["precision"] > dictionary["precision"]
    assert ours["recall"] > dictionary["recall"]


def test_claims_are_linked_to_nodes_and_keep_their_sentence():
    found = {(c.predicate, c.object, c.holds): c for c in claims(shop_view())}
    oily = found[attribute_iri("skin"), value_iri("skin", "油皮"), True]
    assert (oily.subject, oily.source, oily.sentence) == (item_iri("f1"), "description", "适合油性皮肤。")
    assert 0.9 <= oily.confidence <= 1
    assert found["urn:daogou:text:includes", category_iri("数据线"), True].is_linked
    assert found["urn:daogou:text:compatible_with", item_iri("p1"), True].subject == item_iri("p1")
    assert (attribute_iri("brand"), value_iri("brand", "松果"), True) in found
    assert not any(c.sentence.endswith("？") for c in found.values())


def test_contradictions_are_kept_and_told():
    pairs = list(contradictions(claims(shop_view())))
    assert [(a.source, b.source, a.object) for a, b in pairs] == [
        ("review", "description", value_iri("skin", "敏感肌"))
    ]


def test_what_no_value_matches_stays_as_its_words():
    view = shop_view()
    mention = extract("专为长跑设计。", WORDS)[0]
    claim = Linker(view).claim(view.item("f1"), mention, "description", "专为长跑设计。")
    assert (claim.object, claim.is_linked) == ("长跑", False)
