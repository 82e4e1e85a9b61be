"""The contract of the record: one exam, run on every database."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from knowledge.catalogue import Catalogue
from knowledge.errors import ImportFailed, StoreError, UnknownShop
from knowledge.importing import write
from knowledge.importing.job import InputFile, import_files
from knowledge.settings import Settings
from knowledge.store.engine import VERSION_TABLE, open_engine
from knowledge.store.models import Base
from knowledge.types import Link, Preference, Review

PHONES = [
    {
        "item_id": "a",
        "title": "松果 X2",
        "category": "手机",
        "brand": "松果",
        "price": 1599,
        "stock": 3,
        "attributes": {"screen": "6.9英寸", "colors": ["黑色", "白色"], "nfc": "是"},
    },
    {
        "item_id": "b",
        "title": "云雀 L9 🎧",
        "category": "手机",
        "brand": "云雀",
        "price": 1399,
        "stock": 0,
        "attributes": {"screen": "6.8英寸", "colors": ["黑色"], "nfc": "否"},
    },
    {
        "item_id": "c",
        "title": "凌峰 O'Neil 100%_\"",
        "category": "手机",
        "brand": "凌峰",
        "price": None,
        "attributes": {"screen": "6.1英寸"},
    },
]
REVIEWS = [
    {"item_id": "a", "rating": 5, "text": "好用", "at": "2024-05-01"},
    {"item_id": "a", "rating": 4, "text": "还行", "at": "2024-06-01"},
    {"item_id": "a", "text": "没写日期"},
]
LINKS = [
    {"item_id": "a", "relation": "similar", "other_id": "b"},
    {"item_id": "b", "relation": "similar", "other_id": "松果 X2"},
]


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def everything(catalogue: Catalogue, shop: str) -> tuple[Any, ...]:
    """All that the record says of a shop, to compare before and after."""
    view = catalogue.refresh(shop)
    reviews = {i: view.reviews(i) for i in view.ids}
    return view.version, view.shop, catalogue.items(shop), reviews, catalogue.links(shop)


@pytest.fixture
def shop(catalogue: Catalogue, tmp_path: Path) -> str:
    """A shop of three phones with reviews and links."""
    import_files(
        catalogue,
        [
            lines(tmp_path / "items.jsonl", PHONES),
            lines(tmp_path / "reviews.jsonl", REVIEWS),
            lines(tmp_path / "links.jsonl", LINKS),
        ],
        "phones",
    )
    return "phones"


class TestTables:
    def test_migrations_make_what_the_models_say(self, settings: Settings) -> None:
        engine = open_engine(settings)
        with engine.connect() as connection:
            options = {"version_table": VERSION_TABLE, "compare_type": True}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, Base.metadata) == []

    def test_opening_again_changes_nothing(self, settings: Settings, catalogue: Catalogue, shop: str) -> None:
        before = everything(catalogue, shop)
        again = Catalogue(settings)
        assert everything(again, shop) == before
        again.close()

    def test_several_processes_may_open_an_empty_record_at_once(self, settings: Settings) -> None:
        failures: list[BaseException] = []

        def work() -> None:
            try:
                open_engine(settings).dispose()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []

    def test_a_record_of_a_newer_version_is_refused(self, settings: Settings, catalogue: Catalogue) -> None:
        with catalogue.engine.begin() as connection:
            connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
        with pytest.raises(StoreError, match=r"9999.*update"):
            open_engine(settings)


class TestReading:
    def test_items_come_back_as_they_were_given(self, catalogue: Catalogue, shop: str) -> None:
        a, b, c = catalogue.items(shop)
        assert (a.title, a.brand, a.price, a.stock) == ("松果 X2", "松果", 1599.0, 3)
        assert a.attributes == {"screen": 6.9, "colors": ["黑色", "白色"], "nfc": True, "rating": 4.5}
        assert (b.title, b.stock, b.attributes["nfc"]) == ("云雀 L9 🎧", 0, False)
        assert (c.title, c.price, c.stock) == ("凌峰 O'Neil 100%_\"", None, None)

    def test_reviews_come_newest_first(self, catalogue: Catalogue, shop: str) -> None:
        assert catalogue.reviews(shop, "a") == [
            Review("a", "还行", 4.0, "2024-06-01"),
            Review("a", "好用", 5.0, "2024-05-01"),
            Review("a", "没写日期"),
        ]
        assert catalogue.reviews(shop, "nothing") == []

    def test_links_name_items_by_id_or_title(self, catalogue: Catalogue, shop: str) -> None:
        assert catalogue.links(shop) == [Link("a", "similar", "b"), Link("b", "similar", "a")]
        assert catalogue.view(shop).links("a") == [("similar", "b")]
        assert catalogue.view(shop).links("c") == []

    def test_shops_are_listed_with_counts(self, catalogue: Catalogue, shop: str) -> None:
        (info,) = catalogue.shops()
        counts = (info.name, info.version, info.n_items, info.n_categories, info.n_reviews, info.n_links)
        assert counts == ("phones", 1, 3, 1, 3, 2)

    def test_an_unknown_shop_names_the_nearest(self, catalogue: Catalogue, shop: str) -> None:
        with pytest.raises(UnknownShop, match="did you mean phones"):
            catalogue.view("phone")

    def test_a_view_is_replaced_when_the_version_changes(
        self, settings: Settings, catalogue: Catalogue, shop: str, tmp_path: Path
    ) -> None:
        now = [0.0]
        reader = Catalogue(settings, clock=lambda: now[0])
        assert reader.view(shop).n_items == 3
        more = {**PHONES[0], "item_id": "d", "title": "新品"}
        import_files(catalogue, [lines(tmp_path / "more.jsonl", [more])], shop)
        assert reader.view(shop).n_items == 3, "looked up again too soon"
        now[0] = 1.0
        assert reader.view(shop).n_items == 4
        reader.close()


class TestWriting:
    def test_the_same_import_again_changes_nothing(self, catalogue: Catalogue, shop: str, tmp_path: Path) -> None:
        before = everything(catalogue, shop)
        report = import_files(catalogue, [tmp_path / "items.jsonl", tmp_path / "reviews.jsonl"], shop)
        assert (report.added, report.changed, report.unchanged, report.version) == (0, 0, 3, 1)
        assert everything(catalogue, shop) == before

    def test_an_update_touches_what_differs(self, catalogue: Catalogue, shop: str, tmp_path: Path) -> None:
        cheaper = {**PHONES[1], "price": 1299}
        report = import_files(catalogue, [lines(tmp_path / "update.jsonl", [PHONES[0], cheaper])], shop)
        assert (report.added, report.changed, report.unchanged, report.deleted) == (0, 1, 1, 0)
        assert [i.price for i in catalogue.items(shop)] == [1599.0, 1299.0, None]
        assert catalogue.changes_since(shop, 1) == (["b"], [])

    def test_only_replace_deletes(self, catalogue: Catalogue, shop: str, tmp_path: Path) -> None:
        rest = lines(tmp_path / "rest.jsonl", PHONES[:2])
        assert import_files(catalogue, [rest], shop).deleted == 0
        report = import_files(catalogue, [rest], shop, replace_items=True)
        assert report.deleted == 1
        assert catalogue.refresh(shop).ids == ["a", "b"]
        assert catalogue.changes_since(shop, 1) == ([], ["c"])
        assert len(catalogue.reviews(shop, "a")) == 3, "no reviews were given, so those of kept items stay"

    def test_replace_makes_reviews_and_links_those_of_the_files(
        self, catalogue: Catalogue, shop: str, tmp_path: Path
    ) -> None:
        files = [
            tmp_path / "items.jsonl",
            lines(tmp_path / "r.jsonl", REVIEWS[:1]),
            lines(tmp_path / "l.jsonl", LINKS[:1]),
        ]
        import_files(catalogue, files, shop, replace_items=True)
        catalogue.refresh(shop)
        assert [r.text for r in catalogue.reviews(shop, "a")] == ["好用"]
        assert catalogue.links(shop) == [Link("a", "similar", "b")]

    def test_a_review_given_twice_is_kept_once(self, catalogue: Catalogue, shop: str, tmp_path: Path) -> None:
        import_files(catalogue, [lines(tmp_path / "r.jsonl", [REVIEWS[0], REVIEWS[0]])], shop)
        assert len(catalogue.reviews(shop, "a")) == 3

    def test_a_dry_run_counts_and_keeps_nothing(self, catalogue: Catalogue, shop: str, tmp_path: Path) -> None:
        before = everything(catalogue, shop)
        changed = lines(tmp_path / "x.jsonl", [{**PHONES[0], "price": 1}, {**PHONES[0], "item_id": "z"}])
        report = import_files(catalogue, [changed], shop, dry_run=True, replace_items=True)
        assert (report.added, report.changed, report.deleted) == (1, 1, 2)
        assert everything(catalogue, shop) == before

    @pytest.mark.parametrize("step", ["write_reviews", "write_links", "_note_changes"])
    @pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
    def test_an_interrupted_import_leaves_everything_as_it_was(
        self,
        catalogue: Catalogue,
        shop: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        step: str,
        stop: type[BaseException],
    ) -> None:
        before = everything(catalogue, shop)
        lexicon = (tmp_path / "lexicon" / "phones.json").read_bytes()
        derived: list[Any] = []

        def interrupted(*_: Any) -> Any:
            raise stop

        monkeypatch.setattr(write, step, interrupted)
        files = [lines(tmp_path / "x.jsonl", [{**PHONES[0], "price": 1}]), lines(tmp_path / "r.jsonl", REVIEWS)]
        with pytest.raises(stop):
            import_files(catalogue, files, shop, replace_items=True, derive=lambda *a, **k: derived.append(a))
        assert everything(catalogue, shop) == before
        assert (tmp_path / "lexicon" / "phones.json").read_bytes() == lexicon
        assert derived == []
        assert not [p for p in tmp_path.iterdir() if p.name.startswith("tmp")], "the spool is left behind"

    def test_derived_stores_hear_of_changes_after_the_commit(
        self, catalogue: Catalogue, shop: str, tmp_path: Path
    ) -> None:
        heard: list[Any] = []

        def derive(catalogue: Any, name: str, changed: Any, deleted: Any, progress: Any = None) -> None:
            heard.append((name, list(changed), list(deleted), catalogue.version(name)))

        import_files(
            catalogue,
            [lines(tmp_path / "x.jsonl", [PHONES[0], {**PHONES[1], "price": 1}])],
            shop,
            replace_items=True,
            derive=derive,
        )
        assert heard == [("phones", ["b"], ["c"], 2)]
        import_files(catalogue, [lines(tmp_path / "x.jsonl", [PHONES[0]])], shop, derive=derive)
        assert len(heard) == 1, "nothing changed, so nobody is told"

    def test_nothing_to_take_is_a_failure(self, catalogue: Catalogue, tmp_path: Path) -> None:
        empty = lines(tmp_path / "bad.jsonl", [{"title": "", "price": 1}, {"title": None, "price": 2}])
        with pytest.raises(ImportFailed, match="none of 2 rows"):
            import_files(catalogue, [InputFile(empty, "items")], "bad")
        assert catalogue.shops() == []

    def test_hostile_text_comes_back_unharmed(self, catalogue: Catalogue, tmp_path: Path) -> None:
        titles = [
            "'; DROP TABLE items; --",
            "\u202eרטל",
            "a\u0000b",
            "𠮷野家 🍣",
            "%s %d {0} {{x}}",
            "null-ish",
            "<b>&amp;",
        ]
        rows = [{"item_id": f"i{n}", "title": t, "category": "x", "price": 1} for n, t in enumerate(titles)]
        import_files(catalogue, [lines(tmp_path / "n.jsonl", rows)], "naughty")
        assert [i.title for i in catalogue.items("naughty")] == [t.replace("\0", "") for t in titles]
        view = catalogue.view("naughty")
        assert view.mask(Preference("title", "contains", "drop table")).tolist()[0] is True
