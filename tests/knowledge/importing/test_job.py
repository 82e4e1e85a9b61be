"""Whole imports: any shape of file, inference, bad rows, the real shops' mapping. Not transactions (../store)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from knowledge.catalogue import Catalogue
from knowledge.errors import BadFile
from knowledge.importing.job import InputFile, import_files
from knowledge.importing.schema_file import load_schema
from knowledge.settings import Settings
from knowledge.types import Item, Link, Review

SHOPS = Path(__file__).resolve().parents[3] / "shops"
PHONES = [
    {
        "编号": n,
        "名称": f"手机 {n}",
        "类别": "数码 > 手机",
        "品牌": ["松果", "云雀"][n % 2],
        "价格": f"¥{999 + n * 100:,}",
        "库存": "3件",
        "屏幕尺寸": f"{5 + n / 10:.1f}英寸",
        "电池容量": f"{3000 + n * 100}mAh",
        "是否防水": ["是", "否"][n % 2],
        "颜色": ["黑色、白色", "黑色", "红色、白色"][n % 3],
        "系统": ["安卓", "鸿蒙"][n % 2],
        "型号": f"M{n}X",
    }
    for n in range(20)
]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(Settings(data=tmp_path / "var", _env_file=None))
    yield catalogue
    catalogue.close()


def lines(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return path


class TestInference:
    def write(self, folder: Path, kind: str) -> Path:
        path = folder / f"phones.{kind}"
        if kind == "csv":
            with path.open("w", encoding="gb18030", newline="") as file:
                writer = csv.DictWriter(file, list(PHONES[0]))
                writer.writeheader()
                writer.writerows(PHONES)
        elif kind == "json":
            path.write_text(json.dumps(PHONES, ensure_ascii=False), encoding="utf-8")
        elif kind == "parquet":
            pq.write_table(pa.Table.from_pylist(PHONES), path)
        else:
            lines(path, PHONES)
        return path

    @pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "parquet"])
    def test_every_format_gives_the_same_shop(self, catalogue: Catalogue, tmp_path: Path, kind: str) -> None:
        report = import_files(catalogue, [self.write(tmp_path, kind)], "phones")
        assert (report.added, report.refused, report.values_left_out) == (20, 0, 0), report.problems
        assert catalogue.view("phones").item("3") == Item(
            "3",
            "手机 3",
            "手机",
            brand="云雀",
            price=1299.0,
            stock=3,
            attributes={
                "screen_size": 5.3,
                "battery": 3300.0,
                "waterproof": False,
                "color": ["黑色", "白色"],
                "operating_system": "鸿蒙",
                "model": "M3X",
            },
        )

    def test_types_units_names_and_questions(self, catalogue: Catalogue, tmp_path: Path) -> None:
        import_files(catalogue, [self.write(tmp_path, "jsonl")], "phones")
        shop = catalogue.shop("phones")
        assert (shop.language, shop.currency) == ("zh", "CNY")
        assert [(c.name, c.parent) for c in shop.categories] == [("数码", None), ("手机", "数码")]
        found = {a.key: (a.type, a.unit, a.askable, a.better) for a in shop.attributes}
        assert found == {
            "category": ("category", None, True, None),
            "brand": ("category", None, True, None),
            "price": ("number", "元", True, "lower"),
            "stock": ("number", "件", False, None),
            "screen_size": ("number", "英寸", True, None),
            "battery": ("number", "mAh", True, "higher"),
            "waterproof": ("bool", None, True, None),
            "color": ("tags", None, True, None),
            "operating_system": ("category", None, True, None),
            "model": ("text", None, False, None),
        }
        battery = shop.attribute("battery")
        assert battery is not None
        assert battery.names["zh"][0] == "电池容量"
        assert "battery" in battery.names["en"]
        assert set(battery.questions) == {"zh", "en"}

    def test_the_schema_written_out_gives_the_same_shop(self, catalogue: Catalogue, tmp_path: Path) -> None:
        path = self.write(tmp_path, "jsonl")
        report = import_files(catalogue, [path], "phones", write_schema_to=tmp_path / "out.yml")
        assert report.schema_path == tmp_path / "out.yml"
        assert load_schema(tmp_path / "out.yml", "phones").shop == catalogue.shop("phones")
        again = import_files(catalogue, [path], "phones", schema_path=tmp_path / "out.yml")
        assert (again.unchanged, again.version, again.schema_path) == (20, 1, None)

    def test_a_later_import_grows_the_schema(self, catalogue: Catalogue, tmp_path: Path) -> None:
        import_files(catalogue, [self.write(tmp_path, "jsonl")], "phones")
        new = {"编号": "n", "名称": "笔记本", "类别": "电脑", "价格": "5999", "重量": "1.3kg", "屏幕尺寸": "14英寸"}
        import_files(catalogue, [lines(tmp_path / "new.jsonl", [new])], "phones")
        shop = catalogue.refresh("phones").shop
        assert [c.name for c in shop.categories] == ["数码", "手机", "电脑"]
        assert shop.attribute("weight") is not None
        assert catalogue.view("phones").item("n").attributes == {"screen_size": 14.0, "weight": 1.3}  # type: ignore[union-attr]

    def test_english_csv_with_nested_names(self, catalogue: Catalogue, tmp_path: Path) -> None:
        path = tmp_path / "shoes.csv"
        path.write_text(
            "SKU,Product Name,Category,Price,Waterproof,Weight,Width\n"
            'a1,Trail Runner,Shoes > Running,$89.99,yes,"1,200 g",wide\n'
            "a2,Road Runner,Shoes > Running,$79.00,no,900 g,narrow\n",
            encoding="utf-8-sig",
        )
        import_files(catalogue, [path], "shoes")
        shop = catalogue.shop("shoes")
        assert (shop.language, shop.currency) == ("en", "USD")
        item = catalogue.view("shoes").item("a1")
        assert item is not None
        assert (item.price, item.category) == (89.99, "Running")
        assert item.attributes == {"waterproof": True, "weight": 1200.0, "width": "wide"}

    def test_items_without_ids_are_known_by_brand_and_title(self, catalogue: Catalogue, tmp_path: Path) -> None:
        path = lines(tmp_path / "a.jsonl", [{"name": "甲", "price": 1}, {"name": "乙", "price": 2}])
        import_files(catalogue, [path], "s")
        report = import_files(catalogue, [lines(tmp_path / "b.jsonl", [{"name": "乙", "price": 3}])], "s")
        assert (report.added, report.changed) == (0, 1)

    def test_reviews_and_name_value_lists_inside_items(self, catalogue: Catalogue, tmp_path: Path) -> None:
        row = {
            "id": "a",
            "title": "甲",
            "category": "x",
            "attributes": [{"name": "颜色", "value": "黑"}],
            "reviews": ["不错", {"text": "差", "rating": 1, "at": "2024/5/1"}],
        }
        import_files(catalogue, [lines(tmp_path / "a.jsonl", [row])], "s")
        assert catalogue.reviews("s", "a") == [Review("a", "差", 1.0, "2024-05-01"), Review("a", "不错")]
        assert catalogue.items("s")[0].attributes["color"] == "黑"


class TestMessyFiles:
    def test_rows_that_name_their_fields_differently(self, catalogue: Catalogue, tmp_path: Path) -> None:
        rows = [
            {"movie_id": 1, "title": "甲", "rating": 9.1, "genres": "剧情, 喜剧", "poster": "http://x/a.jpg"},
            {"movie_id": 2, "name": "乙", "title": "副标题", "rating": 7.0, "genres": "喜剧", "steps": [{"x": 1}]},
            {"movie_id": 3, "name": "丙", "category": "电影", "cast": [{"name": "徐峥"}, {"name": "王传君"}]},
        ]
        report = import_files(catalogue, [lines(tmp_path / "a.jsonl", rows)], "films")
        assert (report.added, report.problems) == (3, [])
        a, b, c = catalogue.items("films")
        assert (a.item_id, a.title, a.category, a.image_url) == ("1", "甲", "其他", "http://x/a.jpg")
        assert a.attributes == {"score": 9.1, "genre": ["剧情", "喜剧"]}, "9.1 is no rating from 1 to 5"
        assert (b.title, b.attributes["title_2"]) == ("乙", "副标题")
        assert (c.category, c.attributes) == ("电影", {"actors": ["徐峥", "王传君"]})
        assert list(report.unknown_fields()) == [("steps", 1)], "a list of objects says nothing"

    def test_what_is_no_number_although_it_looks_like_one(self, catalogue: Catalogue, tmp_path: Path) -> None:
        rows = [
            {
                "name": f"物 {n}",
                "条码": str(69000000 + n),
                "网络": f"{4 + n % 2}G",
                "路径": f"a/b/{n}.md",
                "0号": f"00{n}",
            }
            for n in range(12)
        ]
        import_files(catalogue, [lines(tmp_path / "a.jsonl", rows)], "s")
        assert {a.key: a.type for a in catalogue.shop("s").attributes if a.key != "category"} == {
            "条码": "text",
            "network": "category",
            "路径": "category",
            "0号": "category",
        }
        assert not catalogue.shop("s").attributes[0].askable, "there is one category only"


class TestBadRows:
    SCHEMA = """
categories: [手机]
attributes:
- {key: screen, type: number, unit: 英寸, names: 屏幕}
- {key: nfc, type: bool}
"""
    GOOD = {"item_id": "good", "title": "好", "category": "手机"}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("row", "field", "reason", "remedy"),
        [
            ({"item_id": "x", "category": "手机"}, "title", "no title", "title"),
            ({"item_id": "x", "title": "t"}, "", "", ""),
            ({"item_id": "x", "title": "t", "category": "电视"}, "category", "'电视' is not in the schema", "手机"),
            (
                {"item_id": "good", "title": "t", "category": "手机"},
                "item_id",
                "stands already at a.jsonl:1",
                "id of its own",
            ),
            ({"item_id": "a b", "title": "t", "category": "手机"}, "item_id", "a b", "without spaces"),
            ({"item_id": "x" * 200, "title": "t", "category": "手机"}, "item_id", "id", "128"),
            ({"item_id": "x", "title": "t", "category": "手机", "price": "面议"}, "price or stock", "面议", "2999"),
            ({"item_id": "x", "title": "t", "category": "手机", "price": -1}, "price", "below 0", "empty"),
            (["not", "an", "object"], "", "expected an object, found str", "mapping"),
        ],
    )
    def test_a_refused_row_is_told_with_line_reason_remedy(
        self, catalogue: Catalogue, tmp_path: Path, row: Any, field: str, reason: str, remedy: str
    ) -> None:
        (tmp_path / "shop.yml").write_text(self.SCHEMA, encoding="utf-8")
        path = lines(tmp_path / "a.jsonl", [self.GOOD, row])
        report = import_files(catalogue, [path], "s", schema_path=tmp_path / "shop.yml")
        if not reason:
            assert report.added == 2, "the only category there is needs not be said"
            return
        assert (report.added, report.refused) == (1, 1 if isinstance(row, dict) else 3)
        problem = report.problems[0]
        assert (problem.file, problem.field, problem.refused) == ("a.jsonl", field, True)
        assert problem.line == 2
        assert reason in problem.reason
        assert remedy in problem.remedy

    def test_a_bad_value_is_left_out_and_told(self, catalogue: Catalogue, tmp_path: Path) -> None:
        (tmp_path / "shop.yml").write_text(self.SCHEMA, encoding="utf-8")
        row = {**self.GOOD, "屏幕": "很大", "nfc": "是", "rating": 9, "没有的": 1}
        path = lines(tmp_path / "a.jsonl", [row])
        report = import_files(catalogue, [path], "s", schema_path=tmp_path / "shop.yml")
        assert (report.added, report.refused, report.values_left_out) == (1, 0, 2)
        assert "expected a number in 英寸, found '很大'" in report.problems[0].reason
        assert "shop.yml" in report.problems[0].remedy
        assert list(report.unknown_fields()) == [("没有的", 1)]
        assert catalogue.items("s")[0].attributes == {"nfc": True}

    def test_reviews_and_links_to_nothing_are_told(self, catalogue: Catalogue, tmp_path: Path) -> None:
        items = lines(tmp_path / "items.jsonl", [self.GOOD, {**self.GOOD, "item_id": "twin"}])
        reviews = lines(
            tmp_path / "reviews.jsonl",
            [
                {"item_id": "none", "text": "x"},
                {"item_id": "good", "text": ""},
                {"item_id": "good", "text": "ok", "rating": 8},
                {"item_id": "good", "text": "ok2", "at": "gestern"},
            ],
        )
        links = lines(
            tmp_path / "links.jsonl",
            [
                {"item_id": "good", "relation": "like", "other_id": "none"},
                {"item_id": "good", "relation": "like", "other_id": "好"},
                {"item_id": "good", "relation": "", "other_id": "twin"},
            ],
        )
        report = import_files(catalogue, [items, reviews, links], "s")
        told = [(p.file, p.line, p.reason) for p in report.problems]
        assert told == [
            ("reviews.jsonl", 2, "no text"),
            ("reviews.jsonl", 3, "rating 8"),
            ("reviews.jsonl", 4, "date 'gestern'"),
            ("links.jsonl", 3, "a link needs item_id, relation and other_id"),
            ("reviews.jsonl", 1, "no item 'none'"),
            ("links.jsonl", 1, "no item 'none'"),
            ("links.jsonl", 2, "no item '好' (several items have this title)"),
        ]
        assert report.reviews == 2

    def test_files_that_say_nothing_of_themselves_are_refused(self, catalogue: Catalogue, tmp_path: Path) -> None:
        path = lines(tmp_path / "x.jsonl", [{"foo": 1, "bar": 2}])
        with pytest.raises(BadFile, match=r"fields foo, bar.*mapping"):
            import_files(catalogue, [path], "s")
        assert catalogue.shops() == []

    def test_a_role_can_be_told(self, catalogue: Catalogue, tmp_path: Path) -> None:
        items = lines(tmp_path / "a.jsonl", [{"id": "1", "name": "甲", "category": "x", "price": 3}])
        odd = lines(tmp_path / "b.jsonl", [{"id": "1", "content": "好", "name": "小王"}])
        report = import_files(catalogue, [InputFile(items), InputFile(odd, "reviews")], "s")
        assert (report.added, report.reviews) == (1, 1)


class TestRealShops:
    """A few rows in the very shape of the published files; the files themselves are not in the repository."""

    def test_litemall(self, catalogue: Catalogue, tmp_path: Path) -> None:
        goods = [
            {
                "id": 1006007,
                "name": "秋冬保暖加厚澳洲羊毛被",
                "brief": "臻品级澳洲进口羊毛",
                "keywords": "",
                "category": ["居家", "被枕"],
                "brand": None,
                "counter_price": 479.0,
                "retail_price": 459.0,
                "unit": "件",
                "is_new": 0,
                "is_hot": 1,
                "attributes": {
                    "填充物重量": "2000g/2300g",
                    "尺寸": "200*230cm",
                    "面料": "100%棉",
                    "填充物": "100%羊毛",
                    "温馨提示": "晾晒",
                },
                "specifications": {"规格": ["标准"]},
                "products": [{"specs": "[]", "price": 459.0, "stock": 100}],
                "detail_text": "",
            },
            {
                "id": 2,
                "name": "日式纯色水洗亚麻抱枕套",
                "brief": "透气亲肤",
                "category": ["居家", "布艺软装"],
                "brand": "MUJI制造商",
                "retail_price": 79.0,
                "counter_price": 99.0,
                "is_new": 1,
                "is_hot": 0,
                "attributes": {"材质": "65% 天丝 35% 亚麻", "颜色": "米白/深褐", "产地": "中国"},
                "products": [{"stock": 2}, {"stock": 3}],
                "detail_text": "\u200d",
            },
            {
                "id": 3,
                "name": "原素系列柜式实木茶几",
                "brief": "",
                "category": ["居家", "家具"],
                "brand": None,
                "retail_price": 1.0,
                "attributes": {"材质": "北美白橡木", "安装方式": "自行组装"},
                "products": [],
            },
        ]
        comments = [{"goods_id": 2, "type": 0, "star": 1, "content": "好看"}]
        report = import_files(
            catalogue,
            [lines(tmp_path / "goods.jsonl", goods), lines(tmp_path / "comments.jsonl", comments)],
            "litemall",
            schema_path=SHOPS / "litemall" / "shop.yml",
        )
        assert report.problems == []
        quilt, cushion, table = catalogue.items("litemall")
        assert (quilt.category, quilt.stock, quilt.description) == ("被子", 100, "臻品级澳洲进口羊毛\n晾晒")
        assert quilt.attributes["season"] == ["秋冬"]
        assert quilt.attributes["filling"] == ["羊毛"]
        assert quilt.attributes["hot"] is True
        assert (cushion.category, cushion.brand, cushion.stock) == ("抱枕", "MUJI制造商", 5)
        assert cushion.attributes["material"] == ["麻", "天丝"]
        assert cushion.attributes["color"] == ["白色", "棕色", "米色"]
        assert cushion.attributes["features"] == ["亲肤", "透气"]
        assert (table.category, table.attributes["assembly"]) == ("桌子", "需要组装")
        assert catalogue.reviews("litemall", "2") == [Review("2", "好看")]

    def test_crosswoz(self, catalogue: Catalogue, tmp_path: Path) -> None:
        def place(name: str, **more: Any) -> list[Any]:
            common = {
                "名称": name,
                "地址": "北京市东城区某街",
                "地铁": None,
                "电话": "010",
                "周边景点": [],
                "周边餐馆": [],
                "周边酒店": [],
            }
            return [name, {**common, **more}]

        hotel = place(
            "贵都酒店",
            领域="酒店",
            酒店类型="高档型",
            酒店设施=["酒店各处提供wifi", "吹风机", "\n  "],
            价格=1354,
            评分=4.7,
            周边景点=["故宫"],
        )
        eat = place(
            "全聚德烤鸭店",
            领域="餐馆",
            营业时间="全天",
            推荐菜=["烤鸭", "其他"],
            人均消费=186,
            评分=None,
            周边酒店=["贵都酒店"],
        )
        sight = place(
            "故宫", 领域="景点", 门票=60, 游玩时间="12小时 - 3天", 评分=4.7, 周边餐馆=["全聚德烤鸭店", "无此店"]
        )
        files = []
        for name, rows in (("hotel_db", [hotel]), ("restaurant_db", [eat]), ("attraction_db", [sight])):
            files.append(tmp_path / f"{name}.json")
            files[-1].write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        report = import_files(catalogue, files, "crosswoz", schema_path=SHOPS / "crosswoz" / "shop.yml")
        assert [p.reason for p in report.problems] == ["no item '无此店'"]
        a, b, c = catalogue.items("crosswoz")
        assert (a.category, a.price, a.attributes["rating"], a.attributes["wifi"]) == ("酒店", 1354, 4.7, True)
        assert a.attributes["facilities"] == ["酒店各处提供wifi", "吹风机"]
        assert a.attributes["district"] == "东城区"
        assert (b.category, b.price) == ("餐馆", 186)
        assert (b.attributes["dishes"], b.attributes["cuisine"]) == (["烤鸭"], ["烤鸭"])
        assert "rating" not in b.attributes
        assert (c.category, c.price, c.attributes["visit_time"]) == ("景点", 60, "12小时 - 3天")
        assert catalogue.links("crosswoz") == [
            Link(a.item_id, "near", c.item_id),
            Link(b.item_id, "near", a.item_id),
            Link(c.item_id, "near", b.item_id),
        ]
