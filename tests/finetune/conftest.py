"""What the writer's tests share: one tiny writer that was taught to end its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.finetune.own import writer


@pytest.fixture(scope="session")
def own_writer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny writer; two seconds to teach."""
    return writer(tmp_path_factory.mktemp("own"), n_steps=120)
