"""Runs in .venv-rasa only: the app environment has no Rasa."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

if importlib.util.find_spec("rasa") is None:
    collect_ignore_glob = ["*.py"]
else:
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from bot.policy.spared import spare

    spare()
