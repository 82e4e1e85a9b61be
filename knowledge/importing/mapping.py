"""Bring rows of any shape into one: which fields of a row are an item's, a review's or a link's.

Owns: the `mapping` section of shop.yml, the usual names of fields where there is none, which file holds what. Does not
know: types of attributes, validation, SQL.

    mapping:
      items:                              # one, or a list; each reads the files that its `files` match (else all)
        - files: goods*.jsonl
          rows: "[*][1]"                  # where the rows stand in a document; else a list's entries, a line's object
          fields: {item_id: id, title: name, category: "category[-1]", price: retail_price}
          attributes: {material: attributes.材质}
          attributes_from: [specs]        # objects (or lists of {name, value}) each entry of which is an attribute
          links: {near: "[周边景点, 周边餐馆][]"}    # relation -> ids or titles of other items
          reviews: comments               # a list of texts or of {text, rating, at}
      reviews: {files: comments.jsonl, fields: {item_id: goods_id, text: content}}
      links: {files: pairs.csv, fields: {item_id: a, relation: kind, other_id: b}}
"""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from knowledge.errors import BadSchema, nearest
from knowledge.importing.expressions import Expression, compile_expression
from knowledge.importing.tables import table
from knowledge.importing.values import is_empty
from knowledge.words import fold

Role = Literal["items", "reviews", "links"]
ROLES: tuple[Role, ...] = ("items", "reviews", "links")

_NEEDED: dict[Role, tuple[str, ...]] = {
    "items": ("title",),
    "reviews": ("item_id", "text"),
    "links": ("item_id", "relation", "other_id"),
}
#: Fields of items that stay lists or objects.
_PARTS = ("attributes", "reviews")


@dataclass
class RawItem:
    """An item as found in a row: `fields` by our names, `attributes` by the file's names or the schema's keys."""

    fields: dict[str, Any]
    attributes: dict[str, Any] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)  # relation, id or title of the other
    reviews: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """One way to read rows of one role out of files. `told`: what it was made from; equal texts read rows alike."""

    role: Role
    files: tuple[str, ...] = ()
    rows: Expression | None = None
    fields: dict[str, Expression] = field(default_factory=dict)
    attributes: dict[str, Expression] = field(default_factory=dict)
    attributes_from: tuple[Expression, ...] = ()
    links: dict[str, Expression] = field(default_factory=dict)
    reviews: Expression | None = None
    told: str = ""

    def reads(self, path: Path) -> bool:
        """Say whether this source is meant for a file."""
        return not self.files or any(fnmatch.fnmatch(path.name, pattern) for pattern in self.files)

    @property
    def has_attached(self) -> bool:
        """Whether rows of items may hold reviews or links too."""
        return self.reviews is not None or bool(self.links)

    def rows_of(self, document: Any) -> Iterator[Any]:
        """Yield the rows of a document: what `rows` finds, else a list's entries, else the document."""
        found = document if self.rows is None else self.rows(document)
        if isinstance(found, list):
            yield from found
        elif found is not None:
            yield found

    def record(self, row: Any) -> dict[str, Any]:
        """Read the fields of a review or a link."""
        return {name: look(row) for name, look in self.fields.items()}

    def item(self, row: dict[str, Any]) -> RawItem:
        """Read an item. Without a mapping every field that is not an item's own is an attribute."""
        raw = RawItem({name: look(row) for name, look in self.fields.items() if name not in _PARTS})
        for look in self.attributes_from:
            raw.attributes.update(named_values(look(row)))
        for key, look in self.attributes.items():
            raw.attributes[key] = look(row)
        for relation, look in self.links.items():
            raw.links += [(relation, str(other)) for other in _listed(look(row))]
        if self.reviews is not None:
            raw.reviews = [r if isinstance(r, dict) else {"text": r} for r in _listed(self.reviews(row))]
        return raw


def read_mapping(written: Any) -> list[Source]:
    """Compile the `mapping` section. Raises BadSchema that names the place."""
    if not isinstance(written, dict):
        raise BadSchema(f"{type(written).__name__}", expected="items, reviews, links", where="mapping")
    _known(written, ROLES, "mapping")
    sources: list[Source] = []
    for role in ROLES:
        entries = written.get(role, [])
        for n, entry in enumerate(entries if isinstance(entries, list) else [entries]):
            sources.append(_source(role, entry, f"mapping.{role}[{n}]"))
    return sources


def _source(role: Role, entry: Any, where: str) -> Source:
    if not isinstance(entry, dict):
        raise BadSchema(f"{entry!r}", expected="an object with fields", where=where)
    own = ("files", "rows", "fields") + (
        ("attributes", "attributes_from", "links", "reviews") if role == "items" else ()
    )
    _known(entry, own, where)
    fields = entry.get("fields", {})
    _known(fields, usual_names(role), f"{where}.fields")
    missing = [name for name in _NEEDED[role] if name not in fields]
    if missing:
        raise BadSchema(f"no {missing[0]!r}", where=f"{where}.fields", remedy=f"say where {missing[0]} stands in a row")

    def one(key: str) -> Expression | None:
        return compile_expression(entry[key], f"{where}.{key}") if entry.get(key) is not None else None

    def many(key: str) -> dict[str, Expression]:
        return {name: compile_expression(e, f"{where}.{key}.{name}") for name, e in (entry.get(key) or {}).items()}

    listed = _listed(entry.get("attributes_from"))
    return Source(
        role=role,
        files=tuple(_listed(entry.get("files"))),
        rows=one("rows"),
        fields=many("fields"),
        attributes=many("attributes"),
        attributes_from=tuple(compile_expression(e, f"{where}.attributes_from") for e in listed),
        links=many("links"),
        reviews=one("reviews"),
        told=_told(entry),
    )


def usual_source(role: Role, names: Iterable[str]) -> Source | None:
    """Make a source by the usual names of fields, None where a needed one is missing. `names`: fields of some rows.

    Where rows carry several names of one field, each row's first that states something is the field; the others are
    attributes.
    """
    names = list(names)
    found = _usual_fields(role, names)
    if any(name not in found for name in _NEEDED[role]):
        return None
    fields = {name: _first_of(keys) for name, keys in found.items() if name not in _PARTS}
    if role != "items":
        return Source(role, fields=fields, told=_told(found))
    rest: list[Expression] = [_others(list(found.values()))]
    rest += [_key(key) for key in found.get("attributes", ())]
    reviews = _first_of(found["reviews"]) if "reviews" in found else None
    return Source(role, fields=fields, attributes_from=tuple(rest), reviews=reviews, told=_told(found))


def _usual_fields(role: Role, names: list[str]) -> dict[str, list[str]]:
    spelled = {_spelling(n): n for n in reversed(names)}
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for name, spellings in usual_names(role).items():
        hits = [spelled[s] for s in spellings if s in spelled and spelled[s] not in taken]
        if not hits and name == "item_id" and role == "items":
            hits = [n for n in names if _spelling(n).endswith(" id")][:1]
        if hits:
            found[name] = hits
            taken.update(hits)
    return found


@cache
def usual_names(role: Role) -> dict[str, list[str]]:
    """Return what the fields of a role are usually called, most certain first (known.yml)."""
    return table("known")["fields"][role]


def guess_role(names: Iterable[str]) -> Role | None:
    """Guess what rows with these fields are: links, reviews or items; None where they are none of these."""
    names = list(names)
    if usual_source("links", names):
        return "links"
    spelled = {_spelling(n) for n in names}
    says_item = spelled & {_spelling(s) for s in usual_names("items")["title"]} or spelled & {
        "price",
        "价格",
        "category",
    }
    if usual_source("reviews", names) and not says_item:
        return "reviews"
    return "items" if usual_source("items", names) else None


def named_values(found: Any) -> dict[str, Any]:
    """Read attributes out of an object, or out of a list of {name, value} in any of the usual spellings."""
    if isinstance(found, dict):
        return {str(k): v for k, v in found.items()}
    named: dict[str, Any] = {}
    for entry in _listed(found):
        if isinstance(entry, dict):
            spelled = {_spelling(str(k)): v for k, v in entry.items()}
            name = next(
                (spelled[s] for s in ("name", "key", "attribute", "名称", "属性", "attr") if s in spelled), None
            )
            value = next((spelled[s] for s in ("value", "values", "值", "val", "属性值") if s in spelled), None)
            if name is not None:
                named[str(name)] = value
    return named


def _told(made_from: Any) -> str:
    return json.dumps(made_from, ensure_ascii=False, sort_keys=True, default=str)


def _key(key: str) -> Expression:
    return lambda row: row.get(key)


def _first_of(keys: list[str]) -> Expression:
    if len(keys) == 1:
        return _key(keys[0])
    return lambda row: next((row[k] for k in keys if not is_empty(row.get(k))), None)


def _others(used: list[list[str]]) -> Expression:
    """All of a row but the fields that were read from it."""
    always = {keys[0] for keys in used if len(keys) == 1}
    several = [keys for keys in used if len(keys) > 1]

    def look(row: dict[str, Any]) -> dict[str, Any]:
        taken = always | {next((k for k in keys if not is_empty(row.get(k))), "") for keys in several}
        return {k: v for k, v in row.items() if k not in taken}

    return look


def _spelling(name: str) -> str:
    return fold(str(name).replace("_", " ").replace("-", " "))


def _listed(found: Any) -> list[Any]:
    if found is None:
        return []
    return [f for f in found if f is not None] if isinstance(found, list) else [found]


def _known(written: Any, known: Iterable[str], where: str) -> None:
    if not isinstance(written, dict):
        raise BadSchema(f"{written!r}", expected="an object", where=where)
    for key in written:
        if key not in known:
            raise BadSchema(f"unknown key {key!r}", where=where, remedy=nearest(str(key), known))
