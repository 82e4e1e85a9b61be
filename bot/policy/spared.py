"""Keeps what Rasa imports but this bot never runs out of the process: TensorFlow above all.

Owns: the list of spared packages and their stand-ins. Does not know: what Rasa does with them.

Rasa 3.6.21 imports TensorFlow for any policy, and the clients of ten chat services for any channel: 10 to 20 s and
0.4 GiB at each start. Our components and policies use none of it (config.yml; models run on onnxruntime). A stand-in
can be imported, looked into and subclassed; using it raises SparedPackage, so nothing runs on it by mistake.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

#: Top-level packages that are replaced. Not among them: anything that config.yml's components import.
SPARED = (
    "tensorflow", "tensorflow_addons", "tensorflow_text", "tensorflow_hub", "keras", "jax", "sklearn", "matplotlib",
    "aiogram", "twilio", "slack_sdk", "fbmessenger", "webexteamssdk", "mattermostwrapper", "rocketchat_API", "socketio",
    "boto3", "botocore", "pymongo", "sentry_sdk", "questionary", "prompt_toolkit", "google", "scipy", "dask",
    "apscheduler", "jwt",
)  # fmt: skip


class SparedPackage(RuntimeError):
    """Something was used that belongs to a package left out on purpose."""


class _Spared(type):
    """Metaclass of stand-ins: any attribute is another stand-in, an instance cannot be made of one."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Spared(name, (Exception,), {"__module__": cls.__module__})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise SparedPackage(
            f"{cls.__module__}.{cls.__name__} was used, but Daogou leaves that package out of Rasa's process to start "
            "fast; take its name out of SPARED in bot/policy/spared.py if a component needs it"
        )


class _Module(types.ModuleType):
    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # An Exception, so that `except somewhere.Error:` in Rasa stays legal.
        return _Spared(name, (Exception,), {"__module__": self.__name__})


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in self.names:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        return None


def spare(names: Iterable[str] = SPARED) -> None:
    """Replace these packages in this process. Call it before anything imports Rasa; a second call does nothing.

    Rasa's list of its own components (TensorFlow ones among them) is emptied too: ours are named by module path.
    """
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder(names))
    own_components = "rasa.engine.recipes.default_components"
    if own_components not in sys.modules:
        empty = types.ModuleType(own_components)
        empty.DEFAULT_COMPONENTS = []  # type: ignore[attr-defined]
        sys.modules[own_components] = empty
