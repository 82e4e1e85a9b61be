"""A running action server with one tiny shop, imported as an owner would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from knowledge.catalogue import Catalogue
from knowledge.importing.job import import_files
from knowledge.settings import load
from tests.finetune.world import AIR, PHONES, S14

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shop_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose record holds the shop "tiny": three phones and two laptops."""
    data = tmp_path_factory.mktemp("actions")
    rows = []
    for item in (*PHONES, AIR, S14):
        row = {k: getattr(item, k) for k in ("item_id", "title", "category", "brand", "price", "stock")}
        rows.append({**row, "description": "", "attributes": item.attributes})
    (data / "items.jsonl").write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    reviews = [{"item_id": "p2", "rating": 5, "text": "屏幕清楚，很好用", "at": "2025-01-02"}]
    (data / "reviews.jsonl").write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in reviews), encoding="utf-8")
    catalogue = Catalogue(load(data=data))
    report = import_files(catalogue, [data / "items.jsonl", data / "reviews.jsonl"], "tiny")
    catalogue.close()
    assert not report.problems
    return data


@pytest.fixture(scope="session")
def server(shop_data: Path) -> Iterator[httpx.Client]:
    """A client of a server process on a free port; the process is ended afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "actions.server", "--port", "0", "--data", str(shop_data)],
        cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("actions ready on http://127.0.0.1:"), line
        with httpx.Client(base_url=line.split()[-1], trust_env=False, timeout=60) as client:
            yield client
    finally:
        process.terminate()
        assert process.wait(30) == 0
