"""Others like this one, which list is meant, and what is wanted of one's data."""

from __future__ import annotations

import pytest

from tests.nlu.understand.test_understander import UNDERSTANDER  # type: ignore[attr-defined]
