"""Lexicons of four small shops in a temporary folder, and an understander over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.lexicon import Lexicons
from nlu.understand import Understander
from tests.nlu import shops


@pytest.fixture(scope="session")
def lexicons(tmp_path_factory: pytest.TempPathFactory) -> Lexicons:
    folder: Path = tmp_path_factory.mktemp("lexicon")
    shops.write(folder)
    return Lexicons(folder)


@pytest.fixture(scope="session")
def understander(lexicons: Lexicons) -> Understander:
    return Understander(lexicons)
