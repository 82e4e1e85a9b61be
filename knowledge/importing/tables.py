"""The packaged tables of the import, units.yml and known.yml. Owns: reading them once. Knows not what they mean."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """Read a packaged table; `name` without its ending."""
    text = files("knowledge.importing").joinpath(f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
