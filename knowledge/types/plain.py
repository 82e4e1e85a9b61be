"""Every shape as plain JSON values and back: `to_json`, `from_json`.

Owns: the translation by field types, and its errors. Does not know: any particular shape.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, Literal, TypeVar, Union

T = TypeVar("T")
_HINTS: dict[type, dict[str, Any]] = {}
_DEFAULTS: dict[type, list[tuple[str, bool, Any]]] = {}
_PLAIN = frozenset((str, float, int, bool, type(None)))


def to_json(value: Any) -> Any:
    """Turn a shape into plain JSON values. Fields that hold their default are left out, so that events stay short."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list or kind is tuple:
        return [to_json(v) for v in value]
    if kind is dict:
        return {k: to_json(v) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out = {}
        for name, same_type, default in _DEFAULTS.get(kind) or _DEFAULTS.setdefault(kind, _defaults_of(kind)):
            v = getattr(value, name)
            if v == default and (not same_type or type(v) is type(default)):
                continue
            out[name] = to_json(v)
        return out
    if isinstance(value, dict):
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(v) for v in value]
    return value


def _defaults_of(kind: type) -> list[tuple[str, bool, Any]]:
    """Return (field, whether a default must have the value's very type, default); made once, it is asked for often."""
    found: list[tuple[str, bool, Any]] = []
    for f in dataclasses.fields(kind):
        if f.default_factory is not dataclasses.MISSING:
            found.append((f.name, False, f.default_factory()))
        else:
            found.append((f.name, True, f.default))  # MISSING equals no value
    return found


def from_json(shape: type[T], data: Any) -> T:
    """Build `shape` from what `to_json` made. Raises ValueError that names the field on wrong or unknown input."""
    return _build(shape, data, shape.__name__)


def _build(hint: Any, data: Any, where: str) -> Any:
    if hint is Any:
        return data
    origin = typing.get_origin(hint)
    args = typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return _build_union(args, data, where)
    if origin is Literal:
        if data not in args:
            raise ValueError(f"{where}: expected one of {', '.join(map(repr, args))}, found {data!r}")
        return data
    if origin in (list, tuple):
        if not isinstance(data, (list, tuple)):
            raise ValueError(f"{where}: expected a list, found {type(data).__name__}")
        if origin is tuple and args[-1] is not Ellipsis:
            if len(data) != len(args):
                raise ValueError(f"{where}: expected {len(args)} values, found {len(data)}")
            return tuple(_build(a, v, f"{where}[{i}]") for i, (a, v) in enumerate(zip(args, data, strict=True)))
        return origin(_build(args[0], v, f"{where}[{i}]") for i, v in enumerate(data))
    if origin is dict:
        if not isinstance(data, dict):
            raise ValueError(f"{where}: expected an object, found {type(data).__name__}")
        return {k: _build(args[1], v, f"{where}.{k}") for k, v in data.items()}
    if dataclasses.is_dataclass(hint):
        return _build_dataclass(hint, data, where)
    return _build_scalar(hint, data, where)


def _build_union(args: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and type(None) in args:
        return None
    # The exact type first: True must stay a bool although float would take it.
    ordered = sorted((a for a in args if a is not type(None)), key=lambda a: a is not type(data))
    for arg in ordered:
        try:
            return _build(arg, data, where)
        except ValueError as error:
            failure = error
    raise failure


def _build_dataclass(hint: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: expected an object, found {type(data).__name__}")
    hints = _HINTS.get(hint) or _HINTS.setdefault(hint, typing.get_type_hints(hint))
    unknown = set(data) - set(hints)
    if unknown:
        raise ValueError(f"{where}: unknown field {sorted(unknown)[0]!r}; known are {', '.join(hints)}")
    try:
        return hint(**{k: _build(hints[k], v, f"{where}.{k}") for k, v in data.items()})
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _build_scalar(hint: Any, data: Any, where: str) -> Any:
    if hint is float and isinstance(data, (int, float)) and not isinstance(data, bool):
        return data
    if isinstance(data, hint) and not (hint is int and isinstance(data, bool)):
        return data
    raise ValueError(f"{where}: expected {hint.__name__}, found {type(data).__name__} {data!r}")
