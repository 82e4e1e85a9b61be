"""Fixtures: a Chroma server and a SPARQL server, one of each per session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.knowledge.tiny import find_program, free_port, serving


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = find_program("chroma")
    if program is None:
        pytest.skip("no `chroma` program: it comes with the chromadb package")
    folder: Path = tmp_path_factory.mktemp("chroma-server")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with serving(command, f"{url}/api/v2/heartbeat"):
        yield url


@pytest.fixture(scope="session")
def sparql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = find_program("oxigraph")
    if program is None:
        pytest.skip("no `oxigraph` program: install the package `oxigraph`")
    folder: Path = tmp_path_factory.mktemp("oxigraph-server")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with serving(command, url):
        yield f"{url}/query"
