"""Keeps the house's layers and fences (design, section 2, and docs/decisions/0004) by reading every file's imports."""

from __future__ import annotations

import ast
import importlib.metadata
import sys
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
OURS = ("knowledge", "nlu", "finetune", "actions", "bot")

#: What each package may import of ours: whole packages or single modules.
MAY_IMPORT = {
    "knowledge": {"knowledge"},
    "nlu": {"nlu", "knowledge.types", "knowledge.report"},
    "finetune": {"finetune", "knowledge.types", "knowledge.report"},
    "actions": {"actions", "knowledge", "finetune"},
    "bot": {"bot", "nlu.names", "knowledge.types", "knowledge.report"},
}

#: Where a third-party library may appear.
FENCES = {
    "chromadb": ("knowledge",),
    "langchain_chroma": ("knowledge",),
    "pyoxigraph": ("knowledge",),
    "tantivy": ("knowledge",),
    "sqlalchemy": ("knowledge", "bot/store"),
    "alembic": ("knowledge", "bot/store"),
    "pykeen": ("knowledge/completion",),
    "rasa": ("nlu/components", "bot/policy"),
    "torch": ("finetune", "nlu/training"),
    "transformers": ("finetune", "nlu/training"),
    "peft": ("finetune", "nlu/training"),
    "rasa_sdk": ("actions",),
    "telegram": ("bot",),
    "fastapi": ("bot",),
}

#: Loaded in both environments: the standard library and each other only, Python 3.10 syntax.
SHARED = ("knowledge.types", "nlu.names", "nlu.normalise", "nlu.lexicon", "nlu.linker")


def files() -> list[Path]:
    return [path for package in OURS for path in sorted((CHECKOUT / package).rglob("*.py"))
            if "node_modules" not in path.parts]  # fmt: skip


def module_of(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Return the dotted names that a file imports, anywhere in it; `from a import b` gives a and a.b."""
    found: set[str] = set()
    package = module_of(path).split(".") if path.name == "__init__.py" else module_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
                if node.level
                else ""
            )
            base = base or node.module or ""
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def is_module(name: str) -> bool:
    path = CHECKOUT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def within(name: str, allowed: str) -> bool:
    return name == allowed or name.startswith(f"{allowed}.")


def allowed(name: str, package: str) -> bool:
    """Say whether `package` may import `name`, one of ours."""
    if any(within(name, a) for a in MAY_IMPORT[package]):
        return True
    # `from knowledge import types` also names the package itself, which is an empty __init__.
    return any(a.startswith(f"{name}.") for a in MAY_IMPORT[package])


def test_every_file_was_seen():
    seen = files()
    for package in OURS:
        assert sum(path.is_relative_to(CHECKOUT / package) for path in seen) >= 5, (
            f"few files of {package}: is it there?"
        )
    for name in SHARED:
        assert is_module(name), name
    for places in FENCES.values():
        for place in places:
            assert (CHECKOUT / place).is_dir(), place


@pytest.mark.parametrize("package", OURS)
def test_packages_import_only_downwards(package):
    wrong = [
        f"{path.relative_to(CHECKOUT)} imports {name}"
        for path in files()
        if path.is_relative_to(CHECKOUT / package)
        for name in sorted(imports_of(path))
        if name.split(".")[0] in OURS and is_module(name) and not allowed(name, package)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("library", sorted(FENCES))
def test_libraries_stay_in_their_fence(library):
    places = [CHECKOUT / place for place in FENCES[library]]
    wrong = [
        str(path.relative_to(CHECKOUT))
        for path in files()
        if any(within(name, library) for name in imports_of(path)) and not any(path.is_relative_to(p) for p in places)
    ]
    assert not wrong, f"{library} belongs in {', '.join(FENCES[library])}, found in {', '.join(wrong)}"


def test_what_both_environments_load_is_standard_library_and_python_3_10():
    todo, done = list(SHARED), set()
    while todo:
        name = todo.pop()
        if name in done:
            continue
        done.add(name)
        path = CHECKOUT.joinpath(*name.split(".")).with_suffix(".py")
        if not path.is_file():
            path = CHECKOUT.joinpath(*name.split("."), "__init__.py")
        ast.parse(path.read_text("utf-8"), feature_version=(3, 10))
        for imported in imports_of(path):
            top = imported.split(".")[0]
            if top in OURS:
                todo += [imported] if is_module(imported) else []
            else:
                assert top in sys.stdlib_module_names, f"{path.relative_to(CHECKOUT)} imports {imported}"
    assert len(done) >= len(SHARED)


def test_no_module_of_actions_hides_a_top_level_package():
    # rasa-sdk walks the package without a prefix, so `actions/json.py` would be imported as `json`.
    names = {path.stem for path in (CHECKOUT / "actions").rglob("*.py")} | {
        path.name for path in (CHECKOUT / "actions").iterdir() if path.is_dir()
    }
    taken = set(sys.stdlib_module_names) | set(importlib.metadata.packages_distributions())
    assert len(names) > 5
    assert not (names - {"__init__", "__pycache__"}) & taken
