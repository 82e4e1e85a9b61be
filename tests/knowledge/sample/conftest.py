"""The sample shop, made once for all tests of it."""

from __future__ import annotations

import pytest

from knowledge.sample.generate import Sample, generate


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The shop of the default seed."""
    return generate(7)
