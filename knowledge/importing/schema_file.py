"""Read and write shop.yml: a shop's schema and the mapping of its files. Owns: the file's form and its leniencies.

Does not know: rows, inference, SQL. A section that is there is law: rows are held to it. One that is not is inferred.
Shorthand: a plain text where text per locale is expected is in the shop's language; a category may be its bare name and
may list its own as `children`; names may be one text or a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import BadSchema, nearest
from knowledge.importing.mapping import Source, read_mapping
from knowledge.types import RESERVED_ATTRIBUTES, Attribute, Category, Shop, from_json, to_json

_SECTIONS = ("name", "title", "language", "currency", "categories", "attributes", "brands", "policies", "mapping")


@dataclass(frozen=True)
class SchemaFile:
    """What a shop.yml says. `given`: the sections that are there. `mapping`: as written, to be written out again."""

    shop: Shop
    given: frozenset[str] = frozenset()
    sources: list[Source] = field(default_factory=list)
    mapping: Any = None


def empty_schema(shop_name: str) -> SchemaFile:
    """Return the schema of a shop of which nothing is known yet."""
    return SchemaFile(Shop(shop_name, {}, "zh", "CNY", [], []))


def load_schema(path: Path, shop_name: str) -> SchemaFile:
    """Read a shop.yml for the shop `shop_name`, which wins over a name in the file. Raises BadSchema with the place."""
    try:
        written = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except FileNotFoundError as error:
        raise BadSchema("no such file", where=str(path), remedy="check --schema") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        reason = getattr(error, "problem", None) or str(error)
        raise BadSchema(f"broken YAML: {reason}", where=where, remedy="mend the YAML (UTF-8)") from error
    if not isinstance(written, dict):
        raise BadSchema(f"{type(written).__name__}", expected="an object", where=str(path))
    for key in written:
        if key not in _SECTIONS:
            raise BadSchema(f"unknown section {key!r}", where=str(path), remedy=nearest(str(key), _SECTIONS))
    try:
        return read_schema(written, shop_name)
    except BadSchema as error:
        raise BadSchema(
            error.found, expected=error.expected, where=f"{path}: {error.where}", remedy=error.remedy
        ) from error


def read_schema(written: dict[str, Any], shop_name: str) -> SchemaFile:
    """Read a schema from plain values. Raises BadSchema with the place inside."""
    language = written.get("language", "zh")
    categories = list(_categories(written.get("categories") or [], language, None, "categories"))
    attributes = [_attribute(a, language, f"attributes[{n}]") for n, a in enumerate(written.get("attributes") or [])]
    plain = {
        "name": shop_name,
        "title": _text(written.get("title"), language),
        "language": language,
        "currency": written.get("currency", "CNY" if language == "zh" else "USD"),
        "categories": [],
        "attributes": [],
        "brands": {str(k): _list(v) for k, v in (written.get("brands") or {}).items()},
        "policies": {str(k): _text(v, language) for k, v in (written.get("policies") or {}).items()},
    }
    try:
        shop = replace(from_json(Shop, plain), categories=categories, attributes=attributes)
    except ValueError as error:
        raise BadSchema(str(error).removeprefix("Shop."), where="shop") from error
    _check(shop)
    mapping = written.get("mapping")
    sources = read_mapping(mapping) if mapping is not None else []
    return SchemaFile(shop, frozenset(k for k, v in written.items() if v), sources, mapping)


def write_schema(path: Path, shop: Shop, mapping: Any, comment: str) -> None:
    """Write a shop.yml that `load_schema` reads back, for people to edit. `comment` stands at its head."""
    written = to_json(shop)
    if mapping is not None:
        written["mapping"] = mapping
    text = yaml.dump(written, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + text, encoding="utf-8")


def _categories(written: Any, language: str, parent: str | None, where: str) -> Any:
    if not isinstance(written, list):
        raise BadSchema(f"{type(written).__name__}", expected="a list", where=where)
    for n, entry in enumerate(written):
        here = f"{where}[{n}]"
        entry = {"name": entry} if not isinstance(entry, dict) else dict(entry)
        children = entry.pop("children", [])
        if "name" in entry:
            entry["name"] = str(entry["name"])
        entry["names"] = _names(entry.get("names"), language)
        entry.setdefault("parent", parent)
        yield _shape(Category, entry, here)
        yield from _categories(children, language, entry["name"], f"{here}.children")


def _attribute(entry: Any, language: str, where: str) -> Attribute:
    if not isinstance(entry, dict):
        raise BadSchema(f"{entry!r}", expected="an object with key and type", where=where)
    entry = dict(entry)
    entry["names"] = _names(entry.get("names"), language)
    if "questions" in entry:
        entry["questions"] = _text(entry["questions"], language)
    if "values" in entry:
        values = entry["values"]
        entry["values"] = {str(k): _list(v) for k, v in values.items()} if isinstance(values, dict) else {
            str(v): [] for v in _list(values)
        }  # fmt: skip
    if isinstance(entry.get("shown"), dict):
        entry["shown"] = {str(k): _text(v, language) for k, v in entry["shown"].items()}
    return _shape(Attribute, entry, where)


def _shape(shape: Any, entry: dict[str, Any], where: str) -> Any:
    try:
        return from_json(shape, entry)
    except ValueError as error:
        raise BadSchema(str(error), where=where) from error


def _names(written: Any, language: str) -> dict[str, list[str]]:
    if written is None:
        return {}
    if isinstance(written, dict):
        return {str(locale): _list(names) for locale, names in written.items()}
    return {language: _list(written)}


def _text(written: Any, language: str) -> dict[str, str]:
    if written is None:
        return {}
    return {str(k): str(v) for k, v in written.items()} if isinstance(written, dict) else {language: str(written)}


def _list(written: Any) -> list[str]:
    if written is None:
        return []
    return [str(w) for w in written] if isinstance(written, list) else [str(written)]


def _check(shop: Shop) -> None:
    """Refuse what types alone let through: doubles, parents that are not there, units on what has none."""
    for what, names in (
        ("category", [c.name for c in shop.categories]),
        ("attribute", [a.key for a in shop.attributes]),
    ):
        twice = next((n for n in names if names.count(n) > 1), None)
        if twice is not None:
            raise BadSchema(f"{what} {twice!r} stands twice", where=what, remedy="remove one")
    known = {c.name for c in shop.categories}
    for category in shop.categories:
        if category.parent is not None and category.parent not in known:
            where = f"category {category.name}"
            raise BadSchema(f"no category {category.parent!r}", where=where, remedy=nearest(category.parent, known))
    numbers = ("price", "stock", "rating")
    for attribute in shop.attributes:
        where = f"attribute {attribute.key}"
        if attribute.unit and attribute.type != "number":
            raise BadSchema(f"unit on type {attribute.type}", where=where, remedy="make it a number or remove the unit")
        if attribute.key in RESERVED_ATTRIBUTES and (attribute.key in numbers) != (attribute.type == "number"):
            raise BadSchema(f"type {attribute.type}", expected="the type of this field of items", where=where)
        for name in attribute.categories:
            if known and name not in known:
                raise BadSchema(f"no category {name!r}", where=where, remedy=nearest(name, known))


class _Loader(yaml.SafeLoader):
    """YAML 1.1 reads yes, no, on, off and 2024-01-01 as something else than text; shops mean the text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF"))


class _Dumper(yaml.SafeDumper):
    """Short lists on one line, as a person would write them."""


def _flow(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    short = all(isinstance(v, (str, int, float)) for v in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=short)


_Dumper.add_representer(list, _flow)
