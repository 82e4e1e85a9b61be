"""The committed bundle is what its source gives, small, and runs under a policy that allows nothing inline."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

WIDGET = Path(__file__).resolve().parents[3] / "bot" / "widget"
BUNDLE = WIDGET / "dist" / "widget.js"
SOURCES = ("package.json", "package-lock.json", ".npmrc", "tsconfig.json", "vite.config.js")
MAX_BYTES = 60_000


def test_the_bundle_is_small():
    n_bytes = len(gzip.compress(BUNDLE.read_bytes(), mtime=0))
    assert 5_000 < n_bytes < MAX_BYTES


def test_the_bundle_needs_no_eval_and_loads_nothing():
    text = BUNDLE.read_text("utf-8")
    assert "customElements.define" in text
    assert not re.search(r"\beval\(|new Function\(|import\(|importScripts", text)
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", text))
    assert {a for a in addresses if "w3.org" not in a} == set(), "an address of somebody else's"


def test_the_lock_file_names_no_registry():
    text = (WIDGET / "package-lock.json").read_text("utf-8")
    assert '"node_modules/lit"' in text
    assert '"resolved"' not in text


@pytest.mark.timeout(600)
def test_the_bundle_is_what_the_source_gives(tmp_path: Path):
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on the path: install one (Debian: nodejs npm)")
    for name in SOURCES:
        shutil.copy(WIDGET / name, tmp_path / name)
    shutil.copytree(WIDGET / "src", tmp_path / "src")
    installed = _npm(npm, tmp_path, "ci", "--ignore-scripts", "--prefer-offline")
    if installed.returncode:
        # Without packages nothing can be said; a registry that cannot be reached is no fault of the bundle.
        away = re.search(r"ENOTFOUND|ECONN\w+|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|network", installed.stderr)
        assert away, installed.stderr[-2_000:]
        pytest.skip(f"npm cannot reach its registry: {away[0]}")
    checked = _npm(npm, tmp_path, "run", "check")
    assert checked.returncode == 0, checked.stdout[-2_000:]
    built = _npm(npm, tmp_path, "run", "build")
    assert built.returncode == 0, built.stderr[-2_000:]
    same = (tmp_path / "dist" / "widget.js").read_bytes() == BUNDLE.read_bytes()
    assert same, "bot/widget/dist/widget.js is not what bot/widget/src gives: npm run build, and commit it"


def _npm(npm: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    return subprocess.run([npm, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=500)
